"""Quotations longer than what the tagger sees at once."""

from __future__ import annotations

import pytest

from store.extraction.extract import extract

SENTENCES = (
    "The harbour fed this town for two hundred years.",
    "I will not see it sold to people who have never stood on the quay in winter.",
    "We asked for a plan, and what we were given was a drawing of flats.",
    "There is money for a new bridge, and there is none for the boats.",
    "Our fathers built that wall with their own hands.",
)


@pytest.mark.parametrize("count", [20, 150])
@pytest.mark.parametrize(
    "form",
    [
        "“{},” said Ann Ferris, the mayor.",
        "Ann Ferris, the mayor, said: “{}.”",
        '"{}," Ms Ferris told the council on Monday.',
        "“{},” said Ms Ferris. “That is all.”",
    ],
)
def test_a_quotation_of_many_sentences_is_one_quote_and_whole(form: str, count: int) -> None:
    said = " ".join(SENTENCES[i % len(SENTENCES)] for i in range(count)).removesuffix(".")
    text = f"The council of Tarn met. Mayor Ann Ferris spoke first.\n\n{form.format(said)}\n\nIt rained."
    (quote,) = extract(text).quotes
    start, end = quote.attribution.content[0]
    assert text[start:end].removesuffix(".") == said
    assert quote.attribution.kind == "direct"
    assert quote.speakers == ("Ann Ferris",)
