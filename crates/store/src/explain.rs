//! The hot queries and the index each of them must walk, asked of both planners. A scan of a whole table fails here.
//!
//! On PostgreSQL the planner is told to avoid scans: on a table of a few hundred rows it would rather read it all, which
//! says nothing about a large one. A plan that scans all the same has no index to use.

use crate::samples::{document, feed, item, poll};
use crate::sql::{Statement, script};
use crate::testing::TestStore;
use crate::{
    Engine, articles, assignments, changes, counts, digests, dirty, displays, feeds, hashtags, indexable, lists,
    on_both_engines, placements, polls, prune, publishers, stories, story_edits, undigested, withdraw,
};

on_both_engines!(hot_queries_walk_their_index);

/// A query, its index, and how many numbers it takes; lists take an audience and a language among them.
const QUERIES: [(&str, &str, usize); 57] = [
    (feeds::CLAIM, "feeds_due", 4),
    (feeds::NEXT_DUE, "feeds_due", 0),
    (feeds::PAGE_OF_PUBLISHER, "feeds_of_publisher", 3),
    (feeds::PAGE, "feeds", 2),
    (publishers::PAGE, "publishers", 2),
    (articles::CLAIM, "articles_due", 9),
    (articles::NEXT_DUE, "articles_due", 0),
    (lists::NEWEST, "articles_newest", 7),
    (lists::NEWEST_OF_PUBLISHER, "articles_of_publisher", 7),
    (lists::NEWEST_IN_LANGUAGE, "articles_in_language", 7),
    (lists::NEWEST_OF_PUBLISHER_IN_LANGUAGE, "articles_", 7),
    (lists::NEWEST_OF_FEED, "entries_of_feed", 7),
    (lists::ONE, "articles", 2),
    (polls::FINGERPRINTS, "entries_carried", 1),
    (polls::CARRIED, "entries_carried", 1),
    (polls::KNOWN, "entries", 1),
    (polls::OWN_ARTICLES, "entries", 2),
    (polls::BY_URL, "articles", 0),
    (polls::STATES, "articles", 0),
    (polls::RECHECK, "entries_of_article", 4),
    (displays::OPTED_OUT, "displays", 0),
    (counts::STAGES, "articles_not_readable", 0),
    (prune::OLD, "entries_of_article", 2),
    (prune::OLD_WITHDRAWN, "articles_not_readable", 2),
    (withdraw::CLEAR_ALL_OF, "articles_of_publisher", 1),
    (withdraw::BLANK_ENTRIES, "entries_of_article", 0),
    (changes::AFTER, "changes", 2),
    (undigested::CLAIM, "undigested_waiting", 3),
    (undigested::CLAIMED, "bodies", 1),
    (digests::HOLD, "articles", 0),
    (dirty::DELETE_EMPTY, "placements_of_story", 0),
    (hashtags::KNOWN, "hashtag_spellings", 0),
    (hashtags::ONE, "article_hashtags_owners", 1),
    (hashtags::ARTICLES, "article_hashtags_newest", 5),
    (hashtags::OF_ARTICLES, "article_hashtags_owners", 0),
    (hashtags::OF_STORY, "placements_of_story", 2),
    (hashtags::TRENDING, "hashtag_days_counted", 4),
    (placements::UNASSIGNED, "unassigned_arrived", 1),
    (placements::OPEN, "placements_newest", 4),
    (assignments::MOVE_ALL, "placements_of_story", 2),
    (assignments::REFRESH, "placements_of_story", 0),
    (story_edits::AFTER, "story_edits", 2),
    (stories::ARTICLES, "placements_of_story", 5),
    (stories::EARLIER, "story_links", 1),
    (stories::LATER, "story_links_later", 1),
    (stories::TOLD, "placements_of_story", 2),
    (stories::LANGUAGES, "story_languages", 0),
    (stories::LISTED, "articles", 1),
    (stories::FRONT, "stories_told", 4),
    (stories::FRONT_IN_LANGUAGE, "story_languages_told", 5),
    (stories::IN_SECTION, "stories_in_section", 5),
    (stories::IN_SECTION_AND_LANGUAGE, "story_languages_in_section", 6),
    (lists::COLLAPSED, "articles_newest", 6),
    (lists::COLLAPSED, "placements_of_story", 6),
    (lists::COLLAPSED_OF_PUBLISHER, "articles_of_publisher", 6),
    (lists::COLLAPSED_IN_LANGUAGE, "articles_in_language", 6),
    (indexable::ROWS, "bodies", 0),
];

/// Values that are texts, by query and place.
fn is_text(query: &str, place: usize) -> bool {
    let list = query.contains("d.level") && query != lists::ONE && query != undigested::CLAIMED;
    (list && query != stories::LISTED && matches!(place, 3 | 6))
        || (query == lists::ONE && place == 2)
        || ([undigested::CLAIMED, stories::LISTED].contains(&query) && place == 1)
        || ([stories::FRONT, stories::FRONT_IN_LANGUAGE].contains(&query) && place >= 4)
        || ([stories::IN_SECTION, stories::IN_SECTION_AND_LANGUAGE].contains(&query) && matches!(place, 3 | 5 | 6))
        || (query == articles::CLAIM && place >= 5)
}

fn explained(engine: Engine, query: &str, count: usize) -> Statement {
    let prefix = match engine {
        Engine::Sqlite => "explain query plan",
        Engine::Postgres => "explain",
    };
    let keys = format!("(${}, ${})", count + 1, count + 2);
    let statement = Statement::new(format!("{prefix} {}", query.replace("(keys)", &keys)));
    let count = if query.contains("(keys)") { count + 2 } else { count };
    (1..=count).fold(
        statement,
        |statement, place| {
            if is_text(query, place) { statement.text("x") } else { statement.int(1) }
        },
    )
}

async fn fill(store: &TestStore) {
    for name in ["a", "b", "c", "d"] {
        let id = feed(store, name).await;
        let items: Vec<_> = (0..128).map(|number| item(&format!("{name}{number}"))).collect();
        poll(store, id, 0, document(&items)).await;
    }
}

async fn hot_queries_walk_their_index(store: TestStore) {
    let engine = store.engine();
    fill(&store).await;
    let mut transaction = store.begin().await.unwrap();
    if engine == Engine::Postgres {
        let avoid =
            "analyze; set local enable_seqscan = off; set local enable_sort = off; set local enable_bitmapscan = off";
        script(&mut transaction, avoid.to_owned()).await.unwrap();
    }
    let mut wrong = Vec::new();
    for (query, index, count) in QUERIES {
        let rows = explained(engine, query, count).rows(&mut transaction).await.unwrap();
        let column = if engine == Engine::Sqlite { "detail" } else { "QUERY PLAN" };
        let plan: Vec<_> = rows.iter().map(|row| row.text(column).unwrap()).collect();
        // What PostgreSQL takes among several indexes of a table depends on what it knows of the values.
        let index = if engine == Engine::Sqlite { index } else { index.split('_').next().unwrap_or(index) };
        if plan.iter().any(|step| is_scan(engine, step)) || !plan.iter().any(|step| step.contains(index)) {
            wrong.push(format!("{query}\nis to walk {index}, but:\n{}\n", plan.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a step reads a whole table of ours. A subquery's few rows are read from end to end, and so is a CTE's.
fn is_scan(engine: Engine, step: &str) -> bool {
    // What is made up in the query itself.
    const DERIVED: [&str; 14] =
        ["a", "t", "e", "s", "found", "told", "fresh", "held", "top", "due", "ready", "u", "constant", "subquery"];
    let scanned =
        |step: &str| step.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap_or_default().to_lowercase());
    match engine {
        // A scan that names an index walks it in order, up to the query's limit.
        Engine::Sqlite => {
            !step.contains(" USING ")
                && scanned(step).is_some_and(|name| !DERIVED.contains(&name.as_str()) && !name.starts_with('('))
        }
        Engine::Postgres => step.contains("Seq Scan on"),
    }
}
