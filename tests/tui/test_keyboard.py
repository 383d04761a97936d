"""Esc and what is typed after it."""

from __future__ import annotations

import pytest
from textual import events

from tui.keyboard import KeyParser

ESC = "\x1b"


def keys(*pieces: str) -> list[str]:
    """The keys of what a terminal sends in `pieces`, and at last nothing more."""
    parser = KeyParser()
    found = [event for piece in pieces for event in parser.feed(piece)]
    parser._timeout_time = None if parser._timeout_time is None else 0.0
    found += parser.tick()
    return [event.key if isinstance(event, events.Key) else type(event).__name__ for event in found]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((f"{ESC}j",), ["escape", "j"]),
        ((f"{ESC}G", "g"), ["escape", "G", "g"]),
        ((ESC, "j"), ["escape", "j"]),
        ((f"{ESC}/",), ["escape", "slash"]),
        ((f"{ESC}\r",), ["escape", "enter"]),
        ((f"{ESC}\x7f",), ["escape", "backspace"]),
        ((f"x{ESC}{ESC}j",), ["x", "escape", "escape", "j"]),
        ((f"{ESC}{'j' * 40}",), ["escape", *"j" * 40]),
        (("x\n",), ["x", "enter"]),
        ((ESC,), ["escape"]),
        ((f"{ESC}[A",), ["up"]),
        ((ESC, "[A"), ["up"]),
        ((f"{ESC}[", "A", "j"), ["up", "j"]),
        ((f"{ESC}OP",), ["f1"]),
        ((f"{ESC}[A{ESC}j",), ["up", "escape", "j"]),
        ((f"{ESC}[<0;5;7M",), ["MouseDown"]),
    ],
)
def test_esc_is_a_key_unless_a_sequence_follows(pieces: tuple[str, ...], expected: list[str]) -> None:
    assert keys(*pieces) == expected


def test_esc_that_nothing_followed_is_over_when_the_next_key_comes() -> None:
    parser = KeyParser()
    found = list(parser.feed(ESC))
    parser._timeout_time = 0.0
    found += [*parser.tick(), *parser.feed("j")]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["escape", "j"]


def test_what_is_pasted_comes_whole() -> None:
    assert keys(f"{ESC}[200~ab", "c", f"{ESC}[201~j", f"{ESC}k") == ["Paste", "j", "escape", "k"]
