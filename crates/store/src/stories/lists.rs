//! Lists of stories: what may stand on a front page, and a section's newest.

use jiff::Timestamp;
use model::rights::Audience;
use model::{Cursor, Language, Page, Section, Story};

use super::read;
use crate::sql::{Row, Statement};
use crate::{Result, Store, ids, lists};

/// Stories told by several voices that a front page chooses from: those of some days on a large instance.
const TOLD: i64 = 2000;

/// Whether an audience sees any of the story `s`. Where no publisher is hidden nothing more is asked.
macro_rules! visible {
    ($audience:literal) => {
        concat!(
            "(not exists (select 1 from displays where audience = ",
            $audience,
            " and level = 'hidden') or exists (
                select 1 from placements join articles on articles.id = placements.article_id
                where placements.story_id = s.id and articles.stage <> 'withdrawn'
                    and articles.publisher_id not in (
                        select publisher_id from displays where audience = ",
            $audience,
            " and level = 'hidden'
                    )
            ))"
        )
    };
}

macro_rules! front {
    ($from:literal) => {
        concat!(
            "select s.* from (",
            $from,
            " union
                select id from (
                    select id from stories where pinned = 1 and latest >= $1 order by latest desc, id desc limit $3
                ) held
            ) found
            join stories s on s.id = found.id
            where ",
            visible!("$4"),
            " order by s.pinned desc, s.importance desc, s.latest desc, s.id desc limit $3"
        )
    };
}

/// Values: since, how many told by several voices, size, audience; then the language.
pub(crate) const FRONT: &str = front!(
    "select id from (
        select id from stories where voices > 1 and latest >= $1 order by latest desc, id desc limit $2
    ) told
    union
    select id from (select id from stories where latest >= $1 order by latest desc, id desc limit $3) fresh"
);
pub(crate) const FRONT_IN_LANGUAGE: &str = front!(
    "select id from (
        select story_id as id from story_languages
        where language = $5 and voices > 1 and latest >= $1 order by latest desc, story_id desc limit $2
    ) told
    union
    select id from (
        select story_id as id from story_languages
        where language = $5 and latest >= $1 order by latest desc, story_id desc limit $3
    ) fresh"
);

/// Values: place in time, id, audience, size, section; then the language.
pub(crate) const IN_SECTION: &str = concat!(
    "select s.*, s.latest as place from stories s
    where s.section = $5 and (s.latest, s.id) < ($1, $2) and ",
    visible!("$3"),
    " order by s.latest desc, s.id desc limit $4"
);
pub(crate) const IN_SECTION_AND_LANGUAGE: &str = concat!(
    "select s.*, l.latest as place from story_languages l join stories s on s.id = l.story_id
    where l.section = $5 and l.language = $6 and (l.latest, l.story_id) < ($1, $2) and ",
    visible!("$3"),
    " order by l.latest desc, l.story_id desc limit $4"
);

impl Store {
    /// Stories that were told since a time, in a language when one is given, for a front page to choose from: pinned
    /// ones, then by importance; the newest are always among them. Stories of which the audience may see nothing are
    /// left out.
    pub async fn front_candidates(
        &self,
        language: Option<Language>,
        since: Timestamp,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<Story>> {
        let text = if language.is_some() { FRONT_IN_LANGUAGE } else { FRONT };
        let statement = Statement::new(text).time(since).int(TOLD).int(ids::page(None, limit).1);
        let statement = statement.text(audience.as_str());
        let statement = language.iter().fold(statement, |statement, language| statement.text(language.as_str()));
        statement.rows(&mut *self.reader().await?).await?.iter().map(read).collect()
    }

    /// The stories of a section, latest told first; in a language when one is given, and then by when they were last
    /// told in it.
    pub async fn section_stories(
        &self,
        section: Section,
        language: Option<Language>,
        audience: Audience,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Story>> {
        let (below, limit) = ids::page(after, limit);
        let text = if language.is_some() { IN_SECTION_AND_LANGUAGE } else { IN_SECTION };
        let statement = Statement::new(text)
            .int(lists::before(after))
            .int(below)
            .text(audience.as_str())
            .int(limit)
            .text(section.as_str());
        let statement = language.iter().fold(statement, |statement, language| statement.text(language.as_str()));
        let rows = statement.rows(&mut *self.reader().await?).await?;
        Ok(lists::paged(rows.iter().map(placed).collect::<Result<Vec<_>>>()?, limit))
    }
}

fn placed(row: &Row) -> Result<(Story, Cursor)> {
    let story = read(row)?;
    let place = Cursor { time: row.time("place")?, id: story.id.get() };
    Ok((story, place))
}
