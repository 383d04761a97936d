"""Whole names of one block: which are one speaker's, and which never are."""

from __future__ import annotations

import pytest

from store.linking.names import parse
from store.linking.whole import clusters


def joined(*named: str) -> list[set[str]]:
    """The names, said to be of organisations and mentioned equally often, as clusters."""
    names = {parse(name, "organization").key: (name, parse(name, "organization")) for name in named}
    found, _ = clusters(
        [name for _, name in names.values()],
        lambda _one, _two: "",
        lambda _key: frozenset(),
        dict.fromkeys(names, 1),
    )
    return [{names[key][0] for key in cluster.names} for cluster in found]


def test_the_middle_initial_of_whose_campaign_it_is_makes_no_other_campaign() -> None:
    named = ("Daniel Marsk's campaign", "Daniel J. Marsk's campaign", "Marsk campaign")
    assert joined(*named) == [set(named)]


def test_a_word_before_a_surname_parts_no_campaign_from_the_one_with_an_initial() -> None:
    found = joined("Daniel Marsk's campaign", "Daniel J. Marsk's campaign", "foundering Marsk campaign")
    assert {"Daniel Marsk's campaign", "Daniel J. Marsk's campaign"} in found


@pytest.mark.parametrize("other", ["Daniel H.W. Marsk's campaign", "Elena Marsk's campaign"])
def test_campaigns_of_two_people_with_one_surname_stay_two(other: str) -> None:
    found = joined("Daniel J. Marsk's campaign", other)
    assert sorted(map(len, found)) == [1, 1]
