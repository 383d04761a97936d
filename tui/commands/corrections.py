"""`onrecord corrections`: what a person decided."""

from __future__ import annotations

import json
from datetime import datetime

import click

from tui.commands.output import EXIT_STATUS, faults, json_option, show


def _to_the_second(moment: str) -> str:
    """A moment as a person reads it, without the fraction that tells it from the one before."""
    return datetime.fromisoformat(moment).isoformat(timespec="seconds")


@click.command(epilog=EXIT_STATUS)
@click.option("--all", "undone", is_flag=True, help="Also those that were taken back.")
@json_option
@click.pass_obj
def command(archive: str | None, undone: bool, as_json: bool) -> None:
    """List the corrections, the last first. `onrecord undo NUMBER` takes one back."""
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    with faults(), ArchiveReader(archive_path(archive)) as reader:
        rows = [
            {
                "number": decision.id,
                "at": decision.at if as_json else _to_the_second(decision.at),
                "action": decision.action,
                "detail": decision.detail if as_json else json.dumps(decision.detail, ensure_ascii=False),
                "undone": decision.undone,
            }
            for decision in reader.decisions(undone=undone)
        ]
        show(rows, ("number", "at", "action", "detail"), as_json=as_json, numbers=("number",))
