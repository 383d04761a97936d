"""The formats of `onrecord export`, each imported only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from store.export.evidence import Evidence, Heading, Style

Writer = Callable[[Iterable[Evidence], Heading], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One form that quotes leave in."""

    name: str
    suffix: str
    label: str
    writer: str
    """`module:function`, a `Writer`."""
    styles: tuple[Style, ...] = ()
    """The citation styles that it can write (`Heading.style`)."""

    def load(self) -> Writer:
        """The function that writes it; imports what it needs."""
        module, _, function = self.writer.partition(":")
        writer: Writer = getattr(importlib.import_module(module), function)
        return writer


_PRINTED: tuple[Style, ...] = ("plain", "chicago", "ap")

FORMATS = {
    form.name: form
    for form in (
        Format("markdown", ".md", "Markdown", "store.export.markdown:write", ("markdown", *_PRINTED)),
        Format("html", ".html", "one HTML page, printable", "store.export.page:write", _PRINTED),
        Format("csv", ".csv", "CSV, cells verbatim", "store.export.delimited:write"),
        Format("excel-csv", ".csv", "CSV that spreadsheets open", "store.export.delimited:for_spreadsheets"),
        Format("jsonl", ".jsonl", "onrecord's own form, lossless", "store.export.jsonl:write"),
        Format("docx", ".docx", "Word document", "store.export.word:write", _PRINTED),
        Format("bibtex", ".bib", "BibTeX, an entry an article", "store.export.references:bibtex"),
        Format("csl-json", ".json", "CSL-JSON, an entry an article", "store.export.references:csl_json"),
        Format("quotebank", ".json", "Quotebank's form", "store.export.quotebank:write"),
        Format("atom", ".atom", "Atom feed", "store.export.atom:write"),
    )
}
"""Name to format, in the order help lists them."""


def by_suffix(name: str) -> Format | None:
    """The format that a file of this name has, by its suffix; None when it says nothing."""
    lowered = name.lower()
    return next((form for form in FORMATS.values() if lowered.endswith(form.suffix)), None)
