"""The archive in a page of text: what `onrecord PATH…` prints where there is no terminal for the reader."""

from __future__ import annotations

from collections.abc import Iterator

from store.archive.reader import ArchiveReader
from store.records import Quote
from store.text import counted

ARTICLES = 20
SPEAKERS = 30
QUOTES = 5
ISSUES = 30


def digest(reader: ArchiveReader) -> Iterator[str]:
    """The lines of the digest: totals, articles, quotes by speaker, issues."""
    totals = reader.totals()
    yield (
        f"{counted(totals.articles, 'article')}, {counted(totals.quotes, 'quote')},"
        f" {counted(totals.speakers, 'speaker')}, {counted(totals.issues, 'issue')}"
    )
    ids = reader.article_ids()
    if ids:
        yield from ("", "ARTICLES")
    for article_id in ids[:ARTICLES]:
        article = reader.article(article_id)
        assert article is not None
        where = ", ".join(part for part in (str(article.published or "undated"), article.outlet) if part)
        yield f"  {_plain(article.title)} ({where})"
    yield from _more(len(ids), ARTICLES)
    speakers = reader.speakers()
    if speakers:
        yield from ("", "QUOTES BY SPEAKER")
    for speaker in speakers[:SPEAKERS]:
        role = reader.role_at(speaker.id, None)
        who = ", ".join(part for part in (_plain(speaker.name), _plain(role)) if part)
        yield f"  {who}: {counted(speaker.quotes, 'quote')}"
        for quote in reader.speaker_quotes(speaker.id, QUOTES):
            yield f"    {_quoted(quote, speaker.name)}"
    yield from _more(len(speakers), SPEAKERS)
    issues = reader.issues()
    if issues:
        yield from ("", "ISSUES")
    for issue in issues[:ISSUES]:
        yield f"  {_plain(issue.name)}: {counted(issue.quotes, 'quote')}"
    yield from _more(len(issues), ISSUES)


def _quoted(quote: Quote, page: str) -> str:
    """`quote` as it stands on the page of the speaker called `page`, who may only be spoken for."""
    text = _plain(quote.text)
    words = f"“{text}”" if quote.kind == "direct" else text
    about = [quote.kind, str(quote.published or "undated")]
    if quote.on_behalf_of and page not in quote.speakers:
        about.insert(0, f"said on their behalf by {_plain(', '.join(quote.speakers) or quote.attributed)}")
    if quote.reported_by:
        about.append(f"reported by {_plain(quote.reported_by)}")
    return f"{words} ({', '.join(about)})"


def _more(total: int, shown: int) -> Iterator[str]:
    if total > shown:
        yield f"  … and {total - shown:,} more"


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
