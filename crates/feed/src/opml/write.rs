//! OPML out, version 2.0, as every reader imports it.

use super::{Item, Outline};
use crate::html::plain::escape_into;

/// Writes a list of subscriptions.
pub fn write(outline: &Outline) -> String {
    let mut opml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>");
    escape_into(&mut opml, &clean(&outline.title));
    opml.push_str("</title>\n  </head>\n  <body>\n");
    outline.items.iter().for_each(|item| write_item(&mut opml, item, 2));
    opml.push_str("  </body>\n</opml>\n");
    opml
}

fn write_item(opml: &mut String, item: &Item, depth: usize) {
    opml.push_str(&"  ".repeat(depth));
    opml.push_str("<outline");
    match item {
        Item::Subscription(subscription) => {
            write_attribute(opml, "type", "rss");
            write_attribute(opml, "text", &subscription.title);
            write_attribute(opml, "title", &subscription.title);
            write_attribute(opml, "xmlUrl", subscription.feed_url.as_str());
            if let Some(home) = &subscription.home {
                write_attribute(opml, "htmlUrl", home.as_str());
            }
            opml.push_str("/>\n");
        }
        Item::Folder(folder) => {
            write_attribute(opml, "text", &folder.name);
            write_attribute(opml, "title", &folder.name);
            opml.push_str(">\n");
            folder.items.iter().for_each(|item| write_item(opml, item, depth + 1));
            opml.push_str(&"  ".repeat(depth));
            opml.push_str("</outline>\n");
        }
    }
}

fn write_attribute(opml: &mut String, name: &str, value: &str) {
    opml.push(' ');
    opml.push_str(name);
    opml.push_str("=\"");
    escape_into(opml, &clean(value));
    opml.push('"');
}

/// Without what XML cannot hold.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}
