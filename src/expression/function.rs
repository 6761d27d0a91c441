//! The functions an expression may call: their names, here and in NumPy, and how many arguments they take.

/// Declares the functions: variant, name, name in NumPy (`""` where NumPy has no such function).
macro_rules! functions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $numpy:literal;)+) => {
        /// A function an expression may call.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Function { $($(#[$doc])* $variant),+ }

        impl Function {
            /// All of them.
            pub const ALL: &'static [Function] = &[$(Function::$variant),+];

            /// As it is written.
            pub fn name(self) -> &'static str { match self { $(Function::$variant => $name),+ } }

            /// As NumPy calls it.
            pub(super) fn numpy(self) -> &'static str { match self { $(Function::$variant => $numpy),+ } }
        }
    };
}

functions! {
    /// Sine.
    Sin = "sin", "sin";
    /// Cosine.
    Cos = "cos", "cos";
    /// Tangent.
    Tan = "tan", "tan";
    /// Inverse sine.
    Asin = "asin", "arcsin";
    /// Inverse cosine.
    Acos = "acos", "arccos";
    /// Inverse tangent.
    Atan = "atan", "arctan";
    /// Hyperbolic sine.
    Sinh = "sinh", "sinh";
    /// Hyperbolic cosine.
    Cosh = "cosh", "cosh";
    /// Hyperbolic tangent.
    Tanh = "tanh", "tanh";
    /// e to the power of it.
    Exp = "exp", "exp";
    /// Natural logarithm.
    Ln = "ln", "log";
    /// Logarithm to base 10.
    Log10 = "log10", "log10";
    /// Logarithm to base 2.
    Log2 = "log2", "log2";
    /// Square root.
    Sqrt = "sqrt", "sqrt";
    /// Cube root, of negative numbers too.
    Cbrt = "cbrt", "cbrt";
    /// Absolute value.
    Abs = "abs", "abs";
    /// -1, 0 or 1; 0 at 0.
    Sign = "sign", "sign";
    /// The next integer below.
    Floor = "floor", "floor";
    /// The next integer above.
    Ceil = "ceil", "ceil";
    /// The nearest integer; ties go to the even one.
    Round = "round", "round";
    /// The smallest of two or more.
    Min = "min", "minimum";
    /// The largest of two or more.
    Max = "max", "maximum";
    /// mod(a, b): what is left of a after whole multiples of b; it has the sign of b.
    Mod = "mod", "mod";
    /// 0 below 0, 1 from 0 on; also written `heaviside`.
    Step = "step", "heaviside";
    /// exp(-x²)
    Gauss = "gauss", "";
}

impl Function {
    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Function> {
        let name = if name == "heaviside" { "step" } else { name };
        Function::ALL.iter().copied().find(|function| function.name() == name)
    }

    /// How many arguments it takes, at least and at most.
    pub fn arguments(self) -> (usize, usize) {
        match self {
            Function::Min | Function::Max => (2, usize::MAX),
            Function::Mod => (2, 2),
            _ => (1, 1),
        }
    }
}
