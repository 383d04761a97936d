"""From the main screen: correcting what was extracted, undoing, and adding articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.worker import Worker

from store.archive.errors import ArchiveError
from store.text import counted
from tui.answers import Added, Named
from tui.screens.reader_searching import SearchingPart
from tui.screens.working import job
from tui.widgets.facets import FacetRow
from tui.widgets.quotes import speaker_label

NO_ISSUE = "(not an issue)"
PATIENCE = 1.0
"""Seconds that keys wait for a change: another program may keep the archive for long."""


class ChangingPart(SearchingPart):
    """What changes the archive."""

    def __init__(self) -> None:
        super().__init__()
        self._adding: Worker[None] | None = None
        self._unread = 0
        """How many of what is being added could not be read so far."""

    def _change(self, question: str, *details: Any) -> None:
        """Change something; keys typed meanwhile are for the rows as they are then."""
        self._hold_keys()
        self.run_worker(job(self._changed, question, *details), group="change")

    async def _changed(self, question: str, *details: Any) -> None:
        said = await self.reader_app.change(question, *details)
        if said:
            self.refresh_archive()
            self.say(said)
        else:
            self.reader_app.release_keys()

    def action_undo(self) -> None:
        """Take back the last change."""
        self._hold_keys()
        self.run_worker(job(self._undone), group="change")

    async def _undone(self) -> None:
        # In an archive that has taken the place of the one that was changed there is nothing to take back.
        await self.refresh_totals()
        said = await self.reader_app.undo()
        if said:
            self.refresh_archive()
            self.say(said)
        else:
            self.reader_app.release_keys()

    def _hold_keys(self) -> None:
        self.reader_app.hold_keys()
        if self.rows_awaited is not None:
            self.rows_awaited.stop()
        self.rows_awaited = self.set_timer(PATIENCE, self._go_on_without)

    def _go_on_without(self) -> None:
        """A change takes long: what is typed is dealt with all the same."""
        self.say("Still at it: the archive may be in use by another program.")
        self.reader_app.release_keys()

    # Correcting

    def action_correct_speaker(self) -> None:
        """Say who said this."""
        from tui.screens.prompt import PickerScreen

        quote = self._wanted()
        if quote is None:
            return

        def picked(names: list[str] | None) -> None:
            if names:
                self._change("correct_speaker", quote.uid, names)

        about = f"{speaker_label(quote)}: {quote.text}"
        picker = PickerScreen(
            "Who said this?", self._find_speakers, self.reader_app.glyphs, free=True, about=about
        )
        self.app.push_screen(picker, picked)

    def action_correct_issue(self) -> None:
        """Rename an issue of the quote, merge it into another, or say that it is none."""
        from tui.screens.prompt import PickerScreen

        row = self.facet("issues").current_record if self.pane == "issues" else None
        quote = self.target
        issues = [row.name] if row is not None else list(quote.issues) if quote is not None else []
        if not issues:
            self.say("The quote has no issue.", warning=True)
            return
        if len(issues) == 1:
            self._correct_issue(issues[0])
            return

        async def find(text: str) -> list[FacetRow]:
            wanted = text.casefold()
            return [FacetRow(at, name, None) for at, name in enumerate(issues) if wanted in name.casefold()]

        def picked(names: list[str] | None) -> None:
            if names:
                self._correct_issue(names[0])

        self.app.push_screen(PickerScreen("Which issue?", find, self.reader_app.glyphs), picked)

    def _correct_issue(self, issue: str) -> None:
        from tui.screens.prompt import PickerScreen

        known: set[str] = set()

        async def find(text: str) -> list[FacetRow]:
            if text.strip():
                rows: Sequence[Named] = await self.session.ask("names_like", "issue", text)
            else:
                rows = await self.session.ask("names", "", "issue", 100)
            known.update(row.name for row in rows)
            found = [FacetRow(row.id, row.name, row.quotes) for row in rows if row.name != issue]
            return found if text.strip() else [FacetRow(-2, NO_ISSUE, None), *found]

        def picked(names: list[str] | None) -> None:
            if names:
                other = names[0]
                if other == NO_ISSUE:
                    self._change("delete_issue", issue)
                elif other in known:
                    self._change("merge_issues", other, issue)
                else:
                    self._change("rename_issue", issue, other)

        title = f"{issue}: another name, or the issue it belongs to"
        self.app.push_screen(PickerScreen(title, find, self.reader_app.glyphs, free=True), picked)

    def action_correct_not_quote(self) -> None:
        """Say that this is no quote."""
        if (quote := self._wanted()) is not None:
            self._change("not_a_quote", quote.uid)

    def action_correct_merge(self) -> None:
        """Say that two speakers are one."""
        from tui.screens.prompt import PickerScreen

        name = self._speaker_name()
        if not name:
            return

        def picked(names: list[str] | None) -> None:
            if names:
                self._change("merge_speakers", names[0], name)

        async def others(text: str) -> list[FacetRow]:
            return [row for row in await self._find_speakers(text) if row.name != name]

        title = f"{name} is the same as"
        self.app.push_screen(PickerScreen(title, others, self.reader_app.glyphs), picked)

    # Adding

    def action_add(self) -> None:
        """Add files, folders and web pages."""
        from tui.screens.prompt import PromptScreen

        if self._adding is not None and self._adding.is_running:
            self._adding.cancel()
            self.reader_app.stop_adding()
            unread = f"; {counted(self._unread, 'file')} could not be read" if self._unread else ""
            self.say(f"Stopped: what was added is in the archive{unread}.")
            self.refresh_archive()
            return

        import shlex

        def given(answer: str | None) -> None:
            if answer and answer.strip():
                try:
                    paths = shlex.split(answer)
                except ValueError:
                    paths = [answer.strip()]
                self._begin("add", paths)

        hint = "Files, folders or web addresses; names with spaces in quotation marks."
        self.app.push_screen(PromptScreen("Add articles from", "", hint), given)

    def action_refresh(self) -> None:
        """Read again the files that articles came from, and what is new in the feeds."""
        if self._adding is not None and self._adding.is_running:
            self.say("Articles are being added: a stops it.", warning=True)
        else:
            self._begin("refresh")

    def _begin(self, question: str, *details: Any) -> None:
        self._adding = self.run_worker(job(self._add, question, *details), group="add", exclusive=True)

    async def _add(self, question: str, *details: Any) -> None:
        from tui.screens.adding import ProblemsScreen, summary

        self._unread = 0

        def progress(value: tuple[int, int, int, int]) -> None:
            added, known, failed, files = value
            self._unread = failed
            if self.reader_app.settings.accessible:
                return
            self.say(
                f"Adding: {added + known + failed:,} of {max(files, added + known + failed):,}; a stops it"
            )

        self.say("Adding: reading what is there; a stops it")
        session = self.reader_app.adding_session
        try:
            outcome: Added = await session.ask(question, *details, progress=progress)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return
        self.refresh_archive()
        self.say(summary(outcome))
        if outcome.problems:
            self.app.push_screen(ProblemsScreen(outcome))
