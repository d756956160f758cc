//! Debian packages that the suite needs: installed when we may, else named so that the user can.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run;

/// Installs packages, or stops and says what to install and how.
pub(crate) fn install(packages: &[&str], before: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let Some(prefix) = privilege() else {
        bail!("the suite needs Debian's {list}; as root: apt-get install {list}");
    };
    eprintln!("installing {list}");
    for script in before {
        run::run(shell(prefix, script).arg("sh"))?;
    }
    run::run(&mut shell(prefix, "apt-get -qq update"))?;
    let command = format!("DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends {list}");
    run::run(&mut shell(prefix, &command))
}

/// Whether packages can be installed here, and with what in front.
fn privilege() -> Option<&'static [&'static str]> {
    if !run::exists("apt-get", "--version") {
        return None;
    }
    if is_root() {
        Some(&[])
    } else if run::exists("sudo", "-nv") {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

/// Whether we run as root.
pub(crate) fn is_root() -> bool {
    run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn shell(prefix: &[&str], script: &str) -> Command {
    let words: Vec<&str> = prefix.iter().copied().chain(["sh", "-c", script]).collect();
    let (program, arguments) = words.split_first().unwrap_or((&"sh", &[]));
    let mut command = Command::new(program);
    command.args(arguments);
    command.stdout(std::process::Stdio::null());
    command
}
