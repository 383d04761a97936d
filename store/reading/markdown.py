"""Markdown: the text as it renders; the first heading, or the front matter, gives the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from store.reading.dates import day
from store.reading.decode import decode
from store.reading.footnotes import in_place, remarks
from store.reading.markup import text_of
from store.reading.opening import completed
from store.reading.source import Source
from store.reading.text import leading_date
from store.records import Article

_FRONT = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^(\w+)[ \t]*[:=][ \t]*(.*?)[ \t]*$((?:\r?\n[ \t]*-[ \t]+.*)*)", re.MULTILINE)
"""A field of the front matter, its value on its line or as a list below it."""

_BREAK = re.compile(r"<br\b", re.I)


def read(source: Source) -> Iterator[Article]:
    """One article."""
    text, note = decode(source.read(), source.charset)
    published, text = leading_date(text)
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        fields = {name.lower(): _value(line, items) for name, line, items in _FIELD.findall(front[1])}
        text = text[front.end() :]
    title, body, footnotes = _render(text)
    source_field = fields.get("source", "")
    # Web clippers call the address the source.
    is_address = source_field.startswith(("http://", "https://"))
    article = Article(
        text=body,
        title=fields.get("title") or title,
        published=published or day(fields.get("date") or fields.get("published")),
        outlet=fields.get("outlet") or fields.get("site") or ("" if is_address else source_field),
        url=fields.get("url") or fields.get("link") or (source_field if is_address else ""),
        author=fields.get("author") or fields.get("authors", ""),
        language=fields.get("lang", fields.get("language", ""))[:2].lower(),
        origin=source.name,
        notes=((note,) if note else ()) + remarks(footnotes, 0),
    )
    yield completed(article, source)


def _value(line: str, items: str) -> str:
    """A field's value; of a list, its items, which may be links of Obsidian's."""
    listed = [item.strip(" \t\r\"'[]") for item in re.findall(r"-[ \t]+(.*)", items)]
    return line.strip("\"'") or ", ".join(item for item in listed if item)


def _render(text: str) -> tuple[str, str, int]:
    """The title, the text, and how many footnotes are in it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    title = ""
    blocks: list[tuple[str, list[int]]] = []
    footnotes: dict[int, list[str]] = {}
    note: list[str] | None = None
    tokens = parser.parse(text)
    for position, token in enumerate(tokens):
        if token.type == "footnote_open":
            note = footnotes.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            note = None
        elif token.type == "inline":
            block = _inline(token)
            opener = tokens[position - 1]
            if note is not None:
                note.append(block)
            elif not title and not blocks and opener.type == "heading_open" and opener.tag == "h1":
                title = block
            else:
                marks = [child for child in token.children or () if child.type == "footnote_ref"]
                blocks.append((block, [mark.meta["id"] for mark in marks]))
        elif token.type == "html_block":
            # An element around other blocks stands alone in its own.
            blocks += [(text, []) for text in text_of(token.content).split("\n\n") if text]
        elif token.type in ("fence", "code_block"):
            blocks.append((token.content.rstrip("\n"), []))
    whole = in_place(
        (block, ["\n\n".join(footnotes.get(mark, ())) for mark in marks]) for block, marks in blocks
    )
    return title, "\n\n".join(block for block in whole if block.strip()), len(footnotes)


def _inline(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.match(child.content)):
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(child.content)
    return "".join(pieces)
