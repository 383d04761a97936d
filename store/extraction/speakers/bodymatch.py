"""Whether a body, publication or document is the one a nominal means: "the airline", "his plan"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from store.extraction.speakers.entities import Entity
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import GENERIC_BODIES, PUBLICATION_NOUNS
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.sources import Source

_FIRMS = WORDS["firms"]
_PUBLIC_BODIES = WORDS["public_bodies"]
"""Bodies that nobody calls a company."""
_WRITINGS = frozenset(
    {"report", "study", "survey", "poll", "analysis", "review", "paper", "document", "article", "research"}
)
_LIKE = {
    "airline": frozenset({"air", "airlines", "airways", "aviation", "carrier"}),
    "automaker": frozenset({"carmaker", "motors"}),
    "carmaker": frozenset({"automaker", "motors"}),
    "carrier": frozenset({"air", "airline", "airlines", "airways", "rail", "railways"}),
    "bank": frozenset({"bank", "bancorp", "banco", "banque", "lender"}),
    "lender": frozenset({"bank", "bancorp", "banco", "banque"}),
    "company": frozenset({"inc", "corp", "ltd", "plc", "co"}),
    "university": frozenset({"college", "school"}),
    "party": frozenset(
        {"party", "republicans", "democrats", "labour", "conservatives", "tories", "liberals"}
    ),
    "broadcaster": frozenset({"tv", "television", "radio", "broadcasting"}),
}
"""Words in a body's name, or for what it is, by which a nominal may mean it."""
_LINKS = WORDS["before_noun_phrases"]
_KINDS = frozenset({"organization", "publication", "", "acronym"})


class BodyMatch:
    """How well an entity is what a nominal names: called with an entity, a score, or None.

    Args:
        source: the nominal.
        owner: whose it is by a pronoun or name, and `owner_at`, the same by its index.
        just_spoke: who alone has spoken in the paragraph.
        reported: the publications through which words have come.
    """

    def __init__(
        self,
        source: Source,
        *,
        owner: Entity | None,
        owner_at: int,
        just_spoke: Entity | None,
        reported: Sequence[Entity],
    ) -> None:
        self.source = source
        self.owner, self.owner_at = owner, owner_at
        self._just_spoke = just_spoke
        self._reported = {id(entity) for entity in reported}
        self._modifiers = set(source.modifiers)
        self._owned = source.owner is not None
        # "The trade group for NAME's plans" is not whatever group was named last.
        self._further = {bare(word) for word in source.phrase.split()[len(source.modifiers) + 1 :]} - _LINKS
        self._theirs = " ".join(just_spoke.roles) if just_spoke is not None else ""

    def __call__(self, entity: Entity) -> float | None:
        """The score of an entity; None when it cannot be meant."""
        if entity.kind not in _KINDS or entity.plural:
            return None
        called = self.source.head in entity.heads
        score = self._of_that_name(entity) if called else self._of_that_kind(entity)
        # "NAME, a commander of the Sons of the Tide, claimed it. The group said"
        return score + 2.0 if score and any(form in self._theirs for form in entity.forms) else score

    def _of_that_name(self, entity: Entity) -> float | None:
        """The score of what the text calls by the nominal's noun."""
        told = entity.phrase_words()
        if isinstance(self.source.owner, str) and not self._is_of(entity, told):
            return None  # "his plan" is not whoever else's plan
        missing = bool(self._modifiers) and not self._modifiers & told
        particular = self._owned or bool(self._further)
        if (missing and particular) or (self._further and not self._further & told):
            return None
        return 3.0 - 2.0 * missing if not missing or entity.key else None

    def _is_of(self, entity: Entity, told: Set[str]) -> bool:
        """Whether what is called by the words `told` may be the owner's: "the Marsk campaign" is Marsk's."""
        if self.owner is None or entity.owner == self.owner_at:
            return True
        names = {word.removesuffix("'s").removesuffix("’s") for word in told}
        return bool(names & set(self.owner.key[-1:]))

    def _of_that_kind(self, entity: Entity) -> float | None:
        """The score of what the text calls otherwise."""
        head = self.source.head
        if self._modifiers or self._owned:
            return None
        if head in PUBLICATION_NOUNS and entity.kind == "publication" and entity.key:
            # Rather than whom somebody told it; "the paper" is what a journal has published.
            unheard = 0.5 if head == "paper" and "journal" in entity.heads else 2.0
            return 3.0 if id(entity) in self._reported else unheard
        if head in _WRITINGS and entity.heads & _WRITINGS:
            return 1.0
        alike = _LIKE.get(head, frozenset()) & {*entity.key, *entity.heads}
        if entity.kind != "publication" and entity.key and alike:
            return 2.0
        return self._some_body(entity) if head in GENERIC_BODIES and entity.key else None

    def _some_body(self, entity: Entity) -> float | None:
        """The score of any body for "the agency", and of a name that may be one's and has just spoken."""
        if entity.kind in {"organization", "acronym"}:
            return None if self.source.head in _FIRMS and _PUBLIC_BODIES & entity.heads else 1.0
        return 1.0 if entity is self._just_spoke and not entity.kind and len(entity.key) > 1 else None
