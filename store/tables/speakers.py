"""Speakers, the mentions they come from, and what joins the two."""

from __future__ import annotations

SPEAKERS = """
create table speaker (
    id integer primary key,
    key text not null unique,           -- names the cluster by its content, see store.linking
    name text not null,
    folded text not null,               -- case, diacritics and punctuation removed
    kind text not null
);
create index speaker_folded on speaker(folded);
create table speaker_id (               -- which id a cluster had, so that an undone merge gets its id back
    key text primary key,
    id integer not null
) without rowid;
create table speaker_alias (
    speaker_id integer not null references speaker(id),
    alias text not null,
    folded text not null,
    named integer not null,             -- mentions whose fullest name this is
    seen integer not null,              -- mentions that carry it at all
    primary key (speaker_id, alias)
) without rowid;
create index speaker_alias_folded on speaker_alias(folded);
create table speaker_kind (             -- as what kind its mentions see it
    speaker_id integer not null references speaker(id),
    kind text not null,
    mentions integer not null,
    primary key (speaker_id, kind)
) without rowid;
create table mention (                  -- somebody an article names, as the article alone tells it
    id integer primary key,
    article_id integer references article(id),  -- null: a name of bulk data or of a correction, shared
    position integer not null,          -- within the article
    day integer not null,               -- as in quote.id
    anchor text not null,               -- 16 digits of the article's hash: an order that every archive shares
    speaker_id integer references speaker(id),
    name text not null,
    key text not null,                  -- the name folded for comparison, see store.linking.names
    block text not null,                -- names in different blocks are never compared; '' for parts of names
    kind text not null,
    aliases text not null default '[]', -- JSON array of strings
    roles text not null default '[]',   -- JSON array of strings
    target text not null default '',    -- the full name it stands for, or the loose part's own cluster
    reason text not null default '',    -- why it was joined to its speaker
    score real not null default 1
);
create index mention_article on mention(article_id, position);
create index mention_speaker on mention(speaker_id);
create index mention_key on mention(key, anchor);
create index mention_target on mention(target) where block = '';
create table name (                     -- each distinct full name, with the cluster it belongs to
    key text primary key,
    block text not null,
    mentions integer not null,
    cluster text not null,
    weak integer not null default 0,    -- 1: joined, or kept apart, by what its articles say
    reason text not null default '',
    score real not null default 1
) without rowid;
create index name_block on name(block);
create index name_cluster on name(cluster);
create table surname_line (             -- mentions by surname and date, see store.linking.parts
    surname text not null,
    whole integer not null,             -- 1 for full names, 0 for parts of names
    day integer not null,
    anchor text not null,
    mention_id integer not null references mention(id),
    primary key (surname, whole, day, anchor, mention_id)
) without rowid;
create table loose_part (               -- parts of names that no full name could be found for
    surname text not null,
    anchor text not null,
    mention_id integer not null references mention(id),
    primary key (surname, anchor, mention_id)
) without rowid;
create table quote_speaker (
    quote_id integer not null references quote(id),
    position integer not null,
    speaker_id integer not null references speaker(id),
    mention_id integer not null references mention(id),
    behalf integer not null default 0,  -- 1: does not speak, but the quote is on their behalf
    primary key (quote_id, position)
) without rowid;
create table quote_reporter (           -- the publication through which a quote came
    quote_id integer primary key references quote(id),
    speaker_id integer not null references speaker(id),
    mention_id integer not null references mention(id)
);
create index quote_speaker_speaker on quote_speaker(speaker_id, quote_id);
create table overruled_quote (          -- what stood in quote before a correction
    quote_id integer primary key,
    speaker_kind text not null,
    role text not null
);
create table overruled_speaker (        -- rows of quote_speaker that a correction took away
    quote_id integer not null,
    position integer not null,
    mention_id integer not null,
    behalf integer not null,
    primary key (quote_id, position)
) without rowid;
create table rejected_quote (           -- quotes a person said are none, whole, so that undo gives them back
    uid text primary key,
    id integer not null,
    article_id integer,
    facts text not null                 -- JSON: the rows that belonged to it
) without rowid;
create index rejected_quote_id on rejected_quote(id);
create index rejected_quote_article on rejected_quote(article_id);
"""
