"""The program in a real terminal: keys in, screen out, as text."""

from __future__ import annotations

import base64
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from tests.benchmarks.reader.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

OSC_52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
ESCAPE, ENTER = "\x1b", "\r"


class Program(Terminal):
    """`onrecord` on one archive."""

    def __init__(
        self, archive: Path, folder: Path, *, width: int = 160, height: int = 45, **more: str
    ) -> None:
        quiet = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_TTY", "EDITOR", "VISUAL"), "")
        environment = {
            **quiet,
            "ONRECORD_CONFIG": str(folder / "config"),
            "ONRECORD_STATE": str(folder / "state"),
            "PYTHONIOENCODING": "utf-8",
            **more,
        }
        command = [sys.executable, "-m", "tui.cli", "--archive", str(archive)]
        super().__init__(command, width=width, height=height, environment=environment)
        self.type_ahead()
        self.shows("10 quotes")

    def type_ahead(self) -> None:
        """What is typed before anything is seen."""

    def shows(self, words: str) -> None:
        """Wait until the screen shows `words`."""
        self.wait(lambda text: words in text)

    def hides(self, words: str) -> None:
        """Wait until the screen no longer shows `words`."""
        self.wait(lambda text: words not in text)

    def press(self, keys: str, shows: str) -> None:
        """Type `keys` and wait until the screen shows `shows`."""
        self.send(keys)
        self.shows(shows)


@pytest.fixture
def place(made_archive: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ellery.db"
    copyfile(made_archive, path)
    return path


@pytest.fixture
def program(place: Path, tmp_path: Path) -> Iterator[Program]:
    running = Program(place, tmp_path)
    yield running
    running.close()


def test_a_program_is_waited_for_no_less_because_the_machine_stood_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal(["sh", "-c", "sleep 0.3; echo here"])
    hours = count(0, 3600)
    now = time.perf_counter
    monkeypatch.setattr(time, "perf_counter", lambda: now() + next(hours))
    terminal.wait(lambda text: "here" in text, seconds=5)
    with pytest.raises(TimeoutError):
        terminal.wait(lambda text: "there" in text, seconds=1)
    terminal.close()


class Hurried(Program):
    """The same, typed into before it has started."""

    def type_ahead(self) -> None:
        """Of these letters most are commands anywhere but in the search box."""
        self.send("Xwinter")


def test_what_is_typed_before_the_screen_is_there_is_searched_for(place: Path, tmp_path: Path) -> None:
    program = Hurried(place, tmp_path)
    program.shows("/ Xwinter")
    program.close()


def test_esc_and_the_key_after_it_may_come_in_one_piece(program: Program) -> None:
    program.press("winter", "1 of 10")
    program.press(f"{ESCAPE}?", "Type to search;")


def test_the_screen_is_drawn_where_errors_go_to_a_file(place: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.txt"
    line = f'{sys.executable} -m tui.cli --archive "$0" 2>"$1"'
    program = Terminal(["sh", "-c", line, str(place), str(errors)])
    program.wait(lambda text: "10 quotes" in text)
    program.close()
    assert not errors.read_bytes()


class Decided(Program):
    """The same, with the first thing found opened before it has started."""

    def type_ahead(self) -> None:
        self.send("winter\r")


def test_enter_before_the_screen_is_there_opens_what_is_found(place: Path, tmp_path: Path) -> None:
    program = Decided(place, tmp_path)
    program.shows("Residents of the island fear that")
    program.shows("same speaker")
    program.close()


SIZES = pytest.mark.parametrize(("width", "height"), [(160, 45), (100, 30), (60, 20)])


@SIZES
def test_search_read_copy_help_quit(place: Path, tmp_path: Path, width: int, height: int) -> None:
    program = Program(place, tmp_path, width=width, height=height)
    program.press("winter", "1 of 10" if width > 60 else "winter")
    program.shows("the ferry will stop in winter")
    program.press(ENTER, "━")
    program.shows("Residents of the island fear that")
    program.press("y", "Sent to the terminal to copy")
    (copied,) = OSC_52.findall(bytes(program.raw))
    text = base64.b64decode(copied).decode()
    assert text.startswith(
        "Residents of the island (paraphrased; as an attitude): the ferry will stop in winter\n"
    )
    assert "reported 12 December 2025" in text
    program.press("?", "Type to search;")
    program.send(ESCAPE)
    program.hides("Type to search;")
    assert all(len(line) <= width for line in program.text.split("\n"))
    program.send("q")
    program.wait(lambda _: ended(program))


def ended(program: Program) -> bool:
    """Whether the program has put the terminal back as it was."""
    return b"\x1b[?1049l" in program.raw


@SIZES
def test_mark_brief_note_export(place: Path, tmp_path: Path, width: int, height: int) -> None:
    program = Program(place, tmp_path, width=width, height=height)
    program.press("harbour fees", "We will not raise the harbour")
    program.press(ENTER, "5 Article")
    program.press(" ", "Marked for the brief")
    program.press("b", "Brief  1")
    program.press("e", "Enter keeps, Esc leaves")
    program.press("for Monday" + ENTER, "Note written")
    program.press("x", "Export to")
    program.press("\x15" + str(tmp_path / "brief.md") + ENTER, "1 quote written to")
    written = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert "We will not raise the harbour fees" in written
    assert "for Monday" in written
    program.close()


@SIZES
def test_correct_and_undo(place: Path, tmp_path: Path, width: int, height: int) -> None:
    program = Program(place, tmp_path, width=width, height=height)
    program.press("needs no guarantees" + ENTER, "5 Article · 1 of 2")
    program.press("e", "Who said this?")
    program.press("Nora Vane" + ENTER, "Said by Nora Vane")
    program.press("u", "Undone: said by Nora Vane")
    program.close()


def test_every_screen_opens_and_closes_onto_the_same(program: Program) -> None:
    program.press(ESCAPE, "Space mark")
    program.quiet()
    before = program.text
    for key, shows in (
        ("t", "most in"),
        ("m", "Speakers by issues"),
        ("l", "reported 20 Dec 2025"),
        ("i", "About the speaker"),
        ("Y", "Chicago"),
        ("?", "Type to search;"),
    ):
        program.press(key, shows)
        program.send(ESCAPE)
        program.wait(lambda text: text == before)


def test_a_screen_reader_finds_the_cursor_on_the_selected_row(place: Path, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.toml").write_text("accessible = true\n")
    program = Program(place, tmp_path)
    program.press("guarantees", "3 of 10 quotes")
    program.press(ESCAPE, "Space mark")
    program.send("j")
    program.wait(lambda _: "Island Radio 12 Dec" in program.screen.display[program.screen.cursor.y])
    assert not program.screen.cursor.hidden
    program.close()


def test_a_terminal_without_unicode_gets_none(place: Path, tmp_path: Path) -> None:
    program = Program(place, tmp_path, PYTHONIOENCODING="ascii")
    program.press("harbour fees" + ENTER, "We will not raise the harbour")
    program.quiet()
    assert program.text.isascii()
    assert "\\u" not in program.text
    program.close()


def test_resize_while_typing(program: Program) -> None:
    program.send("har")
    program.resize(60, 20)
    program.send("bour fees")
    program.shows("We will not raise the harbour")
    program.resize(100, 30)
    program.shows("harbour fees")
    program.wait(lambda text: "4 Quotes" in text and "5 Article" in text)
    assert all(len(line) <= 100 for line in program.text.split("\n"))


def test_marks_outlive_a_kill(place: Path, tmp_path: Path) -> None:
    program = Program(place, tmp_path)
    program.send("harbour fees")
    program.shows("of 10")
    program.press(ENTER, "━")
    program.press(" ", "Marked for the brief")
    program.close()
    again = Program(place, tmp_path)
    again.press(ESCAPE, "━")
    again.press("b", "Brief  1")
    again.close()


def test_the_reader_ends_with_its_terminal_though_hang_ups_are_ignored(place: Path, tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        program = Program(place, tmp_path)
    finally:
        signal.signal(signal.SIGHUP, before)
    program.hang_up()
    ended = threading.Thread(
        target=os.waitid, args=(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT), daemon=True
    )
    ended.start()
    ended.join(30)
    os.kill(program.pid, signal.SIGKILL)
    assert os.waitpid(program.pid, 0)[1] == 0, "it had to be killed"


def test_no_color_writes_no_colour(place: Path, tmp_path: Path) -> None:
    program = Program(place, tmp_path, NO_COLOR="1")
    program.press("winter" + ENTER, "Residents of the island fear that")
    program.quiet()
    program.close()
    colours = re.findall(rb"\x1b\[[0-9;]*m", bytes(program.raw))
    assert not [code for code in colours if re.search(rb"[\[;](3[0-8]|4[0-8]|9\d|10[0-7])[;m]", code)]


def test_ascii_draws_nothing_else(place: Path, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.toml").write_text('glyphs = "ascii"\n')
    program = Program(place, tmp_path)
    program.press("winter" + ENTER, "Residents of the island fear that")
    program.quiet()
    assert program.text.isascii(), [line for line in program.text.split("\n") if not line.isascii()]
    program.close()


def test_articles_cannot_steer_the_terminal(tmp_path: Path, place: Path) -> None:
    from store import open_archive
    from store.records import Article
    from tests.tui.conftest import extraction, said

    text = "The \x1b]0;owned\x07 mayor said the \x1b[31mpier\u202e is\u0007 shut \u4e2d\u6587 today."
    quote = said(text, text[text.index("the \x1b") : -1], "mayor", "The mayor")
    with open_archive(place) as archive:
        archive.add_article(Article(text, "\x1b[2JHostile"), extraction(text, [quote]))
    program = Program.__new__(Program)
    Terminal.__init__(
        program,
        [sys.executable, "-m", "tui.cli", "--archive", str(place)],
        environment={
            "ONRECORD_CONFIG": str(tmp_path),
            "ONRECORD_STATE": str(tmp_path),
            "PYTHONIOENCODING": "utf-8",
        },
    )
    program.shows("11 quotes")
    program.press("pier" + ENTER, "pier")
    program.quiet()
    program.close()
    assert b"owned\x07" not in program.raw
    assert b"\x1b[31mpier" not in program.raw
    assert "\u202e".encode() not in program.raw
