//! SQL lives in `store`; elsewhere it would escape the schema's tests and the second engine.

use super::{Finding, Tree};

/// Starts of statements as they stand in a string literal, in lower case.
const STATEMENTS: [&str; 8] = [
    "\"select ",
    "\"insert into ",
    "\"update ",
    "\"delete from ",
    "\"create table ",
    "\"alter table ",
    "\"drop table ",
    "\"with recursive ",
];

/// Words of which a statement of that kind has at least one.
const CONFIRMING: [&str; 6] = [" from ", " into ", " set ", " table ", " where ", " values"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let outside = tree.rust().filter(|file| !file.path.starts_with("crates/store/") && !is_this_rule(&file.path));
    let lines = outside.flat_map(|file| file.text.lines().enumerate().map(move |(at, line)| (file, at, line)));
    let faulty = lines.filter(|(_, _, line)| holds_sql(line));
    let lesson = "SQL outside `store`: add a function there, named after what it answers, and call it";
    faulty.map(|(file, at, _)| Finding::new(format!("{}:{}", file.path, at + 1), lesson)).collect()
}

fn is_this_rule(path: &str) -> bool {
    path.ends_with("tidy/sql.rs")
}

fn holds_sql(line: &str) -> bool {
    let line = line.to_lowercase();
    STATEMENTS.iter().any(|start| line.contains(start)) && CONFIRMING.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_outside_the_store_is_found_and_prose_is_not() {
        let statement = r#"let q = "SELECT id FROM feeds";"#;
        let found = |path: &str, text: &str| check(&Tree::of(&[(path, text)])).len();
        assert_eq!(found("crates/web/src/a.rs", statement), 1);
        assert_eq!(found("crates/store/src/a.rs", statement), 0);
        assert_eq!(found("crates/web/src/a.rs", r#"let say = "select a publisher";"#), 0);
    }
}
