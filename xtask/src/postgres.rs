//! A PostgreSQL of our own for the length of a run: a cluster in a temporary folder, reached by a socket only.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::{debian, run};

/// Where Debian keeps the server programs, one folder a version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Debian's package would start a cluster of its own; the suite needs the programs only.
const NO_MAIN_CLUSTER: &str = "mkdir -p /etc/postgresql-common && \
    grep -qs create_main_cluster /etc/postgresql-common/createcluster.conf || \
    echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf";

/// A running cluster; dropping it stops the server and removes the folder.
pub(crate) struct Cluster {
    folder: TempDir,
    programs: PathBuf,
}

impl Cluster {
    /// Makes and starts a cluster, installing PostgreSQL first when it is missing.
    pub(crate) fn start() -> Result<Self> {
        let programs = if let Some(found) = programs() {
            found
        } else {
            debian::install(&["postgresql"], &[NO_MAIN_CLUSTER])?;
            programs().context("PostgreSQL was installed, but its programs were not found")?
        };
        // A socket's path may have 107 bytes, so the folder is a short one.
        let folder = tempfile::Builder::new().prefix("octavo-pg-").tempdir_in("/tmp")?;
        let cluster = Self { folder, programs };
        cluster.initialise()?;
        Ok(cluster)
    }

    /// The address of its maintenance database, for a superuser.
    pub(crate) fn url(&self) -> String {
        self.database_url("postgres")
    }

    /// The address of one of its databases.
    pub(crate) fn database_url(&self, name: &str) -> String {
        format!("postgres://octavo@localhost/{name}?host={}", self.folder.path().display())
    }

    /// Makes an empty database and returns its address.
    pub(crate) fn create_database(&self, name: &str) -> Result<String> {
        let mut create = self.command("createdb");
        create.args(["-h", &self.folder.path().to_string_lossy(), "-U", "octavo", name]);
        run::run(&mut create)?;
        Ok(self.database_url(name))
    }

    fn initialise(&self) -> Result<()> {
        if debian::is_root() {
            run::run(Command::new("chown").arg("nobody").arg(self.folder.path()))?;
        }
        let data = self.data();
        let mut initdb = self.command("initdb");
        initdb.args(["-A", "trust", "-U", "octavo", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D"]).arg(&data);
        run::run(initdb.stdout(Stdio::null()))?;
        let options = format!(
            "-k {} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200",
            self.folder.path().display()
        );
        let mut start = self.command("pg_ctl");
        start.args(["-w", "-s", "-t", "30", "-o", &options, "-l"]).arg(self.folder.path().join("log"));
        start.arg("-D").arg(&data).arg("start");
        run::run(&mut start)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of the server, as an unprivileged user when we are root: the server refuses to run as root.
    fn command(&self, program: &str) -> Command {
        let path = self.programs.join(program);
        let mut command = if debian::is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "nobody", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl");
        stop.args(["-s", "-m", "immediate", "-D"]).arg(self.data()).arg("stop");
        if let Err(error) = run::run(&mut stop) {
            eprintln!("could not stop the temporary PostgreSQL: {error:#}");
        }
    }
}

/// The folder of the newest installed server.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).ok()?.filter_map(Result::ok);
    let mut found: Vec<(u32, PathBuf)> = versions.filter_map(|entry| usable(&entry.path())).collect();
    found.sort();
    found.pop().map(|(_, path)| path)
}

fn usable(path: &Path) -> Option<(u32, PathBuf)> {
    let version = path.file_name()?.to_str()?.parse().ok()?;
    let programs = path.join("bin");
    programs.join("initdb").exists().then_some((version, programs))
}

/// Fails early, with the reason, where the suite could not make its cluster.
pub(crate) fn ensure_runnable() -> Result<()> {
    if debian::is_root() && !run::exists("runuser", "--version") {
        bail!("run as root, the suite starts PostgreSQL through `runuser`; as root: apt-get install util-linux");
    }
    Ok(())
}
