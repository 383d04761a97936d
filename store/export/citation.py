"""A quote with its citation, as it is pasted: words that can be trusted, and where they were reported.

Only words inside quotation marks in the article are given as a speaker's own. What the article
paraphrases is said to be its paraphrase, what it says was *not* said is said so, and a guessed speaker
is called a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

from store.export.commonmark import escape
from store.export.evidence import Style
from store.provenance import publisher
from store.records import Quote

STYLES: tuple[Style, ...] = get_args(Style)

UNSURE = 0.5
"""Below this confidence the speaker is called a guess."""

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
# The Associated Press abbreviates the longer months beside a day.
_AP_MONTHS = (
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)


def cite(quote: Quote, style: Style = "plain") -> str:
    """`quote` with its citation in `style`, ready to be pasted; its words stand verbatim."""
    return _WRITERS[style](quote)


def plain(quote: Quote) -> str:
    """One or two lines for a mail or a chat."""
    where = _where(quote, _day(quote.published), "“{}”")
    return f"{_said(quote, _words(quote))}\n{_ending(f'({where})', quote.url)}"


def markdown(quote: Quote) -> str:
    """A block quotation with its attribution."""
    words = "\n".join(f"> {line}" if line else ">" for line in escape(_words(quote)).split("\n"))
    role = f", {escape(quote.role)}" if quote.role else ""
    where = _where(quote, _day(quote.published), "“{}”", escape)
    source = f"[{where}](<{_address(quote.url)}>)" if quote.url else where
    return f"{words}\n>\n> — **{escape(_speaker(quote))}**{role}{_caveat(quote)}. {_capital(source)}"


def chicago(quote: Quote) -> str:
    """The words, then a note in the manner of the Chicago Manual of Style."""
    title = f"“{_unended(quote.title)},”" if quote.title else ""
    day = quote.published
    when = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "n.d."
    how = "quoted in" if quote.kind != "indirect" else "paraphrased in"
    parts = [
        f"{_speaker(quote)}{_caveat(quote, paraphrase=False)}",
        f"{how} {title}".rstrip() if title else how.split()[0],
    ]
    tail = ", ".join(part for part in (publisher(quote.outlet), when) if part)
    note = ", ".join(parts) + (" " if title else ", ") + tail
    return f"{_words(quote)}\n{_ending(note, quote.url)}"


def ap(quote: Quote) -> str:
    """A sentence attributed in the manner of the Associated Press."""
    day = quote.published
    when = f"{_AP_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else ""
    by = publisher(quote.outlet) or (f"“{_unended(quote.title)}”" if quote.title else "")
    report = " ".join(part for part in ("a", when + "," if when else "", "report") if part)
    source = f"according to {report} by {by}" if by else f"according to {report}"
    role = f", {quote.role}," if quote.role else ""
    verb = "did not say" if quote.negated else {"attitude": "believes"}.get(quote.mode, "said")
    if quote.kind == "direct" and not quote.negated:
        ended = quote.text[-1:] in "?!,"
        words = f"“{quote.text if ended else _unended(quote.text) + ','}”"
        sentence = f"{words} {_speaker(quote)}{role} {verb}, {source}"
    else:
        sentence = f"{_speaker(quote)}{role} {verb}: {_unended(quote.text)}, {source}"
    guess = " [speaker uncertain]" if _guessed(quote) else ""
    return _ending(sentence + guess, quote.url)


_WRITERS: dict[Style, Callable[[Quote], str]] = {
    "plain": plain,
    "markdown": markdown,
    "chicago": chicago,
    "ap": ap,
}


def _words(quote: Quote) -> str:
    return f"“{quote.text}”" if quote.kind == "direct" else quote.text


def _speaker(quote: Quote) -> str:
    """The names; where nobody is known, the words of the article."""
    return " and ".join(quote.speakers) or quote.attributed or "Unknown speaker"


def _guessed(quote: Quote) -> bool:
    return quote.confidence < UNSURE and not quote.corrected


def _caveat(quote: Quote, *, paraphrase: bool = True) -> str:
    """What must be known before the words are repeated, in parentheses; mostly nothing."""
    notes = []
    if quote.negated:
        notes.append("not said: denied, withheld or hypothetical")
    if paraphrase and quote.kind == "indirect":
        notes.append("paraphrased")
    if quote.mode == "attitude":
        notes.append("as an attitude")
    if quote.reported_by and quote.reported_by != quote.outlet:
        notes.append(f"as reported by {quote.reported_by}")
    if _guessed(quote):
        notes.append("speaker uncertain")
    return f" ({'; '.join(notes)})" if notes else ""


def _said(quote: Quote, words: str) -> str:
    role = f", {quote.role}" if quote.role else ""
    return f"{_speaker(quote)}{role}{_caveat(quote)}: {words}"


def _where(quote: Quote, when: str, title: str, mask: Callable[[str], str] = str) -> str:
    parts = [
        mask(publisher(quote.outlet)),
        title.format(mask(quote.title)) if quote.title else "",
        f"reported {when}",
    ]
    return ", ".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "on an unknown date"


def _ending(text: str, url: str) -> str:
    return f"{text} {url}" if url and text.endswith(")") else f"{text}. {url}" if url else _stopped(text)


def _stopped(text: str) -> str:
    return text if text.endswith((".", ")")) else text + "."


def _unended(text: str) -> str:
    return text.rstrip().rstrip(".")


def _address(url: str) -> str:
    # Angle brackets and line breaks would end the address.
    return url.replace("<", "%3C").replace(">", "%3E").replace("\n", "").replace(" ", "%20")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
