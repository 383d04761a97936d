"""How far a rule's attribution is to be trusted where the model has seen none.

Most of what the model leaves out it leaves out for a reason; some constructions, though, its training
articles lack or do not annotate: speech within speech, speech withheld, a clause resumed after its cue.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.rules.cues import Cue
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.tokens import Token
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
    if inside and (tokens[source[1] - 1].low in _NO_THIRD or _as_speaking(tokens, cue, source, quoted)):
        return UNSURE
    if quoted:
        return SURE if lemma in _SAYING or _said_after(tokens, cue, source, contents[0][0]) else UNSURE
    if cue.negated or tokens[source[0]].low in _NOBODY:
        return SURE if lemma in _WITHHELD else UNSURE
    if inside:
        that = tokens[contents[0][0] - 1].low == "that"
        return (
            SURE if lemma == "tell" or (lemma in ("say", "write") and (that or cue.form == "d")) else UNSURE
        )
    resumed = len(contents) == 2 and cue.form in "sd"
    return SURE if resumed or lemma in _MEASURED else UNSURE


def _as_speaking(tokens: Sequence[Token], cue: Cue, source: Range, quoted: bool) -> bool:
    """ "I said when I signed it …": whoever is quoted says it again; "I have not said that …" says what was
    said."""
    own = tokens[source[1] - 1].low in _SELF
    return own and not quoted and not any(t.low in _PERFECT for t in tokens[cue.first : cue.head])


def _said_after(tokens: Sequence[Token], cue: Cue, source: Range, quote: int) -> bool:
    """ "“They deceived everyone,” the president underscored": the comma leaves the verb nothing else to
    report."""
    following = min(cue.first, source[0])
    return tokens[quote].closing == "," and following == quote + 1
