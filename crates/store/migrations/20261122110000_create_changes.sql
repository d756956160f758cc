-- The change sequence: one number for the latest change of each article and story, in the order of commits, so that
-- the search index and open pages can be kept caught up. Who writes takes numbers from the one counter last of all.

create table change_counter (
    one bigint primary key check (one = 1),
    last bigint not null
);

insert into change_counter (one, last) values (1, 0);

create table changes (
    noun text not null,
    id bigint not null,
    seq bigint not null unique,
    primary key (noun, id)
);

create table leases (
    name text primary key,
    holder bigint not null,
    until bigint not null
);
