/** What every consumer does with the package, so that all must get the same bits. */
export function run({ Trainer, Session }) {
  const trainer = new Trainer({ layers: [{ units: 40, activation: 'tanh' }], seed: 7 });
  const predictions = trainer.step(25);
  const again = Trainer.fromLink(trainer.link());
  again.step(25);
  const session = new Session(trainer.config());
  while (session.trainUntil(400, 1) === 'budget');
  session.seek(25 * trainer.updatesPerEpoch);
  return {
    epoch: trainer.epoch,
    predictions: predictions.length,
    finite: predictions.every(Number.isFinite),
    checksum: trainer.checksum(),
    checksumFromLink: again.checksum(),
    checksumOfPast: session.trainer.checksum(),
    mistake: mistake(Trainer),
  };
}

function mistake(Trainer) {
  try {
    return new Trainer({ layers: [{ units: 0, activation: 'relu' }] });
  } catch (error) {
    return { isError: error instanceof Error, path: error.path };
  }
}
