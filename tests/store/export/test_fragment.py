"""Text fragments lead to the words, also when they repeat or run over paragraphs."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from store.export.evidence import Evidence, evidence
from store.export.fragment import link


def test_a_short_quote_is_named_whole_and_one_that_repeats_by_what_stands_before(
    items: list[Evidence],
) -> None:
    address = link(items[1])
    assert unquote(address.split("#:~:text=")[1]) == "told reporters, adding that-,the bridge is safe"


def test_a_piece_over_paragraphs_is_a_range_and_each_piece_has_a_directive(
    items: list[Evidence], text: str
) -> None:
    address = link(items[0])
    assert unquote(address.split("&text=")[1]) == "And we never meant to,"
    whole = (items[0].quote.content[0][0], items[0].quote.content[1][1])
    over = evidence(items[0].quote._replace(content=(whole,)), text)
    assert (
        unquote(link(over).split("#:~:text=")[1])
        == "We *will* <b>not</b> close_the &,“And we never meant to,"
    )


def test_an_address_with_an_anchor_keeps_it(items: list[Evidence]) -> None:
    anchored = replace(items[1], quote=items[1].quote._replace(url="https://news.example/a#part"))
    assert link(anchored).startswith("https://news.example/a#part:~:text=")


def test_what_is_no_web_address_is_no_link(items: list[Evidence]) -> None:
    for url in ("", "javascript:alert(1)", "file:///etc/passwd", "notes.txt"):
        assert link(replace(items[1], quote=items[1].quote._replace(url=url))) == ""
