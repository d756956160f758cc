-- The whole schema. Written by `cargo run -p store --features testing --example dump_schema`; do not edit.

CREATE TABLE articles (
    id bigint primary key,
    publisher_id bigint not null references publishers (id),
    url text not null,
    url_key bigint not null unique,
    stage text not null,
    due bigint,
    lease bigint,
    leased_until bigint,
    attempts bigint not null default 0,
    first_seen bigint not null,
    listed bigint not null,
    revised bigint,
    rechecked bigint,
    text_origin text,
    cause text,
    detail text,
    title text not null,
    authors text not null,
    published bigint,
    updated bigint,
    language text,
    genre text not null,
    syndication text,
    image_url text,
    image_alt text,
    enclosure text,
    excerpt text not null,
    words bigint not null,
    wishes text not null
);

CREATE INDEX articles_due on articles (due, id) where due is not null;

CREATE INDEX articles_in_language on articles (language, listed, id) where stage <> 'withdrawn';

CREATE INDEX articles_newest on articles (listed, id) where stage <> 'withdrawn';

CREATE INDEX articles_not_readable on articles (stage, first_seen) where stage <> 'readable';

CREATE INDEX articles_of_publisher on articles (publisher_id, listed, id) where stage <> 'withdrawn';

CREATE TABLE bodies (
    article_id bigint primary key references articles (id) on delete cascade,
    hash bigint not null,
    packed blob not null
);

CREATE TABLE displays (
    publisher_id bigint not null references publishers (id) on delete cascade,
    audience text not null,
    level text not null,
    basis text not null,
    since bigint not null,
    primary key (publisher_id, audience)
);

CREATE INDEX displays_hidden on displays (audience, publisher_id) where level = 'hidden';

CREATE TABLE entries (
    id bigint primary key,
    feed_id bigint not null references feeds (id) on delete cascade,
    guid text not null,
    guid_key bigint not null,
    url text,
    title text not null,
    published bigint,
    first_seen bigint not null,
    listed bigint not null,
    left_at bigint,
    fingerprint bigint not null,
    article_id bigint not null references articles (id),
    unique (feed_id, guid_key)
);

CREATE INDEX entries_carried on entries (feed_id, left_at);

CREATE INDEX entries_of_article on entries (article_id);

CREATE INDEX entries_of_feed on entries (feed_id, listed, article_id);

CREATE TABLE feeds (
    id bigint primary key,
    publisher_id bigint not null references publishers (id),
    url text not null,
    url_key bigint not null unique,
    title text not null,
    format text,
    etag text,
    last_modified text,
    next_poll bigint not null,
    interval_ms bigint not null,
    paused bigint not null,
    lease bigint,
    leased_until bigint,
    polled bigint,
    succeeded bigint,
    failures bigint not null,
    cause text,
    detail text,
    problems text not null
);

CREATE INDEX feeds_due on feeds (next_poll, id) where paused = 0;

CREATE INDEX feeds_of_publisher on feeds (publisher_id, id);

CREATE TABLE ids (
    one bigint primary key check (one = 1),
    last bigint not null
);

CREATE TABLE publishers (
    id bigint primary key,
    name text not null,
    home text,
    home_key bigint unique,
    country text,
    owner text,
    funder text,
    appoints_editor text,
    evidence text,
    checked bigint
);

CREATE TABLE schema_migrations (
    version bigint primary key,
    name text not null,
    checksum bigint not null,
    applied bigint not null
);
