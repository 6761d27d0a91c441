//! Words: the names of functions and constants as school books, spreadsheets and programming languages write them.

use super::{Constant, Function, Node, Operator};

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word {
    Variable,
    Constant(Constant),
    Callee(Callee),
    /// `log`, which is one function to some and another to others.
    Log,
    /// `2 hoch 3`, `x mal x`
    Sign(char),
    /// `if` and what goes with it.
    Condition,
    /// `Wurzel aus x`, `sine of x`
    Nothing,
}

/// What can be applied to arguments: a function, or what is written with one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Callee {
    Function(Function),
    /// cot x is 1/tan x.
    Reciprocal(Function),
    /// The logarithm to that base.
    Logarithm(f64),
    /// `pow(x, 2)`
    Power,
    /// max(0, x), as an activation.
    Relu,
    /// 1/(1 + exp(-x)), as an activation.
    Sigmoid,
    /// Not there; this is what to write for it, of x.
    Missing(&'static str),
}

impl Callee {
    /// How many arguments it takes, at least and at most.
    pub fn arguments(self) -> (usize, usize) {
        match self {
            Callee::Function(function) => function.arguments(),
            Callee::Power => (2, 2),
            _ => (1, 1),
        }
    }

    /// Of as many arguments as it takes.
    pub fn of(self, arguments: Vec<Node>) -> Node {
        if let Callee::Function(function) = self {
            return Node::Call(function, arguments);
        }
        let call = |function, argument| Node::Call(function, vec![argument]);
        let mut arguments = arguments.into_iter();
        let Some(first) = arguments.next() else { return Node::X };
        match (self, arguments.next()) {
            (Callee::Reciprocal(function), _) => {
                Node::binary(Operator::Divide, Node::Number(1.0), call(function, first))
            }
            (Callee::Logarithm(base), _) => {
                Node::binary(Operator::Divide, call(Function::Ln, first), call(Function::Ln, Node::Number(base)))
            }
            (Callee::Power, Some(exponent)) => Node::binary(Operator::Power, first, exponent),
            (Callee::Relu, _) => Node::Call(Function::Max, vec![Node::Number(0.0), first]),
            (Callee::Sigmoid, _) => {
                let sum =
                    Node::binary(Operator::Add, Node::Number(1.0), call(Function::Exp, Node::Negate(Box::new(first))));
                Node::binary(Operator::Divide, Node::Number(1.0), sum)
            }
            (_, _) => first,
        }
    }

    /// What undoes it, as an expression of x: what `sin⁻¹` may mean.
    pub fn inverse(self) -> Option<&'static str> {
        let Callee::Function(function) = self else { return None };
        Some(match function {
            Function::Sin => "asin(x)",
            Function::Cos => "acos(x)",
            Function::Tan => "atan(x)",
            Function::Sinh => ASINH,
            Function::Cosh => ACOSH,
            Function::Tanh => ATANH,
            Function::Exp => "ln(x)",
            Function::Ln => "exp(x)",
            Function::Log10 => "10^x",
            Function::Log2 => "2^x",
            Function::Sqrt => "x^2",
            Function::Cbrt => "x^3",
            _ => return None,
        })
    }
}

const ASINH: &str = "ln(x + sqrt(x^2 + 1))";
const ACOSH: &str = "ln(x + sqrt(x^2 - 1))";
const ATANH: &str = "ln((1 + x)/(1 - x))/2";

/// Names beside those of [`Function`], in small letters.
const OTHERS: &[(&str, Word)] = &{
    use Callee::{Function as F, Missing, Reciprocal};
    use Function as Of;
    use Word::{Callee as C, Condition, Sign};
    [
        ("x", Word::Variable),
        ("pi", Word::Constant(Constant::Pi)),
        ("e", Word::Constant(Constant::E)),
        ("euler", Word::Constant(Constant::E)),
        ("log", Word::Log),
        ("heaviside", C(F(Of::Step))),
        ("lg", C(F(Of::Log10))),
        ("ld", C(F(Of::Log2))),
        ("lb", C(F(Of::Log2))),
        ("tg", C(F(Of::Tan))),
        ("arcsin", C(F(Of::Asin))),
        ("arccos", C(F(Of::Acos))),
        ("arctan", C(F(Of::Atan))),
        ("arctg", C(F(Of::Atan))),
        ("arcussinus", C(F(Of::Asin))),
        ("arkussinus", C(F(Of::Asin))),
        ("arcuskosinus", C(F(Of::Acos))),
        ("arkuskosinus", C(F(Of::Acos))),
        ("arcustangens", C(F(Of::Atan))),
        ("arkustangens", C(F(Of::Atan))),
        ("sine", C(F(Of::Sin))),
        ("sinus", C(F(Of::Sin))),
        ("cosine", C(F(Of::Cos))),
        ("cosinus", C(F(Of::Cos))),
        ("kosinus", C(F(Of::Cos))),
        ("tangent", C(F(Of::Tan))),
        ("tangens", C(F(Of::Tan))),
        ("sh", C(F(Of::Sinh))),
        ("ch", C(F(Of::Cosh))),
        ("th", C(F(Of::Tanh))),
        ("sinhyp", C(F(Of::Sinh))),
        ("coshyp", C(F(Of::Cosh))),
        ("tanhyp", C(F(Of::Tanh))),
        ("wurzel", C(F(Of::Sqrt))),
        ("root", C(F(Of::Sqrt))),
        ("sgn", C(F(Of::Sign))),
        ("signum", C(F(Of::Sign))),
        ("vorzeichen", C(F(Of::Sign))),
        ("betrag", C(F(Of::Abs))),
        ("fabs", C(F(Of::Abs))),
        ("absolute", C(F(Of::Abs))),
        ("ceiling", C(F(Of::Ceil))),
        ("rint", C(F(Of::Round))),
        ("runden", C(F(Of::Round))),
        ("minimum", C(F(Of::Min))),
        ("maximum", C(F(Of::Max))),
        ("rest", C(F(Of::Mod))),
        ("gaussian", C(F(Of::Gauss))),
        ("cot", C(Reciprocal(Of::Tan))),
        ("ctg", C(Reciprocal(Of::Tan))),
        ("cotg", C(Reciprocal(Of::Tan))),
        ("kotangens", C(Reciprocal(Of::Tan))),
        ("cotangens", C(Reciprocal(Of::Tan))),
        ("sec", C(Reciprocal(Of::Cos))),
        ("csc", C(Reciprocal(Of::Sin))),
        ("cosec", C(Reciprocal(Of::Sin))),
        ("coth", C(Reciprocal(Of::Tanh))),
        ("sech", C(Reciprocal(Of::Cosh))),
        ("csch", C(Reciprocal(Of::Sinh))),
        ("pow", C(Callee::Power)),
        ("power", C(Callee::Power)),
        ("potenz", C(Callee::Power)),
        ("relu", C(Callee::Relu)),
        ("sigmoid", C(Callee::Sigmoid)),
        ("asinh", C(Missing(ASINH))),
        ("arsinh", C(Missing(ASINH))),
        ("arcsinh", C(Missing(ASINH))),
        ("acosh", C(Missing(ACOSH))),
        ("arcosh", C(Missing(ACOSH))),
        ("arccosh", C(Missing(ACOSH))),
        ("atanh", C(Missing(ATANH))),
        ("artanh", C(Missing(ATANH))),
        ("arctanh", C(Missing(ATANH))),
        ("softplus", C(Missing("ln(1 + exp(x))"))),
        ("aus", Word::Nothing),
        ("von", Word::Nothing),
        ("of", Word::Nothing),
        ("plus", Sign('+')),
        ("minus", Sign('-')),
        ("mal", Sign('*')),
        ("times", Sign('*')),
        ("durch", Sign('/')),
        ("hoch", Sign('^')),
        ("if", Condition),
        ("then", Condition),
        ("else", Condition),
        ("otherwise", Condition),
        ("where", Condition),
        ("when", Condition),
        ("ifelse", Condition),
        ("piecewise", Condition),
        ("cases", Condition),
        ("and", Condition),
        ("or", Condition),
        ("wenn", Condition),
        ("falls", Condition),
        ("sonst", Condition),
        ("und", Condition),
        ("oder", Condition),
    ]
};

/// The meaning of a whole word, in whatever case.
pub(super) fn meaning(word: &str) -> Option<Word> {
    let word = word.to_ascii_lowercase();
    let function = Function::ALL.iter().find(|function| function.name() == word);
    let known = function.map(|&function| Word::Callee(Callee::Function(function)));
    known.or_else(|| OTHERS.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning))
}

/// The longest word that has a meaning.
const LONGEST: usize = 12;

/// A part of a word: so many letters or digits, and their meaning, where they are not a number.
pub(super) type Part = (usize, Option<Word>);

/// What was written without spaces, as its parts: `sin2x`, `xsin`, `2pix`, `lnx`. None where it is not plain how.
pub(super) fn split(word: &str) -> Option<Vec<Part>> {
    if !word.is_ascii() {
        return None;
    }
    // Whether the rest from a byte on can be read after that: once it could not, it never can.
    let mut dead = vec![[false; 4]; word.len() + 1];
    let mut parts = Vec::new();
    read(word, 0, After::Factor, &mut dead, &mut parts).then_some(parts)
}

/// What the next part of a word comes after.
#[derive(Clone, Copy, PartialEq)]
enum After {
    Factor,
    Function,
    Number,
    Argument,
}

fn read(word: &str, at: usize, after: After, dead: &mut [[bool; 4]], parts: &mut Vec<Part>) -> bool {
    let rest = word.get(at..).unwrap_or_default();
    if rest.is_empty() {
        return true;
    }
    if dead[at][after as usize] {
        return false;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        // `sin2x` is the sine of 2x, but what `x2` is nobody knows.
        let fine = after == After::Function && try_part((digits, None), word, at, After::Number, dead, parts);
        dead[at][after as usize] = !fine;
        return fine;
    }
    for length in (1..=rest.len().min(LONGEST)).rev() {
        let Some(meaning) = rest.get(..length).and_then(meaning) else { continue };
        let ends_in_digit = rest.as_bytes()[length - 1].is_ascii_digit();
        let next = match meaning {
            Word::Variable | Word::Constant(Constant::Pi) if after == After::Factor => After::Factor,
            Word::Variable | Word::Constant(Constant::Pi) => After::Argument,
            Word::Constant(Constant::E) if after == After::Factor && length == 1 => After::Factor,
            // `log2x` may be log2(x) or the logarithm of 2x.
            Word::Callee(callee) if callee.arguments().1 == 1 && (!ends_in_digit || length == rest.len()) => {
                After::Function
            }
            Word::Log => After::Function,
            _ => continue,
        };
        if try_part((length, Some(meaning)), word, at, next, dead, parts) {
            return true;
        }
    }
    dead[at][after as usize] = true;
    false
}

fn try_part(part: Part, word: &str, at: usize, next: After, dead: &mut [[bool; 4]], parts: &mut Vec<Part>) -> bool {
    parts.push(part);
    let fine = read(word, at + part.0, next, dead, parts);
    if !fine {
        parts.pop();
    }
    fine
}
