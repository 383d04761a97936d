"""The seed article: the speakers and roles a person reads in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.extraction.issues.find import find
from store.extraction.speakers.resolve import Resolution, resolve
from store.records import Attribution

SEED = next((Path(__file__).parents[4] / "seeds").glob("*.txt"))
TEXT = re.sub(r"^\s*date \d{4}-\d{2}-\d{2}\s*", "", SEED.read_text(encoding="utf-8"))

ROWS = (
    ("the consultations were proceeding well", "he", "Kirill Dmitriev"),
    ("the next round of talks could be held in Moscow", "he", "Kirill Dmitriev"),
    ("the meeting constructive", "Trump spokesman Witkoff", "Steve Witkoff"),
    ("Russia remains committed to achieving peace", "He", "Steve Witkoff"),
    ("the Americans discussed four documents", "Witkoff", "Steve Witkoff"),
    ("the progress in the Ukraine talks is positive", "Russian experts", "Russian experts"),
    ("Trump's peace initiative", "Yuri Samonkin", "Yuri Samonkin"),
    ("The Miami talks failed to produce a breakthrough", "Politico", "Politico"),
    ("Washington for its mediation", "Both Kyiv and Moscow", "Kyiv, Moscow"),
    ("the parties remain far from reaching a compromise", "the publication", "Politico"),
    ("the most difficult topics as territorial disputes", "Zelensky", "Zelensky"),
)
ENDS = {
    "Trump's peace initiative": "intensive Russian-American contacts.",
    "the Americans discussed four documents": "its further economic development",
    "the most difficult topics as territorial disputes": "security guarantees, and funding",
}


def quotes() -> list[Attribution]:
    """The attributions of the table."""
    found = []
    for content, source, _ in ROWS:
        start = TEXT.index(content)
        ending = ENDS.get(content, content)
        end = TEXT.index(ending, start) + len(ending)
        places = [m.start() for m in re.finditer(re.escape(source), TEXT)]
        at = min(places, key=lambda place: abs(place - start))
        kind = "direct" if source == "Yuri Samonkin" else "indirect"
        found.append(Attribution(((start, end),), (), ((at, at + len(source)),), kind, "speech", 1.0))
    return found


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    return resolve(TEXT, None, quotes())


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_each_source_is_who_the_article_means(resolution: Resolution, row: int) -> None:
    assert ", ".join(resolution.attributions[row].speakers) == ROWS[row][2]


def test_roles_are_as_the_article_states_them(resolution: Resolution) -> None:
    roles = {p.name: p.roles for p in resolution.people}
    assert roles["Kirill Dmitriev"] == ("Russian Presidential Special Representative",)
    assert set(roles["Steve Witkoff"]) == {"US Special Envoy", "Trump spokesman"}
    assert resolution.attributions[2].role == "US Special Envoy"
    institute = "political scientist and head of the Eurasian Institute of Youth Initiatives (Russia)"
    assert resolution.attributions[6].role == institute


def test_kinds_tell_people_from_groups_and_publications(resolution: Resolution) -> None:
    kinds = [r.speaker_kind for r in resolution.attributions]
    assert kinds == ["person"] * 5 + [
        "group",
        "person",
        "publication",
        "organization",
        "publication",
        "person",
    ]


def test_its_issues_are_the_matters_talked_about(resolution: Resolution) -> None:
    title = re.split(r"(?<=\.)\s", TEXT)[0]
    found = {i.name for i in find(TEXT, None, quotes(), resolution, title=title)}
    assert {
        "security guarantees",
        "territorial disputes",
        "Zaporozhye Nuclear Power Plant",
        "funding",
    } <= found
    assert "peace plan" in found
