//! Functions as people write them: school books, spreadsheets, Desmos, LaTeX, Python, German; and that what a
//! refusal advises means what was typed.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::error::Error;
use lernkurve::expression::Expression;
use lernkurve::value::Value;

fn parsed(source: &str) -> Expression {
    Expression::parse(source).unwrap_or_else(|error| panic!("{source:?}: {error}"))
}

fn refused(source: &str) -> Error {
    match Expression::parse(source) {
        Ok(expression) => panic!("{source:?} is read as {expression}"),
        Err(error) => error,
    }
}

/// Each text is the tree of the plain one.
fn all_mean(plain: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(parsed(text).tree(), parsed(plain).tree(), "{text:?} is {}, not {plain}", parsed(text));
    }
}

#[test]
fn the_table_of_cases() {
    let table = include_str!("fixtures/cases/expressions.tsv");
    let mut rows = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').unwrap();
        rows += 1;
        if expected == "error" {
            let error = refused(text);
            let (start, end) = error.span.unwrap();
            assert!(start <= end && end <= text.encode_utf16().count() && !error.message.is_empty(), "{text}");
            continue;
        }
        let expected: f64 = expected.parse().unwrap();
        let value = parsed(text).eval(0.3);
        assert!((value - expected).abs() <= 1e-3 * expected.abs().min(1e-5), "{text}: {value}, not {expected}");
    }
    assert_eq!(rows, 114);
}

#[test]
fn a_name_is_applied_without_parentheses() {
    all_mean("sin(2*x)", &["sin 2x", "sin2x", "Sin 2x", "sin(2x)", "SIN 2X", "sin 2 x", "sin{2x}", "Sin[2x]"]);
    all_mean("sin(x)*cos(x)", &["sin x cos x", "sinx cosx", "sinxcosx", "sin x · cos x", "sin(x)cos x"]);
    all_mean("sin(x) + 1", &["sin x + 1", "sinx+1"]);
    all_mean("sin(x)*x", &["sin x * x", "sin x · x", "sin(x) x", "sin(x)x"]);
    all_mean("exp(-x)", &["exp -x", "exp(-x)", "EXP(-X)"]);
    all_mean("sin(-2*x)", &["sin -2x"]);
    all_mean("exp(-x^2)", &["exp -x²", "exp(-(x²))"]);
    all_mean("sin(x^2)", &["sin x²", "sin x^2", "sin x**2"]);
    all_mean("sin(2*(x + 1))", &["sin 2(x+1)"]);
    all_mean("sin(x + 1)*(x - 1)", &["sin (x+1)(x-1)"]);
    all_mean("sin(cos(x))", &["sin cos x", "sin cos(x)"]);
    all_mean("x*sin(x)", &["x sin x", "xsinx", "xsin(x)", "x·sin x"]);
    all_mean("mod(sin(x), 1)", &["sin x mod 1"]);
    all_mean("sin(x)/cos(x)", &["sin x/cos x", "sinx / cosx"]);
    all_mean("1/sin(x)", &["1/sin x"]);
    all_mean("2^sin(x)", &["2^sin x", "2^{\\sin x}"]);
    all_mean("abs(sin(x))", &["|sin x|", "abs sin x"]);
    all_mean("2*pi*x", &["2pix", "2πx", "2 pi x", "2*Pi*x", "2·PI()·x"]);
    all_mean("x*e^x", &["xe^x", "x e^x", "x·e**x"]);
}

#[test]
fn a_function_can_be_raised_at_its_name() {
    all_mean(
        "sin(x)^2",
        &["sin²x", "sin²(x)", "sin^2 x", "sin^2(x)", "sin^{2}x", "\\sin^2 x", "sin^(2)(x)", "(sin x)²"],
    );
    all_mean("ln(x)^3", &["ln³x", "ln^3(x)"]);
    all_mean("sin(x)^2 + cos(x)^2", &["sin²x + cos²x", "sin^2x+cos^2x"]);
    assert_eq!(refused("sin²(x)²").code, "unexpected_character");
}

#[test]
fn bars_and_roots() {
    all_mean("ln(abs(x))", &["ln|x|", "ln |x|", "ln\\left|x\\right|", "\\ln\\lvert x\\rvert", "ln abs x"]);
    all_mean("abs(ln(abs(x)))", &["|ln|x||", "\\left|\\ln\\left|x\\right|\\right|"]);
    all_mean("abs(abs(x) - 1)", &["||x|-1|", "｜｜x｜-1｜"]);
    all_mean("2*abs(x)", &["2|x|", "2·|x|"]);
    all_mean(
        "sqrt(x)",
        &["√x", "√(x)", "sqrt x", "\\sqrt x", "\\sqrt{x}", "wurzel x", "Wurzel aus x", "WURZEL(X)", "²√x", "√𝑥"],
    );
    all_mean("sqrt(2)*x", &["√2x", "\\sqrt2x", "√2·x", "√(2)x"]);
    all_mean("2*sqrt(x)", &["2√x", "2\\sqrt{x}"]);
    all_mean("sqrt(x^2)", &["√x²"]);
    all_mean("sqrt(x)^2", &["\\sqrt{x}^2"]);
    all_mean("cbrt(x)", &["∛x", "\\sqrt[3]{x}", "³√x", "cbrt x"]);
    all_mean("sqrt(sqrt(x))", &["∜x", "√√x", "\\sqrt[4]{x}"]);
    all_mean("x^3*sqrt(x)", &["x³√x"]);
    all_mean("x^(1/5)", &["\\sqrt[5]{x}"]);
    all_mean("floor(x)*ceil(x)", &["⌊x⌋⌈x⌉", "\\lfloor x\\rfloor\\lceil x\\rceil"]);
    all_mean("3*((x + 1)^2 - 1)", &["3[(x+1)²-1]", "3\\left[(x+1)^2-1\\right]"]);
}

#[test]
fn numbers_as_they_are_written() {
    all_mean("0.5*x", &["0,5x", ",5x", "０.５x", "0,5 x", "0{,}5x"]);
    all_mean("1/2*x", &["½x", "½·x", "\\frac12x", "\\tfrac{1}{2}x", "\\frac 1 2 x"]);
    all_mean("1/4 + 3/4*x", &["¼ + ¾x"]);
    all_mean("(2 + 1/2)*x", &["2½x"]);
    all_mean("x^(1/2)", &["x^½", "x^{\\frac{1}{2}}"]);
    all_mean("x^-1", &["x⁻¹", "x^{-1}", "x**-1"]);
    all_mean("x^10", &["x¹⁰", "x^{10}"]);
    all_mean("x^+2", &["x⁺²", "x²"]);
    all_mean("2^x", &["2ˣ"]);
    all_mean("2^(3*x)", &["2³ˣ"]);
    all_mean("min(0.5, x)", &["min(0,5; x)", "min(0,5;x)", "min(0.5; x)", "MIN(0,5;X)"]);
    all_mean("min(1.2, 3)", &["min(1,2;3)"]);
    all_mean("max(x, 0, 5)", &["max(x, 0,5)"]);
    all_mean("min(1, 2, 3)", &["min(1,2,3)", "min(1; 2; 3)"]);
    all_mean("sin(0.5*x)", &["sin(0,5x)", "sin 0,5x"]);
    all_mean("min(sin(0.5*x), 2)", &["min(sin(0,5x), 2)"]);
    all_mean("min(abs(x - 0.5), 1)", &["min(|x-0,5|, 1)"]);
    all_mean("max(1.125, x)", &["max(1,125; x)"]);
    all_mean("1.125*x + 0.5", &["1,125x + 0,5"]);
    all_mean("0.125*x", &["0,125x"]);
    all_mean("1.5e-3*x", &["1,5e-3x"]);
    all_mean("1234.5*x", &["1.234,5x", "1,234.5x"]);
    all_mean("min(1, 0.5)", &["min(1,000.5)"]);
    all_mean("+x", &["x", "+ x"]);
}

#[test]
fn signs_of_all_kinds() {
    all_mean("x^2*2 - 1", &["x**2·2 – 1", "x²⋅2—1", "x²∙2 − 1", "x²×2-1", "x^2∗2 ‐ 1", "xˆ2*2 - 1", "x²\u{2062}2 - 1"]);
    all_mean("x/2", &["x÷2", "x:2", "x ∕ 2", "x⁄2", "\\frac{x}{2}", "\\dfrac{x}{2}", "x\\div2", "x durch 2"]);
    all_mean("x*2", &["x\\cdot2", "x\\times 2", "x mal 2", "x \\cdot 2", "x⋅2", "Ｘ＊２"]);
    all_mean(
        "x^2",
        &["x hoch 2", "𝑥²", "𝐱^𝟐", "pow(x, 2)", "POWER(X;2)", "POTENZ(x;2)", "Math.pow(x, 2)", "x^{2}", "{x}^{2}"],
    );
    all_mean(
        "2*x + 1",
        &[
            "2\u{a0}x\u{2009}+\u{202f}1",
            "\u{feff}2x + 1\u{200b}",
            "  2x\n+ 1 ",
            "$2x + 1$",
            "$$2x+1$$",
            "\\(2x+1\\)",
            "`2x+1`",
            "2x + 1;",
            "2x + 1.",
        ],
    );
    all_mean(
        "mod(7*x, 1)",
        &["7x mod 1", "7x \\bmod 1", "mod(7x; 1)", "\\operatorname{mod}\\left(7x,1\\right)", "REST(7x;1)"],
    );
    all_mean("mod(x, 0.2)", &["x mod 0.2", "x mod 0,2", "x mod (0.2)"]);
    all_mean("x*mod(x, 2)", &["x mod(x, 2)", "x mod(x; 2)"]);
}

#[test]
fn what_stands_before_the_function() {
    all_mean(
        "x^2",
        &[
            "f(x) = x²",
            "f(x)=x²",
            "y = x²",
            "y=x^2",
            "g(x):=x²",
            "f: x ↦ x²",
            "f:x->x²",
            "x ↦ x²",
            "x => x**2",
            "(x) => x**2",
            "lambda x: x**2",
            "=x^2",
            "= x^2",
            "F(X) = X²",
            "f\\left(x\\right)=x^{2}",
            "y≔x²",
            "x \\mapsto x^2",
        ],
    );
    assert_eq!(refused("x = 2").code, "unexpected_character");
}

#[test]
fn names_of_other_places() {
    all_mean(
        "log10(x)",
        &[
            "lg x",
            "lg(x)",
            "log_{10}(x)",
            "log_10(x)",
            "log₁₀(x)",
            "log10 x",
            "Math.log10(x)",
            "LOG10(x)",
            "\\log_{10}x",
        ],
    );
    all_mean("log2(x)", &["ld x", "lb(x)", "log_2 x", "log₂ x", "\\log_2 x"]);
    all_mean("ln(x)", &["lnx", "LN(X)", "np.log(x)", "math.log(x)", "Math.log(x)", "log_e(x)"]);
    all_mean("ln(x)/ln(3)", &["log_3(x)", "log₃x"]);
    all_mean("tan(x)", &["tg x", "tan x", "tangens(x)", "\\tan x"]);
    all_mean("1/tan(x)", &["cot x", "ctg x", "cot(x)", "\\cot x"]);
    all_mean("(1/tan(x))^2", &["cot²x"]);
    all_mean("atan(x)", &["arctan x", "arctan(x)", "\\arctan x", "np.arctan(x)", "arctg x", "ARCTAN(X)", "ATAN(X)"]);
    all_mean("asin(x)", &["arcsin x", "\\arcsin x"]);
    all_mean("sign(x - 1)", &["sgn(x-1)", "\\operatorname{sgn}(x-1)", "SIGN(X-1)", "VORZEICHEN(x-1)"]);
    all_mean("abs(x)", &["betrag(x)", "np.abs(x)", "Math.abs(x)", "ABS(X)", "Betrag x"]);
    all_mean(
        "sin(x)",
        &[
            "sinus(x)",
            "Sinus x",
            "np.sin(x)",
            "Math.sin(x)",
            "\\sin x",
            "\\sin\\left(x\\right)",
            "\\operatorname{sin}(x)",
            "\\mathrm{sin}\\,x",
            "𝑠𝑖𝑛(𝑥)",
            "=SIN(X)",
        ],
    );
    all_mean("cos(x)", &["kosinus x", "cosinus(x)", "Cosine(x)"]);
    all_mean("pi*x", &["\\pi x", "math.pi*x", "np.pi * x", "Math.PI*x", "PI()*x", "𝜋x"]);
    all_mean("e^x", &["\\mathrm{e}^{x}", "ℯ^x", "eˣ", "math.e**x"]);
    all_mean("e^-x", &["e^{-x}", "e⁻ˣ", "e^(-x)", "e^−x"]);
    all_mean("max(0, x)", &["relu(x)", "np.maximum(0, x)", "Math.max(0, x)", "max{0, x}"]);
    all_mean("1/(1 + exp(-x))", &["sigmoid(x)"]);
    all_mean("1/2*x^2", &["\\frac{1}{2}x^2", "\\frac{1}{2}\\,x^{2}", "½x²"]);
    all_mean("x/(1 + x)", &["\\frac{x}{1+x}", "x/(1+x)", "\\cfrac{x}{1+x}"]);
    all_mean("sin(x)/2", &["\\frac{\\sin x}{2}", "\\frac{\\sin(x)}{2}"]);
}

/// What is said to be meant is read, and has one of the values that the text could have at 0.3.
#[test]
fn advice_means_what_was_typed() {
    let sin = |x: f64| libm::sin(x);
    let x = 0.3;
    let table: &[(&str, &[f64])] = &[
        ("sin x/2", &[sin(x) / 2.0, sin(x / 2.0)]),
        ("sin 2x : 3", &[sin(2.0 * x) / 3.0, sin(2.0 * x / 3.0)]),
        ("sin x(x+1)", &[sin(x) * (x + 1.0), sin(x * (x + 1.0))]),
        ("sin² x(x+1)", &[sin(x) * (x + 1.0), sin(x * (x + 1.0))]),
        ("sin^-1(2x)", &[libm::asin(2.0 * x), 1.0 / sin(2.0 * x)]),
        ("sin⁻¹ x", &[libm::asin(x), 1.0 / sin(x)]),
        ("exp^-1(x)", &[libm::log(x), libm::exp(-x)]),
        ("tanh^{-1}(x)", &[libm::atanh(x), 1.0 / libm::tanh(x)]),
        ("ln|x|²", &[libm::log(x) * libm::log(x), 2.0 * libm::log(x)]),
        ("ln|x|^3", &[libm::pow(libm::log(x), 3.0), 3.0 * libm::log(x)]),
        ("√x/2 + ln x/2", &[libm::log(x) / 2.0, libm::log(x / 2.0)]),
        ("1,500", &[1500.0, 1.5]),
        ("[x + 1]", &[1.3, 1.0]),
        ("asinh(x)", &[libm::asinh(x)]),
        ("arcosh(x + 1)", &[libm::acosh(x + 1.0)]),
        ("artanh x", &[libm::atanh(x)]),
        ("softplus(2x)", &[libm::log(1.0 + libm::exp(0.6))]),
        ("x < 0.5", &[1.0]),
        ("x > 0,5", &[0.0]),
        ("2x ≤ 0.6", &[1.0]),
        ("x >= 1", &[0.0]),
        ("mod(x, 0,2)", &[0.1]),
        ("sin", &[sin(x)]),
        ("lg", &[libm::log10(x)]),
        ("sin(t)", &[x]),
        ("()", &[]),
    ];
    for (text, values) in table {
        let error = refused(text);
        let advised: Vec<&str> = ["first", "second", "suggestion"]
            .iter()
            .filter_map(|name| error.param(name).and_then(Value::as_text))
            .collect();
        assert_eq!(advised.len(), values.len(), "{text}: {error:?}");
        for (advice, value) in advised.iter().zip(*values) {
            let meant = parsed(advice).eval(x);
            assert!((meant - value).abs() < 1e-12, "{text}: {advice} is {meant}, not {value}");
        }
    }
}

/// The advice in place of what it is about is a function, or is wrong further on only.
#[test]
fn advice_fits_where_it_stands() {
    for text in [
        "1 + sin x/2",
        "x·(cos x(x+1))",
        "2^{sin^-1 x}",
        "3·ln|x|² - 1",
        "1,125x",
        "(x<0.5)·x",
        "2·asinh(x)",
        "sin(t) + t",
        "max(mod(x, 0,5); 1)",
        "sin(30°)",
        "2 + sinn(x)",
        "cos + 1",
    ] {
        let error = refused(text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let (start, end) = error.span.unwrap();
        let advised: Vec<&str> = ["first", "second", "suggestion"]
            .iter()
            .filter_map(|name| error.param(name).and_then(Value::as_text))
            .collect();
        assert!(!advised.is_empty(), "{text}: {error:?}");
        for advice in advised {
            let mended = format!(
                "{}{advice}{}",
                String::from_utf16_lossy(&units[..start]),
                String::from_utf16_lossy(&units[end..])
            );
            let further = Expression::parse(&mended).err().and_then(|error| error.span);
            assert!(further.is_none_or(|(at, _)| at > start), "{text} becomes {mended}: {further:?}");
        }
    }
}

#[test]
fn an_unlike_word_is_not_guessed() {
    for text in ["a x", "ax + b", "kx", "y", "b·x", "sin(ax)"] {
        assert_eq!(
            refused(text).param("suggestion").and_then(Value::as_text).filter(|advice| *advice != "x"),
            None,
            "{text}"
        );
    }
    assert_eq!(refused("log x").code, "ambiguous_log");
    assert_eq!(refused("logx").code, "ambiguous_log");
    assert_eq!(refused("LOG(x)").code, "ambiguous_log");
    assert_eq!(refused("\\log x").code, "ambiguous_log");
}

/// Names, roots and bars nest as deep as parentheses, and never without an end; no text takes long.
#[test]
fn nothing_is_too_deep_or_too_slow() {
    let began = std::time::Instant::now();
    let pieces = [
        "sin ",
        "√",
        "ln|",
        "\\frac{",
        "sin x/cos ",
        "mod x ",
        "x mod ",
        "sin²",
        "{",
        "\\left(",
        "[",
        "relu(",
        "cot ",
        "-",
        "+",
        "½",
        "x:",
        "min(",
        "1,5;",
        "\\sqrt[3]",
        "sinx",
        "logx",
        "x<",
        "asinh(",
        "2^sin ",
        "|",
        "0,1",
    ];
    for piece in pieces {
        for end in ["", "x", "x)", "1"] {
            let text: String = piece.chars().cycle().take(990).chain(end.chars()).collect();
            if let Ok(expression) = Expression::parse(&text) {
                assert_eq!(parsed(&expression.to_source()).tree(), expression.tree(), "{text}");
                drop((expression.to_math(), expression.to_numpy()));
            }
        }
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

/// MathML's elements with their text, as a line: `msup(x,2)`.
fn math(source: &str) -> String {
    fn line(value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::List(items) => {
                let name = items[0].as_text().unwrap();
                let inside: Vec<String> = items[1..].iter().map(line).collect();
                match name {
                    "mi" | "mn" | "mo" => inside.concat(),
                    "mrow" => inside.concat(),
                    _ => format!("{name}({})", inside.join(",")),
                }
            }
            other => panic!("{other:?}"),
        }
    }
    let term = |factors: &Value| factors.as_list().unwrap().iter().map(line).collect::<String>();
    parsed(source)
        .to_math()
        .as_list()
        .unwrap()
        .iter()
        .map(term)
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{2061}', "")
        .replace('\u{2062}', "'")
}

#[test]
fn a_formula_is_typeset_as_it_is_understood() {
    let table = [
        ("0,2 + 0.4x² + 0.3x sin(15x) + 0.05·cos(50x)", "0.2 +0.4'msup(x,2) +0.3'x·sin(15'x) +0.05·cos(50'x)"),
        ("1/2x", "mfrac(1,2)'x"),
        ("1/(2x)", "mfrac(1,2'x)"),
        ("sin²x - cos²x", "msup(sin,2)(x) −msup(cos,2)(x)"),
        ("√(x+1)/∛x", "mfrac(msqrt(x,+,1),mroot(x,3))"),
        ("2πx(x+1)", "2'π'x'(x+1)"),
        ("e^(-x²)", "msup(e,−msup(x,2))"),
        ("(x+1)²(x-1)", "msup((x+1),2)·(x−1)"),
        ("|x-1|·⌊x⌋", "|x−1|·⌊x⌋"),
        ("7x mod 1", "7'xmod1"),
        ("(7x mod 1) x", "(7'xmod1)·x"),
        ("lg x + log2 x", "msub(log,10)(x) +msub(log,2)(x)"),
        ("max(0; x; 0,5)", "max(0,x,0.5)"),
        ("1e-9x - (x - 1)", "msup(10,−9)·x −(x−1)"),
        ("-x - -x + -2x", "−x −(−x) +(−2'x)"),
        ("2*-x", "2·(−x)"),
        ("(-2)^2", "msup((−2),2)"),
        ("arcsin x", "arcsin(x)"),
        ("e^(-x/2) + e^-(x/2)", "msup(e,−x/2) +msup(e,−x/2)"),
        ("ln(abs(x-2))", "ln|x−2|"),
    ];
    for (source, typeset) in table {
        assert_eq!(math(source), typeset, "{source}");
    }
}
