//! The grammar of CONTRACT, sentence by sentence; what a wrong text is told; and properties of any text.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::expression::{Expression, Function, MAX_CHARACTERS, MAX_LEVELS, Node, Operator};
use lernkurve::value::Value;

fn at(source: &str, x: f64) -> f64 {
    parsed(source).eval(x)
}

fn parsed(source: &str) -> Expression {
    Expression::parse(source).unwrap_or_else(|error| panic!("{source:?}: {error}"))
}

/// Both texts are the same tree.
fn same(left: &str, right: &str) {
    assert_eq!(parsed(left).tree(), parsed(right).tree(), "{left:?} and {right:?}");
}

fn differ(left: &str, right: &str) {
    assert_ne!(parsed(left).tree(), parsed(right).tree(), "{left:?} and {right:?}");
}

#[test]
fn numbers_are_read_as_rust_reads_them() {
    for (source, value) in [("0.05", 0.05), (".5", 0.5), ("1e-3", 1e-3), ("1E3", 1000.0), ("1e+3", 1000.0), ("2.", 2.0)]
    {
        assert_eq!(at(source, 0.0), value, "{source}");
    }
    assert_eq!(at("0.1000000000000000055511151231257827", 0.0), 0.1);
    same("2e", "2*e");
    same("2e3x", "2000*x");
    same("2e - 3", "2*e - 3");
}

#[test]
fn constants_have_two_spellings_of_pi() {
    assert_eq!(at("pi", 0.0), std::f64::consts::PI);
    assert_eq!(at("e", 0.0), std::f64::consts::E);
    same("2πx", "2*pi*x");
}

#[test]
fn other_signs_mean_the_same() {
    same("x·x×x", "x*x*x");
    same("3 − x", "3 - x");
    same("x² + x³", "x^2 + x^3");
    same("|x - 1|", "abs(x - 1)");
    same("heaviside(x)", "step(x)");
}

#[test]
fn a_product_needs_no_sign() {
    same("0.3x sin(15x)", "0.3*x*sin(15*x)");
    same("2(x+1)", "2*(x+1)");
    same("(x+1)(x-1)", "(x+1)*(x-1)");
    same("x(x+1)", "x*(x+1)");
    same("2|x|", "2*abs(x)");
    same("x²x", "x^2*x");
    same("2x^2", "2*(x^2)");
    same("x 2", "x*2");
    same("2 -x", "2 - x");
}

#[test]
fn a_product_without_a_sign_binds_as_one_with_it() {
    same("1/2x", "(1/2)*x");
    differ("1/2x", "1/(2x)");
}

#[test]
fn powers_go_right_to_left_and_before_minus() {
    same("-x^2", "-(x^2)");
    differ("-x^2", "(-x)^2");
    same("2^3^2", "2^(3^2)");
    assert_eq!(at("2^3^2", 0.0), 512.0);
    same("2^-x", "2^(-x)");
    same("x²^3", "(x^2)^3");
    same("2^x²", "2^(x^2)");
}

#[test]
fn sums_and_products_go_left_to_right() {
    same("1 - 2 - 3", "(1 - 2) - 3");
    same("8/4/2", "(8/4)/2");
    same("1 + 2*3", "1 + (2*3)");
    same("-2x", "(-2)*x");
    same("2*-x", "2*(-x)");
    same("1 - -x", "1 - (-x)");
}

#[test]
fn bars_nest_where_an_operand_may_begin() {
    same("||x| - 1|", "abs(abs(x) - 1)");
    same("|2·|x||", "abs(2*abs(x))");
    same("|(x)(|x|)|", "abs(x*abs(x))");
    same("|x||x|", "abs(x)*abs(x)");
}

#[test]
fn every_function_has_its_value() {
    let table = [
        ("sin(x)", libm::sin(0.5)),
        ("cos(x)", libm::cos(0.5)),
        ("tan(x)", libm::tan(0.5)),
        ("asin(x)", libm::asin(0.5)),
        ("acos(x)", libm::acos(0.5)),
        ("atan(x)", libm::atan(0.5)),
        ("sinh(x)", libm::sinh(0.5)),
        ("cosh(x)", libm::cosh(0.5)),
        ("tanh(x)", libm::tanh(0.5)),
        ("exp(x)", libm::exp(0.5)),
        ("ln(x)", -std::f64::consts::LN_2),
        ("log10(1000)", 3.0),
        ("log2(x)", -1.0),
        ("sqrt(x)", std::f64::consts::FRAC_1_SQRT_2),
        ("cbrt(-8)", -2.0),
        ("abs(-x)", 0.5),
        ("sign(x)", 1.0),
        ("floor(-x)", -1.0),
        ("ceil(x)", 1.0),
        ("round(1.2)", 1.0),
        ("min(x, 1, -3)", -3.0),
        ("max(x, 1, -3)", 1.0),
        ("mod(7, 3)", 1.0),
        ("step(x)", 1.0),
        ("gauss(x)", libm::exp(-0.25)),
    ];
    assert_eq!(table.len(), Function::ALL.len());
    for (source, value) in table {
        assert_eq!(at(source, 0.5), value, "{source}");
    }
}

#[test]
fn edges_of_functions() {
    assert_eq!(at("mod(-7, 3)", 0.0), 2.0, "the sign of b");
    assert_eq!(at("mod(7, -3)", 0.0), -2.0, "the sign of b");
    assert!(at("mod(6, -3)", 0.0).is_sign_negative(), "of zeros too");
    assert_eq!([0.5, 1.5, 2.5, -0.5].map(|x| at("round(x)", x)), [0.0, 2.0, 2.0, 0.0], "ties to even");
    assert_eq!(at("sign(x)", 0.0), 0.0);
    assert_eq!([-1e-300, 0.0].map(|x| at("step(x)", x)), [0.0, 1.0]);
    assert_eq!(at("x^0", 0.0), 1.0);
    assert_eq!(at("x^-2", 2.0), 0.25);
    assert_eq!(at("x^0.5", 4.0), 2.0);
    assert_eq!(at("x^65", 2.0), 36_893_488_147_419_103_232.0);
    for source in ["min(x, sqrt(-1))", "max(sqrt(-1), x)", "sign(sqrt(-1))", "step(sqrt(-1))"] {
        assert!(at(source, 1.0).is_nan(), "{source}");
    }
}

#[test]
fn the_experiments_function() {
    let x: f64 = 0.37;
    let expected = 0.2 + 0.4 * (x * x) + 0.3 * x * libm::sin(15.0 * x) + 0.05 * libm::cos(50.0 * x);
    assert_eq!(at(lernkurve::config::DEFAULT_FUNCTION, x), expected);
}

/// Text, code, span, and what the message must contain.
const MISTAKES: &[(&str, &str, (usize, usize), &str)] = &[
    ("", "unexpected_end", (0, 0), "sin(3x)"),
    ("  ", "unexpected_end", (2, 2), "sin(3x)"),
    ("x +", "unexpected_end", (3, 3), "missing"),
    ("2 $ x", "unexpected_character", (2, 3), "$"),
    ("x = 2", "unexpected_character", (2, 3), "="),
    (".", "unexpected_character", (0, 1), "."),
    ("()", "unexpected_character", (1, 2), ")"),
    ("(x+)", "unexpected_character", (3, 4), ")"),
    ("(x, 2)", "unexpected_character", (2, 3), ","),
    ("𝄞x", "unexpected_character", (0, 2), "𝄞"),
    ("x + 𝄞", "unexpected_character", (4, 6), "𝄞"),
    ("1 2", "two_numbers", (0, 3), "sign between"),
    ("2..5", "two_numbers", (0, 4), "sign between"),
    ("1.5.2", "two_numbers", (0, 5), "sign between"),
    ("2² 3", "two_numbers", (1, 4), "sign between"),
    ("2^3 4", "two_numbers", (2, 5), "sign between"),
    ("1e999", "number_too_large", (0, 5), "1e999"),
    ("sin", "needs_parentheses", (0, 3), "write sin(x)"),
    ("2·SIN + 1", "needs_parentheses", (2, 5), "write SIN(x)"),
    ("max x", "needs_parentheses", (0, 3), "write max(x, 0.5)"),
    ("sin x/2", "two_meanings", (0, 7), "sin(x)/2 or sin(x/2)"),
    ("1 + sin x(x+1)", "two_meanings", (4, 14), "sin(x)*(x + 1) or sin(x*(x + 1))"),
    ("sin x|x|", "two_meanings", (0, 8), "sin(x)*abs(x) or sin(x*abs(x))"),
    ("sin^-1(x)", "two_meanings", (0, 9), "asin(x) or 1/sin(x)"),
    ("sin2(x)", "two_meanings", (0, 7), "sin(x)² or sin(2*x)"),
    ("2\\frac{1}{2}x", "two_meanings", (0, 12), "(2 + 1/2) or 2*(1/2)"),
    ("x|", "unbalanced", (1, 2), "never closed"),
    ("aux x", "unknown_name", (0, 3), "not known."),
    ("ln|x|²", "two_meanings", (0, 6), "ln(abs(x))² or ln(abs(x)²)"),
    ("1,125x", "two_meanings", (0, 5), "1125 or 1.1250"),
    ("[x + 1]", "two_meanings", (0, 7), "(x + 1) or floor(x + 1)"),
    ("+x ++ 1", "unexpected_character", (4, 5), "+"),
    ("x,5", "unexpected_character", (1, 2), ","),
    ("1,2,3", "unexpected_character", (3, 4), ","),
    ("1; 2", "unexpected_character", (1, 2), ";"),
    ("a x", "unknown_letter", (0, 1), "has to be a number"),
    ("ax + b", "unknown_letter", (0, 1), "has to be a number"),
    ("sin(t)", "wrong_variable", (4, 5), "called x here, not t"),
    ("f(t) = t²", "wrong_variable", (2, 3), "called x here, not t"),
    ("=SIN(A1)", "wrong_variable", (5, 7), "not A1"),
    ("2x3", "unknown_name", (1, 3), "x^3"),
    ("x < 0.5", "comparison", (0, 7), "1 - step(x - 0.5)"),
    ("(2x >= 1)x", "comparison", (1, 8), "step(2*x - 1)"),
    ("if x<0.5: 1", "condition", (0, 2), "step, min and max"),
    ("x wenn x>1", "condition", (2, 6), "step, min and max"),
    ("x % 2", "percent", (2, 3), "/100 or mod"),
    ("sin(30°)", "degrees", (6, 7), "*pi/180"),
    ("x'", "derivative", (1, 2), "derived function"),
    ("asinh(2x)", "not_available", (0, 9), "ln(2*x + sqrt((2*x)² + 1))"),
    ("mod(x, 0,5)", "wrong_argument_count", (0, 11), "mod(x; 0,5)"),
    ("∫x dx", "unexpected_character", (0, 1), "∫"),
    ("\\int x", "unknown_name", (0, 4), "int"),
    ("\\frac{1}", "unexpected_end", (8, 8), "missing"),
    ("x²ⁿ", "unknown_letter", (2, 3), "ⁿ"),
    ("log(x)", "ambiguous_log", (0, 3), "ln or log10"),
    ("foo(x)", "unknown_name", (0, 3), "foo"),
    ("sinn(x)", "unknown_name", (0, 4), "sin meant"),
    ("Sinn(x)", "unknown_name", (0, 4), "sin meant"),
    ("x2", "unknown_name", (0, 2), "x^2"),
    ("sin()", "wrong_argument_count", (0, 5), "one argument, not 0"),
    ("min(x)", "wrong_argument_count", (0, 6), "two or more arguments, not 1"),
    ("1 + mod(x, 2, 3)", "wrong_argument_count", (4, 16), "two arguments, not 3"),
    ("(x", "unbalanced", (0, 1), "never closed"),
    ("sin(x", "unbalanced", (3, 4), "never closed"),
    ("|x", "unbalanced", (0, 1), "never closed"),
    ("x)", "unbalanced", (1, 2), "never opened"),
    ("²·x", "unexpected_character", (0, 1), "²"),
];

#[test]
fn every_mistake_says_what_and_where() {
    for (source, code, span, said) in MISTAKES {
        let error = Expression::parse(source).expect_err(source);
        assert_eq!((error.code, error.span), (*code, Some(*span)), "{source:?}: {error}");
        assert!(error.message.contains(said), "{source:?}: {error}");
    }
}

#[test]
fn suggestions_can_be_translated() {
    let error = Expression::parse("cos x/2").unwrap_err();
    assert_eq!(error.param("first"), Some(&Value::from("cos(x)/2")));
    assert_eq!(error.param("second"), Some(&Value::from("cos(x/2)")));
    let error = Expression::parse("min(x)").unwrap_err();
    assert_eq!((error.param("min"), error.param("max")), (Some(&Value::from(2.0)), None));
}

#[test]
fn a_thousand_characters_and_no_more() {
    let longest = format!("x{}", "+x".repeat(499)) + " ";
    assert_eq!(longest.chars().count(), MAX_CHARACTERS);
    assert_eq!(at(&longest, 1.0), 500.0);
    let error = Expression::parse(&(longest + "𝄞")).unwrap_err();
    assert_eq!((error.code, error.span), ("too_long", Some((1000, 1002))));
}

#[test]
fn sixty_four_levels_and_no_more() {
    let wrappings: [fn(usize) -> String; 6] = [
        |n| format!("{}x{}", "(".repeat(n), ")".repeat(n)),
        |n| format!("{}x{}", "sin(".repeat(n), ")".repeat(n)),
        |n| format!("{}x", "-".repeat(n)),
        |n| format!("{}x", "x^".repeat(n)),
        |n| format!("{}x{}", "|".repeat(n), "|".repeat(n)),
        |n| format!("{}x{}", "min(1,".repeat(n), ")".repeat(n)),
    ];
    for wrapped in wrappings {
        parsed(&wrapped(MAX_LEVELS));
        assert_eq!(Expression::parse(&wrapped(MAX_LEVELS + 1)).unwrap_err().code, "too_deep");
    }
    for endless in ["-", "(", "|", "sin(", "x^", "2^-"] {
        let text: String = endless.chars().cycle().take(MAX_CHARACTERS).collect();
        assert_eq!(Expression::parse(&text).unwrap_err().code, "too_deep", "{endless}");
    }
}

#[test]
fn the_canonical_form_has_the_fewest_parentheses() {
    let table = [
        ("0.2 + 0.4x² + 0.3x·sin(15x)", "0.2 + 0.4*x² + 0.3*x*sin(15*x)"),
        ("((x))", "x"),
        ("x - (x - 1)", "x - (x - 1)"),
        ("(x - x) - 1", "x - x - 1"),
        ("x/(2x)", "x/(2*x)"),
        ("-(x^2)", "-x²"),
        ("(-x)^2", "(-x)²"),
        ("(x^2)^3", "x²^3"),
        ("(x^4)^2", "(x^4)²"),
        ("2^(-x)", "2^-x"),
        ("2^(x+1)", "2^(x + 1)"),
        ("|x|", "abs(x)"),
        ("heaviside(x)", "step(x)"),
        ("1e-9x", "1e-9*x"),
        ("min(x,1,2)", "min(x, 1, 2)"),
    ];
    for (source, canonical) in table {
        assert_eq!(parsed(source).to_string(), canonical);
        same(source, canonical);
    }
}

#[test]
fn a_text_too_long_in_canonical_form_stays_as_it_was() {
    let source = "x²".repeat(500);
    assert_eq!(parsed(&source).to_source(), source);
}

#[test]
fn numpy_writes_the_same_function() {
    let table = [
        ("0.4x² - ln(x)", "0.4*x**2.0 - np.log(x)"),
        ("(-x)^2", "(-x)**2.0"),
        ("-x^2", "-x**2.0"),
        ("min(x, 1, pi)", "np.minimum(np.minimum(x, 1.0), np.pi)"),
        ("gauss(x - 1)", "np.exp(-(x - 1.0)**2.0)"),
        ("heaviside(x)", "np.heaviside(x, 1.0)"),
        ("mod(x, 2)", "np.mod(x, 2.0)"),
        ("asin(x)", "np.arcsin(x)"),
    ];
    for (source, numpy) in table {
        assert_eq!(parsed(source).to_numpy(), numpy);
    }
}

mod properties {
    use super::*;
    use lernkurve::expression::Constant;
    use proptest::prelude::*;

    /// Texts made of what expressions are made of, so that the parser gets past the first token.
    fn plausible() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "x",
            "2",
            ".5",
            "1e-3",
            "pi",
            "π",
            "e",
            "sin",
            "sin(",
            "max(",
            "mod(",
            "(",
            ")",
            "|",
            ",",
            "+",
            "-",
            "−",
            "*",
            "·",
            "/",
            "^",
            "²",
            "³",
            " ",
            "log",
            "𝄞",
            ".",
            "√",
            "½",
            ";",
            ",5",
            "{",
            "}",
            "\\frac",
            "\\left|",
            "\\right|",
            "\\sqrt[3]",
            "ln",
            "sinx",
            "mod ",
            "⁻¹",
            "ˣ",
            "<",
            "=",
            "f(x)=",
            "[",
            "]",
            "asinh",
            "cot",
            "log_",
        ]);
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    fn tree() -> impl Strategy<Value = Node> {
        let number = prop_oneof![(0u32..100).prop_map(f64::from), (0.0..1e3f64), Just(1e-300), Just(1e300)];
        let leaf = prop_oneof![
            number.prop_map(Node::Number),
            Just(Node::X),
            Just(Node::Constant(Constant::Pi)),
            Just(Node::Constant(Constant::E)),
        ];
        leaf.prop_recursive(6, 24, 3, |inner| {
            let operator = prop::sample::select(vec![
                Operator::Add,
                Operator::Subtract,
                Operator::Multiply,
                Operator::Divide,
                Operator::Power,
            ]);
            let function = prop::sample::select(Function::ALL.to_vec());
            prop_oneof![
                inner.clone().prop_map(|node| Node::Negate(Box::new(node))),
                (operator, inner.clone(), inner.clone()).prop_map(|(operator, left, right)| Node::Binary(
                    operator,
                    Box::new(left),
                    Box::new(right)
                )),
                (function, prop::collection::vec(inner, 3)).prop_map(|(function, mut arguments)| {
                    arguments.truncate(function.arguments().1.min(3));
                    Node::Call(function, arguments)
                }),
            ]
        })
    }

    /// Every node in parentheses: a printer too plain to be wrong.
    fn written_out(node: &Node) -> String {
        match node {
            Node::Number(number) => format!("{number:e}"),
            Node::X => "x".into(),
            Node::Constant(Constant::Pi) => "pi".into(),
            Node::Constant(Constant::E) => "e".into(),
            Node::Negate(inner) => format!("(-{})", written_out(inner)),
            Node::Binary(operator, left, right) => {
                let sign = match operator {
                    Operator::Add => '+',
                    Operator::Subtract => '-',
                    Operator::Multiply => '*',
                    Operator::Divide => '/',
                    Operator::Power => '^',
                };
                format!("({}{sign}{})", written_out(left), written_out(right))
            }
            Node::Call(function, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(written_out).collect();
                format!("{}({})", function.name(), arguments.join(","))
            }
        }
    }

    fn check(text: &str) {
        match Expression::parse(text) {
            Ok(expression) => {
                let again = parsed(&expression.to_source());
                assert_eq!(again.tree(), expression.tree(), "{text:?}");
                assert_eq!(again.eval(0.3).to_bits(), expression.eval(0.3).to_bits());
                assert_ne!(expression.to_math().as_list().map(<[Value]>::len), Some(0));
            }
            Err(error) => {
                let (start, end) = error.span.expect("every mistake has its place");
                assert!(start <= end && end <= text.encode_utf16().count(), "{text:?}: {error:?}");
                assert!(!error.message.is_empty());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_is_a_function_or_a_mistake(text in any::<String>()) {
            check(&text);
        }

        #[test]
        fn any_plausible_text_is_a_function_or_a_mistake(text in plausible()) {
            check(&text);
        }

        #[test]
        fn a_tree_is_printed_and_read_back(tree in tree()) {
            let text = written_out(&tree);
            prop_assume!(text.chars().count() <= MAX_CHARACTERS);
            let expression = parsed(&text);
            prop_assert_eq!(expression.tree(), &tree);
            let canonical = expression.to_source();
            prop_assert!(canonical.matches('(').count() <= text.matches('(').count());
            let again = parsed(&canonical);
            prop_assert_eq!(again.tree(), &tree);
        }
    }
}

/// Advice never changes the meaning: what is a function elsewhere is no slip of another one's name.
#[test]
fn a_name_is_advised_only_where_it_was_mistyped() {
    let advice = |name: &str| {
        let error = Expression::parse(&format!("{name}(x)")).unwrap_err();
        error.params.iter().find(|(key, _)| *key == "suggestion").map(|(_, value)| format!("{value:?}"))
    };
    for (typed, meant) in
        [("sinn", "sin"), ("abss", "abs"), ("sqrtt", "sqrt"), ("gaus", "gauss"), ("heavyside", "heaviside")]
    {
        assert!(
            advice(typed).is_some_and(|advice| advice.contains(&format!("\"{meant}\""))),
            "{typed}: {:?}",
            advice(typed)
        );
    }
    for other in
        ["sinc", "sinhc", "sind", "cosd", "atand", "log1p", "logb", "logn", "fmod", "sigm", "min2", "erf", "frac"]
    {
        assert_eq!(advice(other), None, "{other}");
    }
}
