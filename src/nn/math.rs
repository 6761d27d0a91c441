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
//! Bounds of the errors, tested over a million arguments in `tests/math.rs`: exp 3 ulp, expm1, tanh and softplus
//! 4 ulp, sigmoid 1.2e-7 absolute, Φ 2.5e-7 absolute and 1e-6 relative above -5, sin and cos 1.5e-7 absolute for
//! |x| ≤ 8,192.

use super::simd::{
    V, Vector, abs, at_least, at_most, gt, lt, round_and_low_bits, round_and_power_of_two, select, splat,
};

const LOG2_E: f32 = std::f32::consts::LOG2_E;
/// ln 2 in two parts; the first has few bits, so that n times it is exact for |n| ≤ 2⁹.
const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// From here on eˣ counts as infinity (2¹²⁷·⁵; the true limit is 88.72).
const EXP_OVERFLOW: f32 = 88.376;
/// Below it eˣ counts as 0 (it would be denormal).
const EXP_UNDERFLOW: f32 = -87.336;

/// eˣ as 2ⁿ·(Q + u)/(Q - u) with |u| ≤ ln 2 / 2, for |x| < 87.
struct Ratio<T> {
    q: T,
    u: T,
    power: T,
}

impl<T: Vector> Ratio<T> {
    #[inline(always)]
    fn of(x: T) -> Self {
        let (n, power) = round_and_power_of_two(x * T::all(LOG2_E));
        let u = (x - n * T::all(LN_2_HIGH)) - n * T::all(LN_2_LOW);
        let u2 = u * u;
        let q = (T::all(-0.002_765_79) * u2 + T::all(0.166_666_12)) * u2 + T::all(2.0);
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
}

/// eˣ; 0 below -87.34, infinite above 88.37.
#[inline(always)]
pub fn exp<T: Vector>(x: T) -> T {
    let clamped = at_most(at_least(x, T::all(EXP_UNDERFLOW)), T::all(EXP_OVERFLOW));
    let ratio = Ratio::of(clamped);
    // The power of two comes last: 2¹²⁷ · (Q + u) would overflow.
    let value = (ratio.q + ratio.u) / ratio.denominator() * ratio.power;
    let value = select(lt(x, T::all(EXP_UNDERFLOW)), T::ZERO, value);
    select(gt(x, T::all(EXP_OVERFLOW)), T::all(f32::INFINITY), value)
}

/// eˣ - 1 for x ≤ 0 (larger x count as 0).
#[inline(always)]
pub fn expm1_of_negative<T: Vector>(x: T) -> T {
    let ratio = Ratio::of(at_most(at_least(x, T::all(-30.0)), T::ZERO));
    ratio.numerator_less_one() / ratio.denominator()
}

/// 1 / (1 + e⁻ˣ)
#[inline(always)]
pub fn sigmoid<T: Vector>(x: T) -> T {
    let ratio = Ratio::of(at_most(at_least(x, T::all(-80.0)), T::all(80.0)));
    let numerator = ratio.numerator();
    numerator / (numerator + ratio.denominator())
}

/// (e²ˣ - 1) / (e²ˣ + 1)
#[inline(always)]
pub fn tanh<T: Vector>(x: T) -> T {
    let ratio = Ratio::of(at_most(at_least(x + x, T::all(-40.0)), T::all(40.0)));
    ratio.numerator_less_one() / (ratio.numerator() + ratio.denominator())
}

/// ln(1 + eˣ) and its derivative, the sigmoid.
#[inline(always)]
pub fn softplus_and_sigmoid<T: Vector>(x: T) -> (T, T) {
    // With w = e^-|x| = p/q: ln(1 + w) = 2 artanh(w / (2 + w)), and w / (2 + w) = p / (2q + p) ≤ 1/3.
    let ratio = Ratio::of(at_least(-abs(x), T::all(-80.0)));
    let (p, q) = (ratio.numerator(), ratio.denominator());
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
    let w = exp(at_most(x, T::all(20.0)));
    let n = w * (w + T::all(2.0));
    (n / (n + T::all(2.0)), w / (w + T::all(1.0)))
}

/// Φ(x), the normal distribution, and its density φ(x).
#[inline(always)]
pub fn normal_and_density<T: Vector>(x: T) -> (T, T) {
    // Φ(-|x|) = φ(x) · R(|x|), where Mills' ratio R is a smooth polynomial in t = 1 / (1 + 0.35|x|)
    // (degree 9, minimax, relative error 3.2e-8 up to |x| = 13.5, where φ has long vanished).
    let distance = at_most(abs(x), T::all(13.0));
    let density = exp(distance * distance * T::all(-0.5)) * T::all(0.398_942_3);
    let t = T::all(1.0) / (T::all(1.0) + T::all(0.35) * distance);
    let mut ratio = T::all(MILLS[8]);
    for &coefficient in MILLS[..8].iter().rev() {
        ratio = ratio * t + T::all(coefficient);
    }
    let tail = density * (ratio * t);
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

#[cold]
fn sin_cos_by_lanes(x: V) -> (V, V) {
    let lanes = x.to_array();
    (V::from(lanes.map(libm::sinf)), V::from(lanes.map(libm::cosf)))
}
