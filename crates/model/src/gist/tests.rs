use proptest::prelude::*;

use super::*;

fn gist() -> impl Strategy<Value = Gist> {
    let term = (any::<u32>(), any::<u8>()).prop_map(|(hash, count)| Term { hash, count });
    let terms = proptest::collection::vec(term, 0..99);
    let hashes = proptest::collection::vec(any::<u32>(), 0..50);
    let vector = proptest::collection::vec(any::<i8>(), 0..600);
    (vector, terms.clone(), terms, hashes.clone(), hashes).prop_map(|(vector, headline, text, names, numbers)| Gist {
        vector,
        headline,
        text,
        names,
        numbers,
    })
}

proptest! {
    #[test]
    fn what_is_packed_comes_back(gist in gist()) {
        prop_assert_eq!(Gist::unpack(&gist.pack()), Some(gist));
    }

    #[test]
    fn a_cut_gist_is_no_gist(gist in gist(), keep in 0.0..1.0_f64) {
        let bytes = gist.pack();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short list")]
        let cut = (bytes.len() as f64 * keep) as usize;
        prop_assert_eq!(Gist::unpack(&bytes[..cut]), None);
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Gist::unpack(&bytes);
    }
}

#[test]
fn bytes_of_another_version_are_digested_again() {
    let mut bytes = Gist::default().pack();
    bytes[0] += 1;
    assert_eq!(Gist::unpack(&bytes), None);
}
