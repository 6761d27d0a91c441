// @ts-check
/**
 * The peak of WebAssembly's four lanes: how fast they multiply and add where nothing else stands in the way. The
 * module is assembled here by hand, so that the product's own has nothing in it that it does not need:
 *
 *   (func (export "run") (param $rounds i32) (result f32)
 *     (local $chain0 v128) … (local $m v128) (local $s v128)
 *     … each chain is set to its number, $m to 0.999, $s to 0.001 …
 *     (loop
 *       … $chain ← $chain · $m + $s, for each chain …
 *       (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1)))))
 *     … the sum of all chains, lane 0)
 *
 * The chains tend to 1: nothing overflows and nothing becomes denormal.
 */
import { sample } from './measure.js';

/** As many chains as hide the latency of a multiplication and an addition, and still fit sixteen registers. */
const CHAINS = 12;
const ROUNDS = 4_096;

const TYPE = { i32: 0x7f, f32: 0x7d, v128: 0x7b, func: 0x60, none: 0x40 };
const OP = {
  loop: [0x03],
  end: [0x0b],
  brIf: [0x0d],
  get: [0x20],
  set: [0x21],
  tee: [0x22],
  i32Const: [0x41],
  f32Const: [0x43],
  i32Sub: [0x6b],
  splat: [0xfd, 0x13],
  lane: [0xfd, 0x1f],
  add: [0xfd, 0xe4, 0x01],
  mul: [0xfd, 0xe6, 0x01],
};

/** Nanoseconds for a multiplication and an addition of four lanes. */
export async function nsPerPair() {
  const { instance } = await WebAssembly.instantiate(assemble());
  const run = /** @type {(rounds: number) => number} */ (instance.exports.run);
  const statistics = await sample((count) => {
    for (let i = 0; i < count; i += 1) run(ROUNDS);
  });
  return (statistics.min * 1e6) / (ROUNDS * CHAINS);
}

/** The module's bytes. */
export function assemble() {
  const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const types = section(1, [1, TYPE.func, 1, TYPE.i32, 1, TYPE.f32]);
  const functions = section(3, [1, 0]);
  const exports = section(7, [1, ...withLength([...new TextEncoder().encode('run')]), 0x00, 0]);
  const body = [1, ...leb(CHAINS + 2), TYPE.v128, ...code()];
  return new Uint8Array([...magicAndVersion, ...types, ...functions, ...exports, ...section(10, [1, ...withLength(body)])]);
}

function code() {
  const [rounds, m, s] = [0, CHAINS + 1, CHAINS + 2];
  const chains = Array.from({ length: CHAINS }, (_, i) => i + 1);
  return [
    ...chains.flatMap((chain) => [...splat(chain), ...OP.set, chain]),
    ...splat(0.999), ...OP.set, m,
    ...splat(0.001), ...OP.set, s,
    ...OP.loop, TYPE.none,
    ...chains.flatMap((chain) => [...OP.get, chain, ...OP.get, m, ...OP.mul, ...OP.get, s, ...OP.add, ...OP.set, chain]),
    ...OP.get, rounds, ...OP.i32Const, 1, ...OP.i32Sub, ...OP.tee, rounds, ...OP.brIf, 0,
    ...OP.end,
    ...OP.get, chains[0],
    ...chains.slice(1).flatMap((chain) => [...OP.get, chain, ...OP.add]),
    ...OP.lane, 0,
    ...OP.end,
  ];
}

/** @param {number} number */
const splat = (number) => [...OP.f32Const, ...new Uint8Array(new Float32Array([number]).buffer), ...OP.splat];

/** @param {number} id @param {number[]} bytes */
const section = (id, bytes) => [id, ...withLength(bytes)];

/** @param {number[]} bytes */
const withLength = (bytes) => [...leb(bytes.length), ...bytes];

/** WebAssembly's unsigned numbers: seven bits a byte, the lowest first. @param {number} number @returns {number[]} */
const leb = (number) => (number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...leb(number >>> 7)]);
