"""Names that little words hold together, and bodies and people whose names only stand side by side."""

from __future__ import annotations

import re

from store.extraction.speakers.capitals import WORD
from store.extraction.speakers.lexicon.bodies import ORGANIZATION_HEADS, PLACES, PUBLICATION_HEADS
from store.extraction.speakers.lexicon.people import ROLES, TITLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare, kind_of_name
from store.extraction.speakers.wordclasses import is_common

_LINK = re.compile(r"(?:[ \u00a0](?:of|for|on|and|&)(?: the)?|[ \u00a0]the|['’]s?)[ \u00a0]")
_WHOSE_BODIES = frozenset({"people", "women", "men", "children", "king", "queen", "lloyd"})
"""Whose names bodies bear: "the People's Future Party"."""
_SERVICES = frozenset({"police", "constabulary", "council", "service", "trust"})
"""What two counties or towns may have together."""
_FELLOWSHIPS = frozenset(
    {
        "brothers",
        "daughters",
        "doctors",
        "friends",
        "guardians",
        "mothers",
        "sisters",
        "soldiers",
        "sons",
        "voices",
        "warriors",
    }
)
"""Plurals that with `of` name a body: "the Sons of the Tide"."""


def joined(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Names of bodies that `of`, `for` and `and` hold together ("Committee for the Restoration of Order")."""
    surnames = {m.words[-1] for m in mentions if len(m.words) > 1}
    out: list[NameMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if (
            before
            and before.end < mention.start
            and _LINK.fullmatch(text, before.end, mention.title_start)
            and (_holds(text, before, mention) or _serve_two_places(text, before, mention, surnames))
        ):
            before.words = tuple(text[before.start : mention.end].split())
            before.end = mention.end
            before.possessive = mention.possessive
            before.kind = "publication" if bare(before.words[-1]) in PUBLICATION_HEADS else "organization"
            continue
        out.append(mention)
    return out


def parted(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Bodies and the people right after them, two names each: "(CEO of the) Refugee Council Enver Solomon".

    That somebody is meant shows in the role before, or in the surname, which the text uses alone. Where
    a given name shows it, `capitals.runs` has parted them.
    """
    alone = {m.words[0] for m in mentions if len(m.words) == 1 and not m.possessive}
    out: list[NameMention] = []
    for mention in mentions:
        role = _ROLE_OF.search(text[max(0, mention.start - 30) : mention.start])
        at = _person_from(mention, alone, role=role is not None and bare(role[1]) in ROLES)
        if not at and out and out[-1].end + 1 == mention.start and out[-1].kind == "organization":
            # "(at the) University of Texas Arlington Amneh Jafari"
            at = 1 if len(mention.words) == 3 and mention.words[-1] in alone else 0
        if at:
            starts = [m.start() for m in WORD.finditer(text, mention.start, mention.end)]
            rest = mention.words[at:]
            person = NameMention(starts[at], mention.end, rest, title_start=starts[at], kind="person")
            person.possessive, person.loose = mention.possessive, mention.loose
            mention.words, mention.possessive = mention.words[:at], False
            mention.end = mention.start + len(text[mention.start : starts[at]].rstrip())
            mention.kind = kind_of_name(mention.words, bool(mention.title))
            out += [mention, person]
        else:
            out.append(mention)
    return out


_ROLE_OF = re.compile(r"([\w-]+) (?:of|for|at)(?: the)? $")


def _person_from(mention: NameMention, alone: set[str], *, role: bool) -> int:
    """The place of the word with which a person's name begins after that of a body or place; 0 for none."""
    words = mention.words
    at = max((i + 1 for i, word in enumerate(words[:-2]) if _is_body_or_place(word, first=i == 0)), default=0)
    rest = words[at:]
    if not at or not 2 <= len(rest) <= 3 or mention.loose or not all(word[0].isupper() for word in rest):
        return 0
    last = bare(rest[-1])
    if last in ROLES | TITLES | ORGANIZATION_HEADS | PUBLICATION_HEADS | PLACES or is_common(last):
        return 0
    return at if role or rest[-1] in alone else 0


def _is_body_or_place(word: str, *, first: bool) -> bool:
    """Whether a body's name may end with `word`; many a one, and many a person's, begins so."""
    return bare(word) in PLACES if first else bare(word) in ORGANIZATION_HEADS | PUBLICATION_HEADS | PLACES


def _serve_two_places(text: str, left: NameMention, right: NameMention, surnames: set[str]) -> bool:
    """ "Devon and Cornwall Police": one body of two counties, and nobody's surname before it."""
    alone = len(left.words) == 1 and left.kind in {"", "place"} and not left.title
    body = right.kind == "organization" and bare(right.words[-1]) in _SERVICES
    served = body and 2 <= len(right.words) <= 4
    return alone and served and text[left.end : right.start] == " and " and left.words[0] not in surnames


def _holds(text: str, left: NameMention, right: NameMention) -> bool:
    link = text[left.end : right.title_start].split()
    head = bare(left.words[-1])
    body = head in ORGANIZATION_HEADS
    if link[0] in {"'", "’"}:
        # "Teachers' Bloc": a common plural, and a head that alone would name nothing.
        return is_common(head) and bare(right.words[-1]) in ORGANIZATION_HEADS
    if link[0] in {"'s", "’s"}:
        return head in _WHOSE_BODIES and bare(right.words[-1]) in ORGANIZATION_HEADS
    if left.possessive or left.title or (link[0] == "of" and right.title and len(right.words) > 1):
        return False
    if link[0] == "of" and head in _FELLOWSHIPS and len(left.words) == 1 and not left.initial:
        return not right.title
    if link[0] in {"of", "for", "on"}:
        return (
            (body or any(bare(w) in ORGANIZATION_HEADS for w in left.words[:-1]))
            and (left.kind == "organization" or len(left.words) == 1)
            and (link[0] != "on" or len(left.words) > 1 or head in {"committee", "commission", "council"})
        )
    if link == ["and"] and left.kind == "organization" and not body and {"for", "of", "on"} & set(left.words):
        # "Center for Economic and Policy Research"
        alone = len(right.words) == 1 and bare(right.words[0]) in ORGANIZATION_HEADS
        return right.kind in {"", "organization", "other"} and not alone and not right.title
    # "House Oversight and Government Reform Committee": the head stands at the end, before it there is none.
    return (
        link == ["and"]
        and not body
        and left.kind not in {"person", "publication", "place", "acronym"}
        and right.kind == "organization"
        and min(len(right.words), len(left.words)) >= 2
        and text[: left.start].rstrip()[-3:].casefold() == "the"
    )
