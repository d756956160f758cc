//! The hot queries and the index each of them must walk, asked of both planners. A scan of a whole table fails here.
//!
//! On PostgreSQL the planner is told to avoid scans: on a table of a few hundred rows it would rather read it all, which
//! says nothing about a large one. A plan that scans all the same has no index to use.

use crate::samples::{document, feed, item, poll};
use crate::sql::{Statement, script};
use crate::testing::TestStore;
use crate::{Engine, articles, counts, displays, feeds, lists, on_both_engines, polls, prune, publishers, withdraw};

on_both_engines!(hot_queries_walk_their_index);

/// A query, its index, and how many numbers it takes; lists take an audience and a language among them.
const QUERIES: [(&str, &str, usize); 26] = [
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
];

/// Values that are texts, by query and place.
fn is_text(query: &str, place: usize) -> bool {
    let list = query.contains("publisher_name");
    (list && query != lists::ONE && matches!(place, 3 | 6))
        || (query == lists::ONE && place == 2)
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
    const TABLES: [&str; 6] = ["publishers", "displays", "feeds", "articles", "entries", "bodies"];
    match engine {
        Engine::Sqlite => TABLES.iter().any(|table| step == format!("SCAN {table}")),
        Engine::Postgres => step.contains("Seq Scan on"),
    }
}
