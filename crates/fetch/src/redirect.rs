//! The way from the address asked for to the one that answers: each hop is ours to judge, so the client follows none.

use http::StatusCode;
use url::Url;

use crate::Error;

/// Where we are, and how we came there.
#[derive(Debug)]
pub(crate) struct Trail {
    start: Url,
    login: Option<(String, String)>,
    visited: Vec<Url>,
    url: Url,
    permanent: bool,
}

impl Trail {
    /// Takes the user name and password out of the address, so that nothing further on can show or keep them.
    pub(crate) fn start(url: &Url) -> Self {
        let login = (!url.username().is_empty() || url.password().is_some())
            .then(|| (url.username().to_owned(), url.password().unwrap_or_default().to_owned()));
        let url = without_login(url.clone());
        Self { start: url.clone(), login, visited: Vec::new(), url, permanent: true }
    }

    /// Where we are; without user name and password.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The address to ask, with user name and password where they belong.
    pub(crate) fn asking(&self) -> Url {
        let mut url = self.url.clone();
        if let Some((name, password)) = self.login.as_ref().filter(|_| self.is_trusted_with_login(&url)) {
            // Both fail only for URLs without a host, which the guard has refused.
            let _ = url.set_username(name);
            let _ = url.set_password(Some(password).filter(|password| !password.is_empty()).map(String::as_str));
        }
        url
    }

    /// The new address of the thing asked for, when every hop was said to be for good.
    pub(crate) fn moved_to(&self) -> Option<Url> {
        (self.permanent && !self.visited.is_empty()).then(|| self.asking())
    }

    /// Goes where a redirect points.
    pub(crate) fn follow(&mut self, status: StatusCode, location: &[u8], hops_max: usize) -> Result<(), Error> {
        if self.visited.len() >= hops_max {
            return Err(Error::TooManyRedirects("it redirects on and on"));
        }
        let location = std::str::from_utf8(location).ok().filter(|location| !location.trim().is_empty());
        let next = location.and_then(|location| self.url.join(location).ok());
        let next = without_login(next.ok_or(Error::BadAddress("it redirects to no address"))?);
        if next == self.url || self.visited.contains(&next) {
            return Err(Error::TooManyRedirects("it redirects in a circle"));
        }
        self.permanent &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
        self.visited.push(std::mem::replace(&mut self.url, next));
        Ok(())
    }

    /// The same host and port, or its step up to https; never a step down, where the password would travel in the open.
    fn is_trusted_with_login(&self, url: &Url) -> bool {
        let same_port = url.port_or_known_default() == self.start.port_or_known_default();
        let same_scheme = url.scheme() == self.start.scheme();
        let step_up = self.start.scheme() == "http" && url.scheme() == "https" && url.port().is_none();
        url.host() == self.start.host() && ((same_port && same_scheme) || step_up)
    }
}

/// Whether a status points elsewhere.
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn without_login(mut url: Url) -> Url {
    // Both fail only for URLs that cannot have them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(start: &str, hops: &[(u16, &str)]) -> Result<Trail, Error> {
        let mut trail = Trail::start(&Url::parse(start).unwrap());
        for (status, location) in hops {
            trail.follow(StatusCode::from_u16(*status).unwrap(), location.as_bytes(), 3)?;
        }
        Ok(trail)
    }

    fn check_moved(hops: &[(u16, &str)], expect: Option<&str>) {
        let trail = follow("https://me:pa%20ss@a.example/feed", hops).unwrap();
        assert_eq!(trail.moved_to().as_ref().map(Url::as_str), expect, "{hops:?}");
    }

    #[test]
    fn only_permanent_hops_all_the_way_are_a_move() {
        check_moved(&[], None);
        check_moved(&[(301, "/new"), (308, "https://b.example/new#top")], Some("https://b.example/new"));
        check_moved(&[(301, "/new"), (302, "/other")], None);
        check_moved(&[(307, "/new"), (301, "/other")], None);
    }

    #[test]
    fn a_move_within_the_host_keeps_the_login_the_feed_needs() {
        check_moved(&[(301, "/new")], Some("https://me:pa%20ss@a.example/new"));
    }

    fn check_login(start: &str, location: &str, expect: &str) {
        let trail = follow(start, &[(302, location)]).unwrap();
        assert_eq!(trail.asking().as_str(), expect);
        assert!(!trail.url().as_str().contains('@'));
    }

    #[test]
    fn a_login_stays_with_its_host_and_never_steps_down_from_https() {
        check_login("https://me:pw@a.example/", "/b", "https://me:pw@a.example/b");
        check_login("http://me:pw@a.example/", "https://a.example/b", "https://me:pw@a.example/b");
        check_login("https://me:pw@a.example/", "http://a.example/b", "http://a.example/b");
        check_login("https://me:pw@a.example/", "https://b.example/", "https://b.example/");
        check_login("https://me:pw@a.example/", "https://a.example:80/", "https://a.example:80/");
        check_login("https://me:pw@a.example/", "http://a.example:443/", "http://a.example:443/");
        check_login("https://a.example/", "https://you:theirs@a.example/b", "https://a.example/b");
    }

    #[test]
    fn circles_and_dead_ends_are_noticed() {
        let circle = Err(Error::TooManyRedirects("it redirects in a circle"));
        let check = |hops: &[(u16, &str)], expect: Result<(), Error>| {
            assert_eq!(follow("https://a.example/", hops).map(|_| ()), expect);
        };
        check(&[(302, "https://a.example/")], circle.clone());
        check(&[(302, "/b"), (302, "/#again")], circle);
        check(&[(302, "/b"), (302, "/c"), (302, "/d")], Ok(()));
        let endless = Err(Error::TooManyRedirects("it redirects on and on"));
        check(&[(302, "/b"), (302, "/c"), (302, "/d"), (302, "/e")], endless);
        check(&[(302, "")], Err(Error::BadAddress("it redirects to no address")));
        check(&[(302, "http://")], Err(Error::BadAddress("it redirects to no address")));
    }
}
