//! LaTeX's commands → tokens.

use super::lexer::Lexer;
use super::token::{Compare, Fence, Kind, Root};
use super::words::{self, Callee, Word};
use super::{Constant, Function, Outcome};

/// What a command is for.
#[derive(Clone, Copy)]
enum Command {
    /// As large as what it encloses; whether it opens.
    Fence(bool),
    /// Changes the look only.
    Nothing,
    /// Letters that stand upright.
    Upright,
    Fraction,
    Root,
    Sign(Kind),
}

const COMMANDS: &[(&str, Command)] = &{
    use Command::{Fence as F, Nothing, Sign, Upright};
    use Fence::{Bar, Bracket, Ceil, Floor};
    use Kind::{Close, Open, Times};
    const MOD: Command = Command::Sign(Kind::Callee(Callee::Function(Function::Mod)));
    [
        ("left", F(true)),
        ("bigl", F(true)),
        ("Bigl", F(true)),
        ("biggl", F(true)),
        ("Biggl", F(true)),
        ("right", F(false)),
        ("bigr", F(false)),
        ("Bigr", F(false)),
        ("biggr", F(false)),
        ("Biggr", F(false)),
        ("big", Nothing),
        ("Big", Nothing),
        ("bigg", Nothing),
        ("Bigg", Nothing),
        ("displaystyle", Nothing),
        ("textstyle", Nothing),
        ("quad", Nothing),
        ("qquad", Nothing),
        ("operatorname", Upright),
        ("mathrm", Upright),
        ("mathit", Upright),
        ("mathop", Upright),
        ("mathsf", Upright),
        ("mathbf", Upright),
        ("text", Upright),
        ("textrm", Upright),
        ("frac", Command::Fraction),
        ("dfrac", Command::Fraction),
        ("tfrac", Command::Fraction),
        ("cfrac", Command::Fraction),
        ("sqrt", Command::Root),
        ("cdot", Sign(Times)),
        ("times", Sign(Times)),
        ("ast", Sign(Times)),
        ("bullet", Sign(Times)),
        ("div", Sign(Kind::Over)),
        ("pi", Sign(Kind::Constant(Constant::Pi))),
        ("lvert", Sign(Open(Bar))),
        ("rvert", Sign(Close(Bar))),
        ("vert", Sign(Kind::Bar)),
        ("mid", Sign(Kind::Bar)),
        ("lfloor", Sign(Open(Floor))),
        ("rfloor", Sign(Close(Floor))),
        ("lceil", Sign(Open(Ceil))),
        ("rceil", Sign(Close(Ceil))),
        ("lbrack", Sign(Open(Bracket))),
        ("rbrack", Sign(Close(Bracket))),
        ("to", Sign(Kind::Arrow)),
        ("mapsto", Sign(Kind::Arrow)),
        ("rightarrow", Sign(Kind::Arrow)),
        ("longmapsto", Sign(Kind::Arrow)),
        ("lt", Sign(Kind::Compare(Compare::Less))),
        ("gt", Sign(Kind::Compare(Compare::Greater))),
        ("le", Sign(Kind::Compare(Compare::LessOrEqual))),
        ("leq", Sign(Kind::Compare(Compare::LessOrEqual))),
        ("leqslant", Sign(Kind::Compare(Compare::LessOrEqual))),
        ("ge", Sign(Kind::Compare(Compare::GreaterOrEqual))),
        ("geq", Sign(Kind::Compare(Compare::GreaterOrEqual))),
        ("geqslant", Sign(Kind::Compare(Compare::GreaterOrEqual))),
        ("begin", Sign(Kind::Condition)),
        ("end", Sign(Kind::Condition)),
        ("bmod", MOD),
        ("pmod", MOD),
    ]
};

/// What begins with a backslash.
pub(super) fn command(lexer: &mut Lexer) -> Outcome<()> {
    let letters = lexer.run(1, |sign| sign.is_ascii_alphabetic());
    if letters == 0 {
        one_sign(lexer);
        return Ok(());
    }
    let (name, length) = (lexer.text(1, letters), letters + 1);
    match COMMANDS.iter().find(|(known, _)| *known == name).map(|(_, command)| *command) {
        Some(Command::Fence(opens)) => fence(lexer, length, opens),
        Some(Command::Nothing) => lexer.skip(length),
        Some(Command::Upright) => upright(lexer, length),
        Some(Command::Fraction) => return fraction(lexer, length),
        Some(Command::Root) => root(lexer, length),
        Some(Command::Sign(kind)) => lexer.push(length, kind),
        None => word(lexer, &name, letters),
    }
    Ok(())
}

/// A command is one word: `\sinx` is not LaTeX.
fn word(lexer: &mut Lexer, name: &str, letters: usize) {
    match words::meaning(name) {
        Some(Word::Callee(callee)) => lexer.push(letters + 1, Kind::Callee(callee)),
        Some(Word::Log) => {
            // Whether a base follows, the word knows.
            lexer.skip(1);
            lexer.read_word(letters);
        }
        _ => lexer.push(letters + 1, Kind::Word),
    }
}

/// `\,` and its like are spaces.
fn one_sign(lexer: &mut Lexer) {
    match lexer.peek(1) {
        Some(',' | ';' | '/' | '!' | '>' | ' ' | '*') => lexer.skip(2),
        Some('|') => lexer.push(2, Kind::Bar),
        Some('{') => lexer.push(2, Kind::Open(Fence::Brace)),
        Some('}') => lexer.push(2, Kind::Close(Fence::Brace)),
        _ => lexer.push(1, Kind::Other),
    }
}

/// `\left(` and `\right|` are one sign each; they say which way a bar faces.
fn fence(lexer: &mut Lexer, command: usize, opens: bool) {
    let space = lexer.run(command, |sign| sign == ' ');
    let at = command + space;
    let (length, fence) = match lexer.peek(at) {
        Some('(' | ')') => (1, Fence::Parenthesis),
        Some('[' | ']') => (1, Fence::Bracket),
        Some('|') => (1, Fence::Bar),
        Some('⌊' | '⌋') => (1, Fence::Floor),
        Some('⌈' | '⌉') => (1, Fence::Ceil),
        Some('\\') if matches!(lexer.peek(at + 1), Some('{' | '}')) => (2, Fence::Brace),
        Some('\\') => {
            let letters = lexer.run(at + 1, |sign| sign.is_ascii_alphabetic());
            let name = lexer.text(at + 1, letters);
            match COMMANDS.iter().find(|(known, _)| *known == name) {
                Some((_, Command::Sign(Kind::Open(fence) | Kind::Close(fence)))) => (letters + 1, *fence),
                Some((_, Command::Sign(Kind::Bar))) => (letters + 1, Fence::Bar),
                _ => return lexer.push(command, Kind::Other),
            }
        }
        _ => return lexer.push(command, Kind::Other),
    };
    lexer.push(at + length, if opens { Kind::Open(fence) } else { Kind::Close(fence) });
}

/// `\operatorname{sgn}`, `\mathrm{e}`: the word inside.
fn upright(lexer: &mut Lexer, command: usize) {
    let space = lexer.run(command, |sign| sign == ' ');
    let open = command + space;
    let inside = lexer.run(open + 1, |sign| sign.is_ascii_alphanumeric() || sign == ' ');
    if lexer.peek(open) != Some('{') || lexer.peek(open + 1 + inside) != Some('}') || inside == 0 {
        return lexer.push(command, Kind::Other);
    }
    lexer.skip(open + 1);
    lexer.skip_blanks();
    let length = lexer.run(0, |sign| sign.is_ascii_alphanumeric());
    lexer.read_word(length.max(1));
    lexer.skip(lexer.run(0, |sign| sign != '}') + 1);
}

/// `\frac12` is a half: without braces each part is one digit.
fn fraction(lexer: &mut Lexer, command: usize) -> Outcome<()> {
    lexer.push(command, Kind::Fraction);
    for _ in 0..2 {
        lexer.skip_blanks();
        if !lexer.peek(0).is_some_and(|sign| sign.is_ascii_digit()) {
            break;
        }
        lexer.number(1)?;
    }
    Ok(())
}

/// `\sqrt[3]`
fn root(lexer: &mut Lexer, command: usize) {
    let digits = lexer.run(command + 1, |sign| sign.is_ascii_digit());
    let given = lexer.peek(command) == Some('[') && lexer.peek(command + 1 + digits) == Some(']');
    let degree = if given { lexer.text(command + 1, digits).parse().unwrap_or(0) } else { 2 };
    let length = if given { command + digits + 2 } else { command };
    lexer.push(length, Kind::Root(Root { degree, grouped: true }));
}
