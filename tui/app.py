"""`OnRecordApp`: wires screens, archive session and settings."""

from __future__ import annotations

from asyncio import Lock
from inspect import isawaitable
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.scrollbar import ScrollBar

from store.archive.errors import ArchiveError, CorrectionError
from store.quote import Quote
from tui.actions import BY_LABEL, at, keymap
from tui.answers import Change
from tui.ascii import AsciiFilter
from tui.glyphs import ASCII, SPOKEN, UNICODE, Glyphs, speaks_unicode
from tui.memory import Memory
from tui.screens.reader import ReaderScreen
from tui.session import ProcessSession, Session
from tui.settings import Settings
from tui.theme import DEFAULT_VARIABLES, THEMES
from tui.typeahead import TypeAheadApp
from tui.widgets.scrolling import AsciiBar, NoBar, ThinBar

UNDO_STEPS = 100
BARS = {UNICODE: ThinBar, ASCII: AsciiBar, SPOKEN: NoBar}
STYLES = ("onrecord.tcss", "onrecord-panes.tcss")
"""How everything looks; which panes are seen at which width. Two files, as reading them is two steps."""
MORE_STYLES = {UNICODE: (), ASCII: ("onrecord-ascii.tcss",), SPOKEN: ("onrecord-spoken.tcss",)}
"""What is drawn otherwise stands apart: each rule that is read takes its part of the start."""


class OnRecordApp(TypeAheadApp, inherit_css=False):
    """The reader.

    Textual's own style sheet for an app is of widgets and ways of showing them that are not used here.
    """

    TITLE = "onrecord"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, action.method, action.label, id=action.id, show=False, tooltip=action.help)
        for action in at("anywhere")
    ]
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        session: Session,
        *,
        settings: Settings | None = None,
        problems: tuple[str, ...] = (),
        memory_file: Path | None = None,
        themes_folder: Path | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._dressed = False
        self.glyphs = self._glyphs()
        super().__init__((*STYLES, *MORE_STYLES[self.glyphs]))
        # What is typed before the search box is there is for it: nothing else may take it for commands.
        self.hold_keys()
        self.session = session
        self.adder: ProcessSession | None = None
        """Adding goes on in a process of its own, made when it is needed."""
        self.problems = list(problems)
        self.memory_file = memory_file
        self.memory = Memory.load(memory_file) if memory_file is not None else Memory()
        self.keys = keymap(self.settings.keys)
        self.set_keymap(self.keys)
        self._changes: list[Change] = []
        self._changing = Lock()
        """Held by the change that is being made, so that the next one, or an undo, comes after it."""
        # Textual puts widgets for both on every screen; what there is to say stands in the bottom line.
        self._disable_tooltips = self._disable_notifications = True
        if self.no_color:
            # Textual's own answer to NO_COLOR is shades of grey, which are colours too.
            self._filters = [NoColor() if isinstance(item, Monochrome) else item for item in self._filters]
        if self.glyphs is ASCII or not speaks_unicode():
            self._filters.append(AsciiFilter())
        ScrollBar.renderer = BARS[self.glyphs]
        if self.settings.accessible:
            self.animation_level = "none"
        self._dress(themes_folder)

    def _glyphs(self) -> Glyphs:
        wanted = self.settings.glyphs
        if self.settings.accessible:
            return SPOKEN
        if wanted == "auto":
            return UNICODE if speaks_unicode() else ASCII
        return ASCII if wanted == "ascii" else UNICODE

    def _dress(self, themes_folder: Path | None) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        if themes_folder is not None and (themes_folder / "themes").is_dir():
            from tui.themes import user_themes

            found, problems = user_themes(themes_folder)
            self.problems += problems
            for theme in found:
                self.register_theme(theme)
        wanted = self.settings.theme or self.memory.theme
        if wanted and wanted not in self.available_themes:
            self.problems.append(f"There is no theme {wanted!r}; onrecord-dark is used.")
            wanted = ""
        self.theme = wanted or "onrecord-dark"
        self._dressed = True
        # Before the style sheet is read for the first time, so that it need not be read again.
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Dress everything anew; while starting there is nothing yet that wears the old look."""
        if self.screen_stack and self.screen.is_mounted:
            from tui.dressing import dress_anew

            self.call_next(dress_anew, self)

    def get_css_variables(self) -> dict[str, str]:
        """The colours by name; none while Textual makes the app, in a theme that nobody sees."""
        return super().get_css_variables() if self._dressed else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Variables of ours that another theme does not set."""
        return dict(DEFAULT_VARIABLES)

    def get_default_screen(self) -> ReaderScreen:
        """The main screen."""
        return ReaderScreen()

    def on_ready(self) -> None:
        """Screen readers follow the terminal's own cursor, which Textual hides."""
        if self.settings.accessible:
            self._show_cursor()
            self.app_resume_signal.subscribe(self, self._show_cursor)

    def _show_cursor(self, _: object = None) -> None:
        if self._driver is not None:
            self._driver.write("\x1b[?25h")

    def on_unmount(self) -> None:
        """Remember sizes, and let the adding process go."""
        if self.memory_file is not None:
            self.memory.save(self.memory_file)
        self.stop_adding()

    @property
    def adding_session(self) -> Session:
        """The line to the process that adds, so that adding never keeps a search waiting."""
        if not isinstance(self.session, ProcessSession):
            return self.session
        if self.adder is None:
            self.adder = ProcessSession(self.session.path)
        return self.adder

    def stop_adding(self) -> None:
        """End the process that adds, at once: it looks up only between two articles, and one may be long."""
        if self.adder is not None:
            self.adder.end()
            self.adder = None

    # Copying

    async def copy_text(self, text: str, what: str = "", *, panel: bool = True) -> str:
        """Copy `text` the best way there is, and say no more than what is known of how that went."""
        from tui import clipboard

        line = what or " ".join(text.split())
        way = self.settings.clipboard
        if way == "auto" and await clipboard.native(text):
            return f"Copied: {line}"
        if way != "panel" and self._driver is not None:
            self.copy_to_clipboard(text)
            return f"Sent to the terminal to copy (Y shows it): {line}"
        if panel:
            from tui.screens.copying import CopyScreen

            self.push_screen(CopyScreen(text=text))
        return "No clipboard could be reached: select the text and copy it."

    async def copy_quote(self, quote: Quote) -> None:
        """Copy a quote with its citation and say so on the screen that is up."""
        from store.export.citation import cite

        said = await self.copy_text(cite(quote, self.settings.citation))
        self.tell(said)

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say `text` where the screen that is up says things; under a prompt, on the screen below it."""
        for screen in reversed(self.screen_stack):
            say = getattr(screen, "say", None)
            if say is not None:
                say(text, warning=warning)
                return

    # Changing

    async def change(self, question: str, *details: Any) -> str:
        """Change something in the archive; what was done. It can be taken back."""
        async with self._changing:
            try:
                change: Change | None = await self.session.ask(question, *details)
            except ArchiveError as error:
                self.tell(str(error), warning=True)
                return ""
            if change is None:
                return ""
            if change.back is not None:
                self._changes.append(change)
                del self._changes[:-UNDO_STEPS]
            return change.said

    async def undo(self) -> str:
        """Take back the last change; says what that was. Where that fails for now, it can be tried again."""
        async with self._changing:
            if not self._changes:
                return "There is nothing to undo."
            change = self._changes[-1]
            assert change.back is not None
            question, details = change.back
            try:
                await self.session.ask(question, *details)
            except CorrectionError as error:
                # It never will be (it was taken back elsewhere): what was done before it still can.
                self._changes.pop()
                self.tell(f"It cannot be undone any more: {error}", warning=True)
                return ""
            except ArchiveError as error:
                self.tell(f"Not undone: {error}", warning=True)
                return ""
            self._changes.pop()
            return f"Undone: {change.within}"

    def forget_changes(self) -> None:
        """Another archive has taken the place of the one that was changed: there is nothing to undo."""
        self._changes.clear()

    async def toggle_mark(self, quote: Quote) -> Quote:
        """Mark a quote for the brief or take the mark away; the quote as it is then."""
        said = await self.change("unmark" if quote.marked else "mark", quote.uid)
        if not said:
            return quote
        self.tell(said)
        return quote._replace(marked=not quote.marked)

    # Actions anywhere

    async def do(self, method: str) -> None:
        """Do an action where it is done: on the screen that is up, or here."""
        for node in (self.screen, self):
            act = getattr(node, f"action_{method}", None)
            if act is not None:
                # Not by way of the bindings: while the search box has the keys, they are letters.
                done = act()
                if isawaitable(done):
                    await done
                return

    async def action_quit(self) -> None:
        """Leave."""
        self.exit()

    async def action_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Find any command by its name."""
        from tui.screens.palette import PaletteScreen
        from tui.screens.prompt import PickerScreen, PromptScreen

        def taken(names: list[str] | None) -> None:
            for name in names or ():
                self.call_later(self.do, BY_LABEL[name].method)

        # A line that is being typed is no place to do anything at.
        if not isinstance(self.screen, (PromptScreen, PickerScreen)):
            self.push_screen(PaletteScreen(self), taken)
