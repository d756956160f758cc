-- Feeds: where they are, when they are due, who works on them and how they fare.

create table feeds (
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

create index feeds_of_publisher on feeds (publisher_id, id);

create index feeds_due on feeds (next_poll, id) where paused = 0;
