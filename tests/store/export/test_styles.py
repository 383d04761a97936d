"""Exports whose quotes are cited in a style: each reads as the citation does, and links to the words."""

from __future__ import annotations

import io
from dataclasses import replace

import lxml.html
import mammoth
import pytest
from markdown_it import MarkdownIt

from store.export.citation import cite
from store.export.evidence import Evidence, Heading, Style, xml_safe
from store.export.formats import FORMATS
from store.export.fragment import link, linked

PRINTED: tuple[Style, ...] = ("plain", "chicago", "ap")


def written(name: str, style: Style, items: list[Evidence], heading: Heading) -> bytes:
    assert style in FORMATS[name].styles
    return b"".join(FORMATS[name].load()(items, replace(heading, style=style)))


def words(text: str) -> str:
    return " ".join(text.split())


def shown(item: Evidence, style: Style) -> str:
    """The citation as a page shows it: the address as the article's, the link to the words behind it."""
    cited = cite(linked(item), style)
    address = link(item)
    return cited.replace(address, item.quote.url) if address else cited


@pytest.mark.parametrize("style", PRINTED)
def test_html_shows_the_citation_and_links_to_the_words(
    style: Style, items: list[Evidence], heading: Heading
) -> None:
    page = lxml.html.fromstring(written("html", style, items, heading))
    found = [words(block.text_content()) for block in page.xpath("//p[@class='citation']")]
    assert found == [words(shown(item, style)) for item in items]
    assert page.xpath("//p[@class='citation']/a/@href")[0] == link(items[0])


@pytest.mark.parametrize("style", PRINTED)
def test_mammoth_reads_the_citation_out_of_word(
    style: Style, items: list[Evidence], heading: Heading
) -> None:
    document = io.BytesIO(written("docx", style, items, heading))
    page = lxml.html.fromstring(mammoth.convert_to_html(document).value)
    text = words(" ".join(block.text_content() for block in page.iter("p")))
    for item in items:
        assert words(xml_safe(shown(item, style))) in text
    assert link(items[0]) in [anchor.get("href") for anchor in page.iter("a")]


@pytest.mark.parametrize("style", PRINTED)
def test_markdown_renders_the_citation_as_it_is(
    style: Style, items: list[Evidence], heading: Heading
) -> None:
    page = lxml.html.fromstring(MarkdownIt().render(written("markdown", style, items, heading).decode()))
    text = words(page.text_content())
    for item in items:
        assert words(cite(linked(item), style)) in text


def test_markdown_has_its_own_style_too(items: list[Evidence], heading: Heading) -> None:
    assert cite(linked(items[0]), "markdown") in written("markdown", "markdown", items, heading).decode()
