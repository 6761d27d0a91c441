//! The few vector operations everything else is made of, chosen to give the same bits everywhere.
//!
//! Of the crate `wide` only + - × ÷, square root, compares and bit operations are used: these are exact IEEE
//! operations on every target. Its exp, ln and reciprocals are not.

use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Sub};
use wide::{f32x4, i32x4};

/// Four `f32` lanes.
pub type V = f32x4;

/// How many lanes a vector has.
pub const LANES: usize = 4;

/// The same number in every lane.
#[inline(always)]
pub fn splat(x: f32) -> V {
    V::splat(x)
}

/// Σ of the lanes, always as (0 + 1) + (2 + 3).
#[inline(always)]
pub fn sum_lanes(v: V) -> f32 {
    let [a, b, c, d] = v.to_array();
    (a + b) + (c + d)
}

/// Vectors that formulas are written for: one, or several side by side.
///
/// A formula of twenty operations that wait for one another leaves a processor idle most of the time, and the next
/// sample's are too far away for it to see. So the same operation is done for several samples before the next one.
pub trait Vector:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
{
    /// 0 in every lane.
    const ZERO: Self;
    /// The same number in every lane.
    fn all(x: f32) -> Self;
    /// Each vector by itself.
    fn map(self, f: impl Fn(V) -> V) -> Self;
    /// Each vector with its counterpart.
    fn zip(self, other: Self, f: impl Fn(V, V) -> V) -> Self;
    /// Each vector by itself, to two results.
    fn map_to_two(self, f: impl Fn(V) -> (V, V)) -> (Self, Self);
}

impl Vector for V {
    const ZERO: Self = V::ZERO;
    #[inline(always)]
    fn all(x: f32) -> Self {
        splat(x)
    }
    #[inline(always)]
    fn map(self, f: impl Fn(V) -> V) -> Self {
        f(self)
    }
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(V, V) -> V) -> Self {
        f(self, other)
    }
    #[inline(always)]
    fn map_to_two(self, f: impl Fn(V) -> (V, V)) -> (Self, Self) {
        f(self)
    }
}

/// How many vectors go through a formula side by side (measured: 1, 2 and 4).
pub const ABREAST: usize = 4;
const _: () = assert!(LANES.is_multiple_of(ABREAST), "rows are padded to whole vectors of samples");

/// Vectors side by side.
#[derive(Debug, Clone, Copy)]
pub struct VectorBlock(pub [V; ABREAST]);

/// A row of vectors, some at a time; its length is a multiple of [`ABREAST`], as padding makes the number of samples.
#[inline(always)]
pub fn blocks(row: &mut [V]) -> impl Iterator<Item = &mut [V; ABREAST]> {
    row.as_chunks_mut().0.iter_mut()
}

impl Vector for VectorBlock {
    const ZERO: Self = VectorBlock([V::ZERO; ABREAST]);
    #[inline(always)]
    fn all(x: f32) -> Self {
        VectorBlock([splat(x); ABREAST])
    }
    #[inline(always)]
    fn map(self, f: impl Fn(V) -> V) -> Self {
        VectorBlock(self.0.map(f))
    }
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(V, V) -> V) -> Self {
        VectorBlock(std::array::from_fn(|i| f(self.0[i], other.0[i])))
    }
    #[inline(always)]
    fn map_to_two(self, f: impl Fn(V) -> (V, V)) -> (Self, Self) {
        let both = self.0.map(f);
        (VectorBlock(both.map(|(first, _)| first)), VectorBlock(both.map(|(_, second)| second)))
    }
}

macro_rules! block_operators {
    ($($trait:ident $method:ident),*) => {$(
        impl $trait for VectorBlock {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, $trait::$method)
            }
        }
    )*};
}
block_operators!(Add add, Sub sub, Mul mul, Div div, BitAnd bitand, BitOr bitor, BitXor bitxor);

impl Neg for VectorBlock {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(Neg::neg)
    }
}

/// The same number in every lane.
#[inline(always)]
pub fn all<T: Vector>(x: f32) -> T {
    T::all(x)
}

/// `then` where the mask is set, else `otherwise`.
#[inline(always)]
pub fn select<T: Vector>(mask: T, then: T, otherwise: T) -> T {
    // In two steps, since a mask's bits are all set or none.
    let then = mask.zip(then, |mask, then| mask & then);
    then | mask.zip(otherwise, |mask, otherwise| !mask & otherwise)
}

/// A mask of the lanes with a > b.
#[inline(always)]
pub fn gt<T: Vector>(a: T, b: T) -> T {
    a.zip(b, |a, b| a.simd_gt(b))
}

/// A mask of the lanes with a < b.
#[inline(always)]
pub fn lt<T: Vector>(a: T, b: T) -> T {
    a.zip(b, |a, b| a.simd_lt(b))
}

/// A mask of the lanes with a ≥ b.
#[inline(always)]
pub fn ge<T: Vector>(a: T, b: T) -> T {
    a.zip(b, |a, b| a.simd_ge(b))
}

/// A mask of the lanes with a = b.
#[inline(always)]
pub fn eq<T: Vector>(a: T, b: T) -> T {
    a.zip(b, |a, b| a.simd_eq(b))
}

/// |v|
#[inline(always)]
pub fn abs<T: Vector>(v: T) -> T {
    v & all(f32::from_bits(0x7fff_ffff))
}

/// -1, 0 or 1.
#[inline(always)]
pub fn sign<T: Vector>(v: T) -> T {
    (gt(v, T::ZERO) & all(1.0)) - (lt(v, T::ZERO) & all(1.0))
}

/// `limit` where v < limit, else v: a NaN stays a NaN, and -0 a -0 at the limit 0.
///
/// Two targets have one instruction that is just that, each with the operands in an order of its own; NEON's treats
/// zeros differently.
#[inline(always)]
pub fn at_least<T: Vector>(v: T, limit: T) -> T {
    if cfg!(target_feature = "sse") {
        v.zip(limit, |v, limit| limit.fast_max(v))
    } else if cfg!(target_feature = "simd128") {
        v.zip(limit, |v, limit| v.fast_max(limit))
    } else {
        select(lt(v, limit), limit, v)
    }
}

/// v where v > limit, else `limit`, of NaN too.
#[inline(always)]
pub fn at_least_or_limit<T: Vector>(v: T, limit: T) -> T {
    if cfg!(target_feature = "sse") {
        v.zip(limit, |v, limit| v.fast_max(limit))
    } else if cfg!(target_feature = "simd128") {
        v.zip(limit, |v, limit| limit.fast_max(v))
    } else {
        select(gt(v, limit), v, limit)
    }
}

/// v where v < limit, else `limit`, of NaN too.
#[inline(always)]
pub fn at_most_or_limit<T: Vector>(v: T, limit: T) -> T {
    if cfg!(target_feature = "sse") {
        v.zip(limit, |v, limit| v.fast_min(limit))
    } else if cfg!(target_feature = "simd128") {
        v.zip(limit, |v, limit| limit.fast_min(v))
    } else {
        select(lt(v, limit), v, limit)
    }
}

/// `limit` where v > limit, else v: a NaN stays a NaN.
#[inline(always)]
pub fn at_most<T: Vector>(v: T, limit: T) -> T {
    if cfg!(target_feature = "sse") {
        v.zip(limit, |v, limit| limit.fast_min(v))
    } else if cfg!(target_feature = "simd128") {
        v.zip(limit, |v, limit| v.fast_min(limit))
    } else {
        select(gt(v, limit), limit, v)
    }
}

/// 1.5 · 2²³: adding it to |y| < 2²² leaves the nearest integer (ties to even) in the low bits.
const ROUNDING: f32 = 12_582_912.0;

/// 1.5 · 2²³ + 127: then the low bits hold the nearest integer as an exponent's bits do, with its bias.
const ROUNDING_BIASED: f32 = ROUNDING + 127.0;

/// The nearest integer n to y and 2ⁿ, for -127 ≤ n ≤ 128; at those two 2ⁿ is 0 and infinite.
#[inline(always)]
pub fn round_and_power_of_two<T: Vector>(y: T) -> (T, T) {
    let shifted = y + all(ROUNDING_BIASED);
    let power = shifted.map(|shifted| {
        let bits: i32x4 = bytemuck::cast(shifted);
        bytemuck::cast(bits << 23)
    });
    (shifted - all(ROUNDING_BIASED), power)
}

/// The nearest integer n to y (|y| < 2²²), and masks of its lowest two bits.
#[inline(always)]
pub fn round_and_low_bits(y: V) -> (V, V, V) {
    let shifted = y + splat(ROUNDING);
    let bits: i32x4 = bytemuck::cast(shifted);
    let mask_of = |bit: i32| -> V {
        let set = (bits & i32x4::splat(bit)).simd_eq(i32x4::splat(bit));
        bytemuck::cast(set)
    };
    (shifted - splat(ROUNDING), mask_of(1), mask_of(2))
}
