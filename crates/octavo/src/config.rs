//! The configuration: one file, one section a struct, defaults that suit a single person.
//!
//! Read once at start and handed down; nothing else reads the file or the environment. Unknown keys are refused, so
//! that a misspelt option is an error and not a surprise. `config.example.toml` names every option; a test holds it to
//! these types.

mod fetching;
mod instance;
mod jobs;

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use store::DatabaseUrl;

pub(crate) use self::fetching::Fetching;
pub(crate) use self::instance::Instance;
pub(crate) use self::jobs::Jobs;
use crate::arguments::Options;

/// Where the newspaper is served unless told otherwise: this machine only.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// What a configuration file may hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// Address and port to serve on.
    pub(crate) listen: SocketAddr,
    /// Database address; a SQLite file in the data folder when unset. Set it to `postgres://...` to use PostgreSQL.
    pub(crate) database: Option<String>,
    /// What this newspaper is and for whom.
    pub(crate) instance: Instance,
    /// How feeds and pages are fetched.
    pub(crate) fetch: Fetching,
    /// How the jobs work.
    pub(crate) jobs: Jobs,
    /// Folder of the data; not in the file, which may lie in it.
    #[serde(skip)]
    pub(crate) data: PathBuf,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: LISTEN,
            database: None,
            instance: Instance::default(),
            fetch: Fetching::default(),
            jobs: Jobs::default(),
            data: PathBuf::new(),
        }
    }
}

impl Config {
    /// Reads the file and lets the command line win over it.
    pub(crate) fn load(options: &Options) -> Result<Self> {
        let data = options.data.clone().map_or_else(platform_folder, Ok)?;
        let mut config = match file(options, &data) {
            Some(path) => Self::read(&path)?,
            None => Self::default(),
        };
        config.data = data;
        config.listen = options.listen.unwrap_or(config.listen);
        config.database = options.database.clone().or(config.database);
        Ok(config)
    }

    fn read(path: &Path) -> Result<Self> {
        let shown = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("could not read the configuration {shown}"))?;
        Self::parse(&text).with_context(|| format!("the configuration {shown} does not hold"))
    }

    fn parse(text: &str) -> Result<Self> {
        let config: Self = toml::from_str(text)?;
        config.instance.check()?;
        config.jobs.check()?;
        Ok(config)
    }

    /// The folder of the search index. It holds nothing that the database has not.
    pub(crate) fn index_folder(&self) -> PathBuf {
        self.data.join("search")
    }

    /// The database in force; its folder is made when missing.
    pub(crate) fn database_url(&self) -> Result<DatabaseUrl> {
        if let Some(url) = &self.database {
            return Ok(url.parse()?);
        }
        fs::create_dir_all(&self.data).with_context(|| {
            format!("could not make the data folder {}; choose another with --data", self.data.display())
        })?;
        Ok(DatabaseUrl::file(&self.data.join("octavo.db"))?)
    }
}

fn file(options: &Options, data: &Path) -> Option<PathBuf> {
    let usual = data.join("octavo.toml");
    options.config.clone().or_else(|| usual.exists().then_some(usual))
}

fn platform_folder() -> Result<PathBuf> {
    match dirs::data_dir() {
        Some(folder) => Ok(folder.join("octavo")),
        None => bail!("this platform names no data folder; choose one with --data DIR"),
    }
}

/// `octavo config`: the configuration in force, secrets hidden.
pub(crate) fn show(options: &Options) -> Result<()> {
    let config = Config::load(options)?;
    let database = config.database_url()?;
    println!("data = {}", config.data.display());
    println!("database = {database:?}");
    println!("listen = {:?}", config.listen.to_string());
    println!("{:#?}\n{:#?}\n{:#?}", config.instance, config.fetch, config.jobs);
    Ok(())
}

#[cfg(test)]
mod tests;
