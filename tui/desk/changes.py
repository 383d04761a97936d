"""What the reader changes in an archive. Each change tells what was done and how to take it back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.archive.errors import ArchiveError
from tui.answers import Added, Change
from tui.desk.lanes import Lane
from tui.desk.questions import Questions

if TYPE_CHECKING:
    from store.archive.writer import Archive
    from tui.desk.adding import Report

WRITES = frozenset(
    {
        "mark",
        "unmark",
        "note",
        "reorder",
        "seen",
        "save_search",
        "drop_search",
        "looked_at",
        "remember",
        "correct_speaker",
        "not_a_quote",
        "merge_speakers",
        "merge_issues",
        "rename_issue",
        "delete_issue",
        "take_back",
        "add",
        "refresh",
    }
)


class Desk(Questions):
    """Questions and changes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._archive: Archive | None = None
        self._opening = threading.Lock()

    def lane(self, question: str) -> Lane:
        """Where `question` waits its turn."""
        return "write" if question in WRITES else super().lane(question)

    def close(self) -> None:
        """Let go of the archive."""
        super().close()
        if self._archive is not None:
            self._archive.close()

    def let_go(self, lane: Lane) -> None:
        """Close what `lane` has open."""
        super().let_go(lane)
        if lane == "write":
            with self._opening:
                if self._archive is not None:
                    self._archive.close()
                    self._archive = None

    @property
    def _writer(self) -> Archive:
        # The writing side costs start-up that reading must not pay.
        from store.archive.writer import Archive

        with self._opening:
            if self._archive is None:
                self._archive = Archive.open(self.path)
        return self._archive

    # The brief

    def mark(self, uid: str, note: str = "", order: Sequence[str] = ()) -> Change:
        """Mark a quote; with `order`, put the brief in that order after it."""
        with self._writer.transaction():
            self._writer.mark(uid, note or None)
            if order:
                self._writer.reorder_marks(order)
        return Change("Marked for the brief", ("unmark", (uid,)))

    def unmark(self, uid: str) -> Change:
        """Take a quote out of the brief."""
        marks = self._reader.marks()
        note = next((mark.note for mark in marks if mark.uid == uid), "")
        self._writer.unmark(uid)
        return Change("Taken out of the brief", ("mark", (uid, note, [mark.uid for mark in marks])))

    def note(self, uid: str, note: str) -> Change:
        """Write a note to a marked quote."""
        before = next((mark.note for mark in self._reader.marks() if mark.uid == uid), "")
        self._writer.mark(uid, note)
        return Change("Note written", ("note", (uid, before)))

    def reorder(self, uids: Sequence[str]) -> Change:
        """Put the brief in this order."""
        before = [mark.uid for mark in self._reader.marks()]
        self._writer.reorder_marks(uids)
        return Change("Moved in the brief", ("reorder", (before,)))

    def seen(self, uid: str, seen: bool) -> Change:
        """Note that a quote was read, or was not."""
        self._writer.set_seen([uid], seen)
        return Change("Marked as read" if seen else "Marked as not read", ("seen", (uid, not seen)))

    # Corrections

    def correct_speaker(self, uid: str, speakers: Sequence[str]) -> Change:
        """These said it; nobody known, when there are none."""
        number = self._writer.reassign_quote(uid, speakers)
        return Change(f"Said by {' and '.join(speakers) or 'somebody unknown'}", ("take_back", (number,)))

    def not_a_quote(self, uid: str) -> Change:
        """It is no quote."""
        return Change(
            "Not a quote: it is gone from the lists", ("take_back", (self._writer.reject_quote(uid),))
        )

    def merge_speakers(self, keep: str, other: str) -> Change:
        """Two speakers are one."""
        number = self._writer.merge_speakers(keep, other)
        return Change(f"{other} is now {keep}", ("take_back", (number,)), named=True)

    def merge_issues(self, keep: str, other: str) -> Change:
        """Two issues are one."""
        number = self._writer.merge_issues(keep, other)
        return Change(f"{other} is now part of {keep}", ("take_back", (number,)), named=True)

    def rename_issue(self, issue: str, name: str) -> Change:
        """An issue goes by another name."""
        number = self._writer.rename_issue(issue, name)
        return Change(f"{issue} is now called {name}", ("take_back", (number,)), named=True)

    def delete_issue(self, issue: str) -> Change:
        """It is no issue."""
        return Change(f"{issue} is no issue", ("take_back", (self._writer.delete_issue(issue),)), named=True)

    def take_back(self, number: int) -> None:
        """Take a correction back."""
        self._writer.undo(number)

    # Searches

    def save_search(self, name: str, query: str) -> Change:
        """Keep a search under a name."""
        before = next((item.query for item in self._saved_searches() if item.name == name), None)
        self._writer.save_search(name, query)
        back = ("drop_search", (name,)) if before is None else ("save_search", (name, before))
        return Change(f"Search saved as {name}", back)

    def drop_search(self, name: str) -> Change:
        """Forget a saved search."""
        query = next((item.query for item in self._saved_searches() if item.name == name), "")
        self._writer.drop_search(name)
        return Change(f"Saved search {name} forgotten", ("save_search", (name, query)))

    def _saved_searches(self) -> Sequence[Any]:
        return [] if self._absent else self._reader.saved_searches()

    def looked_at(self, name: str) -> None:
        """A saved search was looked at: what is there now is no longer new."""
        self._writer.search_looked_at(name)

    def remember(self, query: str) -> None:
        """Put a search first in the history."""
        if not self._absent:
            self._writer.remember_query(query)

    # Adding

    def add(self, paths: Sequence[str], report: Report, stopped: Callable[[], bool]) -> Added:
        """Add files, folders and pages, telling how it goes; when `stopped` says so, what is added stays."""
        from tui.desk.adding import Adding

        return Adding(self._writer, paths, report, stopped).run()

    def refresh(self, report: Report, stopped: Callable[[], bool]) -> Added:
        """Read again the files that articles came from, and fetch what is new in the feeds."""
        from tui.desk.adding import Adding

        files, feeds = self.origins(), bool(self._writer.subscriptions.all())
        if not files and not feeds:
            raise ArchiveError("No articles came from files or feeds here: there is nothing to read again.")
        return Adding(self._writer, files, report, stopped, feeds=feeds).run()
