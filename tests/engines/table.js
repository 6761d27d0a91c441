// @ts-check
/** The golden table against the module, in whatever engine this runs: plain JavaScript without Node or a page. */

const FNV_PRIME = 0x0000_0100_0000_01b3n;
const FNV_OFFSET = 0xcbf2_9ce4_8422_2325n;
const MASK = 0xffff_ffff_ffff_ffffn;

/** FNV-1a with 64 bits, as `tests/support/golden.rs` computes it. @param {Uint8Array} bytes */
function hashOf(bytes) {
  let hash = FNV_OFFSET;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * FNV_PRIME) & MASK;
  return hash.toString(16).padStart(16, '0');
}

/**
 * Trains every run of the table and compares size and hash of its snapshot and the checksum of its weights.
 * @param {typeof import('../../www/pkg/lernkurve.js')} module loaded
 * @param {string} table lines of link, epoch, size, hash, checksum
 * @returns {{states: number, differences: string[]}}
 */
export function compareWithTable(module, table) {
  const lines = table.trimEnd().split('\n');
  /** @type {string[]} */
  const differences = [];
  /** @type {import('../../www/pkg/lernkurve.js').Trainer | undefined} */
  let trainer;
  let current = '';
  for (const line of lines) {
    const [link, epoch] = line.split('\t');
    if (!trainer || link !== current) {
      trainer?.free();
      trainer = module.Trainer.fromLink(`v=${module.engineVersion()}&${link}`);
      current = link;
    }
    trainer.step(Number(epoch) - trainer.epoch);
    const snapshot = trainer.snapshot();
    const got = [link, epoch, snapshot.length, hashOf(snapshot), trainer.checksum()].join('\t');
    if (got !== line) differences.push(`${line} expected, got ${got}`);
  }
  trainer?.free();
  return { states: lines.length, differences };
}
