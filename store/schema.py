"""The archive's tables, as numbered sqlite-utils migrations.

A migration that has landed is never edited: a change is the next number. What search asks of the
tables (see `store.search`):

- `quote.id` is `day << 17 | sequence`, so that "newest first" is a walk over the primary key. `day` is
  the proleptic ordinal of the publication date, 0 for undated. A day with more than 131,072 quotes goes on
  in the numbers of the days after it; then `meta` holds the key `overflow`, the order is right to those few
  days, and `quote.published` decides which day a quote is of.
- `quote.tags` holds one token for each filterable property, in letters nobody can type (see
  `store.search.tags`), so that a filter is one more posting list of the full-text index.
- `vocabulary` counts, for each indexed word, the quotes it stands in. `lexicon` is a snapshot of it that
  loads in milliseconds; words that came since stand in `vocabulary_new`, by trigger.
- `tally` counts the quotes of each speaker, issue and outlet, as a filter on it would find them.

What an article tells (`mention`, `suggestion`, the columns of `quote`) is kept apart from what follows from
the whole archive and from a person's corrections (`speaker`, `quote_speaker`, `issue`, `quote_issue`,
`tags`), so that the second can always be made again from the first.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from store.archive.connect import APPLICATION_ID

MIGRATIONS = Migrations("onrecord")

_ARTICLES = """
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

_QUOTES = """
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

_SPEAKERS = """
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

_ISSUES = """
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

_PEOPLES_WORK = """
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


_TRIGGERS = (
    "create trigger vocabulary_grows after insert on vocabulary begin"
    " insert or ignore into vocabulary_new values (new.term); end",
)

_FEEDS = """
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

_DUPLICATES = """
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

_COLLECTED = """
create table collected (                -- bulk data: what its collection tells beyond the columns of `quote`
    quote_id integer primary key,
    facts text not null                 -- JSON object, as it came
);
"""

# char(59) is a semicolon: one in quotes would end the statement for `_statements`.
_VIEWS = """
create view quotes as                   -- every quote with its speaker and where it was reported
select q.published as date,
    (select group_concat(name, ' and ') from (select s.name from quote_speaker v join speaker s
        on s.id = v.speaker_id where v.quote_id = q.id and not v.behalf order by v.position)) as speaker,
    q.role, q.text as quote, q.attributed as attributed_to, q.kind, q.mode, q.negated as not_said,
    o.name as source, coalesce(a.title, q.title) as title, coalesce(a.url, q.url) as url,
    (select group_concat(name, char(59, 32)) from (select i.name from quote_issue w join issue i
        on i.id = w.issue_id where w.quote_id = q.id order by i.name)) as issues,
    q.reported_by, q.on_behalf_of, q.confidence, q.corrected as corrected_by_a_person,
    q.occurrences as articles_with_it, q.article_id, q.content as characters, q.uid, q.id as quote_id
from quote q left join outlet o on o.id = q.outlet_id left join article a on a.id = q.article_id;
create view articles as                 -- every article with how many quotes were taken from it
select a.published as date, o.name as source, a.title, a.author, a.url, a.language,
    (select count(*) from quote q where q.article_id = a.id) as quotes, a.text, a.origin as read_from,
    a.notes, a.added, a.hash, a.id as article_id
from article a left join outlet o on o.id = a.outlet_id;
create view speakers as                 -- who is quoted, how often, and under which other names
select s.name, s.kind, t.quotes,
    (select group_concat(alias, char(59, 32)) from (select distinct alias from speaker_alias
        where speaker_id = s.id and alias <> s.name order by alias)) as other_names, s.id as speaker_id
from speaker s join tally t on t.facet = 'speaker' and t.id = s.id where t.quotes > 0;
create view issues as                   -- matters that are spoken about
select i.name, i.pinned, coalesce(t.quotes, 0) as quotes, i.definition, i.id as issue_id
from issue i left join tally t on t.facet = 'issue' and t.id = i.id
where coalesce(t.quotes, 0) > 0 or i.pinned or i.definition is not null;
create view sources as                  -- outlets, feeds and folders that articles came from
select o.name, (select count(*) from article a where a.outlet_id = o.id) as articles,
    coalesce(t.quotes, 0) as quotes, o.id as source_id
from outlet o left join tally t on t.facet = 'outlet' and t.id = o.id;
create view quotes_by_speaker as        -- a row for each speaker of each quote
select s.name as speaker, q.published as date, q.text as quote, v.behalf as on_behalf, q.id as quote_id,
    s.id as speaker_id
from quote_speaker v join speaker s on s.id = v.speaker_id join quote q on q.id = v.quote_id;
create view quotes_by_issue as          -- a row for each issue of each quote, with the words that tie them
select i.name as issue, q.published as date, q.text as quote, w.evidence, q.id as quote_id, i.id as issue_id
from quote_issue w join issue i on i.id = w.issue_id join quote q on q.id = w.quote_id;
create view brief as                    -- marked quotes in their order, with their notes
select m.position, q.text as quote, m.note, q.published as date, o.name as source, m.at as marked_at, q.uid
from mark m join quote q on q.uid = m.quote_uid left join outlet o on o.id = q.outlet_id;
"""


@MIGRATIONS(name="001_articles_quotes_speakers_issues")
def m001(db: Database) -> None:
    """The first tables: everything the design's data model names."""
    for script in (_ARTICLES, _QUOTES, _SPEAKERS, _ISSUES, _PEOPLES_WORK):
        for statement in _statements(script):
            db.execute(statement)
    for trigger in _TRIGGERS:
        db.execute(trigger)
    db.execute(f"pragma application_id = {APPLICATION_ID}")


@MIGRATIONS(name="002_feeds")
def m002(db: Database) -> None:
    """Subscriptions, and which of their entries were handled."""
    for statement in _statements(_FEEDS):
        db.execute(statement)


@MIGRATIONS(name="003_views")
def m003(db: Database) -> None:
    """Views for people and programs that open the file with nothing of ours."""
    for statement in _statements(_VIEWS):
        db.execute(statement)


@MIGRATIONS(name="004_duplicates")
def m004(db: Database) -> None:
    """What is the same in several articles; `onrecord reindex` finds it among those that are there."""
    for statement in _statements(_DUPLICATES):
        db.execute(statement)


@MIGRATIONS(name="005_numbers_given")
def m005(db: Database) -> None:
    """The last number given to a speaker or an issue is found without reading all of them."""
    db.execute("create index speaker_id_id on speaker_id(id)")
    db.execute("create index issue_id_id on issue_id(id)")


@MIGRATIONS(name="006_collected")
def m006(db: Database) -> None:
    """What a collection of quotes tells of each that has no column of its own."""
    for statement in _statements(_COLLECTED):
        db.execute(statement)


@MIGRATIONS(name="007_repeated")
def m007(db: Database) -> None:
    """Which quotes stand in several articles is known without reading all of them."""
    db.execute("create index quote_repeated on quote(article_id, occurrences) where occurrences > 1")


def _statements(script: str) -> list[str]:
    # executescript() commits what is open, which would take the migration out of its transaction.
    bare = "\n".join(line.split("--")[0] for line in script.splitlines())
    return [part for part in bare.split(";") if part.strip()]
