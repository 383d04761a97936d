"""Themes of the user's own: `themes/NAME.toml` in the config folder, colours by Textual's names."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui.theme import ANSI_VARIABLES, COLORS, DEFAULT_VARIABLES


def user_themes(folder: Path) -> tuple[list[Theme], list[str]]:
    """The themes in `folder`/themes, and a sentence for each that makes none."""
    found: list[Theme] = []
    problems: list[str] = []
    for path in sorted((folder / "themes").glob("*.toml")):
        made = _theme(path)
        if isinstance(made, Theme):
            found.append(made)
        else:
            problems.append(made)
    return found, problems


def _theme(path: Path) -> Theme | str:
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return f"{path}: {error}; the theme is left out."
    known = {item.name for item in fields(Theme)} - {"name"}
    for name, value in table.items():
        if name not in known:
            return f"{path}: there is no colour {name!r}; the theme is left out."
        if isinstance(value, str):
            try:
                Color.parse(value)
            except ColorParseError:
                return f"{path}: {name} = {value!r} is no colour; the theme is left out."
    if "primary" not in table:
        return f"{path}: a theme names at least `primary`; it is left out."
    if table.get("ansi"):
        table["variables"] = {**ANSI_VARIABLES, **table.get("variables", {})}
    theme = Theme(name=path.stem, **table)
    try:
        variables = {**DEFAULT_VARIABLES, **theme.to_color_system().generate(), **theme.variables}
        for name in COLORS:
            Color.parse(variables[name])
    except (ColorParseError, TypeError, ValueError, AttributeError) as error:
        return f"{path}: {error}; the theme is left out."
    return theme
