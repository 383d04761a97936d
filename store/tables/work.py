"""What a person makes: corrections, marks, what was seen, searches kept."""

from __future__ import annotations

PEOPLES_WORK = """
create table correction (               -- what a person decided; laid on top of what was extracted
    id integer primary key,
    at text not null,
    action text not null,
    article text not null default '',   -- hash of the article of the quote it is about
    detail text not null,               -- JSON, names things by uid and name, never by id
    undone text                         -- when it was taken back
);
create index correction_article on correction(article) where article > '';
create table mark (
    quote_uid text primary key,
    position integer not null,
    note text not null default '',
    at text not null
) without rowid;
create table seen (quote_uid text primary key, at text not null) without rowid;
create table saved_search (name text primary key, query text not null, seen_id integer not null default 0)
without rowid;
create table query_history (id integer primary key, query text not null unique, at text not null);
"""
