import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { lossesCsv } from '../../www/state/take/csv.js';
import { float32 } from '../../www/state/take/float32.js';
import { kerasScript } from '../../www/state/take/keras.js';
import { pytorchScript } from '../../www/state/take/pytorch.js';
import { describe } from '../../www/worker/describe.js';
import de from '../../www/i18n/de/take.js';
import en from '../../www/i18n/en/take.js';
import init, { Trainer, functionToNumpy, limits } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

/** As the page writes a comment. */
const commentIn = (words) => (name, { framework = '' } = {}) => words[`take.script.${name}`].replace('{framework}', framework);

function scripts(config, words = en) {
  const trainer = new Trainer(config);
  const run = describe(trainer, 1);
  const numpy = typeof run.config.function === 'string' ? functionToNumpy(run.config.function) : null;
  trainer.free();
  return [kerasScript, pytorchScript].map((write) => write(run, numpy, 60, commentIn(words)));
}

test('comments are in the reader’s language, and the code is the same', () => {
  const config = { biasInitializer: { kind: 'spread' }, noise: 0.1, optimizer: { kind: 'rmsprop' }, learningRateChanges: [[7, 0.01]] };
  const code = (script) => script.replace(/^ *#.*$/gm, '#');
  const [english, german] = [scripts(config), scripts(config, de)];
  assert.deepEqual(german.map(code), english.map(code));
  for (const sentence of ['rates', 'points', 'spread']) german.forEach((script) => assert.ok(script.includes(`# ${de[`take.script.${sentence}`]}\n`), sentence));
  assert.ok(german[1].includes(`# ${de['take.script.rule']}\n`));
  assert.match(german[0], /^# Dasselbe Netz mit denselben Daten in Keras 3\./);
});

test('a float32 is written in the fewest digits that name it', () => {
  for (const value of [0.1, 1, -2.5, 1e-30, 3.4e38, 0.333333343, 16777215]) {
    assert.equal(Math.fround(Number(float32(Math.fround(value)))), Math.fround(value));
  }
  assert.equal(float32(Math.fround(0.1)), '0.1');
  assert.equal(float32(NaN), '');
});

test('a table has a header, CRLF, and a column for validation only where there is one', () => {
  const losses = { epochs: Float32Array.of(1, 2), loss: Float32Array.of(0.5, 0.25), validationLoss: new Float32Array(), validationEpochs: new Float32Array() };
  assert.equal(lossesCsv(losses), 'epoch,loss\r\n1,0.5\r\n2,0.25\r\n');
  assert.match(lossesCsv({ ...losses, validationLoss: Float32Array.of(1, NaN) }), /^epoch,loss,validation_loss\r\n1,0.5,1\r\n2,0.25,\r\n$/);
});

test('the default run, in Keras and in PyTorch', () => {
  const [keras, torch] = scripts({});
  assert.match(keras, /^# .*\n# v=2\nimport keras\nimport numpy as np\n\nkeras\.utils\.set_random_seed\(1\)\nx = np\.linspace\(0, 1, 101, dtype="float32"\)\ny = \(0\.2 \+ 0\.4\*x\*\*2/);
  assert.match(keras, /Dense\(300, activation="relu", kernel_initializer=keras\.initializers\.RandomUniform\(minval=-0\.05, maxval=0\.05/);
  assert.match(keras, /optimizers\.Adadelta\(learning_rate=1\.0, rho=0\.95, epsilon=0\.000001\)|optimizers\.Adadelta\(learning_rate=1\.0, rho=0\.95, epsilon=1e-6\)/);
  assert.match(keras, /batch_size=15, epochs=60, shuffle=True/);
  assert.match(torch, /nn\.Linear\(1, 300\),\n {4}nn\.ReLU\(\),\n {4}nn\.Linear\(300, 1\),/);
  assert.match(torch, /nn\.init\.uniform_\(model\[2\]\.weight, -0\.05, 0\.05\)/);
  assert.match(torch, /torch\.optim\.Adadelta\(model\.parameters\(\), lr=rate, rho=0\.95, eps=/);
});

test('whatever can be set up gives whole scripts', () => {
  const described = limits();
  const configs = [
    ...described.layers.activation.options.map((activation) => ({ layers: [{ units: 3, activation }, { units: 2, activation }] })),
    ...Object.keys(described.optimizer.kinds).map((kind) => ({ optimizer: { kind, ...(kind !== 'adadelta' && { weightDecay: 0.01 }) } })),
    ...Object.keys(described.kernelInitializer.kinds).map((kind) => ({ kernelInitializer: { kind } })),
    ...Object.keys(described.biasInitializer.kinds).map((kind) => ({ biasInitializer: { kind } })),
    ...described.loss.options.map((loss) => ({ loss })),
    { optimizer: { kind: 'rmsprop', centered: true, momentum: 0.5 }, regularizer: { l1: 0.1, l2: 0.2 }, validation: 0.2, noise: 0.1, shuffle: false },
    { points: [[1990, 10], [2000, 20], [2010, 25]], scaling: 'standardize', biasInitializer: { kind: 'spread' }, validation: 0.3 },
    { points: [[0, 1], [1, 2]], learningRateChanges: [[3, 0.1]] },
  ];
  for (const config of configs) {
    for (const script of scripts(config)) assert.doesNotMatch(script.replace(/^#.*$/gm, ''), /undefined|NaN|null|\[object|true\b|false\b/, JSON.stringify(config));
  }
});

test('a rate that was changed while the run trained is changed in the scripts', () => {
  const changed = { optimizer: { kind: 'adam', learningRate: 0.01 }, learningRateChanges: [[7, 0.005], [21, 0.002]] };
  const [keras, torch] = scripts(changed);
  assert.match(keras, /PiecewiseConstantDecay\(\[6, 20\], \[0\.01, 0\.005, 0\.002\]\)/);
  assert.match(keras, /Adam\(learning_rate=rate, /);
  assert.match(torch, /rates, starts = \[0\.01, 0\.005, 0\.002\], \[7, 21\]/);
  assert.match(torch, /param_groups\[0\]\["lr"\] = rate/);
  const momentum = scripts({ optimizer: { kind: 'sgd', learningRate: 0.01, momentum: 0.9 }, learningRateChanges: [[3, 0.005]] })[1];
  assert.match(momentum, /speed\[p\] = 0\.9 \* speed\[p\] - rate \* g/);
});

test('a scaled run is scaled in the scripts, kinks and validation with it', () => {
  const config = { scaling: 'standardize', biasInitializer: { kind: 'spread' }, domain: [100, 300], function: 'sin(x/30)', validation: 0.2 };
  for (const script of scripts(config)) {
    assert.match(script, /^x = np\.array\(\[.*\], dtype="float64"\)$/m);
    assert.match(script, /^mean_y, scale_y = y\.mean\(\), y\.std\(\) if np\.ptp\(y\) > 0 else 1\.0$/m);
    assert.match(script, /^x_val, y_val = \(\(x_val - mean_x\) \/ scale_x\)\.astype\("float32"\)/m);
    assert.match(script, /centres = \(100 \+ 200 \* .* - mean_x\) \/ scale_x$/m);
    assert.match(script, /print\("rmse", scale_y \* /);
  }
  for (const script of scripts({})) assert.doesNotMatch(script, /scale_|float64/);
});

test('any seed is one that NumPy takes', () => {
  for (const seed of [0, 2 ** 32 - 1, 2 ** 53 - 1]) {
    const [, given] = /set_random_seed\((\d+)\)/.exec(scripts({ seed })[0]);
    assert.ok(Number(given) < 2 ** 32, given);
  }
});

test('nothing of what a link says leaves its comment', () => {
  for (const script of scripts({ function: 'x + 1' })) {
    const comments = script.split('\n').filter((line) => line.startsWith('# v='));
    assert.equal(comments.length, 1);
  }
});
