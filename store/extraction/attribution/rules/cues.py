"""Reporting verbs in a sentence with the auxiliaries, adverbs and negations that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.attribution.lexicon import Verb, verbs
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

AUXILIARIES = words(
    """
    has have had is are was were be been being do does did will would can could may might must should shall
    hasn't haven't hadn't isn't aren't wasn't weren't doesn't don't didn't won't wouldn't can't couldn't
    cannot he's she's i've we've they've he'd she'd i'd we'd they'd 'd 've
    """
)
NEGATIONS = words(
    """
    not never no neither nor hasn't haven't hadn't isn't aren't wasn't weren't doesn't don't didn't won't
    wouldn't can't couldn't cannot
    """
)
ADVERBS = words(
    """
    also once only then later now earlier just recently reportedly repeatedly first again previously already
    still even simply often always initially subsequently ever yesterday today publicly privately openly
    explicitly directly quietly bluntly further himself herself themselves itself myself apparently
    initially additionally
    """
)
PRONOUNS = words(
    """
    he she they i we you it who
    """
)
DETERMINERS = words(
    """
    the a an his her its their my our your this that these those some any each no
    """
)
PREPOSITIONS = words(
    """
    in on at to from with by for of about after before during outside inside near against under over through
    without between among amid despite since until as via per into onto within following upon like
    """
)
SUBORDINATORS = words(
    """
    that if when while because although though since until as whether unless where why how
    """
)
_MODALS_OF_REFUSAL = {"declined": 1, "declines": 1, "refused": 1, "refuses": 1, "declining": 1, "refusing": 1}


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group: tokens `first` to `last` (both included), the verb that reports at `head`."""

    first: int
    last: int
    head: int
    verb: Verb
    form: str
    """b (say), s (says), d (said), g (saying)."""
    negated: bool = False
    passive: bool = False


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Every verb group of `tokens` whose verb reports speech, writing, an attitude or a finding."""
    table = verbs()
    out: list[Cue] = []
    for i, token in enumerate(tokens):
        if not token.word or (
            token.capital and i and not (tokens[i - 1].quote or tokens[i - 1].text in "—–-")
        ):
            continue
        found = table.get(token.low)
        if found is None:
            continue
        cue = _group(tokens, i, *found)
        if cue is not None:
            out.append(cue)
    return out


def _group(tokens: Sequence[Token], i: int, verb: Verb, form: str) -> Cue | None:
    first, negated, aux = i, False, False
    j = i - 1
    infinitive = False
    while j >= 0 and tokens[j].word:
        low = tokens[j].low
        if low in AUXILIARIES:
            aux = True
        elif low == "to" and form == "b" and j == first - 1:
            infinitive = True
        elif infinitive and low in _INFINITIVE_HEADS:
            aux = True
            negated |= low in _REFUSING
            infinitive = False
            first = j
            j -= 1
            continue
        elif (
            low not in ADVERBS
            and low not in NEGATIONS
            and not (low.endswith("ly") and low != "only" and len(low) > 4)
        ):
            break
        negated |= low in NEGATIONS and low != "no"
        if low in ("neither", "nor", "no"):
            break
        if low not in ("to",):
            first = j
        j -= 1
    if infinitive:
        return None
    if form == "b" and not aux and not _plural_subject(tokens, first):
        return None
    if form in "bsd" and first == i and j >= 0 and _noun_before(tokens, j, form):
        return None
    if form == "g" and not aux and not _participle(tokens, first):
        return None
    passive = form == "d" and any(
        t.low in ("is", "are", "was", "were", "been", "be", "being") for t in tokens[first:i]
    )
    return Cue(first, i, i, verb, form, negated, passive)


_INFINITIVE_HEADS = words(
    """
    declined refused refuses declines declining refusing intervened wishes wished wants wanted want yet said
    reported appeared seemed continued went began likes hesitated sure quick keen supposed
    """
)
_REFUSING = words(
    """
    declined refused refuses declines declining refusing yet
    """
)


def _plural_subject(tokens: Sequence[Token], first: int) -> bool:
    """A bare form ("believe", "say") needs a subject in the plural before it."""
    if first == 0:
        return False
    before = tokens[first - 1]
    low = before.low
    if low in (
        "i",
        "we",
        "you",
        "they",
        "who",
        "both",
        "many",
        "some",
        "others",
        "people",
        "police",
        "all",
        "most",
    ):
        return True
    if not before.word or low in PREPOSITIONS or low in DETERMINERS or low in AUXILIARIES:
        return False
    return (low.endswith("s") and not low.endswith(("ss", "us", "'s"))) or before.capital


def _noun_before(tokens: Sequence[Token], j: int, form: str) -> bool:
    """ "a report", "his demand", "the promised", "of claims": the word is no verb here."""
    low = tokens[j].low
    if low in DETERMINERS and low not in ("this", "that", "some"):
        return True
    if low in ("a", "an", "the", "of") or low.endswith(("'s", "s'")):
        return True
    return form in "bs" and (low in PREPOSITIONS or (low in ("and", "or") and form == "b"))


def _participle(tokens: Sequence[Token], first: int) -> bool:
    """ ", adding that …", "quoted … as saying", "by saying"."""
    return (
        first == 0
        or tokens[first - 1].text in {",", "—", "–", "-", ";"}
        or bool(tokens[first - 1].quote)
        or tokens[first - 1].low
        in ("as", "by", "and", "but", "while", "when", "before", "after", "in", "then")
    )
