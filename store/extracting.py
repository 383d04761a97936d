"""One article to its extraction, in whatever language it is: the pure function that every engine runs."""

from __future__ import annotations

from collections.abc import Callable

from store.reading.language import detect, is_extracted, language_pack
from store.records import Article, Extraction

Extract = Callable[[Article], Extraction]


def run_extraction(article: Article) -> Extraction:
    """Extract one article; one in a language that nothing takes quotes from has none.

    Imported late: the model is loaded in the processes that use it.
    """
    language = detect(article.text, article.language)
    if not is_extracted(language):
        return Extraction(article.text, (), (), ())
    pack = language_pack(language)
    if pack:
        return pack(article)
    from store.extraction.extract import extract

    return extract(article.text, title=article.title, published=article.published, outlet=article.outlet)


def extractor_version() -> str:
    """Names what extracts, so that articles extracted by an older one can be told."""
    import importlib.metadata

    try:
        return f"onrecord {importlib.metadata.version('onrecord')}"
    except importlib.metadata.PackageNotFoundError:
        return "onrecord"
