"""Reporting verbs in a sentence with the auxiliaries, adverbs and negations that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.attribution.lexicon import Verb, phrasal, verbs
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

BE = words("is are was were been be being isn't aren't wasn't weren't")
HAVE = words("has have had hasn't haven't hadn't having")
DO = words("do does did doesn't don't didn't")
MODALS = words(
    """
    will would can could may might must should shall won't wouldn't can't couldn't shouldn't mustn't cannot
    """
)
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = words(
    """
    not never hasn't haven't hadn't isn't aren't wasn't weren't doesn't don't didn't won't wouldn't can't
    couldn't shouldn't mustn't cannot
    """
)
ADVERBS = words(
    """
    also once only then later now earlier just recently reportedly repeatedly first again previously already
    still even simply often always initially subsequently ever yesterday today publicly privately openly
    explicitly directly quietly bluntly further himself herself themselves itself myself apparently
    additionally both all aloud
    """
)
PRONOUNS = words("he she they i we you it who")
DETERMINERS = words("the a an his her its their my our your this that these those some any each no")
POSSESSIVES = words("his her their its my our your")
PREPOSITIONS = words(
    """
    in on at to from with by for of about after before during outside inside near against under over through
    without between among amid despite since until as via per into onto within following upon like
    """
)
SUBORDINATORS = words(
    "that if when while because although though since until as whether unless where why how"
)
_INTRODUCING = words(
    """
    declined refused refuses declines declining refusing intervened yet said reported appeared seemed going
    continued began hesitated quoted heard expected understood believed went used
    written wrote
    """
)
"""What may stand between the auxiliary and "to say": "declined to say", "is heard to say"."""
_GOING_ON = words("kept keeps keep started starts began begins")
"""What a participle makes one verb with: "kept repeating"."""
_OVERHEARD = words("heard overheard caught filmed recorded seen")
"""What a participle follows in the passive: "can be heard saying"."""
_REFUSING = words("declined refused refuses declines declining refusing yet")
RECORDINGS = words(
    """
    audio clip clips excerpt excerpts footage image images recording recordings tape tapes video videos
    """
)
"""What somebody is heard in."""
_NAME = 9
"""Words of a name with its roles, at most."""
_CONTRACTED = words("it's that's he's she's what's who's there's let's")
_BEFORE_PARTICIPLE = words("as by and but while when before after in then")


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
    modal: bool = False


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Every verb group of `tokens` whose verb reports speech, writing, an attitude or a finding."""
    table, longer = verbs(), phrasal()
    out: list[Cue] = []
    for i, token in enumerate(tokens):
        if not token.word or (token.capital and i and not _sentence_start(tokens, i)):
            continue
        for more, verb, form in longer.get(token.low, ()):
            after = i + 1 + len(more)
            if tuple(t.low for t in tokens[i + 1 : after]) == more and not _begins_phrase(tokens, after - 1):
                cue = _group(tokens, i, verb, form, len(more))
                break
        else:
            found = table.get(token.low)
            cue = (_going_on(tokens, i, *found) or _group(tokens, i, *found, 0)) if found else None
        if cue is None:
            continue
        if out and out[-1].last >= cue.first:
            before = out[-1]
            if cue.first > before.first or not (before.passive or before.verb.lemma in ("refuse", "decline")):
                continue
            out.pop()  # "refuses to say" is one cue, so is "is said to have replied"
        out.append(cue)
    return out


def _begins_phrase(tokens: Sequence[Token], i: int) -> bool:
    """ "writes in her memoir": the preposition is none of the verb's, as it is in "a reader writes in"."""
    following = tokens[i + 1] if tokens[i].low == "in" and i + 1 < len(tokens) else None
    return following is not None and (following.low in DETERMINERS or following.pos in "NPJ#")


def _sentence_start(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].quote is not None or tokens[i - 1].text in "—–-:•"


def _going_on(tokens: Sequence[Token], i: int, verb: Verb, form: str) -> Cue | None:
    """ "Kept repeating", "can be heard saying": finite by what stands before the participle."""
    if form != "g" or not i:
        return None
    if tokens[i - 1].low in _GOING_ON:
        return Cue(i - 1, i, i, verb, "d")
    first = i - 1
    if tokens[first].low in _OVERHEARD:
        while first and (tokens[first - 1].low in AUXILIARIES or tokens[first - 1].low in ADVERBS):
            first -= 1
    return Cue(first, i, i, verb, "d") if first < i - 1 else None


def _group(tokens: Sequence[Token], i: int, verb: Verb, form: str, more: int) -> Cue | None:
    """The verb at `i` with what belongs to it before and `more` tokens after; None when it is no verb
    here."""
    first, negated, modal, aux, nearest = i, False, False, False, ""
    j = i - 1
    infinitive = False
    while j >= 0 and tokens[j].word:
        low = tokens[j].low
        if low == "to" and form == "b" and first == i and j == i - 1:
            infinitive = True
            j -= 1
            continue
        if infinitive:
            if low == "have" or low not in _INTRODUCING:
                return None
            negated |= low in _REFUSING
            infinitive = False
            aux = True
        elif low == "to" and nearest == "have" and j and tokens[j - 1].low in _INTRODUCING:
            j -= 1
            nearest = "to have"
        elif low in AUXILIARIES:
            aux = True
            nearest = nearest or low
            modal |= low in MODALS
            negated |= low in NEGATIONS
        elif low in NEGATIONS:
            negated = True
        elif low not in ADVERBS and tokens[j].pos != "R":
            break
        first = j
        j -= 1
    if infinitive:
        return None
    while (
        first < i
        and tokens[first].low in ADVERBS
        and tokens[first].low in ("both", "all", "himself", "herself")
    ):
        first += 1
    if not _is_verb(tokens, i, first, form, aux):
        return None
    passive = form == "d" and nearest in BE and verb.lemma[:3] != "be "
    return Cue(first, i + more, i, verb, form, negated, passive, modal)


def _is_verb(tokens: Sequence[Token], i: int, first: int, form: str, aux: bool) -> bool:
    """Whether the word is a verb that can have a subject here: not "a report", "his demand", "claims of"."""
    if aux:
        return True
    before = tokens[first - 1] if first else None
    if form == "g":
        return _participle(tokens, first)
    if before is None:
        return form == "d" and tokens[i].low == "asked"
    if before.low in DETERMINERS and before.low not in ("this", "that", "some", "all"):
        return False
    if before.low.endswith(("'s", "s'")) and before.low not in _CONTRACTED:
        return False
    if form == "d":
        return before.low not in ("of", "the") and before.low not in PREPOSITIONS
    if before.low in PREPOSITIONS or (before.low in ("and", "or") and form == "b" and tokens[i].pos != "V"):
        return False
    if form == "b":
        if before.low in PRONOUNS:
            return True
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        verb = tokens[i].pos == "V" or (
            following is not None and (following.low in PRONOUNS or following.low == "that")
        )
        return verb and before.low not in ("to", "and", "or") and before.pos in "NPOJ#C."
    if tokens[i].pos == "V" or before.pos in "PO" or before.text == ",":
        return True
    return i + 1 < len(tokens) and tokens[i + 1].text in {".", ",", ":"} and before.pos == "N"


def _participle(tokens: Sequence[Token], first: int) -> bool:
    """ ", adding that …", "quoted … as saying", "by saying"."""
    if first == 0:
        return True
    before = tokens[first - 1]
    return (
        before.quote is not None
        or before.text in {",", "—", "–", "-", ";"}
        or before.low in _BEFORE_PARTICIPLE
        or recorded(tokens, first) is not None
    )


def recorded(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Whoever is heard in a recording and does what the participle at token `at` says: "footage of | Ann Lee
    | saying"."""
    k = at - 1
    while k > max(0, at - _NAME) and tokens[k].word and tokens[k].low != "of":
        k -= 1
    heard = 0 < k < at - 1 and tokens[k].low == "of" and tokens[k - 1].low in RECORDINGS
    return (k + 1, at) if heard else None
