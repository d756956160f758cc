//! Options of the configuration that nothing reads.

use super::{File, Finding, Tree};

const CONFIG: &str = "crates/octavo/src/config";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let (config, readers): (Vec<&File>, Vec<&File>) = tree.rust().partition(|file| file.path.starts_with(CONFIG));
    let options = config.iter().flat_map(|file| options(file).into_iter().map(move |option| (*file, option)));
    let unread = options.filter(|(_, option)| !is_read(option, &readers));
    unread
        .map(|(file, option)| {
            let lesson = format!("option `{option}` has no reader: use it (as `.{option}`) or delete it");
            Finding::new(&file.path, lesson)
        })
        .collect()
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

fn is_read(option: &str, readers: &[&File]) -> bool {
    let access = format!(".{option}");
    readers.iter().any(|file| {
        file.path.starts_with("crates/octavo/")
            && file.text.match_indices(&access).any(|(at, _)| !continues(file.text.get(at + access.len()..)))
    })
}

fn continues(rest: Option<&str>) -> bool {
    rest.and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_without_a_reader_is_found() {
        let config = ("crates/octavo/src/config.rs", "pub(crate) struct Web {\n    pub(crate) listen: String,\n}");
        let found = |reader: &str| check(&Tree::of(&[config, ("crates/octavo/src/serve.rs", reader)])).len();
        assert_eq!(found("bind(config.web.listen)"), 0);
        assert_eq!(found("bind(config.web.listener)"), 1);
        assert_eq!(found(""), 1);
    }
}
