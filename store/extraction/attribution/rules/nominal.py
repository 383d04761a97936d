"""Quotations that are what a noun names: “…,” was Lee's verdict; “…,” came the reply from Lee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.extraction.attribution.lexicon import SAYING_NOUNS
from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.cues import POSSESSIVES, Cue, find_cues
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

JOINING = words("is are was were came comes went goes ran runs read reads")
"""What joins a quotation to the noun that says what it is."""
_FROM = words("from of by")
_COMES = words("came comes")
"""In “Never,” came the reply, which names nobody."""
_REACH = 14
"""Tokens after the verb in which the noun is looked for."""


def named_by_noun(tokens: Sequence[Token]) -> Iterator[tuple[Range, Range, Range]]:
    """Cue, source and content of each quotation that a verb joins to a noun for what is said."""
    for k in range(1, len(tokens) - 2):
        if tokens[k].low not in JOINING or tokens[k - 1].quote is None:
            continue
        put = _put_so(tokens, k + 1)
        if put is not None:
            yield put[1], put[0], (k - 1, k)
            continue
        noun = _noun_after(tokens, k + 1)
        if noun == k + 2 and tokens[k].low in _COMES and tokens[k + 1].low == "the" and _closes(tokens, noun):
            yield (k, k + 1), (k + 1, noun + 1), (k - 1, k)
            continue
        whose = _owner(tokens, k + 1, noun) if noun else None
        if noun and whose:
            yield (k, noun + 1) if whose[0] > noun else (noun, noun + 1), whose, (k - 1, k)


def _put_so(tokens: Sequence[Token], k: int) -> tuple[Range, Range] | None:
    """Source and cue of "“…,” is how one importer put it"."""
    if tokens[k].low not in ("how", "what"):
        return None
    for cue in find_cues(tokens[k:]):
        whole = Cue(cue.first + k, cue.last + k, cue.head + k, cue.verb, cue.form)
        source = subjects.before(tokens, whole)
        if source is not None and source[0] > k:
            return source, (whole.first, whole.last + 1)
    return None


def _noun_after(tokens: Sequence[Token], k: int) -> int | None:
    """The noun for what is said that ends the phrase which begins at `k`."""
    for i in range(k, min(len(tokens), k + _REACH)):
        if not tokens[i].word:
            return None
        if tokens[i].low in SAYING_NOUNS and (
            i + 1 == len(tokens) or tokens[i + 1].low in _FROM or _ends(tokens, i)
        ):
            return i
    return None


def _ends(tokens: Sequence[Token], i: int) -> bool:
    return not tokens[i + 1].word or tokens[i + 1].pos in "IRC"


def _closes(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 == len(tokens) or not tokens[i + 1].word


def _owner(tokens: Sequence[Token], k: int, noun: int) -> Range | None:
    """Whose it is: "Joshua Kimmich's blunt verdict", "her answer", "the reply from Mr Lee"."""
    for i in range(noun - 1, k - 1, -1):
        if tokens[i].low in POSSESSIVES:
            return i, i + 1
        if tokens[i].low.endswith(("'s", "s'")):
            return k, i + 1
    if noun + 1 < len(tokens) and tokens[noun + 1].low in _FROM:
        return subjects.after(tokens, noun + 2)
    return None
