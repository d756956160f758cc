use proptest::prelude::*;

use super::*;

fn language(code: &str) -> Language {
    code.parse().expect("a code")
}

fn check(text: &str, expected: &str) {
    let guess = detect(text).map(|guess| guess.language.to_string());
    assert_eq!(guess.unwrap_or_default(), expected, "{text:?}");
}

fn check_declared(text: &str, declared: &str, expected: &str) {
    assert_eq!(decide(text, Some(language(declared))), Some(language(expected)), "{text:?} declared {declared}");
}

#[test]
fn headlines_are_told_by_their_words() {
    let headlines = [
        ("en", "Council votes to reopen the harbour ferry after a year of repairs"),
        ("de", "Stadtrat stimmt für die Wiedereröffnung der Hafenfähre"),
        ("fr", "Le conseil vote la réouverture du bac après un an de travaux"),
        ("es", "El ayuntamiento aprueba reabrir el transbordador del puerto"),
        ("pt", "Câmara aprova a reabertura da balsa do porto depois de um ano"),
        ("it", "Il consiglio comunale riapre il traghetto del porto dopo i lavori"),
        ("nl", "De gemeenteraad stemt voor het heropenen van het veer"),
        ("sv", "Kommunen röstar för att öppna färjan igen efter ett år"),
        ("pl", "Rada miasta głosuje za ponownym otwarciem promu"),
        ("cs", "Zastupitelé schválili znovuotevření přístavního přívozu"),
        ("hu", "A városi tanács megszavazta a komp újraindítását"),
        ("fi", "Kaupunginvaltuusto päätti avata lautan uudelleen vuoden jälkeen"),
        ("tr", "Belediye meclisi liman vapurunun yeniden açılmasına karar verdi"),
        ("vi", "Hội đồng thành phố bỏ phiếu mở lại bến phà sau một năm sửa chữa"),
        ("sw", "Baraza la mji lapiga kura kufungua tena kivuko cha bandari"),
        ("id", "Dewan kota memutuskan untuk membuka kembali pelabuhan feri"),
        ("ru", "Городской совет проголосовал за открытие паромной переправы"),
        ("uk", "Міська рада проголосувала за відкриття поромної переправи"),
        ("bg", "Общинският съвет гласува за отварянето на ферибота"),
        ("ar", "مجلس المدينة يصوت على إعادة فتح عبارة الميناء"),
        ("fa", "شورای شهر به بازگشایی کشتی بندر رای داد"),
        ("hi", "नगर परिषद ने बंदरगाह की नौका फिर से शुरू करने के लिए मतदान किया"),
    ];
    for (code, text) in headlines {
        check(text, code);
    }
}

#[test]
fn a_script_of_one_language_tells_it() {
    let headlines = [
        ("el", "Νέο πλοίο στο λιμάνι"),
        ("ko", "항구 여객선 다시 열린다"),
        ("th", "เปิดท่าเรืออีกครั้ง"),
        ("he", "המעבורת נפתחת מחדש"),
        ("am", "ወደቡ እንደገና ተከፈተ"),
    ];
    for (code, text) in headlines {
        check(text, code);
    }
}

#[test]
fn kana_make_japanese_of_chinese_characters() {
    check("市議会、港の渡し船の再開を可決", "ja");
    check("市议会投票决定重新开放渡轮", "zh");
    check("港口管理部門昨日宣布，明年起調整全部航線", "zh");
    check_declared("東京都知事選挙、投開票", "ja", "ja");
    check_declared("港の渡し船、一年ぶりに再開", "zh", "ja");
}

#[test]
fn only_letters_count() {
    for text in ["", "  ", "2026 – 14:30", "https://example.org/der-bundestag", "@the_editor 🎉🎉", "!!!"] {
        assert_eq!(detect(text), None, "{text:?}");
    }
    check("https://example.org/the-weather-in-the-north www.example.com/the Der Hafen ist wieder offen", "de");
}

#[test]
fn most_of_the_letters_decide_between_scripts() {
    check("Компания Octavo открывает новый офис в Москве", "ru");
    check("The word мир means both peace and world in the old song", "en");
}

#[test]
fn accents_written_apart_are_read_as_one_letter_with_theirs() {
    check("Le proces reprend a\u{300} l'e\u{301}te\u{301} apre\u{300}s une longue pause", "fr");
}

#[test]
fn what_is_declared_stands_where_the_text_cannot_tell() {
    check_declared("Live", "de", "de");
    check_declared("2026", "sw", "sw");
    check_declared("Pemerintah umumkan anggaran baru", "ms", "ms");
    check_declared("Grad otvara novu bolnicu", "sr", "sr");
    check_declared("O concello aproba o novo orzamento da cidade", "gl", "gl");
    check_declared("די נייע צייטונג", "yi", "yi");
    check_declared("Regjeringen legger frem budsjettet i morgen", "no", "nb");
}

#[test]
fn what_is_declared_loses_where_the_text_is_plainly_another() {
    check_declared("The government presents its budget to parliament tomorrow morning", "de", "en");
    check_declared("The government presents its budget to parliament tomorrow morning", "gl", "en");
    check_declared("Правительство представит бюджет завтра утром", "en", "ru");
    check_declared("Le gouvernement présente son budget demain matin au parlement", "am", "fr");
    check_declared(
        "Regjeringa la fram statsbudsjettet for ålmenta no i dag, seier dei som ikkje veit kva ein gjer",
        "no",
        "nn",
    );
}

#[test]
fn a_long_text_is_judged_by_its_beginning() {
    let text =
        format!("{}{}", "Der Hafen ist wieder offen. ".repeat(100), "The harbour is open again. ".repeat(50_000));
    check(&text, "de");
}

#[test]
fn confidence_grows_with_the_text() {
    let confidence = |text: &str| detect(text).map(|guess| guess.confidence).unwrap_or_default();
    let long = confidence("Le gouvernement présente son budget demain matin au parlement");
    assert!(long > 0.95 && confidence("a") < 0.6, "{long}");
}

#[test]
fn the_table_comes_back_as_it_was_packed() {
    let weights = vec![3, -4, 127, -127];
    let languages = vec![language("en"), language("yue")];
    let group = Group { script: Script::Cyrillic, languages, bits: 1, scale: 0.5, weights };
    let packed = Table { groups: vec![group] }.pack().expect("packs");
    let table = Table::unpack(&packed).expect("unpacks");
    let group = table.group(Script::Cyrillic).expect("its group");
    assert_eq!((group.languages[1], group.weights[1], group.bits), (language("yue"), -4, 1));
    assert_eq!(Table::unpack(packed.get(..packed.len() - 3).unwrap_or_default()).err(), Some(table::NotATable));
    assert_eq!(Table::unpack(b"no table").err(), Some(table::NotATable));
}

#[test]
fn the_table_in_the_tree_knows_seventy_five_languages_with_the_scripts_of_one() {
    let shared: usize = TABLE.groups.iter().map(|group| group.languages.len()).sum();
    let sole = ["el", "he", "hy", "ka", "ko", "th", "bn", "gu", "pa", "ta", "te"];
    assert!(sole.iter().all(|code| Script::only_of(code).is_some()));
    assert_eq!(shared + sole.len(), 75);
}

proptest! {
    #[test]
    fn any_text_is_read_and_shares_are_shares(text in any::<String>(), declared in "[a-z]{2,3}") {
        let guess = detect(&text);
        prop_assert!(guess.is_none_or(|guess| (0.0..=1.0).contains(&guess.confidence)));
        prop_assert_eq!(guess, detect(&text));
        prop_assert!(decide(&text, declared.parse().ok()).is_some());
    }
}
