//! `octavo poll`: one round of polling, of the pages it asks for and of the stories it makes, with a bar while it runs and a report at its end.

use std::process::ExitCode;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jobs::RoundReport;
use serde_json::json;

use crate::arguments::Options;
use crate::config::Config;
use crate::newsroom;

/// Some feeds failed; the others were polled.
const IN_PART: u8 = 3;

/// Polls the feeds that are due, or all, and reads the pages of articles that their feeds only announce.
pub(crate) async fn run(options: &Options, all: bool) -> Result<ExitCode> {
    let pipeline = newsroom::open(&Config::load(options)?).await?;
    let due = if all { Timestamp::MAX } else { pipeline.clock.now() };
    let bar = bar(options.json);
    let report = pipeline
        .poll_round(due, |progress| {
            bar.set_length(progress.of as u64);
            bar.set_position(progress.done as u64);
        })
        .await?;
    bar.set_style(style("{spinner} reading pages"));
    let pages = pipeline.page_round().await?;
    bar.set_style(style("{spinner} forming stories"));
    pipeline.digest_round().await?;
    pipeline.assign_round().await?;
    bar.finish_and_clear();
    if options.json {
        print_json(&report, pages);
    } else {
        print(&report, pages);
    }
    pipeline.store.close().await;
    Ok(if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(IN_PART) })
}

fn bar(hidden: bool) -> ProgressBar {
    let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::no_length() };
    bar.with_style(style("{bar:30} {pos} of {len} feeds"))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn print_json(report: &RoundReport, pages: usize) {
    let RoundReport { feeds, unchanged, new_entries, new_articles, failures } = report;
    println!(
        "{}",
        json!({"feeds": feeds, "unchanged": unchanged, "new_entries": new_entries, "new_articles": new_articles, "pages": pages, "failures": failures})
    );
}

fn print(report: &RoundReport, pages: usize) {
    if report.feeds == 0 {
        println!("No feed is due. `octavo poll --all` polls every feed, `octavo feed add ADDRESS` adds one.");
        return;
    }
    println!("{} feeds polled, {} of them unchanged", report.feeds, report.unchanged);
    println!("{} new entries, {} new articles, {pages} pages asked for", report.new_entries, report.new_articles);
    for (cause, feeds) in &report.failures {
        println!("{feeds} failed: {cause}");
    }
    if !report.failures.is_empty() {
        println!("`octavo feed list` says which.");
    }
}
