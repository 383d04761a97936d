"""`onrecord doctor`: is everything as it should be?"""

from __future__ import annotations

import click

from tui.commands.output import FAILED, faults, json_option, show


@click.command()
@json_option
@click.pass_obj
def command(archive: str | None, as_json: bool) -> None:
    """Check the archive, its index, the model and the machine; say what to do about each fault.

    Exit status: 0 all is well, 1 something is wrong.
    """
    from store.archive.health import examine
    from store.archive.location import archive_path

    with faults():
        findings = examine(archive_path(archive))
        rows = [
            {"what": finding.what, "state": "ok" if finding.well else "fault", "detail": finding.detail}
            for finding in findings
        ]
        show(rows, ("what", "state", "detail"), as_json=as_json)
        if not all(finding.well for finding in findings):
            raise SystemExit(FAILED)
