//! The table that tells languages apart, from the n-gram statistics of the lingua model crates.
//!
//! The statistics say how likely a letter follows up to four others within a word. That is enough to draw words that
//! look like the language's ([`chain`]), short sentences of which a linear classifier learns to name ([`fit`]). It learns
//! what tells languages apart instead of what each looks like, and is a tenth of the statistics' size.

mod chain;
mod fit;
mod statistics;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use text::language::script::Script;
use text::language::table::{Group, Table};

use chain::Pool;

/// What to make the table from.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with the unpacked crates `lingua-<language>-language-model-<version>`
    #[arg(long)]
    from: PathBuf,
    /// Where the table goes
    #[arg(long, default_value = "crates/text/data/language/ngrams.zst")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    // One chain at a time: each holds a language's statistics whole.
    let pools = statistics::folders(&args.from)?
        .iter()
        .map(|folder| Pool::read(folder).with_context(|| format!("could not read {}", folder.display())))
        .collect::<Result<Vec<Pool>>>()?;
    let groups: Vec<Group> = Script::SHARED.iter().filter_map(|script| group(*script, &pools)).collect();
    let packed = Table { groups }.pack()?;
    std::fs::write(&args.out, &packed).with_context(|| format!("could not write {}", args.out.display()))?;
    writeln!(std::io::stdout(), "{} languages, {} bytes", pools.len(), packed.len())?;
    Ok(())
}

fn group(script: Script, pools: &[Pool]) -> Option<Group> {
    let members: Vec<&Pool> = pools.iter().filter(|pool| pool.script == script).collect();
    (members.len() > 1).then(|| fit::fit(script, &members))
}
