//! Percent-encoding.

/// Percent-encodes all that a browser would, and what might end or break a link in running text.
pub fn encode(value: &str, into: &mut String) {
    const HARMLESS: &[u8] = b"-._~+*/^(),:;";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || HARMLESS.contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Percent-encoded UTF-8; `None` where it is neither.
pub fn decode(text: &str) -> Option<String> {
    String::from_utf8(bytes(text)?).ok()
}

/// Percent-encoded bytes.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex(bytes.next()?)? * 16 + hex(bytes.next()?)? } else { byte });
    }
    Some(decoded)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
