//! The real binary on a data folder of its own: its commands, and its server that can be killed.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;
use store::DatabaseUrl;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::{FakeWeb, until};

/// A data folder with a configuration, and the binary to run on it.
#[derive(Debug)]
pub struct Instance {
    binary: PathBuf,
    folder: TempDir,
    database: Option<String>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Outcome {
    /// Its exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// What it said to its caller.
    pub stdout: String,
    /// What it said to its user.
    pub stderr: String,
}

/// A running server; dropping it kills it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Instance {
    /// An empty instance on SQLite that may reach these webs; leases of a second, so that what a kill leaves behind
    /// is taken up soon.
    pub fn new(binary: &str, webs: &[FakeWeb]) -> Self {
        let allow: Vec<String> = webs.iter().map(|web| format!("\"{}\"", web.address)).collect();
        let instance = Self {
            binary: PathBuf::from(binary),
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
            database: None,
        };
        instance
            .write("octavo.toml", format!("[fetch]\nallow = [{}]\n\n[jobs]\nlease_seconds = 1\n", allow.join(", ")));
        instance
    }

    /// On another database than the folder's own.
    #[must_use]
    pub fn on(self, database: &DatabaseUrl) -> Self {
        Self { database: Some(database.to_string()), ..self }
    }

    /// A file in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into its folder and says where it is.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a temporary folder can be written to");
        path.to_string_lossy().into_owned()
    }

    /// Runs a command to its end.
    pub async fn run(&self, words: &[&str]) -> Outcome {
        let output = self.command(words).output().await.expect("the binary starts");
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Runs a command that must succeed and answer in JSON.
    pub async fn json(&self, words: &[&str]) -> Value {
        let outcome = self.run(&[words, &["--json"]].concat()).await;
        assert_eq!(outcome.code, Some(0), "{words:?}: {}", outcome.stderr);
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{words:?}: {error} in {}", outcome.stdout))
    }

    /// What its last server logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    /// Starts the server on a free port and waits until it is ready.
    pub async fn serve(&self) -> Server {
        self.start(&["serve", "--listen", "127.0.0.1:0"]).await
    }

    /// Starts a command that serves, and waits until it is ready.
    pub async fn start(&self, words: &[&str]) -> Server {
        let mut command = self.command(words);
        let log = std::fs::File::create(self.path("log")).expect("a temporary folder can be written to");
        let mut child = command.stderr(log).kill_on_drop(true).spawn().expect("the binary starts");
        let stdout = child.stdout.take().expect("its output is a pipe");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).await.expect("its output is text");
        let address = line.rsplit("http://").next().and_then(|rest| rest.split([';', '\n']).next());
        let address = address.and_then(|address| address.trim().parse().ok());
        let address = address.unwrap_or_else(|| panic!("the server did not start: {line:?}\n{}", self.log()));
        let server = Server { child, address };
        until("the server is ready", async || server.get("/healthz").await.map(drop)).await;
        server
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).arg("--data").arg(self.folder.path());
        if let Some(database) = &self.database {
            command.arg("--database").arg(database);
        }
        for name in ["OCTAVO_LISTEN", "OCTAVO_DATA", "OCTAVO_DATABASE", "OCTAVO_CONFIG"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.current_dir(self.folder.path());
        command
    }
}

impl Server {
    /// The body of a page, when it answers 200.
    pub async fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(self.address).await.ok()?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n")?;
        head.starts_with("HTTP/1.1 200 ").then(|| body.to_owned())
    }

    /// A figure of `/metrics`; 0 before it is first counted.
    pub async fn metric(&self, name: &str) -> u64 {
        let metrics = self.get("/metrics").await.unwrap_or_default();
        let value = metrics.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of rows")]
        let figure = value.unwrap_or_default() as u64;
        figure
    }

    /// Kills it without a word of warning (SIGKILL).
    pub async fn kill(mut self) {
        self.child.kill().await.expect("a child can be killed");
    }
}

impl Outcome {
    /// The objects of an output with one a line.
    pub fn lines(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
        self.stdout.lines().map(parse).collect()
    }
}
