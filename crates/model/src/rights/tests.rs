//! The table: every rule of the module's list, and the places where two of them meet.

use super::*;

const NOTHING_ASKED: Wishes = Wishes {
    max_snippet: None,
    image_preview: ImagePreview::Unstated,
    no_archive: false,
    no_index: false,
    no_ai: false,
    tdm_reserved: false,
    licence: None,
};

const fn recorded(level: Level, basis: Basis) -> Display {
    Display { level, basis, since: Timestamp::UNIX_EPOCH }
}

fn terms(display: Option<Display>, wishes: &Wishes) -> Terms<'_> {
    Terms { display, wishes, withdrawn: false, blocked: false }
}

type Row = (Audience, Use, Option<Display>, Wishes, Level, Option<u32>, bool, bool, Reason);

#[test]
fn the_table_of_rights_holds() {
    use Audience::{Members, Private, Public};
    let snippet = |limit| Wishes { max_snippet: Some(limit), ..NOTHING_ASKED };
    let large = Wishes { image_preview: ImagePreview::Large, ..NOTHING_ASKED };
    let no_archive = Wishes { no_archive: true, ..NOTHING_ASKED };
    let no_index = Wishes { no_index: true, ..NOTHING_ASKED };
    let reserved = Wishes { tdm_reserved: true, ..NOTHING_ASKED };
    let no_ai = Wishes { no_ai: true, ..NOTHING_ASKED };
    let licence = Some(recorded(Level::Full, Basis::Licence));
    let operator = Some(recorded(Level::Full, Basis::Operator));
    let opt_out = Some(recorded(Level::Hidden, Basis::OptOut));
    #[rustfmt::skip]
    let table: Vec<Row> = vec![
        // Defaults by audience.
        (Private, Use::Page,      None,     NOTHING_ASKED, Level::Full,     None,      true,  false, Reason::Default),
        (Members, Use::Page,      None,     NOTHING_ASKED, Level::Excerpt,  Some(200), false, false, Reason::Default),
        (Public,  Use::Page,      None,     NOTHING_ASKED, Level::Excerpt,  Some(200), false, true,  Reason::Default),
        // Wishes cap what others see, not what one reads at home.
        (Public,  Use::Page,      None,     snippet(80),   Level::Excerpt,  Some(80),  false, true,  Reason::Default),
        (Public,  Use::Page,      None,     snippet(900),  Level::Excerpt,  Some(200), false, true,  Reason::Default),
        (Public,  Use::Page,      None,     snippet(0),    Level::Headline, Some(0),   false, true,  Reason::Wishes),
        (Private, Use::Page,      None,     snippet(0),    Level::Full,     None,      true,  false, Reason::Default),
        (Public,  Use::Page,      None,     large.clone(), Level::Excerpt,  Some(200), true,  true,  Reason::Default),
        (Public,  Use::Page,      None,     no_index,      Level::Excerpt,  Some(200), false, false, Reason::Default),
        (Public,  Use::Page,      operator, no_archive.clone(), Level::Excerpt, Some(200), false, true, Reason::Wishes),
        (Public,  Use::Cache,     operator, no_archive.clone(), Level::Hidden,  Some(0), false, false, Reason::Wishes),
        (Private, Use::Cache,     None,     no_archive.clone(), Level::Full,    None,    true,  false, Reason::Default),
        // What was recorded outranks the default; a licence outranks the wishes too.
        (Public,  Use::FeedOut,   operator, NOTHING_ASKED, Level::Full,     None,      false, true,  Reason::Recorded),
        (Public,  Use::Page,      operator, snippet(0),    Level::Headline, Some(0),   false, true,  Reason::Wishes),
        (Public,  Use::Page,      licence,  snippet(0),    Level::Full,     None,      true,  true,  Reason::Recorded),
        (Public,  Use::Cache,     licence,  no_archive,    Level::Full,     None,      true,  true,  Reason::Recorded),
        (Private, Use::Page,      opt_out,  NOTHING_ASKED, Level::Hidden,   Some(0),   false, false, Reason::Recorded),
        (Members, Use::Json,      Some(recorded(Level::Headline, Basis::OptOut)), NOTHING_ASKED,
                                                           Level::Headline, Some(0),   false, false, Reason::Recorded),
        // Machines stop at a reservation everywhere, unless licensed.
        (Private, Use::Ai,        None,     reserved.clone(), Level::Hidden, Some(0),  false, false, Reason::Reserved),
        (Private, Use::Embedding, None,     no_ai,         Level::Hidden,   Some(0),   false, false, Reason::Reserved),
        (Private, Use::Highlight, None,     reserved.clone(), Level::Full,  None,      true,  false, Reason::Default),
        (Public,  Use::Ai,        licence,  reserved,      Level::Full,     None,      true,  true,  Reason::Recorded),
        (Public,  Use::Ai,        None,     NOTHING_ASKED, Level::Excerpt,  Some(200), false, true,  Reason::Default),
        // A card elsewhere is public, whoever reads the instance.
        (Private, Use::Preview,   None,     NOTHING_ASKED, Level::Excerpt,  Some(200), false, true,  Reason::Default),
        (Private, Use::Preview,   operator, NOTHING_ASKED, Level::Excerpt,  Some(200), false, true,  Reason::Default),
        (Private, Use::Preview,   None,     large,         Level::Excerpt,  Some(200), true,  true,  Reason::Default),
    ];
    for (audience, wanted, display, wishes, level, max_chars, photo, indexable, reason) in table {
        let grant = decide(audience, wanted, &terms(display, &wishes));
        let expect = Grant { level, max_chars, photo, indexable, reason };
        assert_eq!(grant, expect, "{audience:?} {wanted:?} {display:?} {wishes:?}");
    }
}

#[test]
fn withdrawn_and_blocked_pieces_are_hidden_for_every_use_and_audience() {
    for audience in Audience::ALL {
        for wanted in Use::ALL {
            let terms = terms(Some(recorded(Level::Full, Basis::Licence)), &NOTHING_ASKED);
            let withdrawn = decide(audience, wanted, &Terms { withdrawn: true, ..terms });
            let blocked = decide(audience, wanted, &Terms { blocked: true, ..terms });
            assert_eq!((withdrawn.level, withdrawn.reason), (Level::Hidden, Reason::Withdrawn));
            assert_eq!((blocked.level, blocked.reason), (Level::Hidden, Reason::Blocked));
        }
    }
}

#[test]
fn no_use_shows_the_public_more_than_a_private_reader() {
    let asked = Wishes { max_snippet: Some(50), no_archive: true, ..NOTHING_ASKED };
    for wishes in [&NOTHING_ASKED, &asked] {
        for wanted in Use::ALL {
            let level = |audience| decide(audience, wanted, &terms(None, wishes)).level;
            assert!(level(Audience::Public) <= level(Audience::Members), "{wanted:?}");
            assert!(level(Audience::Members) <= level(Audience::Private), "{wanted:?}");
        }
    }
}

#[test]
fn a_clipped_text_never_exceeds_its_limit() {
    let grant = |limit| Grant { max_chars: Some(limit), ..Grant::nothing(Reason::Default) };
    assert_eq!(grant(200).clip("short"), "short");
    assert_eq!(grant(12).clip("The ferry sank at dawn"), "The ferry…");
    assert_eq!(grant(5).clip("沈没した船の話"), "沈没した…");
    assert_eq!(grant(0).clip("anything"), "");
    assert_eq!(grant(1).clip("anything"), "");
    for limit in 0..30 {
        let clipped = grant(limit).clip("Ein Dampfer sank im Morgengrauen vor Kap Ölland");
        assert!(clipped.chars().count() <= limit as usize, "{limit}: {clipped}");
    }
}
