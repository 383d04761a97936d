"""Names out of the archive, as a shell completes them at Tab."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from store.search.answers import JumpKind

_OFFERED = 30

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def names(kind: JumpKind) -> Complete:
    """Completes a speaker's or an issue's name by any of its words; with nothing typed, the most quoted."""

    def complete(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        del parameter
        from store.text import counted

        found = _found(ctx.find_root().params.get("archive"), kind, typed.strip("\"'").replace("\\", ""))
        return [CompletionItem(_quoted(name), help=counted(quotes, "quote")) for name, quotes in found]

    return complete


def _found(archive: str | None, kind: JumpKind, typed: str) -> list[tuple[str, int]]:
    from store.archive.errors import ArchiveError
    from store.archive.location import archive_path
    from store.search.engine import Engine

    try:
        engine = Engine(archive_path(archive))
    except ArchiveError:  # a shell is told nothing while somebody types
        return []
    try:
        if typed:
            hits = engine.jump(typed, 4 * _OFFERED)
            return [(hit.name, hit.quotes) for hit in hits if hit.kind == kind][:_OFFERED]
        assert kind != "search"
        return [(one.name, one.count) for one in engine.facets("", kind, _OFFERED).counts]
    finally:
        engine.close()


def _quoted(name: str) -> str:
    """zsh and fish put a name of several words right themselves; bash takes what it is given."""
    in_bash = os.environ.get("_ONRECORD_COMPLETE", "").startswith("bash")
    return name.replace(" ", "\\ ") if in_bash else name


SPEAKERS, ISSUES = names("speaker"), names("issue")
