//! The colours of a film: plots have few, so the most frequent are enough.

/// A GIF has 256 colours; the last is kept for "as before".
const MOST: usize = 255;
/// Pixels whose colours agree in the upper five bits of each channel are counted together.
const BUCKETS: usize = 1 << 15;

/// Up to 255 colours, and for any colour the nearest of them.
pub struct Palette {
    colours: Vec<[u8; 3]>,
    /// For each bucket the nearest colour, once it was looked for.
    nearest: Vec<Option<u8>>,
}

impl Palette {
    /// The most frequent colours of RGBA pixels; never empty.
    pub fn of(rgba: &[u8]) -> Self {
        let mut counted = count(rgba);
        // Of equally frequent ones the first, so that the same film has the same bytes.
        counted.sort_by_key(|&(bucket, sums)| (std::cmp::Reverse(sums[3]), bucket));
        let mut colours: Vec<_> = counted.iter().take(MOST).map(|&(_, sums)| mean(sums)).collect();
        if colours.is_empty() {
            colours.push([255; 3]);
        }
        Palette { colours, nearest: vec![None; BUCKETS] }
    }

    /// Red, green and blue of each colour, one after the other.
    pub fn bytes(&self) -> Vec<u8> {
        self.colours.concat()
    }

    /// The number that stands for "as in the picture before".
    pub fn unchanged(&self) -> u8 {
        self.colours.len() as u8
    }

    /// The number of the colour that is nearest to a pixel's.
    pub fn index(&mut self, pixel: [u8; 3]) -> u8 {
        let bucket = bucket_of(pixel);
        if let Some(known) = self.nearest[bucket] {
            return known;
        }
        let found = (0..self.colours.len()).min_by_key(|&i| distance(self.colours[i], pixel)).unwrap_or(0) as u8;
        self.nearest[bucket] = Some(found);
        found
    }
}

/// For each bucket with pixels in it the sums of red, green and blue, and how many there are.
fn count(rgba: &[u8]) -> Vec<(usize, [u64; 4])> {
    let mut sums = vec![[0; 4]; BUCKETS];
    for &[r, g, b, _] in rgba.as_chunks().0 {
        let sum: &mut [u64; 4] = &mut sums[bucket_of([r, g, b])];
        for (total, value) in sum.iter_mut().zip([r, g, b, 1]) {
            *total += u64::from(value);
        }
    }
    sums.into_iter().enumerate().filter(|(_, sums)| sums[3] > 0).collect()
}

fn mean([r, g, b, n]: [u64; 4]) -> [u8; 3] {
    [r, g, b].map(|total| ((total + n / 2) / n) as u8)
}

fn bucket_of([r, g, b]: [u8; 3]) -> usize {
    (usize::from(r >> 3) << 10) | (usize::from(g >> 3) << 5) | usize::from(b >> 3)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(&x, y)| u32::from(x.abs_diff(y)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_colours_come_first() {
        let pixels = [[200, 40, 20, 255], [255, 255, 255, 255], [255, 255, 255, 255]].concat();
        let mut palette = Palette::of(&pixels);
        assert_eq!(palette.bytes(), [255, 255, 255, 200, 40, 20]);
        assert_eq!(palette.index([250, 250, 250]), 0);
        assert_eq!(palette.index([180, 60, 40]), 1);
        assert_eq!(palette.unchanged(), 2);
    }

    #[test]
    fn more_colours_than_there_is_room_for_are_cut_off() {
        let pixels: Vec<u8> = (0..512u32).flat_map(|i| [(i % 32 * 8) as u8, (i / 32 * 16) as u8, 0, 255]).collect();
        let palette = Palette::of(&pixels);
        assert_eq!(palette.bytes().len(), 3 * MOST);
        assert_eq!(palette.unchanged(), 255);
    }

    #[test]
    fn no_pixels_still_make_a_palette() {
        assert_eq!(Palette::of(&[]).bytes(), [255, 255, 255]);
    }
}
