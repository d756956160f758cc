//! RSS 1.0: RDF with the content and Dublin Core modules, as older sites still give it out.

use std::fmt::Write as _;

use super::Source;
use crate::dates;
use crate::desk::Piece;
use crate::xml::{cdata, element, escape};

/// The feed.
pub(super) fn write(source: Source<'_>) -> String {
    let publisher = source.publisher;
    let encoding = publisher.encoding.as_deref().unwrap_or("UTF-8");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xml:lang=\"{}\">\n",
        publisher.language()
    );
    let _ = writeln!(xml, "<channel rdf:about=\"{}\">", escape(&source.own_url()));
    xml.push_str(&element("title", &publisher.feed.title));
    xml.push_str(&element("link", &source.home()));
    xml.push_str(&element("description", &publisher.tagline));
    xml.push_str(&element("dc:language", publisher.language()));
    if let Some(changed) = source.edition.changed() {
        xml.push_str(&element("dc:date", &dates::rfc3339(changed, publisher)));
    }
    xml.push_str("<items><rdf:Seq>\n");
    for piece in &source.edition.pieces {
        let _ = writeln!(xml, "<rdf:li rdf:resource=\"{}\"/>", escape(&piece.url));
    }
    xml.push_str("</rdf:Seq></items>\n</channel>\n");
    for piece in &source.edition.pieces {
        item(&mut xml, source, piece);
    }
    xml.push_str("</rdf:RDF>\n");
    xml
}

fn item(xml: &mut String, source: Source<'_>, piece: &Piece<'_>) {
    let _ = writeln!(xml, "<item rdf:about=\"{}\">", escape(&piece.url));
    xml.push_str(&element("title", &piece.title));
    xml.push_str(&element("link", &piece.url));
    xml.push_str(&element("description", &piece.standfirst));
    xml.push_str(&element("dc:date", &dates::rfc3339(piece.published, source.publisher)));
    for author in &piece.report.authors {
        xml.push_str(&element("dc:creator", author));
    }
    for category in source.categories(piece) {
        xml.push_str(&element("dc:subject", category));
    }
    let picture = source.image_url(piece).map(|url| {
        let alt = escape(piece.report.alt.as_deref().unwrap_or_default());
        format!("<p><img src=\"{}\" alt=\"{alt}\" width=\"1200\" height=\"675\"></p>\n", escape(&url))
    });
    let content = picture.unwrap_or_default() + &source.content(piece);
    let _ = writeln!(xml, "<content:encoded>{}</content:encoded>\n</item>", cdata(&content));
}
