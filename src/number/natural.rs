//! Natural numbers of any size, with the few operations that reading and writing decimals takes.

use std::cmp::Ordering;

/// 32 bits an item, the lowest first; the last is not 0.
#[derive(Clone)]
pub struct Natural(Vec<u32>);

impl Natural {
    pub fn new(number: u64) -> Natural {
        let mut natural = Natural(vec![number as u32, (number >> 32) as u32]);
        natural.trim();
        natural
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bits it takes.
    pub fn bits(&self) -> i32 {
        32 * self.0.len() as i32 - self.0.last().map_or(0, |last| last.leading_zeros() as i32)
    }

    /// self·factor + addend
    pub fn multiply_add(&mut self, factor: u32, addend: u32) {
        let mut carry = u64::from(addend);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        self.0.push(carry as u32);
        self.trim();
    }

    /// self·10^power
    pub fn multiply_by_power_of_ten(&mut self, power: i32) {
        (0..power / 9).for_each(|_| self.multiply_add(1_000_000_000, 0));
        (0..power % 9).for_each(|_| self.multiply_add(10, 0));
    }

    /// self·2^bits
    pub fn shift(&mut self, bits: i32) {
        if !self.is_zero() {
            self.multiply_add(1 << (bits % 32), 0);
            self.0.splice(0..0, (0..bits / 32).map(|_| 0));
        }
    }

    pub fn add(&mut self, other: &Natural) {
        self.combine(other, |a, b| a + b);
    }

    /// `other` is not larger.
    pub fn subtract(&mut self, other: &Natural) {
        self.combine(other, |a, b| a - b);
    }

    fn combine(&mut self, other: &Natural, operation: fn(i64, i64) -> i64) {
        self.0.resize(self.0.len().max(other.0.len()) + 1, 0);
        let mut carry = 0;
        for (i, limb) in self.0.iter_mut().enumerate() {
            carry += operation(i64::from(*limb), other.0.get(i).map_or(0, |&limb| i64::from(limb)));
            *limb = carry as u32;
            carry >>= 32;
        }
        self.trim();
    }

    pub fn compare(&self, other: &Natural) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}
