"""A long paragraph is cut into words part by part, with the same outcome."""

from __future__ import annotations

import numpy as np
import pytest

from store.extraction.tagger import features
from store.extraction.tagger.session import model


def test_parts_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Spokeswoman Katz said the ferry’s ‘new’ timetable, issued on 3.4.2020, is un-changed. " * 40
    whole = features.pieces(model().tokenizer, text, [(0, len(text))], [])
    monkeypatch.setattr(features, "PART", 200)
    monkeypatch.setattr(features, "AT_ONCE", 3)
    parted = features.pieces(model().tokenizer, text, [(0, len(text))], [])
    for name in ("ids", "starts", "ends", "shapes", "states", "paragraphs", "joined"):
        assert np.array_equal(getattr(whole, name), getattr(parted, name))


def test_a_word_longer_than_a_part_is_read() -> None:
    text = "a" * 20_000 + " said so."
    read = features.pieces(model().tokenizer, text, [(0, len(text))], [])
    assert read.ends[-1] == len(text)
    assert (np.diff(read.starts) >= 0).all()
