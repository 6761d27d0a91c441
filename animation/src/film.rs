//! One picture after the other; of each only the rectangle that differs from the one before.

use crate::Palette;
use gif::{DisposalMethod, Encoder, EncodingError, Frame, Repeat};
use std::borrow::Cow;

/// A film in the making. It repeats for ever.
pub struct Film {
    encoder: Encoder<Vec<u8>>,
    palette: Palette,
    width: u16,
    height: u16,
    /// The picture before, as numbers of colours; empty before the first.
    shown: Vec<u8>,
}

impl Film {
    /// A film without pictures yet.
    pub fn new(width: u16, height: u16, palette: Palette) -> Result<Self, EncodingError> {
        let mut encoder = Encoder::new(Vec::new(), width, height, &palette.bytes())?;
        encoder.set_repeat(Repeat::Infinite)?;
        Ok(Film { encoder, palette, width, height, shown: Vec::new() })
    }

    /// Adds a picture as RGBA pixels, to be seen for that many hundredths of a second.
    pub fn add(&mut self, rgba: &[u8], hundredths: u16) -> Result<(), EncodingError> {
        let picture: Vec<u8> = rgba.as_chunks().0.iter().map(|&[r, g, b, _]| self.palette.index([r, g, b])).collect();
        let part = self.changed(&picture);
        let frame = Frame {
            delay: hundredths,
            dispose: DisposalMethod::Keep,
            transparent: (!self.shown.is_empty()).then_some(self.palette.unchanged()),
            left: part.left,
            top: part.top,
            width: part.width,
            height: part.height,
            buffer: Cow::Owned(self.cut(&picture, part)),
            ..Frame::default()
        };
        self.encoder.write_frame(&frame)?;
        self.shown = picture;
        Ok(())
    }

    /// The whole file.
    pub fn finish(self) -> Result<Vec<u8>, EncodingError> {
        self.encoder.into_inner()
    }

    /// The smallest rectangle that holds every pixel that is another one now; one pixel where none is.
    fn changed(&self, picture: &[u8]) -> Part {
        if self.shown.is_empty() {
            return Part { left: 0, top: 0, width: self.width, height: self.height };
        }
        let width = usize::from(self.width);
        let differing = |i: &usize| picture[*i] != self.shown[*i];
        let places = || (0..picture.len()).filter(differing).map(|i| ((i % width) as u16, (i / width) as u16));
        let (left, right) = places().fold((u16::MAX, 0), |(low, high), (x, _)| (low.min(x), high.max(x)));
        let (top, bottom) = places().fold((u16::MAX, 0), |(low, high), (_, y)| (low.min(y), high.max(y)));
        if left > right {
            return Part { left: 0, top: 0, width: 1, height: 1 };
        }
        Part { left, top, width: right - left + 1, height: bottom - top + 1 }
    }

    /// The pixels of a rectangle, those that stay marked as such: long rows of the same number take little room.
    fn cut(&self, picture: &[u8], part: Part) -> Vec<u8> {
        let unchanged = self.palette.unchanged();
        let width = usize::from(self.width);
        let rows = usize::from(part.top)..usize::from(part.top + part.height);
        let columns = usize::from(part.left)..usize::from(part.left + part.width);
        rows.flat_map(|row| columns.clone().map(move |column| row * width + column))
            .map(|i| if self.shown.get(i) == Some(&picture[i]) { unchanged } else { picture[i] })
            .collect()
    }
}

#[derive(Clone, Copy)]
struct Part {
    left: u16,
    top: u16,
    width: u16,
    height: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 4] = [255; 4];
    const RED: [u8; 4] = [200, 40, 24, 255];

    /// Four by three pixels, red where told.
    fn picture(red: &[usize]) -> Vec<u8> {
        (0..12).flat_map(|i| if red.contains(&i) { RED } else { WHITE }).collect()
    }

    /// What a reader shows after each picture, and the size of what was written for it.
    fn read(file: &[u8]) -> Vec<(Vec<u8>, (u16, u16))> {
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::RGBA);
        let mut decoder = options.read_info(file).unwrap();
        let mut canvas = vec![0; 4 * 12];
        let mut pictures = Vec::new();
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            let (left, top, width) = (usize::from(frame.left), usize::from(frame.top), usize::from(frame.width));
            for (i, pixel) in frame.buffer.chunks(4).enumerate().filter(|(_, pixel)| pixel[3] == 255) {
                let at = 4 * ((top + i / width) * 4 + left + i % width);
                canvas[at..at + 4].copy_from_slice(pixel);
            }
            pictures.push((canvas.clone(), (frame.width, frame.height)));
        }
        pictures
    }

    #[test]
    fn every_picture_is_read_as_it_was_given() {
        let pictures = [picture(&[]), picture(&[5]), picture(&[5, 10]), picture(&[5, 10]), picture(&[0, 11])];
        let mut film = Film::new(4, 3, Palette::of(&pictures.concat())).unwrap();
        for picture in &pictures {
            film.add(picture, 8).unwrap();
        }
        let read = read(&film.finish().unwrap());
        assert_eq!(read.iter().map(|(shown, _)| shown.clone()).collect::<Vec<_>>(), pictures);
        assert_eq!(read.iter().map(|&(_, size)| size).collect::<Vec<_>>(), [(4, 3), (1, 1), (1, 1), (1, 1), (4, 3)]);
    }
}
