//! How fast the sentence encoder is: `cargo run --release -p text --example encode_speed -- FILE`.
//!
//! FILE holds lines of JSON with a `title`. Prints headlines a second, pieces apart, the time to load and what stays in
//! memory. `RAYON_NUM_THREADS=1` measures one core.
#![expect(clippy::print_stdout, reason = "a program that prints figures")]
#![expect(clippy::cast_precision_loss, reason = "some thousand headlines")]

use std::time::Instant;

use anyhow::Context;
use text::encoder::Encoder;

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("name a file of JSON lines with titles")?;
    let titles: Vec<String> = std::fs::read_to_string(&path)?
        .lines()
        .filter_map(|line| {
            Some(serde_json::from_str::<serde_json::Value>(line).ok()?.get("title")?.as_str()?.to_owned())
        })
        .collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let before = resident_mb()?;

    let start = Instant::now();
    let encoder = Encoder::shared();
    println!("load {:.0} ms", start.elapsed().as_secs_f64() * 1e3);

    for _ in 0..3 {
        let start = Instant::now();
        for batch in titles.chunks(256) {
            std::hint::black_box(encoder.encode(batch));
        }
        println!("{:.0} headlines a second", titles.len() as f64 / start.elapsed().as_secs_f64());
    }
    println!("resident {:.0} MB, of which {before:.0} MB before loading", resident_mb()?);
    Ok(())
}

fn resident_mb() -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
