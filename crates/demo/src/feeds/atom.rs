//! Atom 1.0, with deleted entries (RFC 6721) where the publisher gives them.

use std::fmt::Write as _;

use super::Source;
use crate::dates;
use crate::desk::Piece;
use crate::xml::{element, escape};

/// The feed.
pub(super) fn write(source: Source<'_>) -> String {
    let publisher = source.publisher;
    let encoding = publisher.encoding.as_deref().unwrap_or("utf-8");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
         xml:lang=\"{}\">\n",
        publisher.locale
    );
    xml.push_str(&element("title", &publisher.feed.title));
    xml.push_str(&element("subtitle", &publisher.tagline));
    xml.push_str(&element("id", &source.guid("/feed")));
    let changed = source.edition.changed().unwrap_or_else(|| source.desk.started());
    xml.push_str(&element("updated", &dates::rfc3339(changed, publisher)));
    let _ = writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escape(&source.own_url()));
    let _ = writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&source.home()));
    let _ = writeln!(xml, "<author><name>{}</name></author>", escape(&publisher.name));
    xml.push_str(&publisher.licence.as_deref().map(|line| element("rights", line)).unwrap_or_default());
    if publisher.feed.deleted_entries {
        for (url, at) in &source.edition.withdrawn {
            let when = dates::rfc3339(*at, publisher);
            let reference = escape(&source.guid(url));
            let _ = writeln!(xml, "<at:deleted-entry ref=\"{reference}\" when=\"{when}\"/>");
        }
    }
    for piece in &source.edition.pieces {
        entry(&mut xml, source, piece);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, source: Source<'_>, piece: &Piece<'_>) {
    let publisher = source.publisher;
    xml.push_str("<entry>\n");
    xml.push_str(&element("title", &piece.title));
    xml.push_str(&element("id", &source.guid(&piece.url)));
    let _ = writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&piece.url));
    xml.push_str(&element("published", &dates::rfc3339(piece.published, publisher)));
    xml.push_str(&element("updated", &dates::rfc3339(piece.changed(), publisher)));
    for author in &piece.report.authors {
        let _ = writeln!(xml, "<author><name>{}</name></author>", escape(author));
    }
    for category in source.categories(piece) {
        let _ = writeln!(xml, "<category term=\"{}\"/>", escape(category));
    }
    if let (Some(url), Some(alt)) = (source.image_url(piece), &piece.report.alt) {
        let _ = writeln!(
            xml,
            "<media:content url=\"{}\" medium=\"image\" type=\"image/webp\">\
             <media:description>{}</media:description></media:content>",
            escape(&url),
            escape(alt)
        );
    }
    if source.is_full() {
        xml.push_str(&element("summary", &piece.standfirst));
        let _ = writeln!(xml, "<content type=\"html\">{}</content>", escape(&source.content(piece)));
    } else {
        let _ = writeln!(xml, "<summary type=\"html\">{}</summary>", escape(&source.excerpt(piece)));
    }
    xml.push_str("</entry>\n");
}
