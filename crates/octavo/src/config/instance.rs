//! `[instance]`: what this newspaper is and for whom.

use anyhow::{Context, Result, bail};
use jiff::tz::TimeZone;
use model::rights::Audience;
use serde::{Deserialize, Deserializer};

/// What this newspaper is and for whom.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Instance {
    /// The name in the masthead.
    pub(crate) name: String,
    /// Who reads it: `private` (you and yours), `members` (people with an account) or `public` (anybody). It decides
    /// how much of publishers' articles is shown; choose `public` before you open it to the world.
    #[serde(deserialize_with = "read_audience")]
    pub(crate) audience: Audience,
    /// The zone in which pages tell times, such as `Europe/Lisbon`; the machine's own when unset. Set it where the
    /// machine's clock runs on UTC but its readers do not.
    pub(crate) time_zone: Option<String>,
}

impl Default for Instance {
    fn default() -> Self {
        Self { name: "Octavo".to_owned(), audience: Audience::Private, time_zone: None }
    }
}

impl Instance {
    pub(super) fn check(&self) -> Result<()> {
        if self.name.trim().is_empty() || self.name.chars().count() > 60 {
            bail!("instance.name must have 1 to 60 characters");
        }
        self.zone().map(drop)
    }

    /// The zone in which pages tell times.
    pub(crate) fn zone(&self) -> Result<TimeZone> {
        let Some(name) = &self.time_zone else { return Ok(TimeZone::system()) };
        let hint = "instance.time_zone must be a name such as \"Europe/Lisbon\" or \"UTC\"";
        TimeZone::get(name).context(hint)
    }
}

fn read_audience<'de, D: Deserializer<'de>>(value: D) -> Result<Audience, D::Error> {
    let word = String::deserialize(value)?;
    let refused = || serde::de::Error::custom("expected \"private\", \"members\" or \"public\"");
    Audience::from_word(&word).ok_or_else(refused)
}
