//! Spellings: every way a hashtag was written leads to its one row.

use std::collections::{BTreeMap, HashMap};

use sqlx::AnyConnection;

use crate::sql::{Statement, for_keys, insert_all};
use crate::{HashtagDraft, Result, keys};

pub(crate) const KNOWN: &str = "select spelling_key, hashtag_id from hashtag_spellings where spelling_key in (keys)";

const INSERT_HASHTAG: &str = "insert into hashtags (id, tag, tag_key, kind)";

/// Another process may have added the spelling a moment ago; the tag it leads to is as good.
const INSERT_SPELLING: (&str, usize, &str) =
    ("insert into hashtag_spellings (spelling_key, spelling, hashtag_id)", 3, "on conflict (spelling_key) do nothing");

/// A tag as it is looked up: without its sign, case folded.
pub(super) fn folded(tag: &str) -> String {
    tag.trim().trim_start_matches(['#', '\u{ff03}']).to_lowercase()
}

/// Which hashtag each spelling of a batch leads to.
pub(super) struct Spellings(HashMap<i64, i64>);

impl Spellings {
    pub(super) fn of(&self, draft: &HashtagDraft) -> Option<i64> {
        let of = |spelling: &str| self.0.get(&keys::of_text(spelling)).copied();
        of(&draft.key).or_else(|| of(&folded(&draft.tag)))
    }
}

/// Finds the hashtags of drafts, and adds those that are not known; `ids` are set aside for them.
pub(super) async fn resolve<'a>(
    on: &mut AnyConnection,
    drafts: impl Iterator<Item = &'a HashtagDraft>,
    ids: i64,
) -> Result<Spellings> {
    // A draft without a letter is nothing to look up.
    let drafts: Vec<_> = drafts.filter(|draft| !draft.key.is_empty() && !folded(&draft.tag).is_empty()).collect();
    let mut wanted: BTreeMap<i64, String> = BTreeMap::new();
    for draft in &drafts {
        wanted.entry(keys::of_text(&draft.key)).or_insert_with(|| draft.key.clone());
        let folded = folded(&draft.tag);
        wanted.entry(keys::of_text(&folded)).or_insert(folded);
    }
    let keys: Vec<_> = wanted.keys().copied().collect();
    let mut known = HashMap::new();
    for row in for_keys(on, KNOWN, &[], &keys).await? {
        known.insert(row.int("spelling_key")?, row.int("hashtag_id")?);
    }
    wanted.retain(|key, _| !known.contains_key(key));
    let mut spellings = Spellings(known);
    let new = add(&mut spellings, &drafts, ids);
    insert_all(on, (INSERT_HASHTAG, 4, ""), &new, |statement, (tag_key, (id, draft))| {
        let tag = draft.tag.trim().trim_start_matches(['#', '\u{ff03}']);
        statement.int(*id).text(tag).int(*tag_key).text(draft.kind.as_str())
    })
    .await?;
    let wanted: Vec<_> = wanted.into_iter().collect();
    let hashtag = |key: &i64| spellings.0.get(key).copied().unwrap_or_default();
    insert_all(on, INSERT_SPELLING, &wanted, |statement: Statement, (key, spelling)| {
        statement.int(*key).text(spelling).int(hashtag(key))
    })
    .await?;
    Ok(spellings)
}

/// Gives each draft a hashtag; says which of them are new, by the key of their tag. Taken in that order: two processes
/// that add the same ones wait for each other, but not in a ring.
fn add<'a>(spellings: &mut Spellings, drafts: &[&'a HashtagDraft], ids: i64) -> Vec<(i64, (i64, &'a HashtagDraft))> {
    let (mut new, mut ids) = (BTreeMap::new(), ids..);
    for draft in drafts {
        let tag_key = keys::of_text(&folded(&draft.tag));
        let id = spellings.of(draft).or_else(|| {
            let id = ids.next()?;
            new.insert(tag_key, (id, *draft));
            Some(id)
        });
        if let Some(id) = id {
            spellings.0.entry(keys::of_text(&draft.key)).or_insert(id);
            spellings.0.entry(tag_key).or_insert(id);
        }
    }
    new.into_iter().collect()
}
