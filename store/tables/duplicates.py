"""What is the same in several articles."""

from __future__ import annotations

DUPLICATES = """
create table article_band (             -- MinHash bands: articles that share one are compared
    band integer not null,
    hash integer not null,
    article_id integer not null references article(id),
    primary key (band, hash, article_id)
) without rowid;
create index article_band_article on article_band(article_id);
create table same_story (               -- articles that tell one story in nearly the same words
    article_id integer not null references article(id),
    other_id integer not null references article(id),  -- the larger id
    similarity real not null,           -- the share of word triples in common
    primary key (article_id, other_id)
) without rowid;
create index same_story_other on same_story(other_id);
create table story (                    -- articles that belong together, also through a third
    article_id integer primary key references article(id),
    story text not null                 -- 16 digits of the smallest hash among them
);
create index story_story on story(story);
create table quote_echo (               -- by which words a quote is known again elsewhere
    key text not null,                  -- hash of all its words, or of the first or last eight
    quote_id integer not null,
    primary key (key, quote_id)
) without rowid;
create index quote_echo_quote on quote_echo(quote_id);
create view same_stories as             -- articles that are one story, with the outlets that carried it
select s.story, a.published as date, o.name as source, a.title, a.url, a.id as article_id
from story s join article a on a.id = s.article_id left join outlet o on o.id = a.outlet_id;
create view same_quotes as              -- each quote with the same one in other articles
select q.text as quote, q.uid, e.text as other_quote, e.uid as other_uid, a.title as other_title,
    o.name as other_source, e.published as other_date, q.id as quote_id, e.id as other_quote_id
from quote_echo mine join quote q on q.id = mine.quote_id
join quote_echo theirs on theirs.key = mine.key join quote e on e.id = theirs.quote_id
left join article a on a.id = e.article_id left join outlet o on o.id = e.outlet_id
where e.article_id <> q.article_id group by q.id, e.id;
"""
