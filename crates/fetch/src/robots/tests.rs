use proptest::prelude::*;

use super::*;

fn check(file: &str, path: &str, allowed: bool) {
    let url = Url::parse("https://paper.example").unwrap().join(path).unwrap();
    assert_eq!(RobotsTxt::parse(file.as_bytes(), "octavo").allows(&url), allowed, "{path} by {file:?}");
}

#[test]
fn an_empty_or_foreign_file_allows_everything() {
    check("", "/a", true);
    check("<!doctype html><p>Not found: sorry</p>", "/a", true);
    check("User-agent: otherbot\nDisallow: /", "/a", true);
    check("Disallow: /", "/a", true);
    check("User-agent: *\nDisallow:", "/a", true);
}

#[test]
fn our_group_puts_the_one_for_everybody_out_of_force() {
    let file = "User-agent: *\nDisallow: /\n\nUSER-AGENT: OCTAVO/2.0 # us\nDisallow: /archive/";
    check(file, "/news", true);
    check(file, "/archive/1", false);
    check("user-agent: octavo\nuser-agent: otherbot\ndisallow: /x", "/x", false);
    check("user-agent: octavo\nallow: /\nuser-agent: otherbot\ndisallow: /x", "/x", true);
    check("user-agent: octavo\ndisallow: /x\nuser-agent: b\nallow: /\nuser-agent: octavo\ndisallow: /y", "/y", false);
    check("user-agent: octavo-images\nuser-agent: octavonian\ndisallow: /", "/x", true);
    check("\u{feff}user-agent: *\r\ndisallow: /x\r\n", "/x", false);
}

#[test]
fn the_longest_rule_decides_and_allows_on_a_tie() {
    let file = "User-agent: *\nDisallow: /shop\nAllow: /shop/news\nAllow: /tie\nDisallow: /tie";
    check(file, "/shop/basket", false);
    check(file, "/shop/news/1", true);
    check(file, "/tie", true);
    check("User-agent: *\nDisallow: /", "/robots.txt", true);
}

#[test]
fn wildcards_and_ends_are_understood() {
    let file = "User-agent: *\nDisallow: /*/print$\nDisallow: /*.pdf\nDisallow: /q*id=7*&p\nDisallow: /end$";
    check(file, "/2031/story/print", false);
    check(file, "/2031/story/print/now", true);
    check(file, "/files/a.pdf?x", false);
    check(file, "/q?id=7&x=1&p=2", false);
    check(file, "/q?id=8&p=2", true);
    check(file, "/end", false);
    check(file, "/end/", true);
    check("User-agent: *\nDisallow: /a*a$", "/a", true);
    check("User-agent: *\nDisallow: /**********************b", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true);
}

#[test]
fn one_path_has_one_spelling() {
    check("User-agent: *\nDisallow: /caf%c3%a9", "/café", false);
    check("User-agent: *\nDisallow: /café", "/caf%C3%A9", false);
    check("User-agent: *\nDisallow: /%7Eanna", "/~anna", false);
    check("User-agent: *\nDisallow: /a%2Fb", "/a/b", true);
    check("User-agent: *\nDisallow: /100%", "/100%25", false);
}

#[test]
fn a_crawl_delay_is_read_for_the_group_in_force() {
    let delay = |file: &str| RobotsTxt::parse(file.as_bytes(), "octavo").crawl_delay();
    assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5"), Some(Duration::from_millis(2500)));
    assert_eq!(delay("User-agent: *\nCrawl-delay: 9\nDisallow: /x\nUser-agent: octavo\nDisallow:"), None);
    assert_eq!(delay("User-agent: *\nCrawl-delay: -1\nCrawl-delay: NaN\nCrawl-delay: 1e99\nCrawl-delay: often"), None);
}

proptest! {
    #[test]
    fn any_bytes_are_read_and_any_path_is_judged(file: Vec<u8>, path in "\\PC{0,30}") {
        let mut url = Url::parse("https://paper.example").unwrap();
        url.set_path(&path);
        RobotsTxt::parse(&file, "octavo").allows(&url);
    }

    #[test]
    fn a_rule_without_wildcards_is_a_prefix(path in "/[a-z/]{0,12}", rule in "/[a-z/]{0,4}") {
        let file = format!("User-agent: *\nDisallow: {rule}");
        let url = Url::parse(&format!("https://paper.example{path}")).unwrap();
        let allowed = RobotsTxt::parse(file.as_bytes(), "octavo").allows(&url);
        prop_assert_eq!(allowed, !url.path().starts_with(&rule));
    }
}
