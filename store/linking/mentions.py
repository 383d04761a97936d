"""An extraction's people as the rows that linking works on, and who of them says which quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from store.linking.names import Name, parse, plain
from store.records import ExtractedQuote, Extraction, SpeakerKind
from store.text import fold, folded_name


@dataclass(slots=True)
class Mention:
    """Somebody one article names."""

    written: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    name: Name = field(init=False)

    def __post_init__(self) -> None:
        self.name = parse(self.written, self.kind)


@dataclass(slots=True)
class Voices:
    """Who stands behind a quote, as indices into the article's mentions."""

    speakers: tuple[int, ...]
    behalf: int | None
    reporter: int | None


def mentions_of(extraction: Extraction) -> tuple[list[Mention], list[Voices]]:
    """Everybody the article names, and for each of its quotes who says it.

    "I" is whoever wrote the article: nobody whom the archive could know by it.
    """
    people = _People(extraction)
    voices = [
        Voices(
            tuple(
                dict.fromkeys(people.find(name, quote.speaker_kind) for name in quote.speakers if name != "I")
            ),
            people.find(quote.on_behalf_of, "person") if quote.on_behalf_of else None,
            people.find(quote.reported_by, "publication") if quote.reported_by else None,
        )
        for quote in extraction.quotes
    ]
    for index, quote in enumerate(extraction.quotes):
        people.add_role(voices[index].speakers, quote)
    return people.without_gone(voices)


class _People:
    def __init__(self, extraction: Extraction) -> None:
        self.mentions: list[Mention] = []
        self._known: dict[str, int] = {}
        self._gone: set[int] = set()
        for person in extraction.people:
            if not person.name.strip():
                continue
            index = self._known.get(fold(person.name))
            if index is None:
                index = self._append(Mention(person.name, person.kind, person.aliases, person.roles))
        self._join_surnames()
        for index, mention in enumerate(self.mentions):
            for alias in mention.aliases:
                self._known.setdefault(fold(alias), index)

    def _join_surnames(self) -> None:
        """A bare surname that one person of the article has in full is that person.

        So is what was taken for a body ("Trump says"), but no titled name: "Mrs. Khan" may be another.
        """
        for index, mention in enumerate(self.mentions):
            name = mention.name
            is_part = not name.whole or (name.family == "body" and len(name.words) == 1)
            if not is_part or name.given or not name.words:
                continue
            is_bare = folded_name(mention.written) == " ".join(name.words)
            if name.family == "label" or (mention.kind == "person" and not is_bare):
                continue
            surname = name.surname or name.words[-1]
            owners = [
                at
                for at, other in enumerate(self.mentions)
                if other.name.family == "person"
                and other.name.whole
                and other.name.surname == surname
                # "base chief known as Bob" is a description.
                and other.written[:1].isupper()
            ]
            if len(owners) == 1:
                self._known[fold(mention.written)] = owners[0]
                self._gone.add(index)

    def without_gone(self, voices: list[Voices]) -> tuple[list[Mention], list[Voices]]:
        """The mentions that stay, and the voices with their indices among these."""
        stay = [index for index in range(len(self.mentions)) if index not in self._gone]
        moved = {old: new for new, old in enumerate(stay)}
        return [self.mentions[index] for index in stay], [
            Voices(
                tuple(moved[index] for index in voice.speakers),
                None if voice.behalf is None else moved[voice.behalf],
                None if voice.reporter is None else moved[voice.reporter],
            )
            for voice in voices
        ]

    def _append(self, mention: Mention) -> int:
        self.mentions.append(mention)
        self._known.setdefault(fold(mention.written), len(self.mentions) - 1)
        return len(self.mentions) - 1

    def find(self, name: str, kind: SpeakerKind) -> int:
        """The index of the mention that `name` names, added where the article's people lack it."""
        found = self._known.get(fold(name))
        return self._append(Mention(name, kind)) if found is None else found

    def add_role(self, speakers: tuple[int, ...], quote: ExtractedQuote) -> None:
        """A role that stands with a quote is one of its first speaker's roles."""
        if speakers and quote.role and quote.role not in self.mentions[speakers[0]].roles:
            self.mentions[speakers[0]].roles = (*self.mentions[speakers[0]].roles, quote.role)


def company_key(name: Name) -> str:
    """A full name in plain spelling, the same for all forms of it: for comparing whom articles name."""
    return f"{plain(name.given)} {plain(name.surname)}" if name.family == "person" else name.key


def other_names(mention: Mention) -> Iterator[str]:
    """Every form of the name the article uses, the name itself first."""
    yield mention.written
    for alias in mention.aliases:
        if alias.strip() and alias != mention.written:
            yield alias
