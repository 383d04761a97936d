"""Citations: nothing is given as a speaker's own words that is not."""

from __future__ import annotations

from datetime import date

import pytest

from store.export.citation import STYLES, Style, cite
from store.records import Quote

DIRECT = Quote(
    id=1,
    uid="u1",
    text="We will not raise the fees.",
    speakers=("Ada Lund",),
    speaker_ids=(1,),
    speaker_kind="person",
    attributed="she",
    role="Mayor",
    kind="direct",
    mode="speech",
    confidence=0.9,
    negated=False,
    reported_by=None,
    on_behalf_of="",
    published=date(2025, 12, 4),
    outlet="The Ellery Post",
    article_id=1,
    title="Harbour plan",
    url="https://post.example/harbour",
)
INDIRECT = DIRECT._replace(kind="indirect", text="the fees will not rise")

CITED: dict[Style, str] = {
    "plain": (
        "Ada Lund, Mayor: “We will not raise the fees.”\n"
        "(The Ellery Post, “Harbour plan”, reported 4 December 2025) https://post.example/harbour"
    ),
    "markdown": (
        "> “We will not raise the fees.”\n>\n> — **Ada Lund**, Mayor. "
        "[The Ellery Post, “Harbour plan”, reported 4 December 2025](<https://post.example/harbour>)"
    ),
    "chicago": (
        "“We will not raise the fees.”\n"
        "Ada Lund, quoted in “Harbour plan,” The Ellery Post, December 4, 2025. https://post.example/harbour"
    ),
    "ap": (
        "“We will not raise the fees,” Ada Lund, Mayor, said, according to a Dec. 4, 2025, report by "
        "The Ellery Post. https://post.example/harbour"
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_style_names_speaker_outlet_and_date(style: Style) -> None:
    assert cite(DIRECT, style) == CITED[style]


@pytest.mark.parametrize("style", STYLES)
def test_a_paraphrase_is_never_in_quotation_marks(style: Style) -> None:
    assert "“the fees" not in cite(INDIRECT, style)


@pytest.mark.parametrize("style", ["plain", "markdown", "chicago"])
def test_a_paraphrase_says_so(style: Style) -> None:
    assert "paraphrased" in cite(INDIRECT, style)


@pytest.mark.parametrize("style", STYLES)
def test_a_denial_is_not_cited_as_a_statement(style: Style) -> None:
    cited = cite(INDIRECT._replace(negated=True), style)
    assert "not said" in cited or "did not say" in cited


@pytest.mark.parametrize("style", STYLES)
def test_a_guess_is_called_one(style: Style) -> None:
    assert "uncertain" in cite(DIRECT._replace(confidence=0.3), style)
    assert "uncertain" not in cite(DIRECT._replace(confidence=0.3, corrected=True), style)


@pytest.mark.parametrize("style", STYLES)
def test_unknown_things_leave_no_holes(style: Style) -> None:
    bare = DIRECT._replace(speakers=(), attributed="", role="", outlet="", title="", url="", published=None)
    cited = cite(bare, style)
    assert "Unknown speaker" in cited
    assert ", ," not in cited
    assert "()" not in cited
    assert "  " not in cited


def test_markdown_keeps_an_address_in_its_brackets() -> None:
    cited = cite(DIRECT._replace(url="https://x.example/a>b c"), "markdown")
    assert cited.endswith("(<https://x.example/a%3Eb%20c>)")
