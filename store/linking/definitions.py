"""Definitions of issues: phrases of which one must stand in a quote, and phrases of which none may."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.search.tags import without_private_use


class DefinitionError(ValueError):
    """A definition makes no sense; the message is a sentence that says which part."""


@dataclass(frozen=True, slots=True)
class Definition:
    """Which quotes belong to an issue. A phrase is words in a row; a `*` at its end stands for any ending."""

    name: str
    any: tuple[str, ...]
    none: tuple[str, ...] = ()
    pinned: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise DefinitionError("An issue needs a name.")
        if not self.any:
            raise DefinitionError(
                f"The definition of {self.name!r} needs a phrase that makes a quote belong (--any)."
            )
        for phrase in (*self.any, *self.none):
            expression(phrase)


def expression(phrase: str) -> str:
    """The full-text expression that finds `phrase`. Raises `DefinitionError`."""
    bare = without_private_use(phrase).strip()
    is_open = bare.endswith("*")
    bare = bare.rstrip("*").strip()
    if "*" in bare:
        raise DefinitionError(f"In {phrase!r} the * must stand at the end of the phrase.")
    if not any(character.isalnum() for character in bare):
        raise DefinitionError(f"The phrase {phrase!r} has no word in it.")
    escaped = bare.replace('"', '""').replace("\0", " ")
    return f'"{escaped}"' + (" *" if is_open else "")


def to_toml(definitions: Iterable[Definition]) -> str:
    """Definitions as a TOML document, for sharing."""
    blocks = []
    for definition in definitions:
        lines = ["[[issue]]", f"name = {_string(definition.name)}", f"any = {_list(definition.any)}"]
        if definition.none:
            lines.append(f"not = {_list(definition.none)}")
        if definition.pinned:
            lines.append("pinned = true")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def from_toml(document: str) -> list[Definition]:
    """The definitions of a TOML document. Raises `DefinitionError`, naming what is wrong with it."""
    try:
        data = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"This is no TOML: {error}.") from error
    issues = data.get("issue")
    if not isinstance(issues, list) or not issues:
        raise DefinitionError("The file names no issue: each begins with a line [[issue]].")
    return [_from_table(table, number) for number, table in enumerate(issues, 1)]


def _from_table(table: object, number: int) -> Definition:
    if not isinstance(table, dict):
        raise DefinitionError(f"Issue {number} is no table: each begins with a line [[issue]].")
    unknown = set(table) - {"name", "any", "not", "pinned"}
    if unknown:
        raise DefinitionError(
            f"Issue {number} has {', '.join(sorted(unknown))}; name, any, not and pinned are known."
        )
    name, any_, none, pinned = (table.get(key) for key in ("name", "any", "not", "pinned"))
    if not isinstance(name, str) or not _strings(any_ or []) or not _strings(none or []):
        raise DefinitionError(f"Issue {number} needs a name, and any and not as lists of phrases.")
    return Definition(name, tuple(any_ or ()), tuple(none or ()), bool(pinned))


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _string(text: str) -> str:
    # JSON's strings are TOML's, but for the delete character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_string(text) for text in texts) + "]"
