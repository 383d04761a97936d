"""What a person can set, in `settings.toml` in the platform's config folder.

A setting that makes no sense never keeps the reader from starting: it is named with its file and line, and
the default holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

import platformdirs

from tui.actions import BY_ID, meet

Style = Literal["plain", "markdown", "chicago", "ap"]
"""As in `store.export.citation`, which costs more to import than a start should."""

Way = Literal["auto", "terminal", "panel"]
"""`auto`: the best there is; `terminal`: only OSC 52; `panel`: only show the text."""

FOLDER_VARIABLE = "ONRECORD_CONFIG"
"""The environment variable that names another config folder."""
FILE = "settings.toml"


class Settings(NamedTuple):
    """The settings, with their defaults."""

    theme: str = ""
    """The theme: onrecord-dark, onrecord-light, onrecord-contrast, onrecord-ansi, one of Textual's, or the
    name of a file in the folder `themes`. Empty: the one chosen last with T."""

    citation: Style = "plain"
    """How a copied quote is cited: plain, markdown, chicago or ap."""

    clipboard: Way = "auto"
    """How to copy: auto (the system's clipboard, else the terminal's), terminal (only OSC 52), or panel (only
    show the text)."""

    glyphs: str = "auto"
    """The signs the screen draws with: auto, unicode or ascii. With ascii, letters of articles that have no
    likeness in it are shown as ?; what is copied and exported has them all."""

    accessible: bool = False
    """For screen readers: the terminal's cursor is seen and stands on the selected row; states are words,
    nothing is drawn; no animation, no progress that changes by itself; one line tells what was done or
    found."""

    quote_lines: int = 2
    """Lines of its words that a row of the list shows, 1 to 6."""

    attitudes: bool = True
    """Whether to list what people believe or hope, beside what they say."""

    mouse: bool = True
    """Whether the mouse works in the reader; off, the terminal selects text as usual."""

    export_folder: str = ""
    """Where exports are written when no folder is named. Empty: the current folder."""

    keys: Mapping[str, str] = MappingProxyType({})
    """Keys by action id, in a table keys: `"copy.quote" = "y"`. `onrecord keys` lists the ids."""


CHOICES: dict[str, tuple[str, ...]] = {
    "citation": get_args(Style),
    "clipboard": get_args(Way),
    "glyphs": ("auto", "unicode", "ascii"),
}
_KEY = re.compile(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*(?:\w+|[^\s\w])|")
"""One key as Textual names it; an empty one takes the action's keys away."""
_RANGES = {"quote_lines": range(1, 7)}


class Loaded(NamedTuple):
    """Settings, and what was wrong with them."""

    settings: Settings = Settings()
    problems: tuple[str, ...] = ()
    """A sentence each, with file and line."""


def folder(given: Path | None = None) -> Path:
    """The config folder: the one given, else `ONRECORD_CONFIG`, else the platform's."""
    named = os.environ.get(FOLDER_VARIABLE)
    return given or (Path(named) if named else platformdirs.user_config_path("onrecord", appauthor=False))


def load(config: Path | None = None) -> Loaded:
    """The settings in the config folder; defaults for what is not there or makes no sense. Never raises."""
    path = folder(config) / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded()
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(problems=(f"{path}: cannot be read ({error}); the defaults hold.",))
    return parse(text, path)


def parse(text: str, path: Path) -> Loaded:
    """The settings that `text`, the content of `path`, makes."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Loaded(problems=(f"{path}: {error}; the defaults hold.",))
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        known = name in Settings._fields
        complaint = _complaint(name, value) if known else f"there is no setting {name!r}"
        if complaint:
            problems.append(f"{path}, line {_line(text, name)}: {complaint}; the default holds.")
        elif name == "keys":
            values["keys"] = _keys(text, path, value, problems)
        else:
            values[name] = value
    return Loaded(Settings(**values), tuple(problems))


def _complaint(name: str, value: Any) -> str:
    """What is wrong with `value` for setting `name`; empty when nothing is."""
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} is one of {', '.join(CHOICES[name])}, not {value!r}"
    default = Mapping if name == "keys" else type(getattr(Settings(), name))
    if not isinstance(value, default) or (default is int and isinstance(value, bool)):
        kind = {"str": "text", "int": "a number", "bool": "true or false"}.get(default.__name__, "a table")
        return f"{name} is {kind}, not {value!r}"
    if name in _RANGES and value not in _RANGES[name]:
        return f"{name} is from {_RANGES[name].start} to {_RANGES[name].stop - 1}, not {value}"
    return ""


def _keys(text: str, path: Path, table: Mapping[str, Any], problems: list[str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    complaints: dict[str, str] = {}
    for name, value in _flat(table).items():
        if name not in BY_ID:
            complaints[name] = f"there is no action {name!r} (`onrecord keys` lists them)"
        elif not isinstance(value, str):
            complaints[name] = f"the keys of {name!r} are text, not {value!r}"
        elif (wrong := next((key for key in value.split(",") if not _KEY.fullmatch(key)), None)) is not None:
            complaints[name] = (
                f"no key is called {wrong!r} (a key is a letter or a name such as ctrl+f, f5, tab)"
            )
        else:
            keys[name] = value
    for name in reversed([*keys]):
        if clash := _clash(name, keys):
            complaints[name] = clash
            del keys[name]
    problems += [
        f"{path}, line {_line(text, name)}: {complaint}; it is left out."
        for name, complaint in complaints.items()
    ]
    return keys


def _clash(name: str, keys: Mapping[str, str]) -> str:
    """Which other action one of the keys given to action `name` is given to as well; empty where none."""
    for other in keys:
        if other != name and meet(BY_ID[name].place, BY_ID[other].place):
            both = set(keys[name].split(",")) & set(keys[other].split(",")) - {""}
            if both:
                return f"{min(both)!r} is the key of {other!r} already"
    return ""


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """`copy.quote = "y"` without quotation marks makes tables in tables: their names joined again."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            found.update(_flat(value, f"{before}{name}."))
        else:
            found[before + name] = value
    return found


def _line(text: str, name: str) -> int:
    """The line on which `name` is set, from 1."""
    for candidate in (name, name.rsplit(".", 1)[-1]):
        found = re.search(
            rf'^\s*\[?\s*["\']?(?:[\w.-]+\.)?{re.escape(candidate)}["\']?\s*[=\]]', text, re.MULTILINE
        )
        if found is not None:
            return text.count("\n", 0, found.end()) + 1
    return 1


def template() -> str:
    """A settings file with every setting, its meaning and its default, all commented out."""
    import ast
    import inspect

    lines = ["# The settings of onrecord's reader. A line counts once its # is taken away.", ""]
    (tree,) = ast.parse(inspect.getsource(Settings)).body
    assert isinstance(tree, ast.ClassDef)
    for item, described in zip(tree.body, tree.body[1:], strict=False):
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        assert isinstance(described, ast.Expr)
        assert isinstance(described.value, ast.Constant)
        text = " ".join(str(described.value.value).split())
        lines.append(f"# {text}")
        if item.target.id != "keys":
            lines.append(f"# {item.target.id} = {_toml(getattr(Settings(), item.target.id))}")
        lines.append("")
    return "\n".join([*lines, "# [keys]", ""])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
