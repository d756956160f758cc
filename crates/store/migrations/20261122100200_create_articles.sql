-- Articles and their texts. The row is the queue: `due` is set while it waits for something.

create table articles (
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

create index articles_newest on articles (listed, id) where stage <> 'withdrawn';

create index articles_of_publisher on articles (publisher_id, listed, id) where stage <> 'withdrawn';

create index articles_in_language on articles (language, listed, id) where stage <> 'withdrawn';

create index articles_due on articles (due, id) where due is not null;

create index articles_not_readable on articles (stage, first_seen) where stage <> 'readable';

create table bodies (
    article_id bigint primary key references articles (id) on delete cascade,
    hash bigint not null,
    packed blob not null
);
