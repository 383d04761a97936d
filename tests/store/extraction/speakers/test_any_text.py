"""Any text and any spans resolve to something well formed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.speakers.resolve import resolve
from store.records import Attribution

WORDS = st.sampled_from(
    ("he", "She", "Tom", "Bray", "Mrs.", "Marsk", "the", "minister", "said", "that", "“", "”", ",", ".",
     "\n\n", "—", "who", "their", "Bank", "of", "and", "U.S.", "4", "@x", "'", "(", ")", "É", "ﷺ", "Will",
     "May", "’s")
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60), st.data())
def test_any_text_and_any_spans_resolve(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    spot = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p)))
    quotes = [
        Attribution(
            (data.draw(spot),), (), (data.draw(spot),) if data.draw(st.booleans()) else (),
            data.draw(st.sampled_from(["direct", "indirect", "mixed"])), "speech", 1.0,
        )
        for _ in range(data.draw(st.integers(0, 4)))
    ]  # fmt: skip
    found = resolve(text, None, quotes)
    assert len(found.attributions) == len(quotes)
    for result in found.attributions:
        assert (result.speaker_kind == "unknown") == (not result.speakers)
        assert all(name.strip() for name in result.speakers)
    assert resolve(text, None, quotes) == found
