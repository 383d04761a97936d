"""Quotes as one HTML file: nothing is fetched, nothing runs, it prints, each quote in its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from store.export.citation import cite
from store.export.evidence import Evidence, Heading, Style, byline, details, marked
from store.export.fragment import link, linked

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
header p, .details, .note, summary { font: 0.85rem/1.5 system-ui, sans-serif; opacity: 0.8; }
article { margin: 2.2rem 0; padding-top: 1.2rem; border-top: 1px solid #8886; break-inside: avoid; }
blockquote { margin: 0 0 0.6rem; padding-left: 1rem; border-left: 0.25rem solid #2a6fdb; }
blockquote { white-space: pre-wrap; }
.context { white-space: pre-wrap; margin: 0.5rem 0 0; }
.citation { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffe58a; color: #000; }
.cue, .source { text-decoration: underline; text-decoration-style: dotted; }
.corrected { font-weight: bold; }
@media print {
  body { max-width: none; margin: 0; font-size: 10.5pt; }
  details > summary { display: none; }
  a { color: inherit; text-decoration: none; }
  a.where::after { content: " <" attr(href) ">"; font-size: 8pt; overflow-wrap: anywhere; }
}
"""


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """HTML in UTF-8. Text out of an article is escaped, and a policy in the page forbids scripts besides."""
    title = escape(heading.title)
    archive = escape(heading.archive or "an onrecord archive")
    made = heading.made.strftime("%Y-%m-%d %H:%M UTC")
    yield (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="onrecord">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<header>\n<h1>{title}</h1>\n"
        f"<p>Exported {made} from {archive}.</p>\n</header>\n<main>\n"
    ).encode()
    for item in items:
        yield _one(item, heading.style).encode("utf-8", "replace")
    yield b"</main>\n</body>\n</html>\n"


def _one(item: Evidence, style: Style | None) -> str:
    quote = item.quote
    language = f' lang="{escape(item.language)}"' if item.language else ""
    lines = [
        f'<article id="q-{escape(quote.uid)}"{language}>',
        *(_styled(item, style) if style else _shown(item)),
        f'<p class="details">{escape(details(item))}</p>',
    ]
    if quote.issues:
        lines.append(f'<p class="details">Issues: {escape(", ".join(quote.issues))}</p>')
    if item.note:
        lines.append(f'<p class="note">Note: {escape(item.note)}</p>')
    if item.context:
        lines.append(
            f'<details open><summary>Context</summary><p class="context">{_context(item)}</p></details>'
        )
    return "\n".join([*lines, "</article>\n"])


def _shown(item: Evidence) -> list[str]:
    quote = item.quote
    address = link(item)
    cite_ = f' cite="{escape(quote.url)}"' if address else ""
    fragments = " … ".join(f"<span>{escape(piece)}</span>" for piece in item.pieces)
    role = f", {escape(quote.role)}" if quote.role else ""
    where = escape(byline(item))
    if address:
        where = f'<a class="where" rel="noopener noreferrer" href="{escape(address)}">{where}</a>'
    corrected = ' <span class="corrected">(corrected by a person)</span>' if quote.corrected else ""
    return [
        f"<blockquote{cite_}>{fragments}</blockquote>",
        f"<p>— <strong>{escape(item.speaker)}</strong>{role}. {where}{corrected}</p>",
    ]


def _styled(item: Evidence, style: Style) -> list[str]:
    address = link(item)
    cited = escape(cite(linked(item), style))
    if address:
        anchor = f'<a rel="noopener noreferrer" href="{escape(address)}">{escape(item.quote.url)}</a>'
        cited = cited.replace(escape(address), anchor)
    return [f'<p class="citation">{cited}</p>']


def _context(item: Evidence) -> str:
    runs = []
    for text, part in marked(item):
        safe = escape(text)
        if part == "content":
            safe = f"<mark>{safe}</mark>"
        elif part:
            safe = f'<span class="{part}">{safe}</span>'
        runs.append(safe)
    return "".join(runs)
