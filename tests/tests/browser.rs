//! The pages in a real browser, as readers use them: with keys, on small screens, without scripts, in any direction.

use octavo_tests::samples::{Item, prose, rss};
use octavo_tests::{Answer, Browser, FakeWeb, Product, Setup, Tab, open_newsroom};
use store::Engine;

/// A product with a handful of articles, served; the texts try to reach third parties.
async fn served() -> (FakeWeb, Product, String) {
    let web = FakeWeb::start().await;
    let outside = "<p><img src=\"https://elsewhere.example/pixel.gif\"><a href=\"https://elsewhere.example/\">there</a></p>\
                   <script src=\"https://elsewhere.example/x.js\"></script>\
                   <iframe src=\"https://elsewhere.example/frame\"></iframe>\
                   <style>body { background: url(https://elsewhere.example/bg.png) }</style>";
    let item = |at: u32| {
        let link = format!("https://gull.example/{at}");
        Item::new(&link)
            .with("title", &format!("Report {at}"))
            .with("link", &link)
            .with("pubDate", &format!("Fri, 20 Nov 2026 07:{:02}:00 GMT", 50 - at))
            .with("content:encoded", &format!("{}{outside}", prose("tern", 200)))
    };
    web.set("/feed", Answer::feed(rss("The Gull", &(1..=8).map(item).collect::<Vec<_>>())));
    let arabic = "<p>أغلقت السلطات الجسر صباح اليوم بعد أن وجد المهندسون شرخا في الدعامة الثالثة.</p>".repeat(20);
    let item = Item::full("https://marsa.example/1", "إغلاق الجسر", &arabic);
    web.set(
        "/arabic",
        Answer::feed(rss("المرسى", &[item]).replace("<description>", "<language>ar</language><description>")),
    );
    let product = Setup::on(Engine::Sqlite).reaching(&[&web]).open().await;
    product.follow("The Gull", &web.at("/feed")).await;
    product.follow("المرسى", &web.at("/arabic")).await;
    product.settle().await;
    let address = product.serve().await;
    (web, product, format!("http://{address}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn j_and_k_walk_the_river_and_what_was_opened_is_marked_as_read() {
    let (_web, product, home) = served().await;
    let browser = Browser::open().await;
    let tab = browser.tab(1000).await;
    tab.visit(&format!("{home}/river")).await;
    tab.until("!document.querySelector('.keys').hidden").await;
    let ids: Vec<String> = tab
        .look("[...document.querySelectorAll('[data-river] [data-article]')].map(item => item.dataset.article)")
        .await;
    assert_eq!(ids.len(), 9);

    let focused = "document.activeElement.closest('[data-article]')?.dataset.article ?? ''";
    for (key, expect) in [("j", 0), ("j", 1), ("j", 2), ("k", 1), ("j", 2)] {
        tab.press(key).await;
        assert_eq!(tab.look::<String>(focused).await, ids[expect], "after {key}");
    }
    tab.press("o").await;
    tab.until("location.pathname.startsWith('/article/')").await;
    tab.until("(localStorage.getItem('octavo.read') ?? '').length > 2").await;

    tab.visit(&format!("{home}/river")).await;
    let marked = "[...document.querySelectorAll('[data-article].is-read')].map(item => item.dataset.article)";
    tab.until(&format!("{marked}.length > 0")).await;
    assert_eq!(tab.look::<Vec<String>>(marked).await, [ids[2].as_str()]);
    drop(product);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_asks_nobody_but_us() {
    let (_web, product, home) = served().await;
    let browser = Browser::open().await;
    let tab = browser.tab(1000).await;
    let mut paths = vec!["/".to_owned(), "/river".to_owned(), "/feeds".to_owned()];
    for article in product.articles().await {
        paths.push(format!("/article/{}", article.id));
    }
    for path in &paths {
        tab.visit(&format!("{home}{path}")).await;
    }
    let asked = tab.asked();
    assert!(asked.len() > paths.len(), "style sheets and scripts are asked for too: {asked:?}");
    let strangers: Vec<&String> =
        asked.iter().filter(|url| !url.starts_with(&home) && !url.starts_with("about:")).collect();
    assert!(strangers.is_empty(), "{strangers:?}");

    // What slipped past the sanitizer would still be stopped by the policy.
    let blocked = "new Promise(done => { document.addEventListener('securitypolicyviolation', () => done(true)); \
                   document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/late.gif' })) })";
    assert!(tab.look::<bool>(blocked).await);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_fits_a_small_screen() {
    let (newsroom, product) = open_newsroom(Engine::Sqlite).await;
    let home = format!("http://{}", product.serve().await);
    let mut paths = vec!["/".to_owned(), "/river".to_owned(), "/feeds".to_owned(), "/no-such-page".to_owned()];
    // One article and the page of each publisher: every language, look and kind of piece.
    let mut seen = std::collections::HashSet::new();
    for article in product.articles().await {
        if seen.insert(article.publisher_id) {
            paths.push(format!("/article/{}", article.id));
            paths.push(format!("/publisher/{}", article.publisher_id));
        }
    }
    let browser = Browser::open().await;
    for width in [320, 360] {
        let tab = browser.tab(width).await;
        for path in &paths {
            tab.visit(&format!("{home}{path}")).await;
            let wide: i64 = tab.look("document.documentElement.scrollWidth").await;
            assert!(wide <= width, "{path} is {wide} px wide on a screen of {width} px: {}", widest(&tab).await);
        }
    }
    browser.close().await;
    newsroom.stop().await;
}

/// The elements that stick out.
async fn widest(tab: &Tab) -> String {
    tab.look(
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 \
         || e.getBoundingClientRect().left < -1).slice(0, 5).map(e => e.outerHTML.slice(0, 200)).join('\\n')",
    )
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_article_in_arabic_runs_from_right_to_left_and_an_english_one_does_not() {
    let (_web, product, home) = served().await;
    let browser = Browser::open().await;
    let tab = browser.tab(1000).await;
    for (title, direction, language) in [("إغلاق الجسر", "rtl", "ar"), ("Report 1", "ltr", "en")] {
        let article = product.article(title).await;
        tab.visit(&format!("{home}/article/{}", article.id)).await;
        for part in ["h1.headline", "[data-block=body]"] {
            let seen = format!("getComputedStyle(document.querySelector('{part}')).direction");
            assert_eq!(tab.look::<String>(&seen).await, direction, "{part} of {title}");
            let said = format!("document.querySelector('{part}').closest('[lang]').lang");
            assert_eq!(tab.look::<String>(&said).await, language, "{part} of {title}");
        }
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_can_be_read_without_scripts() {
    let (_web, product, home) = served().await;
    let browser = Browser::open().await;
    let tab = browser.tab(1000).await.without_scripts().await;
    tab.visit(&format!("{home}/")).await;
    assert!(tab.text().await.contains("Report 1"));
    tab.visit(&format!("{home}/river")).await;
    assert!(!tab.text().await.contains("j and k"), "no keys are promised that do not work");
    tab.visit(&format!("{home}/article/{}", product.article("Report 1").await.id)).await;
    assert!(tab.text().await.contains("tern is the word of the day"));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_tab_leads_past_the_masthead() {
    let (_web, _product, home) = served().await;
    let browser = Browser::open().await;
    let tab = browser.tab(1000).await;
    tab.visit(&format!("{home}/")).await;
    tab.press("Tab").await;
    assert_eq!(tab.look::<String>("document.activeElement.getAttribute('href') ?? ''").await, "#content");
    let visible = "(() => { const box = document.activeElement.getBoundingClientRect(); \
                   return box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0 })()";
    tab.until(visible).await;
    tab.press("Enter").await;
    tab.until("location.hash === '#content'").await;
    tab.press("Tab").await;
    assert!(tab.look::<bool>("document.querySelector('main').contains(document.activeElement)").await);
    browser.close().await;
}
