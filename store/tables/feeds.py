"""Subscriptions, and which of their entries were handled."""

from __future__ import annotations

FEEDS = """
create table feed (
    id integer primary key,
    url text not null unique,
    title text not null default '',
    tags text not null default '[]',    -- JSON array of strings
    full_page integer not null default 1,  -- 1: fetch the page of an entry that is only a summary
    etag text not null default '',
    modified text not null default '',  -- Last-Modified, as the server wrote it
    failures integer not null default 0,  -- in a row
    not_before text not null default '',  -- ISO date and time, UTC: when it may be asked again
    fetched text not null default '',   -- ISO date and time, UTC: when it last answered
    problem text not null default '',   -- why it failed last, as a sentence
    added text not null
);
create table feed_entry (               -- entries that were handled; or, with tries, are still to be had
    feed_id integer not null references feed(id),
    entry text not null,                -- 32 hex digits of the entry's identity
    tries integer not null default 0,   -- 0: handled; else how often its page could not be fetched
    at text not null,
    primary key (feed_id, entry)
) without rowid;
"""

ENTRY_VERSIONS = """
create table entry_version (            -- what a feed last said of an entry, and the article that it became
    feed_id integer not null references feed(id),
    entry text not null,                -- 32 hex digits of the entry's identity
    words text not null,                -- 16 hex digits of its title and text
    dated text not null,                -- when it was changed last, as the feed says
    article text not null,              -- hash of the article; '' where it became none
    versions integer not null,          -- how many articles it became, each with other words
    at text not null,                   -- when it was last looked at, ISO date and time, UTC
    primary key (feed_id, entry)
) without rowid;
"""
