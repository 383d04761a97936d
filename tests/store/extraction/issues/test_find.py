"""Which matters quotes are about, in invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.issues.find import find
from store.extraction.issues.phrases import phrases, stem
from store.extraction.speakers.resolve import resolve
from store.records import Attribution, IssueMention, Kind, Span


def issues(text: str, *contents: str, title: str = "", source: str = "") -> tuple[IssueMention, ...]:
    """The issues of quotes with these contents, all by `source` when it is given."""
    at = text.find(source) if source else -1
    spans = ((at, at + len(source)),) if at >= 0 else ()
    quotes = [
        Attribution(((text.index(c), text.index(c) + len(c)),), (), spans, "indirect", "speech", 1.0)
        for c in contents
    ]
    return find(text, None, quotes, resolve(text, None, quotes, title=title), title=title)


KINDS: tuple[Kind, ...] = ("indirect", "indirect", "mixed")


def _at(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


def names(found: tuple[IssueMention, ...]) -> list[str]:
    """The issues' names."""
    return [i.name for i in found]


def test_a_matter_in_the_quote_is_named_and_linked_with_its_words() -> None:
    text = "Helga Marsk said the pension reform would fail."
    found = issues(text, "the pension reform would fail")
    (reform,) = [i for i in found if i.name == "pension reform"]
    assert reform.quotes == (0,)
    assert reform.evidence == ("pension reform",)


def test_no_quotes_no_issues() -> None:
    assert issues("The pension reform is debated.") == ()


def test_people_outlets_places_and_dates_are_no_issues() -> None:
    text = "Helga Marsk told Politico on Monday that Tom Bray left Paris in July over the dam."
    found = issues(text, "Tom Bray left Paris in July over the dam", source="Helga Marsk")
    assert not {w for n in names(found) for w in n.split()} & {"Bray", "Tom", "Paris", "July", "Politico"}


def test_a_listed_matter_is_found_even_as_a_single_word() -> None:
    text = "She names the hardest as territorial disputes, the Zaporozhye Nuclear Power Plant and funding."
    found = issues(text, "territorial disputes, the Zaporozhye Nuclear Power Plant and funding")
    assert {"territorial disputes", "funding"} <= set(names(found))
    assert any(n.endswith("Nuclear Power Plant") for n in names(found))


def test_a_possessive_divides_owner_and_matter() -> None:
    text = "Marsk attacked Bray's tax plan. Bray's tax plan is old, Marsk said."
    assert "tax plan" in names(issues(text, "Bray's tax plan", "Bray's tax plan is old", source="Marsk"))


def test_singular_and_plural_are_one_matter() -> None:
    text = "He wants a security guarantee. Without security guarantees there is no peace, he said."
    found = issues(text, "a security guarantee", "Without security guarantees there is no peace")
    same = [i for i in found if stem(i.name.split()[-1]) == "guarantee"]
    assert len(same) == 1
    assert same[0].quotes == (0, 1)


def test_a_quote_belongs_to_the_matter_named_in_the_sentence_before() -> None:
    text = "They spoke of voter fraud. It is rare, she said. Voter fraud is a myth, she added."
    found = issues(text, "It is rare", "Voter fraud is a myth")
    (fraud,) = [i for i in found if i.name == "voter fraud"]
    assert fraud.quotes == (0, 1)


def test_a_quote_that_names_nothing_belongs_to_the_matter_of_the_title() -> None:
    text = "We shall see, said Marsk. The rail strike may end, she said."
    found = issues(text, "We shall see", "The rail strike may end", title="Rail strike goes on")
    (strike,) = [i for i in found if i.name.lower() == "rail strike"]
    assert strike.quotes == (0, 1)


def test_two_bare_nouns_joined_by_and_can_be_one_matter() -> None:
    text = "We need law and order, he said. Law and order comes first."
    assert "law and order" in names(issues(text, "We need law and order"))


def test_verbs_and_short_forms_are_no_part_of_a_matter() -> None:
    text = "The mayor needs votes, he said. We’re paying ransom, she said."
    found = names(issues(text, "The mayor needs votes", "We’re paying ransom"))
    assert not {w for n in found for w in n.lower().split()} & {"needs", "we’re", "paying", "mayor"}


def test_long_articles_yield_at_most_eight() -> None:
    matters = (
        "tax law",
        "school reform",
        "gun control",
        "trade war",
        "health care",
        "rail strike",
        "oil price",
    )
    matters += ("border wall", "peace plan")
    rain = "It rained again and again. " * 12
    text = " ".join(f"He opposes the {m}, he said. {rain}" for m in matters)
    assert len(issues(text, *(f"opposes the {m}" for m in matters))) == 8


def test_a_matter_keeps_what_it_is_about() -> None:
    text = "Marsk defends freedom of navigation. Freedom of navigation is old, she said."
    found = issues(text, "freedom of navigation", "Freedom of navigation is old", source="Marsk")
    assert any(n.casefold() == "freedom of navigation" for n in names(found))


def test_a_verb_of_action_names_its_matter_by_a_noun() -> None:
    text = "We will repeal the dredging levy, said Marsk. Bray must resign, she said."
    found = issues(text, "We will repeal the dredging levy", "Bray must resign")
    (repeal,) = [i for i in found if i.name == "repeal of dredging levy"]
    assert (repeal.quotes[0], repeal.evidence[0]) == (0, "repeal the dredging levy")
    (resignation,) = [i for i in found if i.name == "resignation"]
    assert (resignation.quotes, resignation.evidence) == ((1,), ("resign",))


def test_names_with_small_words_inside_stay_whole() -> None:
    text = "Under the Freedom of Navigation Act ships may pass, he said."
    assert "Freedom of Navigation Act" in names(
        issues(text, "Under the Freedom of Navigation Act ships may pass")
    )


def test_what_is_argued_about_stands_before_what_is_only_mentioned() -> None:
    text = "The factory hosted a talk about layoffs. It was a cold barn, he said, and he opposed the layoffs."
    found = names(issues(text, "It was a cold barn", "he opposed the layoffs"))
    assert found[0] == "layoffs"


def test_things_mentioned_once_in_passing_are_no_issues_when_there_are_better_ones() -> None:
    text = (
        "Pension reform divides the house. The pension reform fails, he said, and the rail strike goes on; a "
        "rail strike helps nobody. A budget gap came too: a budget gap for all. His tortoise ate the roses "
        "near the hat."
    )
    found = names(issues(text, text))
    assert {"pension reform", "rail strike", "budget gap"} <= {n.lower() for n in found}
    assert not {"tortoise", "roses", "hat"} & set(found)


def test_a_verb_with_its_object_is_no_phrase() -> None:
    text = "He pays by raising tariffs and hates comments involving minorities."
    found = {" ".join(p.words) for p in phrases(text, 0, len(text))}
    assert "tariffs" in found
    assert not {n for n in found if "raising" in n or "involving" in n}


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("policies", "policy"),
        ("taxes", "tax"),
        ("Guarantees", "guarantee"),
        ("crisis", "crisis"),
        ("losses", "loss"),
    ],
)
def test_plurals_have_the_stem_of_their_singular(word: str, same: str) -> None:
    assert stem(word) == stem(same)


def test_offsets_of_a_phrase_give_its_words() -> None:
    text = "The new school funding gap grows."
    (found,) = [p for p in phrases(text, 0, len(text)) if "funding" in p.words]
    assert text[found.start : found.end] == "school funding gap"


WORDS = st.sampled_from(
    ("the", "tax", "reform", "He", "said", "that", "Bray's", "law", "and", "order", ",", ".", "“", "”",
     "\n\n", "20-point", "3%", "we’re", "Obamacare", "É", "-", "'", "Act", "of", "needs", "New", "York")
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=60), st.data())
def test_any_text_yields_issues_with_quotes(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    spot = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p)))
    quotes = [
        Attribution((data.draw(spot),), (), (), "indirect", "speech", 1.0)
        for _ in range(data.draw(st.integers(0, 4)))
    ]
    found = find(text, None, quotes, resolve(text, None, quotes), title=text[:40])
    assert len(found) <= 8
    assert len({i.name for i in found}) == len(found)
    for issue in found:
        assert issue.name.strip()
        assert len(issue.evidence) == len(issue.quotes)
        assert all(0 <= q < len(quotes) for q in issue.quotes)


def test_one_matter_in_other_words_is_one_issue() -> None:
    text = "The peace plan is dead, he said. The peace initiative is alive, she said."
    found = issues(text, "The peace plan is dead", "The peace initiative is alive")
    (peace,) = [i for i in found if "peace" in i.name]
    assert peace.quotes == (0, 1)


def test_what_somebody_calls_a_matter_is_a_figure_of_speech() -> None:
    text = (
        "Edda Marsk said the levy would be repealed. The levy was old, she said. It paid for docks.\n"
        'Tom Bray said the repeal was "a budget for spreadsheets". The levy would lead to a walkout.'
    )
    said = ("the levy would be repealed", "The levy was old", 'the repeal was "a budget for spreadsheets"')
    quotes = [
        Attribution((_at(text, words),), (), (), kind, "speech", 1.0)
        for words, kind in zip(said, KINDS, strict=True)
    ]
    found = names(find(text, None, quotes, resolve(text, None, quotes)))
    assert "levy" in found
    assert not [name for name in found if "spreadsheet" in name]


def test_bodies_and_offices_are_no_matters() -> None:
    text = (
        "The finance ministry said the pension reform would pass. It was fair, it said.\n"
        "The trade spokesperson of the bloc said pensions and tariffs were one thing.\n"
        "Hartwell Harbour Council said so. A strike over the pension reform ended, and tariffs fell."
    )
    said = "the pension reform would pass", "It was fair", "pensions and tariffs were one thing", "so"
    found = names(issues(text, *said))
    assert "pension reform" in found
    assert "finance ministry" not in found[:3]
    assert not [name for name in found if name.endswith(("spokesperson", "ouncil"))]
