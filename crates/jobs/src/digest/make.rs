//! What a machine makes of articles: from their rows and texts to what is kept of them. Pure but for the models, which
//! are part of the program.

use model::rights::{self, Audience, Level, Terms, Use};
use model::{Gist, Language};
use store::{Claimed, DigestReport, HashtagDraft, Undigested};
use text::copies::Fingerprint;
use text::encoder::{Encoder, Vector};
use text::gist::{self, Piece};
use text::hashtags::{self, Candidate, Input};
use text::sections::{self, Hints};
use text::{language, words};

use crate::packing;

/// An article as the models read it.
struct Reading<'a> {
    claimed: &'a Claimed<Undigested>,
    /// Its plain text, or its excerpt.
    text: String,
    language: Option<Language>,
    /// Whether machines may learn from it.
    granted: bool,
}

/// The digests of a few articles, which are encoded together.
pub(super) fn digests(claimed: &[Claimed<Undigested>], audience: Audience) -> Vec<DigestReport> {
    let readings: Vec<Reading<'_>> = claimed.iter().map(|claimed| Reading::of(claimed, audience)).collect();
    let granted: Vec<&Reading<'_>> = readings.iter().filter(|reading| reading.granted).collect();
    let sentences: Vec<String> = granted.iter().map(|reading| gist::sentence(&reading.piece())).collect();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let vectors = Encoder::shared().encode(&sentences);
    let understood = granted.iter().zip(&vectors).map(|(reading, vector)| reading.understood(vector));
    let reserved = readings.iter().filter(|reading| !reading.granted).map(Reading::reserved);
    understood.chain(reserved).collect()
}

impl<'a> Reading<'a> {
    fn of(claimed: &'a Claimed<Undigested>, audience: Audience) -> Self {
        let Undigested { listed, body, .. } = &claimed.row;
        let known = &listed.article.metadata;
        let terms = Terms { display: listed.display, wishes: &known.wishes, withdrawn: false, blocked: false };
        let granted = rights::decide(audience, Use::Embedding, &terms).level > Level::Hidden;
        let html = body.as_ref().filter(|_| granted).and_then(|body| body.unpack().ok());
        let text = html.map_or_else(|| known.excerpt.clone(), |html| article::plain_text(&html));
        let sample = format!("{}\n{text}", known.title);
        let language = if granted { language::decide(&sample, known.language) } else { known.language };
        Self { claimed, text, language, granted }
    }

    fn piece(&self) -> Piece<'_> {
        let listed = &self.claimed.row.listed;
        Piece {
            title: &listed.article.metadata.title,
            text: &self.text,
            language: self.language,
            publisher: &listed.publisher,
        }
    }

    fn understood(&self, vector: &Vector) -> DigestReport {
        let piece = self.piece();
        let gist = gist::gist(&piece, vector.values());
        let hints = Hints { url_path: self.claimed.row.listed.article.url.path(), ..Hints::default() };
        let section = sections::section(piece.title, piece.text, Some(vector), &hints);
        DigestReport {
            section: section.map(|(section, _)| section),
            gist: Some(self.kept(&gist, vector)),
            hashtags: self.hashtags(),
            ..self.reserved()
        }
    }

    /// What is kept of an article whose publisher reserves such uses: its language as declared.
    fn reserved(&self) -> DigestReport {
        DigestReport {
            article_id: self.claimed.row.listed.article.id,
            lease: self.claimed.lease,
            language: self.language,
            section: None,
            gist: None,
            hashtags: Vec::new(),
        }
    }

    fn kept(&self, gist: &Gist, vector: &Vector) -> store::Gist {
        let terms: Vec<_> = words::words(&self.text, self.language).map(|word| word.term).collect();
        let fingerprint = Fingerprint::of(terms.iter().map(AsRef::as_ref));
        let packed = packing::pack(gist, &fingerprint);
        store::Gist { version: packing::VERSION, packed, vector: packing::vector(&vector.centred()) }
    }

    fn hashtags(&self) -> Vec<HashtagDraft> {
        let Piece { title, text, language, publisher } = self.piece();
        let found = hashtags::hashtags(Input { title, text, language, publisher });
        let draft = |found: Candidate| HashtagDraft {
            tag: found.tag,
            key: found.key,
            kind: found.kind,
            weight: f64::from(found.weight),
        };
        found.into_iter().map(draft).collect()
    }
}
