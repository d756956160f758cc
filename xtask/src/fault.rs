//! `cargo xtask fault`: the server is killed at random instants while it imports; nothing may be lost or doubled.

use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Result, bail};
use serde_json::json;

use crate::bench::farm::{Farm, Manner, Random, Size};
use crate::bench::{Engine, audit, wait_for};
use crate::octavo::{Instance, Subject};
use crate::postgres::Cluster;

const SIZE: Size = Size { feeds: 200, entries: 50, words: 300 };

/// An undisturbed import takes about as long; kills fall anywhere within.
const WINDOW_MS: usize = 1_500;

/// Kills within one import before it may run to its end.
const KILLS_A_ROUND: u32 = 5;

/// Kills the server `kills` times on each engine.
pub(crate) fn run(kills: u32, subject: &Subject) -> Result<()> {
    let binary = subject.binary()?;
    let farm = Farm::start(SIZE, |_| Manner::Prompt)?;
    #[expect(clippy::disallowed_methods, reason = "instants must differ from run to run; the seed is printed")]
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    println!("seed {seed}");
    let mut random = Random(seed);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let cluster = engine.cluster()?;
        let mut left = kills;
        let mut rounds = 0;
        while left > 0 {
            let name = format!("fault{rounds}");
            let instance = instance(&binary, &farm, engine, cluster.as_ref(), &name)?;
            let now = left.min(KILLS_A_ROUND);
            round(&instance, now, &mut random)?;
            left -= now;
            rounds += 1;
        }
        println!("{engine:?}: {kills} kills in {rounds} imports, 0 lost, 0 doubled");
    }
    println!("{}", json!({"kills": kills, "engines": 2, "lost": 0, "doubled": 0}));
    Ok(())
}

fn instance(
    binary: &std::path::Path,
    farm: &Farm,
    engine: Engine,
    cluster: Option<&Cluster>,
    name: &str,
) -> Result<Instance> {
    let instance = Instance::new(binary, &farm.addresses, engine.database(cluster, name)?)?;
    instance.subscribe(&farm.urls)?;
    Ok(instance)
}

/// One import, disturbed so many times, then run to its end and counted.
fn round(instance: &Instance, kills: u32, random: &mut Random) -> Result<()> {
    for _ in 0..kills {
        let server = instance.serve()?;
        sleep(Duration::from_millis(random.below(WINDOW_MS) as u64));
        server.kill()?;
    }
    let expected = SIZE.feeds * SIZE.entries;
    let server = instance.serve()?;
    wait_for(&server, expected, Instant::now())?;
    drop(server);
    match audit(&instance.readable_titles()?, expected) {
        (0, 0) => Ok(()),
        (lost, doubled) => bail!("after {kills} kills {lost} articles are lost and {doubled} doubled"),
    }
}
