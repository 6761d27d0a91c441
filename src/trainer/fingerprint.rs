//! A hash over bits, the same on every machine.

/// FNV-1a, 64 bits (Fowler, Noll and Vo): simple enough to be written again anywhere.
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of nothing yet.
    pub fn new() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }

    /// With those bytes too.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    /// The hash.
    pub fn finish(self) -> u64 {
        self.0
    }
}

/// Every NaN as the same NaN: processors differ in which they make.
pub fn canonical(x: f32) -> f32 {
    if x.is_nan() { f32::from_bits(0x7fc0_0000) } else { x }
}

/// 16 hex digits over the parameters' bits (-0 counts as 0) and the epoch.
pub fn of_parameters(parameters: &[f32], epoch: u64) -> String {
    let of_zero = |x: f32| if x == 0.0 { 0.0 } else { canonical(x) };
    let hash = parameters.iter().fold(Fingerprint::new(), |hash, &x| hash.bytes(&of_zero(x).to_le_bytes()));
    format!("{:016x}", hash.bytes(&epoch.to_le_bytes()).finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_1a_of_known_texts() {
        // From the authors' test vectors.
        assert_eq!(Fingerprint::new().finish(), 0xcbf29ce484222325);
        assert_eq!(Fingerprint::new().bytes(b"a").finish(), 0xaf63dc4c8601ec8c);
        assert_eq!(Fingerprint::new().bytes(b"foobar").finish(), 0x85944171f73967e8);
    }

    #[test]
    fn one_bit_shows_and_the_kind_of_nan_does_not() {
        let one_more = f32::from_bits(1.0f32.to_bits() + 1);
        assert_ne!(of_parameters(&[1.0], 1), of_parameters(&[one_more], 1));
        assert_ne!(of_parameters(&[1.0], 1), of_parameters(&[1.0], 2));
        assert_eq!(of_parameters(&[f32::NAN], 1), of_parameters(&[f32::from_bits(0xffc0_0001)], 1));
        assert_eq!(of_parameters(&[0.0], 1), of_parameters(&[-0.0], 1));
    }
}
