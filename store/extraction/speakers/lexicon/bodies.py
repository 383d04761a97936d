"""Words for organisations, groups, publications and documents, and the places that speak for governments."""

from __future__ import annotations

from store.extraction.speakers.lexicon import WORDS

ORGANIZATION_HEADS = WORDS["organization_heads"]
"""Heads of names and nominals for bodies."""

COMPANY_HEADS = WORDS["company_heads"]
"""Heads of names of companies, clubs and houses; as nominals they mean none: "the energy", "the media"."""

PUBLICATION_HEADS = WORDS["publication_heads"]
"""Heads of names of newspapers, agencies and programmes."""

PUBLICATIONS = WORDS["publications"]
"""Publications whose names do not tell, words joined by hyphens."""

GENERIC_BODIES = WORDS["generic_bodies"]
"""Nominals that may mean any body: "the company", "the carmaker"."""

PUBLICATION_NOUNS = WORDS["publication_nouns"]
"""Nominals that point back at a publication."""

DOCUMENT_NOUNS = WORDS["document_nouns"]
"""Nominals for what is written or recorded and can itself state something."""

GROUP_NOUNS = WORDS["group_nouns"]
"""Plural nouns for people and bodies, and the quantities that stand for them."""

PLACES = WORDS["places"]
"""Countries, states and cities that news speaks of; as sources they are metonyms."""

COMPOUND_PLACES = WORDS["compound_places"]
"""Places of several words, joined by hyphens."""

TEAMS = WORDS["teams"]
"""What teams are called after their town."""

MATTER_HEADS = WORDS["matter_heads"]
"""Heads of names of laws, plans, meetings and contests, which nobody bears and which say nothing."""

PLACE_HEADS = WORDS["place_heads"]

NATIONALITIES = WORDS["nationalities"]
"""Capitalised adjectives that are part of a role, never of a name."""

DEMONYMS = NATIONALITIES | WORDS["demonyms"]
"""Words that with `the` mean one person by where they come from: "the Austrian"."""

PUBLISHERS_AND_BODIES = PUBLICATION_NOUNS | ORGANIZATION_HEADS
BODY_NOUNS = PUBLISHERS_AND_BODIES | DOCUMENT_NOUNS
"""Nominals for anything but people."""
