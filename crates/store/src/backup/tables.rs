//! What a backup holds: tables in the order in which they can be filled, and their columns.

/// What a column holds, which a null does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    /// Bytes of a packed body; HTML in the file.
    Body,
}

pub(super) struct Table {
    pub(super) name: &'static str,
    /// Its primary key, for one order everywhere.
    order: &'static str,
    ints: &'static str,
    texts: &'static str,
    bodies: &'static str,
}

/// Columns that say who works on a row just now, and are left out.
#[cfg(test)]
pub(super) const LEFT_OUT: [&str; 2] = ["lease", "leased_until"];

pub(super) const TABLES: [Table; 6] = [
    Table {
        name: "publishers",
        order: "id",
        ints: "id home_key checked",
        texts: "name home country owner funder appoints_editor evidence",
        bodies: "",
    },
    Table {
        name: "displays",
        order: "publisher_id, audience",
        ints: "publisher_id since",
        texts: "audience level basis",
        bodies: "",
    },
    Table {
        name: "feeds",
        order: "id",
        ints: "id publisher_id url_key next_poll interval_ms paused polled succeeded failures",
        texts: "url title format etag last_modified cause detail problems",
        bodies: "",
    },
    Table {
        name: "articles",
        order: "id",
        ints: "id publisher_id url_key due attempts first_seen listed revised rechecked published updated words",
        texts: "url stage text_origin cause detail title authors language genre syndication image_url image_alt \
                enclosure excerpt wishes",
        bodies: "",
    },
    Table { name: "bodies", order: "article_id", ints: "article_id hash", texts: "", bodies: "packed" },
    Table {
        name: "entries",
        order: "id",
        ints: "id feed_id guid_key published first_seen listed left_at fingerprint article_id",
        texts: "guid url title",
        bodies: "",
    },
];

impl Table {
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        let of = |names: &'static str, kind| names.split_whitespace().map(move |name| (name, kind));
        of(self.ints, Kind::Int).chain(of(self.texts, Kind::Text)).chain(of(self.bodies, Kind::Body))
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns().map(|(name, _)| name).collect()
    }

    pub(super) fn select(&self) -> String {
        format!("select {} from {} order by {}", self.names().join(", "), self.name, self.order)
    }
}
