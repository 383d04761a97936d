"""Full names that are one person's or one body's: the names of one block, sorted into clusters.

Names of the same spelling in all that matters are one ("Steve Witkoff", "Stephen Witkoff"; "Volodymyr
Zelenskyy", "Vladimir" " Zelensky"). Names that are merely close ("Kiril Dmitriev") are one when their
articles agree: a shared role or company. Names that contradict each other (other middle initials, Jr. and
not) never are, and a name that fits both sides of a contradiction belongs to neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from rapidfuzz.distance import OSA

from store.linking.names import Name, plain

_MUCH_MORE = 0.8
"""The share of mentions from which a name that fits two sides of a contradiction belongs to one."""

Verdict = Literal["same", "close", "other", "contrary"]
"""close: the same when their articles give both a role in common; families have company in common."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names that are one speaker, by key, sorted."""

    names: tuple[str, ...]
    reason: str
    """Why the names are one; empty for a single name."""
    score: float


def clusters(
    names: Sequence[Name],
    agree: Callable[[str, str], str],
    spelled_out: Callable[[str], frozenset[str]],
    mentions: Mapping[str, int],
) -> tuple[list[Cluster], set[str]]:
    """The clusters of one block's names, and the keys of names for which articles' agreement was asked.

    `agree(key, key)` tells the role that two close names' articles have in common, empty when none;
    `spelled_out(key)` gives the keys of a body's aliases as its articles state them. The outcome depends on
    the set of names only, not on their order.
    """
    ordered = sorted(names, key=lambda name: name.key)
    links: dict[tuple[str, str], tuple[str, float]] = {}
    contrary: set[tuple[str, str]] = set()
    asked: set[str] = set()
    for one, two in combinations(ordered, 2):
        verdict = compare(one, two) if one.family == "person" else _compare_bodies(one, two, spelled_out)
        if verdict == "contrary":
            contrary.add((one.key, two.key))
        elif verdict == "same":
            links[one.key, two.key] = ("forms of one name", 0.97)
        elif verdict == "close":
            asked |= {one.key, two.key}
            if common := agree(one.key, two.key):
                links[one.key, two.key] = (f"close names, and {common}", 0.85)
    torn = _torn(links, contrary)
    for key in sorted(key for key in torn if key.startswith("b:")):
        asked.add(key)
        links = _with_most(key, links, mentions)
    torn = _torn(links, contrary)
    kept = {pair: why for pair, why in links.items() if not torn & set(pair)}
    groups = _components([name.key for name in ordered], kept)
    # A contradiction that is still inside a group was reached over several steps: none of them can be
    # trusted.
    doubtful = {key for group in groups for one, two in contrary if {one, two} <= set(group) for key in group}
    if doubtful:
        kept = {pair: why for pair, why in kept.items() if not doubtful & set(pair)}
        groups = _components([name.key for name in ordered], kept)
    return [_cluster(group, kept) for group in groups], asked


def compare(one: Name, two: Name) -> Verdict:
    """Whether two full names of persons are the same, close, unrelated, or of two people for certain."""
    surname = alike(one.surname, two.surname)
    if surname == "other":
        return "other"
    given = "same" if one.given == two.given else alike(one.given, two.given)
    if given == "other" and not _short_form(one.given, two.given):
        return "other"
    if _middles_contradict(one.middle, two.middle) or (
        one.suffix and two.suffix and one.suffix != two.suffix
    ):
        return "contrary"
    if one.suffix != two.suffix:
        return "close"
    return "same" if surname == given == "same" else "close"


@lru_cache(maxsize=65536)
def alike(one: str, two: str) -> Literal["same", "close", "other"]:
    """Whether two folded words are spellings of one name, nearly so, or not."""
    one, two = plain(one), plain(two)
    if one == two:
        return "same"
    if min(len(one), len(two)) < 5 or OSA.distance(one, two, score_cutoff=1) > 1:
        return "other"
    # "Daniel" and "Daniela", "Paul" and "Paula" are two people, as are most that differ at the first letter.
    if one[0] != two[0] or ({one[-1], two[-1]} & {"a", "e"} and one[-1] != two[-1]):
        return "other"
    return "close"


def _short_form(one: str, two: str) -> bool:
    short, long = sorted((plain(one), plain(two)), key=len)
    return len(short) >= 3 and long.startswith(short) and long[-1] not in "ae"


def _middles_contradict(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    if not one or not two:
        return False
    return not all(
        a[0] == b[0] for a, b in zip("".join(w[0] for w in one), "".join(w[0] for w in two), strict=False)
    )


def _compare_bodies(one: Name, two: Name, spelled_out: Callable[[str], frozenset[str]]) -> Verdict:
    if one.surname and two.surname:
        if plain(one.surname) != plain(two.surname):
            return "other"
        others = one.given and two.given and one.given != two.given
        return "contrary" if others or _middles_contradict(one.middle, two.middle) else "same"
    if len(one.words) > 1 and len(two.words) > 1:
        same = [plain(word) for word in one.words] == [plain(word) for word in two.words]
        return "same" if same else "other"
    if two.key in spelled_out(one.key) or one.key in spelled_out(two.key):
        return "same"
    return "other"


def _torn(links: dict[tuple[str, str], tuple[str, float]], contrary: set[tuple[str, str]]) -> set[str]:
    """Names linked to both sides of a contradiction: "George Bush" beside "George W." and "George H. W."."""
    around: dict[str, set[str]] = {}
    for one, two in links:
        around.setdefault(one, set()).add(two)
        around.setdefault(two, set()).add(one)
    torn: set[str] = set()
    for one, two in contrary:
        torn |= around.get(one, set()) & around.get(two, set())
    return torn


def _with_most(
    key: str, links: dict[tuple[str, str], tuple[str, float]], mentions: Mapping[str, int]
) -> dict[tuple[str, str], tuple[str, float]]:
    """`links` without those of `key` but to the name that is mentioned much more than its others, if one is.

    "Clinton campaign" is Hillary Clinton's where hers is in the news and Bill Clinton's is a memory.
    """
    partners = {(one if two == key else two): (one, two) for one, two in links if key in (one, two)}
    most = max(partners, key=lambda partner: (mentions[partner], partner))
    if mentions[most] < _MUCH_MORE * sum(mentions[partner] for partner in partners):
        return links
    return {pair: why for pair, why in links.items() if key not in pair or pair == partners[most]}


def _components(keys: Sequence[str], links: dict[tuple[str, str], tuple[str, float]]) -> list[list[str]]:
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, two in links:
        first, second = sorted((root(one), root(two)))
        parent[second] = first
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(root(key), []).append(key)
    return list(groups.values())


def _cluster(keys: list[str], links: dict[tuple[str, str], tuple[str, float]]) -> Cluster:
    inside = [why for pair, why in links.items() if pair[0] in keys]
    reason, score = min(inside, key=lambda why: (why[1], why[0]), default=("", 1.0))
    return Cluster(tuple(sorted(keys)), reason, score)
