//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::rights::{Audience, Basis, Level};
use model::{ArticleId, PublisherId, StoryId};

/// A newspaper that anyone can run.
///
/// Without a command it serves the newspaper. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part (`poll` with
/// feeds that failed).
#[derive(Debug, Parser)]
#[command(name = "octavo", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) options: Options,
}

/// Options that hold for every command. Those with a value can be given by the environment too (OCTAVO_LISTEN and so
/// on), and win over the configuration file.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Options {
    /// Address and port to serve on [default: 127.0.0.1:8080].
    #[arg(long, global = true, env = "OCTAVO_LISTEN", value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,
    /// Folder of the data; made when missing [default: the platform's data folder].
    #[arg(long, global = true, env = "OCTAVO_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Database: postgres://USER:PASSWORD@HOST/NAME or sqlite:FILE [default: octavo.db in the data folder].
    #[arg(long, global = true, env = "OCTAVO_DATABASE", value_name = "URL", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// Configuration file [default: octavo.toml in the data folder, when it is there].
    #[arg(long, global = true, env = "OCTAVO_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Answer in JSON, for scripts.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Log more: -v what every job does, -vv what libraries do.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the newspaper and keep it up to date.
    Serve,
    /// Serve a sample newspaper from sample publishers; needs no network and leaves nothing behind.
    Demo,
    /// Poll the feeds that are due once, and report.
    Poll {
        /// All feeds, due or not.
        #[arg(long)]
        all: bool,
    },
    /// Add, list, remove, import and export feeds.
    #[command(subcommand)]
    Feed(FeedCommand),
    /// List publishers; record what may be shown of one.
    #[command(subcommand)]
    Publisher(PublisherCommand),
    /// Show a story; merge, split, pin and name stories, move an article, and undo it.
    #[command(subcommand)]
    Story(StoryCommand),
    /// Find articles. Operators: intitle: author: publisher: #tag lang: section: date: before: after: -x "phrase" OR ( ).
    Search {
        /// The query, as one types it into the search page.
        #[arg(required_unless_present = "rebuild", default_value = "")]
        query: String,
        /// Make the search index anew from the database instead; no server may run.
        #[arg(long, conflicts_with = "query")]
        rebuild: bool,
    },
    /// Run one of the models over a file of documents, one JSON object a line, and write what it says of each. Reads and
    /// writes no data folder.
    #[command(subcommand)]
    Eval(EvalCommand),
    /// Read the article out of a page, a URL or a folder of pages.
    Extract {
        /// A file, a URL, or a folder of *.html and *.html.gz files (then --out is needed).
        #[arg(value_name = "PATH|URL")]
        page: String,
        /// Where to write the articles of a folder, as JSON.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write everything into one file that either database engine can restore.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Fill an empty database from a backup.
    Restore {
        /// The file that `backup` wrote.
        file: PathBuf,
        /// Replace what is there.
        #[arg(long)]
        force: bool,
    },
    /// Write what is known about every article, one JSON object a line.
    Export {
        /// The file to write; standard output when left out.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Show the configuration in force, secrets hidden.
    Config,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FeedCommand {
    /// Find the feed of a site, a page or a feed's own address, and add it.
    Add {
        /// An address as one types it, such as `courier.example`.
        address: String,
    },
    /// List the feeds and how they fare.
    List,
    /// Stop following a feed; its articles stay.
    Remove {
        /// Its number, or its address.
        feed: String,
    },
    /// Add the feeds of an OPML file.
    Import {
        /// The file; `-` reads standard input.
        file: PathBuf,
    },
    /// Write the feeds as OPML.
    Export {
        /// The file; standard output when left out.
        file: Option<PathBuf>,
        /// Write the user names and passwords that addresses carry, too.
        #[arg(long)]
        with_logins: bool,
    },
}

/// What an editor does to stories.
#[derive(Debug, Subcommand)]
pub(crate) enum StoryCommand {
    /// Show a story and its articles.
    Show {
        /// Its number.
        story: StoryId,
    },
    /// Show what editors did, earliest first.
    Log,
    /// Put all articles of a story into another; its address leads there from then on.
    Merge {
        /// The story that ends.
        from: StoryId,
        /// The story that goes on.
        into: StoryId,
        #[command(flatten)]
        by: By,
    },
    /// Make a story of its own of some articles; the two are never merged again by themselves.
    Split {
        /// The story.
        story: StoryId,
        /// The articles that leave it.
        #[arg(required = true)]
        articles: Vec<ArticleId>,
        #[command(flatten)]
        by: By,
    },
    /// Put an article into a story, where it stays.
    Move {
        /// The article.
        article: ArticleId,
        /// The story it goes into.
        to: StoryId,
        #[command(flatten)]
        by: By,
    },
    /// Give a story a headline of its own; without one, take it back.
    Headline {
        /// The story.
        story: StoryId,
        /// The headline.
        headline: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Hold a story at the top of its front page.
    Pin {
        /// The story.
        story: StoryId,
        /// Let it go instead.
        #[arg(long)]
        off: bool,
        #[command(flatten)]
        by: By,
    },
    /// Take an edit back.
    Undo {
        /// Its number in the log.
        edit: i64,
        #[command(flatten)]
        by: By,
    },
}

/// Who edits.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct By {
    /// The name that the log keeps [default: command line].
    #[arg(long = "by", value_name = "NAME")]
    name: Option<String>,
}

impl StoryCommand {
    /// The name that the log keeps, when one was given.
    pub(crate) fn actor(&self) -> Option<&str> {
        match self {
            Self::Show { .. } | Self::Log => None,
            Self::Merge { by, .. }
            | Self::Split { by, .. }
            | Self::Move { by, .. }
            | Self::Headline { by, .. }
            | Self::Pin { by, .. }
            | Self::Undo { by, .. } => by.name.as_deref(),
        }
    }
}

/// Which model is run.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum EvalCommand {
    /// The story of each document: `id<TAB>story` a line. Documents: {"id","lang","date","title","text"}; all but id may
    /// be empty.
    Stories(EvalFiles),
    /// The language of each document's text: `id<TAB>ISO 639-1` a line.
    Language(EvalFiles),
    /// The section of each document: `id<TAB>IPTC Media Topic` a line.
    Sections(EvalFiles),
    /// The phrases that say what each document is about: {"id","keys":[best first]} a line.
    Keyphrases(EvalFiles),
    /// The hashtags of each document: {"id","hashtags":[{"tag","kind"}]} a line.
    Hashtags(EvalFiles),
    /// What to read beside each document, among the others: {"id","related":[{"id","relation"}]} a line.
    Related(EvalFiles),
}

/// From where to where.
#[derive(Debug, Clone, Args)]
pub(crate) struct EvalFiles {
    /// The documents.
    #[arg(value_name = "IN.jsonl")]
    pub(crate) documents: PathBuf,
    /// Where to write the answers.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PublisherCommand {
    /// List the publishers with their numbers.
    List,
    /// Record how much of a publisher's articles an audience may see.
    Display(DisplayArguments),
}

/// How much of a publisher's articles an audience may see.
#[derive(Debug, Args)]
pub(crate) struct DisplayArguments {
    /// The publisher's number.
    pub(crate) publisher: PublisherId,
    /// Who: private, members or public.
    #[arg(value_parser = read_audience)]
    pub(crate) audience: Audience,
    /// How much: hidden, headline, excerpt or full.
    #[arg(value_parser = read_level)]
    pub(crate) level: Level,
    /// On what ground.
    #[arg(long, value_enum, default_value = "operator")]
    pub(crate) basis: BasisArgument,
}

/// On what ground a level is recorded.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum BasisArgument {
    /// The operator's own choice.
    Operator,
    /// The publisher gave leave, or its licence does.
    Licence,
    /// The publisher asked for it; with `hidden`, its texts are deleted.
    OptOut,
}

impl From<BasisArgument> for Basis {
    fn from(argument: BasisArgument) -> Self {
        match argument {
            BasisArgument::Operator => Self::Operator,
            BasisArgument::Licence => Self::Licence,
            BasisArgument::OptOut => Self::OptOut,
        }
    }
}

fn read_audience(word: &str) -> Result<Audience, String> {
    Audience::from_word(word).ok_or_else(|| "expected private, members or public".to_owned())
}

fn read_level(word: &str) -> Result<Level, String> {
    Level::from_word(word).ok_or_else(|| "expected hidden, headline, excerpt or full".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
