-- Entries: what feeds said. `left_at` is when a feed stopped carrying one; only then may it be pruned.

create table entries (
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

create index entries_carried on entries (feed_id, left_at);

create index entries_of_feed on entries (feed_id, listed, article_id);

create index entries_of_article on entries (article_id);
