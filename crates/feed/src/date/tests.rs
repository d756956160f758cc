use super::*;

fn check(text: &str, expect: &str) {
    let date = parse(text).map(|date| date.to_string()).unwrap_or_default();
    assert_eq!(date, expect, "{text:?}");
}

#[test]
fn rfc_822_with_its_usual_slips() {
    for text in [
        "Sun, 10 Mar 2019 17:05:09 GMT",
        "Mon, 10 Mar 2019 17:05:09 GMT",
        "10 Mar 19 17:05:09 Z",
        "Sunday, 10 March 2019 12:05:09 EST",
        "Sun, 10 Mar 2019 13:05:09 EDT",
        "Sun,10 Mar 2019 09:05:09 PST",
        "Sun, 10 Mar 2019 18:05:09 +0100",
        "Sun, 10 Mar 2019 18:05:09 CET",
        "Sun, 10 Mar 2019 19:05:09 +02:00 (EET)",
        "Sun, 10 Mar 2019 17:05:09 -0000",
        "Sun, 10 Mar 2019 05:05:09 PM",
        "Sun Mar 10 17:05:09 2019",
        "March 10th, 2019 5:05:09 p.m.",
        "Sun, 10 Mar 2019 19:05:09 GMT+2",
        "Sun, 2019/03/10 12:05:09 EST",
    ] {
        check(text, "2019-03-10T17:05:09Z");
    }
    check("Sun, 10 Mar 2019", "2019-03-10T00:00:00Z");
    check("Sun, 10 Mar 2019 24:00:00 GMT", "2019-03-11T00:00:00Z");
    check("Sun, 10 Mar 2019 23:59:60 GMT", "2019-03-10T23:59:59Z");
}

#[test]
fn iso_8601_whole_and_in_part() {
    for text in [
        "2019-03-10T17:05:09Z",
        "2019-03-10t17:05:09.000z",
        "2019-03-10 17:05:09",
        "2019-03-10T19:05:09+02:00",
        "2019-03-10T19:05:09+0200",
        "2019-03-10T19:05:09+02",
        "20190310T170509Z",
        "20190310170509",
        "2019-069T17:05:09Z",
        "2019-3-10T17:5:9Z",
        "2019/03/10 17:05:09",
        "2019.03.10 17:05:09",
        "2019-03-10T17:05:09 UTC",
    ] {
        check(text, "2019-03-10T17:05:09Z");
    }
    check("2019-03-10T17:05Z", "2019-03-10T17:05:00Z");
    check("2019-03-10", "2019-03-10T00:00:00Z");
    check("2019-03", "2019-03-01T00:00:00Z");
    check("2019", "2019-01-01T00:00:00Z");
    check("2019-03-10T17:05:09.25Z", "2019-03-10T17:05:09.25Z");
    check("1552237509", "2019-03-10T17:05:09Z");
    check("1552237509000", "2019-03-10T17:05:09Z");
}

#[test]
fn dates_in_other_languages() {
    for text in [
        "2019년 3월 10일 오후 5:05:09",
        "2019-03-10 오후 5:05:09",
        "2019年3月10日 17:05:09",
        "2019年3月10日 下午5:05:09",
        "2019年3月10日17時05分09秒",
        "Κυρ, 10 Μαρ 2019 17:05:09 GMT",
        "2019-március-10T17:05:09",
        "dim. 10 mars 2019 17:05:09 GMT",
        "So, 10 Mär 2019 18:05:09 MEZ",
        "10 de marzo de 2019 17:05:09",
        "Вс, 10 марта 2019 20:05:09 +0300",
        "10 Mart 2019 17:05:09",
        "niedziela, 10 marca 2019 17:05:09",
    ] {
        check(text, "2019-03-10T17:05:09Z");
    }
    check("mar., 12 nov. 2019 08:00 +0000", "2019-11-12T08:00:00Z");
    check("5 czerwca 2019", "2019-06-05T00:00:00Z");
}

#[test]
fn dates_of_office_programs() {
    check("3/10/2019 5:05:09 PM", "2019-03-10T17:05:09Z");
    check("25/3/2019 17:05", "2019-03-25T17:05:00Z");
    check("10.3.2019 17:05", "2019-03-10T17:05:00Z");
    check("3/10/2019 12:05:09 AM", "2019-03-10T00:05:09Z");
    check("2019-03-10 17:05:09.7", "2019-03-10T17:05:09.7Z");
    check("10-Mar-19", "2019-03-10T00:00:00Z");
}

#[test]
fn what_is_no_date_is_none() {
    for text in ["", "yesterday", "17:05", "32 Mar 2019", "2019-13-01", "2019-02-30", "Sun, 10 Mar 2019 25:00:00"] {
        check(text, "");
    }
    check(&"1".repeat(200), "");
}

#[test]
fn dates_that_cannot_be_true_are_told() {
    let now: Timestamp = "2024-05-01T00:00:00Z".parse().unwrap();
    for (text, kept) in [
        ("9999-12-31T23:59:59Z", false),
        ("0001-01-01T00:00:00Z", false),
        ("1970-01-01T00:00:00Z", false),
        ("2024-05-02T00:00:00Z", true),
        ("1869-11-17", true),
        ("soon", false),
    ] {
        let mut problems = Problems::default();
        assert_eq!(read(text, now, &mut problems).is_some(), kept, "{text}");
        assert_eq!(problems.into_vec().is_empty(), kept, "{text}");
    }
}
