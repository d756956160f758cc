//! Options of the configuration that nothing reads.

use super::{File, Finding, Tree};

const CONFIG: &str = "crates/octavo/src/config";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let ours = || tree.rust().filter(|file| file.path.starts_with("crates/octavo/src/") && file.name() != "tests.rs");
    let code: Vec<String> = ours().map(|file| without_checks(&file.text)).collect();
    let config = ours().filter(|file| file.path.starts_with(CONFIG));
    let options = config.flat_map(|file| options(file).into_iter().map(move |option| (file, option)));
    let unread = options.filter(|(_, option)| !code.iter().any(|text| reads(text, option)));
    unread
        .map(|(file, option)| {
            let lesson = format!("option `{option}` has no reader: use it (as `.{option}`) or delete it");
            Finding::new(&file.path, lesson)
        })
        .collect()
}

/// A file without its `fn check`: to refuse bad values of an option is not to use it.
fn without_checks(text: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        inside |= line.contains("fn check(");
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= line != "    }";
    }
    kept
}

/// The public fields of the structs in a file.
fn options(file: &File) -> Vec<&str> {
    let fields = file.text.lines().filter_map(|line| {
        let line = line.trim();
        let declared = line.strip_prefix("pub(crate) ").or_else(|| line.strip_prefix("pub "))?;
        let (name, kind) = declared.split_once(": ")?;
        (kind.ends_with(',') && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).then_some(name)
    });
    fields.collect()
}

fn reads(text: &str, option: &str) -> bool {
    let access = format!(".{option}");
    text.match_indices(&access).any(|(at, _)| !continues(text.get(at + access.len()..)))
}

fn continues(rest: Option<&str>) -> bool {
    rest.and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_without_a_reader_is_found() {
        let declared = "pub(crate) struct Web {\n    pub(crate) listen: String,\n}\n";
        let check_in_config = "impl Web {\n    fn check(&self) {\n        self.listen.len();\n    }\n}\n";
        let config = format!("{declared}{check_in_config}");
        let found = |reader: &str| {
            let files = [("crates/octavo/src/config.rs", config.as_str()), ("crates/octavo/src/serve.rs", reader)];
            check(&Tree::of(&files)).len()
        };
        assert_eq!(found("bind(config.web.listen)"), 0);
        assert_eq!(found("bind(config.web.listener)"), 1);
        assert_eq!(found(""), 1);
    }
}
