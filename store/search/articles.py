"""Articles by their title and text, with the passage that the words stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from store.search import dates
from store.search.answers import ArticleHit
from store.search.plan import FAR, PREFIX, Group, Plan, Widen, any_of, either
from store.search.rows import Alternative
from store.search.tags import ALL_TAGS, Tag
from store.search.walk import Clock, Walker
from store.search.words import terms

PASSAGE = 240
"""Characters of a passage, about."""

BEGUN = 4
"""Letters from which on a word that is still typed stands for whatever begins so."""

_SCANNED = 200_000
_MOST = (1 << 63) - 1
_FOUND = """
select a.id, a.title, coalesce(o.name, ''), a.published, a.text
from article_fts f join article a on a.id = f.rowid left join outlet o on o.id = a.outlet_id
where article_fts match ? {} order by a.published desc, a.id desc limit ?
"""
_QUOTED = "{} exists (select 1 from quote q where q.article_id = a.id and ({}))"
_TAGGED = f"instr(' ' || {ALL_TAGS} || ' ', ?) > 0"
_WORD = re.compile(r"[^\W_]+")


def find(walker: Walker, plan: Plan, widen: Widen, limit: int) -> list[ArticleHit]:
    """The newest articles that hold the plan's words, completed or else corrected, and its filters.

    A filter on what was said (a speaker, an issue …) asks for an article with such a quote. None are found
    under conditions that are of single quotes: marked ones, or alternatives of which one is a date.
    """
    for worst in (PREFIX, FAR):
        texts = [[one for one in group.upto(worst) if not one.is_tag] for group in plan.groups]
        asked = [
            either([any_of(some), _begun(group)]) for some, group in zip(texts, plan.groups, strict=True)
        ]
        for required in plan.required:
            if not any(one.is_tag for one in required.some):
                texts.append(list(required.some))
                asked.append(any_of(required.some))
        if not asked or plan.only is not None or plan.tests:
            return []
        match = " AND ".join(one or '""' for one in asked)
        for some in plan.excluded:
            if not any(one.is_tag for one in some):
                match = f"({match}) NOT {any_of(some)}"
        where, parameters = _conditions(plan)
        rows = walker.fetch(_FOUND.format(where), (match, *parameters, min(limit, _MOST)))
        if rows:
            break
        widen(plan, FAR, Clock().over)
    wanted = {word for some in texts for one in some for word in one.terms}
    begun = tuple(group.terms[-1] for group in plan.groups if _begun(group))
    return [_hit(row, wanted, begun) for row in rows]


def _begun(group: Group) -> str | None:
    """The expression of what begins as a word that is still typed: articles hold words that no quote does."""
    last = group.terms[-1]
    if not group.prefix or (last.isascii() and len(last) < BEGUN):
        return None
    return f'"{" ".join(group.terms)}" *'


def _conditions(plan: Plan) -> tuple[str, list[object]]:
    """What filters mean for articles, as SQL."""
    parts: list[str] = []
    parameters: list[object] = []
    first, last = dates.day_of(plan.low), plan.high >> dates.SEQUENCE_BITS
    if first is not None:
        parts.append("a.published >= ?")
        parameters.append(first.isoformat())
    if last < dates.ALWAYS[1]:
        parts.append("coalesce(a.published, '') <= ?")
        parameters.append(date.fromordinal(last).isoformat() if last > 0 else "")
    for negated, clauses in ((False, [one.some for one in plan.required]), (True, plan.excluded)):
        for some in clauses:
            if any(one.is_tag for one in some):
                parts.append(_clause(some, negated=negated))
                parameters += [_parameter(one) for one in some if one.is_tag]
    return "".join(f" and {part}" for part in parts), parameters


def _clause(some: Iterable[Alternative], *, negated: bool) -> str:
    tags = [one for one in some if one.is_tag]
    if all(one.terms[0].startswith(Tag.OUTLET.value) for one in tags):
        places = ",".join("?" * len(tags))
        return f"coalesce(a.outlet_id, 0) {'not ' if negated else ''}in ({places})"
    return _QUOTED.format("not" if negated else "", " or ".join([_TAGGED] * len(tags)))


def _parameter(one: Alternative) -> object:
    tag = one.terms[0]
    return int(tag[1:]) if tag.startswith(Tag.OUTLET.value) else f" {tag} "


def _hit(row: tuple[object, ...], wanted: set[str], begun: tuple[str, ...]) -> ArticleHit:
    id_, title, outlet, published, text = row
    assert isinstance(id_, int)
    start, end, marks = _passage(str(text), wanted, begun)
    day = date.fromisoformat(str(published)) if published else None
    inside = tuple((low - start, high - start) for low, high in marks if start <= low and high <= end)
    return ArticleHit(id_, str(title), str(outlet), day, str(text)[start:end], start, inside)


def _passage(text: str, wanted: set[str], begun: tuple[str, ...]) -> tuple[int, int, list[tuple[int, int]]]:
    """Where most of the words that are `wanted`, or begin so, stand close together, and where each stands."""
    marks: list[tuple[int, int]] = []
    words: list[str] = []
    for found in _WORD.finditer(text[:_SCANNED]):
        written = found.group()
        folded = written.lower() if written.isascii() else "".join(terms(written))
        if folded in wanted or folded.startswith(begun):
            marks.append(found.span())
            words.append(folded)
    best, low = (0, 0), 0
    for high in range(len(marks)):
        while marks[high][1] - marks[low][0] > PASSAGE:
            low += 1
        distinct = len(set(words[low : high + 1]))
        if distinct > best[0]:
            best = (distinct, low)
    middle = marks[best[1]][0] if marks else 0
    start = _boundary(text, max(0, middle - PASSAGE // 4), -1)
    return start, _boundary(text, min(len(text), start + PASSAGE), 1), marks


def _boundary(text: str, at: int, step: int) -> int:
    """The next place from `at` where no word is cut, or `at` where there is none near."""
    for place in range(at, at + 40 * step, step):
        if place <= 0 or place >= len(text) or text[place - 1].isspace() or text[place].isspace():
            return max(0, min(place, len(text)))
    return at
