"""Articles and their outlets, quotes, the full-text index and what it counts."""

from __future__ import annotations

ARTICLES = """
create table outlet (
    id integer primary key,
    name text not null unique collate nocase
);
create table article (
    id integer primary key,
    hash text not null unique,          -- sha256 of text and date: the same article twice is one
    title text not null,
    text text not null,
    published text,                     -- ISO date; null when the article does not say
    outlet_id integer references outlet(id),
    url text not null default '',
    author text not null default '',
    language text not null default '',
    origin text not null default '',
    notes text not null default '[]',   -- JSON array of strings
    added text not null,                -- ISO date and time, UTC
    extractor text not null default ''  -- version of what extracted its quotes; '' when nothing did
);
create index article_published on article(published);
create index article_outlet on article(outlet_id);
create virtual table article_fts using fts5(
    title, text, content='article', content_rowid='id', columnsize=0,
    tokenize='unicode61 remove_diacritics 2'
);
"""

QUOTES = """
create table quote (
    id integer primary key,             -- day << 17 | sequence
    uid text not null unique,           -- hash of the article's hash and the content spans
    article_id integer references article(id),  -- null for bulk data without articles
    text text not null,                 -- content, verbatim, fragments joined by ' … '
    tags text not null,                 -- filter tokens but for issues', see store.search.tags
    content text not null default '[]', -- JSON [[start, end], …] in characters of article.text
    cue text not null default '[]',
    source text not null default '[]',
    kind text not null,
    mode text not null,
    confidence real not null,
    negated integer not null default 0,
    attributed text not null default '',  -- the source as written
    speaker_kind text not null default 'unknown',
    role text not null default '',
    on_behalf_of text not null default '',
    reported_by text,
    published text,
    outlet_id integer references outlet(id),
    url text not null default '',       -- bulk data only; an article's quotes use the article's
    title text not null default '',     -- bulk data only
    occurrences integer not null default 1,
    corrected integer not null default 0
);
create index quote_article on quote(article_id) where article_id is not null;
-- Narrow: counting a range of dates, and all ids, must not read the texts.
create index quote_outlet on quote(id, outlet_id);
create virtual table quote_fts using fts5(
    text, tags, content='quote', content_rowid='id', columnsize=0,
    tokenize='unicode61 remove_diacritics 2 categories ''L* N* Co'''
);
create table vocabulary (term text primary key, quotes integer not null) without rowid;
create table vocabulary_new (term text primary key) without rowid;  -- not yet in `lexicon`
create table lexicon (part text primary key, data blob not null) without rowid;  -- see store.search.snapshot
create table tally (
    facet text not null,                -- 'speaker', 'issue' or 'outlet'
    id integer not null,
    quotes integer not null,
    primary key (facet, id)
) without rowid;
create table meta (key text primary key, value text not null) without rowid;
"""

TRIGGERS = (
    "create trigger vocabulary_grows after insert on vocabulary begin"
    " insert or ignore into vocabulary_new values (new.term); end",
)

COLLECTED = """
create table collected (                -- bulk data: what its collection tells beyond the columns of `quote`
    quote_id integer primary key,
    facts text not null                 -- JSON object, as it came
);
"""
