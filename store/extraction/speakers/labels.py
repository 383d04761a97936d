"""Labels of a transcript that are a role: "HOST:" is "host Ann Ferris", "JUDGE:" is "Judge Klein"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from store.extraction.segments import EXAMINER
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.interviewees import interviewee
from store.extraction.speakers.lexicon.people import ANONYMOUS, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.sources import Source, names_within

_WHO_ASK = frozenset({"anchor", "host", "interviewer", "moderator", "presenter"})
"""Those whom a transcript is by: a "television host" may be the guest."""
_BY = {
    "anchor": "anchored|hosted|presented",
    "host": "hosted|presented",
    "interviewer": "interviewed|hosted",
    "moderator": "moderated|chaired",
    "presenter": "presented|hosted",
}
_SEVERAL = ANONYMOUS | {
    "caller",
    "correspondent",
    "journalist",
    "man",
    "questioner",
    "reporter",
    "student",
    "voter",
    "woman",
}
"""Labels that may be another's each time."""
_ONE = ROLES - _SEVERAL
_MYSELF = re.compile(
    r"\b(?:(?:I['’]m|I am|[Mm]y name is)(?:,? (?:your|the) (?:host|presenter|anchor|moderator))?"
    r"|[Ww]ith me,? (?:(?:your|the) )?(?:host|presenter|anchor|moderator)),? $"
)
"""Before the name with which somebody introduces themselves."""
TURNS = re.compile(r"^(?:(?:Q|QUESTION|Question)(?:\s\([^)\n]*\))?[.:]|A:)", re.MULTILINE)
"""Where the turns of an interview begin, or of a hearing."""
_TOLD_WHO = re.compile(r"\s\(([^()\n]{3,60})\)[.:]")
"""Who asks, behind the label of a question: "QUESTION (NAME, AFP):"."""
_NUMBERED = re.compile(r"(?:SPEAKER|Speaker|Participant|Voice|Caller|Juror|Witness) \d{1,2}")
"""A label of a transcript that names nobody: "Speaker 2"."""
_REACH = 40
"""Characters before a name in which it is introduced."""


def opens_turn(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a label of a transcript: "Minister: growth to be modest" is a headline."""
    begins = start == 0 or text[start - 1] == "\n"
    if begins and text[end : end + 1] == "\n":
        return True  # a line of its own
    if not begins or text[end : end + 1] != ":":
        return False
    label = text[start : end + 1]
    again = f"\n{label}"
    first = 0 if text.startswith(label) else text.find(again) + 1
    return label.isupper() or text.find(again, first) >= 0


class Labels:
    """Whom the labels of one transcript mean."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self._known: dict[str, int] = {}

    def holder(self, start: int, end: int) -> int:
        """The entity of the label `text[start:end]`; -1 when it is no label, no role, or nobody is told."""
        label = self.text[start:end]
        if _NUMBERED.fullmatch(label):
            if label not in self._known:
                self._known[label] = self.cast.clusters.new(
                    kind="person", name=label, key=(label.casefold(),)
                )
            return self._known[label]
        role = bare(label)
        if role not in _ONE or not opens_turn(self.text, start, end):
            return -1
        if role not in self._known:
            self._known[role] = self._find(role, self.text[start : end + 1])
        return self._known[role]

    def _find(self, role: str, label: str) -> int:
        people = [e for e in self.entities if e.kind == "person" and len(e.key) > 1]
        if role not in _WHO_ASK:
            found = [e for e in people if role in e.heads]
        else:
            itself = {id(self.entities[e]) for e in self._introduced(role, label)}
            found = [e for e in people if id(e) in itself] or [
                e
                for e in people
                if any(bare(r) == role or bare(r).startswith(f"{role} of ") for r in e.roles)
            ]
        return next(i for i, e in enumerate(self.entities) if e is found[0]) if len(found) == 1 else -1

    def _introduced(self, role: str, label: str) -> set[int]:
        """Who is introduced as the one whose label it is: by themselves, or as who the programme is by."""
        by = re.compile(rf"\b(?:{_BY[role]}) by (?:[\w’'-]+ ){{0,3}}$")
        found = set()
        for name in self.cast.names:
            before = self.text[max(0, name.title_start - _REACH) : name.title_start]
            if name.entity >= 0 and (
                by.search(before) or (_MYSELF.search(before) and self._says(label, name.start))
            ):
                found.add(name.entity)
        return found

    def _says(self, label: str, at: int) -> bool:
        """Whether offset `at` stands in a line that the label begins."""
        line = self.text.rfind("\n", 0, at) + 1
        return self.text.startswith(label, line)

    def interviewed(self, source: Source) -> list[int]:
        """Whom "Q" and "A" stand for: the one publication and the one person named before the interview."""
        told = _TOLD_WHO.match(self.text, source.end)
        if told is not None:
            inside = names_within(self.cast.names, self.cast.starts, *told.span(1))
            who = [
                n.entity for n in inside if n.entity >= 0 and self.entities[n.entity].kind in {"person", ""}
            ]
            return who[:1]
        examiner = self._examiner(source.start)
        if examiner is not None:
            return [examiner] if source.head == "Q" and examiner >= 0 else []
        return self._answering if source.head == "A" else self._asking

    @cached_property
    def _introduced_as(self) -> tuple[list[NameMention], list[NameMention]]:
        """The people and the publications named in full before an interview begins, each once."""
        first = TURNS.search(self.text)
        stop = first.start() if first else 0
        named: dict[int, NameMention] = {}
        for name in self.cast.names[: bisect_left(self.cast.starts, stop)]:
            if name.entity >= 0 and len(self.entities[name.entity].key) > 1:
                named.setdefault(name.entity, name)
        people = [n for e, n in named.items() if self.entities[e].kind == "person"]
        return people, [n for e, n in named.items() if self.entities[e].kind == "publication"]

    @cached_property
    def _answering(self) -> list[int]:
        """The one person named before, or of several who is said to have been spoken to."""
        people, _ = self._introduced_as
        if len(people) > 1:
            lead = self.text[: self.text.find("\n", people[-1].end)]
            people = [name for name in people if name is interviewee(lead, people)]
        return [name.entity for name in people] if len(people) == 1 else []

    @cached_property
    def _asking(self) -> list[int]:
        """The one publication named before, or who of two people does not answer."""
        people, publications = self._introduced_as
        if len(people) == 2 and self._answering:
            return [name.entity for name in people if name.entity not in self._answering]
        return [name.entity for name in publications] if len(publications) == 1 else []

    @cached_property
    def _examiners(self) -> list[tuple[int, int]]:
        """Where each line like "BY MR. AMES:" stands, and whom it names; -1 for somebody unknown."""
        found = []
        for line in EXAMINER.finditer(self.text):
            named = names_within(self.cast.names, self.cast.starts, *line.span("name"))
            found.append((line.start(), named[0].entity if named else -1))
        return found

    def _examiner(self, at: int) -> int | None:
        """Who examines a witness at offset `at`, as the last such line tells; None where nobody does."""
        k = bisect_left(self._examiners, (at, 0))
        return self._examiners[k - 1][1] if k else None
