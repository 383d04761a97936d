"""An invented article and its quotes, with every character that some format could trip over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from store.export.evidence import Evidence, Heading, evidence
from store.records import Quote, Span

TEXT = (
    "The council met late on Tuesday.\n\n"
    "Mayor Ana Núñez said: “We *will* <b>not</b> close_the & bridge [this year] – =1+1; 5 < 6, #1 `ok` "
    "~~no~~ {x}^2 100% \\n $5.\n\n"
    "“And we never meant to,” she told reporters, adding that the bridge is safe.\n\n"
    "1. The bridge is safe, her deputy said.\n"
)


def spans(*texts: str) -> tuple[Span, ...]:
    return tuple((TEXT.index(text), TEXT.index(text) + len(text)) for text in texts)


def quote(uid: str, content: tuple[Span, ...], cue: str, source: str, **fields: object) -> Quote:
    values: dict[str, object] = {
        "id": 1,
        "uid": uid,
        "text": " … ".join(TEXT[start:end] for start, end in content),
        "speakers": ("Ana Núñez",),
        "speaker_ids": (1,),
        "speaker_kind": "person",
        "attributed": source,
        "role": "Mayor",
        "kind": "direct",
        "mode": "speech",
        "confidence": 0.875,
        "negated": False,
        "reported_by": None,
        "on_behalf_of": "",
        "published": date(2026, 2, 3),
        "outlet": "The Bay & Harbour <Times>",
        "article_id": 7,
        "title": "Bridge_to stay* open",
        "url": "https://news.example/bridge?a=1&b=2",
        "issues": ("bridge safety", "city budget"),
        "content": content,
        "cue": spans(cue),
        "source": spans(source),
    }
    return Quote(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def items() -> list[Evidence]:
    """A quote over two paragraphs in two fragments, one that repeats, and one without an article."""
    long_one = (spans("We *will*")[0][0], spans("$5.")[0][1])
    first = quote("aa11", (long_one, *spans("And we never meant to,")), "said:", "Mayor Ana Núñez")
    second = quote(
        "bb22", spans("the bridge is safe"), "adding", "she", kind="indirect", corrected=True, marked=True
    )
    bare = {"url": "", "title": "", "outlet": "", "published": None, "speakers": (), "article_id": None}
    bulk = second._replace(uid="cc33", text='=HYPERLINK("x")\x0b', content=(), attributed="", **bare)
    return [
        evidence(first, TEXT, author="Jo Writer", language="en", article="h1", note="use *this*"),
        evidence(second, TEXT, article="h1"),
        Evidence(bulk),
    ]


@pytest.fixture
def heading() -> Heading:
    return Heading("Quotes: “bridge” <&>", datetime(2026, 2, 4, 9, 30, tzinfo=UTC), "bridge", "desk.db")
