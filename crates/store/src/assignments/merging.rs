//! One story goes into another: its articles, its redirects, its links, what an editor set it apart from, and the
//! headline or pin an editor gave it where the other has none.

use sqlx::AnyConnection;

use crate::Result;
use crate::changes::Touched;
use crate::sql::Statement;

pub(crate) const MOVE_ALL: &str =
    "update placements set story_id = $2, wire_group = null where story_id = $1 returning article_id";

const STEPS: [&str; 7] = [
    "update stories
    set own_headline = coalesce(own_headline, (select old.own_headline from stories old where old.id = $1)),
        pinned = case when pinned = 1 then 1 else (select old.pinned from stories old where old.id = $1) end
    where id = $2",
    "update story_redirects set story_id = $2 where story_id = $1",
    "insert into story_links (story_id, earlier_id, score)
    select $2, earlier_id, score from story_links where story_id = $1 and earlier_id <> $2
    on conflict (story_id, earlier_id) do nothing",
    "insert into story_links (story_id, earlier_id, score)
    select story_id, $2, score from story_links where earlier_id = $1 and story_id <> $2
    on conflict (story_id, earlier_id) do nothing",
    "insert into story_apart (a, b)
    select case when b < $2 then b else $2 end, case when b < $2 then $2 else b end
    from story_apart where a = $1 and b <> $2
    on conflict (a, b) do nothing",
    "insert into story_apart (a, b)
    select case when a < $2 then a else $2 end, case when a < $2 then $2 else a end
    from story_apart where b = $1 and a <> $2
    on conflict (a, b) do nothing",
    "delete from stories where id = $1 and id <> $2",
];

const REDIRECT: &str = "
    insert into story_redirects (old_id, story_id) values ($1, $2)
    on conflict (old_id) do update set story_id = excluded.story_id";

const BOTH: &str = "
    select count(*) as found from stories
    where id in ($1, $2) and not exists (
        select 1 from story_apart where (a = $1 and b = $2) or (a = $2 and b = $1)
    )";

/// Whether two stories are both there and no editor set them apart.
pub(super) async fn may_be_one(on: &mut AnyConnection, one: i64, other: i64) -> Result<bool> {
    let row = Statement::new(BOTH).int(one).int(other).row(on).await?;
    row.map_or(Ok(false), |row| Ok(row.int("found")? == 2))
}

/// Merges a story into another that exists.
pub(crate) async fn merge(on: &mut AnyConnection, from: i64, into: i64, touched: &mut Touched) -> Result<()> {
    for row in Statement::new(MOVE_ALL).int(from).int(into).rows(on).await? {
        touched.articles.insert(row.int("article_id")?);
    }
    for text in STEPS {
        Statement::new(text).int(from).int(into).run(on).await?;
    }
    Statement::new(REDIRECT).int(from).int(into).run(on).await?;
    touched.stories.extend([from, into]);
    Ok(())
}
