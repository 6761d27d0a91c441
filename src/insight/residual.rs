//! What the error looks like: how large, how fine, and where.

/// Half-waves over the domain up to which a wave counts as wide. The experiment's sin(15x) has 4.8 of them, its
/// cos(50x) has 15.9.
const WIDE: usize = 10;
/// The width, as a share of the domain, of a place in which error may gather.
const PLACE: f64 = 0.15;

/// Prediction minus truth at ascending x.
pub struct Residual<'a> {
    /// x
    pub xs: &'a [f64],
    /// prediction - truth
    pub errors: &'a [f64],
}

/// A stretch of x and its share of the squared error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its share of the squared error, 0 to 1.
    pub share: f64,
    /// The x of the largest error in it.
    pub worst_x: f64,
    /// That error.
    pub worst_error: f64,
}

/// Energies: sums of squares.
#[derive(Debug, Clone, Copy)]
pub struct Waves {
    /// Of the wide waves.
    pub wide: f64,
    /// Of the fine ones.
    pub fine: f64,
}

/// √ of the mean square.
pub fn root_mean_square(values: &[f64]) -> f64 {
    libm::sqrt(mean(values.iter().map(|v| v * v), values.len()))
}

/// Standard deviation.
pub fn spread(values: &[f64]) -> f64 {
    let centre = mean(values.iter().copied(), values.len());
    libm::sqrt(mean(values.iter().map(|v| (v - centre) * (v - centre)), values.len()))
}

fn mean(values: impl Iterator<Item = f64>, n: usize) -> f64 {
    values.sum::<f64>() / n.max(1) as f64
}

/// The rest that the least-squares line through (xs, ys) leaves, as a root mean square.
pub fn deviation_from_line(xs: &[f64], ys: &[f64]) -> f64 {
    let n = xs.len();
    let (mx, my) = (mean(xs.iter().copied(), n), mean(ys.iter().copied(), n));
    let sxx: f64 = xs.iter().map(|x| (x - mx) * (x - mx)).sum();
    let sxy: f64 = xs.iter().zip(ys).map(|(x, y)| (x - mx) * (y - my)).sum();
    let slope = if sxx > 0.0 { sxy / sxx } else { 0.0 };
    let rest: Vec<f64> = xs.iter().zip(ys).map(|(x, y)| y - my - slope * (x - mx)).collect();
    root_mean_square(&rest)
}

/// The energies of so many waves in evenly spaced values, of k = 0, 1, 2, … half-waves each: the squared coefficients of
/// their cosine transform (DCT-II, Ahmed, Natarajan and Rao 1974), orthonormal, so that all n of them together are the sum
/// of the squared values (Parseval):
///
/// > c_k = √((k = 0 ? 1 : 2)/n) · Σ v_i · cos(π·k·(i + 1/2)/n)
pub fn energies(values: &[f64], waves: usize) -> Vec<f64> {
    let n = values.len();
    // cos(π·m/2n) for each m = k·(2i + 1), of which 4n make a whole turn.
    let cosines: Vec<f64> = (0..4 * n).map(|m| libm::cos(std::f64::consts::PI * m as f64 / (2 * n) as f64)).collect();
    let energy = |k: usize| {
        let sum: f64 = values.iter().enumerate().map(|(i, v)| v * cosines[k * (2 * i + 1) % (4 * n)]).sum();
        sum * sum * if k == 0 { 1.0 } else { 2.0 } / n as f64
    };
    (0..waves.min(n)).map(energy).collect()
}

/// Energies of the wide and of the fine waves in evenly spaced values.
pub fn wide_and_fine(values: &[f64]) -> Waves {
    let wide: f64 = energies(values, WIDE + 1).into_iter().sum();
    let all: f64 = values.iter().map(|v| v * v).sum();
    Waves { wide, fine: (all - wide).max(0.0) }
}

impl Residual<'_> {
    /// The stretch of 15 % of the domain that holds most of the squared error.
    pub fn worst_place(&self) -> Place {
        let width = (self.xs[self.xs.len() - 1] - self.xs[0]) * PLACE;
        let squares: Vec<f64> = self.errors.iter().map(|e| e * e).collect();
        let all: f64 = squares.iter().sum();
        let mut best = (0, 0, -1.0);
        for start in 0..self.xs.len() {
            let inside = self.xs[start..].iter().take_while(|&&x| x <= self.xs[start] + width).count();
            let sum: f64 = squares[start..start + inside].iter().sum();
            if sum > best.2 {
                best = (start, start + inside, sum);
            }
        }
        let (start, end, sum) = best;
        let worst = (start..end).fold(start, |w, i| if squares[i] > squares[w] { i } else { w });
        Place {
            from: self.xs[start],
            to: self.xs[end - 1],
            share: if all > 0.0 { sum / all } else { 0.0 },
            worst_x: self.xs[worst],
            worst_error: self.errors[worst],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_100(f: impl Fn(f64) -> f64) -> (Vec<f64>, Vec<f64>) {
        let xs: Vec<f64> = (0..100).map(|i| f64::from(i) / 99.0).collect();
        let ys = xs.iter().map(|&x| f(x)).collect();
        (xs, ys)
    }

    #[test]
    fn a_fine_wave_is_fine_and_a_wide_one_is_wide() {
        let (_, ripple) = at_100(|x| libm::cos(50.0 * x));
        let Waves { wide, fine } = wide_and_fine(&ripple);
        assert!(fine > 0.95 * (wide + fine), "{wide} {fine}");
        let (_, swing) = at_100(|x| x * libm::sin(15.0 * x));
        let Waves { wide, fine } = wide_and_fine(&swing);
        assert!(wide > 0.95 * (wide + fine), "{wide} {fine}");
    }

    #[test]
    fn the_energies_add_up_to_the_sum_of_squares() {
        let (_, ys) = at_100(|x| x + libm::sin(30.0 * x));
        let Waves { wide, fine } = wide_and_fine(&ys);
        let all: f64 = ys.iter().map(|y| y * y).sum();
        assert!((wide + fine - all).abs() < 1e-9);
    }

    #[test]
    fn a_line_deviates_from_a_line_by_nothing() {
        let (xs, ys) = at_100(|x| 3.0 - 2.0 * x);
        assert!(deviation_from_line(&xs, &ys) < 1e-12);
        let (xs, ys) = at_100(|x| x * x);
        // Of x² on [0, 1] the best line leaves 1/√180.
        assert!((deviation_from_line(&xs, &ys) - 1.0 / 180f64.sqrt()).abs() < 2e-3);
    }

    #[test]
    fn the_worst_place_is_where_the_error_is() {
        let (xs, errors) = at_100(|x| if (0.28..0.36).contains(&x) { 0.1 } else { 0.001 });
        let place = Residual { xs: &xs, errors: &errors }.worst_place();
        assert!(place.share > 0.99 && place.from <= 0.29 && place.to >= 0.35, "{place:?}");
        assert_eq!(place.worst_error, 0.1);
    }
}
