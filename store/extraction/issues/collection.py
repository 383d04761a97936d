"""The phrases of an article's quotes, title and sentences, gathered into candidates for issues."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from store.extraction.issues.candidate import Candidate, Stems
from store.extraction.issues.lexicon import (
    COMPLETE,
    HUMAN,
    OUTLETS,
    TOPICS,
    frequency,
    is_abstract,
    is_matter,
)
from store.extraction.issues.merging import merge
from store.extraction.issues.phrases import Phrase, describes, phrases, stem
from store.extraction.speakers.lexicon.bodies import COMPOUND_PLACES, ORGANIZATION_HEADS, PLACES
from store.extraction.speakers.lexicon.closed import PARTICLES
from store.extraction.speakers.lexicon.people import ABBREVIATED, HONORIFICS, ROLES
from store.extraction.speakers.namekinds import kind_of_name
from store.extraction.speakers.resolve import Resolution
from store.extraction.speakers.scan import Layout
from store.records import Attribution
from store.text import fold

_LIST_BEFORE = re.compile(r"(?:,|\band|\bas|\bor|:)\s+(?:the |a |an )?$")
_LIST_AFTER = re.compile(r",\s|\s+(?:and|or)\b|\.\s|[.”\"]*$")
_MARKS = "\"“”'‘’.,;:!?()[]«»—–-…"
_WHERE = re.compile(r"\b(?:in|at|near|from|to|of) (?:the )?([\w-]+)")
_HEADLINE = 18
"""At most so many words has a line above the article."""
_DUBBED = 8
"""At most so many words has what somebody calls a matter."""
_NOBODY = frozenset(
    {"anybody", "anyone", "everybody", "everyone", "nobody", "nothing", "somebody", "someone"}
)
_CARRIERS = frozenset({"case", "issue", "matter", "problem", "question", "situation", "process"})
"""Heads that only carry what stands before them: "human trafficking cases"."""


class Collection:
    """Every candidate of one article."""

    def __init__(
        self,
        text: str,
        title: str,
        attributions: Sequence[Attribution],
        resolution: Resolution,
        layout: Layout,
    ) -> None:
        self.text = text
        self.title = title
        self.attributions = attributions
        self.layout = layout
        self.marked = Layout(text, attributions)
        """Knows which words stand in quotation marks."""
        self.within = Layout(text, [a for a in attributions if a.kind == "mixed"])
        """The same of quotation marks inside reported speech."""
        self.people, self.outlets, self.bodies = _names(resolution)
        self.by_stems: dict[Stems, Candidate] = {}
        words = [w.strip(_MARKS) for w in text.split()]
        self.counts = Counter(map(stem, filter(None, words)))
        """How often each stem stands in the whole article."""
        self.as_places = Counter(_WHERE.findall(text))
        """How often each word stands where a place would."""
        lower = [w.lower() for w in words]
        self.pairs = Counter(pairwise(lower))
        """How often two words stand side by side."""
        self.sentences = _quoted_sentences(layout, attributions)
        """Sentences that hold a part of a quote, with those quotes."""
        for sentence in range(len(layout.sentences)):
            quotes = self.sentences.get(sentence, [])
            for phrase in phrases(text, *layout.sentence_span(sentence)):
                self._note(phrase, sentence, self._holding(quotes, phrase))
        for phrase in phrases(title, 0, len(title)):
            self._note(phrase, -1, [], title=True)
        self._drop_mere_acts()
        merge(self.by_stems)
        self._look_at_headline()

    def _look_at_headline(self) -> None:
        line, _, rest = self.text.lstrip().partition("\n")
        if not rest.strip() or len(words := line.split()) > _HEADLINE:
            return
        found = {stem(w.strip(_MARKS)) for w in words if w.strip(_MARKS)}
        for candidate in self.by_stems.values():
            candidate.headline = candidate.title or found.issuperset(candidate.stems)

    def _drop_mere_acts(self) -> None:
        """A verb without object names a matter where the noun stands too, or none is needed: "resign"."""
        for stems in [s for s in self.by_stems if len(s) == 1]:
            candidate = self.by_stems[stems]
            if candidate.acted == candidate.forms.total() and stems[0] not in COMPLETE:
                del self.by_stems[stems]

    def _holding(self, quotes: list[int], phrase: Phrase) -> list[int]:
        spans = self.attributions
        return [q for q in quotes if any(s < phrase.end and phrase.start < e for s, e in spans[q].content)]

    def _note(self, phrase: Phrase, sentence: int, quotes: list[int], *, title: bool = False) -> None:
        stems, words = phrase.stems, phrase.words
        joined = len(words) > len(stems)
        compound = phrase.compound
        while stems and not joined and self._superfluous(stems, words):
            stems, words = stems[1:], words[1:]
        if len(stems) > 2 and stems[-1] in _CARRIERS:
            stems, words = stems[:-1], words[:-1]
        if not stems or not (compound or self._names_a_matter(stems, words, phrase.named)):
            return
        candidate = self.by_stems.setdefault(stems, Candidate(stems))
        candidate.compound |= compound
        candidate.acted += phrase.acted
        candidate.debated |= phrase.debated
        candidate.forms[" ".join(words)] += 1
        candidate.plain += not self.marked.in_quote(phrase.start)
        candidate.dubbed += 0 < self.within.quoted_words(phrase.start) <= _DUBBED
        candidate.title |= title
        candidate.named |= phrase.named and len(stems) > 1
        candidate.listed |= not title and self._in_list(phrase)
        if sentence >= 0:
            candidate.first = min(candidate.first, phrase.start)
        for quote in quotes:
            candidate.quotes.setdefault(quote, self.text[phrase.start : phrase.end])
        candidate.near.update(self.sentences.get(sentence, ()))

    def _in_list(self, phrase: Phrase) -> bool:
        before = self.text[max(0, phrase.start - 12) : phrase.start]
        return bool(_LIST_BEFORE.search(before)) and bool(_LIST_AFTER.match(self.text, phrase.end))

    def _superfluous(self, stems: Stems, words: tuple[str, ...]) -> bool:
        """Whether a phrase's first word is a person's name, or only paints what it never names twice."""
        if fold(stems[0]) in self.people:
            return True
        if len(stems) == 1 or not describes(words[0]):
            return False
        return self.pairs[words[0].lower(), words[1].lower()] < 2

    def _names_a_matter(self, stems: Stems, words: tuple[str, ...], named: bool) -> bool:
        head = stems[-1]
        if head in OUTLETS or (stems[0] in OUTLETS and words[0][0].isupper()):
            return False
        if named and len(stems) > 1 and fold(stems[0]) in self.people and fold(stems[1]) in self.people:
            return False  # "NAME of Halyard Securities"
        if _is_body_or_office(words, head):
            return False
        if named and (" ".join(stems) in self.bodies or (len(stems) == 1 and _is_fragment(head))):
            return False
        if named and kind_of_name(words, False) in {"publication", "place"}:
            return False
        if any(" ".join(stems[:size]) in self.outlets for size in range(1, len(stems))):
            return False
        if (
            fold(head) in self.people
            or " ".join(stems) in self.outlets
            or head in HONORIFICS
            or head in ABBREVIATED
        ):
            return False
        if named and (all(s in PLACES for s in stems) or "-".join(stems) in COMPOUND_PLACES):
            return False
        if head in PARTICLES or (named and len(stems) == 1 and not self._may_stand_alone(head, words[0])):
            return False
        if len(stems) == 1:
            if named and head not in self.counts:
                return False
            return head not in HUMAN and (
                is_abstract(head) or head in TOPICS or self.counts[head] + self.counts[head + "s"] >= 2
            )
        several = words[-1].lower() != head
        return stems[0] not in _NOBODY and not (
            head in HUMAN and self.counts[head] < 3 and not (several and head in TOPICS)
        )

    def _may_stand_alone(self, head: str, word: str) -> bool:
        """Whether a lone name is a matter: "ISIS", "Obamacare", or one the article comes back to."""
        if is_matter(head) or (word.isupper() and len(word) < 6):
            return True
        return 2 * self.as_places[word] <= self.counts[head] > 2

    def total(self, candidate: Candidate) -> int:
        """How often the candidate's rarest word stands in the article."""
        return min(self.counts[s] for s in candidate.stems) or 1

    def telling(self, candidate: Candidate) -> float:
        """How rare its words are in news at large: 0 (in every article) to 1 (in hardly any)."""
        rare = [1 - frequency(s) / 6 for s in candidate.stems]
        return (max(rare) + rare[-1]) / 2


def _is_body_or_office(words: tuple[str, ...], head: str) -> bool:
    """Whether a phrase is a body's name, "Tarn Council", or somebody's office, "foreign minister"."""
    if len(words) < 2 or is_matter(head):
        return False
    body = len(words) == 2 and words[0][0].isupper() and head in ORGANIZATION_HEADS
    return body or (head in ROLES and words[-1].lower() == head)


_PLACE_PARTS = frozenset(part for place in COMPOUND_PLACES for part in place.split("-"))


def _is_fragment(head: str) -> bool:
    """Whether a capitalised word alone is only a part of a name: "(New) Hampshire", "the University"."""
    return head in _PLACE_PARTS or (head in ORGANIZATION_HEADS and not is_matter(head))


def _names(resolution: Resolution) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Folded stems of people's names, the outlets' whole names, and those of bodies that speak."""
    people: set[str] = set()
    outlets: set[str] = set()
    bodies: set[str] = set()
    for person in resolution.people:
        forms = (person.name, *person.aliases)
        if person.kind == "person":
            people.update(fold(stem(w)) for form in forms for w in form.split() if w[:1].isupper())
        elif person.kind == "publication":
            outlets.update(" ".join(stem(w) for w in form.split()) for form in forms)
        elif person.kind == "organization":
            bodies.update(" ".join(stem(w) for w in form.split()) for form in forms)
    return frozenset(people), frozenset(outlets), frozenset(bodies)


def _quoted_sentences(layout: Layout, attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, sentence in _touched(layout, attributions):
        if not found[sentence] or found[sentence][-1] != index:
            found[sentence].append(index)
    return dict(sorted(found.items()))


def _touched(layout: Layout, attributions: Sequence[Attribution]) -> Iterator[tuple[int, int]]:
    for index, attribution in enumerate(attributions):
        for start, end in attribution.content:
            for sentence in range(layout.sentence(start), layout.sentence(max(start, end - 1)) + 1):
                yield index, sentence
