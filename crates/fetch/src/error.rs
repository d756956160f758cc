//! What can go wrong, as a caller acts on it, and as a person reads it.

use std::time::Duration;

use model::{Cause, Failure};

/// Why there is no answer to use. No case carries a URL, so none can leak a password in one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The fetcher itself could not be made.
    #[error("could not set up outbound http: {0}")]
    Setup(String),
    /// The address, or one that it redirects to, cannot be asked at all.
    #[error("the address cannot be fetched: {0}")]
    BadAddress(&'static str),
    /// The address leads where we do not go.
    #[error("the address is forbidden: {0}")]
    ForbiddenAddress(String),
    /// We leave this host alone for now, because it asked for it or because others are before us in its queue. Nothing
    /// was asked, so this is no failure of the thing itself.
    #[error("the host rests for another {} s", wait.as_secs())]
    Resting {
        /// How long.
        wait: Duration,
    },
    /// robots.txt asks us to stay away from this page.
    #[error("robots.txt asks us to stay away")]
    Robots,
    /// robots.txt could not be had, which asks us to stay away for a while (RFC 9309, 2.3.1.4).
    #[error("robots.txt could not be read: {failure}")]
    RobotsUnknown {
        /// Why.
        failure: Failure,
        /// How long.
        wait: Duration,
    },
    /// The server answered with a status we cannot use.
    #[error("the server answered with status {status}")]
    Status {
        /// The status.
        status: u16,
        /// When it asks us to come back.
        retry_after: Option<Duration>,
    },
    /// An anti-bot wall answered instead of the server.
    #[error("a wall stands before the server: {name}")]
    Wall {
        /// Whose product it is, as far as it shows.
        name: &'static str,
        /// The status it answered with.
        status: u16,
        /// When it asks us to come back.
        retry_after: Option<Duration>,
    },
    /// The redirects lead in a circle, nowhere, or on and on.
    #[error("too many redirects: {0}")]
    TooManyRedirects(&'static str),
    /// It is larger than we read.
    #[error("larger than {bytes_max} bytes")]
    TooLarge {
        /// The limit.
        bytes_max: usize,
    },
    /// It took longer than we wait.
    #[error("timed out: {0}")]
    Timeout(&'static str),
    /// The connection could not be made, trusted or kept.
    #[error("the connection failed: {0}")]
    Connection(Failure),
}

impl Error {
    /// The failure as data for a row.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Setup(detail) => Failure::new(Cause::Internal, detail),
            Self::BadAddress(detail) => Failure::new(Cause::BadAddress, detail),
            Self::ForbiddenAddress(detail) => Failure::new(Cause::ForbiddenAddress, detail),
            Self::Resting { wait } => {
                Failure::new(Cause::RateLimited, format!("we leave the host alone for another {} s", wait.as_secs()))
            }
            Self::Robots => Failure::new(Cause::Robots, ""),
            Self::RobotsUnknown { failure, .. } => {
                Failure::new(failure.cause, format!("robots.txt: {}", failure.detail))
            }
            Self::Status { status, .. } => Failure::new(cause_of_status(*status), format!("HTTP {status}")),
            Self::Wall { name, status, .. } => Failure::new(Cause::Wall, format!("{name}, HTTP {status}")),
            Self::TooManyRedirects(detail) => Failure::new(Cause::TooManyRedirects, detail),
            Self::TooLarge { bytes_max } => {
                Failure::new(Cause::TooLarge, format!("more than {} KiB", bytes_max / 1024))
            }
            Self::Timeout(detail) => Failure::new(Cause::Timeout, detail),
            Self::Connection(failure) => failure.clone(),
        }
    }

    /// How long the other side, or our manners, ask us to stay away.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Resting { wait } | Self::RobotsUnknown { wait, .. } => Some(*wait),
            Self::Status { retry_after, .. } | Self::Wall { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

fn cause_of_status(status: u16) -> Cause {
    match status {
        401 | 402 | 407 => Cause::LoginRequired,
        403 | 405 | 406 | 451 => Cause::Refused,
        404 => Cause::NotFound,
        410 => Cause::Gone,
        429 => Cause::RateLimited,
        500..=599 => Cause::ServerError,
        _ => Cause::UnexpectedStatus,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: &Error, cause: Cause, detail: &str) {
        assert_eq!(error.failure(), Failure::new(cause, detail));
    }

    #[test]
    fn every_status_has_a_cause_and_names_itself() {
        let expected = [
            (401, Cause::LoginRequired),
            (402, Cause::LoginRequired),
            (403, Cause::Refused),
            (404, Cause::NotFound),
            (410, Cause::Gone),
            (429, Cause::RateLimited),
            (451, Cause::Refused),
            (503, Cause::ServerError),
            (418, Cause::UnexpectedStatus),
            (204, Cause::UnexpectedStatus),
        ];
        for (status, cause) in expected {
            check(&Error::Status { status, retry_after: None }, cause, &format!("HTTP {status}"));
        }
    }

    #[test]
    fn a_failing_robots_txt_keeps_its_own_cause() {
        let failure = Failure::new(Cause::ServerError, "HTTP 500");
        let error = Error::RobotsUnknown { failure, wait: Duration::from_mins(10) };
        check(&error, Cause::ServerError, "robots.txt: HTTP 500");
        assert_eq!(error.retry_after(), Some(Duration::from_mins(10)));
    }
}
