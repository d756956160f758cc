//! What a backup holds: tables in the order in which they can be filled, and their columns.

/// What a column holds, which a null does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    /// A number with a fraction.
    Real,
    /// Bytes of a packed body; HTML in the file.
    Body,
    /// Other bytes; hexadecimal in the file.
    Bytes,
}

pub(super) struct Table {
    pub(super) name: &'static str,
    /// Its primary key, for one order everywhere.
    order: &'static str,
    ints: &'static str,
    texts: &'static str,
    others: &'static [(&'static str, Kind)],
}

/// Columns that say who works on a row just now, and are left out.
#[cfg(test)]
pub(super) const LEFT_OUT: [&str; 2] = ["lease", "leased_until"];

pub(super) const TABLES: [Table; 22] = [
    Table {
        name: "publishers",
        order: "id",
        ints: "id home_key checked",
        texts: "name home country owner funder appoints_editor evidence",
        others: &[],
    },
    Table {
        name: "displays",
        order: "publisher_id, audience",
        ints: "publisher_id since",
        texts: "audience level basis",
        others: &[],
    },
    Table {
        name: "feeds",
        order: "id",
        ints: "id publisher_id url_key next_poll interval_ms paused polled succeeded failures",
        texts: "url title format etag last_modified cause detail problems",
        others: &[],
    },
    Table {
        name: "articles",
        order: "id",
        ints: "id publisher_id url_key due attempts first_seen listed revised rechecked published updated words",
        texts: "url stage text_origin cause detail title authors language section genre syndication image_url image_alt \
                enclosure excerpt wishes",
        others: &[],
    },
    Table {
        name: "bodies",
        order: "article_id",
        ints: "article_id hash",
        texts: "",
        others: &[("packed", Kind::Body)],
    },
    Table {
        name: "entries",
        order: "id",
        ints: "id feed_id guid_key published first_seen listed left_at fingerprint article_id",
        texts: "guid url title",
        others: &[],
    },
    Table { name: "undigested", order: "article_id", ints: "article_id since attempts", texts: "", others: &[] },
    Table {
        name: "gists",
        order: "article_id",
        ints: "article_id version",
        texts: "",
        others: &[("packed", Kind::Bytes), ("vector", Kind::Bytes)],
    },
    Table { name: "hashtags", order: "id", ints: "id tag_key suppressed", texts: "tag kind", others: &[] },
    Table {
        name: "hashtag_spellings",
        order: "spelling_key",
        ints: "spelling_key hashtag_id",
        texts: "spelling",
        others: &[],
    },
    Table {
        name: "article_hashtags",
        order: "article_id, hashtag_id",
        ints: "article_id hashtag_id listed owner_key",
        texts: "",
        others: &[("weight", Kind::Real)],
    },
    Table { name: "hashtag_days", order: "hashtag_id, day", ints: "hashtag_id day articles", texts: "", others: &[] },
    Table {
        name: "stories",
        order: "id",
        ints: "id lead_article pictured_article pinned began latest articles publishers voices",
        texts: "own_headline section languages",
        others: &[("importance", Kind::Real), ("velocity", Kind::Real)],
    },
    Table {
        name: "story_languages",
        order: "story_id, language",
        ints: "story_id articles lead_article latest voices",
        texts: "language section",
        others: &[],
    },
    Table {
        name: "placements",
        order: "article_id",
        ints: "article_id story_id wire_group fixed since listed",
        texts: "",
        others: &[],
    },
    Table { name: "unassigned", order: "article_id", ints: "article_id first_seen", texts: "", others: &[] },
    Table { name: "dirty_stories", order: "story_id", ints: "story_id marks", texts: "", others: &[] },
    Table { name: "story_redirects", order: "old_id", ints: "old_id story_id", texts: "", others: &[] },
    Table {
        name: "story_links",
        order: "story_id, earlier_id",
        ints: "story_id earlier_id",
        texts: "",
        others: &[("score", Kind::Real)],
    },
    Table { name: "story_apart", order: "a, b", ints: "a b", texts: "", others: &[] },
    Table {
        name: "story_edits",
        order: "id",
        ints: "id at story_id other_id undone_at",
        texts: "actor kind detail",
        others: &[],
    },
    Table { name: "changes", order: "noun, id", ints: "id seq", texts: "noun", others: &[] },
];

impl Table {
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        let of = |names: &'static str, kind| names.split_whitespace().map(move |name| (name, kind));
        of(self.ints, Kind::Int).chain(of(self.texts, Kind::Text)).chain(self.others.iter().copied())
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns().map(|(name, _)| name).collect()
    }

    pub(super) fn select(&self) -> String {
        format!("select {} from {} order by {}", self.names().join(", "), self.name, self.order)
    }
}
