"""What two mentions of a name have in common besides the name: roles, company, dates."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from store.text import fold

_EMPTY_ROLE_WORDS = frozenset(
    """
    the a an of for and in to former then ex new mr mrs ms then- us u.s
    """.split()  # noqa: SIM905
)
_GENERIC = frozenset(
    """
    spokesman spokeswoman spokesperson official officials president minister secretary director
    professor chief head leader member chairman chairwoman chair editor reporter lawyer judge candidate
    senator man woman
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Context:
    """One mention's surroundings, as its article alone tells them."""

    day: int
    roles: tuple[str, ...]
    company: frozenset[str]
    """Other people whom the article names in full, in plain spelling."""
    bodies: frozenset[str]
    """Organisations and the like that it names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much speaks for two mentions of one name being one person; `weight` from 1 up is evidence."""

    weight: float
    reason: str


NONE = Evidence(0.0, "")


def weigh(one: Context, two: Context) -> Evidence:
    """The evidence that two mentions, whose names agree, are of one person.

    A role in common counts most, then people named in both articles, then nearness in time; nearness alone is
    none. Roles that have nothing in common speak against it.
    """
    role = common_role(one.roles, two.roles)
    company = one.company & two.company
    bodies = one.bodies & two.bodies
    weight = (3.0 if role else 0.0) + min(len(company), 4) + min(len(bodies), 3) * 0.3
    if not role and one.roles and two.roles and not _related(one.roles, two.roles):
        weight -= 1.5
    if weight < 1:
        return NONE
    gap = abs(one.day - two.day) if one.day and two.day else None
    if gap is not None and gap <= 31:
        weight += 0.5 if gap <= 3 else 0.25
    return Evidence(weight, _sentence(role, len(company), len(bodies)))


def common_role(one: tuple[str, ...], two: tuple[str, ...]) -> str:
    """The role that both lists hold in nearly the same words, empty when they share none."""
    best = max(
        ((_role_likeness(a, b), min(a, b)) for a in one for b in two),
        default=(0.0, ""),
    )
    return best[1] if best[0] >= 84 else ""


def _role_likeness(one: str, two: str) -> float:
    first, second = _role_words(one), _role_words(two)
    if not first or not second:
        return 0.0
    common = set(first) & set(second)
    # "minister" alone fits half a government.
    if common <= _GENERIC and (len(first) > 1 or len(second) > 1 or common & _GENERIC):
        return 0.0
    return (
        fuzz.token_sort_ratio(" ".join(first), " ".join(second))
        if len(common) < 2
        else fuzz.token_set_ratio(" ".join(first), " ".join(second))
    )


def _role_words(role: str) -> list[str]:
    return [word for word in fold(role).replace(",", " ").split() if word not in _EMPTY_ROLE_WORDS]


def _related(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    words = {word for role in one for word in _role_words(role)}
    return any(word in words for role in two for word in _role_words(role))


def _sentence(role: str, company: int, bodies: int) -> str:
    parts = []
    if role:
        parts.append(f"both {role}")
    if company:
        parts.append(f"{company} other {'person' if company == 1 else 'people'} named with both")
    elif bodies and not role:
        parts.append(f"{bodies} organisations named with both")
    return ", ".join(parts)
