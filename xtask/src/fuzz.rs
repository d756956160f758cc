//! `cargo xtask fuzz`: cargo-fuzz on each target in turn, with the nightly toolchain that it needs.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{check, run};

/// Runs one target, or all, for so many seconds each; a crash ends the run and names its input.
pub(crate) fn run(target: Option<&str>, seconds: u32) -> Result<()> {
    check::tool("cargo-fuzz")?;
    let all = targets()?;
    let chosen: Vec<&String> = all.iter().filter(|name| target.is_none_or(|wanted| wanted == *name)).collect();
    if chosen.is_empty() {
        bail!("no such target; there are {}", all.join(", "));
    }
    for name in chosen {
        eprintln!("fuzzing {name} for {seconds} s");
        let mut fuzz = Command::new("cargo");
        let (corpus, seeds) = (format!("fuzz/corpus/{name}"), format!("fuzz/seeds/{name}"));
        fs::create_dir_all(crate::root().join(&corpus))?;
        // New inputs go into the first folder, the second is only read.
        fuzz.current_dir(crate::root()).args(["+nightly", "fuzz", "run", name, &corpus, &seeds, "--"]);
        fuzz.arg(format!("-max_total_time={seconds}")).args([
            "-rss_limit_mb=4096",
            "-timeout=20",
            "-print_final_stats=1",
        ]);
        run::run(&mut fuzz)
            .with_context(|| format!("{name} found an input; add it to fuzz/seeds/{name} once mended"))?;
    }
    println!("no crash");
    Ok(())
}

fn targets() -> Result<Vec<String>> {
    let folder = crate::root().join("fuzz/targets");
    let mut names: Vec<String> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok()?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}
