"""The brief: marked quotes in order, with notes, moved about and exported."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.archive.errors import ArchiveError
from store.export.citation import cite
from store.export.formats import FORMATS, by_suffix
from store.quote import Quote
from store.text import counted
from tui.actions import at
from tui.answers import Kept
from tui.display import fit
from tui.hints import Offer
from tui.screens.prompt import PromptScreen
from tui.screens.views import QuotesOverlay
from tui.screens.working import job
from tui.widgets.lines import Piece
from tui.widgets.painted import Frame
from tui.widgets.quotes import QuoteList
from tui.widgets.status import StatusLine

EMPTY = "Nothing is marked yet: Space marks a quote in the list or in an article."


class BriefList(QuoteList):
    """Quotes with their notes."""

    notes: dict[int, str]

    def __init__(self, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.notes = {}

    def draw_row(self, key: int, record: Quote | None, width: int) -> list[list[Piece]]:
        lines = super().draw_row(key, record, width)
        note = self.notes.get(key, "")
        if note:
            strong = self.inks.strong
            shown = fit(f"  {self.glyphs.arrow} {self.text(note)}", width, ellipsis=self.glyphs.ellipsis)
            lines = [*lines[: self.row_height - 2], [(shown, strong)], []]
        return lines


class BriefScreen(QuotesOverlay):
    """What was marked; closes with the quote to read."""

    DEFAULT_CSS = "BriefScreen #marked { height: 1fr; } BriefScreen StatusLine { dock: none; }"
    OFFERS: ClassVar[tuple[Offer, ...]] = (
        ("brief.export", "exports"),
        ("brief.note", "writes a note"),
        ("brief.down brief.up", "move"),
        ("brief.copy", "copies all"),
        ("mark", "takes out"),
        ("undo", "undoes"),
        ("back", "closes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(action.keys, action.method, action.label, id=action.id, show=False)
            for action in at("brief")
        ),
        Binding("u", "undo", "Undo", show=False, id="undo"),
        Binding("b", "close", "Close", show=False, id="brief"),
    ]

    def compose(self) -> ComposeResult:
        """The list, and a line for what was done."""
        with Frame(id="frame", classes="-whole") as frame:
            frame.border_title = "Brief"
            yield BriefList(glyphs=self.reader_app.glyphs, row_height=4, id="marked")
            yield StatusLine(id="brief-said")

    def on_mount(self) -> None:
        """Load."""
        self.query_one("#marked").focus()
        self.run_worker(job(self._load), group="brief", exclusive=True)

    async def _load(self, keep: int | None = None) -> None:
        try:
            kept: Sequence[Kept] = await self.session.ask("brief")
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return
        marked = self.query_one(BriefList)
        marked.forget()
        marked.notes = {item.quote.id: item.note for item in kept}
        marked.put((item.quote.id, item.quote._replace(marked=True)) for item in kept)
        marked.set_ids(array("q", [item.quote.id for item in kept]), keep=keep, cursor=marked.cursor)
        frame = self.query_one("#frame")
        frame.border_title = f"Brief  {len(kept)}" if kept else "Brief"
        if not kept:
            self.say(EMPTY)

    def say(self, text: str, *, warning: bool = False) -> None:
        """Tell what was done."""
        self.query_one("#brief-said", StatusLine).say(text, warning=warning)

    async def _change(self, question: str, *details: object, keep: int | None = None) -> None:
        said = await self.reader_app.change(question, *details)
        await self._load(keep)
        if said:
            self.say(said)

    async def action_mark(self) -> None:
        """Take the quote out of the brief."""
        if (quote := self.selected) is not None:
            await self._change("unmark", quote.uid)

    async def action_undo(self) -> None:
        """Take back the last change."""
        said = await self.reader_app.undo()
        await self._load()
        if said:
            self.say(said)

    async def action_brief_down(self) -> None:
        """Move the quote down."""
        await self._shift(1)

    async def action_brief_up(self) -> None:
        """Move the quote up."""
        await self._shift(-1)

    async def _shift(self, by: int) -> None:
        marked = self.query_one(BriefList)
        at_row, to = marked.cursor, marked.cursor + by
        if not 0 <= to < len(marked.ids):
            return
        order = list(marked.ids)
        order[at_row], order[to] = order[to], order[at_row]
        uids = [record.uid for key in order if (record := marked.record(key)) is not None]
        await self._change("reorder", uids, keep=order[to])

    def action_brief_note(self) -> None:
        """Write a note to the quote."""
        quote = self.selected
        if quote is None:
            return
        note = self.query_one(BriefList).notes.get(quote.id, "")

        def written(answer: str | None) -> None:
            if answer is not None and answer != note:
                self.run_worker(job(self._change, "note", quote.uid, answer, keep=quote.id), group="change")

        self.app.push_screen(PromptScreen("Note", note), written)

    async def action_brief_copy(self) -> None:
        """Copy all of it."""
        marked = self.query_one(BriefList)
        parts = []
        for key in marked.ids:
            quote = marked.record(key)
            if quote is not None:
                note = marked.notes.get(key)
                cited = cite(quote, self.reader_app.settings.citation)
                parts.append(f"{cited}\n{note}" if note else cited)
        if parts:
            self.say(await self.reader_app.copy_text("\n\n".join(parts), counted(len(parts), "quote")))

    def action_brief_export(self) -> None:
        """Write it to a file."""
        folder = self.reader_app.settings.export_folder
        suggested = str(Path(folder).expanduser() / "brief.md") if folder else "brief.md"
        forms = ", ".join(sorted({form.suffix for form in FORMATS.values()}))

        def named(answer: str | None) -> None:
            if answer:
                self.run_worker(job(self._export, Path(answer).expanduser()), group="export")

        self.app.push_screen(
            PromptScreen("Export to", suggested, f"The ending decides the form: {forms}"), named
        )

    async def _export(self, path: Path) -> None:
        form = by_suffix(path.name)
        if form is None:
            self.say(f"{path.name}: no form has this ending; try {path.stem}.md.", warning=True)
            return
        if path.exists():
            self.say(f"{path} is there already: name another file.", warning=True)
            return
        try:
            said = await self.session.ask("export", str(path), form.name, self.reader_app.settings.citation)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return
        self.say(said)
