//! Signs that are written in several ways, read as one.

/// The plain sign that a sign stands for: full width, mathematical italics and the like, other dashes and dots.
pub(super) fn fold(sign: char) -> char {
    match sign {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(sign as u32 - 0xFF01 + 0x21).unwrap_or(sign),
        '\u{1D400}'..='\u{1D7FF}' => mathematical(sign),
        '×' | '\u{2062}' | '⋅' | '∙' | '•' | '✕' | '✖' | '⨯' | '・' => '·',
        '∗' => '*',
        '÷' | '∕' | '⁄' | '∶' | ':' => '/',
        '−' | '–' | '—' | '‐' | '‑' | '‒' | '―' | '﹣' => '-',
        'ˆ' | '↑' => '^',
        '∣' | '❘' => '|',
        'ℯ' | 'ⅇ' => 'e',
        'ℎ' => 'h',
        'ℼ' => 'π',
        'х' | 'Х' => 'x',
        '↦' | '→' | '⟶' | '⟼' => '→',
        _ => sign,
    }
}

/// 𝑥, 𝐱, 𝚡 and 𝟐 are letters and digits in thirteen and five styles.
fn mathematical(sign: char) -> char {
    const PI: [u32; 5] = [0x1D6D1, 0x1D70B, 0x1D745, 0x1D77F, 0x1D7B9];
    let code = sign as u32;
    let plain = match code {
        0x1D400..0x1D6A4 => match (code - 0x1D400) % 52 {
            capital @ 0..26 => u32::from('A') + capital,
            small => u32::from('a') + small - 26,
        },
        0x1D7CE.. => u32::from('0') + (code - 0x1D7CE) % 10,
        _ if PI.contains(&code) => u32::from('π'),
        _ => code,
    };
    char::from_u32(plain).unwrap_or(sign)
}

/// Spaces of any width, and signs that are not seen at all.
pub(super) fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{2061}' | '\u{2063}' | '\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// π stands for itself, so that `2πx` is a product; raised letters are exponents.
pub(super) fn is_letter(sign: char) -> bool {
    sign.is_alphabetic() && sign != 'π' && superscript(sign).is_none()
}

/// What a raised sign is in an exponent.
pub(super) fn superscript(sign: char) -> Option<char> {
    Some(match sign {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_u32(sign as u32 - 0x2070 + 0x30)?,
        '⁺' => '+',
        '⁻' => '-',
        'ˣ' => 'x',
        _ => return None,
    })
}

/// The digit of a base: `log₂`.
pub(super) fn subscript(sign: char) -> Option<char> {
    match sign {
        '₀'..='₉' => char::from_u32(sign as u32 - 0x2080 + 0x30),
        _ => None,
    }
}

/// ½ is one over two.
pub(super) fn vulgar_fraction(sign: char) -> Option<(u8, u8)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}
