//! Heeding robots.txt: asked for once a day and host, and by each hop of a page.

use std::time::Duration;

use jiff::Timestamp;
use model::Validators;
use url::Url;

use super::{Errand, Inner, later};
use crate::body::Overflow;
use crate::freshness::until;
use crate::hosts::{Host, KnownRobots};
use crate::{Error, Fetched, RobotsTxt};

/// How long a robots.txt is good for (RFC 9309, 2.4).
const ROBOTS_FRESH: Duration = Duration::from_hours(24);

/// How long we stay away when it could not be had.
const ROBOTS_UNKNOWN: Duration = Duration::from_mins(10);

/// More of a robots.txt is not read (RFC 9309, 2.5).
const ROBOTS_BYTES_MAX: usize = 500 << 10;

impl Inner {
    /// Fails when robots.txt keeps us off the page; else says how far apart the host wants its pages asked for.
    pub(super) async fn heed_robots(&self, host: &Host, url: &Url, now: Timestamp) -> Result<Duration, Error> {
        let mut known = host.robots.lock().await;
        if known.as_ref().is_none_or(|known| known.until <= now) {
            *known = Some(self.ask_robots(url, now).await?);
        }
        let Some(known) = known.as_ref() else { return Ok(self.options.page_spacing) };
        match &known.said {
            Ok(robots) if robots.allows(url) => {
                let asked = robots.crawl_delay().unwrap_or_default().min(self.options.limits.crawl_delay_max);
                Ok(asked.max(self.options.page_spacing))
            }
            Ok(_) => Err(Error::Robots),
            Err(failure) => Err(Error::RobotsUnknown { failure: failure.clone(), wait: until(known.until, now) }),
        }
    }

    /// A file that is not there allows everything; one that cannot be had forbids everything for now.
    async fn ask_robots(&self, page: &Url, now: Timestamp) -> Result<KnownRobots, Error> {
        let url = page.join("/robots.txt").map_err(|_| Error::BadAddress("it has no path"))?;
        let errand = Errand {
            url: &url,
            accept: "text/plain, */*;q=0.1",
            bytes_max: ROBOTS_BYTES_MAX,
            overflow: Overflow::Cut,
            is_page: false,
            validators: &Validators::default(),
            now,
        };
        let said = match Box::pin(self.run(&errand)).await {
            Ok(Fetched::Body(response)) => Ok(RobotsTxt::parse(&response.body, &self.agent)),
            Err(error @ Error::Resting { .. }) => return Err(error),
            Err(error) if !is_not_there(&error) => Err(error.failure()),
            Ok(Fetched::Unchanged { .. }) | Err(_) => Ok(RobotsTxt::default()),
        };
        let good_for = if said.is_ok() { ROBOTS_FRESH } else { ROBOTS_UNKNOWN };
        Ok(KnownRobots { until: later(now, good_for), said })
    }
}

/// Refused, missing, or redirected to where we do not go (RFC 9309, 2.3.1.2 and 2.3.1.3).
fn is_not_there(error: &Error) -> bool {
    match error {
        Error::Status { status, .. } | Error::Wall { status, .. } => *status < 500,
        Error::TooManyRedirects(_) | Error::BadAddress(_) | Error::ForbiddenAddress(_) => true,
        _ => false,
    }
}
