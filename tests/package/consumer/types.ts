// Compiled by strict tsc, never run: what a consumer may rely on, and what the types must refuse.
import { Session, Trainer } from 'lernkurve';
import type { BiasInitializer, Config, CurveSnapshot, Insight, Optimizer, PartialConfig, Problem, Stop } from 'lernkurve';

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
const { config, problems } = Trainer.parseLink('#v=2&seed=7');
const path: string | undefined = problems[0]?.path;
new Trainer(config);
new Trainer();

// What is given may be readonly, and of any array that holds numbers.
const fixed = {
  layers: [{ units: 20, activation: 'tanh' }, { activation: 'relu' }],
  domain: [0, 1],
  points: [[0, 1], [1, 2]],
  optimizer: { kind: 'sgd', momentum: 0.9 },
  kernelInitializer: { kind: 'random_uniform', minval: -0.1 },
  biasInitializer: { kind: 'spread' },
  learningRateChanges: [[100, 0.1]],
  seed: 7,
  function: null,
} as const;
new Trainer(fixed);
new Trainer({ seed: undefined, optimizer: null, points: [new Float64Array([0, 1]), new Float32Array([1, 2])] });
trainer.predict(fixed.points[0]);
trainer.predict([0, 0.5]);
trainer.predict(new Int16Array([1]));
trainer.setParameters(Object.freeze([0, 1]));
const opened = Trainer.open(location.href);
const reopened: Trainer = opened.trainer;
const version: number | null = opened.version;
const problem: Problem | undefined = opened.problems[0];
const momentum: number | undefined = complete.optimizer.kind === 'sgd' ? complete.optimizer.momentum : undefined;
{
  const optimizer: Optimizer = complete.optimizer;
  const initializer: BiasInitializer = complete.biasInitializer;
  const again: PartialConfig = { ...complete, optimizer, biasInitializer: initializer };
  new Trainer(again).free();
}
{
  const session = new Session(fixed, 1 << 20);
  const stop: Stop = session.trainUntil(700, 16, 0.01);
  const isThere: boolean = session.seek(stop === 'diverged' ? 0 : 70);
  const curves: CurveSnapshot[] = session.curves();
  const [at, spent, bytes]: number[] = [session.head, session.trainingMs, session.checkpointBytes];
  const trained: Trainer = isThere && curves.length + at + spent + bytes > 0 ? session.trainer : trainer.session().trainer;
  trained.free();
}
// @ts-expect-error a text is no number of updates
new Session().seek('5');

// @ts-expect-error Adadelta's rho is not SGD's
new Trainer({ optimizer: { kind: 'sgd', rho: 0.3 } });
// @ts-expect-error a rule without its name
new Trainer({ optimizer: { learningRate: 0.3 } });
// @ts-expect-error a rule that does not exist
new Trainer({ optimizer: { kind: 'sgdm' } });
// @ts-expect-error glorot_uniform has no bounds
new Trainer({ kernelInitializer: { kind: 'glorot_uniform', minval: 0 } });
// @ts-expect-error kernels cannot be spread
new Trainer({ kernelInitializer: { kind: 'spread' } });
// @ts-expect-error three numbers are no domain
new Trainer({ domain: [0, 1, 2] });
// @ts-expect-error a key that does not exist
new Trainer({ sede: 3 });
// @ts-expect-error a text is no number of epochs
trainer.step('5');
// @ts-expect-error one number is no array of numbers
trainer.predict(0.5);
// @ts-expect-error texts are no numbers
trainer.predict(['1']);
// @ts-expect-error an activation that does not exist
new Trainer({ layers: [{ units: 20, activation: 'rectified' }] });
// @ts-expect-error a number is no list of layers
new Trainer({ layers: 3 });
// @ts-expect-error epoch is read only
trainer.epoch = 3;

export { predictions, loss, validation, units, code, path, reopened, version, problem, momentum };
