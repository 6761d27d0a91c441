//! What the parser says to a text that is wrong: where, what, and what to write instead.

use super::parser::Parser;
use super::token::{Compare, Kind, Token};
use super::words::Callee;
use super::{Function, MAX_LEVELS, Node, Operator, parser};
use crate::error::{Error, nearest};
use std::cmp::Ordering;

impl Parser<'_> {
    /// The place of the token at that index.
    fn span(&self, index: usize) -> (usize, usize) {
        self.tokens[index].span
    }

    /// An error about the tokens from `first` to `last`.
    fn error(&self, code: &'static str, (first, last): (usize, usize), message: &str, params: &[Param]) -> Box<Error> {
        refuse(code, (self.span(first).0, self.span(last).1), message, params)
    }

    pub fn unexpected_end(&self) -> Box<Error> {
        let end = self.source.encode_utf16().count();
        let (message, params): (_, &[Param]) = if self.tokens.is_empty() {
            ("Write a function of x, such as sin(3x).", &[("suggestion", "sin(3x)")])
        } else {
            ("Something is missing at the end.", &[])
        };
        refuse("unexpected_end", (end, end), message, params)
    }

    /// After a complete expression there is something more.
    pub fn surplus(&self) -> Box<Error> {
        let token = &self.tokens[self.next];
        match token.kind {
            Kind::Close(_) => self.stray_close_at(self.next),
            Kind::Condition => self.condition_at(self.next),
            _ => self.surplus_sign(token),
        }
    }

    fn surplus_sign(&self, token: &Token) -> Box<Error> {
        let sign = self.text(token);
        let (code, message, suggestion) = match sign {
            "%" => ("percent", "% may be percent or a remainder: write /100 or mod.", None),
            "°" => ("degrees", "Angles are in radians: write *pi/180 in place of °.", Some("*pi/180")),
            "'" | "′" | "’" => {
                ("derivative", "There are no derivatives here: write the derived function itself.", None)
            }
            _ => return unexpected(sign, token.span),
        };
        refuse(code, token.span, message, &with_suggestion(&[("value", sign)], suggestion))
    }

    pub fn stray_close(&self) -> Box<Error> {
        self.stray_close_at(self.next - 1)
    }

    fn stray_close_at(&self, index: usize) -> Box<Error> {
        let sign = self.text(&self.tokens[index]);
        if self.is_open(index) {
            return unexpected(sign, self.span(index));
        }
        let message = format!("This \"{sign}\" was never opened.");
        self.error("unbalanced", (index, index), &message, &[("value", sign)])
    }

    /// Whether a parenthesis is open before that token.
    fn is_open(&self, index: usize) -> bool {
        let before = &self.tokens[..index];
        let opened = before.iter().filter(|token| matches!(token.kind, Kind::Open(_))).count();
        opened > before.iter().filter(|token| matches!(token.kind, Kind::Close(_))).count()
    }

    /// What was opened by the token at `opening` is not closed where it should be.
    pub fn unclosed(&self, opening: usize) -> Box<Error> {
        match self.tokens.get(self.next) {
            Some(token) if !matches!(token.kind, Kind::Close(_) | Kind::Bar) => self.surplus_in(token),
            _ => {
                let sign = self.text(&self.tokens[opening]);
                let message = format!("The \"{sign}\" here is never closed.");
                self.error("unbalanced", (opening, opening), &message, &[("value", sign)])
            }
        }
    }

    fn surplus_in(&self, token: &Token) -> Box<Error> {
        if token.kind == Kind::Condition { self.condition_at(self.next) } else { self.surplus_sign(token) }
    }

    pub fn two_numbers(&self) -> Box<Error> {
        let message = "Two numbers need a sign between them, such as * or +.";
        self.error("two_numbers", (self.next - 1, self.next), message, &[])
    }

    pub fn too_deep(&self) -> Box<Error> {
        let index = self.next.min(self.tokens.len()) - 1;
        let message = format!("A function may be nested {MAX_LEVELS} levels deep.");
        let mut error = self.error("too_deep", (index, index), &message, &[]);
        error.params.push(("max", MAX_LEVELS.into()));
        error
    }

    pub fn ambiguous_log(&self) -> Box<Error> {
        let index = self.next - 1;
        let message = "log means different things to different people: write ln or log10.";
        self.error("ambiguous_log", (index, index), message, &[("options", "ln, log10")])
    }

    /// Everything from that token up to the one just read can be understood in two ways.
    pub fn two_meanings(&self, first: usize, meanings: [&str; 2]) -> Box<Error> {
        self.two_meanings_of((first, self.next - 1), meanings)
    }

    pub fn two_meanings_of(&self, tokens: (usize, usize), [first, second]: [&str; 2]) -> Box<Error> {
        let message = format!("This has two meanings: write {first} or {second}.");
        self.error("two_meanings", tokens, &message, &[("first", first), ("second", second)])
    }

    /// `sin⁻¹(x)`
    pub fn inverse_or_reciprocal(&self, name: usize, inverse: &str, argument: &Node, call: &Node) -> Box<Error> {
        let inverse = of(inverse, argument).map_or_else(|| inverse.to_string(), |node| node.to_source());
        let reciprocal = Node::binary(Operator::Divide, Node::Number(1.0), call.clone());
        self.two_meanings(name, [&inverse, &reciprocal.to_source()])
    }

    /// A function that is not there, but can be written with others.
    pub fn not_available(&self, name: usize, instead: &str, arguments: &[Node]) -> Box<Error> {
        let argument = arguments.first().unwrap_or(&Node::X);
        let suggestion = of(instead, argument).map_or_else(|| instead.to_string(), |node| node.to_source());
        let word = self.text(&self.tokens[name]);
        let message = format!("There is no {word} here: write {suggestion}.");
        let params = [("value", word), ("suggestion", &suggestion)];
        self.error("not_available", (name, self.next - 1), &message, &params)
    }

    /// `sin + 1`, `max x`: shows how the function is written.
    pub fn needs_parentheses(&self, name: usize, callee: Callee) -> Box<Error> {
        let word = self.text(&self.tokens[name]);
        let arguments = if callee.arguments().1 == 1 { "x" } else { "x, 0.5" };
        let right = format!("{word}({arguments})");
        let message = format!("{word} needs what it is applied to: write {right}.");
        self.error("needs_parentheses", (name, name), &message, &[("value", word), ("suggestion", &right)])
    }

    pub fn wrong_argument_count(&self, name: usize, (least, most): (usize, usize), given: usize) -> Box<Error> {
        let word = self.text(&self.tokens[name]);
        let expected = match (least, most) {
            (1, _) => "one argument",
            (_, 2) => "two arguments",
            _ => "two or more arguments",
        };
        let mut message = format!("{word} takes {expected}, not {given}.");
        let suggestion = self.with_semicolons(name, most, given);
        if let Some(right) = &suggestion {
            message.push_str(&format!(" With decimal commas, write {right}."));
        }
        let params = with_suggestion(&[("name", word)], suggestion.as_deref());
        let mut error = self.error("wrong_argument_count", (name, self.next - 1), &message, &params);
        error.params.extend([("value", given.into()), ("min", least.into())]);
        error.params.extend((most < usize::MAX).then(|| ("max", most.into())));
        error
    }

    /// `mod(x, 0,5)` with `;` between its arguments, where the commas that touch digits are too many.
    fn with_semicolons(&self, name: usize, most: usize, given: usize) -> Option<String> {
        let commas = (name..self.next).filter(|&i| self.tokens[i].kind == Kind::Comma);
        let decimal =
            |comma: usize| self.is_decimal_comma(comma) && matches!(self.kind(comma - 1), Some(Kind::Number(_)));
        let decimals = commas.clone().filter(|&comma| decimal(comma)).count();
        if most == 1 || decimals == 0 || given != most + decimals {
            return None;
        }
        let mut right = String::new();
        let mut from = self.tokens[name].bytes.0;
        for comma in commas.filter(|&comma| !decimal(comma)) {
            let (start, end) = self.tokens[comma].bytes;
            right.push_str(self.source.get(from..start)?);
            right.push(';');
            from = end;
        }
        Some(right + self.source.get(from..self.tokens[self.next - 1].bytes.1)?)
    }

    /// `x < 0.5` as 1 where it holds and 0 elsewhere.
    pub fn comparison(&mut self, start: usize, left: Node, by: Compare) -> Box<Error> {
        let at = self.next;
        self.next += 1;
        let right = match self.sum() {
            Ok(right) if self.ends_here() => right,
            _ => return self.comparison_error((at, at), None),
        };
        let step = |a: &Node, b: &Node| {
            Node::Call(Function::Step, vec![Node::binary(Operator::Subtract, a.clone(), b.clone())])
        };
        let not = |node| Node::binary(Operator::Subtract, Node::Number(1.0), node);
        let instead = match by {
            Compare::GreaterOrEqual => step(&left, &right),
            Compare::LessOrEqual => step(&right, &left),
            Compare::Less => not(step(&left, &right)),
            Compare::Greater => not(step(&right, &left)),
            Compare::Equal => return self.comparison_error((at, at), None),
        };
        self.comparison_error((start, self.next - 1), Some(instead.to_source()))
    }

    fn ends_here(&self) -> bool {
        self.peek().is_none_or(|kind| matches!(kind, Kind::Close(_)))
    }

    fn comparison_error(&self, tokens: (usize, usize), instead: Option<String>) -> Box<Error> {
        let right = instead.as_deref().unwrap_or("step(x - 0.5)");
        let message = format!("A comparison has no value: a jump from 0 to 1 is written with step, as in {right}.");
        self.error("comparison", tokens, &message, &with_suggestion(&[], instead.as_deref()))
    }

    pub fn condition(&self) -> Box<Error> {
        self.condition_at(self.next - 1)
    }

    fn condition_at(&self, index: usize) -> Box<Error> {
        let word = self.text(&self.tokens[index]);
        let message = format!("There is no \"{word}\": a function in pieces is written with step, min and max.");
        self.error("condition", (index, index), &message, &[("value", word)])
    }

    pub fn unknown_name(&self) -> Box<Error> {
        let index = self.next - 1;
        let name = self.text(&self.tokens[index]);
        if name.chars().count() == 1 {
            return self.unknown_letter(index);
        }
        if is_cell(name) {
            return wrong_variable(name, self.span(index));
        }
        let mut message = format!("\"{name}\" is not known.");
        let near = nearest(name, names()).filter(|word| is_slip(name, word));
        let suggestion = power(name).or_else(|| near.map(str::to_string));
        if let Some(suggestion) = &suggestion {
            message.push_str(&format!(" Is {suggestion} meant?"));
        }
        let params = with_suggestion(&[("value", name)], suggestion.as_deref());
        self.error("unknown_name", (index, index), &message, &params)
    }

    /// Another letter is the variable where there is no x and no other one; else it is a number nobody gave.
    fn unknown_letter(&self, index: usize) -> Box<Error> {
        let name = self.text(&self.tokens[index]);
        let called = matches!(self.kind(index + 1), Some(Kind::Open(_)));
        let others = self.tokens.iter().any(|token| match token.kind {
            Kind::Variable => true,
            Kind::Word => self.text(token) != name,
            _ => false,
        });
        if !others && !called {
            return wrong_variable(name, self.span(index));
        }
        let message = format!("\"{name}\" is not known: the variable is x, everything else has to be a number.");
        self.error("unknown_letter", (index, index), &message, &[("value", name)])
    }
}

/// Whether somebody who meant the word may have typed the name: two letters the wrong way round, a letter doubled or
/// left out, in a longer word another letter. Not more, for `sinc`, `sind`, `log1p` and `fmod` are functions of their
/// own, and every short word is near another one.
fn is_slip(name: &str, word: &str) -> bool {
    let name = &name.to_ascii_lowercase();
    let (length, meant) = (name.chars().count(), word.chars().count());
    if length < 4 || name.chars().chain(word.chars()).any(|letter| !letter.is_alphabetic()) {
        return false;
    }
    match length.cmp(&meant) {
        Ordering::Less => true,
        Ordering::Equal => length > 4 || has_same_letters(name, word),
        Ordering::Greater => without_doubled(name).eq(without_doubled(word)),
    }
}

/// In whatever order.
fn has_same_letters(name: &str, word: &str) -> bool {
    let count = |text: &str, letter| text.chars().filter(|&other| other == letter).count();
    name.chars().all(|letter| count(name, letter) == count(word, letter))
}

/// The letters but those that repeat the one before.
fn without_doubled(word: &str) -> impl Iterator<Item = char> {
    let mut last = None;
    word.chars().filter(move |&letter| last.replace(letter) != Some(letter))
}

/// A word that a translated sentence needs.
type Param<'a> = (&'static str, &'a str);

fn with_suggestion<'a>(params: &[Param<'a>], suggestion: Option<&'a str>) -> Vec<Param<'a>> {
    params.iter().copied().chain(suggestion.map(|suggestion| ("suggestion", suggestion))).collect()
}

/// In one place, so that it is in the module once.
#[cold]
#[inline(never)]
pub(super) fn refuse(code: &'static str, span: (usize, usize), message: &str, params: &[Param]) -> Box<Error> {
    let mut error = Error::new(code, message).spanning(span.0, span.1);
    error.params = params.iter().map(|&(name, text)| (name, text.into())).collect();
    Box::new(error)
}

/// A sign that has no meaning, or none here.
pub(super) fn unexpected(text: &str, span: (usize, usize)) -> Box<Error> {
    refuse("unexpected_character", span, &format!("\"{text}\" is not expected here."), &[("value", text)])
}

pub(super) fn number_too_large(text: &str, span: (usize, usize)) -> Box<Error> {
    refuse("number_too_large", span, &format!("The number {text} is too large."), &[("value", text)])
}

/// `f(t) = t²`
pub(super) fn wrong_variable(name: &str, span: (usize, usize)) -> Box<Error> {
    let message = format!("The variable is called x here, not {name}.");
    refuse("wrong_variable", span, &message, &[("value", name), ("suggestion", "x")])
}

/// An expression of x, of something else. None where it is none.
fn of(expression: &str, argument: &Node) -> Option<Node> {
    let tokens = super::lexer::tokens(expression).ok()?;
    Some(parser::parse(expression, &tokens).ok()?.with_x(argument))
}

/// Names worth guessing: of the shorter ones, nearly everything is one letter away.
fn names() -> impl Iterator<Item = &'static str> {
    ["heaviside", "arcsin", "arctan"]
        .into_iter()
        .chain(Function::ALL.iter().map(|function| function.name()).filter(|name| name.len() > 2))
}

/// `A1`, as in spreadsheets.
fn is_cell(name: &str) -> bool {
    let row = name.trim_start_matches(|letter: char| letter.is_ascii_uppercase() && letter != 'X');
    (1..=2).contains(&(name.len() - row.len())) && !row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit())
}

/// `x2` is often what is left of x².
fn power(name: &str) -> Option<String> {
    let digits = name.trim_start_matches(['x', 'X']);
    let one = name.len() == digits.len() + 1 && !digits.is_empty();
    (one && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("x^{digits}"))
}
