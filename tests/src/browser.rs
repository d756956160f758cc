//! A reader's browser: Debian's Chromium without a window, driven over its debugging protocol.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chromiumoxide::browser::{Browser as Chromium, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::network::{EnableParams, EventRequestWillBeSent};
use chromiumoxide::page::Page;
use futures::StreamExt;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::until;

/// Where Debian puts it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Nothing of its own may leave the machine, and the suite runs as root in places.
const FLAGS: [&str; 6] = [
    "disable-component-update",
    "disable-background-networking",
    "disable-sync",
    "no-first-run",
    "no-proxy-server",
    "disable-gpu",
];

/// The height of every window; pages scroll.
const HEIGHT: i64 = 800;

/// A browser with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    chromium: Chromium,
    events: JoinHandle<()>,
    _profile: TempDir,
}

/// A page in it, and what it asked for.
#[derive(Debug)]
pub struct Tab {
    page: Page,
    asked: Arc<Mutex<Vec<String>>>,
    listening: JoinHandle<()>,
}

impl Browser {
    /// Starts one.
    pub async fn open() -> Self {
        assert!(
            Path::new(CHROMIUM).exists(),
            "{CHROMIUM} is missing: `cargo xtask test` installs it; by hand: apt-get install chromium fonts-noto-core fonts-noto-cjk"
        );
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let config = BrowserConfig::builder()
            .chrome_executable(CHROMIUM)
            .no_sandbox()
            .user_data_dir(profile.path())
            .args(FLAGS)
            .viewport(None)
            .build()
            .expect("the browser's configuration holds");
        let (chromium, mut handler) = Chromium::launch(config).await.expect("chromium starts");
        let events = tokio::spawn(async move { while handler.next().await.is_some() {} });
        Self { chromium, events, _profile: profile }
    }

    /// An empty page, so many pixels wide.
    pub async fn tab(&self, width: i64) -> Tab {
        let page = self.chromium.new_page("about:blank").await.expect("a page opens");
        page.execute(EnableParams::default()).await.expect("requests can be watched");
        let mut requests = page.event_listener::<EventRequestWillBeSent>().await.expect("requests can be watched");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        let listening = tokio::spawn(async move {
            while let Some(event) = requests.next().await {
                log.lock().unwrap_or_else(PoisonError::into_inner).push(event.request.url.clone());
            }
        });
        let size = SetDeviceMetricsOverrideParams::new(width, HEIGHT, 1.0, false);
        page.execute(size).await.expect("the window can be sized");
        Tab { page, asked, listening }
    }

    /// Ends it.
    pub async fn close(mut self) {
        // A browser that is gone already needs no closing.
        let _ = self.chromium.close().await;
        let _ = self.chromium.wait().await;
        self.events.abort();
    }
}

impl Tab {
    /// Goes to an address and waits until it is loaded.
    pub async fn visit(&self, url: &str) {
        self.page.goto(url).await.expect("the page loads");
        self.page.wait_for_navigation().await.expect("the page loads");
    }

    /// Runs no scripts of pages from here on.
    pub async fn without_scripts(self) -> Self {
        self.page.execute(SetScriptExecutionDisabledParams::new(true)).await.expect("scripts can be switched off");
        self
    }

    /// The value of a JavaScript expression on the page.
    pub async fn look<T: DeserializeOwned>(&self, expression: &str) -> T {
        let value = self.page.evaluate_expression(expression).await;
        let value = value.unwrap_or_else(|error| panic!("{expression}: {error}"));
        value.into_value().unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The text that a reader sees.
    pub async fn text(&self) -> String {
        let body = self.page.find_element("body").await.expect("a page has a body");
        body.inner_text().await.expect("the page answers").unwrap_or_default()
    }

    /// Waits until a JavaScript expression holds.
    pub async fn until(&self, expression: &str) {
        until(expression, async || {
            let value = self.page.evaluate_expression(expression).await;
            value.is_ok_and(|value| value.into_value().unwrap_or(false)).then_some(())
        })
        .await;
    }

    /// Presses a key on whatever has the focus.
    pub async fn press(&self, key: &str) {
        let body = self.page.find_element("body").await.expect("a page has a body");
        body.press_key(key).await.expect("a key can be pressed");
    }

    /// The addresses that the page asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
