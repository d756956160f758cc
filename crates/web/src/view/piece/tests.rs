//! The door between stored text and a page opens as far as the grant and no further.

use model::rights::Basis;
use model::{Image, ImagePreview, Metadata, Stage};

use super::*;

const STORED: &str = "<p>All of it.</p>";

fn article(wishes: Wishes) -> Article {
    let at = Timestamp::UNIX_EPOCH;
    let image = Image { url: "https://pics.example/a.png".parse().unwrap(), alt: String::new() };
    Article {
        id: ArticleId::new(1),
        publisher_id: PublisherId::new(2),
        url: "https://ferry.example/wall".parse().unwrap(),
        metadata: Metadata {
            title: "Harbour wall holds".to_owned(),
            // A script without spaces is cut to the character.
            excerpt: "界".repeat(500),
            image: Some(image),
            wishes,
            ..Metadata::default()
        },
        first_seen: at,
        listed: at,
        stage: Stage::Readable,
        text_origin: Some(TextOrigin::Feed),
        revised: None,
        failure: None,
    }
}

fn imprint(level: Option<Level>) -> Imprint {
    let display = level.map(|level| Display { level, basis: Basis::Operator, since: Timestamp::UNIX_EPOCH });
    Imprint { id: PublisherId::new(2), name: "Ferry Post".to_owned(), display }
}

/// What is shown: characters of the excerpt, whether the body, whether the picture.
fn shown(audience: Audience, level: Option<Level>, wishes: Wishes) -> Option<(usize, bool, bool)> {
    let piece = Piece::open(article(wishes), imprint(level), audience).ok()?;
    let excerpt = piece.excerpt(400).map_or(0, |excerpt| excerpt.text.chars().count());
    Some((excerpt, piece.body(STORED, &Words::english()).is_some(), piece.photo().is_some()))
}

#[test]
fn each_audience_sees_what_it_may() {
    let check = |audience, level, wishes: Wishes, expect| {
        assert_eq!(shown(audience, level, wishes.clone()), expect, "{audience:?} {level:?} {wishes:?}");
    };
    let none = Wishes::default;
    let snippet = |chars| Wishes { max_snippet: Some(chars), ..Wishes::default() };
    let large = Wishes { image_preview: ImagePreview::Large, ..Wishes::default() };
    check(Audience::Private, None, none(), Some((400, true, true)));
    check(Audience::Private, Some(Level::Excerpt), none(), Some((200, false, true)));
    check(Audience::Private, Some(Level::Headline), none(), Some((0, false, true)));
    check(Audience::Private, Some(Level::Hidden), none(), None);
    check(Audience::Members, None, none(), Some((200, false, false)));
    check(Audience::Public, None, none(), Some((200, false, false)));
    check(Audience::Public, None, large, Some((200, false, true)));
    check(Audience::Public, None, snippet(50), Some((50, false, false)));
    check(Audience::Public, None, snippet(0), Some((0, false, false)));
    check(Audience::Public, Some(Level::Full), snippet(0), Some((0, false, false)));
    check(Audience::Public, Some(Level::Hidden), none(), None);
}

#[test]
fn a_list_cuts_further_than_rights_do() {
    let piece = Piece::open(article(Wishes::default()), imprint(None), Audience::Private).unwrap();
    assert_eq!(piece.excerpt(4).unwrap().text, "界界界…");
}

#[test]
fn a_withdrawn_piece_says_why_it_is_not_there() {
    let withdrawn = Article { stage: Stage::Withdrawn, ..article(Wishes::default()) };
    assert_eq!(Piece::open(withdrawn, imprint(None), Audience::Private).err(), Some(Reason::Withdrawn));
}

#[test]
fn an_address_stands_in_for_a_missing_headline() {
    let mut untitled = article(Wishes::default());
    " ".clone_into(&mut untitled.metadata.title);
    let piece = Piece::open(untitled, imprint(None), Audience::Private).unwrap();
    assert_eq!(piece.headline().text, "https://ferry.example/wall");
}

#[test]
fn only_a_hidden_publisher_is_not_shown() {
    for level in Level::ALL {
        assert_eq!(imprint(Some(level)).is_shown(Audience::Public), level > Level::Hidden, "{level:?}");
    }
    assert!(imprint(None).is_shown(Audience::Public));
}
