//! A function and what it is applied to: `sin(x)`, `sin 2x`, `sin²x`, `ln|x|`, `max(0,5; x)`.

use super::parser::{Parser, Place};
use super::token::{Fence, Kind};
use super::words::Callee;
use super::{Function, Node, Operator, Outcome, mistakes};

impl Parser<'_> {
    /// The function that was just taken, of what follows.
    pub fn application(&mut self, callee: Callee) -> Outcome<Node> {
        let name = self.next - 1;
        self.refuse_lost_exponent(name, callee)?;
        let exponent = self.function_power()?;
        let value = match self.peek() {
            Some(Kind::Open(Fence::Parenthesis | Fence::Bracket | Fence::Brace)) => self.call(name, callee)?,
            _ if callee.arguments().1 > 1 => return Err(self.needs_parentheses(name, callee)),
            Some(Kind::Open(_) | Kind::Bar) => self.of_bars(name, callee)?,
            _ => self.deeper_application(name, callee)?,
        };
        if let Callee::Missing(instead) = callee {
            return Err(self.not_available(name, instead, &value));
        }
        let Some(exponent) = exponent else { return Ok(callee.of(value)) };
        let is_inverse = exponent == Node::Negate(Box::new(Node::Number(1.0)));
        if let (true, Some(inverse), Some(argument)) = (is_inverse, callee.inverse(), value.first()) {
            return Err(self.inverse_or_reciprocal(name, inverse, argument, &callee.of(value.clone())));
        }
        self.sealed = self.next;
        Ok(Node::binary(Operator::Power, callee.of(value), exponent))
    }

    /// `sin2(x)` may be what is left of sin²(x).
    fn refuse_lost_exponent(&mut self, name: usize, callee: Callee) -> Outcome<()> {
        let Some(Kind::Number(number)) = self.peek() else { return Ok(()) };
        if !self.touch(name) || !matches!(self.kind(self.next + 1), Some(Kind::Open(_))) || callee.arguments().1 > 1 {
            return Ok(());
        }
        self.next += 1;
        let (number, inner) = (Node::Number(number.value), self.primary()?);
        let squared = Node::binary(Operator::Power, callee.of(vec![inner.clone()]), number.clone());
        let multiple = callee.of(vec![Node::binary(Operator::Multiply, number, inner)]);
        Err(self.two_meanings(name, [&squared.to_source(), &multiple.to_source()]))
    }

    /// `sin²`, `sin^2`, `sin^{-1}`: an exponent before the argument.
    fn function_power(&mut self) -> Outcome<Option<Node>> {
        if let Some(Kind::Superscript(exponent)) = self.peek() {
            self.next += 1;
            return Ok(Some(exponent.node()));
        }
        if self.peek() != Some(&Kind::Power) {
            return Ok(None);
        }
        let negative = self.kind(self.next + 1) == Some(&Kind::Minus);
        let begin = self.next + 1 + usize::from(negative);
        let operand = matches!(self.kind(begin), Some(Kind::Number(_) | Kind::Open(Fence::Parenthesis | Fence::Brace)));
        if !operand {
            let token = &self.tokens[self.next];
            return Err(mistakes::unexpected(self.text(token), token.span));
        }
        self.next = begin;
        let size = self.primary()?;
        Ok(Some(if negative { Node::Negate(Box::new(size)) } else { size }))
    }

    /// Arguments in parentheses. With a `;` in them their commas are decimal signs.
    fn call(&mut self, name: usize, callee: Callee) -> Outcome<Vec<Node>> {
        let opening = self.next;
        let Some(Kind::Open(fence)) = self.peek() else { return Err(self.needs_parentheses(name, callee)) };
        self.next += 1;
        let end = Kind::Close(*fence);
        let (least, most) = callee.arguments();
        let semicolons = self.contains_at_this_level(opening, &Kind::Semicolon);
        let place = Place {
            in_bars: false,
            decimal_commas: semicolons || most == 1,
            sure: semicolons || (most == 1 && self.place.sure),
        };
        let arguments = if self.peek() == Some(&end) { Vec::new() } else { self.within(place, Self::arguments)? };
        if !self.take(&end) {
            return Err(self.unclosed(opening));
        }
        if arguments.len() < least || arguments.len() > most {
            return Err(self.wrong_argument_count(name, (least, most), arguments.len()));
        }
        Ok(arguments)
    }

    fn arguments(&mut self) -> Outcome<Vec<Node>> {
        let sure = self.place.sure && self.place.decimal_commas;
        let mut arguments = vec![self.whole()?];
        while self.take(&Kind::Semicolon) || (!sure && self.take(&Kind::Comma)) {
            arguments.push(self.whole()?);
        }
        Ok(arguments)
    }

    /// Whether what is opened there has two parts.
    pub fn has_separator(&self, opening: usize) -> bool {
        self.contains_at_this_level(opening, &Kind::Semicolon) || self.contains_at_this_level(opening, &Kind::Comma)
    }

    /// Whether such a token stands in what is opened there, and not deeper.
    fn contains_at_this_level(&self, opening: usize, wanted: &Kind) -> bool {
        let mut depth = 0;
        for token in &self.tokens[opening..] {
            match &token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 1 => return false,
                Kind::Close(_) => depth -= 1,
                kind if depth == 1 && kind == wanted => return true,
                _ => {}
            }
        }
        false
    }

    /// `ln|x|`; but an exponent after the bars may be inside of the function or outside.
    fn of_bars(&mut self, name: usize, callee: Callee) -> Outcome<Vec<Node>> {
        let inner = self.deeper(Self::primary)?;
        let exponent = match self.peek() {
            Some(Kind::Superscript(exponent)) => {
                self.next += 1;
                exponent.node()
            }
            Some(Kind::Power) => {
                self.next += 1;
                self.deeper(Self::signed)?
            }
            _ => return Ok(vec![inner]),
        };
        let power = |base| Node::binary(Operator::Power, base, exponent.clone());
        let (outside, inside) = (power(callee.of(vec![inner.clone()])), callee.of(vec![power(inner)]));
        Err(self.two_meanings(name, [&outside.to_source(), &inside.to_source()]))
    }

    fn deeper_application(&mut self, name: usize, callee: Callee) -> Outcome<Vec<Node>> {
        let argument = self.deeper(Self::bare_argument).map_err(|error| match error.code {
            // What is missing is this function's argument.
            NOTHING => self.needs_parentheses(name, callee),
            _ => error,
        })?;
        self.refuse_two_readings(name, callee, &argument)?;
        Ok(vec![argument])
    }

    /// An optional minus and the powers that follow without a sign between them, up to the next function.
    fn bare_argument(&mut self) -> Outcome<Node> {
        let negative = self.take(&Kind::Minus);
        let operand = match self.peek() {
            Some(Kind::Bar) => !self.place.in_bars || negative,
            Some(Kind::Vulgar(..)) => true,
            Some(kind) => self.begins_operand(kind) && !self.is_mod(),
            None => false,
        };
        if !operand {
            return Err(mistakes::refuse(NOTHING, (0, 0), "", &[]));
        }
        let of_function = matches!(self.peek(), Some(Kind::Callee(_)));
        let first = self.power()?;
        let mut argument = if negative { Node::Negate(Box::new(first)) } else { first };
        while !of_function && self.goes_on(&argument) {
            self.refuse_two_numbers()?;
            argument = Node::binary(Operator::Multiply, argument, self.power()?);
        }
        Ok(argument)
    }

    fn is_mod(&self) -> bool {
        self.peek() == Some(&Kind::Callee(Callee::Function(Function::Mod)))
    }

    /// Whether the next token belongs to the argument so far.
    fn goes_on(&self, argument: &Node) -> bool {
        match self.peek() {
            None | Some(Kind::Callee(_)) => false,
            Some(kind) if is_group(kind) => self.begins_operand(kind) && !argument.contains_x(),
            Some(kind) => self.begins_operand(kind),
        }
    }

    /// `sin x/2` and `sin x(x+1)`: is what follows a part of the argument?
    fn refuse_two_readings(&mut self, name: usize, callee: Callee, argument: &Node) -> Outcome<()> {
        let operator = match self.peek() {
            Some(Kind::Over) if !self.divides_by_function() => Operator::Divide,
            Some(kind) if is_group(kind) && self.begins_operand(kind) => Operator::Multiply,
            _ => return Ok(()),
        };
        self.next += usize::from(operator == Operator::Divide);
        let other = self.signed()?;
        let outside = Node::binary(operator, callee.of(vec![argument.clone()]), other.clone());
        let inside = callee.of(vec![Node::binary(operator, argument.clone(), other)]);
        Err(self.two_meanings(name, [&outside.to_source(), &inside.to_source()]))
    }

    /// `sin x/cos x` has one meaning: nobody divides an angle by a cosine.
    fn divides_by_function(&self) -> bool {
        if !matches!(self.kind(self.next + 1), Some(Kind::Callee(_))) {
            return false;
        }
        let mut depth = 0;
        for token in &self.tokens[self.next + 1..] {
            match token.kind {
                Kind::Variable => return true,
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 0 => return false,
                Kind::Close(_) => depth -= 1,
                Kind::Plus | Kind::Minus | Kind::Times | Kind::Over if depth == 0 => return false,
                _ => {}
            }
        }
        false
    }
}

/// Inside of this file: no operand began.
const NOTHING: &str = "no_argument";

/// What looks like a parenthesis that the function is not applied to.
fn is_group(kind: &Kind) -> bool {
    matches!(kind, Kind::Open(_) | Kind::Bar | Kind::Root(_) | Kind::Fraction)
}
