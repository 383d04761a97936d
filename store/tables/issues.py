"""Issues, what suggests them, and which quotes are about them."""

from __future__ import annotations

ISSUES = """
create table issue (
    id integer primary key,
    key text not null unique,           -- names it by its content, see store.linking.topics
    name text not null,
    folded text not null,
    pinned integer not null default 0,
    definition text                     -- JSON {"any": [...], "not": [...]}; null: as suggested
);
create index issue_folded on issue(folded);
create table issue_id (key text primary key, id integer not null) without rowid;
create table suggestion (               -- what extraction says a quote is about, as the article names it
    quote_id integer not null,
    position integer not null,
    name text not null,
    key text not null,
    evidence text not null default '',
    primary key (quote_id, position)
) without rowid;
create index suggestion_key on suggestion(key, quote_id);
create table topic (                    -- the forms in which quotes name a matter
    key text not null,
    name text not null,
    quotes integer not null,
    primary key (key, name)
) without rowid;
create table quote_issue (
    quote_id integer not null references quote(id),
    issue_id integer not null references issue(id),
    evidence text not null default '',
    primary key (quote_id, issue_id)
) without rowid;
create index quote_issue_issue on quote_issue(issue_id, quote_id);
"""
