"""What a cue takes after it, by its frames: a clause, a quotation, an infinitive, an object and its
predicate."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.rules.contents import (
    QUESTION_WORDS,
    begins_clause,
    clause_end,
    skip_adjuncts,
)
from store.extraction.attribution.rules.cues import DETERMINERS, PREPOSITIONS, Cue
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words


def complement(tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], direct: int, told: int) -> list[Range]:
    """The content that follows.

    Args:
        tokens: the sentence.
        cue: the reporting verb.
        cues: all of the sentence.
        direct: the token after the cue.
        told: the token after whom it was told to; `direct` when nobody.
    """
    frames = cue.verb.frames
    if told > direct and told < len(tokens) and "i" in frames and tokens[told].low == "to":
        return [(direct, clause_end(tokens, direct, cue, cues))]
    k = told if told > direct else direct
    if "p" not in frames or cue.verb.lemma in ("consider", "estimate"):
        k = skip_adjuncts(tokens, k)
    if k < len(tokens) and tokens[k].text == ",":
        k = _past_aside(tokens, k)
    if k >= len(tokens):
        return []
    if direct < told < len(tokens) and tokens[told].quote is not None and _takes_infinitive(cue):
        return [(direct, clause_end(tokens, direct, cue, cues))]  # urged motorists “to stay in bed”
    found = _clause(tokens, cue, cues, k) or _object(tokens, cue, cues, k, direct)
    if not found and told > direct and frames & set("tz") and cue.verb.lemma not in _TOLD:
        found = _clause(tokens, cue, cues, direct)
    return found


_TOLD = words("tell remind inform assure")
"""Verbs that always say whom it was said to."""


def _takes_infinitive(cue: Cue) -> bool:
    return {"a", "i"} <= cue.verb.frames and cue.verb.lemma not in ("tell", "warn", "ask")


def _past_aside(tokens: Sequence[Token], k: int) -> int:
    """Past ", very quietly," after a cue; at a comma before a quotation, the quotation."""
    if k + 1 < len(tokens) and tokens[k + 1].quote is not None:
        return k
    for j in range(k + 1, min(len(tokens), k + 12)):
        if tokens[j].text == ",":
            return j if j + 1 < len(tokens) and tokens[j + 1].quote is not None else j + 1
        if tokens[j].pos == "V":
            break
    return k


def _clause(tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], k: int) -> list[Range]:
    """That-clauses, question clauses, infinitives, quotations."""
    frames = cue.verb.frames
    token = tokens[k]
    low = token.low
    if low == "that" and frames & set("taw"):
        return [(k + 1, clause_end(tokens, k + 1, cue, cues))]
    if token.text == "," and k + 1 < len(tokens) and tokens[k + 1].quote is not None:
        return [(k + 1, k + 2)] if frames & set("qta") else []
    if low in QUESTION_WORDS and (frames & {"w"} or cue.negated):
        return [(k, clause_end(tokens, k, cue, cues))]
    if low == "to" and "i" in frames:
        return [(k, clause_end(tokens, k, cue, cues))]
    if token.quote is not None:
        return _quoted(tokens, cue, cues, k)
    end = clause_end(tokens, k, cue, cues)
    if frames & set("za") or cue.negated:
        if cue.verb.lemma in ("consider", "estimate") and not _that_clause_like(tokens, k, end):
            return []
        if begins_clause(tokens, k, end):
            return [(k, end)]
    return []


def _that_clause_like(tokens: Sequence[Token], k: int, end: int) -> bool:
    return begins_clause(tokens, k, end) and not any(t.low in ("as", "to") for t in tokens[k:end])


def _quoted(tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], k: int) -> list[Range]:
    """A quotation right after the cue: all that was said, or the beginning of a clause."""
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    end = clause_end(tokens, k, cue, cues)
    if following is None or following.text in {",", ".", ";", "—", "–", "?", "!", ")"} or end == k + 1:
        return [(k, k + 1)] if cue.verb.frames & set("qtaop") or cue.negated else []
    if following.pos == "V" and not following.capital:
        return [(k, end)]
    if cue.verb.frames & set("op") and not cue.verb.frames & {"t"}:
        return [(k, end)]
    if cue.verb.frames & {"i"} and following.low == "to":
        return [(k, end)]
    return [(k, k + 1)] if cue.verb.frames & set("qta") else []


def _puts_at(tokens: Sequence[Token], k: int) -> bool:
    """ "put the figure at 60,000"."""
    for i in range(k + 1, min(len(tokens) - 1, k + 8)):
        if tokens[i].low == "at":
            following = tokens[i + 1]
            return (
                following.quote is not None
                or following.pos == "#"
                or following.text in {"$", "£", "€"}
                or following.low in _ROUGHLY
            )
        if not tokens[i].word or tokens[i].pos == "V":
            return False
    return False


_ROUGHLY = words(
    "about around nearly nearer more over under less some between almost just well up roughly at close"
)


def _object(tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], k: int, direct: int) -> list[Range]:
    """An object, with its predicate where the verb takes one."""
    frames = cue.verb.frames
    token = tokens[k]
    if "p" in frames:
        end = clause_end(tokens, direct, cue, cues)
        if (
            end > direct
            and (tokens[direct].word or tokens[direct].quote is not None)
            and tokens[direct].low not in ("on", "for", "in", "back", "at", "from")
        ):
            return [(direct, end)]
        return []
    if "n" in frames:
        return [(direct, clause_end(tokens, direct, cue, cues))] if _puts_at(tokens, direct) else []
    if "g" in frames and token.pos == "G":
        return [(k, clause_end(tokens, k, cue, cues))]
    if "o" in frames and (
        token.low in DETERMINERS
        or token.capital
        or (token.pos in "NJ#OG" and token.low not in PREPOSITIONS)
        or (token.word and k + 1 < len(tokens) and tokens[k + 1].low == "to")
    ):
        return [(k, clause_end(tokens, k, cue, cues))]
    return []
