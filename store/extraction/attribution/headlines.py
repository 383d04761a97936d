"""Headlines: whose words they give, and whose they do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.extraction.attribution.colons import SPEAKING_NOUNS, speaker_like
from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.lexicon import verbs
from store.extraction.attribution.rules.contents import span_of
from store.extraction.attribution.rules.cues import POSSESSIVES, PRONOUNS, SUBORDINATORS
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.attribution.silent import EXPLAINS, OPPOSED
from store.extraction.segments import Paragraph, QuoteSpan
from store.extraction.speakers.wordclasses import is_common
from store.extraction.tagged import Tagged
from store.records import Span

_AHEAD = 20_000
"""Characters in which a headline's name is looked for again."""
_REACH = 8
"""Words of a headline in which its verb is looked for."""
_SHORTEST = 3
"""Words of a headline's quotation beside which nobody is named."""
_TOP = 10
"""Characters of what may stand before a text's first line."""
_HEADLINES = 8
"""Quotations that open a headline and are looked for again in the text."""


def headline_quote(text: str, paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> Tagged | None:
    """What a headline's colon makes a quotation: "Name: what they said", “‘What they said’: neighbours tell”.

    Args:
        text: the whole text.
        paragraph: the headline, or the head of a live blog's entry.
        outer: the quotations that stand in no other, in order.
    """
    tokens = tokenize(text, paragraph.body, paragraph.end, outer)
    if len(tokens) > 2 and tokens[0].quote is not None and tokens[1].text == ":":
        return _quoted_first(text, tokens)
    k = next((i for i, t in enumerate(tokens[:10]) if t.text == ":"), None)
    if not k or k + 1 >= len(tokens):
        return None
    name = text[tokens[0].start : tokens[k - 1].end]
    if not speaker_like(tokens[:k], name):
        return None
    if _is_topic(text, tokens[k - 1]) or OPPOSED.search(name):
        return None
    quoted = tokens[k + 1].quote
    if quoted is not None:
        return Tagged((quoted.inner,), (), (span_of(tokens, (0, k)),), 0.9)
    if len(tokens) - k < 4 or EXPLAINS.match(text, tokens[k + 1].start, paragraph.end):
        return None
    return Tagged((span_of(tokens, (k + 1, len(tokens))),), (), (span_of(tokens, (0, k)),), 0.8)


def _quoted_first(text: str, tokens: Sequence[Token]) -> Tagged | None:
    """“‘I heard a bang’: Neighbours tell of blast”: theirs if the verb says so, else nobody's by name."""
    quote = tokens[0].quote
    if quote is None or len(text[slice(*quote.inner)].split()) < _SHORTEST:
        return None
    verb = next((k for k in range(3, min(len(tokens), _REACH)) if tokens[k].low in verbs()), None)
    source: tuple[Span, ...] = ()
    if verb is not None and not any(t.low in SUBORDINATORS or not t.word for t in tokens[2:verb]):
        source = (span_of(tokens, (2, verb)),)
    return Tagged((quote.inner,), (), source, 0.7)


def name_by_body(text: str, drafts: Sequence[Draft]) -> None:
    """Give the quotations of headlines to whoever says the same words in the text, where the headline names
    nobody: “‘I heard a bang’: blast in Tarn”, “Blast in Tarn: ‘I heard a bang’”.
    """
    quoted = [d for d in drafts if d.direct and (d.headline or _is_title(text, d))][:_HEADLINES]
    for headline in quoted:
        said = _plain(text, headline)
        named = bool(headline.source) and headline.source[0] < headline.content[0]
        if named and (len(said.split()) < _SHORTEST or _speaks(text, headline)):
            continue
        for draft in drafts:
            if draft.source and not draft.headline and draft is not headline and said in _plain(text, draft):
                if not named or not _share_a_word(text, headline, draft):
                    headline.source = draft.source
                break


def _is_title(text: str, draft: Draft) -> bool:
    """Whether the first line of the text is a name or a topic, a colon and a quotation, and no more."""
    if draft.cue or not draft.source or draft.source[0][0] > _TOP:
        return False
    end = draft.content[-1][1]
    return not text[: draft.source[0][0]].strip() and "\n" in text[end : end + 2]


def _speaks(text: str, headline: Draft) -> bool:
    """Whether what stands before a headline's colon is a role, whoever has it: "Neighbours: …"."""
    last = text[slice(*headline.source[-1])].split()[-1].casefold()
    return last in SPEAKING_NOUNS or last.removesuffix("s") in SPEAKING_NOUNS


def _share_a_word(text: str, one: Draft, other: Draft) -> bool:
    """Whether two sources may name one speaker; "he" and "her mother" may be anybody."""
    words = [{w.strip(".,").casefold() for s, e in d.source for w in text[s:e].split()} for d in (one, other)]
    return not words[0].isdisjoint(words[1]) or not words[1].isdisjoint(PRONOUNS | POSSESSIVES)


def _plain(text: str, draft: Draft) -> str:
    """The words said, without marks and capitals."""
    said = " ".join(text[s:e] for s, e in draft.content).casefold()
    return " ".join(re.sub(r"[^\w\s]", "", said).split())


def _is_topic(text: str, last: Token) -> bool:
    """ "Reactors: …": an ordinary word that is nobody's name in the text."""
    low = last.low.rstrip(".")
    if not is_common(low) or low in SPEAKING_NOUNS or low.rstrip("s") in SPEAKING_NOUNS:
        return False
    word, limit = f" {last.text}", last.end + _AHEAD
    at = text.find(word, last.end, limit)
    while at >= 0:  # where it stands within a sentence it is a name
        after = text[at + len(word) : at + len(word) + 1]
        if (text[at - 1].isalnum() or text[at - 1] in ",;") and not after.isalnum():
            return False
        at = text.find(word, at + 1, limit)
    return True
