// @ts-check
/** Every function that the module exports, given every kind of value that JavaScript has: an error with a code, nothing trained, nothing lost. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import * as lernkurve from '../../www/pkg/lernkurve.js';
import { exportsOf } from './support/exports.js';
import { NEVER_RIGHT, UNREADABLE, VALUES } from './support/hostile.js';

const { Session, Trainer, limits } = lernkurve;
const EXPORTS = exportsOf(new URL('../../www/pkg/lernkurve.d.ts', import.meta.url));
const wasm = lernkurve.initSync({ module: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const SMALL = { layers: [{ units: 3, activation: /** @type {const} */ ('relu') }], samples: 5 };
const witness = new Trainer(SMALL);
witness.train(3);
const before = witness.checksum();

/** @typedef {import('./support/exports.js').Export} Export */

/** @param {any} value */
const isCount = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;

/** Numbers that are no counts, by the function and the parameter. @type {Record<string, (value: any) => boolean>} */
const NUMBERS = {
  value: (value) => Number.isFinite(value) && value > 0 && value <= 1e6,
  budget: (value) => typeof value === 'number' && value >= 0,
  loss: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(Math.fround(value)),
  'Session#trainUntil(updates)': (value) => Number.isSafeInteger(value) && value >= 0,
  'Session#seek(updates)': (value) => Number.isSafeInteger(value) && value >= 0,
};
/** What is given beside the value that is tried, so that what is right is trained for a moment at most. @type {Record<string, unknown>} */
const BESIDE = { 'Session#trainUntil(updates)': 2, 'Session#trainUntil(budget)': 0, 'Session#seek(updates)': 1, 'Session#seek(budget)': 0, 'Trainer#contribution(layer)': 0, 'Trainer#errorWithout(layer)': 0 };
/** @param {any} value */
const isNumbers = (value) =>
  (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) &&
  /** @type {any} */ (value).length < 1000 &&
  Array.from(/** @type {any} */ (value)).every((item) => typeof item === 'number');

/** By a parameter's type: whether a value is of that kind. A type that is not here makes its function's test fail. @type {Record<string, (value: any, name: string, place: string) => boolean>} */
const TAKES = {
  number: (value, name, place) => (NUMBERS[place] ?? NUMBERS[name] ?? isCount)(value),
  string: (value) => typeof value === 'string',
  unknown: () => true,
  Numbers: isNumbers,
  'number | Numbers': (value) => isCount(value) || isNumbers(value),
  Uint8Array: (value) => value instanceof ArrayBuffer || value instanceof Uint8ClampedArray || isNumbers(value),
  EditChange: () => false,
  PartialConfig: (value) => value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value) && !ArrayBuffer.isView(value)),
};

/** @param {Export} of @param {Export['parameters'][number]} parameter */
const placeOf = ({ name }, parameter) => `${name}(${parameter.name})`;

/** @param {{session: any, trainer: any}} on @param {Export} of @param {unknown[]} given */
function call({ session, trainer }, { name, kind, key }, given) {
  const target = name.startsWith('Session') ? session : trainer;
  if (kind === 'getter') return target[key];
  if (kind === 'method') return target[key](...given);
  if (kind === 'static') return /** @type {any} */ (Trainer)[key](...given);
  if (kind === 'constructor') return new /** @type {any} */ (lernkurve)[key](...given);
  return /** @type {any} */ (lernkurve)[key](...given);
}

/** @param {() => unknown} act @returns {any} what it throws */
function thrownBy(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** @param {any} error @param {string} message */
function assertCoded(error, message) {
  assert.ok(error instanceof Error, `${message}: ${String(error)}`);
  const { code, path } = /** @type {any} */ (error);
  assert.ok(/^[a-z_]+$/.test(code) && typeof path === 'string' && error.message.length > 0, `${message}: ${error.message}`);
}

/** @param {any} error @param {string} message */
function assertRefused(error, message) {
  assertCoded(error, message);
  assert.ok(['wrong_type', 'out_of_range', 'unreadable', 'too_deep'].includes(error.code), `${message}: ${error.code}`);
}

test('the declarations are read to the end', () => {
  const names = EXPORTS.map(({ name }) => name);
  for (const name of ['Trainer', 'Trainer.open', 'Trainer#step', 'Trainer#loss', 'Session', 'Session#seek', 'limits']) assert.ok(names.includes(name), name);
  const classes = Object.keys(lernkurve).filter((name) => !['default', 'initSync'].includes(name));
  assert.deepEqual(classes.filter((name) => !names.includes(name)), []);
});

for (const entry of EXPORTS) {
  test(`${entry.name} takes what it says, and refuses all else with a code`, () => {
    const session = new Session(SMALL);
    const { trainer } = session;
    entry.parameters.forEach((parameter, place) => {
      const { type, optional } = parameter;
      const takes = TAKES[type];
      assert.ok(takes, `${entry.name} has a parameter of type ${type}: say above what that takes`);
      for (const [name, make] of Object.entries(VALUES)) {
        const [value, message] = [make(), `${entry.name}(${parameter.name}: ${name})`];
        const state = trainer.snapshot();
        const given = entry.parameters.map((other, at) => (at === place ? value : BESIDE[placeOf(entry, other)]));
        const error = thrownBy(() => call({ session, trainer }, entry, given));
        if (type === 'unknown') assert.equal(error, undefined, message);
        else if (error) assertCoded(error, message);
        const isLeftOut = optional && (value === undefined || value === null);
        const isRight = () => isLeftOut || takes(value, parameter.name, placeOf(entry, parameter));
        /** What throws when it is looked at may be refused or read without looking. */
        const takesIt = thrownBy(isRight) ? undefined : isRight();
        if (takesIt === false) assertRefused(error, message);
        if (takesIt && entry.name.startsWith('Session#')) assert.equal(error, undefined, message);
        if (error) assert.deepEqual(trainer.snapshot(), state, message);
      }
    });
    if (entry.parameters.length === 0 && entry.kind === 'getter') assert.notEqual(call({ session, trainer }, entry, []), undefined);
    session.free();
  });
}

test('what no field takes is never left out, whatever the field', () => {
  for (const key of Object.keys(limits())) {
    for (const name of NEVER_RIGHT) {
      const error = thrownBy(() => new Trainer({ [key]: VALUES[name]() }));
      assertRefused(error, `{${key}: ${name}}`);
      assert.deepEqual([error.code, error.path], ['wrong_type', key], `{${key}: ${name}}: ${error.message}`);
    }
    for (const name of UNREADABLE) {
      const error = thrownBy(() => new Trainer({ [key]: VALUES[name]() }));
      assert.deepEqual([error.code, error.path], ['unreadable', key], `{${key}: ${name}}`);
      assert.ok(error.cause instanceof Error);
    }
  }
});

test('a mistake deep inside is named by its path', () => {
  /** @type {[any, string, string][]} */
  const cases = [
    [{ layers: [{ units: 3n }] }, 'wrong_type', 'layers[0].units'],
    [{ layers: [{}, { activation: () => 1 }] }, 'wrong_type', 'layers[1].activation'],
    [{ layers: [new Map()] }, 'wrong_type', 'layers[0]'],
    [{ optimizer: { kind: 'adam', beta1: Symbol('b') } }, 'wrong_type', 'optimizer.beta1'],
    [{ optimizer: Promise.resolve({ kind: 'adam' }) }, 'wrong_type', 'optimizer'],
    [{ points: [[0, 1], [1, new Date()]] }, 'wrong_type', 'points[1][1]'],
    [{ domain: new BigInt64Array([0n, 1n]) }, 'wrong_type', 'domain[0]'],
    [{ regularizer: { get l1() { throw new RangeError('mine'); } } }, 'unreadable', 'regularizer.l1'],
    [{ layers: [{ units: 3 }, VALUES['revoked object']()] }, 'unreadable', 'layers[1]'],
    [{ learningRateChanges: Array(100_001).fill([0, 1]) }, 'out_of_range', 'learningRateChanges'],
  ];
  for (const [config, code, path] of cases) {
    const error = thrownBy(() => new Trainer(config));
    assertCoded(error, path);
    assert.deepEqual([error.code, error.path], [code, path]);
  }
  assert.equal(thrownBy(() => new Trainer(/** @type {any} */ (Promise.resolve({})))).message, 'The configuration must be an object, not a Promise.');
});

test('what the caller’s code throws is the cause, as it was', () => {
  for (const thrown of [new RangeError('mine'), 'a text', undefined, null, 5n, Symbol('s')]) {
    const config = { get seed() { throw thrown; } };
    const error = thrownBy(() => new Trainer(/** @type {any} */ (config)));
    assert.deepEqual([error.code, error.path], ['unreadable', 'seed']);
    assert.ok('cause' in error && error.cause === thrown);
  }
});

test('undefined and null are left out, and plain objects of any origin are read', () => {
  const plain = new Trainer(SMALL).config();
  const left = { seed: undefined, loss: null, optimizer: undefined, function: undefined, domain: null, points: undefined };
  assert.deepEqual(new Trainer({ ...SMALL, ...left }).config(), plain);
  assert.deepEqual(new Trainer(Object.assign(Object.create(null), SMALL)).config(), plain);
  assert.deepEqual(new Trainer(Object.freeze(structuredClone(SMALL))).config(), plain);
  assert.deepEqual(new Trainer(new Proxy(SMALL, {})).config(), plain);
  assert.equal(new Trainer(/** @type {any} */ ({ get seed() { return 9; } })).config().seed, 9);
  const points = [new Float64Array([0, 1]), [1, 2]];
  assert.deepEqual(new Trainer({ points }).config().points, [[0, 1], [1, 2]]);
});

test('predict takes any array of numbers, and NaN for what it is', () => {
  const expected = witness.predict([1, 2]);
  for (const make of [Float32Array, Float64Array, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
    assert.deepEqual(witness.predict(new make([1, 2])), expected, make.name);
  }
  assert.deepEqual(witness.predict([]), new Float32Array());
  assert.ok(Number.isNaN(witness.predict([NaN, 1])[0]));
  assert.deepEqual(thrownBy(() => witness.predict(/** @type {any} */ ([1, '2']))).path, 'xs[1]');
});

test('a call from within a getter finds the trainer at rest', () => {
  const trainer = new Trainer(SMALL);
  let inner = 0;
  const xs = new Proxy([1, 2], { get: (target, key) => (inner++, trainer.step(1), Reflect.get(target, key)) });
  assert.equal(trainer.predict(xs).length, 2);
  assert.ok(inner >= 3 && trainer.epoch === inner);
  trainer.free();
});

test('the results of open and parseLink can be trained, whatever they were given', () => {
  for (const given of ['function=1/x', 'v=2&function=sqrt(x)&domain=-1,1', 'layers=4096:tanh,4096:tanh', 'domain=-3e38,3e38', 5, undefined, null, {}, [], 5n]) {
    const { config, problems } = Trainer.parseLink(/** @type {any} */ (given));
    assert.ok(problems.length > 0, String(given));
    new Trainer(config).free();
    const opened = Trainer.open(/** @type {any} */ (given));
    assert.deepEqual(opened.problems, problems);
    assert.deepEqual(opened.trainer.config(), config);
    assert.equal(opened.trainer.step(1).length, 100);
    opened.trainer.free();
  }
});

/** Kinds of refusal by what a function takes: one for each way through the reading of it. @type {Record<string, string[]>} */
const OFTEN = {
  number: ['undefined', 'half', 'bigint', 'text of a number', 'revoked object'],
  string: ['undefined', 'bigint', 'text', 'trapped object', 'six million characters'],
  'number | Numbers': ['undefined', 'bigint', 'text', 'array whose memory is gone', 'revoked array'],
  Numbers: ['undefined', 'array of bigints', 'BigInt64Array', 'array whose memory is gone', 'array with a getter that throws', 'revoked array', 'array of numbers'],
  Uint8Array: ['undefined', 'array of texts', 'Float32Array', 'array whose memory is gone', 'revoked array', 'array of numbers'],
  PartialConfig: ['function', 'symbol', 'Promise', 'array of bigints', 'object of other keys', 'cyclic object', 'own getter that throws', 'array with a getter that throws', 'revoked object', 'revoked array', 'trapped object', 'trapped array', 'name that throws', 'inherited keys'],
  EditChange: ['undefined', 'text', 'array of bigints', 'array of numbers', 'revoked array', 'trapped object'],
  'number | Numbers': ['undefined'],
  unknown: [],
};

test('ten thousand refusals of each kind leave the module as it was', () => {
  const session = new Session(SMALL);
  const { trainer } = session;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  for (const entry of EXPORTS) {
    for (const [place, { type }] of entry.parameters.entries()) {
      for (const name of OFTEN[type]) {
        const given = entry.parameters.map((other) => BESIDE[placeOf(entry, other)]);
        given[place] = VALUES[name]();
        const act = () => call({ session, trainer }, entry, given);
        if (thrownBy(act) === undefined) continue;
        thrownBy(act);
        const size = wasm.memory.buffer.byteLength + wasm.__wbindgen_externrefs.length;
        for (let i = 0; i < 10_000; i += 1) thrownBy(act);
        assert.equal(wasm.memory.buffer.byteLength + wasm.__wbindgen_externrefs.length, size, `${entry.name}(${name}): memory and table of values`);
      }
    }
  }
  Error.stackTraceLimit = stackTraceLimit;
  assert.equal(trainer.step(1).length, 100);
  session.free();
});

test('a freed trainer says so as often as it is asked, and so does its session', () => {
  const freed = new Session(SMALL);
  const { trainer } = freed;
  freed.free();
  const methods = EXPORTS.filter(({ kind }) => kind === 'method' || kind === 'getter');
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  for (const entry of methods) {
    const given = entry.parameters.map(({ type }) => (type === 'number' ? 1 : [1]));
    for (let i = 0; i < 10_000; i += 1) {
      const error = thrownBy(() => call({ session: freed, trainer }, entry, given));
      if (error?.code !== 'freed') assert.fail(`${entry.name}: ${error}`);
    }
  }
  Error.stackTraceLimit = stackTraceLimit;
  [freed, trainer].forEach((one) => one.free());
});

after(() => {
  assert.equal(witness.checksum(), before, 'a trainer that nobody touched');
  witness.train(3);
  assert.equal(new Trainer(SMALL).step(6).length, 100);
});
