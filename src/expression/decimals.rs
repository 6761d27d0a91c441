//! Numbers with a decimal comma, and mixed ones: `0,5`, `2½`.

use super::mistakes::number_too_large;
use super::parser::{Parser, fraction};
use super::signs::fold;
use super::token::{Kind, Number};
use super::{Node, Operator, Outcome};
use crate::error::Error;
use crate::number;

impl Parser<'_> {
    /// A number that was just taken, with what belongs to it.
    pub fn number(&mut self, number: Number) -> Outcome<Node> {
        let first = self.next - 1;
        if let Some(text) = self.grouped(first) {
            self.next += 2;
            return self.decimal(&text, first);
        }
        match self.peek() {
            Some(Kind::Comma) if self.place.decimal_commas && self.is_decimal_comma(self.next) => {
                if self.may_be_thousands(first) {
                    return Err(self.thousands(first));
                }
                self.with_decimals(first)
            }
            Some(Kind::DecimalComma) if number.whole && matches!(self.kind(self.next + 1), Some(Kind::Number(_))) => {
                self.with_decimals(first)
            }
            Some(&Kind::Vulgar(over, under)) if number.whole && self.touch(first) => {
                self.next += 1;
                Ok(Node::binary(Operator::Add, Node::Number(number.value), fraction(over, under)))
            }
            _ => Ok(Node::Number(number.value)),
        }
    }

    /// `1.000,5` and `1,000.5`: with both signs, the first one groups thousands.
    fn grouped(&self, first: usize) -> Option<String> {
        let whole = self.place.decimal_commas && self.kind(first + 1) == Some(&Kind::Comma);
        if !whole
            || !matches!(self.kind(first + 2), Some(Kind::Number(_)))
            || !self.touch(first)
            || !self.touch(first + 1)
        {
            return None;
        }
        let (before, after) = (self.plain(first), self.plain(first + 2));
        let (thousands, hundreds, decimals) = match (before.split_once('.'), after.split_once('.')) {
            (Some((thousands, hundreds)), None) => (thousands, hundreds, &after[..]),
            (None, Some((hundreds, decimals))) => (&before[..], hundreds, decimals),
            _ => return None,
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (1..=3).contains(&thousands.len()) && hundreds.len() == 3 && !thousands.starts_with('0');
        let number = fits && digits(thousands) && digits(hundreds) && digits(decimals);
        number.then(|| format!("{thousands}{hundreds}.{decimals}"))
    }

    /// `,5` is read as `.5` is.
    pub fn bare_decimals(&mut self) -> Outcome<Node> {
        let comma = self.next - 1;
        self.next += 1;
        let digits = self.plain(comma + 1);
        self.decimal(&format!("0.{digits}"), comma)
    }

    fn with_decimals(&mut self, first: usize) -> Outcome<Node> {
        self.next += 2;
        let text = format!("{}.{}", self.plain(first), self.plain(first + 2));
        self.decimal(&text, first)
    }

    fn decimal(&self, text: &str, first: usize) -> Outcome<Node> {
        let value = number::parse(text).unwrap_or(f64::INFINITY);
        let (start, end) = (self.tokens[first].span.0, self.tokens[self.next - 1].span.1);
        if value.is_finite() { Ok(Node::Number(value)) } else { Err(number_too_large(text, (start, end))) }
    }

    /// The token's text in plain signs.
    fn plain(&self, index: usize) -> String {
        self.text(&self.tokens[index]).chars().map(fold).collect()
    }

    /// Whether nothing is between that token and the next.
    pub fn touch(&self, index: usize) -> bool {
        self.tokens.get(index + 1).is_some_and(|next| self.tokens[index].bytes.1 == next.bytes.0)
    }

    /// Whether the comma at that index has digits right after it, and right before it digits or no operand at all.
    pub fn is_decimal_comma(&self, comma: usize) -> bool {
        let after = matches!(self.kind(comma + 1), Some(Kind::Number(number)) if number.fraction) && self.touch(comma);
        let before = match comma.checked_sub(1).and_then(|index| self.kind(index)) {
            Some(Kind::Number(number)) => number.whole && self.touch(comma - 1),
            before => !before.is_some_and(ends_operand),
        };
        after && before
    }

    /// `1,125`: a thousand and more to some, one and an eighth to others, unless something else tells.
    fn may_be_thousands(&self, first: usize) -> bool {
        self.looks_like_thousands(first)
            && !self.place.sure
            && !(1..self.tokens.len()).any(|comma| {
                self.tokens[comma].kind == Kind::Comma
                    && self.is_decimal_comma(comma)
                    && matches!(self.kind(comma - 1), Some(Kind::Number(_)))
                    && !self.looks_like_thousands(comma - 1)
            })
    }

    fn looks_like_thousands(&self, first: usize) -> bool {
        let (whole, decimals) = (self.plain(first), self.plain(first + 2));
        whole.len() <= 3 && !whole.starts_with('0') && decimals.len() == 3 && !decimals.contains(['e', 'E'])
    }

    fn thousands(&self, first: usize) -> Box<Error> {
        let (whole, decimals) = (self.plain(first), self.plain(first + 2));
        self.two_meanings_of((first, first + 2), [&format!("{whole}{decimals}"), &format!("{whole}.{decimals}0")])
    }
}

fn ends_operand(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Number(_)
            | Kind::Vulgar(..)
            | Kind::Variable
            | Kind::Constant(_)
            | Kind::Superscript(_)
            | Kind::Close(_)
            | Kind::Bar
            | Kind::Word
    )
}
