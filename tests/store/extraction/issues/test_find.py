"""Which matters quotes are about, in invented sentences."""

from __future__ import annotations

from store.extraction.issues.find import find
from store.extraction.speakers.resolve import resolve
from store.records import Attribution, IssueMention


def issues(text: str, *contents: str, title: str = "") -> tuple[IssueMention, ...]:
    """The issues of quotes with these contents."""
    quotes = [
        Attribution(((text.index(c), text.index(c) + len(c)),), (), (), "indirect", "speech", 1.0)
        for c in contents
    ]
    return find(text, None, quotes, resolve(text, None, quotes), title=title)


def test_a_matter_in_the_quote_is_named_and_linked_with_its_words() -> None:
    text = "Helga Marsk said the pension reform would fail."
    found = issues(text, "the pension reform would fail")
    (reform,) = [i for i in found if i.name == "pension reform"]
    assert reform.quotes == (0,)
    assert reform.evidence == ("pension reform",)


def test_no_quotes_no_issues() -> None:
    assert issues("The pension reform is debated.") == ()
