"""The noun phrase that a relative pronoun follows: "NAME, who", "a study published in NAME that"."""

from __future__ import annotations

import re
from bisect import bisect_left

from store.extraction.speakers.cast import Cast
from store.extraction.speakers.lexicon.bodies import DOCUMENT_NOUNS, GROUP_NOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.namesakes import Namesakes
from store.extraction.speakers.nominal_references import Nominals
from store.extraction.speakers.sources import Source, strip_determiner
from store.extraction.speakers.unnamed import fresh
from store.extraction.speakers.wordclasses import TOKEN, classes

_PEOPLE = ROLES | GROUP_NOUNS
_IN_BRACKETS = re.compile(r"\s\([^()\n]{1,40}\)$")
_APPOSITIVE = re.compile(
    r"(?:,\s\d{1,3})?,\s+(?:(?P<determiner>an?|the|his|her|their|its)\s+[^,]{2,60}|(?P<noun>[a-z][^,]{2,60}))$"
)
_ONE = frozenset({"a", "an", "one", "another"})
_SEAT = re.compile(r"[RDI]-[A-Z]")
_PUBLISHED = re.compile(
    r"\b(?P<noun>[a-z]+),? (?:published|released|issued|posted|printed|conducted|commissioned)"
    r"\b[^,.;\n]{0,40}? (?:in|by|for|on|from) (?:the )?(?:[a-z]+ )?[A-Z][\w .’'&-]*,?\s*$"
)
"""What somebody has published, before "that" or "which": "a study published in Current Ethology that …"."""
_THINGS = frozenset({"organization", "publication", "place", "acronym"})


class Relatives:
    """Finds whom the relative pronouns of one article mean."""

    def __init__(self, text: str, cast: Cast, namesakes: Namesakes, nominals: Nominals) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.namesakes = namesakes
        self.nominals = nominals

    def antecedent(self, source: Source) -> int:
        """The entity that the relative pronoun `source` means; -1 when there is none."""
        before = self.text[max(0, source.start - 160) : source.start]
        sentence = before[max(before.rfind("\n"), before.rfind(". "), before.rfind("” "), 0) :]
        kept = before.rstrip(" ,—–-")
        bracketed = _IN_BRACKETS.search(kept)  # "Sen. NAME (R-Ariz.), who …"
        at = source.start - len(before) + (bracketed.start() if bracketed else len(kept))
        appositive = _appositive(sentence.rstrip(" ,—–-"))
        human = source.phrase.casefold().startswith("who")
        written = None if human else _PUBLISHED.search(sentence)
        if written is not None and written["noun"] in DOCUMENT_NOUNS:
            appositive, at = None, -1
            sentence = sentence[: written.end("noun")]
        for end in (source.start - len(sentence) + appositive.start() if appositive else -1, at):
            first = bisect_left(self.cast.starts, end)
            if first > 1 and _SEAT.match(self.text, self.cast.names[first - 1].start):
                first -= 1  # "NAME, R-Ohio, who"
                end = self.cast.names[first - 1].end
            if end >= 0 and first and abs(self.cast.names[first - 1].end - end) <= 1:
                found = self.namesakes.settle(first - 1)
                if human and first > 1 and found >= 0 and self.entities[found].kind == "place":
                    # "Senator NAME of Aasland, who"
                    link = self.text[self.cast.names[first - 2].end : self.cast.names[first - 1].title_start]
                    found = self.namesakes.settle(first - 2) if link.strip() in {"of", "from"} else found
                if found >= 0 and not (human and self.entities[found].kind in _THINGS):
                    return found
        phrase, head = _phrase_before(sentence.rstrip(" ,—–-"), human)
        if not head:
            return -1
        plural = head in GROUP_NOUNS or (head.endswith("s") and head[:-1] in ROLES)
        made = Source(source.start, source.start, "nominal", head=head, plural=plural)
        made.phrase = strip_determiner(phrase)
        made.determiner = (
            phrase.split()[0].casefold() if phrase.split()[0].casefold() in {"a", "an", "the"} else ""
        )
        same = self.nominals.same_phrase(made, -1)
        return same if same >= 0 else fresh(self.cast, made, -1)


def _appositive(text: str) -> re.Match[str] | None:
    """What says who somebody is, at the end of `text`: "NAME|, 41, a teacher", "NAME|, chief of ABN"."""
    found = _APPOSITIVE.search(text)
    if found is None or found["determiner"]:
        return found
    return found if ROLES & {word.casefold() for word in found["noun"].split()} else None


def _phrase_before(text: str, human: bool) -> tuple[str, str]:
    """The noun phrase that ends `text` and the noun it is about; for `who` a noun for people, if any."""
    tokens = list(TOKEN.finditer(text))[-16:]
    words = [m.group() for m in tokens]
    tags = classes(words)
    at = len(tokens)
    head, head_at = "", -1
    while at > 0 and (tags[at - 1] in "NPJD#GI" or words[at - 1] in "\"“”'‘’"):
        at -= 1
        word = words[at].lower()
        singular = word.removesuffix("s")
        if tags[at] in "NP" and (word in _PEOPLE or singular in _PEOPLE):
            head, head_at = word, at
            break
        if tags[at] == "N" and not human and not head:
            head, head_at = word, at
        if tags[at] == "D" and head:
            break
    named = head_at >= 0
    if not named and tags and tags[-1] == "N":
        head, head_at = words[-1].lower(), len(words) - 1
    if head_at < 0:
        return "", ""
    at = head_at
    while at > 0 and tags[at - 1] in "NPJD#" and tags[at] != "D":
        at -= 1
    if not named and words[at].lower() not in _ONE:  # "one former staffer, who", but not "their support, who"
        return "", ""
    return text[tokens[at].start() :], head
