-- Publishers, what was recorded about showing them, and the counter that ids come from.

create table ids (
    one bigint primary key check (one = 1),
    last bigint not null
);

insert into ids (one, last) values (1, 0);

create table publishers (
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

create table displays (
    publisher_id bigint not null references publishers (id) on delete cascade,
    audience text not null,
    level text not null,
    basis text not null,
    since bigint not null,
    primary key (publisher_id, audience)
);

create index displays_hidden on displays (audience, publisher_id) where level = 'hidden';
