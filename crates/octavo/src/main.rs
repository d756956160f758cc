//! The binary: command line, configuration, start and stop. It reads the clock and the environment for everybody else.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its user")]

mod arguments;
mod commands;
mod config;
mod log;
mod newsroom;
mod system_clock;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command, FeedCommand, PublisherCommand};
use crate::commands::{backup, demo, eval, export, extract, feed, poll, publisher, search, serve, story};

/// Import is mostly small allocations in many threads; with the system's allocator it takes half as long again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: could not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    log::start(arguments.options.verbose);
    let options = arguments.options;
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&options).await,
        Command::Demo => demo::run(&options).await,
        Command::Poll { all } => return poll::run(&options, all).await,
        Command::Feed(command) => match command {
            FeedCommand::Add { address } => feed::add(&options, &address).await,
            FeedCommand::List => feed::list(&options).await,
            FeedCommand::Remove { feed } => feed::remove(&options, &feed).await,
            FeedCommand::Import { file } => feed::import(&options, &file).await,
            FeedCommand::Export { file, with_logins } => feed::export(&options, file.as_deref(), with_logins).await,
        },
        Command::Publisher(command) => match command {
            PublisherCommand::List => publisher::list(&options).await,
            PublisherCommand::Display(display) => publisher::display(&options, &display).await,
        },
        Command::Story(command) => story::run(&options, &command).await,
        Command::Search { rebuild: true, .. } => search::rebuild(&options).await,
        Command::Search { query, .. } => search::run(&options, &query).await,
        Command::Eval(command) => eval::run(command).await,
        Command::Extract { page, out } => extract::run(&options, &page, out.as_deref()).await,
        Command::Backup { file } => backup::backup(&options, &file).await,
        Command::Restore { file, force } => backup::restore(&options, &file, force).await,
        Command::Export { out } => export::run(&options, out.as_deref()).await,
        Command::Config => config::show(&options),
    }?;
    Ok(ExitCode::SUCCESS)
}
