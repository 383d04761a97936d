"""Text as the terminal may see it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.display import asciify, clean, fit, paragraphs, wrap

HOSTILE = [
    ("\x1b[2Jgone", "[2Jgone"),
    ("\x9b31mred", "31mred"),
    ("abc\u202edef\u2066g\u2069", "abcdefg"),
    ("a\u200bb\u200f\ufeff", "ab"),
    ("line\nbreak\ttab\r", "line break tab "),
    ("\U0001f1fa\U0001f1e6", "UA"),
    ("\U0001f468\u200d\U0001f469", "\U0001f468\U0001f469"),
    ("\u2764\ufe0f", "\u2764"),
    ("lone\ud800", "lone"),
    ("e" + "\u0301" * 40, "e" + "\u0301" * 3),
    ("\ue000tag", "tag"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_clean_takes_out_what_steers_the_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_clean_leaves_nothing_that_steers(text: str) -> None:
    shown = clean(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in shown)
    shown.encode("utf-8")


@given(st.text(), st.integers(0, 40))
def test_fit_is_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(clean(text), width)) == width


@given(
    st.text(alphabet=st.sampled_from("ab cd\u4e2d\u6587\u05d0\u0301\U0001f600-"), max_size=60),
    st.integers(2, 12),
)
def test_wrap_loses_no_word_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(clean(text[start:end])) <= width for start, end in lines)
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from("ab  \u2019\u201c\u00e9-"), max_size=60), st.integers(-1, 12))
def test_wrap_puts_on_a_line_all_that_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    width = max(1, width)
    assert all(end - start <= width for start, end in lines)
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())
    for (start, end), (below, _) in pairwise(lines):
        word = text[below:].split(" ")[0]
        broken = end == below
        assert broken or below + len(word) - start > width


def test_wrap_counts_offsets_of_the_text_as_it_is() -> None:
    text = "first \u202ehidden\u202c words here"
    assert [text[start:end] for start, end in wrap(text, 12)] == ["first \u202ehidden\u202c", "words here"]


def test_ascii_keeps_the_width() -> None:
    text = "“Zürich” – 中 …"
    assert asciify(text) == '"Zurich" - ?? ~'
    assert cell_len(asciify(text)) == cell_len(text)


def test_paragraphs_are_the_lines_with_words() -> None:
    assert paragraphs("one\n\n \ntwo\u2029three") == [(0, 3), (7, 10), (11, 16)]
