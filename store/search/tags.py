"""Filter tokens: a quote's speaker, issues, outlet, kind … as words of `quote_fts.tags`.

Each token starts with a character of Unicode's private use area, which nobody can type and which the
full-text index treats as a letter, so that a filter is one more posting list. In a full-text query write
`tags : "<token>"`.
"""

from __future__ import annotations

import re
from enum import Enum

_FIRST, _LAST = "\ue000", "\uf8ff"
_PRIVATE = re.compile(f"[{_FIRST}-{_LAST}]")


class Tag(Enum):
    """The kinds of filter token; the value is the private-use character they start with."""

    SPEAKER = "\ue001"
    """Followed by a speaker's id: who speaks, and on whose behalf."""
    ISSUE = "\ue002"
    """Followed by an issue's id."""
    OUTLET = "\ue003"
    """Followed by an outlet's id."""
    KIND = "\ue004"
    """Followed by direct, indirect or mixed."""
    MODE = "\ue005"
    """Followed by speech, writing, attitude or document."""
    REPORTER = "\ue006"
    """Followed by the id of the speaker (a publication) through which the quote came."""
    BEHALF = "\ue007"
    """Followed by the id of a speaker who does not speak, but on whose behalf it is said."""
    VOICE = "\ue008"
    """Followed by the kind of speaker: person, organization, group, publication, anonymous, unknown."""
    FLAG = "\ue009"
    """Followed by corrected or negated."""


ALL_TAGS = (
    "q.tags || coalesce((select group_concat(' ' || char(0xe002) || issue_id, '')"
    " from quote_issue where quote_id = q.id), '')"
)
"""SQL for all filter tokens of a quote `q`: its issues' are not in `quote.tags`, so that defining an issue
over 50,000 quotes does not rewrite 50,000 rows with their texts.
"""


def token(tag: Tag, value: int | str) -> str:
    """The filter token of `value` (an id, or one of the words named in `Tag`)."""
    return f"{tag.value}{value}"


def is_token(term: str) -> bool:
    """Whether an indexed word is a filter token."""
    return _FIRST <= term[:1] <= _LAST


def without_private_use(text: str) -> str:
    """`text` as it is indexed: no character of it can pass for a filter token."""
    return text if text.isascii() else _PRIVATE.sub(" ", text)
