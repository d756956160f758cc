//! `octavo publisher`: list publishers, and record what may be shown of one.

use anyhow::{Result, bail};
use model::Publisher;
use model::rights::{Basis, Display};
use serde_json::{Value, json};

use crate::arguments::{DisplayArguments, Options};
use crate::config::Config;
use crate::newsroom;
use crate::system_clock::system_clock;

/// Publishers read from the store at a time.
const PAGE: usize = 500;

/// Lists all publishers.
pub(crate) async fn list(options: &Options) -> Result<()> {
    let store = newsroom::open_store(&Config::load(options)?).await?;
    let mut after = None;
    let mut rows = Vec::new();
    loop {
        let page = store.publishers(after, PAGE).await?;
        rows.extend(page.items.iter().map(publisher_json));
        if !options.json {
            for publisher in &page.items {
                println!("{}", line(publisher));
            }
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if options.json {
        println!("{}", Value::Array(rows));
    }
    Ok(())
}

fn line(publisher: &Publisher) -> String {
    let home = publisher.home.as_ref().map_or("", |home| home.as_str());
    format!("{}  {}  {home}", publisher.id, publisher.name)
}

fn publisher_json(publisher: &Publisher) -> Value {
    let facts = &publisher.ownership;
    json!({
        "publisher": publisher.id, "name": publisher.name, "home": publisher.home, "country": facts.country,
        "owner": facts.owner, "funder": facts.funder, "appoints_editor": facts.appoints_editor,
        "evidence": facts.evidence, "checked": facts.checked,
    })
}

/// Records how much of a publisher's articles an audience may see.
pub(crate) async fn display(options: &Options, display: &DisplayArguments) -> Result<()> {
    let store = newsroom::open_store(&Config::load(options)?).await?;
    let Some(publisher) = store.publisher(display.publisher).await? else {
        bail!("no publisher {}; `octavo publisher list` shows them", display.publisher);
    };
    let recorded = Display { level: display.level, basis: Basis::from(display.basis), since: system_clock().now() };
    store.set_display(publisher.id, display.audience, Some(recorded)).await?;
    store.close().await;
    if options.json {
        let (audience, level) = (display.audience.as_str(), display.level.as_str());
        println!(
            "{}",
            json!({"publisher": publisher.id, "audience": audience, "level": level, "basis": recorded.basis.as_str()})
        );
    } else {
        println!("{}: {} audience sees {}", publisher.name, display.audience.as_str(), display.level.as_str());
    }
    Ok(())
}
