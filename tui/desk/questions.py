"""What the reader asks an archive, and the answers."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from store.archive.errors import ArchiveError
from store.records import Kind, Mode, Quote, Speaker
from store.search.answers import Facet, Facets, JumpHit
from store.search.query import FIELDS, Field, print_item
from store.text import counted
from tui.answers import (
    FIELD,
    Found,
    Kept,
    Listed,
    Matrix,
    Named,
    Reading,
    SavedQuery,
    Suggestion,
    Tallies,
    Totals,
)
from tui.desk.lanes import Lane, Lanes

if TYPE_CHECKING:
    from store.export.evidence import Evidence, Style

SUGGESTED = 3
"""Suggestions to what is typed."""
COUNTING_MS = 2_000.0
"""Milliseconds after which counts of a search are shown as they are by then, and counting goes on."""
FACETS = 500
"""Names listed in a side pane."""

SLOW = frozenset({"tallies", "all_ids", "names", "count", "months", "matrix", "saved"})
"""Questions that take as long as they take: who no longer wants the answer cuts them short."""

VALUES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "mode": get_args(Mode),
    "is": ("marked", "unread", "read", "corrected", "negated"),
}
"""Fields of which all values are known."""


def fields_like(typed: str) -> list[Suggestion]:
    """The fields whose names begin so; of one letter or two nobody can tell."""
    begun = typed.casefold()
    return [Suggestion(FIELD, name) for name in FIELDS if len(begun) > 2 and name.startswith(begun)]


class Questions(Lanes):
    """Answers questions about one archive, each method one; an archive that is not there is empty."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._counted: tuple[int, Totals] | None = None
        """How much there was, and at which version of the archive."""

    def lane(self, question: str) -> Lane:
        """Where `question` waits its turn."""
        return "slow" if question in SLOW else "fast"

    @property
    def _absent(self) -> bool:
        return not self.path.exists()

    # Rows

    def totals(self) -> Totals:
        """How much there is; counted again only when something has changed."""
        if self._absent:
            return Totals()
        file, version = self._files["fast"], self._reader.version()
        if self._counted is None or (self._counted[0], self._counted[1].file) != (version, file):
            found = self._reader.totals()
            self._counted = version, Totals(found.articles, found.quotes, file)
        return self._counted[1]

    def search(self, query: str, limit: int, shown: int = 0, hurry: bool = False) -> Found:
        """The first `limit` ids of `query`, and the records of the first `shown` of them (0: of all).

        A quote that several articles have is there once, so that there may be fewer ids.
        In a `hurry` it gives what it has found when a frame's time is up.
        """
        if self._absent:
            return Found()
        answer = self._engine.search(query, limit=limit, deadline_ms=self._engine.first_ms if hurry else None)
        ids = self._reader.without_repeats(answer.ids)
        quotes = tuple(self._engine.quotes(ids[: shown or limit]))
        read_as = tuple((item.typed, item.found) for item in answer.corrected)
        error = answer.error.message if answer.error is not None else ""
        complete = answer.complete and len(answer.ids) < limit
        return Found(ids, quotes, complete, not answer.complete, read_as, error, len(answer.ids))

    def warm(self) -> None:
        """Read what the first search would wait for."""
        if not self._absent:
            self._engine.warm()

    def quotes(self, ids: Sequence[int]) -> list[Quote]:
        """The quotes of `ids`."""
        return self._engine.quotes(array("q", ids))

    def same_quotes(self, quote: int) -> list[Quote]:
        """The same quote in other articles, the oldest first."""
        return self._reader.same_quotes(quote)

    def all_ids(self, query: str) -> Listed:
        """All quotes of `query`, in the order of `search`; one that several articles have, once."""
        if self._absent:
            return Listed()
        ids = self._engine.all_ids(query)
        return Listed(self._reader.without_repeats(ids), len(ids))

    def reading(self, article: int) -> Reading:
        """An article with its quotes."""
        found = self._reader.article(article)
        if found is None:
            raise ArchiveError("The article is no longer in the archive.")
        quotes = tuple(self._reader.article_quotes(article))
        return Reading(
            article,
            found.title,
            found.text,
            found.published,
            found.outlet,
            found.url,
            found.author,
            found.origin,
            quotes,
        )

    # Counts and names

    def tallies(self, query: str, by_facet: dict[str, str], patient: bool = False) -> Tallies:
        """How many quotes `query` finds, and whose; each facet is counted by a query of its own.

        Counts are at least so many when a moment was not enough for all, unless who asks is `patient`.
        """
        if self._absent:
            return Tallies()
        deadline = None if patient else COUNTING_MS
        count = self._engine.count(query, deadline_ms=deadline)
        found = {
            facet: self._facets(facet, narrowed, FACETS, deadline) for facet, narrowed in by_facet.items()
        }
        late = frozenset(facet for facet, facets in found.items() if not facets.exact)
        named = {facet: _named(facets) for facet, facets in found.items()}
        return Tallies(count.n, count.exact, named, late)

    def names(self, query: str, facet: str, limit: int) -> tuple[Named, ...]:
        """The speakers, issues or outlets with the most of the quotes found."""
        return () if self._absent else _named(self._facets(facet, query, limit))

    def _facets(
        self,
        facet: str,
        query: str,
        limit: int,
        deadline_ms: float | None = None,
        *,
        only: Collection[int] | None = None,
    ) -> Facets:
        self._go_on()
        return self._engine.facets(query, cast(Facet, facet), limit, only=only, deadline_ms=deadline_ms)

    def suggest(self, text: str) -> list[Suggestion]:
        """The names that the last words of `text` may mean."""
        words = text.split()
        if self._absent or not words:
            return []
        field, colon, last = words[-1].rpartition(":")
        if field in VALUES:
            return [Suggestion(field, value) for value in VALUES[field] if value.startswith(last.casefold())]
        found: list[Suggestion] = []
        # A surname alone or with the name before it: the longer the words that fit, the better.
        for typed in (" ".join(words[-2:]), last) if len(words) > 1 and not field else (last,):
            for hit in self._engine.jump(typed.strip('"'), 4):
                kind: str = "source" if hit.kind == "outlet" else hit.kind
                if kind == "speaker" and field in ("by", "about"):
                    kind = field
                item = Suggestion(kind, self._called(hit), hit.quotes, hit.id)
                if item not in found and (not field or kind == field) and hit.score >= 60:
                    found.append(item)
        named = [] if colon else fields_like(last)
        # A whole field's name is meant as one; a few letters may be the beginning of anything.
        return ([*named, *found] if last in FIELDS else [*found[:2], *named, *found[2:]])[:SUGGESTED]

    def names_like(self, kind: str, text: str) -> list[Named]:
        """Speakers or issues whose name is like `text`, the likest first."""
        if self._absent:
            return []
        hits = [hit for hit in self._engine.jump(text, 200) if hit.kind == kind]
        return [Named(hit.id, self._called(hit), hit.quotes) for hit in hits]

    def _called(self, hit: JumpHit) -> str:
        """What is found by an alias is shown by the name it goes by."""
        return (self._reader.speaker_name(hit.id) if hit.kind == "speaker" else "") or hit.name

    def origins(self) -> list[str]:
        """The files here that articles were read from."""
        if self._absent:
            return []
        # An article out of a packed file names the file and its place in it.
        return sorted({origin for origin in self._reader.origins() if Path(origin).is_file()})

    def months(self, query: str) -> list[tuple[int, int]]:
        """Quotes found by month (`year * 100 + month`, 0 where undated)."""
        if self._absent:
            return []
        return [(row.id, row.count) for row in self._facets("month", query, 100_000).counts]

    def matrix(self, query: str, speakers: int, issues: int) -> Matrix:
        """How many of the quotes found each of the foremost speakers has on each of the foremost issues."""
        rows = self.names(query, "speaker", speakers)
        columns = self.names(query, "issue", issues)
        ids = [row.id for row in rows]
        counts: list[dict[int, int]] = []
        for issue in columns:
            narrowed = f"{print_item(Field('issue', f'#{issue.id}'))} {query}"
            found = self._facets("speaker", narrowed, speakers, only=ids)
            counts.append({row.id: row.count for row in found.counts})
        return Matrix(rows, columns, tuple(tuple(column.get(id_, 0) for column in counts) for id_ in ids))

    # Speakers, searches, the brief

    def speaker(self, speaker: int) -> Speaker | None:
        """A speaker with aliases and roles."""
        return self._reader.speaker(speaker)

    def count(self, query: str) -> int:
        """How many quotes `query` finds."""
        return 0 if self._absent else self._engine.count(query, deadline_ms=None).n

    def history(self) -> list[str]:
        """Searches made before, the last first."""
        return [] if self._absent else self._reader.history()

    def saved(self) -> list[SavedQuery]:
        """Saved searches, with how many quotes they find and how many of those are new."""
        if self._absent:
            return []
        found = []
        for item in self._reader.saved_searches():
            ids = self._engine.all_ids(item.query)
            new = len(self._reader.quotes_since(item.seen_id).intersection(ids))
            found.append(SavedQuery(item.name, item.query, len(ids), new))
        return found

    def brief(self) -> list[Kept]:
        """The marked quotes that are in the archive, in order, with notes."""
        if self._absent:
            return []
        found = []
        for mark in self._reader.marks():
            quote = self._reader.quote(mark.uid)
            if quote is not None and quote.uid == mark.uid:
                found.append(Kept(quote, mark.note))
        return found

    def export(self, path: str, form: str, style: Style) -> str:
        """Write the brief to the new file `path` in the format `form`; says so.

        Chicago and AP are kept to where the format can; else, and for what is only pasted, it has its layout.
        """
        from datetime import UTC, datetime

        from store.export.evidence import Heading
        from store.export.formats import FORMATS

        items = self._evidence()
        chosen = FORMATS[form]
        cited = style if style in chosen.styles and style not in ("plain", "markdown") else None
        heading = Heading("Brief", datetime.now(UTC), archive=self.path.name, style=cited)
        try:
            with Path(path).open("xb") as file:
                for part in chosen.load()(items, heading):
                    file.write(part)
        except OSError as error:
            raise ArchiveError(f"{path} could not be written: {error.strerror}.") from error
        return f"{counted(len(items), 'quote')} written to {path}."

    def _evidence(self) -> list[Evidence]:
        from store.export.evidence import Evidence, evidence

        found = []
        for kept in self.brief():
            article = self._reader.article(kept.quote.article_id) if kept.quote.article_id else None
            if article is None:
                found.append(Evidence(kept.quote, note=kept.note))
            else:
                found.append(
                    evidence(
                        kept.quote,
                        article.text,
                        author=article.author,
                        language=article.language,
                        note=kept.note,
                    )
                )
        return found


def _named(found: Facets) -> tuple[Named, ...]:
    return tuple(Named(row.id, row.name, row.count, found.exact) for row in found.counts if row.name)
