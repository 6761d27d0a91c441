//! Pictures as an animated GIF. A module of its own, for most visitors of the page never make a film.

mod film;
mod palette;

pub use film::Film;
pub use palette::Palette;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use wasm_bindgen::prelude::*;

    /// An animated GIF in the making.
    #[wasm_bindgen]
    pub struct Gif(crate::Film);

    #[wasm_bindgen]
    impl Gif {
        /// `sample` holds RGBA pixels that show all colours of the film, such as its first and last picture.
        #[wasm_bindgen(constructor)]
        pub fn new(width: u16, height: u16, sample: &[u8]) -> Result<Gif, JsError> {
            Ok(Gif(crate::Film::new(width, height, crate::Palette::of(sample))?))
        }

        /// Adds a picture as RGBA pixels, to be seen for that many hundredths of a second.
        #[wasm_bindgen(js_name = addFrame)]
        pub fn add_frame(&mut self, rgba: &[u8], hundredths: u16) -> Result<(), JsError> {
            Ok(self.0.add(rgba, hundredths)?)
        }

        /// The whole file.
        pub fn finish(self) -> Result<Vec<u8>, JsError> {
            Ok(self.0.finish()?)
        }
    }
}
