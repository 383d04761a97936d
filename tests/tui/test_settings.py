"""Settings: what a file makes of them, and what is said of what makes no sense."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.tui.conftest import Opened
from tui.app import OnRecordApp
from tui.memory import Memory
from tui.settings import Settings, load, parse, template
from tui.theme import THEMES
from tui.themes import user_themes
from tui.thread_session import ThreadSession

FILE = Path("settings.toml")


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == load(tmp_path / "none")
    assert load(tmp_path).settings == Settings()


def test_what_is_set_is_taken_and_the_rest_is_default() -> None:
    loaded = parse('citation = "ap"\nquote_lines = 4\n[keys]\n"copy.quote" = "c"\n', FILE)
    assert loaded.problems == ()
    assert loaded.settings == Settings(citation="ap", quote_lines=4, keys={"copy.quote": "c"})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('colour = "red"\n', 1, "colour"),
        ('theme = ""\ncitation = "mla"\n', 2, "plain, markdown, chicago, ap"),
        ("\n\nquote_lines = 9\n", 3, "from 1 to 6"),
        ("quote_lines = true\n", 1, "a number"),
        ("mouse = 1\n", 1, "true or false"),
        ("accessible = 'yes'\n", 1, "true or false"),
        ('[keys]\n"fly.away" = "x"\n', 2, "fly.away"),
        ('[keys]\n"copy.quote" = 7\n', 2, "copy.quote"),
        ('[keys]\n"copy.quote" = "not a key"\n', 2, "no key is called 'not a key'"),
    ],
)
def test_nonsense_is_named_with_file_line_and_key_and_the_default_holds(
    text: str, line: int, said: str
) -> None:
    loaded = parse(text, FILE)
    (problem,) = loaded.problems
    assert problem.startswith(f"settings.toml, line {line}: ")
    assert said in problem
    assert loaded.settings == Settings()


def test_of_two_actions_given_one_key_the_second_is_left_out() -> None:
    loaded = parse('[keys]\nquit = "x"\n"copy.quote" = "f5,x"\n"brief.note" = "y"\n', FILE)
    assert loaded.problems == ("settings.toml, line 3: 'x' is the key of 'quit' already; it is left out.",)
    assert loaded.settings.keys == {"quit": "x", "brief.note": "y"}


def test_keys_may_change_places_or_be_taken_away() -> None:
    loaded = parse('[keys]\n"copy.quote" = "q"\nquit = "y"\ncard = ""\nhelp = "?"\n', FILE)
    assert loaded.problems == ()
    assert loaded.settings.keys == {"copy.quote": "q", "quit": "y", "card": "", "help": "?"}


def test_what_is_no_toml_is_named_with_its_line() -> None:
    loaded = parse('citation = "ap"\nquote_lines =\n', FILE)
    assert loaded.settings == Settings()
    assert "line 2" in loaded.problems[0]


def test_a_file_in_another_encoding_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'theme = "caf\xe9"\n')
    loaded = load(tmp_path)
    assert loaded.settings == Settings()
    assert str(tmp_path) in loaded.problems[0]


def test_the_template_explains_every_setting_and_sets_its_default_once_uncommented() -> None:
    written = template()
    values = [line[2:] for line in written.splitlines() if " = " in line and line.startswith("# ")]
    settings = [line for line in values if line.split(" = ")[0] in Settings._fields]
    assert tomllib.loads("\n".join(settings)) == {
        name: getattr(Settings(), name) for name in Settings._fields if name != "keys"
    }
    assert tomllib.loads(written) == {}


def test_sizes_are_remembered_from_one_run_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "state" / "reader.json"
    Memory(side=40, share=60, side_hidden=True, theme="onrecord-light").save(path)
    assert Memory.load(path) == Memory(side=40, share=60, side_hidden=True, theme="onrecord-light")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"side": "wide", "share": true, "colour": 3}'])
def test_a_memory_that_makes_no_sense_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reader.json"
    path.write_text(text)
    assert Memory.load(path) == Memory()


def test_a_theme_of_ones_own_is_read_and_a_broken_one_named(tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    (folder / "dusk.toml").write_text('primary = "#334455"\ndark = true\n')
    (folder / "odd.toml").write_text('primary = "#334455"\ncolour = "red"\n')
    (folder / "pale.toml").write_text('primary = "sort of blue"\n')
    (folder / "empty.toml").write_text("")
    (folder / "odd-words.toml").write_text('primary = "#334455"\n[variables]\nmuted = "mud"\n')
    (folder / "odd-kind.toml").write_text('primary = "#334455"\nvariables = 3\n')
    (folder / "torn.toml").write_text("primary = ")
    found, problems = user_themes(tmp_path)
    assert [(theme.name, theme.primary) for theme in found] == [("dusk", "#334455")]
    assert [Path(problem.split(":")[0]).name for problem in problems] == [
        "empty.toml", "odd-kind.toml", "odd-words.toml", "odd.toml", "pale.toml", "torn.toml",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [theme.name for theme in THEMES])
async def test_the_reader_opens_in_each_of_its_themes(opened: Opened, name: str) -> None:
    async with opened(theme=name) as reader:
        assert reader.app.theme == name
        await reader.press("escape", "e", "escape", "t")
        assert "Ilse Brandt" in str(reader.screen.query_one("#frame").border_title)


async def test_the_reader_opens_in_a_theme_of_ones_own_in_the_terminals_colours(
    archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.toml").write_text('primary = "ansi_cyan"\nansi = true\n')
    session = ThreadSession(archive)
    app = OnRecordApp(session, settings=Settings(theme="mine"), themes_folder=tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == "mine"
    session.close()
