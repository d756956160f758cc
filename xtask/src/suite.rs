//! `cargo xtask test`: tidy, then every test of the workspace, on real engines and a real browser.

use anyhow::Result;

use crate::postgres::{self, Cluster};
use crate::{chromium, run, tidy};

/// Tests find the cluster under this name; without it those that need it fail and say so.
const POSTGRES_VARIABLE: &str = "OCTAVO_TEST_POSTGRES";

/// Property tests draw the same cases in every run, so that a red suite is red for everybody; fuzzing draws new ones.
const PROPERTY_SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20261122");

/// Runs the suite, or those of its tests whose name contains `filter`.
pub(crate) fn run(filter: Option<&str>) -> Result<()> {
    if filter.is_none() {
        tidy::run()?;
    }
    postgres::ensure_runnable()?;
    chromium::ensure()?;
    let cluster = Cluster::start()?;
    let mut tests = run::cargo();
    if run::exists("cargo-nextest", "--version") {
        tests.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        tests.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    }
    let (name, seed) = PROPERTY_SEED;
    tests.args(filter).env(POSTGRES_VARIABLE, cluster.url()).env(name, seed);
    run::run(&mut tests)
}
