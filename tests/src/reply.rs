//! What a reader got for an address.

use http::{HeaderMap, StatusCode};

/// A page as the reader's browser gets it.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub html: String,
}

impl Reply {
    /// What a reader sees of it, without markup.
    pub fn text(&self) -> String {
        article::plain_text(&self.html)
    }

    /// The addresses it links to that start so, in order, each once.
    pub fn links(&self, start: &str) -> Vec<String> {
        let mut links: Vec<String> = Vec::new();
        for rest in self.html.split("href=\"").skip(1) {
            let link = rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
            if link.starts_with(start) && !links.contains(&link) {
                links.push(link);
            }
        }
        links
    }

    /// The inside of the elements that carry `data-block="name"`, up to their first closing tag.
    pub fn block(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.html.split_once(&format!("data-block=\"{name}\""))?;
        let (_, inside) = rest.split_once('>')?;
        inside.split("</div>").next()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
