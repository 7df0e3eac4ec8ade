//! Drawing the letters.

use ::captcha::Captcha as Drawing;
use ::captcha::filters::{Dots, Noise, Wave};

use crate::Ctx;

/// What is drawn: nothing that looks or sounds like something else.
const LETTERS: &[char] = &[
    '2', '3', '4', '6', '7', '8', '9', 'a', 'c', 'd', 'e', 'f', 'h', 'k', 'm', 'n', 'p', 'r', 't', 'w', 'x',
    'y',
];

/// How many letters.
const COUNT: usize = 6;

/// New letters and their picture as PNG; none where drawing failed.
pub(super) fn draw(ctx: &Ctx) -> Option<(String, Vec<u8>)> {
    let letters: Vec<char> =
        (0..COUNT).map(|_| LETTERS[ctx.random_below(LETTERS.len() as u32) as usize]).collect();
    let mut drawing = Drawing::new();
    for letter in &letters {
        drawing.set_chars(&[*letter]).add_char();
    }
    drawing
        .set_color([40, 60, 90])
        .apply_filter(Noise::new(0.12))
        .apply_filter(Wave::new(1.8, 12.0).horizontal())
        .apply_filter(Wave::new(1.4, 8.0).vertical())
        .view(240, 96)
        .apply_filter(Dots::new(4).max_radius(6));
    let picture = drawing.as_png()?;
    (drawing.chars() == letters).then(|| (letters.into_iter().collect(), picture))
}
