use proptest::prelude::*;

use super::{BATCH_PIECES, Encoder, MAX_PIECES};

/// Sentences of ours in sixteen languages and some that are none.
const SENTENCES: &str = include_str!("../../testdata/encoder/sentences.txt");

/// What the package's tokenizer makes of each, start and end included.
const PIECES: &str = include_str!("../../testdata/encoder/pieces.txt");

/// What the package makes of each: 512 bytes that point where its vector points, to a cosine of .9999.
const VECTORS: &[u8] = include_bytes!("../../testdata/encoder/vectors.i8");

fn cosine_with_reference(values: &[f32], reference: &[u8]) -> f32 {
    let reference: Vec<f32> = reference.iter().map(|byte| f32::from(byte.cast_signed())).collect();
    let length = reference.iter().map(|value| value * value).sum::<f32>().sqrt();
    values.iter().zip(&reference).map(|(a, b)| a * b).sum::<f32>() / length
}

#[test]
fn vectors_are_those_of_the_reference() {
    let sentences: Vec<&str> = SENTENCES.lines().collect();
    let vectors = Encoder::shared().encode(&sentences);
    assert_eq!(vectors.len(), VECTORS.len() / 512);
    let far: Vec<_> = sentences
        .iter()
        .zip(&vectors)
        .zip(VECTORS.chunks_exact(512))
        .map(|((sentence, vector), reference)| (cosine_with_reference(vector.values(), reference), sentence))
        .filter(|(cosine, _)| *cosine < 0.999)
        .collect();
    assert!(far.is_empty(), "{far:#?}");
}

#[test]
fn pieces_are_those_of_the_reference() {
    for (sentence, expect) in SENTENCES.lines().zip(PIECES.lines()) {
        let pieces: Vec<String> = Encoder::shared().pieces(sentence).iter().map(u32::to_string).collect();
        assert_eq!(pieces.join(" "), expect, "{sentence}");
    }
}

#[test]
fn nothing_to_read_is_the_zero_vector() {
    for vector in Encoder::shared().encode(&["", " ", "\u{3000}\n\t", "\u{2581}"]) {
        assert!(vector.is_zero());
    }
}

#[test]
fn a_vector_does_not_depend_on_its_batch() {
    let sentences: Vec<&str> = SENTENCES.lines().take(60).collect();
    let together = Encoder::shared().encode(&sentences);
    for (sentence, batched) in sentences.iter().zip(&together) {
        for alone in Encoder::shared().encode(&[sentence]) {
            let apart = alone.values().iter().zip(batched.values()).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(apart < 1e-5, "{sentence}: {apart}");
        }
    }
}

#[test]
fn one_meaning_in_two_languages_points_alike() {
    let [english, german, other] =
        ["The old bridge has collapsed", "Die alte Brücke ist eingestürzt", "Ticket prices for the opera go up"]
            .map(|text| Encoder::shared().encode(&[text]).remove(0));
    assert!(english.cosine(&german) > english.cosine(&other) + 0.3);
}

#[test]
fn centred_headlines_of_different_things_have_less_in_common() {
    let sentences: Vec<&str> = SENTENCES.lines().take(140).collect();
    let vectors = Encoder::shared().encode(&sentences);
    let centred: Vec<_> = vectors.iter().map(super::Vector::centred).collect();
    // A step of 17 leads to another language and another matter.
    let shared = |vectors: &[super::Vector]| -> f32 {
        vectors.iter().zip(vectors.iter().skip(17)).map(|(a, b)| a.cosine(b)).sum::<f32>() / 123.0
    };
    // It falls from .109 to .074; a mean added, or left out, would not let it fall.
    assert!(shared(&centred) < shared(&vectors) - 0.02, "{} {}", shared(&centred), shared(&vectors));
}

#[test]
fn a_huge_text_is_read_to_its_limit() {
    for text in ["a".repeat(2 << 20), " ".repeat(2 << 20) + "x", "\u{1}".repeat(2 << 20), "語".repeat(700_000)] {
        assert!(Encoder::shared().pieces(&text).len() <= MAX_PIECES + 2);
    }
}

#[test]
fn a_text_longer_than_a_batch_is_encoded_whole() {
    let text = "one two three ".repeat(BATCH_PIECES);
    assert!(!Encoder::shared().encode(&[&text, "short"]).iter().any(super::Vector::is_zero));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_texts_become_unit_vectors_or_zero(texts in prop::collection::vec(".{0,60}", 0..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let vectors = Encoder::shared().encode(&texts);
        prop_assert_eq!(vectors.len(), texts.len());
        for vector in vectors {
            prop_assert!(vector.is_zero() || (vector.cosine(&vector) - 1.0).abs() < 1e-4);
        }
    }
}
