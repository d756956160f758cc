//! Feeds and pages of invented publishers, as text.

use std::fmt::Write as _;

/// Sentences that read like a report; with a number in each they differ from piece to piece.
const SENTENCES: [&str; 8] = [
    "The harbour board met in the old customs house and sat until the lamps were lit",
    "Engineers measured the gap between the second and the third pier twice before noon",
    "Ferries will leave every forty minutes while the bridge is closed to heavy traffic",
    "The council expects the repair to cost less than the survey that called for it",
    "A spokeswoman for the railway said that two night trains would run as far as the coast",
    "Shopkeepers along the quay have asked for the fog signal to be moved before winter",
    "Nobody was hurt, and the lighthouse keeper was back at his desk within the hour",
    "The next meeting is open to anyone who brings a chair and a question of their own",
];

/// Paragraphs of HTML with about so many words; `mark` stands in the first sentence, so that a test finds it again.
pub fn prose(mark: &str, words: usize) -> String {
    let mut html = format!("<p>{mark} is the word of the day in Port Halden.");
    let mut written = 9;
    for (at, sentence) in SENTENCES.iter().cycle().enumerate() {
        if written >= words {
            break;
        }
        let end = if at % 3 == 2 { ".</p>\n<p>" } else { "." };
        // Writing to a string cannot fail.
        let _ = write!(html, " {sentence}, for the {} time{end}", ordinal(at));
        written += sentence.split(' ').count() + 4;
    }
    html.push_str("</p>");
    html.replace("<p></p>", "")
}

fn ordinal(at: usize) -> String {
    match at {
        0 => "first".to_owned(),
        1 => "second".to_owned(),
        2 => "third".to_owned(),
        _ => format!("{}th", at + 1),
    }
}

/// An item of an RSS feed.
#[derive(Debug, Clone, Default)]
pub struct Item {
    inside: String,
}

impl Item {
    /// An item with its identity.
    pub fn new(guid: &str) -> Self {
        Self::bare().with("guid", guid)
    }

    /// An item that says nothing.
    pub fn bare() -> Self {
        Self::default()
    }

    /// With an element, its text escaped.
    #[must_use]
    pub fn with(mut self, element: &str, text: &str) -> Self {
        let _ = write!(self.inside, "<{element}>{}</{element}>", escape(text));
        self
    }

    /// With markup as it is.
    #[must_use]
    pub fn raw(mut self, xml: &str) -> Self {
        self.inside.push_str(xml);
        self
    }

    /// A usual item: a title, a link, a time and its whole text.
    pub fn full(link: &str, title: &str, text: &str) -> Self {
        Self::new(link)
            .with("title", title)
            .with("link", link)
            .with("pubDate", "Fri, 20 Nov 2026 07:30:00 GMT")
            .with("content:encoded", text)
    }

    /// A usual item that carries an excerpt only.
    pub fn excerpt(link: &str, title: &str, excerpt: &str) -> Self {
        Self::new(link)
            .with("title", title)
            .with("link", link)
            .with("pubDate", "Fri, 20 Nov 2026 07:30:00 GMT")
            .with("description", excerpt)
    }
}

/// An RSS feed.
pub fn rss(title: &str, items: &[Item]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("<item>{}</item>\n", item.inside)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>{}</title><description>Invented.</description>\n{}</channel></rss>\n",
        escape(title),
        items.concat()
    )
}

/// An article's page with the furniture that pages have.
pub fn page(title: &str, text: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | The Gull</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{title}\"></head>\
         <body><header><nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav></header>\
         <main><article><h1>{title}</h1>{text}</article></main>\
         <footer><p>Printed by the sea. <a href=\"/about\">About us</a></p></footer></body></html>"
    )
}

/// Text for the inside of an element or attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
