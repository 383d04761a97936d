"""Markdown: the text as it renders; the first heading, or the front matter, gives the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from store.reading.dates import day
from store.reading.decode import decode
from store.reading.opening import completed
from store.reading.source import Source
from store.reading.text import leading_date
from store.records import Article

_FRONT = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^(\w+)\s*[:=]\s*(.+?)\s*$", re.MULTILINE)


def read(source: Source) -> Iterator[Article]:
    """One article."""
    text, note = decode(source.read(), source.charset)
    published, text = leading_date(text)
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    title, body = _render(text)
    article = Article(
        text=body,
        title=fields.get("title") or title,
        published=published or day(fields.get("date", "")),
        outlet=fields.get("outlet") or fields.get("source", ""),
        url=fields.get("url", ""),
        author=fields.get("author", ""),
        language=fields.get("lang", fields.get("language", ""))[:2].lower(),
        origin=source.name,
        notes=(note,) if note else (),
    )
    yield completed(article, source)


def _render(text: str) -> tuple[str, str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    title = ""
    blocks: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "inline":
            block = _inline(token)
            opener = tokens[position - 1]
            if not title and not blocks and opener.type == "heading_open" and opener.tag == "h1":
                title = block
            else:
                blocks.append(block)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
    return title, "\n\n".join(block for block in blocks if block.strip())


def _inline(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(child.content)
    return "".join(pieces)
