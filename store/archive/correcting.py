"""The corrections that a person can make, as methods of the archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, get_args

from store.archive import lookup, who
from store.archive.corrections import ACTIONS, Corrections
from store.archive.errors import CorrectionError
from store.archive.numbering import short_hash
from store.linking.definitions import Definition, DefinitionError
from store.linking.issue_overrides import defined_key
from store.linking.topic_names import topic_key
from store.linking.topics import Topics
from store.records import SpeakerKind
from store.text import folded_name


class Correcting:
    """Corrections, each a transaction, each undoable; they outlive re-extraction, import and `reindex`.

    Speakers and issues are named as a person types them (`Steve Witkoff`, or `#12` for the speaker with that
    id), quotes by their uid. Every method returns the correction's number, for `undo`, and raises
    `CorrectionError` with a sentence when what is named is not there.
    """

    _connection: sqlite3.Connection
    _corrections: Corrections
    _topics: Topics

    def transaction(self) -> AbstractContextManager[None]:
        """Several changes as one."""
        raise NotImplementedError

    def undo(self, number: int | None = None) -> tuple[int, str, Mapping[str, Any]]:
        """Take back the correction with this number, or the last; its number, action and detail."""
        with self.transaction():
            return self._corrections.undo(number)

    def take_over(
        self,
        action: str,
        detail: Mapping[str, Any],
        *,
        article: str = "",
        at: str = "",
        undone: str | None = None,
    ) -> bool:
        """Make a correction that was made in another archive, as its export has it.

        Returns False when it is here. Raises `CorrectionError` for one that makes no sense.
        """
        if action not in ACTIONS:
            raise CorrectionError(f"{action!r} is no correction that this onrecord knows: update it.")
        try:
            with self.transaction():
                return self._corrections.take_over(action, detail, article, at, undone)
        except (KeyError, TypeError, AttributeError) as error:
            raise CorrectionError(f"The correction {action!r} lacks something: {error}.") from error

    # Speakers.

    def merge_speakers(self, keep: str, other: str) -> int:
        """Two speakers are one; it goes by the first one's name."""
        with self.transaction():
            first, second = self._speaker(keep), self._speaker(other)
            if first == second:
                raise CorrectionError(f"{keep!r} and {other!r} are one speaker already.")
            (name,) = self._connection.execute("select name from speaker where id = ?", (first,)).fetchone()
            detail = {"speaker": self._reference(first), "other": self._reference(second), "name": name}
            return self._corrections.make("merge-speakers", detail)

    def split_speaker(
        self, speaker: str, into: str, *, names: Sequence[str] = (), articles: Sequence[int] = ()
    ) -> int:
        """Some of what one speaker is named, or named in some articles only, is another, called `into`."""
        with self.transaction():
            found = self._speaker(speaker)
            keys = self._named(found, names)
            anchors = sorted(self._anchor(article) for article in articles)
            if not names and not anchors:
                raise CorrectionError("Say which names, or which articles, are somebody else.")
            place = json.dumps([keys, anchors, into], ensure_ascii=False)
            detail = {
                "speaker": self._reference(found),
                "names": keys,
                "anchors": anchors,
                "into": into,
                "cluster": f"s:{short_hash(place)}",
            }
            return self._corrections.make("split-speaker", detail)

    def rename_speaker(self, speaker: str, name: str) -> int:
        """A speaker goes by this name."""
        if not name.strip():
            raise CorrectionError("A speaker needs a name.")
        with self.transaction():
            detail = {"speaker": self._reference(self._speaker(speaker)), "name": name.strip()}
            return self._corrections.make("rename-speaker", detail)

    def set_speaker_kind(self, speaker: str, kind: str) -> int:
        """A speaker is a person, organization, group, publication, anonymous or unknown."""
        if kind not in get_args(SpeakerKind):
            raise CorrectionError(f"{kind!r} is no kind of speaker: {', '.join(get_args(SpeakerKind))} are.")
        with self.transaction():
            detail = {"speaker": self._reference(self._speaker(speaker)), "kind": kind}
            return self._corrections.make("speaker-kind", detail)

    # Quotes.

    def reassign_quote(self, uid: str, speakers: Sequence[str]) -> int:
        """These said it: speakers of the archive, or new names; nobody known, when there are none."""
        with self.transaction():
            place, article = lookup.quote_place(self._connection, uid)
            detail = {**place, "to": [self._target(speaker) for speaker in speakers]}
            return self._corrections.make("reassign-quote", detail, article)

    def reject_quote(self, uid: str) -> int:
        """It is not a quote."""
        with self.transaction():
            place, article = lookup.quote_place(self._connection, uid)
            return self._corrections.make("not-a-quote", place, article)

    # Issues.

    def define_issue(self, name: str, any_: Sequence[str], none: Sequence[str] = ()) -> int:
        """Quotes with one of the phrases of `any_` and none of `none` are about this, now and later."""
        try:
            Definition(name, tuple(any_), tuple(none))
        except DefinitionError as error:
            raise CorrectionError(str(error)) from error
        with self.transaction():
            key = defined_key(name)
            same = {f"t:{topic_key(name)}"} if topic_key(name) else set()
            rows = self._connection.execute(
                "select key from issue where folded = ?", (folded_name(name),)
            ).fetchall()
            same |= {found for (found,) in rows if found.startswith("t:")}
            detail = {
                "issue": key,
                "name": name.strip(),
                "any": list(any_),
                "none": list(none),
                "absorbs": sorted(same),
            }
            return self._corrections.make("define-issue", detail)

    def merge_issues(self, keep: str, other: str) -> int:
        """Two issues are one; it goes by the first one's name."""
        with self.transaction():
            first, second = self._issue(keep), self._issue(other)
            if first == second:
                raise CorrectionError(f"{keep!r} and {other!r} are one issue already.")
            return self._corrections.make("merge-issues", {"issue": first, "other": second, "name": other})

    def split_issue(self, issue: str, into: str, any_: Sequence[str]) -> int:
        """Those quotes of an issue in which one of the phrases stands are about `into` instead."""
        try:
            Definition(into, tuple(any_))
        except DefinitionError as error:
            raise CorrectionError(str(error)) from error
        with self.transaction():
            key = self._issue(issue)
            place = short_hash(json.dumps([key, into, list(any_)], ensure_ascii=False))
            detail = {"issue": key, "into": f"s:{place}", "name": into, "any": list(any_)}
            return self._corrections.make("split-issue", detail)

    def rename_issue(self, issue: str, name: str) -> int:
        """An issue goes by this name."""
        if not name.strip():
            raise CorrectionError("An issue needs a name.")
        with self.transaction():
            return self._corrections.make("rename-issue", {"issue": self._issue(issue), "name": name.strip()})

    def delete_issue(self, issue: str) -> int:
        """It is no issue, and is not suggested again."""
        with self.transaction():
            return self._corrections.make("delete-issue", {"issue": self._issue(issue), "name": issue})

    def pin_issue(self, issue: str, pinned: bool = True) -> int:
        """An issue stands first in the list, or no longer does."""
        with self.transaction():
            detail = {"issue": self._issue(issue), "name": issue, "pinned": pinned}
            return self._corrections.make("pin-issue", detail)

    def issue_quotes(self, issue: str) -> int:
        """How many quotes belong to an issue."""
        row = self._connection.execute(
            "select t.quotes from issue i join tally t on t.facet = 'issue' and t.id = i.id where i.key = ?",
            (self._issue(issue),),
        ).fetchone()
        return int(row[0]) if row else 0

    def definitions(self) -> list[Definition]:
        """The definitions that hold, by name."""
        with self.transaction():
            overrides = self._topics.overrides
            found = [
                Definition(overrides.name_of(key) or made.name, made.any, made.none, overrides.is_pinned(key))
                for key, made in overrides.definitions.items()
                if not overrides.is_deleted(key)
            ]
        return sorted(found, key=lambda definition: folded_name(definition.name))

    def _speaker(self, typed: str) -> int:
        return who.speaker_id(self._connection, typed)

    def _issue(self, typed: str) -> str:
        return lookup.issue_key(self._connection, typed)

    def _reference(self, speaker: int) -> dict[str, Any]:
        return lookup.reference(self._connection, speaker)

    def _target(self, typed: str) -> dict[str, str]:
        if typed.strip().startswith("#") or who.is_speaker(self._connection, typed):
            return lookup.as_target(self._connection, self._speaker(typed))
        if not typed.strip():
            raise CorrectionError("A speaker needs a name.")
        return {"name": typed.strip(), "kind": "person"}

    def _named(self, speaker: int, names: Sequence[str]) -> list[str]:
        rows = self._connection.execute(
            "select distinct name, key from mention where speaker_id = ?", (speaker,)
        ).fetchall()
        if not names:
            return sorted({key for _, key in rows})
        wanted = {folded_name(name): name for name in names}
        keys = {key for name, key in rows if folded_name(name) in wanted}
        missing = set(wanted) - {folded_name(name) for name, _ in rows}
        if missing:
            known = ", ".join(sorted({name for name, _ in rows})[:12])
            raise CorrectionError(
                f"No article names them {wanted[min(missing)]!r} first; they are named {known}."
            )
        return sorted(keys)

    def _anchor(self, article: int) -> str:
        row = self._connection.execute(
            "select substr(hash, 1, 16) from article where id = ?", (article,)
        ).fetchone()
        if row is None:
            raise CorrectionError(f"There is no article {article}.")
        return str(row[0])
