-- Stories: which articles tell one event, what is shown of each story, and what editors decided.
-- `placements.listed` repeats the article's, so that a story's articles and the open ones can be walked in order.

create table stories (
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

create index stories_newest on stories (latest, id);

create index stories_told on stories (latest, id) where voices > 1;

create index stories_pinned on stories (latest, id) where pinned = 1;

create index stories_in_section on stories (section, latest, id);

create table story_languages (
    story_id bigint not null references stories (id) on delete cascade,
    language text not null,
    articles bigint not null,
    lead_article bigint not null,
    latest bigint not null,
    section text,
    voices bigint not null,
    primary key (story_id, language)
);

create index story_languages_newest on story_languages (language, latest, story_id);

create index story_languages_told on story_languages (language, latest, story_id) where voices > 1;

create index story_languages_in_section on story_languages (section, language, latest, story_id);

create table placements (
    article_id bigint primary key references articles (id) on delete cascade,
    story_id bigint not null references stories (id),
    wire_group bigint,
    fixed bigint not null,
    since bigint not null,
    listed bigint not null
);

create index placements_of_story on placements (story_id, listed, article_id);

create index placements_newest on placements (listed, article_id);

create table unassigned (
    article_id bigint primary key references articles (id) on delete cascade,
    first_seen bigint not null
);

create index unassigned_arrived on unassigned (first_seen, article_id);

create table dirty_stories (
    story_id bigint primary key references stories (id) on delete cascade,
    marks bigint not null
);

create table story_redirects (
    old_id bigint primary key,
    story_id bigint not null references stories (id) on delete cascade
);

create index story_redirects_to on story_redirects (story_id);

create table story_links (
    story_id bigint not null references stories (id) on delete cascade,
    earlier_id bigint not null references stories (id) on delete cascade,
    score double precision not null,
    primary key (story_id, earlier_id)
);

create index story_links_later on story_links (earlier_id);

create table story_apart (
    a bigint not null references stories (id) on delete cascade,
    b bigint not null references stories (id) on delete cascade,
    primary key (a, b)
);

create index story_apart_reversed on story_apart (b);

create table story_edits (
    id bigint primary key,
    at bigint not null,
    actor text not null,
    kind text not null,
    story_id bigint not null,
    other_id bigint,
    detail text not null,
    undone_at bigint
);
