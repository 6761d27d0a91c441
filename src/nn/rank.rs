//! Where a kink falls among the samples of a batch.
//!
//! A unit's kink t = -b/w divides the ascending x of a batch in two: on one side the unit is on, on the other it
//! is off. For a rising unit (w ≥ 0) the samples beyond t are on, for a falling one those before it. Which samples are
//! on is thus one number, the slot:
//!
//! > rising: slot = how many samples come before the first that is on;
//! > falling: slot = (B + 1) + how many samples are on
//!
//! Whether a sample that lies on the kink is on, the activation decides ([`Kink`]). A unit with w = 0 rises; its kink
//! lies before all samples where b > 0, behind all of them where b < 0, and where b = 0, so that z = 0 everywhere, all
//! samples lie on it.
//!
//! Few samples are counted, all against sixteen kinks at a time. For many there is a table of equal cells. It says how
//! many samples lie up to the end of each cell, and holds one or two of its own to compare with; only cells with more of
//! them are searched, so that clustered and equal x cost little more.

use super::simd::{ABREAST, LANES, V, at_least_or_limit, at_most, at_most_or_limit, gt, lt, select, splat};
use wide::i32x4;

/// Up to so many samples counting is faster than the table (measured: they tie at about 100).
const COUNTED: usize = 64;
/// Cells of the table: a few for each sample of a usual full batch, so that hardly any holds more than two.
const CELLS: usize = 512;

/// An activation's manner at its kink.
pub trait Kink {
    /// Whether a unit is on where z = 0.
    const IS_ON: bool;
}

/// Where four units have their kinks, with the other sign: q = b/w = -t.
struct Kinks {
    /// q itself; of a unit that is 0 everywhere, an infinity, by which it is on or off everywhere.
    q: V,
    /// The key that those of -x are compared with: a sample lies beyond what the slot counts where its key is less.
    bound: i32x4,
    /// A mask of the units that fall.
    falls: i32x4,
}

impl Kinks {
    #[inline(always)]
    fn of<K: Kink>(w: V, b: V) -> Self {
        // -0 + 0 = 0
        let w = w + V::ZERO;
        // 0 / 0 is NaN, which becomes the limit.
        let q = match K::IS_ON {
            true => at_most_or_limit(b / w, splat(f32::INFINITY)),
            false => at_least_or_limit(b / w, splat(f32::NEG_INFINITY)),
        };
        let falls: i32x4 = bytemuck::cast(lt(w, V::ZERO));
        // A mask is -1, and the key of the next larger number is the next integer.
        let key = keys(q);
        let bound = if K::IS_ON { key - !falls } else { key - falls };
        Kinks { q, bound, falls }
    }
}

/// Integers in the order of the numbers, both zeros the same.
#[inline(always)]
fn keys(v: V) -> i32x4 {
    // -0 + 0 = 0
    let bits: i32x4 = bytemuck::cast(v + V::ZERO);
    bits ^ ((bits >> 31) & i32x4::splat(i32::MAX))
}

fn key(x: f32) -> i32 {
    keys(splat(x)).to_array()[0]
}

/// Finds slots among the x of one batch.
#[derive(Debug, Clone)]
pub struct Ranks {
    len: usize,
    /// For counting, the key of each -x in all lanes, filled up with [`ABSENT`] to a whole block.
    splats: Vec<[i32x4; ABREAST]>,
    /// For the table, the keys of -x.
    keys: Vec<i32>,
    cells: Vec<Cell>,
    low: f32,
    scale: f32,
}

/// How many samples lie up to its end; the keys of its one or two samples, [`ABSENT`] where there are none or more than
/// two; and how many it has, where they are more.
type Cell = [i32; LANES];

/// Less than no bound.
const ABSENT: i32 = i32::MAX;

impl Ranks {
    /// With memory for batches of up to `capacity` samples.
    pub fn new(capacity: usize) -> Self {
        let splats = vec![[i32x4::splat(0); ABREAST]; COUNTED.min(capacity).div_ceil(ABREAST)];
        let (keys, cells) = if capacity > COUNTED { (capacity, CELLS) } else { (0, 0) };
        Ranks { len: 0, splats, keys: vec![0; keys], cells: vec![[0; LANES]; cells], low: 0.0, scale: 0.0 }
    }

    /// Takes the x of a batch, which must ascend.
    pub fn prepare(&mut self, xs: &[f32]) {
        debug_assert!(xs.is_sorted(), "x ascends");
        self.len = xs.len();
        if xs.len() <= COUNTED { self.fill_splats(xs) } else { self.fill_table(xs) }
    }

    fn fill_splats(&mut self, xs: &[f32]) {
        let (fours, rest) = xs.as_chunks::<ABREAST>();
        for (splats, four) in self.splats.iter_mut().zip(fours) {
            *splats = keys(-V::from(*four)).to_array().map(i32x4::splat);
        }
        if !rest.is_empty() {
            let splats = &mut self.splats[fours.len()];
            *splats = [i32x4::splat(ABSENT); ABREAST];
            splats.iter_mut().zip(rest).for_each(|(splat, &x)| *splat = i32x4::splat(key(-x)));
        }
    }

    fn fill_table(&mut self, xs: &[f32]) {
        let (low, high) = (xs[0], xs[xs.len() - 1]);
        // Less one, lest the last two share a cell.
        let scale = (CELLS - 1) as f32 / (high - low);
        // A range too narrow or too wide for f32 has one cell; the search inside it does all.
        (self.low, self.scale) = (low, if scale.is_finite() { scale } else { 0.0 });
        self.keys.iter_mut().zip(xs).for_each(|(to, &x)| *to = key(-x));
        let keys = &self.keys[..xs.len()];
        let cell_of = |i: usize| cells_of(splat(xs[i]), self.low, self.scale).to_array()[0] as usize;
        let (mut filled, mut start) = (0, 0);
        while start < xs.len() {
            let cell = cell_of(start);
            let end = (start + 1..xs.len()).find(|&i| cell_of(i) != cell).unwrap_or(xs.len());
            self.cells[filled..cell].fill([start as i32, ABSENT, ABSENT, 0]);
            self.cells[cell] = match keys[start..end] {
                [one] => [end as i32, one, ABSENT, 0],
                [one, two] => [end as i32, one, two, 0],
                _ => [end as i32, ABSENT, ABSENT, (end - start) as i32],
            };
            (filled, start) = (cell + 1, end);
        }
        self.cells[filled..].fill([xs.len() as i32, ABSENT, ABSENT, 0]);
    }

    /// The slots of all units; `bounds` is scratch memory, as long as `w`.
    pub fn find<K: Kink>(&self, w: &[V], b: &[V], bounds: &mut [i32x4], slots: &mut [[u32; LANES]]) {
        if self.len <= COUNTED {
            find_bounds::<K>(w, b, self.len, bounds, slots);
            return count_all(&self.splats[..self.len.div_ceil(ABREAST)], bounds, slots);
        }
        if look_up::<K>(self.table(), w, b, slots) {
            self.search_all::<K>(w, b, slots);
        }
    }

    fn table(&self) -> Table<'_> {
        let cells = self.cells.first_chunk().expect("there is a table");
        Table { cells, low: self.low, scale: self.scale, step: i32x4::splat(self.len as i32 + 1) }
    }

    /// The slots again, by search where a cell has more than two samples.
    #[cold]
    #[inline(never)]
    fn search_all<K: Kink>(&self, w: &[V], b: &[V], slots: &mut [[u32; LANES]]) {
        for ((&w, &b), slots) in w.iter().zip(b).zip(slots) {
            *slots = self.search::<K>(w, b);
        }
    }

    fn search<K: Kink>(&self, w: V, b: V) -> [u32; LANES] {
        let table = self.table();
        let (slots, crowds) = table.slots::<K>(w, b);
        let kinks = Kinks::of::<K>(w, b);
        let base = (kinks.falls & table.step).to_array();
        let (bounds, crowds) = (kinks.bound.to_array(), crowds.to_array());
        std::array::from_fn(|lane| {
            let (end, crowd) = ((slots[lane] - base[lane] as u32) as usize, crowds[lane] as usize);
            // Keys of -x descend.
            let inside = &self.keys[end - crowd..end];
            slots[lane] - (crowd - inside.partition_point(|&key| key >= bounds[lane])) as u32
        })
    }
}

// Each loop is a function of its own, small enough for V8 to keep its constants in registers.

/// What to count from, and what to compare with. All divisions come before the first count, which in one loop would wait
/// for them.
#[inline(never)]
fn find_bounds<K: Kink>(w: &[V], b: &[V], len: usize, bounds: &mut [i32x4], slots: &mut [[u32; LANES]]) {
    for (((&w, &b), slots), bound) in w.iter().zip(b).zip(slots).zip(bounds) {
        let kinks = Kinks::of::<K>(w, b);
        *bound = kinks.bound;
        *slots = bytemuck::cast((kinks.falls & i32x4::splat(len as i32 + 1)) + i32x4::splat(len as i32));
    }
}

/// Takes from each slot the samples beyond.
#[inline(never)]
fn count_all(splats: &[[i32x4; ABREAST]], bounds: &[i32x4], slots: &mut [[u32; LANES]]) {
    let (fours, rest) = slots.as_chunks_mut::<ABREAST>();
    let (four_bounds, rest_bounds) = bounds.as_chunks::<ABREAST>();
    fours.iter_mut().zip(four_bounds).for_each(|(slots, bounds)| count(splats, bounds, slots));
    let (ones, one_bounds) = (rest.as_chunks_mut::<1>().0, rest_bounds.as_chunks::<1>().0);
    ones.iter_mut().zip(one_bounds).for_each(|(slots, bounds)| count(splats, bounds, slots));
}

/// Several at a time share the loop and what it reads.
#[inline(always)]
fn count<const N: usize>(splats: &[[i32x4; ABREAST]], bounds: &[i32x4; N], slots: &mut [[u32; LANES]; N]) {
    let mut counts: [i32x4; N] = slots.map(bytemuck::cast);
    for block in splats {
        for x in block {
            for (count, &bound) in counts.iter_mut().zip(bounds) {
                // A mask is -1 where it is set.
                *count += x.simd_lt(bound);
            }
        }
    }
    *slots = counts.map(bytemuck::cast);
}

/// Returns whether some lie in crowded cells, and so were not found.
#[inline(never)]
fn look_up<K: Kink>(table: Table, w: &[V], b: &[V], slots: &mut [[u32; LANES]]) -> bool {
    let mut crowded = i32x4::splat(0);
    for ((&w, &b), slots) in w.iter().zip(b).zip(slots) {
        let crowd;
        (*slots, crowd) = table.slots::<K>(w, b);
        crowded |= crowd;
    }
    crowded != i32x4::splat(0)
}

/// Samples by cell.
#[derive(Clone, Copy)]
struct Table<'a> {
    cells: &'a [Cell; CELLS],
    low: f32,
    scale: f32,
    /// Slots of falling units begin here.
    step: i32x4,
}

impl Table<'_> {
    /// The slots, as if crowded cells lay before the kinks with all their samples; and how many those are.
    #[inline(always)]
    fn slots<K: Kink>(&self, w: V, b: V) -> ([u32; LANES], i32x4) {
        let Kinks { q, bound, falls } = Kinks::of::<K>(w, b);
        let at = cells_of(-q, self.low, self.scale).to_array();
        let rows = at.map(|cell| bytemuck::cast(self.cells[cell as usize % CELLS]));
        let [end, first, second, crowd]: [i32x4; LANES] = V::transpose(rows).map(bytemuck::cast);
        let slots = end + first.simd_lt(bound) + second.simd_lt(bound) + (falls & self.step);
        (bytemuck::cast(slots), crowd)
    }
}

/// The cell of each x. It never falls when x rises, so that a smaller cell means a smaller x.
#[inline(always)]
fn cells_of(x: V, low: f32, scale: f32) -> i32x4 {
    // Kinks lie anywhere: clamped before they become integers, of which wasm would have to look for what does not fit.
    let place = (x - splat(low)) * splat(scale);
    let place = at_most(select(gt(place, V::ZERO), place, V::ZERO), splat((CELLS - 1) as f32));
    // Adding 2²³ leaves the nearest integer in the low bits.
    let shifted: i32x4 = bytemuck::cast(place + splat(8_388_608.0));
    shifted & i32x4::splat(0x007f_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Open;
    impl Kink for Open {
        const IS_ON: bool = false;
    }
    struct Closed;
    impl Kink for Closed {
        const IS_ON: bool = true;
    }

    /// What the slot must be, from its definition.
    fn slot<K: Kink>(xs: &[f32], w: f32, b: f32) -> u32 {
        let is_on = |x: f32| {
            // On which side of the kink x lies, with w = 0 and b = 0 on it.
            let side = if w == 0.0 { b } else { (x - -b / w) * w.signum() };
            side > 0.0 || (K::IS_ON && side == 0.0)
        };
        let on = xs.iter().filter(|&&x| is_on(x)).count() as u32;
        let len = xs.len() as u32;
        if w < 0.0 { len + 1 + on } else { len - on }
    }

    fn check(xs: &[f32]) {
        check_kind::<Open>(xs);
        check_kind::<Closed>(xs);
    }

    fn check_kind<K: Kink>(xs: &[f32]) {
        let mut ranks = Ranks::new(xs.len());
        ranks.prepare(xs);
        let tempting = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 0.25, 1e-30, -1e-30, 1e-42, 1e30, 0.999_999_94, 3.0];
        for w in tempting {
            for b in tempting {
                let mut slots = [[0; LANES]; 5];
                ranks.find::<K>(&[splat(w); 5], &[splat(b); 5], &mut [i32x4::splat(0); 5], &mut slots);
                let expected = slot::<K>(xs, w, b);
                assert_eq!(slots, [[expected; LANES]; 5], "w = {w}, b = {b}, {} samples, {}", xs.len(), K::IS_ON);
            }
        }
    }

    #[test]
    fn slots_are_what_their_definition_says() {
        let even = |n: usize| -> Vec<f32> { (0..n).map(|i| i as f32 / (n.max(2) - 1) as f32 * 2.0 - 1.0).collect() };
        for n in [1, 2, 3, 15, 31, 32, 33, 64, 65, 100, 101, 1_000] {
            check(&even(n));
        }
    }

    #[test]
    fn tied_and_clustered_x_are_told_apart() {
        check(&[0.0; 15]);
        check(&[0.5; 200]);
        let mut clustered: Vec<f32> = (0..150).map(|i| 0.5 + i as f32 * 1e-7).collect();
        clustered.insert(0, -1e30);
        clustered.push(1e30);
        check(&clustered);
        check(&[-1.0, -0.0, 0.0, 0.0, 1.0]);
        check(&[&[-3e38; 40][..], &[-1e-45, -0.0, 0.0, 1e-45], &[3e38; 40]].concat());
    }
}
