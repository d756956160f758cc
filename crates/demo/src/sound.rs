//! The sound of a podcast episode: waves, and a bell at the start. Made on the spot, so that no recording is shipped.

use std::f32::consts::TAU;

/// Samples a second; enough for a bell.
const RATE: u32 = 8_000;
/// How long an episode plays.
pub(crate) const SECONDS: u32 = 20;
/// What a WAV file says before its samples.
const HEADER_BYTES: u32 = 44;
/// How long the file is.
pub(crate) const BYTES: u32 = HEADER_BYTES + RATE * SECONDS;

/// An episode as a WAV file, 8 bit mono; the seed makes each one's sea its own.
pub(crate) fn wav(seed: u32) -> Vec<u8> {
    let mut file = header();
    let mut noise = seed.wrapping_mul(2_654_435_761) | 1;
    let mut sea: f32 = 0.0;
    for index in 0..RATE * SECONDS {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // The upper bits of this generator are the random ones.
        let hiss = f32::from((noise >> 16) as u16) / 32_768.0 - 1.0;
        sea += (hiss - sea) * 0.08;
        file.push(sample(sea, seconds_at(index)));
    }
    file
}

#[expect(clippy::cast_precision_loss, reason = "an index of 20 seconds is far below what f32 holds exactly")]
fn seconds_at(index: u32) -> f32 {
    index as f32 / RATE as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a byte holds")]
fn sample(sea: f32, at: f32) -> u8 {
    let swell = 0.55 + 0.45 * (TAU * at / 6.5).sin();
    let bell = |pitch: f32| (TAU * pitch * at).sin() * (-1.8 * at).exp();
    let level = sea * swell * 1.4 + (bell(523.3) + 0.6 * bell(784.9) + 0.3 * bell(1_318.5)) * 0.3;
    (128.0 + level * 100.0).clamp(0.0, 255.0) as u8
}

fn header() -> Vec<u8> {
    let mut file = Vec::with_capacity(BYTES as usize);
    let samples = RATE * SECONDS;
    file.extend(b"RIFF");
    file.extend((HEADER_BYTES - 8 + samples).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, one channel, `RATE` samples and bytes a second, one byte a sample, eight bits.
    file.extend([1, 0, 1, 0]);
    file.extend(RATE.to_le_bytes());
    file.extend(RATE.to_le_bytes());
    file.extend([1, 0, 8, 0]);
    file.extend(b"data");
    file.extend(samples.to_le_bytes());
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_episode_has_the_length_its_feed_states_and_is_heard() {
        let file = wav(7);
        assert_eq!(file.len(), BYTES as usize);
        assert_eq!(file.get(..4), Some(&b"RIFF"[..]));
        let loud = file.iter().skip(HEADER_BYTES as usize).filter(|sample| sample.abs_diff(128) > 20).count();
        assert!(loud > 1_000, "{loud} loud samples");
        assert_ne!(file, wav(8));
    }
}
