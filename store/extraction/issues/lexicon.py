"""Words that no issue is called by, and those that often head one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from store.extraction.speakers.lexicon import sections
from store.extraction.speakers.lexicon.bodies import GROUP_NOUNS
from store.extraction.speakers.lexicon.closed import CALENDAR
from store.extraction.speakers.lexicon.people import ROLES

_WORDS = sections(__package__, "words.txt")

TIME = CALENDAR | _WORDS["time"]

EMPTY = _WORDS["empty"]
"""Heads that say nothing of a matter by themselves, singular."""

ADJECTIVES_EMPTY = _WORDS["adjectives_empty"]
"""Adjectives that are taken off a phrase's front."""

CARRIED = _WORDS["carried"]
"""Heads that name a matter only with what they are of: "release of the tapes", "lack of trust"."""

COMPLETE = _WORDS["complete"]
"""Nouns for what is done without an object: "the minister must resign"."""

VAGUE = _WORDS["vague"]
"""Nouns for bodies and groups that every article has: alone they say which of them acts, not what about."""

OUTLETS = _WORDS["outlets"]
"""What carries news and is none itself."""

QUANTIFIERS = _WORDS["quantifiers"]
"""Heads that only count or sort what follows: "number of refugees", "kind of war"."""

STANCE = _WORDS["stance"]
"""Verbs whose object is debated."""

HUMAN = (
    ROLES
    | frozenset(w.removesuffix("s") for w in GROUP_NOUNS)
    | frozenset(("people", "folk", "woman", "child"))
) - frozenset(("justice", "majority", "public", "crowd"))
"""Singular nouns for people: no issue by themselves."""

ABSTRACT = _WORDS["abstract"]
"""Heads that often name a matter of debate, singular."""

_SAME = (
    "plan initiative proposal scheme",
    "agreement accord deal pact treaty",
    "talk negotiation consultation",
    "cut reduction cutback",
    "probe investigation inquiry",
    "law legislation bill act",
    "protest demonstration march rally",
    "ceasefire truce armistice",
    "migrant immigrant",
    "killing murder slaying",
    "strike stoppage walkout",
    "levy tax",
    "takeover coup putsch",
    "quake earthquake",
)
SAME = {word: words.split()[0] for words in _SAME for word in words.split()}
"""Heads that after the same words mean one thing, to the first of them: "peace initiative", "peace plan"."""

TOPICS = _WORDS["topics"]
"""Words of public debate: what policies, disputes and events are about, singular."""

_ABSTRACT_ENDINGS = (
    "tion", "sion", "ment", "ness", "ism", "ship", "ance", "ence", "ency", "ancy", "cracy", "ity", "ety",
    "acy", "hood", "dom", "ure", "age", "ery", "phobia",
)  # fmt: skip


def is_abstract(head: str) -> bool:
    """Whether a singular noun names an action, state or institution rather than a thing."""
    return head in ABSTRACT or (len(head) > 6 and head.endswith(_ABSTRACT_ENDINGS) and head not in EMPTY)


@cache
def _frequencies() -> dict[str, int]:
    table: dict[str, int] = {}
    for line in files(__package__).joinpath("frequencies.txt").read_text(encoding="utf-8").splitlines():
        bucket, _, words = line.partition(" ")
        if bucket.isdigit():
            table.update(dict.fromkeys(words.split(), int(bucket)))
    return table


def frequency(stem: str) -> int:
    """How common a word is in news: 0 under 2% of articles, 1 from 2%, and one more with each doubling."""
    return _frequencies().get(stem, 0)


def is_matter(head: str) -> bool:
    """Whether a singular noun by itself is something debated."""
    return head in ABSTRACT or head in TOPICS
