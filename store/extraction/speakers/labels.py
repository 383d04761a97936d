"""Labels of a transcript that are a role: "HOST:" is "host Ann Ferris", "JUDGE:" is "Judge Klein"."""

from __future__ import annotations

import re

from store.extraction.speakers.cast import Cast
from store.extraction.speakers.lexicon.people import ANONYMOUS, ROLES
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
TURNS = re.compile(r"^(?:Q|QUESTION|Question)(?:\s\([^)\n]*\))?[.:]", re.MULTILINE)
"""Where the turns of an interview begin."""
_TOLD_WHO = re.compile(r"\s\(([^()\n]{3,60})\)[.:]")
"""Who asks, behind the label of a question: "QUESTION (NAME, AFP):"."""
_REACH = 40
"""Characters before a name in which it is introduced."""


def opens_turn(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a label of a transcript: "Minister: growth to be modest" is a headline."""
    begins = start == 0 or text[start - 1] == "\n"
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
        role = bare(self.text[start:end])
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
        first = TURNS.search(self.text)
        stop = first.start() if first else 0
        asks = source.head == "Q"
        named = dict.fromkeys(n.entity for n in self.cast.names if n.end <= stop and n.entity >= 0)
        kind = "publication" if asks else "person"
        found = [e for e in named if self.entities[e].kind == kind and len(self.entities[e].key) > 1]
        return found if len(found) == 1 else []
