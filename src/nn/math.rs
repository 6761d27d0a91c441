//! exp, tanh, sigmoid and their kin in four lanes, by rational functions of our own.
//!
//! All rest on one identity. With x = n·ln 2 + u, |u| ≤ ln 2 / 2, and Q(u) = u / tanh(u/2),
//!
//! > eˣ = 2ⁿ · (Q + u) / (Q - u)
//!
//! Q is even and nearly constant: 2 + 0.16666612 u² - 0.00276579 u⁴ is off by 3.7e-9 at most (minimax, fitted by
//! Lawson's algorithm). Numerator and denominator stay apart until the end, so that each function costs one
//! division, and differences such as eˣ - 1 are formed without cancellation.
//!
//! 2ⁿ is made of bits, which goes wrong beyond |n| ≈ 127. So arguments are limited first, except where the caller
//! knows that they are moderate: that is what `GUARDED` says. At the limits 2ⁿ is 0 or infinite, as an f32 would be,
//! and results are the limits themselves.
//!
//! Bounds of the errors, tested over a million arguments in `tests/math.rs`: exp 3 ulp, expm1, tanh and softplus
//! 4 ulp, sigmoid 5 ulp for |x| ≤ 4 and 1.2e-7 absolute, Φ 2.5e-7 absolute and 1e-6 relative above -5, sin and cos
//! 1.5e-7 absolute for |x| ≤ 8,192.

use super::simd::{
    V, Vector, abs, at_least, at_most, gt, lt, round_and_low_bits, round_and_power_of_two, select, splat,
};

const LOG2_E: f32 = std::f32::consts::LOG2_E;
/// ln 2 in two parts; the first has few bits, so that n times it is exact for |n| ≤ 2⁹.
const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// Here n becomes -127, and 2ⁿ, as its bits say, 0. (eˣ itself would be denormal from -87.34 on.)
const EXP_IS_ZERO: f32 = -88.0;
/// eˣ is infinite.
const EXP_IS_INFINITE: f32 = 89.0;
/// The last power of two; the next one's bits are those of infinity.
const LARGEST_POWER: f32 = 1.701_411_8e38;

/// eˣ as 2ⁿ·(Q + u)/(Q - u).
struct Ratio<T> {
    q: T,
    u: T,
    power: T,
}

impl<T: Vector> Ratio<T> {
    /// eˣ for -88 ≤ x ≤ 89, with u = x - n·ln 2 to the last digit.
    #[inline(always)]
    fn of(x: T) -> Self {
        let (n, power) = round_and_power_of_two(x * T::all(LOG2_E));
        let u = (x - n * T::all(LN_2_HIGH)) - n * T::all(LN_2_LOW);
        let u2 = u * u;
        let q = (T::all(-0.002_765_79) * u2 + T::all(0.166_666_12)) * u2 + T::all(2.0);
        Ratio { q, u, power }
    }

    /// 2ʸ for -127 ≤ y ≤ 128: here Q and u are both divided by ln 2, which leaves their quotient as it is. What y has
    /// been rounded by stays in it.
    #[inline(always)]
    fn of_two(y: T) -> Self {
        let (n, power) = round_and_power_of_two(y);
        let u = y - n;
        let u2 = u * u;
        let q = (T::all(-9.210_688e-4) * u2 + T::all(0.115_524_15)) * u2 + T::all(2.885_39);
        Ratio { q, u, power }
    }

    /// eˣ·(Q - u)
    #[inline(always)]
    fn numerator(&self) -> T {
        self.power * (self.q + self.u)
    }

    /// Q - u
    #[inline(always)]
    fn denominator(&self) -> T {
        self.q - self.u
    }

    /// (eˣ - 1)·(Q - u), exact near x = 0 where it is 2u.
    #[inline(always)]
    fn numerator_less_one(&self) -> T {
        self.q * (self.power - T::all(1.0)) + self.u * (self.power + T::all(1.0))
    }

    /// (eˣ + 1)·(Q - u)
    #[inline(always)]
    fn numerator_and_one(&self) -> T {
        self.q * (self.power + T::all(1.0)) + self.u * (self.power - T::all(1.0))
    }
}

/// x within [low, high] where it is not known to be; a NaN stays one.
#[inline(always)]
fn limited<T: Vector, const GUARDED: bool>(x: T, low: f32, high: f32) -> T {
    if GUARDED { at_most(at_least(x, T::all(low)), T::all(high)) } else { x }
}

/// eˣ, infinite where an f32 would be; 0 from where it would be denormal.
#[inline(always)]
pub fn exp<T: Vector>(x: T) -> T {
    let ratio = Ratio::of(limited::<T, true>(x, EXP_IS_ZERO, EXP_IS_INFINITE));
    // 2¹²⁸·(Q + u)/(Q - u) may still be finite: there the last doubling comes last.
    let value = (ratio.q + ratio.u) / ratio.denominator() * at_most(ratio.power, T::all(LARGEST_POWER));
    value + (value & gt(ratio.power, T::all(LARGEST_POWER)))
}

/// eˣ for x ≤ 88; unguarded for -88 ≤ x.
#[inline(always)]
pub fn exp_of_moderate<T: Vector, const GUARDED: bool>(x: T) -> T {
    let ratio = Ratio::of(if GUARDED { at_least(x, T::all(EXP_IS_ZERO)) } else { x });
    (ratio.q + ratio.u) / ratio.denominator() * ratio.power
}

/// eˣ - 1 for x ≤ 0; of larger x, 0 where it is guarded and some number else. Unguarded for |x| ≤ 80.
#[inline(always)]
pub fn expm1_of_negative<T: Vector, const GUARDED: bool>(x: T) -> T {
    let ratio = Ratio::of(limited::<T, GUARDED>(x, -30.0, 0.0));
    ratio.numerator_less_one() / ratio.denominator()
}

/// What [`sigmoid_of_two`] wants x multiplied by.
pub const SIGMOID_SCALE: f32 = -LOG2_E;

/// The sigmoid of x from y = -x·log₂e: 1 / (1 + 2ʸ). Unguarded for |y| ≤ 120.
#[inline(always)]
pub fn sigmoid_of_two<T: Vector, const GUARDED: bool>(y: T) -> T {
    let ratio = Ratio::of_two(limited::<T, GUARDED>(y, -127.0, 128.0));
    let denominator = ratio.denominator();
    denominator / (denominator + ratio.numerator())
}

/// 1 / (1 + e⁻ˣ)
#[inline(always)]
pub fn sigmoid<T: Vector>(x: T) -> T {
    sigmoid_of_two::<T, true>(x * T::all(SIGMOID_SCALE))
}

/// What [`tanh_of_two`] wants x multiplied by.
pub const TANH_SCALE: f32 = 2.0 * LOG2_E;

/// tanh(x) from y = 2x·log₂e: (2ʸ - 1) / (2ʸ + 1). Unguarded for |y| ≤ 120.
#[inline(always)]
pub fn tanh_of_two<T: Vector, const GUARDED: bool>(y: T) -> T {
    let ratio = Ratio::of_two(limited::<T, GUARDED>(y, -60.0, 60.0));
    ratio.numerator_less_one() / ratio.numerator_and_one()
}

/// (e²ˣ - 1) / (e²ˣ + 1)
#[inline(always)]
pub fn tanh<T: Vector>(x: T) -> T {
    tanh_of_two::<T, true>(x * T::all(TANH_SCALE))
}

/// ln(1 + eˣ) and its derivative, the sigmoid.
#[inline(always)]
pub fn softplus_and_sigmoid<T: Vector>(x: T) -> (T, T) {
    // With w = e^-|x| = p/q: ln(1 + w) = 2 artanh(w / (2 + w)), and w / (2 + w) = p / (2q + p) ≤ 1/3.
    let ratio = Ratio::of(at_least(-abs(x), T::all(EXP_IS_ZERO)));
    let (p, q) = (ratio.numerator(), ratio.denominator());
    // (Two quotients by one division of products were slower: divisions overlap.)
    let s = p / (q + q + p);
    let tail = p / (p + q);
    let softplus = at_least(x, T::ZERO) + ln_1p_by_artanh(s);
    (softplus, select(lt(x, T::ZERO), tail, T::all(1.0) - tail))
}

/// 2 artanh(s) for 0 ≤ s ≤ 1/3, off by 8.1e-9 · s at most (minimax).
#[inline(always)]
fn ln_1p_by_artanh<T: Vector>(s: T) -> T {
    let s2 = s * s;
    let series = T::all(0.281_915_47) * s2 + T::all(0.279_576_66);
    let series = (series * s2 + T::all(0.400_251_14)) * s2 + T::all(0.666_663_1);
    s * (series * s2 + T::all(2.0))
}

/// tanh(ln(1 + eˣ)) = w(w + 2) / (w(w + 2) + 2) with w = eˣ, and the sigmoid w / (1 + w).
#[inline(always)]
pub fn tanh_of_softplus_and_sigmoid<T: Vector>(x: T) -> (T, T) {
    // Above 20 both are 1 to the last bit.
    let ratio = Ratio::of(limited::<T, true>(x, EXP_IS_ZERO, 20.0));
    // With w = p/q, so that neither needs a quotient before its own.
    let (p, q) = (ratio.numerator(), ratio.denominator());
    let n = p * (p + (q + q));
    (n / (n + (q + q) * q), p / (p + q))
}

/// Φ(x), the normal distribution, and its density φ(x). Unguarded for |x| ≤ 13.
#[inline(always)]
pub fn normal_and_density<T: Vector, const GUARDED: bool>(x: T) -> (T, T) {
    // Φ(-|x|) = φ(x) · R(|x|), where Mills' ratio R is a smooth polynomial in t = 1 / (1 + 0.35|x|)
    // (degree 9, minimax, relative error 3.2e-8 up to |x| = 13.5). At 14, φ is 0 and so is the product.
    let distance = if GUARDED { at_most(abs(x), T::all(14.0)) } else { abs(x) };
    let density = exp_of_moderate::<T, GUARDED>(distance * distance * T::all(-0.5)) * T::all(0.398_942_3);
    let t = T::all(1.0) / (T::all(1.0) + T::all(0.35) * distance);
    let mut mills = T::all(MILLS[8]);
    for &coefficient in MILLS[..8].iter().rev() {
        mills = mills * t + T::all(coefficient);
    }
    let tail = density * (mills * t);
    (select(lt(x, T::ZERO), tail, T::all(1.0) - tail), density)
}

const MILLS: [f32; 9] = [
    0.349_979_37,
    0.350_574_73,
    0.300_425_5,
    0.264_281_24,
    -0.057_495,
    0.398_376_85,
    -0.640_455_1,
    0.360_634_3,
    -0.073_007_74,
];

/// Above it the reduction by π/2 loses digits, and the scalar functions take over.
const SIN_LIMIT: f32 = 8_192.0;

/// sin(x) and cos(x).
#[inline(always)]
pub fn sin_cos<T: Vector>(x: T) -> (T, T) {
    x.map_to_two(sin_cos_of_four)
}

#[inline(always)]
fn sin_cos_of_four(x: V) -> (V, V) {
    if gt(abs(x), splat(SIN_LIMIT)).any() {
        return sin_cos_by_lanes(x);
    }
    sin_cos_of_near(x)
}

#[inline(always)]
fn sin_cos_of_near(x: V) -> (V, V) {
    // x = n·π/2 + u; π/2 in three parts (Cody and Waite), so that u keeps its digits.
    let (n, odd, upper) = round_and_low_bits(x * splat(std::f32::consts::FRAC_2_PI));
    let u = ((x - n * splat(1.570_312_5)) - n * splat(4.837_513e-4)) - n * splat(7.549_79e-8);
    let u2 = u * u;
    // Minimax on |u| ≤ π/4 (Cephes' sinf and cosf).
    let sin = (splat(-1.951_529_6e-4) * u2 + splat(8.332_161e-3)) * u2 + splat(-0.166_666_55);
    let sin = u + u * u2 * sin;
    let cos = (splat(2.443_315_7e-5) * u2 + splat(-1.388_731_6e-3)) * u2 + splat(4.166_664_6e-2);
    let cos = (splat(1.0) - splat(0.5) * u2) + u2 * u2 * cos;
    let minus = splat(-0.0);
    let (sin_magnitude, cos_magnitude) = (select(odd, cos, sin), select(odd, sin, cos));
    // Quadrants 0..3: sin, cos, -sin, -cos; and cos, -sin, -cos, sin.
    (sin_magnitude ^ (upper & minus), cos_magnitude ^ ((upper ^ odd) & minus))
}

/// Lanes beyond the limit by the scalar functions. The others are computed as ever: a lane's bits do not depend on its
/// neighbours.
#[cold]
fn sin_cos_by_lanes(x: V) -> (V, V) {
    let (sin, cos) = sin_cos_of_near(x);
    let (x, mut sin, mut cos) = (x.to_array(), sin.to_array(), cos.to_array());
    for ((x, sin), cos) in x.into_iter().zip(&mut sin).zip(&mut cos) {
        if x.abs() > SIN_LIMIT {
            (*sin, *cos) = (libm::sinf(x), libm::cosf(x));
        }
    }
    (V::from(sin), V::from(cos))
}
