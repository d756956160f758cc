//! RSS 2.0 as papers write it: full text in `content:encoded`, names in `dc:creator`, pictures in `media:content`.
//! The podcast differs by its enclosures and iTunes fields.

use std::fmt::Write as _;

use super::Source;
use crate::desk::Piece;
use crate::xml::{cdata, element, escape};
use crate::{dates, sound};

/// The feed of a paper.
pub(super) fn write(source: Source<'_>) -> String {
    document(source, "", |xml, piece| {
        if source.is_full() {
            xml.push_str(&element("description", &piece.standfirst));
            let _ = writeln!(xml, "<content:encoded>{}</content:encoded>", cdata(&source.content(piece)));
        } else {
            xml.push_str(&element("description", &source.excerpt(piece)));
        }
        if let (Some(url), Some(alt)) = (source.image_url(piece), &piece.report.alt) {
            let _ = writeln!(
                xml,
                "<media:content url=\"{}\" medium=\"image\" type=\"image/webp\" width=\"1200\" height=\"675\">\
                 <media:description>{}</media:description></media:content>",
                escape(&url),
                escape(alt)
            );
        }
    })
}

/// The feed of a podcast.
pub(super) fn write_podcast(source: Source<'_>) -> String {
    let channel = format!(
        "<itunes:author>{}</itunes:author>\n<itunes:explicit>false</itunes:explicit>\n<itunes:type>episodic</itunes:type>\n",
        escape(&source.publisher.name)
    );
    document(source, &channel, |xml, piece| {
        let sound = source.desk.url(&source.publisher.key, &format!("/audio/{}.wav", piece.report.slug));
        xml.push_str(&element("description", &piece.standfirst));
        let _ = writeln!(xml, "<content:encoded>{}</content:encoded>", cdata(&source.content(piece)));
        let _ = writeln!(xml, "<enclosure url=\"{}\" length=\"{}\" type=\"audio/wav\"/>", escape(&sound), sound::BYTES);
        let _ = writeln!(xml, "<itunes:duration>{}</itunes:duration>", sound::SECONDS);
        if let Some(url) = source.image_url(piece) {
            let _ = writeln!(xml, "<itunes:image href=\"{}\"/>", escape(&url));
        }
    })
}

const OPENING: &str = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
     xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
     xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\n";

fn document(source: Source<'_>, channel: &str, text: impl Fn(&mut String, &Piece<'_>)) -> String {
    let publisher = source.publisher;
    let encoding = publisher.encoding.as_deref().unwrap_or("UTF-8");
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n{OPENING}<channel>\n");
    xml.push_str(&element("title", &publisher.feed.title));
    xml.push_str(&element("link", &source.home()));
    xml.push_str(&element("description", &publisher.tagline));
    xml.push_str(&element("language", &publisher.locale));
    let _ =
        writeln!(xml, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>", escape(&source.own_url()));
    if let Some(changed) = source.edition.changed() {
        xml.push_str(&element("lastBuildDate", &dates::rfc2822(changed, publisher)));
    }
    xml.push_str(&publisher.licence.as_deref().map(|line| element("copyright", line)).unwrap_or_default());
    xml.push_str(channel);
    for piece in &source.edition.pieces {
        xml.push_str("<item>\n");
        head(&mut xml, source, piece);
        text(&mut xml, piece);
        xml.push_str("</item>\n");
    }
    xml.push_str("</channel>\n</rss>\n");
    xml
}

fn head(xml: &mut String, source: Source<'_>, piece: &Piece<'_>) {
    xml.push_str(&element("title", &piece.title));
    xml.push_str(&element("link", &piece.url));
    let _ = writeln!(xml, "<guid isPermaLink=\"false\">{}</guid>", escape(&source.guid(&piece.url)));
    xml.push_str(&element("pubDate", &dates::rfc2822(piece.published, source.publisher)));
    if let Some((at, _)) = piece.corrected {
        let _ = writeln!(xml, "<atom:updated>{}</atom:updated>", dates::rfc3339(at, source.publisher));
    }
    for author in &piece.report.authors {
        xml.push_str(&element("dc:creator", author));
    }
    for category in source.categories(piece) {
        xml.push_str(&element("category", category));
    }
}
