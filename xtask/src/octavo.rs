//! The release binary under measurement: built once, started on a folder of its own, watched from outside.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::run;

/// How long the server may take to answer its first request.
const START: Duration = Duration::from_secs(20);

/// Which binary is measured.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Subject {
    /// Measure this binary instead of building the release binary of the work tree: to compare two versions.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

impl Subject {
    /// The path of the binary, built first unless one was named.
    pub(crate) fn binary(&self) -> Result<PathBuf> {
        self.binary.clone().map_or_else(build, Ok)
    }
}

fn build() -> Result<PathBuf> {
    run::run(run::cargo().args(["build", "--release", "--package", "octavo"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from);
    Ok(target.join("release/octavo"))
}

/// A data folder with a configuration, and the binary to run on it.
pub(crate) struct Instance {
    binary: PathBuf,
    folder: tempfile::TempDir,
    database: Option<String>,
    address: SocketAddr,
}

/// A running server; dropping it kills it.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
}

impl Instance {
    /// An empty instance that may reach `allow` on loopback; on SQLite unless a database is named.
    pub(crate) fn new(binary: &Path, allow: &[SocketAddr], database: Option<String>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let allow: Vec<String> = allow.iter().map(|address| format!("\"{address}\"")).collect();
        let config = format!("[fetch]\nallow = [{}]\n\n[jobs]\nlease_seconds = 3\n", allow.join(", "));
        fs::write(folder.path().join("octavo.toml"), config)?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self { binary: binary.to_owned(), folder, database, address })
    }

    /// The binary with the options that lead to this instance.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).arg("--data").arg(self.folder.path());
        command.arg("--config").arg(self.folder.path().join("octavo.toml"));
        if let Some(database) = &self.database {
            command.arg("--database").arg(database);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Subscribes to feeds.
    pub(crate) fn subscribe(&self, feeds: &[String]) -> Result<()> {
        let outlines = feeds.iter().map(|url| format!("<outline type=\"rss\" text=\"Bench\" xmlUrl=\"{url}\"/>\n"));
        let opml = format!("<opml version=\"2.0\"><body>{}</body></opml>", outlines.collect::<String>());
        let path = self.folder.path().join("feeds.opml");
        fs::write(&path, opml)?;
        run::output(&mut self.command(&["feed", "import", &path.to_string_lossy()])).map(drop)
    }

    /// Starts the server and waits until it answers.
    pub(crate) fn serve(&self) -> Result<Server> {
        let log = fs::File::create(self.folder.path().join("log"))?;
        let mut command = self.command(&["serve", "--listen", &self.address.to_string()]);
        let child = command.stdout(Stdio::null()).stderr(log).spawn().context("could not start the server")?;
        let mut server = Server { child, address: self.address };
        let start = Instant::now();
        while server.get("/healthz").is_err() {
            if let Some(status) = server.child.try_wait()? {
                let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                bail!("the server ended with {status}:\n{log}");
            }
            if start.elapsed() > START {
                bail!("the server did not answer within {START:?}");
            }
            sleep(Duration::from_millis(5));
        }
        Ok(server)
    }

    /// The titles of all readable articles, as `octavo export` gives them out.
    pub(crate) fn readable_titles(&self) -> Result<Vec<String>> {
        let lines = run::output(&mut self.command(&["export"]))?;
        let rows = lines.lines().map(serde_json::from_str::<serde_json::Value>).collect::<Result<Vec<_>, _>>()?;
        let readable = rows.iter().filter(|row| row.get("stage").is_some_and(|stage| stage == "readable"));
        Ok(readable.filter_map(|row| Some(row.get("title")?.as_str()?.to_owned())).collect())
    }
}

impl Server {
    /// The body of a page that answers 200.
    pub(crate) fn get(&self, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
        let mut reader = BufReader::new(stream);
        let mut status = String::new();
        reader.read_line(&mut status)?;
        let mut answer = Vec::new();
        reader.read_to_end(&mut answer)?;
        if !status.contains(" 200 ") {
            bail!("{path} answers {}", status.trim());
        }
        let answer = String::from_utf8_lossy(&answer);
        Ok(answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }

    /// A figure of `/metrics`, or 0 before it is first counted.
    pub(crate) fn metric(&self, name: &str) -> Result<u64> {
        let metrics = self.get("/metrics")?;
        let value = metrics.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of rows")]
        Ok(value.unwrap_or_default() as u64)
    }

    /// A line of the kernel's account of the process, in megabytes: `VmHWM` is the peak, `VmRSS` what it holds.
    pub(crate) fn memory_mb(&self, line: &str) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let row = status.lines().find_map(|row| row.strip_prefix(line)).context("no such line in /proc")?;
        let kilobytes: u64 = row.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024)
    }

    /// Kills it without a word of warning.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
