//! Files and functions that grew past what one can hold in mind.

use super::{File, Finding, Tree};

/// Lines a Rust file may have.
const FILE_LINES: usize = 600;

/// Lines a function may have, from its first to its closing line.
const FUNCTION_LINES: usize = 70;

/// Files above the bound, each with the reason it may be.
const EXCEPTIONS: [(&str, &str); 0] = [];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust().flat_map(|file| file_fault(file).into_iter().chain(function_faults(file))).collect()
}

fn file_fault(file: &File) -> Option<Finding> {
    let lines = file.text.lines().count();
    let excused = EXCEPTIONS.iter().any(|(path, _)| *path == file.path);
    let lesson = format!("{lines} lines, the bound is {FILE_LINES}: split it by idea, or name it in tidy/sizes.rs");
    (lines > FILE_LINES && !excused).then(|| Finding::new(&file.path, lesson))
}

fn function_faults(file: &File) -> Vec<Finding> {
    let lines: Vec<&str> = file.text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| starts_function(line));
    let long = starts.filter_map(|(at, line)| {
        let length = function_length(lines.get(at..)?, indent(line))?;
        (length > FUNCTION_LINES).then_some((at + 1, length))
    });
    long.map(|(at, length)| {
        let lesson = format!("a function of {length} lines, the bound is {FUNCTION_LINES}: give its parts names");
        Finding::new(format!("{}:{at}", file.path), lesson)
    })
    .collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn starts_function(line: &str) -> bool {
    let modifiers = ["pub(crate)", "pub(super)", "pub", "const", "async", "extern", "\"C\""];
    let mut words = line.split_whitespace().skip_while(|word| modifiers.contains(word));
    words.next() == Some("fn")
}

/// rustfmt puts the closing brace under the first letter of the function.
fn function_length(lines: &[&str], indent: usize) -> Option<usize> {
    let first = lines.first()?;
    if first.trim_end().ends_with(['}', ';']) {
        return Some(1);
    }
    let closing = format!("{}}}", " ".repeat(indent));
    lines.iter().position(|line| *line == closing).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(text: &str) -> usize {
        check(&Tree::of(&[("crates/x/src/a.rs", text)])).len()
    }

    #[test]
    fn a_function_of_seventy_one_lines_is_found() {
        let function =
            |lines: usize| format!("    pub(crate) async fn long() {{\n{}    }}\n", "        x();\n".repeat(lines - 2));
        assert_eq!(check_text(&function(70)), 0);
        assert_eq!(check_text(&function(71)), 1);
        assert_eq!(check_text(&"fn short() {}\n".repeat(80)), 0);
    }

    #[test]
    fn a_file_of_six_hundred_and_one_lines_is_found() {
        assert_eq!(check_text(&"// x\n".repeat(600)), 0);
        assert_eq!(check_text(&"// x\n".repeat(601)), 1);
    }
}
