// @ts-check
/** How one moves through a run, in English. */
export default {
  'help.word.epoch': 'Epoch',
  'help.word.epoch.is': 'Learning once from all points.',
  'help.word.loss': 'Loss',
  'help.word.loss.is': 'How far off the network is at the points; usually the mean of the squared errors. The smaller, the better.',
  'help.word.rate': 'Learning rate',
  'help.word.rate.is': 'How large the network’s steps are. Small ones take forever, large ones overshoot.',
  'help.word.batch': 'Batch',
  'help.word.batch.is': 'So many points the network looks at before each step. A step is called an update.',
  'help.word.optimizer': 'Optimizer',
  'help.word.optimizer.is': 'The rule that makes a step of the errors.',
  'help.word.seed': 'Seed',
  'help.word.seed.is': 'The number that everything random is drawn from, above all the initial weights. The same seed gives the same run.',
  'help.moments': 'Back and forth in time',
  'help.moments.ways': 'The small pictures, the time line and a press on the loss chart lead to any moment of a run. Moving along the loss chart while the run rests is only a look. With the dot of the time line in focus, the arrow keys go a tenth of the way, Page Up and Page Down ten times as far, Home and End to the ends. Play goes on from wherever you are.',
  'help.moments.memory': 'For this the page keeps states of the run, at most {megabytes} MB of them. What lies between two of them is computed again, to the same bits.',
};
