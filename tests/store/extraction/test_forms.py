"""Forms of news that the training articles hardly have: who said what, and what is no quotation."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from store.extraction.extract import extract

FORMS = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMS)
def test_who_said_what(form: str) -> None:
    text = FORMS[form]["text"]
    said = []
    for quote in extract(text).quotes:
        source = " ".join(text[start:end] for start, end in quote.attribution.source)
        said.append([source.rstrip(","), quote.text])
    assert [pair for pair in FORMS[form]["said"] if pair not in said] == []
    words = [quoted for _, quoted in said]
    assert [like for like in FORMS[form].get("not_said", []) if like in words] == []
