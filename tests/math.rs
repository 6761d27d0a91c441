//! The vector functions against `libm` in f64, over a million arguments each.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::nn::math;
use lernkurve::nn::simd::{V, splat};

/// Arguments from `low` to `high`: evenly, and closing in on 0 from both sides.
fn arguments(low: f32, high: f32) -> impl Iterator<Item = f32> {
    let even = (0..=800_000).map(move |i| low + (high - low) * (i as f32 / 800_000.0));
    let near_zero = (0..100_000).map(|i| f32::from_bits(0x0080_0000 + i * 10_000));
    let both = near_zero.clone().chain(near_zero.map(|x| -x));
    even.chain(both.filter(move |x| (low..=high).contains(x)))
}

fn lane(v: V) -> f32 {
    v.to_array()[0]
}

/// The largest error in units of the last place of the true value, and where.
fn worst_ulp(low: f32, high: f32, ours: impl Fn(f32) -> f32, truth: impl Fn(f64) -> f64) -> (f64, f32) {
    let ulp = |y: f64| {
        f64::from(f32::EPSILON) * libm::exp2(libm::floor(libm::log2(y.abs().max(f64::from(f32::MIN_POSITIVE)))))
    };
    let error = |x: f32| {
        let y = truth(f64::from(x));
        ((f64::from(ours(x)) - y).abs() / ulp(y), x)
    };
    arguments(low, high).map(error).fold((0.0, 0.0), |worst, one| if one.0 > worst.0 { one } else { worst })
}

fn worst_absolute(low: f32, high: f32, ours: impl Fn(f32) -> f32, truth: impl Fn(f64) -> f64) -> (f64, f32) {
    let error = |x: f32| ((f64::from(ours(x)) - truth(f64::from(x))).abs(), x);
    arguments(low, high).map(error).fold((0.0, 0.0), |worst, one| if one.0 > worst.0 { one } else { worst })
}

fn assert_below(what: &str, (error, at): (f64, f32), bound: f64) {
    println!("{what}: {error:.3e} at {at}");
    assert!(error <= bound, "{what}: {error} at {at}, more than {bound}");
}

#[test]
fn exp_is_within_3_ulp() {
    assert_below("exp", worst_ulp(-87.0, 88.722, |x| lane(math::exp(splat(x))), libm::exp), 3.0);
    assert_eq!(lane(math::exp(splat(-100.0))), 0.0);
    assert_eq!(lane(math::exp(splat(f32::NEG_INFINITY))), 0.0);
    assert_eq!(lane(math::exp(splat(88.73))), f32::INFINITY);
    assert_eq!(lane(math::exp(splat(89.0))), f32::INFINITY);
    assert_eq!(lane(math::exp(splat(f32::INFINITY))), f32::INFINITY);
    assert!(lane(math::exp(splat(f32::NAN))).is_nan());
}

/// Where arguments are known to be moderate, guards must make no difference.
#[test]
fn unguarded_functions_give_the_same_bits() {
    fn same(what: &str, reach: f32, guarded: fn(V) -> V, unguarded: fn(V) -> V) {
        for x in arguments(-reach, reach) {
            assert_eq!(lane(guarded(splat(x))).to_bits(), lane(unguarded(splat(x))).to_bits(), "{what} at {x}");
        }
    }
    same("sigmoid", 120.0, math::sigmoid_of_two::<_, true>, math::sigmoid_of_two::<_, false>);
    same("exp", 87.0, math::exp_of_moderate::<_, true>, math::exp_of_moderate::<_, false>);
    same("Φ", 13.0, |x| math::normal_and_density::<_, true>(x).0, |x| math::normal_and_density::<_, false>(x).0);
    same("φ", 13.0, |x| math::normal_and_density::<_, true>(x).1, |x| math::normal_and_density::<_, false>(x).1);
    same("tanh", 120.0, math::tanh_of_two::<_, true>, math::tanh_of_two::<_, false>);
    for x in arguments(-80.0, 0.0) {
        let (guarded, unguarded) =
            (math::expm1_of_negative::<_, true>(splat(x)), math::expm1_of_negative::<_, false>(splat(x)));
        assert_eq!(lane(guarded).to_bits(), lane(unguarded).to_bits(), "expm1 at {x}");
    }
}

#[test]
fn expm1_is_within_4_ulp() {
    let ours = |x| lane(math::expm1_of_negative::<_, true>(splat(x)));
    assert_below("expm1", worst_ulp(-80.0, 0.0, ours, libm::expm1), 4.0);
}

#[test]
fn tanh_is_within_4_ulp() {
    assert_below("tanh", worst_ulp(-15.0, 15.0, |x| lane(math::tanh(splat(x))), libm::tanh), 4.0);
}

#[test]
fn sigmoid_is_within_its_bounds() {
    let truth = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    let ours = |x| lane(math::sigmoid(splat(x)));
    assert_below("sigmoid, absolute", worst_absolute(-60.0, 60.0, ours, truth), 1.2e-7);
    assert_below("sigmoid, ulp for |x| ≤ 4", worst_ulp(-4.0, 4.0, ours, truth), 5.0);
}

#[test]
fn softplus_is_within_4_ulp_and_its_slope_is_the_sigmoid() {
    let truth = |x: f64| if x > 0.0 { x + libm::log1p(libm::exp(-x)) } else { libm::log1p(libm::exp(x)) };
    let ours = |x| lane(math::softplus_and_sigmoid(splat(x)).0);
    assert_below("softplus", worst_ulp(-70.0, 100.0, ours, truth), 4.0);
    let slope = |x| lane(math::softplus_and_sigmoid(splat(x)).1);
    assert_below("its slope", worst_absolute(-70.0, 100.0, slope, |x| 1.0 / (1.0 + libm::exp(-x))), 1.2e-7);
}

#[test]
fn mish_parts_are_within_2e_7() {
    let tanh = |x| lane(math::tanh_of_softplus_and_sigmoid(splat(x)).0);
    let truth = |x: f64| libm::tanh(libm::log1p(libm::exp(x)));
    assert_below("tanh(softplus)", worst_absolute(-40.0, 40.0, tanh, truth), 2e-7);
    let sigmoid = |x| lane(math::tanh_of_softplus_and_sigmoid(splat(x)).1);
    assert_below("its sigmoid", worst_absolute(-40.0, 40.0, sigmoid, |x| 1.0 / (1.0 + libm::exp(-x))), 2e-7);
}

#[test]
fn the_normal_distribution_is_within_its_bounds() {
    let normal = |x: f64| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
    let ours = |x| lane(math::normal_and_density::<_, true>(splat(x)).0);
    assert_below("Φ, absolute", worst_absolute(-12.0, 12.0, ours, normal), 2.5e-7);
    let relative = |x: f32| f64::from(ours(x)) / normal(f64::from(x)) - 1.0;
    let worst =
        arguments(-5.0, 5.0).map(|x| (relative(x).abs(), x)).fold((0.0, 0.0), |w, e| if e.0 > w.0 { e } else { w });
    assert_below("Φ, relative above -5", worst, 1e-6);
    let density = |x| lane(math::normal_and_density::<_, true>(splat(x)).1);
    let truth = |x: f64| libm::exp(-0.5 * x * x) / libm::sqrt(std::f64::consts::TAU);
    assert_below("φ", worst_absolute(-12.0, 12.0, density, truth), 1e-7);
}

#[test]
fn sin_and_cos_are_within_1_5e_7_and_bounded_everywhere() {
    assert_below("sin", worst_absolute(-8_192.0, 8_192.0, |x| lane(math::sin_cos(splat(x)).0), libm::sin), 1.5e-7);
    assert_below("cos", worst_absolute(-8_192.0, 8_192.0, |x| lane(math::sin_cos(splat(x)).1), libm::cos), 1.5e-7);
    for x in [8_193.0, 1e6, 1e20, f32::MAX] {
        assert_below("sin, far", (f64::from(lane(math::sin_cos(splat(x)).0)) - libm::sin(f64::from(x)), x), 1.5e-7);
    }
}
