//! Text → tokens, each with its place in the text.

use super::latex;
use super::mistakes::{number_too_large, refuse};
use super::signs::{fold, is_blank, is_letter, subscript, superscript, vulgar_fraction};
use super::token::{Compare, Fence, Kind, Number, Raised, Root, Token};
use super::words::{self, Callee, Word};
use super::{Constant, Function, MAX_CHARACTERS, Outcome};
use crate::number;

/// All tokens of the text.
pub(super) fn tokens(source: &str) -> Outcome<Vec<Token>> {
    refuse_too_long(source)?;
    let mut lexer = Lexer::new(source);
    lexer.unwrap();
    while lexer.skip_blanks() {
        lexer.next()?;
    }
    lexer.drop_full_stop();
    Ok(lexer.tokens)
}

fn refuse_too_long(source: &str) -> Outcome<()> {
    let characters = source.chars().count();
    if characters <= MAX_CHARACTERS {
        return Ok(());
    }
    let start = source.chars().take(MAX_CHARACTERS).map(char::len_utf16).sum();
    let message = format!("A function may have {MAX_CHARACTERS} characters; this one has {characters}.");
    let span = (start, source.chars().map(char::len_utf16).sum());
    let mut error = refuse("too_long", span, &message, &[]);
    error.params.extend([("max", MAX_CHARACTERS.into()), ("value", characters.into())]);
    Err(error)
}

/// A sign as it is read, and where it begins.
#[derive(Clone, Copy)]
struct Sign {
    read: char,
    byte: usize,
    unit: usize,
}

pub(super) struct Lexer {
    signs: Vec<Sign>,
    at: usize,
    end: usize,
    pub tokens: Vec<Token>,
}

impl Lexer {
    /// The signs, and one after the last so that every token has an end.
    fn new(source: &str) -> Lexer {
        let mut signs = Vec::with_capacity(source.len() + 1);
        let mut unit = 0;
        for (byte, sign) in source.char_indices() {
            signs.push(Sign { read: fold(sign), byte, unit });
            unit += sign.len_utf16();
        }
        signs.push(Sign { read: '\0', byte: source.len(), unit });
        Lexer { at: 0, end: signs.len() - 1, signs, tokens: Vec::new() }
    }

    /// What is put around a whole formula: `$…$`, quotation marks, `\(…\)`.
    fn unwrap(&mut self) {
        const AROUND: [(&str, &str); 9] = [
            ("$$", "$$"),
            ("$", "$"),
            ("\\(", "\\)"),
            ("\\[", "\\]"),
            ("`", "`"),
            ("\"", "\""),
            ("'", "'"),
            ("“", "”"),
            ("„", "“"),
        ];
        self.trim();
        let inside = AROUND.iter().find(|(open, close)| {
            let (before, after) = (open.chars().count(), close.chars().count());
            before + after < self.end - self.at && self.sees(open) && {
                let tail: String = self.signs[self.end - after..self.end].iter().map(|sign| sign.read).collect();
                tail == *close
            }
        });
        if let Some((open, close)) = inside {
            self.at += open.chars().count();
            self.end -= close.chars().count();
            self.trim();
        }
    }

    fn trim(&mut self) {
        while self.at < self.end && is_blank(self.signs[self.at].read) {
            self.at += 1;
        }
        while self.at < self.end && is_blank(self.signs[self.end - 1].read) {
            self.end -= 1;
        }
    }

    /// Whether something follows.
    pub fn skip_blanks(&mut self) -> bool {
        while self.peek(0).is_some_and(is_blank) {
            self.at += 1;
        }
        self.at < self.end
    }

    pub fn peek(&self, ahead: usize) -> Option<char> {
        let index = self.at + ahead;
        (index < self.end).then(|| self.signs[index].read)
    }

    pub fn sees(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(i, sign)| self.peek(i) == Some(sign))
    }

    /// How many signs from here on are such.
    #[inline(never)]
    pub fn run(&self, skipped: usize, such: fn(char) -> bool) -> usize {
        (skipped..).take_while(|&i| self.peek(i).is_some_and(such)).count()
    }

    /// The next signs as they are read.
    #[inline(never)]
    pub fn text(&self, skipped: usize, length: usize) -> String {
        (skipped..skipped + length).filter_map(|i| self.peek(i)).collect()
    }

    pub fn skip(&mut self, signs: usize) {
        self.at = (self.at + signs).min(self.end);
    }

    /// A token of the next signs.
    // In the module once, not at every sign.
    #[inline(never)]
    pub fn push(&mut self, signs: usize, kind: Kind) {
        let from = self.signs[self.at];
        self.skip(signs);
        let to = self.signs[self.at];
        self.tokens.push(Token { kind, bytes: (from.byte, to.byte), span: (from.unit, to.unit) });
    }

    fn next(&mut self) -> Outcome<()> {
        let Some(first) = self.peek(0) else { return Ok(()) };
        if first.is_ascii_digit() || (first == '.' && self.peek(1).is_some_and(|sign| sign.is_ascii_digit())) {
            let length = number_length(self);
            return self.number(length);
        }
        if is_letter(first) {
            self.word();
        } else if superscript(first).is_some() {
            self.superscripts();
        } else if first == '\\' {
            latex::command(self)?;
        } else {
            self.sign(first);
        }
        Ok(())
    }

    /// Correctly rounded, on every machine.
    pub fn number(&mut self, length: usize) -> Outcome<()> {
        let text = self.text(0, length);
        let value = number::parse(&text).unwrap_or(f64::INFINITY);
        let whole = text.bytes().all(|byte| byte.is_ascii_digit());
        let fraction = !text.contains('.');
        self.push(length, Kind::Number(Number { value, whole, fraction }));
        if value.is_finite() {
            return Ok(());
        }
        let span = self.tokens.last().map_or((0, 0), |token| token.span);
        Err(number_too_large(&text, span))
    }

    fn sign(&mut self, first: char) {
        // `:=` is read with the sign that `:` stands for.
        const LONGER: [(&str, Kind); 8] = [
            ("**", Kind::Power),
            ("->", Kind::Arrow),
            ("=>", Kind::Arrow),
            ("/=", Kind::Equals),
            ("<=", Kind::Compare(Compare::LessOrEqual)),
            (">=", Kind::Compare(Compare::GreaterOrEqual)),
            ("==", Kind::Compare(Compare::Equal)),
            ("{,}", Kind::DecimalComma),
        ];
        if let Some((text, kind)) = LONGER.iter().find(|(text, _)| self.sees(text)) {
            return self.push(text.len(), *kind);
        }
        if let Some((over, under)) = vulgar_fraction(first) {
            return self.push(1, Kind::Vulgar(over, under));
        }
        self.push(1, sign(first));
    }

    /// Letters and digits, one word or several without spaces between them.
    fn word(&mut self) {
        let letters = self.run(0, is_letter);
        let length = self.run(0, |sign| is_letter(sign) || sign.is_ascii_digit());
        let first = self.text(0, letters).to_ascii_lowercase();
        if ["np", "numpy", "math", "torch"].contains(&&first[..]) && self.peek(letters) == Some('.') {
            return self.library(letters + 1);
        }
        self.read_word(length);
    }

    /// `np.sin`, `Math.PI`: there `log` is the natural one.
    fn library(&mut self, prefix: usize) {
        let length = self.run(prefix, |sign| is_letter(sign) || sign.is_ascii_digit());
        let kind = match words::meaning(&self.text(prefix, length)) {
            Some(Word::Log) => Kind::Callee(Callee::Function(Function::Ln)),
            Some(meaning) => known(meaning),
            None => Kind::Word,
        };
        self.push(prefix + length, kind);
    }

    /// The next signs as one word, or its parts.
    pub fn read_word(&mut self, length: usize) {
        let word = self.text(0, length);
        if let Some(meaning) = words::meaning(&word) {
            if meaning == Word::Nothing {
                return self.skip(length);
            }
            let base = if meaning == Word::Log { self.base(length) } else { None };
            return match base {
                Some((more, callee)) => self.push(length + more, Kind::Callee(callee)),
                None => self.push(length, known(meaning)),
            };
        }
        if let Some(parts) = words::split(&word) {
            for (length, meaning) in parts {
                match meaning {
                    Some(meaning) => self.push(length, known(meaning)),
                    None => drop(self.number(length)),
                }
            }
            return;
        }
        // `ax`: the letter is what is not known.
        let rest: String = word.chars().skip(1).collect();
        let factors = rest.chars().all(|sign| sign == 'x') && !rest.is_empty();
        self.push(if factors { 1 } else { length }, Kind::Word);
    }

    /// The base after `log`: `log_2`, `log_{10}`, `log₂`, as so many signs and the function.
    fn base(&self, from: usize) -> Option<(usize, Callee)> {
        let below = self.run(from, |sign| subscript(sign).is_some());
        let (length, base) = if below > 0 {
            (below, self.text(from, below).chars().filter_map(subscript).collect())
        } else if self.peek(from) != Some('_') {
            return None;
        } else if self.peek(from + 1) == Some('{') {
            let inside = self.run(from + 2, |sign| sign != '}');
            (inside + 3, self.text(from + 2, inside))
        } else {
            let inside = self.run(from + 1, |sign| sign.is_ascii_digit()).max(1);
            (inside + 1, self.text(from + 1, inside))
        };
        let function = match base.trim() {
            "e" => Callee::Function(Function::Ln),
            "2" => Callee::Function(Function::Log2),
            "10" => Callee::Function(Function::Log10),
            other => {
                Callee::Logarithm(number::parse(other).filter(|base| base.is_finite() && *base > 0.0 && *base != 1.0)?)
            }
        };
        Some((length, function))
    }

    /// `x⁻¹`, `x¹⁰`, `2³ˣ`: a sign, digits and x.
    fn superscripts(&mut self) {
        let length = self.run(0, |sign| superscript(sign).is_some());
        let text: String = self.text(0, length).chars().filter_map(superscript).collect();
        let kind = raised(&text).map_or(Kind::Other, Kind::Superscript);
        self.push(length, kind);
    }

    /// Whoever copies a sentence copies its end; whoever programs ends with `;`.
    fn drop_full_stop(&mut self) {
        let last = self.tokens.last().map(|token| (&token.kind, self.signs[self.end - 1].read));
        if self.tokens.len() > 1 && matches!(last, Some((Kind::Semicolon, _)) | Some((Kind::Other, '.'))) {
            self.tokens.pop();
        }
    }
}

fn raised(text: &str) -> Option<Raised> {
    let negative = text.starts_with('-');
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    let of_x = rest.ends_with('x');
    let digits = rest.strip_suffix('x').unwrap_or(rest);
    if digits.is_empty() && of_x {
        return Some(Raised { negative, number: None, of_x });
    }
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = number::parse(digits).filter(|number| plain && number.is_finite())?;
    Some(Raised { negative, number: Some(number), of_x })
}

/// Digits, a point, digits, and an exponent only where digits follow: `2e` is 2·e, `2e3` is 2000.
fn number_length(lexer: &Lexer) -> usize {
    let digits = |from: usize| lexer.run(from, |sign| sign.is_ascii_digit());
    let whole = digits(0);
    let point = usize::from(lexer.peek(whole) == Some('.'));
    let mantissa = whole + point + digits(whole + point);
    if !matches!(lexer.peek(mantissa), Some('e' | 'E')) {
        return mantissa;
    }
    let sign = usize::from(matches!(lexer.peek(mantissa + 1), Some('+' | '-')));
    match digits(mantissa + 1 + sign) {
        0 => mantissa,
        count => mantissa + 1 + sign + count,
    }
}

fn known(meaning: Word) -> Kind {
    match meaning {
        Word::Variable => Kind::Variable,
        Word::Constant(constant) => Kind::Constant(constant),
        Word::Callee(callee) => Kind::Callee(callee),
        Word::Log => Kind::Log,
        Word::Condition => Kind::Condition,
        Word::Nothing => Kind::Other,
        Word::Sign(written) => sign(written),
    }
}

fn sign(sign: char) -> Kind {
    match sign {
        'π' => Kind::Constant(Constant::Pi),
        '+' => Kind::Plus,
        '-' => Kind::Minus,
        '*' | '·' => Kind::Times,
        '/' => Kind::Over,
        '^' => Kind::Power,
        '(' => Kind::Open(Fence::Parenthesis),
        ')' => Kind::Close(Fence::Parenthesis),
        '[' => Kind::Open(Fence::Bracket),
        ']' => Kind::Close(Fence::Bracket),
        '{' => Kind::Open(Fence::Brace),
        '}' => Kind::Close(Fence::Brace),
        '⌊' => Kind::Open(Fence::Floor),
        '⌋' => Kind::Close(Fence::Floor),
        '⌈' => Kind::Open(Fence::Ceil),
        '⌉' => Kind::Close(Fence::Ceil),
        '|' => Kind::Bar,
        ',' => Kind::Comma,
        ';' => Kind::Semicolon,
        '√' => Kind::Root(Root { degree: 2, grouped: false }),
        '∛' => Kind::Root(Root { degree: 3, grouped: false }),
        '∜' => Kind::Root(Root { degree: 4, grouped: false }),
        '=' | '≔' => Kind::Equals,
        '→' => Kind::Arrow,
        '<' => Kind::Compare(Compare::Less),
        '>' => Kind::Compare(Compare::Greater),
        '≤' | '⩽' => Kind::Compare(Compare::LessOrEqual),
        '≥' | '⩾' => Kind::Compare(Compare::GreaterOrEqual),
        _ => Kind::Other,
    }
}
