//! The kinds of page that are hardest to read, each invented: `testdata/pages/KIND.html`, and beside it the text that a
//! reader should get, or why there is none. Nothing around the text may come with it, and nothing of it may be lost.

use std::fs;
use std::path::Path;

use article::{PageInput, read_page};
use model::Wishes;
use url::Url;

fn read(path: &Path) -> String {
    let bytes = fs::read(path).expect("the page is in testdata");
    let url = Url::parse("https://www.courier.example/harbour/tide-gate").expect("a valid address");
    let page = PageInput { bytes: &bytes, content_type: None, url: &url, wishes: Wishes::default() };
    read_page(page).map_or_else(|refusal| refusal.to_string(), |reading| reading.text)
}

#[test]
fn every_hard_page_gives_its_text_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pages");
    let mut wrong = Vec::new();
    let mut kinds = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let expected = entry.expect("the folder can be read").path();
        if expected.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        kinds += 1;
        let expect = fs::read_to_string(&expected).expect("the text can be read");
        let text = read(&expected.with_extension("html"));
        if text.trim() != expect.trim() {
            let kind = expected.file_stem().unwrap_or_default().display().to_string();
            wrong.push(format!("== {kind}\n{}\n-- instead of\n{}", text.trim(), expect.trim()));
        }
    }
    assert!(wrong.is_empty(), "{} of {kinds} kinds\n{}", wrong.len(), wrong.join("\n"));
    assert!(kinds >= 40, "only {kinds} kinds are left");
}
