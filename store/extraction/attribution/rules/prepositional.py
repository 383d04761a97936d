"""Sources without a verb: "according to Ann Lee", "in the words of the paper", "(county highways)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.extraction.attribution.lexicon import Verb
from store.extraction.attribution.rules.contents import clause_end
from store.extraction.attribution.rules.cues import POSSESSIVES, Cue
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.sureness import SURE, UNSURE
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

_NO_VERB = Verb("", "speech", frozenset())
_MONTHS = words("january february march april may june july august september october november december")
_OPENING = words("but and or meanwhile")
_OPINIONS = words("view words opinion eyes telling estimation judgment judgement phrase assessment")


def according_to(
    tokens: Sequence[Token], cues: Sequence[Cue]
) -> Iterator[tuple[Range, Range, list[Range], float]]:
    """Cue, source, contents and sureness of each "according to" and its like."""
    for k in range(len(tokens)):
        cue = _cue(tokens, k)
        source = _object(tokens, cue[1]) if cue else None
        if cue is None:
            cue, source = _in_whose_words(tokens, k) or (None, None)
        if cue is None or source is None:
            continue
        content = _quoted_next(tokens, cues, max(cue, source)[1]) if tokens[k].low == "in" else None
        content = content or _content(tokens, cues, k, max(cue, source))
        if content is not None and content[0] < content[1]:
            contents = [content, *_resumed(tokens, cues, content, max(cue, source)[1])]
            yield cue, source, contents, _sureness(tokens, cues, cue, content)


def _sureness(tokens: Sequence[Token], cues: Sequence[Cue], cue: Range, content: Range) -> float:
    """In "He says it is late, in his view" the view is of what he says, not that he says it."""
    said_so = any(content[0] <= c.first < content[1] for c in cues) and content[1] <= cue[0]
    return UNSURE if said_so or tokens[cue[0]].low in ("according", "eyes") else SURE


def _cue(tokens: Sequence[Token], k: int) -> Range | None:
    low = tokens[k].low
    if low not in ("according", "in"):
        return None
    following = [t.low for t in tokens[k + 1 : k + 4]]
    if low == "according" and following[:1] == ["to"]:
        return (k, k + 2)
    if (
        low == "in"
        and len(following) == 3
        and following[0] == "the"
        and following[1] in _OPINIONS
        and following[2] == "of"
    ):
        return (k, k + 4)
    return None


def _in_whose_words(tokens: Sequence[Token], k: int) -> tuple[Range, Range] | None:
    """Cue and source of "In her words, …", "in the minister's view, …"."""
    if tokens[k].low != "in":
        return None
    for at in range(k + 1, min(k + 7, len(tokens) - 2)):
        whose = tokens[at].low
        if whose in POSSESSIVES or whose.endswith(("'s", "s'")):
            closed = tokens[at + 2].quote is not None or tokens[at + 2].text in {",", "."}
            found = tokens[at + 1].low in _OPINIONS and closed
            return ((at + 1, at + 2), (k + 1, at + 1)) if found else None
    return None


def _object(tokens: Sequence[Token], k: int) -> Range | None:
    """The noun phrase at `k`."""
    first = k
    while k < len(tokens):
        token = tokens[k]
        if not token.word and token.text not in {"&", "/", "'", "’"}:
            break
        if k > first and (
            token.low in ("who", "which", "that", "but", "while") or (token.pos == "V" and not token.capital)
        ):
            break
        k += 1
    return (first, k) if k > first else None


def _quoted_next(tokens: Sequence[Token], cues: Sequence[Cue], k: int) -> Range | None:
    """ "He is, in the words of an aide, | “the torchbearer” of the movement": the words follow."""
    k += k < len(tokens) and tokens[k].text == ","
    if k >= len(tokens) or tokens[k].quote is None:
        return None
    return k, clause_end(tokens, k, Cue(k, k, k, _NO_VERB, "d"), cues)


def _content(tokens: Sequence[Token], cues: Sequence[Cue], k: int, source: Range) -> Range | None:
    opens = (
        k == 0
        or (k <= 2 and tokens[k - 1].low in _OPENING)
        or (k == 2 and tokens[0].low in _OPENING)
        or tokens[k - 1].text in {";", ":"}
    )
    if opens:
        start = _after_comma(tokens, source)
        return start, clause_end(tokens, start, Cue(k, k, k, _NO_VERB, "d"), cues)
    end = k
    while end and tokens[end - 1].text in {",", "—", "–", "-"}:
        end -= 1
    start = end
    while start and tokens[start - 1].text != ";":
        start -= 1
    return (start, end) if end > start else None


def _resumed(tokens: Sequence[Token], cues: Sequence[Cue], content: Range, k: int) -> list[Range]:
    """ "It was, in the view of most, | a mistake": what goes on where the clause broke off at its verb."""
    if content[0] >= k or k + 1 >= len(tokens) or tokens[k].text != ",":
        return []
    if tokens[content[1] - 1].pos != "V":
        return []
    end = clause_end(tokens, k + 1, Cue(k, k, k, _NO_VERB, "d"), cues)
    return [(k + 1, end)] if end > k + 1 else []


def _after_comma(tokens: Sequence[Token], source: Range) -> int:
    """Where the sentence goes on after "According to Ann Lee, the mayor,"."""
    k = source[1]
    commas = [i for i in range(k, min(len(tokens), k + 24)) if tokens[i].text == ","]
    if not commas:
        return k
    if commas[0] > k:  # a relative clause: who leads the inquiry
        return commas[0] + 1 if tokens[k].low in ("who", "which", "that") else k
    inner = tokens[commas[0] + 1 : commas[1]] if len(commas) > 1 else []
    if inner and inner[0].low in ("who", "which"):
        return commas[1] + 1
    apposed = (
        bool(inner)
        and len(inner) <= 10
        and not any(t.pos == "V" for t in inner)
        and tokens[source[1] - 1].capital
    )
    if apposed and inner[0].low in (
        "a",
        "an",
        "the",
        "who",
        "head",
        "director",
        "chief",
        "professor",
        "editor",
        "author",
    ):
        return commas[1] + 1
    return commas[0] + 1


def in_brackets(tokens: Sequence[Token]) -> Iterator[tuple[Range, Range]]:
    """Source and content of a clause that ends with its source in brackets: "Rain washed it off (county
    highways)."."""
    start = 0
    for k in range(3, len(tokens) - 2):
        if tokens[k].text != "(":
            continue
        close = next((i for i in range(k + 1, min(len(tokens), k + 7)) if tokens[i].text == ")"), None)
        if close is None or close + 1 >= len(tokens) or tokens[close + 1].text not in {".", ",", ";"}:
            continue
        if _source_like(tokens[k + 1 : close]) and (tokens[k - 1].low in _MONTHS or _common(tokens[k - 1])):
            yield (k + 1, close), (start, k)
            start = close + 2
            if start < len(tokens) and tokens[start].low in ("or", "and", "but"):
                start += 1


def _common(token: Token) -> bool:
    return not token.capital and token.pos in "NVJRG#B.O"


def _source_like(inner: Sequence[Token]) -> bool:
    if not 1 <= len(inner) <= 5 or any(t.pos not in "NPJ." or t.low[:1].isdigit() for t in inner):
        return False
    written = "".join(t.text for t in inner)
    if written.isupper() or any(t.text in {",", "-", "–", "/", "%", "$", "£", "€"} for t in inner):
        return False
    return inner[-1].word and (inner[0].capital or inner[-1].low.endswith("s") or len(inner) > 1)
