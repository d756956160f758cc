use super::*;

fn model() -> Model {
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let weights = std::array::from_fn(|at| at as f32 / 16.0 - 1.0);
    Model { threshold: 0.5, across: 0.1, weights }
}

#[test]
fn a_probability_is_the_logistic_of_the_weighed_terms() {
    for features in [
        [0.5, 0.25, 0.16, 0.3, 0.1, 1.0, f32::NAN],
        [0.5, 0.25, f32::NAN, 0.3, f32::NAN, 0.0, 3.0],
        [f32::NAN, 0.0, f32::NAN, 0.0, f32::NAN, 1.0, 0.0],
    ] {
        let odds: f32 = terms(&features).iter().zip(model().weights).map(|(term, weight)| term * weight).sum();
        let expect = 1.0 / (1.0 + (-odds).exp());
        assert!((model().probability(&features) - expect).abs() < 1e-6, "{features:?}");
    }
}

#[test]
fn a_model_is_read_as_it_is_written() {
    assert_eq!(format!("# by hand\n\n{}", model()).parse(), Ok(model()));
}

#[test]
fn what_does_not_belong_is_named_by_its_line() {
    let whole = model().to_string();
    for (text, line) in [
        (String::new(), 1),
        ("threshold high".to_owned(), 1),
        (whole.replace("gap", "leap"), 7),
        (whole.replace("gap 1.25", "gap NaN"), 7),
        (whole.lines().take(6).collect::<Vec<_>>().join("\n"), 7),
        (format!("{whole}gap 1 1 1 1"), 8),
    ] {
        assert_eq!(text.parse::<Model>(), Err(ParseModelError { line }), "{text:?}");
    }
}

#[test]
fn the_model_in_the_tree_prefers_pairs_that_have_more_in_common() {
    let model = Model::shipped();
    let close = [0.8, 0.8, f32::NAN, 0.9, f32::NAN, 1.0, 0.1];
    let far = [0.1, 0.0, f32::NAN, 0.0, f32::NAN, 1.0, 6.0];
    assert!(model.probability(&close) > 0.8);
    assert!(model.probability(&far) < 0.1);
    assert!((0.2..0.8).contains(&model.threshold));
}

#[test]
fn pairs_of_two_languages_count_a_little_more() {
    let one = [0.5, 0.2, f32::NAN, 0.1, f32::NAN, 1.0, 1.0];
    let two = [0.5, 0.2, f32::NAN, 0.1, f32::NAN, 0.0, 1.0];
    assert!((model().likeness(&one) - model().probability(&one)).abs() < 1e-6);
    assert!((model().likeness(&two) - model().probability(&two) - 0.1).abs() < 1e-6);
}
