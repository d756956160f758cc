-- The whole schema. Written by `cargo run -p store --features testing --example dump_schema`; do not edit.

CREATE TABLE article_hashtags (
    article_id bigint not null references articles (id) on delete cascade,
    hashtag_id bigint not null references hashtags (id),
    listed bigint not null,
    owner_key bigint not null,
    weight double precision not null,
    primary key (article_id, hashtag_id)
);

CREATE INDEX article_hashtags_newest on article_hashtags (hashtag_id, listed, article_id);

CREATE INDEX article_hashtags_owners on article_hashtags (hashtag_id, owner_key);

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
, section text);

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

CREATE TABLE change_counter (
    one bigint primary key check (one = 1),
    last bigint not null
);

CREATE TABLE changes (
    noun text not null,
    id bigint not null,
    seq bigint not null unique,
    primary key (noun, id)
);

CREATE TABLE dirty_stories (
    story_id bigint primary key references stories (id) on delete cascade,
    marks bigint not null
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

CREATE TABLE gists (
    article_id bigint primary key references articles (id) on delete cascade,
    version bigint not null,
    packed blob not null,
    vector blob not null
);

CREATE TABLE hashtag_days (
    hashtag_id bigint not null references hashtags (id),
    day bigint not null,
    articles bigint not null,
    primary key (hashtag_id, day)
);

CREATE INDEX hashtag_days_counted on hashtag_days (day, hashtag_id, articles);

CREATE TABLE hashtag_spellings (
    spelling_key bigint primary key,
    spelling text not null,
    hashtag_id bigint not null references hashtags (id)
);

CREATE INDEX hashtag_spellings_of on hashtag_spellings (hashtag_id);

CREATE TABLE hashtags (
    id bigint primary key,
    tag text not null,
    tag_key bigint not null unique,
    kind text not null,
    suppressed bigint not null default 0
);

CREATE TABLE ids (
    one bigint primary key check (one = 1),
    last bigint not null
);

CREATE TABLE leases (
    name text primary key,
    holder bigint not null,
    until bigint not null
);

CREATE TABLE placements (
    article_id bigint primary key references articles (id) on delete cascade,
    story_id bigint not null references stories (id),
    wire_group bigint,
    fixed bigint not null,
    since bigint not null,
    listed bigint not null
);

CREATE INDEX placements_newest on placements (listed, article_id);

CREATE INDEX placements_of_story on placements (story_id, listed, article_id);

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

CREATE TABLE stories (
    id bigint primary key,
    lead_article bigint not null,
    pictured_article bigint,
    own_headline text,
    pinned bigint not null default 0,
    section text,
    began bigint not null,
    latest bigint not null,
    articles bigint not null,
    publishers bigint not null,
    voices bigint not null,
    importance double precision not null,
    velocity double precision not null,
    languages text not null
);

CREATE INDEX stories_in_section on stories (section, latest, id);

CREATE INDEX stories_newest on stories (latest, id);

CREATE INDEX stories_pinned on stories (latest, id) where pinned = 1;

CREATE INDEX stories_told on stories (latest, id) where voices > 1;

CREATE TABLE story_apart (
    a bigint not null references stories (id) on delete cascade,
    b bigint not null references stories (id) on delete cascade,
    primary key (a, b)
);

CREATE INDEX story_apart_reversed on story_apart (b);

CREATE TABLE story_edits (
    id bigint primary key,
    at bigint not null,
    actor text not null,
    kind text not null,
    story_id bigint not null,
    other_id bigint,
    detail text not null,
    undone_at bigint
);

CREATE TABLE story_languages (
    story_id bigint not null references stories (id) on delete cascade,
    language text not null,
    articles bigint not null,
    lead_article bigint not null,
    latest bigint not null,
    section text,
    voices bigint not null,
    primary key (story_id, language)
);

CREATE INDEX story_languages_in_section on story_languages (section, language, latest, story_id);

CREATE INDEX story_languages_newest on story_languages (language, latest, story_id);

CREATE INDEX story_languages_told on story_languages (language, latest, story_id) where voices > 1;

CREATE TABLE story_links (
    story_id bigint not null references stories (id) on delete cascade,
    earlier_id bigint not null references stories (id) on delete cascade,
    score double precision not null,
    primary key (story_id, earlier_id)
);

CREATE INDEX story_links_later on story_links (earlier_id);

CREATE TABLE story_redirects (
    old_id bigint primary key,
    story_id bigint not null references stories (id) on delete cascade
);

CREATE INDEX story_redirects_to on story_redirects (story_id);

CREATE TABLE unassigned (
    article_id bigint primary key references articles (id) on delete cascade,
    first_seen bigint not null
);

CREATE INDEX unassigned_arrived on unassigned (first_seen, article_id);

CREATE TABLE undigested (
    article_id bigint primary key references articles (id) on delete cascade,
    since bigint not null,
    lease bigint,
    leased_until bigint,
    attempts bigint not null default 0
);

CREATE INDEX undigested_waiting on undigested (since, article_id) where attempts < 3;
