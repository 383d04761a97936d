"""How far a rule's attribution is to be trusted where the model has seen none.

Most of what the model leaves out it leaves out for a reason; some constructions, though, its training
articles lack or do not annotate: speech within speech, speech withheld, a clause resumed after its cue.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.rules.contents import QUESTION_WORDS, begins_clause
from store.extraction.attribution.rules.cues import PRONOUNS, Cue
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.tokens import Token
from store.extraction.speakers.lexicon.bodies import GROUP_NOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.words import words

SURE = 0.6
UNSURE = 0.3

_SAYING = words(
    """
    say tell answer reply ask shout cry whisper write retort add respond yell mutter murmur text post tweet
    think quip joke exclaim scream
    """
) | {"call out", "shoot back", "hit back"}
_WITHHELD = words("say tell confirm disclose reveal answer exclude intend deny clarify specify explain")
_NOBODY = words("nobody neither none no")
_NO_THIRD = words("you what which who whoever")
"""Subjects that name nobody whose words are passed on inside a quotation: "who will say …", "what now
says"."""
_FEW = 6
"""Words in which it is named who is told to do it."""
_SELF = words("i we")
_PERFECT = words("have 've haven't had hadn't never")
_MEASURED = words("put offer") | {
    "rule out",
    "be sure",
    "be certain",
    "be confident",
    "be convinced",
    "be adamant",
    "give to understand",
    "let it be known",
    "put it to",
}


def sureness(
    tokens: Sequence[Token], cue: Cue, source: Range | None, contents: Sequence[Range], inside: bool
) -> float:
    """Confidence in what a reporting verb was read to report, by the kind of construction alone."""
    first = tokens[contents[0][0]]
    quoted = first.quote is not None and contents[0][1] - contents[0][0] == 1
    lemma = cue.verb.lemma
    if source is None or "p" in cue.verb.frames:
        return UNSURE
    if inside and (_names_nobody(tokens, source) or cue.modal or _as_speaking(tokens, cue, source, quoted)):
        return UNSURE
    if quoted:
        apart = tokens[contents[0][0] - 1].text == ":"
        if cue.modal and (apart or (contents[0][0] == cue.last + 1 and lemma == "respond")):
            return UNSURE  # "will respond “very severely”" tells how
        return SURE if lemma in _SAYING or _said_after(tokens, cue, source, contents[0][0]) else UNSURE
    if cue.negated or tokens[source[0]].low in _NOBODY:
        return SURE if lemma in _WITHHELD else UNSURE
    if inside:
        that = tokens[contents[0][0] - 1].low == "that"
        told = lemma == "tell" or (lemma in ("say", "write") and (that or cue.form == "d"))
        verb = any(t.pos in "VX" for t in tokens[slice(*contents[0])])
        clause = (that and verb) or _says_something(tokens, contents[0])
        return SURE if told and clause and _is_somebody(tokens[source[1] - 1]) else UNSURE
    resumed = len(contents) == 2 and cue.form in "sd"
    return SURE if resumed or lemma in _MEASURED else UNSURE


def _names_nobody(tokens: Sequence[Token], source: Range) -> bool:
    return tokens[source[0]].low in _NO_THIRD or tokens[source[1] - 1].low in _NO_THIRD


def _says_something(tokens: Sequence[Token], content: Range) -> bool:
    """A clause, a question or what to do: not "told him that | years ago"."""
    start, end = content
    infinitive = any(
        tokens[i].low == "to" and tokens[i + 1].pos in "VR" for i in range(start, min(start + _FEW, end - 1))
    )
    return infinitive or tokens[start].low in QUESTION_WORDS or begins_clause(tokens, start, end)


def _is_somebody(head: Token) -> bool:
    """Whether the last word of a subject can be a person's: "my doctor", not "the law", "the polling"."""
    low = _without_verb(head.low)
    return head.capital or low in PRONOUNS or low in ROLES | GROUP_NOUNS or low.rstrip("s") in ROLES


def _without_verb(low: str) -> str:
    """ "I" of "I'd"."""
    return low.split("'")[0]


def _as_speaking(tokens: Sequence[Token], cue: Cue, source: Range, quoted: bool) -> bool:
    """ "I said when I signed it …": whoever is quoted says it again; "I have not said that …" says what was
    said."""
    subject = tokens[source[1] - 1].low
    own = _without_verb(subject) in _SELF
    perfect = any(t.low in _PERFECT for t in tokens[cue.first : cue.head]) or subject.endswith("'ve")
    return own and not quoted and (not perfect or subject.endswith("'d"))


def _said_after(tokens: Sequence[Token], cue: Cue, source: Range, quote: int) -> bool:
    """ "“They deceived everyone,” the president underscored": the comma leaves the verb nothing else to
    report."""
    following = min(cue.first, source[0])
    return tokens[quote].closing == "," and following == quote + 1
