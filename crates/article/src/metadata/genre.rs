//! What kind of piece a page holds. Paid-for pieces and views must never pass as news, so any clear sign counts:
//! structured data, the section, the address, a label that readers see.

use model::Genre;
use url::Url;

use crate::facts::Facts;

/// schema.org types that name a genre.
const TYPES: [(&str, Genre); 8] = [
    ("AdvertiserContentArticle", Genre::Sponsored),
    ("AdvertiserContent", Genre::Sponsored),
    ("SatiricalArticle", Genre::Satire),
    ("OpinionNewsArticle", Genre::Opinion),
    ("ReviewNewsArticle", Genre::Opinion),
    ("LiveBlogPosting", Genre::Live),
    ("AnalysisNewsArticle", Genre::Analysis),
    ("BackgroundNewsArticle", Genre::Analysis),
];

/// Labels and sections by what they tell, in lower case; a label is equal to one of them, or starts with one that is
/// followed by more words.
#[rustfmt::skip]
const LABELS: [(Genre, &[&str]); 6] = [
    (
        Genre::Sponsored,
        &[
            "sponsored", "sponsored content", "sponsored post", "sponsor content", "paid post", "paid content",
            "paid for by", "partner content", "in partnership with", "advertorial", "advertisement",
            "advertisement feature", "promoted", "promoted content", "branded content", "anzeige", "werbung",
            "bezahlter inhalt", "gesponsert", "publirreportaje", "contenido patrocinado", "patrocinado", "publicidad",
            "contenu sponsorisé", "publicité", "publi-rédactionnel", "publireportage", "contenu partenaire",
            "conteúdo patrocinado", "publieditorial", "publicidade", "реклама", "на правах рекламы",
            "партнерский материал", "партнёрский материал", "спецпроект", "إعلان", "محتوى مدفوع", "محتوى برعاية",
            "برعاية", "प्रायोजित", "विज्ञापन", "iklan", "advertorial", "konten bersponsor", "広告", "提供", "タイアップ",
            "スポンサード", "スポンサー", "reklam", "sponsorlu içerik", "ilan", "advertorial içerik", "广告", "廣告", "赞助", "赞助内容",
            "推广", "推廣",
        ],
    ),
    (
        Genre::PressRelease,
        &[
            "press release", "press releases", "media release", "news release", "pressemitteilung",
            "presseaussendung", "nota de prensa", "comunicado de prensa", "communiqué", "communiqué de presse",
            "comunicado de imprensa", "comunicado à imprensa", "пресс-релиз", "بيان صحفي", "بيان صحافي",
            "प्रेस विज्ञप्ति", "siaran pers", "rilis pers", "プレスリリース", "basın bülteni", "basın açıklaması", "新闻稿",
            "新聞稿", "press-release", "pr-newswire",
        ],
    ),
    (Genre::Satire, &["satire", "sátira", "сатира", "satira", "風刺", "hiciv", "讽刺", "سخرية", "व्यंग्य", "humour noir"]),
    (
        Genre::Opinion,
        &[
            "opinion", "opinions", "op-ed", "oped", "editorial", "editorials", "commentary", "comment",
            "comment is free", "column", "columns", "columnist", "columnists", "letters", "letter to the editor",
            "letters to the editor", "viewpoint", "guest essay", "meinung", "kommentar", "kommentare", "leitartikel",
            "kolumne", "gastbeitrag", "opinión", "columna", "columnas", "tribuna", "tribune", "tribunes", "éditorial",
            "edito", "édito", "chronique", "point de vue", "opinião", "coluna", "artigo de opinião", "мнение",
            "мнения", "колонка", "авторская колонка", "رأي", "آراء", "مقال رأي", "مقالات الرأي", "افتتاحية", "राय",
            "संपादकीय", "विचार", "opini", "tajuk rencana", "kolom", "社説", "オピニオン", "コラム", "論説", "görüş",
            "köşe yazısı", "köşe yazıları", "yorum", "yazarlar", "评论", "評論", "社论", "社論", "观点", "觀點",
        ],
    ),
    (
        Genre::Live,
        &[
            "live", "live blog", "liveblog", "live updates", "live-ticker", "liveticker", "en vivo", "en directo",
            "minuto a minuto", "en direct", "ao vivo", "онлайн-трансляция", "مباشر", "تغطية مباشرة", "लाइव", "canlı",
            "canlı anlatım", "siaran langsung", "速報ライブ", "直播",
        ],
    ),
    (
        Genre::Analysis,
        &[
            "analysis", "news analysis", "explainer", "explained", "analyse", "hintergrund", "análisis", "analyses",
            "décryptage", "análise", "analiz", "анализ", "аналитика", "разбор", "تحليل", "विश्लेषण", "analisis", "解説",
            "分析", "解读", "background",
        ],
    ),
];

/// Words in the path of an address that name a section for everything below them.
#[rustfmt::skip]
const PATHS: [(Genre, &[&str]); 5] = [
    (
        Genre::Sponsored,
        &[
            "sponsored", "sponsored-content", "paid-post", "paidpost", "partner-content", "partnercontent",
            "brandstudio", "branded-content", "advertorial", "anzeige", "advertisement", "contenido-patrocinado",
            "advertorials",
        ],
    ),
    (
        Genre::PressRelease,
        &[
            "press-release", "press-releases", "pressreleases", "prnewswire", "pressemitteilung",
            "pressemitteilungen", "comunicados",
        ],
    ),
    (
        Genre::Opinion,
        &[
            "opinion", "opinions", "op-ed", "commentisfree", "commentary", "editorial", "editorials", "columnists",
            "columns", "letters", "meinung", "kommentar", "kommentare", "kolumne", "kolumnen", "leitartikel",
            "tribuna", "tribune", "opiniao", "colunas", "idees", "debats", "editoriales", "columnas", "opini",
            "kolom", "yazarlar", "kose-yazilari", "shasetsu",
        ],
    ),
    (Genre::Live, &["live", "liveblog", "live-blog", "liveticker", "live-updates", "en-direct", "en-vivo", "ao-vivo"]),
    (Genre::Satire, &["satire", "satira"]),
];

/// The genre of the piece on a page.
pub(crate) fn genre(facts: &Facts, url: &Url) -> Genre {
    by_type(facts)
        .or_else(|| by_label(facts.labels.iter().map(String::as_str)))
        .or_else(|| by_section(facts))
        .or_else(|| by_path(url))
        .unwrap_or_default()
}

/// The genre of a piece of which only its feed has spoken: by the feed's categories, else by its address.
pub fn genre_of_entry(categories: &[String], url: Option<&Url>) -> Genre {
    by_label(categories.iter().map(String::as_str)).or_else(|| url.and_then(by_path)).unwrap_or_default()
}

fn by_type(facts: &Facts) -> Option<Genre> {
    let types = || facts.described.iter().flat_map(|piece| piece.types.iter());
    TYPES.iter().find(|(name, _)| types().any(|kind| kind == name)).map(|(_, genre)| *genre)
}

fn by_section(facts: &Facts) -> Option<Genre> {
    let metas = facts.metas(&[
        "article:section",
        "section",
        "parsely-section",
        "article:content_tier",
        "genre",
        "article:genre",
    ]);
    by_label(metas.chain(facts.described.iter().flat_map(|piece| piece.labels.iter().map(String::as_str))))
}

/// The genre that labels tell. Money outweighs opinion, whichever label stands first.
pub(crate) fn by_label<'a>(labels: impl Iterator<Item = &'a str>) -> Option<Genre> {
    let labels: Vec<String> = labels.map(|label| label.trim().trim_end_matches(':').to_lowercase()).collect();
    let tells = |words: &[&str]| labels.iter().any(|label| words.iter().any(|word| is_label(label, word)));
    LABELS.iter().find(|(_, words)| tells(words)).map(|(genre, _)| *genre)
}

/// "Sponsored by Acme" is a label, "Sponsored bills fail again" hardly stands in an element of that kind.
fn is_label(label: &str, word: &str) -> bool {
    let Some(rest) = label.strip_prefix(word) else { return false };
    let takes_more =
        matches!(word, "sponsored" | "presented" | "paid for by" | "in partnership with" | "advertisement" | "برعاية");
    rest.is_empty()
        || (takes_more && rest.starts_with(' '))
        || rest.starts_with(" |")
        || rest.starts_with(" /")
        || rest.starts_with(" ›")
}

fn by_path(url: &Url) -> Option<Genre> {
    let parts: Vec<String> = url.path_segments().into_iter().flatten().map(str::to_ascii_lowercase).collect();
    // The last part is the piece itself: a report may be called "opinion".
    let sections = parts.split_last().map(|(_, sections)| sections).unwrap_or_default();
    let host = url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default();
    let tells = |words: &[&str]| words.contains(&host) || sections.iter().any(|part| words.contains(&part.as_str()));
    PATHS.iter().find(|(_, words)| tells(words)).map(|(genre, _)| *genre)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read_facts;

    fn check(html: &str, path: &str, expect: Genre) {
        let url = Url::parse("https://coast.example").and_then(|base| base.join(path)).expect("a valid address");
        assert_eq!(genre(&read_facts(html), &url), expect, "{html} {path}");
    }

    #[test]
    fn a_feeds_categories_count_before_the_address() {
        let url = Url::parse("https://coast.example/opinion/2024/a").expect("a valid address");
        let check = |categories: &[&str], expect: Genre| {
            let categories: Vec<String> = categories.iter().map(|&word| word.to_owned()).collect();
            assert_eq!(genre_of_entry(&categories, Some(&url)), expect, "{categories:?}");
        };
        check(&["Harbour", "Sponsored"], Genre::Sponsored);
        check(&["Harbour"], Genre::Opinion);
        assert_eq!(genre_of_entry(&[], None), Genre::News);
    }

    #[test]
    fn each_kind_of_sign_counts() {
        let typed = |kind: &str| format!("<script type='application/ld+json'>{{\"@type\":\"{kind}\"}}</script>");
        check(&typed("OpinionNewsArticle"), "/a", Genre::Opinion);
        check(&typed("NewsArticle"), "/a", Genre::News);
        check(&typed("LiveBlogPosting"), "/a", Genre::Live);
        let labelled =
            |labels: &str| format!("<script type='application/ld+json'>{{\"@type\":\"Article\",{labels}}}</script>");
        check(&labelled("\"genre\":\"Press release\""), "/a", Genre::PressRelease);
        check(&labelled("\"articleSection\":[\"Harbour\",\"Opinion\"]"), "/a", Genre::Opinion);
        check(&labelled("\"genre\":[\"Harbour\",\"Anzeige\"],\"articleSection\":\"Opinion\""), "/a", Genre::Sponsored);
        check("<meta property='article:section' content='Opinión'>", "/a", Genre::Opinion);
        check("<span class='article-label'>Anzeige</span>", "/a", Genre::Sponsored);
        check("<span class='kicker'>Sponsored by Acme</span>", "/opinion/a", Genre::Sponsored);
        check("<p class='label'>広告</p>", "/a", Genre::Sponsored);
        check("<p class='label'>بيان صحفي</p>", "/a", Genre::PressRelease);
        check("", "/opinion/2024/a", Genre::Opinion);
        check("", "/2024/opinion", Genre::News);
        check("<p class='kicker'>Opinion polls</p>", "/a", Genre::News);
        let slot = format!("<h1>Gate shut</h1>{}<p class='ad-label'>Advertisement</p>", "<p>text</p>".repeat(20));
        check(&slot, "/a", Genre::News);
    }
}
