"""What flows between the parts of onrecord: plain frozen records, no behaviour that needs a database.

Offsets are character offsets into `Article.text` (or `Extraction.text`), end exclusive, so that
`text[start:end]` is what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.quote import Kind, Mode, Quote, Span, SpeakerKind

__all__ = [
    "Article",
    "Attribution",
    "DatedRole",
    "ExtractedQuote",
    "Extraction",
    "Issue",
    "IssueMention",
    "Kind",
    "Mode",
    "Outlet",
    "Person",
    "Quote",
    "Span",
    "Speaker",
    "SpeakerKind",
]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as reading yields it, before anything is extracted."""

    text: str
    title: str = ""
    published: date | None = None
    outlet: str = ""
    """The name of the newspaper, agency, site or feed; empty when the file does not say."""
    url: str = ""
    author: str = ""
    language: str = ""
    """An ISO 639-1 code; empty when unknown."""
    origin: str = ""
    """The path or address it was read from."""
    notes: tuple[str, ...] = ()
    """What reading had to do that a person should know ("not UTF-8: read as Windows-1252")."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content, cue and source of one quotation, before it is known who the source is."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    mode: Mode
    confidence: float
    """0…1, calibrated: of those with 0.9, nine in ten are right."""
    negated: bool = False
    """The speech was withheld, denied, asked about or hypothetical."""
    reported_by: tuple[Span, ...] = ()
    """Where the text names the publication through which it came ("Politico reports that …")."""
    floor: tuple[Span, ...] = ()
    """For a quotation beside which nobody is named (its source is empty): the source of the one before it,
    who still has the floor."""


@dataclass(frozen=True, slots=True)
class ExtractedQuote:
    """One attribution with its speakers as far as the article alone tells."""

    attribution: Attribution
    text: str
    """The content, verbatim; fragments joined by " … "."""
    speakers: tuple[str, ...]
    """Canonical names within the article, in the order of the source; empty when unresolved."""
    speaker_kind: SpeakerKind
    role: str = ""
    """The (first) speaker's role as the article states it."""
    on_behalf_of: str = ""
    """"Merkel" in "Merkel's spokesman said": she does not speak, but her page finds it."""
    reported_by: str | None = None
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or some body) an article names, with every name and role it gives them."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    kind: SpeakerKind = "person"


@dataclass(frozen=True, slots=True)
class IssueMention:
    """A matter the article's speakers talk about."""

    name: str
    quotes: tuple[int, ...]
    """Indices into `Extraction.quotes`."""
    evidence: tuple[str, ...] = ()
    """For each of `quotes`, the words that tie it to the issue."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one article yields. Quotes stand in the order of their first content offset."""

    text: str
    quotes: tuple[ExtractedQuote, ...]
    people: tuple[Person, ...]
    issues: tuple[IssueMention, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where articles came from. The screen calls it a source."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A speaker's role as one article states it."""

    role: str
    published: date | None
    article_id: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted, canonical over the whole archive."""

    id: int
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[DatedRole, ...] = ()
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter people speak about, with how many quotes belong to it."""

    id: int
    name: str
    pinned: bool = False
    quotes: int = 0
