// @ts-check
/** Values of every kind that JavaScript has, each made anew, by name: what people and broken programs hand over. */

const thrown = new Error('from the caller’s own code');

const throwing = () => {
  throw thrown;
};

/** @param {object} target */
function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A proxy whose every trap throws. @param {object} target */
const trapped = (target) => new Proxy(target, new Proxy({}, { get: () => throwing }));

class Accessors {
  get units() {
    return 5;
  }
}

class Fields {
  seed = 5;
}

function detached() {
  const array = new Float32Array([1, 2]);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

function cyclic() {
  /** @type {Record<string, unknown>} */
  const object = {};
  object.regularizer = object;
  object.layers = [object];
  return object;
}

/** Eight levels of a thousand times the same. */
function wide() {
  /** @type {unknown} */
  let value = 1;
  for (let level = 0; level < 7; level += 1) value = Array(1000).fill(value);
  return value;
}

function deep() {
  /** @type {unknown[]} */
  let value = [];
  for (let level = 0; level < 100_000; level += 1) value = [value];
  return value;
}

/** @type {Record<string, () => unknown>} */
export const VALUES = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  false: () => false,
  zero: () => 0,
  'minus zero': () => -0,
  three: () => 3,
  'minus one': () => -1,
  half: () => 0.5,
  NaN: () => NaN,
  Infinity: () => Infinity,
  '-Infinity': () => -Infinity,
  '2^32': () => 2 ** 32,
  '2^53': () => 2 ** 53,
  '1e308': () => 1e308,
  'empty text': () => '',
  text: () => 'tanh',
  'text of a number': () => '5',
  'half a character': () => '\ud800',
  'six million characters': () => 'x'.repeat(6_000_000),
  bigint: () => 42n,
  symbol: () => Symbol('s'),
  function: () => (/** @type {number} */ x) => x,
  class: () => Fields,
  'empty object': () => ({}),
  'object of other keys': () => ({ foreign: 1 }),
  'object without prototype': () => Object.create(null),
  'object of a class with fields': () => new Fields(),
  'object of a class with accessors': () => new Accessors(),
  'inherited keys': () => Object.create({ seed: 5 }),
  'empty array': () => [],
  'array of numbers': () => [1, 2],
  'array of texts': () => ['1', '2'],
  'array of bigints': () => [1n, 2n],
  'array of arrays': () => [[1], [2]],
  'array of undefined': () => [undefined, undefined],
  'array with a hole': () => [, 1], // eslint-disable-line no-sparse-arrays
  'array of four billion holes': () => new Array(4e9),
  'wide array': wide,
  'deep array': deep,
  'cyclic object': cyclic,
  Map: () => new Map([['seed', 5]]),
  Set: () => new Set([1]),
  WeakMap: () => new WeakMap(),
  Date: () => new Date(0),
  RegExp: () => /x/,
  Promise: () => Promise.resolve({ seed: 5 }),
  Error: () => new Error('e'),
  URL: () => new URL('https://example.org/#v=2'),
  generator: () => (function* () { yield 1; })(),
  'boxed number': () => Object(5),
  'boxed text': () => Object('tanh'),
  'boxed flag': () => Object(true),
  'boxed bigint': () => Object(5n),
  'turns into a number': () => ({ valueOf: () => 5 }),
  'throws when turned into a number': () => ({ valueOf: throwing, toString: throwing, [Symbol.toPrimitive]: throwing }),
  ArrayBuffer: () => new ArrayBuffer(8),
  SharedArrayBuffer: () => new SharedArrayBuffer(8),
  DataView: () => new DataView(new ArrayBuffer(8)),
  Uint8Array: () => new Uint8Array([1, 2]),
  Uint8ClampedArray: () => new Uint8ClampedArray([1, 2]),
  Int16Array: () => new Int16Array([1, 2]),
  Float32Array: () => new Float32Array([1, 2]),
  Float64Array: () => new Float64Array([1, 2]),
  BigInt64Array: () => new BigInt64Array([1n, 2n]),
  'array whose memory is gone': detached,
  arguments: () => (function () { return arguments; })(), // eslint-disable-line prefer-rest-params
  globalThis: () => globalThis,
  'own getter that throws': () => ({ get layers() { return throwing(); }, get 0() { return throwing(); } }),
  'array with a getter that throws': () => Object.defineProperty([1, 2], 1, { get: throwing }),
  'length that throws': () => Object.defineProperty(new Float32Array(2), 'length', { get: throwing }),
  'name that throws': () => ({ get [Symbol.toStringTag]() { return throwing(); } }),
  'iterator that throws': () => Object.assign([1, 2], { [Symbol.iterator]: throwing }),
  'revoked object': () => revoked({}),
  'revoked array': () => revoked([]),
  'revoked function': () => revoked(throwing),
  'trapped object': () => trapped({}),
  'trapped array': () => trapped([]),
  'trapped function': () => trapped(throwing),
};

/** What no field of a configuration takes. */
export const NEVER_RIGHT = [
  'bigint', 'symbol', 'function', 'class', 'object of a class with accessors', 'inherited keys', 'Map', 'Set', 'WeakMap', 'Date', 'RegExp',
  'Promise', 'Error', 'URL', 'generator', 'boxed number', 'boxed flag', 'boxed bigint', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView',
  'revoked function', 'trapped function',
];

/** What throws when it is looked at. */
export const UNREADABLE = ['revoked object', 'revoked array', 'trapped object', 'trapped array'];
