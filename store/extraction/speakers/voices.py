"""Who was found to speak, first as entities of the article, at last as names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.extraction.speakers.appositives import POSSESSIVES
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import Entity
from store.extraction.speakers.sources import Source
from store.records import Person, SpeakerKind


@dataclass(slots=True)
class Who:
    """One attribution's speakers, as entities."""

    entities: list[int] = field(default_factory=list)
    owner: int = -1
    """For spokesmen: whom they speak for."""
    unsettled: Source | None = None
    """A nominal that found nobody and may yet, from what follows."""
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who says one attribution."""

    speakers: tuple[str, ...]
    """Canonical names within the article, in the order of the source; empty when unknown."""
    speaker_kind: SpeakerKind
    role: str = ""
    """The first speaker's role as the article states it."""
    on_behalf_of: str = ""
    """For "X's spokesman said": X."""
    reported_by: str | None = None


def outcome(cast: Cast, voices: Sequence[Who]) -> Iterator[Resolved]:
    """The speakers of each attribution, in the order given."""
    for who in voices:
        names = tuple(dict.fromkeys(filter(None, map(cast.name_of, who.entities))))
        owner = cast.name_of(who.owner) if who.owner >= 0 else ""
        if not names:
            yield Resolved((), "unknown", on_behalf_of=owner, reported_by=who.reported_by)
            continue
        first = cast.entities[who.entities[0]]
        role = first.main_role or (first.roles[0] if first.roles else "")
        yield Resolved(names, speaker_kind(first), role, owner, who.reported_by)


def people(cast: Cast, voices: Sequence[Who]) -> tuple[Person, ...]:
    """Everybody named, and every body that speaks or is spoken for."""
    speaking = {e for who in voices for e in (*who.entities, who.owner) if e >= 0}
    out = []
    for at, entity in enumerate(cast.entities):
        named = entity.kind == "person" and bool(entity.key)
        name = cast.name_of(at) if named or at in speaking else ""
        if name:
            aliases = tuple(f for f in entity.forms if f != name and f.split()[0] not in POSSESSIVES)
            out.append(Person(name, aliases, _roles(entity), speaker_kind(entity)))
    return tuple(out)


def speaker_kind(entity: Entity) -> SpeakerKind:
    """An entity's kind as records have it."""
    if entity.kind in {"place", "acronym", "other"}:
        return "organization"
    if entity.kind in {"person", "organization", "group", "publication", "anonymous"}:
        return entity.kind  # type: ignore[return-value]
    return "person"


def _roles(entity: Entity) -> tuple[str, ...]:
    """The roles stated, the one stated with the full name first, as its quotes show it."""
    main = (entity.main_role,) if entity.main_role else ()
    return tuple(dict.fromkeys((*main, *entity.roles)))
