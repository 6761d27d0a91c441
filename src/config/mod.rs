//! What is to be trained, on what, and how: the complete description of a run.
//!
//! A [`Config`] is always complete. A partial one from outside goes through `decode`, which knows every
//! field's range, and `encode` writes the complete one again; names are Keras 3's.

mod check;
mod decode;
pub mod edits;
mod encode;
pub mod limits;
#[cfg(feature = "serde")]
mod serial;

/// The experiment's function, from chapter 4 of Nielsen's "Neural Networks and Deep Learning".
pub const DEFAULT_FUNCTION: &str = "0.2 + 0.4x² + 0.3x·sin(15x) + 0.05·cos(50x)";

/// Everything that decides a run. The same config gives the same bits everywhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The function to learn, an expression in x. `None` only together with `points`.
    pub function: Option<String>,
    /// Where it is learned: [low, high], finite, ascending. `None` takes [0, 1], or that of `points` with a
    /// margin of 5 % on each side.
    pub domain: Option<[f64; 2]>,
    /// How many samples of the function, 2 to 10,000.
    pub samples: usize,
    /// Where the samples lie.
    pub sampling: Sampling,
    /// Standard deviation of the Gaussian noise on y, at least 0.
    pub noise: f64,
    /// Fraction of the samples held out for validation, 0 to 0.9.
    pub validation: f64,
    /// Own data [x, y] in place of samples of the function.
    pub points: Option<Vec<[f64; 2]>>,
    /// What is done to x and y before the network sees them.
    pub scaling: Scaling,
    /// The hidden layers, 1 to 8.
    pub layers: Vec<Layer>,
    /// How kernels begin.
    pub kernel_initializer: Initializer,
    /// How biases begin.
    pub bias_initializer: Initializer,
    /// What is minimised.
    pub loss: Loss,
    /// How it is minimised.
    pub optimizer: Optimizer,
    /// A penalty on kernels, as Keras' `L1L2`.
    pub regularizer: Regularizer,
    /// Samples for each update, at least 1; more than there are is one full batch.
    pub batch_size: usize,
    /// Whether each epoch takes the samples in a new order.
    pub shuffle: bool,
    /// 0 to 2^53 - 1; it decides weights, data and order, by separate streams.
    pub seed: u64,
    /// [update, value], ascending: from that update on the learning rate is that value.
    pub learning_rate_changes: Vec<(u64, f64)>,
    /// What is changed in the network by hand on the way, ascending by update.
    pub edits: Vec<edits::Edit>,
}

impl Default for Config {
    #[inline(never)]
    fn default() -> Self {
        Config {
            function: Some(DEFAULT_FUNCTION.to_string()),
            domain: None,
            samples: 101,
            sampling: Sampling::Grid,
            noise: 0.0,
            validation: 0.0,
            points: None,
            scaling: Scaling::None,
            layers: vec![Layer { units: 300, activation: Activation::Relu }],
            kernel_initializer: Initializer::random_uniform(-0.05, 0.05),
            bias_initializer: Initializer::of(InitializerKind::Zeros),
            loss: Loss::MeanSquaredError,
            optimizer: Optimizer { learning_rate: 1.0, epsilon: 1e-6, ..Optimizer::of(OptimizerKind::Adadelta) },
            regularizer: Regularizer { l1: 0.0, l2: 0.0 },
            batch_size: 15,
            shuffle: true,
            seed: 1,
            learning_rate_changes: Vec::new(),
            edits: Vec::new(),
        }
    }
}

/// Declares an enum whose variants have a name outside the crate, with the list of all of them.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The name outside the crate.
            pub fn name(self) -> &'static str { match self { $($name::$variant => $text),+ } }
            /// The one of that name.
            pub fn from_name(name: &str) -> Option<$name> { match name { $($text => Some($name::$variant),)+ _ => None } }
        }
    };
}

named!(
    /// Where samples lie.
    Sampling {
        /// Evenly spaced, both ends included.
        Grid = "grid",
        /// Uniformly at random.
        Random = "random",
    }
);

named!(
    /// What is done to x and y before the network sees them.
    Scaling {
        /// Nothing.
        None = "none",
        /// Both are shifted and divided so that those of the training samples have mean 0 and standard deviation 1.
        Standardize = "standardize",
    }
);

/// One hidden layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layer {
    /// 1 to 4,096.
    pub units: usize,
    /// Applied to each unit's sum.
    pub activation: Activation,
}

named!(
    /// Keras 3's activations, and two of our own (`sin`, `gaussian`).
    Activation {
        /// z
        Linear = "linear",
        /// max(z, 0)
        Relu = "relu",
        /// z for z > 0, else 0.2 z
        LeakyRelu = "leaky_relu",
        /// z for z > 0, else exp(z) - 1
        Elu = "elu",
        /// Klambauer et al. 2017: 1.0507 · (z for z > 0, else 1.67326 · (exp(z) - 1))
        Selu = "selu",
        /// z · Φ(z), exact (by erf)
        Gelu = "gelu",
        /// z · sigmoid(z)
        Silu = "silu",
        /// ln(1 + exp(z))
        Softplus = "softplus",
        /// z / (1 + |z|)
        Softsign = "softsign",
        /// tanh(z)
        Tanh = "tanh",
        /// 1 / (1 + exp(-z))
        Sigmoid = "sigmoid",
        /// z/6 + 1/2, clipped to 0 and 1
        HardSigmoid = "hard_sigmoid",
        /// z · tanh(softplus(z))
        Mish = "mish",
        /// exp(z)
        Exponential = "exponential",
        /// sin(z)
        Sin = "sin",
        /// exp(-z²)
        Gaussian = "gaussian",
    }
);

named!(
    /// Keras 3's initializers (the uniform and normal ones it has), and `spread`.
    InitializerKind {
        /// All 0.
        Zeros = "zeros",
        /// Uniform in [minval, maxval).
        RandomUniform = "random_uniform",
        /// Normal with mean and stddev.
        RandomNormal = "random_normal",
        /// Uniform, variance 2 / (fan in + fan out).
        GlorotUniform = "glorot_uniform",
        /// Truncated normal, variance 2 / (fan in + fan out).
        GlorotNormal = "glorot_normal",
        /// Uniform, variance 2 / fan in.
        HeUniform = "he_uniform",
        /// Truncated normal, variance 2 / fan in.
        HeNormal = "he_normal",
        /// Uniform, variance 1 / fan in.
        LecunUniform = "lecun_uniform",
        /// Truncated normal, variance 1 / fan in.
        LecunNormal = "lecun_normal",
        /// Biases only: each first-layer unit's centre -b/w evenly over the domain.
        Spread = "spread",
    }
);

/// How weights begin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Initializer {
    /// Which rule.
    pub kind: InitializerKind,
    /// `random_uniform` alone.
    pub minval: f64,
    /// `random_uniform` alone.
    pub maxval: f64,
    /// `random_normal` alone.
    pub mean: f64,
    /// `random_normal` alone.
    pub stddev: f64,
}

impl Initializer {
    /// That rule with Keras' defaults.
    #[inline(never)]
    pub fn of(kind: InitializerKind) -> Self {
        Initializer { kind, minval: -0.05, maxval: 0.05, mean: 0.0, stddev: 0.05 }
    }

    /// Uniform in [minval, maxval).
    pub fn random_uniform(minval: f64, maxval: f64) -> Self {
        Initializer { minval, maxval, ..Initializer::of(InitializerKind::RandomUniform) }
    }
}

named!(
    /// Keras 3's regression losses.
    Loss {
        /// e²
        MeanSquaredError = "mean_squared_error",
        /// |e|
        MeanAbsoluteError = "mean_absolute_error",
        /// e²/2 for |e| ≤ 1, else |e| - 1/2
        Huber = "huber",
        /// ln(cosh(e))
        LogCosh = "log_cosh",
    }
);

named!(
    /// Keras 3's optimizers.
    OptimizerKind {
        /// Gradient descent, with momentum where asked for.
        Sgd = "sgd",
        /// Tieleman and Hinton 2012.
        Rmsprop = "rmsprop",
        /// Duchi et al. 2011.
        Adagrad = "adagrad",
        /// Zeiler 2012.
        Adadelta = "adadelta",
        /// Kingma and Ba 2014.
        Adam = "adam",
        /// Loshchilov and Hutter 2019.
        Adamw = "adamw",
        /// Kingma and Ba 2014, section 7.1.
        Adamax = "adamax",
        /// Dozat 2015.
        Nadam = "nadam",
        /// Chen et al. 2023.
        Lion = "lion",
    }
);

/// An optimizer and its hyperparameters. A rule reads those it has (see [`limits::hyperparameters`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Optimizer {
    /// Which rule.
    pub kind: OptimizerKind,
    /// Size of a step.
    pub learning_rate: f64,
    /// `sgd`, `rmsprop`.
    pub momentum: f64,
    /// `sgd`.
    pub nesterov: bool,
    /// `rmsprop`, `adadelta`: decay of the averages.
    pub rho: f64,
    /// Adam's family and `lion`.
    pub beta1: f64,
    /// Adam's family and `lion`.
    pub beta2: f64,
    /// A small number that keeps denominators from 0.
    pub epsilon: f64,
    /// Every rule: each update first takes this share times the learning rate off every weight.
    pub weight_decay: f64,
    /// `adagrad`.
    pub initial_accumulator_value: f64,
    /// `rmsprop`.
    pub centered: bool,
    /// `adam`, `adamw`.
    pub amsgrad: bool,
}

impl Optimizer {
    /// That rule with Keras 3's defaults.
    #[inline(never)]
    pub fn of(kind: OptimizerKind) -> Self {
        use OptimizerKind::*;
        Optimizer {
            kind,
            learning_rate: if kind == Sgd { 0.01 } else { 0.001 },
            momentum: 0.0,
            nesterov: false,
            rho: if kind == Adadelta { 0.95 } else { 0.9 },
            beta1: 0.9,
            beta2: if kind == Lion { 0.99 } else { 0.999 },
            epsilon: 1e-7,
            weight_decay: if kind == Adamw { 0.004 } else { 0.0 },
            initial_accumulator_value: 0.1,
            centered: false,
            amsgrad: false,
        }
    }
}

/// l1 · Σ|w| + l2 · Σw² over every kernel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Regularizer {
    /// At least 0.
    pub l1: f64,
    /// At least 0.
    pub l2: f64,
}
