//! Speaking the letters, for those who can't see them.

use std::io::Cursor;

use ::captcha::Captcha as Drawing;

/// The letters spoken one after the other, as WAV; none where a letter has no sound.
pub(super) fn speak(letters: &str) -> Option<Vec<u8>> {
    let mut drawing = Drawing::new();
    for letter in letters.chars() {
        drawing.set_chars(&[letter]).add_char();
    }
    let parts: Vec<Vec<u8>> = drawing.as_wav().into_iter().collect::<Option<_>>()?;
    let spec = hound::WavReader::new(Cursor::new(parts.first()?)).ok()?.spec();
    let mut whole = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut whole, spec).ok()?;
    for part in parts {
        let mut reader = hound::WavReader::new(Cursor::new(part)).ok()?;
        if reader.spec() != spec {
            return None;
        }
        for sample in reader.samples::<i32>() {
            writer.write_sample(sample.ok()?).ok()?;
        }
        for _ in 0..spec.sample_rate * u32::from(spec.channels) / 2 {
            writer.write_sample(0_i32).ok()?;
        }
    }
    writer.finalize().ok()?;
    Some(whole.into_inner())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_letter_that_is_drawn_can_be_spoken() {
        let sound =
            super::speak("234678").and(super::speak("9acdefhkmnprtwxy")).expect("each letter has a sound");
        assert!(sound.starts_with(b"RIFF") && sound.len() > 10_000);
    }
}
