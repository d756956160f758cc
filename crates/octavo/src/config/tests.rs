//! The example file and the types say the same, and what is wrong is named.

use super::*;

const EXAMPLE: &str = include_str!("../../../../config.example.toml");

/// The example with its commented-out options switched on.
fn example() -> String {
    let is_option =
        |line: &str| line.strip_prefix("# ").is_some_and(|rest| rest.contains(" = ") && !rest.contains("  "));
    let lines = EXAMPLE.lines().map(|line| if is_option(line) { line.trim_start_matches("# ") } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn refusal(text: &str) -> String {
    Config::parse(text).map_or_else(|error| format!("{error:#}"), |_| String::new())
}

#[test]
fn the_example_is_valid_as_it_stands_and_with_every_option_switched_on() {
    assert_eq!(refusal(EXAMPLE), "");
    assert_eq!(refusal(&example()), "");
}

#[test]
fn the_example_names_every_option() {
    let written: toml::Table = example().parse().unwrap();
    let keys = |section: &str| -> Vec<String> {
        let table =
            if section.is_empty() { Some(&written) } else { written.get(section).and_then(toml::Value::as_table) };
        table.into_iter().flat_map(|table| table.keys().cloned()).collect()
    };
    // serde names the fields it knows when it meets one that it does not.
    for section in ["", "instance", "fetch", "jobs"] {
        let probe =
            if section.is_empty() { "unheard_of = 1".to_owned() } else { format!("[{section}]\nunheard_of = 1") };
        let message = refusal(&probe);
        let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        assert!(!known.is_empty(), "{message}");
        for option in known {
            assert!(
                keys(section).iter().any(|key| key == option),
                "config.example.toml lacks `{option}` in [{section}]"
            );
        }
    }
}

#[test]
fn a_wrong_value_is_refused_with_its_key_and_what_would_do() {
    let check = |text: &str, parts: &[&str]| {
        let message = refusal(text);
        assert!(parts.iter().all(|part| message.contains(part)), "{message}");
    };
    check("[instance]\naudience = \"everyone\"", &["audience", "private", "members", "public"]);
    check("[jobs]\npoll_minutes = 0", &["jobs.poll_minutes", "at least 1"]);
    check("[instance]\nname = \"\"", &["instance.name", "60"]);
    check("[instance]\ntime_zone = \"Atlantis\"", &["instance.time_zone", "Europe/Lisbon"]);
    check("listen = \"nowhere\"", &["listen"]);
}

#[test]
fn the_command_line_wins_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("octavo.toml"), "listen = \"127.0.0.1:9000\"\n[instance]\nname = \"The Gull\"")
        .unwrap();
    let options = Options { data: Some(folder.path().to_owned()), ..Options::default() };
    let config = Config::load(&options).unwrap();
    assert_eq!((config.listen.port(), config.instance.name.as_str()), (9000, "The Gull"));
    let config = Config::load(&Options { listen: Some(LISTEN), ..options }).unwrap();
    assert_eq!(config.listen, LISTEN);
}

#[test]
fn a_password_in_the_database_address_is_not_shown() {
    let config = Config { database: Some("postgres://octavo:hunter2@db/octavo".to_owned()), ..Config::default() };
    assert!(!format!("{:?}", config.database_url().unwrap()).contains("hunter2"));
}
