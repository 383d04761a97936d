"""Who says what, in invented sentences."""

from __future__ import annotations

from store.extraction.speakers.resolve import Resolution, Resolved, resolve
from store.records import Attribution, Span


def spans(text: str, *pieces: str, after: int = 0) -> tuple[Span, ...]:
    """Where the pieces stand, each after the one before."""
    found = []
    for piece in pieces:
        start = text.index(piece, after)
        found.append((start, start + len(piece)))
        after = start + len(piece)
    return tuple(found)


def said(text: str, source: str, content: str, *, after: int = 0, kind: str = "indirect") -> Attribution:
    """An attribution of `text`; `after` tells repeated words apart."""
    return Attribution(
        content=spans(text, content),
        cue=(),
        source=spans(text, source, after=after) if source else (),
        kind=kind,  # type: ignore[arg-type]
        mode="speech",
        confidence=1.0,
    )


def who(text: str, *quotes: Attribution, title: str = "") -> tuple[Resolved, ...]:
    """The speakers of the quotes."""
    return resolved(text, *quotes, title=title).attributions


def resolved(text: str, *quotes: Attribution, title: str = "") -> Resolution:
    """The whole resolution."""
    return resolve(text, None, quotes, title=title)


def test_a_surname_is_the_full_name_even_when_that_comes_later() -> None:
    text = "Envoy Marsk said talks went well. Later Helga Marsk flew home."
    (one,) = who(text, said(text, "Envoy Marsk", "talks went well"))
    assert one.speakers == ("Helga Marsk",)
    assert one.speaker_kind == "person"


def test_a_pronoun_is_the_last_fitting_person() -> None:
    text = "Helga Marsk met Tom Bray on Monday. She said the roof leaks."
    (one,) = who(text, said(text, "She", "the roof leaks"))
    assert one.speakers == ("Helga Marsk",)


def test_two_people_joined_by_and_stay_two() -> None:
    text = "Both Helga Marsk and Tom Bray said the roof leaks."
    (one,) = who(text, said(text, "Both Helga Marsk and Tom Bray", "the roof leaks"))
    assert one.speakers == ("Helga Marsk", "Tom Bray")
