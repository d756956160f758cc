-- Digests: which articles wait to be digested, and what a machine made of the others to compare and file them by.

alter table articles add column section text;

create table undigested (
    article_id bigint primary key references articles (id) on delete cascade,
    since bigint not null,
    lease bigint,
    leased_until bigint,
    attempts bigint not null default 0
);

create index undigested_waiting on undigested (since, article_id) where attempts < 3;

insert into undigested (article_id, since) select id, first_seen from articles where stage in ('readable', 'failed');

create table gists (
    article_id bigint primary key references articles (id) on delete cascade,
    version bigint not null,
    packed blob not null,
    vector blob not null
);

create table hashtags (
    id bigint primary key,
    tag text not null,
    tag_key bigint not null unique,
    kind text not null,
    suppressed bigint not null default 0
);

create table hashtag_spellings (
    spelling_key bigint primary key,
    spelling text not null,
    hashtag_id bigint not null references hashtags (id)
);

create index hashtag_spellings_of on hashtag_spellings (hashtag_id);

create table article_hashtags (
    article_id bigint not null references articles (id) on delete cascade,
    hashtag_id bigint not null references hashtags (id),
    listed bigint not null,
    owner_key bigint not null,
    weight double precision not null,
    primary key (article_id, hashtag_id)
);

create index article_hashtags_newest on article_hashtags (hashtag_id, listed, article_id);

create index article_hashtags_owners on article_hashtags (hashtag_id, owner_key);

create table hashtag_days (
    hashtag_id bigint not null references hashtags (id),
    day bigint not null,
    articles bigint not null,
    primary key (hashtag_id, day)
);

create index hashtag_days_counted on hashtag_days (day, hashtag_id, articles);
