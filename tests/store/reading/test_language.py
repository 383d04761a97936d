"""Languages are told; what is not English is stored and searched, and says that it has no quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.extracting import run_extraction
from store.ingest import add_articles
from store.reading import language
from store.reading.language import detect
from store.records import Article, Extraction

SAMPLES = {
    "en": "The mayor said that the bridge would stay open the whole year, and that nobody had asked her.",
    "de": "Die Bürgermeisterin sagte, dass die Brücke das ganze Jahr offen bleibe und niemand sie fragte.",
    "fr": "La maire a déclaré que le pont resterait ouvert toute l'année et que personne n'avait rien dit.",
    "es": "La alcaldesa dijo que el puente seguiría abierto todo el año y que nadie le preguntó.",
    "ru": "Мэр заявила, что мост останется открытым в течение всего года и что её не спросили.",
    "nl": "De burgemeester zei dat de brug het hele jaar open zou blijven en dat niemand iets had gevraagd.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sentence_shows_its_language_whatever_is_stated(code: str) -> None:
    assert detect(SAMPLES[code]) == code
    assert detect(SAMPLES[code], "en") == code
    assert detect(SAMPLES[code], "it") == code


def test_a_text_too_short_to_tell_is_what_it_is_stated_to_be() -> None:
    assert detect("OK.") == ""
    assert detect("OK.", "fr") == "fr"


def test_english_pays_for_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_classify", lambda text: pytest.fail("the model was asked"))
    assert detect(SAMPLES["en"]) == "en"


def test_a_german_article_is_stored_and_says_that_its_quotes_were_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    text = f"„Wir schließen die Brücke nicht“, sagte sie. {SAMPLES['de']}"
    with Archive.open(path) as archive:
        assert add_articles(archive, [Article(text)], jobs=1).added == 1
    with ArchiveReader(path) as reader:
        (id_,) = reader.article_ids()
        article = reader.article(id_)
        assert article
        assert article.language == "de"
        assert "quotes are taken from English only" in article.notes[-1]
        assert reader.article_quotes(id_) == []
        assert reader.totals().articles == 1


def test_a_language_pack_takes_quotes_from_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def load(self) -> object:
            return lambda article: Extraction(article.text.upper(), (), (), ())

    monkeypatch.setattr(language, "entry_points", lambda group, name: [Point()] if name == "de" else [])
    language.language_pack.cache_clear()
    try:
        assert run_extraction(Article(SAMPLES["de"])).text == SAMPLES["de"].upper()
        assert language.with_language(Article(SAMPLES["de"])).notes == ()
    finally:
        language.language_pack.cache_clear()
