"""Quotes as an Atom feed (RFC 4287): a query that other people subscribe to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from store.export.evidence import Evidence, Heading, byline, details, xml_safe
from store.export.fragment import link

_TITLE = 90


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """Atom in UTF-8, an entry a quote.

    Identities depend on the query and the quotes only, so that a feed reader sees no repeats.
    """
    updated = heading.made.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = hashlib.sha256(f"{heading.archive}\n{heading.query}\n{heading.title}".encode()).hexdigest()[:32]
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:onrecord:query:{name}</id>\n<title>{_text(heading.title)}</title>\n"
        f"<updated>{updated}</updated>\n<generator>onrecord</generator>\n"
        "<author><name>onrecord</name></author>\n"
    ).encode()
    for item in items:
        yield _entry(item, updated).encode()
    yield b"</feed>\n"


def _entry(item: Evidence, made: str) -> str:
    quote = item.quote
    when = f"{quote.published.isoformat()}T00:00:00Z" if quote.published else made
    short = quote.text if len(quote.text) <= _TITLE else quote.text[:_TITLE].rsplit(" ", 1)[0] + " …"
    body = [f"<blockquote>{escape(' … '.join(item.pieces))}</blockquote>", f"<p>— {escape(item.speaker)}"]
    body[-1] += f", {escape(quote.role)}. " if quote.role else ". "
    body[-1] += f"{escape(byline(item))}</p>"
    body.append(f"<p>{escape(details(item))}</p>")
    if item.context:
        body.append(f"<p>{escape(item.context)}</p>")
    lines = [
        "<entry>",
        f"<id>urn:onrecord:quote:{_text(quote.uid)}</id>",
        f"<title>{_text(f'{item.speaker}: {short}')}</title>",
        f"<updated>{when}</updated>",
        f"<author><name>{_text(item.speaker)}</name></author>",
        f'<content type="html">{_text("".join(body))}</content>',
    ]
    if quote.published:
        lines.append(f"<published>{when}</published>")
    address = link(item)
    if address:
        lines.append(f'<link rel="alternate" href="{_text(address)}"/>')
    lines += [f'<category term="{_text(issue)}"/>' for issue in quote.issues]
    return "\n".join([*lines, "</entry>\n"])


def _text(text: str) -> str:
    return escape(xml_safe(text))
