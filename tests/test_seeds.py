"""The seed article ships as it was given."""

from __future__ import annotations

from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"


def test_the_seed_article_is_there_and_dated() -> None:
    (article,) = SEEDS.glob("*.txt")
    assert article.read_bytes().startswith(b" date 2025-12-21 The Kremlin is awaiting")
