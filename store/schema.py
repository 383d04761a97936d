"""The archive's tables (their statements stand in `store.tables`), as numbered sqlite-utils migrations.

A migration that has landed is never edited: a change is the next number. What search asks of the
tables (see `store.search`):

- `quote.id` is `day << 17 | sequence`, so that "newest first" is a walk over the primary key. `day` is
  the proleptic ordinal of the publication date, 0 for undated. A day with more than 131,072 quotes goes on
  in the numbers of the days after it; then `meta` holds the key `overflow`, the order is right to those few
  days, and `quote.published` decides which day a quote is of. Undated ones have the days up to the year 1000
  to go on in, of which no quote is.
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
from store.tables.articles import ARTICLES, COLLECTED, QUOTES, TRIGGERS
from store.tables.duplicates import DUPLICATES
from store.tables.feeds import ENTRY_VERSIONS, FEEDS
from store.tables.issues import ISSUES
from store.tables.speakers import SPEAKERS
from store.tables.views import VIEWS
from store.tables.work import PEOPLES_WORK

MIGRATIONS = Migrations("onrecord")
SCRIPTS = (
    ARTICLES, QUOTES, SPEAKERS, ISSUES, PEOPLES_WORK, FEEDS, ENTRY_VERSIONS, DUPLICATES, COLLECTED, VIEWS,
)  # fmt: skip
"""The statements of all tables and views, in the order in which the document tells of them."""


@MIGRATIONS(name="001_articles_quotes_speakers_issues")
def m001(db: Database) -> None:
    """The first tables: everything the design's data model names."""
    for script in (ARTICLES, QUOTES, SPEAKERS, ISSUES, PEOPLES_WORK):
        for statement in _statements(script):
            db.execute(statement)
    for trigger in TRIGGERS:
        db.execute(trigger)
    db.execute(f"pragma application_id = {APPLICATION_ID}")


@MIGRATIONS(name="002_feeds")
def m002(db: Database) -> None:
    """Subscriptions, and which of their entries were handled."""
    for statement in _statements(FEEDS):
        db.execute(statement)


@MIGRATIONS(name="003_views")
def m003(db: Database) -> None:
    """Views for people and programs that open the file with nothing of ours."""
    for statement in _statements(VIEWS):
        db.execute(statement)


@MIGRATIONS(name="004_duplicates")
def m004(db: Database) -> None:
    """What is the same in several articles; `onrecord reindex` finds it among those that are there."""
    for statement in _statements(DUPLICATES):
        db.execute(statement)


@MIGRATIONS(name="005_numbers_given")
def m005(db: Database) -> None:
    """The last number given to a speaker or an issue is found without reading all of them."""
    db.execute("create index speaker_id_id on speaker_id(id)")
    db.execute("create index issue_id_id on issue_id(id)")


@MIGRATIONS(name="006_collected")
def m006(db: Database) -> None:
    """What a collection of quotes tells of each that has no column of its own."""
    for statement in _statements(COLLECTED):
        db.execute(statement)


@MIGRATIONS(name="007_repeated")
def m007(db: Database) -> None:
    """Which quotes stand in several articles is known without reading all of them."""
    db.execute("create index quote_repeated on quote(article_id, occurrences) where occurrences > 1")


@MIGRATIONS(name="008_snapshot_of_words")
def m008(db: Database) -> None:
    """The snapshot of the words no longer files what dropping a letter makes of them."""
    db.execute("delete from lexicon where part in ('keys', 'owners')")


@MIGRATIONS(name="009_versions_of_entries")
def m009(db: Database) -> None:
    """A feed's entry that was changed is known, and what it was before."""
    for statement in _statements(ENTRY_VERSIONS):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    # executescript() commits what is open, which would take the migration out of its transaction.
    bare = "\n".join(line.split("--")[0] for line in script.splitlines())
    return [part for part in bare.split(";") if part.strip()]
