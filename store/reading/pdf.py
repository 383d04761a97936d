"""PDF, by PDFium in a process apart: what stands in it where; `layout` makes paragraphs of that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.reading.apart import Apart, LostError
from store.reading.layout import Line, PageLines, article_text
from store.reading.opening import completed
from store.reading.source import ReadingError, Source
from store.records import Article

_NO_TITLE = re.compile(
    r"(?i)untitled|^microsoft |^(none|null)$|\.(docx?|odt|indd|qxd|pdf|pmd|tex|rtf)$|[/\\]\w"
)
_PDFIUM = Apart("store.reading.pdfpages")


def read(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` for a protected, damaged, or merely photographed document."""
    try:
        told = _PDFIUM.ask(source.read())
    except LostError as error:
        raise ReadingError(f"{source.name} was not read: {error}.") from error
    if problem := told.get("problem"):
        raise ReadingError(f"{source.name} {problem}.")
    pages = [PageLines([Line(*line) for line in lines], width) for lines, width in told["pages"]]
    stated = " ".join(told["title"].split())
    title, text = article_text(pages, "" if _NO_TITLE.search(stated) else stated)
    notes = []
    if told["left_out"]:
        notes.append(f"only its first {len(pages)} pages were read")
    if told["unreadable"]:
        notes.append(f"{told['unreadable']} of its pages left out: their fonts do not tell the letters")
    if text:
        author = " ".join(told["author"].split())
        article = Article(text=text, title=title, author=author, origin=source.name, notes=tuple(notes))
        yield completed(article, source)
    elif told["unreadable"]:
        raise ReadingError(
            f"{source.name} holds fonts that do not tell which letters they draw: it needs character "
            "recognition first."
        )
    elif not told["cut"]:
        raise ReadingError(
            f"{source.name} holds no text: it may be a scan, which needs character recognition first."
        )
    if told["cut"]:
        kept = "what came before was read" if text else "nothing before can be read"
        raise ReadingError(f"{source.name} breaks off before its end: {kept}.")
