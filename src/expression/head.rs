//! What people write before the function itself: `f(x) =`, `y =`, `f: x ↦`, `x =>`, `=`.

use super::token::{Fence, Kind, Token};
use super::{Outcome, mistakes};

/// How many tokens name the function. `f(t) =` is refused, since the variable is x.
pub(super) fn length(source: &str, tokens: &[Token]) -> Outcome<usize> {
    let text = |index: usize| tokens.get(index).map_or("", |token: &Token| token.text(source));
    let kinds: Vec<&Kind> = tokens.iter().take(5).map(|token| &token.kind).collect();
    let open = Kind::Open(Fence::Parenthesis);
    let close = Kind::Close(Fence::Parenthesis);
    let name = matches!(kinds.first(), Some(Kind::Word)) && text(0).chars().count() == 1;
    Ok(match kinds[..] {
        [Kind::Equals, ..] => 1,
        [_, Kind::Equals, ..] if name => 2,
        [_, a, Kind::Variable, b, Kind::Equals] if name && *a == open && *b == close => 5,
        [_, a, Kind::Word, b, Kind::Equals] if name && *a == open && *b == close => {
            return Err(mistakes::wrong_variable(text(2), tokens[2].span));
        }
        [_, Kind::Over, Kind::Variable, Kind::Arrow, ..] if name => 4,
        [Kind::Variable, Kind::Arrow, ..] => 2,
        [a, Kind::Variable, b, Kind::Arrow, ..] if *a == open && *b == close => 4,
        [Kind::Word, Kind::Variable, Kind::Over, ..] if text(0) == "lambda" => 3,
        _ => 0,
    })
}
