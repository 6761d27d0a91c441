// Compiled by strict tsc, never run: what a consumer may rely on, and what the types must refuse.
import { Trainer } from 'lernkurve';
import type { Config, Insight } from 'lernkurve';

const partial: Partial<Config> = {
  function: 'sin(6x)',
  layers: [{ units: 20, activation: 'gelu' }],
  optimizer: { kind: 'adam', learningRate: 0.01 },
};
const trainer = new Trainer(partial);
const predictions: Float32Array = trainer.step(10);
const loss: number = trainer.loss;
const validation: number | undefined = trainer.evaluateValidation();
const complete: Config = trainer.config();
const units: number = complete.layers[0].units;
const insight: Insight = trainer.insight();
const code: string = insight.code;
const snapshot: Uint8Array = trainer.snapshot();
trainer.restore(snapshot);
trainer.setParameters(trainer.parameters());
const { config, problems } = Trainer.parseLink('#v=1&seed=7');
const path: string | undefined = problems[0]?.path;
new Trainer(config);
new Trainer();

// @ts-expect-error an activation that does not exist
new Trainer({ layers: [{ units: 20, activation: 'rectified' }] });
// @ts-expect-error a number is no list of layers
new Trainer({ layers: 3 });
// @ts-expect-error epoch is read only
trainer.epoch = 3;

export { predictions, loss, validation, units, code, path };
