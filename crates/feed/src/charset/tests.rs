use super::*;

fn check(bytes: &[u8], content_type: Option<&str>, expect: &str) {
    let text = decode(bytes, content_type, &mut Problems::default());
    assert_eq!(text.trim_start_matches('\u{feff}'), expect, "{content_type:?}");
}

fn encode(text: &str, label: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
}

#[test]
fn a_mark_outranks_every_statement() {
    check(b"\xef\xbb\xbf<a>\xc3\xa9</a>", Some("text/xml; charset=iso-8859-1"), "<a>é</a>");
    check(b"\xef\xbb\xbf\xef\xbb\xbf<a/>", None, "<a/>");
    check(b"\xff\xfe<\0a\0/\0>\0", Some("text/xml; charset=utf-8"), "<a/>");
    check(b"\xfe\xff\0<\0a\0/\0>", None, "<a/>");
}

#[test]
fn wide_text_is_known_without_a_mark() {
    check(b"<\0a\0/\0>\0", None, "<a/>");
    check(b"\0<\0a\0/\0>", None, "<a/>");
    check(b"<\0\0\0a\0\0\0/\0\0\0>\0\0\0", None, "<a/>");
    check(b"\xff\xfe\0\0<\0\0\0\xe9\0\0\0", None, "<é");
    check(b"\0\0\xfe\xff\0\0\0<\0\0", None, "<");
}

#[test]
fn the_server_outranks_the_declaration() {
    let bytes = encode(r#"<?xml version="1.0" encoding="koi8-r"?><a>Лёд</a>"#, "windows-1251");
    check(&bytes, Some("text/xml; charset=windows-1251"), r#"<?xml version="1.0" encoding="koi8-r"?><a>Лёд</a>"#);
}

#[test]
fn declared_legacy_encodings_are_read() {
    for (label, word) in [
        ("shift_jis", "日本の朝"),
        ("euc-kr", "서울의 아침"),
        ("big5", "臺北早晨"),
        ("gb2312", "北京的早晨"),
        ("windows-1252", "“Café”"),
        ("iso-8859-2", "Łódź"),
    ] {
        let text = format!(r#"<?xml version="1.0" encoding="{label}"?><a>{word}</a>"#);
        check(&encode(&text, label), None, &text);
        check(&encode(&text, label), Some("text/xml"), &text);
        check(&encode(word, label), Some(&format!("text/xml; charset=\"{label}\"")), word);
    }
}

#[test]
fn a_wrong_statement_is_told() {
    for (bytes, content_type) in [
        ("<a>é</a>".as_bytes(), "text/xml; charset=iso-8859-1"),
        ("<a>日本の朝</a>".as_bytes(), "text/xml; charset=shift_jis"),
        ("<a>é</a>".as_bytes(), "text/xml; charset=nonsense"),
    ] {
        let mut problems = Problems::default();
        let text = decode(bytes, Some(content_type), &mut problems);
        assert_eq!(text.as_bytes(), bytes);
        assert_eq!(problems.into_vec().len(), 1, "{content_type}");
    }
    let mut problems = Problems::default();
    decode("<a>é</a>".as_bytes(), Some("text/xml; charset=us-ascii"), &mut problems);
    assert_eq!(problems.into_vec(), [], "a server's default is no statement");
}

#[test]
fn unstated_encodings_are_guessed() {
    let text = "<a>Сегодня утром в городе открылась новая библиотека</a>";
    check(&encode(text, "windows-1251"), None, text);
    check(b"<a>caf\xe9</a>", Some("text/xml; charset=utf-8"), "<a>café</a>");
    check("<a>ééééééééé\u{e9}</a>".as_bytes().split_at(13).0, None, "<a>ééééé");
}

#[test]
fn charset_parameters_are_found() {
    assert_eq!(charset_of("text/xml; foo=bar; Charset = 'UTF-8'").as_deref(), Some("UTF-8"));
    assert_eq!(charset_of("text/xml"), None);
    assert_eq!(charset_of("text/xml; charset="), None);
}
