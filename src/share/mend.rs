//! Links as chat programs, mail and editors leave them. What was done to a link on its way is undone where no guess
//! is needed, and said; what cannot be is left for the reader to refuse.

use super::encoding::{bytes, decode};
use crate::error::Error;
use crate::expression::Expression;
use crate::number;

/// Signs that programs and sentences put behind a link.
const BEHIND: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '»', '«', '”', '“', '„', '’', '‘', '*', '_', '~', '`',
    '|', '\\', '#',
];
/// Those that they put before one.
const BEFORE: &[char] = &['<', '(', '[', '{', '"', '\'', '«', '»', '„', '“', '”', '‚', '‘', '*', '_', '~', '`'];
/// At most so many signs are looked behind, or brackets closed.
const SIGNS: usize = 16;
/// So often a text may have been encoded, escaped or forwarded one time too many.
const TIMES: usize = 4;

/// The fragment of a link in any text, as it was written, and whether it had been changed.
pub fn fragment(text: &str) -> (String, bool) {
    let taken = fragment_of(text.trim().trim_start_matches(BEFORE).trim());
    let unescaped = unescape(&taken);
    let whole = without_breaks(&fragment_in(decode_whole(&unescaped)));
    let mended: String = whole.chars().map(narrow).collect();
    let mended = replaced(&mended, &[("¢ered=", "&centered=")]);
    let changed = mended.trim() != taken.trim();
    (mended, changed)
}

/// Of a text that was an address as a whole, once it is decoded.
fn fragment_in(text: String) -> String {
    if is_address(&text) { fragment_of(&text) } else { text }
}

fn is_address(text: &str) -> bool {
    find(text, "://").is_some_and(|place| text.get(..place).is_some_and(|before| !before.contains('=')))
}

/// What stands behind the `#` of an address; all of a text that is none.
fn fragment_of(text: &str) -> String {
    let is_address = is_address(text);
    if let Some((before, fragment)) = text.split_once('#') {
        let is_fragment = is_address || before.contains('?') || !before.contains('=');
        return if is_fragment { fragment.trim_start_matches('#') } else { text }.to_string();
    }
    if !is_address {
        return text.trim_start_matches('?').to_string();
    }
    if let Some(written) = find(text, "%23v=").and_then(|place| text.get(place + 3..)) {
        return written.to_string();
    }
    // Mail gateways and search engines hand an address on as a part of their own.
    let handed_on = find(text, "%23v%3d").or_else(|| find(text, "%23function%3d"));
    let fragment = handed_on.and_then(|place| text.get(place + 3..)?.split('&').next());
    fragment.and_then(decode).unwrap_or_default()
}

/// Where it stands, in letters of either case.
fn find(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Without what HTML, JSON, Markdown and quoted-printable mail write in place of a sign.
fn unescape(text: &str) -> String {
    let mut text = text.to_string();
    for _ in 0..TIMES {
        let before = text.len();
        text = replaced(&text, ESCAPES);
        if text.len() == before {
            break;
        }
    }
    if text.starts_with("v=3D") {
        text = replaced(&replaced(&text, &[("=\r\n", ""), ("=\n", "")]), &[("=3D", "=")]);
    }
    without_backslashes(&text)
}

/// Each of the table's texts by its counterpart, in letters of either case. They begin with `&`, `\`, `%`,
/// `=` or `¢`.
fn replaced(text: &str, table: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['&', '\\', '%', '=', '¢']) {
        let (before, after) = rest.split_at_checked(place).unwrap_or_default();
        out.push_str(before);
        rest = after;
        let second = rest.as_bytes().get(1).map(u8::to_ascii_lowercase);
        let starts = |written: &str| {
            written.as_bytes().get(1).map(u8::to_ascii_lowercase) == second
                && rest.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written))
        };
        let mut signs = rest.chars();
        match table.iter().find(|(written, _)| starts(written)) {
            Some((written, sign)) => {
                out.push_str(sign);
                rest = rest.get(written.len()..).unwrap_or_default();
            }
            None => {
                out.extend(signs.next());
                rest = signs.as_str();
            }
        }
    }
    out.push_str(rest);
    out
}

const ESCAPES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&#38;", "&"),
    ("&#038;", "&"),
    ("&#x26;", "&"),
    ("&#61;", "="),
    ("&#x3d;", "="),
    ("&equals;", "="),
    ("&lpar;", "("),
    ("&rpar;", ")"),
    ("&#40;", "("),
    ("&#41;", ")"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&nbsp;", " "),
    ("\\u0026", "&"),
    ("\\u003d", "="),
    ("\\u003e", ">"),
    ("\\u003c", "<"),
    ("\\u0027", "'"),
    ("\\u0022", "\""),
];

/// Markdown puts a backslash before signs, never before letters.
fn without_backslashes(text: &str) -> String {
    const ESCAPED: &[u8] = b"&=_*()[]#+-.~'`>";
    let is_escaped = |next: Option<char>| next.is_some_and(|next| ESCAPED.iter().any(|&sign| char::from(sign) == next));
    let stays = |sign: char, next: Option<char>| sign != '\\' || !is_escaped(next);
    let next = text.chars().skip(1).map(Some).chain([None]);
    text.chars().zip(next).filter(|&(sign, next)| stays(sign, next)).map(|(sign, _)| sign).collect()
}

/// Where no `=` is left, the whole has been encoded, and where `&` is missing, that sign; where an encoded `%` is followed by two digits, twice.
fn decode_whole(text: &str) -> String {
    let mut text = text.to_string();
    for _ in 0..TIMES {
        if !text.contains('=') && find(&text, "%3d").is_some() {
            let Some(decoded) = decode(&text) else { break };
            text = decoded;
        } else if !text.contains('&') && find(&text, "%26").is_some() {
            text = replaced(&text, &[("%26", "&")]);
        } else if text.split('&').any(|pair| !pair.starts_with("ui.") && is_encoded_twice(pair)) {
            text = replaced(&text, &[("%25", "%")]);
        } else {
            break;
        }
    }
    text
}

fn is_encoded_twice(pair: &str) -> bool {
    let is_so =
        |signs: &[u8]| signs.strip_prefix(b"%25").is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    pair.as_bytes().windows(5).any(is_so)
}

/// Mail breaks long lines, quotes them, and hyphenates with signs that nobody sees.
fn without_breaks(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (number, line) in text.split(['\r', '\n']).enumerate() {
        joined.push_str(if number == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) });
    }
    let mut joined = replaced(&joined, UNSEEN);
    joined.retain(|sign| !is_invisible(sign));
    joined
}

const UNSEEN: &[(&str, &str)] = &[
    ("%C2%AD", ""),
    ("%E2%80%8B", ""),
    ("%E2%80%8C", ""),
    ("%E2%80%8D", ""),
    ("%E2%81%A0", ""),
    ("%EF%BB%BF", ""),
    ("%0D", ""),
    ("%0A", ""),
];

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Signs in the width that keyboards for Chinese and Japanese write, as everybody else does.
fn narrow(sign: char) -> char {
    match u32::from(sign) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(sign),
        0xa0 => ' ',
        _ => sign,
    }
}

/// Whether a link's end was left out, as programs do that show it.
pub fn ends_in_dots(value: &str) -> bool {
    value.ends_with('…') || value.ends_with("...")
}

/// The value without the signs that a sentence or program put behind it, and these. A point behind the digits of a list
/// of pairs stays: the number may be cut off there.
pub fn without_ending<'v>(key: &str, value: &'v str) -> (&'v str, &'v str) {
    let mut kept = value.trim_end();
    while let Some(shorter) = kept.strip_suffix(BEHIND) {
        let is_list = key == "points" || key == "learningRateChanges";
        if is_list && kept.ends_with(['.', ',', ':']) && may_be_cut(kept) {
            break;
        }
        kept = shorter.trim_end();
    }
    (kept, value.get(kept.len()..).unwrap_or_default().trim())
}

/// Whether a number may go on after this sign: `0.` may have been 0.5, `0.5.` not.
fn may_be_cut(value: &str) -> bool {
    let item = value.rsplit(';').next().unwrap_or_default();
    let number = item.rsplit([',', ':']).next().unwrap_or_default();
    number.is_empty() || number.strip_suffix('.').is_some_and(|digits| !digits.contains('.'))
}

/// Whether an item is two whole numbers.
pub fn is_pair(item: &str, separator: char) -> bool {
    let is_number = |text: &str| number::parse(text.trim()).is_some() && !text.trim_end().ends_with('.');
    item.split_once(separator).is_some_and(|(first, second)| is_number(first) && is_number(second))
}

/// Whether a form's way of encoding was used, which writes a space as `+` and a plus as `%2B`.
pub fn has_plus_for_space(raw: &str) -> bool {
    raw.contains('+') && find(raw, "%2b").is_some()
}

/// The function that a value was before it was sent, and what had been done to it; none where it is one as it is, or
/// where nothing makes it one.
pub fn function(value: &str, is_last: bool) -> Option<(String, Error)> {
    let is_function = |text: &str| Expression::parse(text).is_ok();
    if is_function(value) {
        return None;
    }
    let spaced = if value.ends_with('+') { String::new() } else { value.replace('+', " ") };
    let others = [spaced, from_mojibake(value).unwrap_or_default()];
    if let Some(text) = others.into_iter().find(|text| is_function(text)) {
        let problem = read_as("function", &text);
        return Some((text, problem));
    }
    if !is_last {
        return None;
    }
    let mut text = value.trim_end();
    for _ in 0..SIGNS {
        let Some(shorter) = text.strip_suffix(BEHIND) else { break };
        text = shorter.trim_end();
        if is_function(text) {
            let signs = value.get(text.len()..).unwrap_or_default().trim();
            return Some((text.to_string(), ending("function", signs)));
        }
    }
    let text = value.trim_end_matches(|sign| sign != ')' && BEHIND.contains(&sign)).trim_end();
    let open = text.matches('(').count().checked_sub(text.matches(')').count()).filter(|open| *open <= SIGNS)?;
    let closed = format!("{text}{}", ")".repeat(open));
    is_function(&closed).then(|| (closed.clone(), bracket(&closed)))
}

/// UTF-8 that was taken for Windows-1252 and encoded again: `Â²` for `²`.
fn from_mojibake(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(byte_in_windows_1252).collect();
    String::from_utf8(bytes?).ok().filter(|mended| mended != text)
}

fn byte_in_windows_1252(sign: char) -> Option<u8> {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match FROM_0X80.iter().position(|&known| known == sign) {
        Some(place) => u8::try_from(0x80 + place).ok(),
        None => u8::try_from(u32::from(sign)).ok(),
    }
}

/// Percent-encoded bytes that are no UTF-8, as old programs meant them.
pub fn from_latin_1(raw: &str) -> Option<String> {
    bytes(raw).map(|bytes| bytes.into_iter().map(char::from).collect())
}

/// The link was changed on its way and could be read all the same.
pub fn mended() -> Error {
    Error::new("mended_link", "Some program changed this link on its way; it was read as it had been.")
}

/// Signs behind a value were left out.
pub fn ending(key: &str, signs: &str) -> Error {
    let message = format!("{signs} at the end of the link does not belong to {key}; it was left out.");
    Error::new("mended_ending", message).at(key).with("value", signs)
}

fn bracket(text: &str) -> Error {
    let message = format!("function: a closing bracket was missing at the end of the link; it was read as {text}.");
    Error::new("mended_bracket", message).at("function").with("value", text)
}

/// A value had been changed.
pub fn read_as(key: &str, text: &str) -> Error {
    let message = format!("Some program changed {key} on its way; it was read as {text}.");
    Error::new("mended_value", message).at(key).with("value", text)
}

/// The link ends within a value, which was left out.
pub fn cut(key: &str) -> Error {
    Error::new("cut_link", format!("The link is cut off within {key}, which was left out.")).at(key)
}

/// So many items of a list could not be read.
pub fn lost(key: &str, lost: usize, kept: usize) -> Error {
    let message = format!("{key}: {lost} could not be read, where the link is cut off or damaged; {kept} are left.");
    Error::new("items_lost", message).at(key).with("value", lost).with("kept", kept)
}
