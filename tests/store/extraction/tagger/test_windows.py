"""Windows hold every piece once, in order, and never more than they may."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.segments import segment
from store.extraction.tagger.features import Pieces, pieces, shape
from store.extraction.tagger.session import model, near
from store.extraction.tagger.windows import CLS, LIMIT, SEP, windows


def cut(text: str) -> Pieces:
    found = segment(text)
    paragraphs = [(p.start, p.end) for p in found.paragraphs]
    return pieces(model().tokenizer, text, paragraphs, [q.inner for q in found.outer()])


@given(st.lists(st.integers(1, 400), max_size=12), st.sampled_from(["word", "word. ", "x"]))
@settings(max_examples=40, deadline=None)
def test_every_piece_stands_in_one_window(lengths: list[int], word: str) -> None:
    read = cut("\n\n".join(" ".join([word] * n) for n in lengths))
    given_windows = list(windows(read))
    where = np.concatenate([w.where[w.where >= 0] for w in given_windows]) if given_windows else np.array([])
    assert where.tolist() == list(range(len(read.ids)))
    for window in given_windows:
        assert 8 <= len(window.ids) <= LIMIT
        assert window.ids[0] == CLS
        assert window.ids[-1] == SEP


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    read = cut("The council met again today. " * 60)
    first = next(windows(read))
    last = first.where[first.where >= 0][-1]
    assert read.ids[last] == 1012


def test_shapes_of_words() -> None:
    assert [shape(w) for w in ("said", "Brandt", "NATO", "McKay", "21st", "“", ".", ",")] == [
        1,
        2,
        3,
        4,
        5,
        6,
        8,
        7,
    ]


def test_a_mark_becomes_plain_and_is_known_by_its_state() -> None:
    text = "»Nein«, said O’Hara."
    read = cut(text)
    at = {
        text[s:e]: (int(i), int(state))
        for s, e, i, state in zip(read.starts, read.ends, read.ids, read.states, strict=True)
    }
    assert at["»"] == (1000, 2)
    assert at["«"] == (1000, 3)
    assert at["’"] == (1005, 0)
    assert at["Ne"][1] == 1


def test_pieces_of_a_word_are_joined() -> None:
    text = "Spokeswoman Katz spoke."
    read = cut(text)
    starts = {int(s) for s, j in zip(read.starts, read.joined, strict=True) if not j}
    assert starts == {0, 12, 17, 22}


def test_the_second_pass_reads_the_paragraph_of_its_cue_and_a_little_around() -> None:
    window = next(
        windows(cut("One two three four.\n\n" + "Five six seven eight nine ten. " * 8 + "\n\nLast."))
    )
    anchors = np.array([2, 20])
    starts, ends, places = near(window, anchors)
    assert [window.where[s - 1] for s in starts] == [-1, -1]
    assert [window.where[e] for e in ends] == [-1, -1]
    for anchor, start, end, row in zip(anchors, starts, ends, places, strict=True):
        assert start <= anchor < end
        assert row[0] <= max(0, start - 7)
        assert row[-1] >= min(len(window.ids), end + 7) - 1
        assert (np.diff(row) == 1).all()
        assert 0 <= row[0] <= row[-1] < len(window.ids)
