"""Small invented articles with what was extracted from them."""

from __future__ import annotations

from datetime import date

from store.records import Article, Attribution, ExtractedQuote, Extraction, IssueMention, Kind, Person


def extracted(
    text: str,
    *said: tuple[str, str],
    people: tuple[Person, ...] = (),
    issues: tuple[IssueMention, ...] = (),
    published: date | None = date(2025, 12, 21),
    outlet: str = "The Lantern",
    kind: Kind = "direct",
) -> tuple[Article, Extraction]:
    """An article in which each of `said` (speaker, words) is a quote, and its extraction."""
    quotes = []
    for speaker, words in said:
        start = text.index(words)
        attribution = Attribution(((start, start + len(words)),), (), (), kind, "speech", 0.9)
        known = next((person for person in people if person.name == speaker), None)
        quotes.append(
            ExtractedQuote(
                attribution,
                words,
                (speaker,),
                known.kind if known else "person",
                role=known.roles[0] if known and known.roles else "",
            )
        )
    article = Article(text, title=text[:20], published=published, outlet=outlet)
    return article, Extraction(text, tuple(quotes), people, issues)
