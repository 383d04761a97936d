"""Which quotes are about which issue, and by which words."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.issues.candidate import Candidate
from store.extraction.issues.collection import Collection
from store.extraction.issues.phrases import stem


def link(collection: Collection, chosen: Sequence[Candidate]) -> list[dict[int, str]]:
    """For each issue its quotes and the words that tie them, in the quote else in the sentence before it."""
    links = [dict(c.quotes) for c in chosen]
    quoted = [_stems(" ".join(collection.text[s:e] for s, e in a.content)) for a in collection.attributions]
    before = [_sentence_before(collection, index) for index in range(len(collection.attributions))]
    for number, candidate in enumerate(chosen):
        wanted = set(candidate.stems)
        for quote in range(len(collection.attributions)):
            if quote in links[number]:
                continue
            if wanted <= quoted[quote].keys():
                links[number][quote] = " … ".join(quoted[quote][s] for s in candidate.stems)
            elif wanted <= before[quote].keys():
                links[number][quote] = " … ".join(before[quote][s] for s in candidate.stems)
    _by_topic(chosen, links, len(collection.attributions))
    return links


def _by_topic(chosen: Sequence[Candidate], links: list[dict[int, str]], quotes: int) -> None:
    """Quotes that nothing ties belong to the issue of the title, when there is one."""
    topic = next((i for i, c in enumerate(chosen) if c.title), None)
    if topic is None:
        return
    tied = {q for found in links for q in found}
    for quote in range(quotes):
        if quote not in tied:
            links[topic][quote] = chosen[topic].name


def _stems(text: str) -> dict[str, str]:
    bare = [w.strip("\"“”'‘’.,;:!?()") for w in text.split()]
    return {stem(w): w for w in bare}


def _sentence_before(collection: Collection, index: int) -> dict[str, str]:
    spans = collection.attributions[index].content
    if not spans:
        return {}
    layout = collection.layout
    sentence = layout.sentence(spans[0][0])
    if sentence == 0:
        return {}
    start, end = layout.sentence_span(sentence - 1)
    return _stems(collection.text[start:end])
