"""`onrecord speakers`: who is quoted, and setting right who is who."""

from __future__ import annotations

import click

from store.records import Speaker
from store.text import counted
from tui.commands.changing import changing, told
from tui.commands.completing import SPEAKERS
from tui.commands.output import EXIT_STATUS, faults, json_option, show


@click.group(invoke_without_command=True, epilog=EXIT_STATUS)
@click.option("--limit", type=click.IntRange(1), default=None, metavar="N", help="At most N speakers.")
@click.option("--all", "everybody", is_flag=True, help="Also people who are named but not quoted.")
@json_option
@click.pass_context
def command(ctx: click.Context, limit: int | None, everybody: bool, as_json: bool) -> None:
    """List the speakers by how much they are quoted, or set right who is who.

    A speaker is named as the list names them, by any alias, or by number: "#12".
    """
    if ctx.invoked_subcommand:
        return
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    with faults(), ArchiveReader(archive_path(ctx.obj)) as reader:
        rows = [_row(speaker) for speaker in reader.speakers(limit or -1, everybody=everybody)]
        columns = ("speaker", "kind", "quotes", "aliases")
        show(rows, columns, as_json=as_json, numbers=("quotes",))


def _row(speaker: Speaker) -> dict[str, object]:
    return {
        "speaker": speaker.name,
        "kind": speaker.kind,
        "quotes": speaker.quotes,
        "aliases": list(speaker.aliases),
        "id": speaker.id,
    }


@command.command("show", epilog=EXIT_STATUS)
@click.argument("speaker", shell_complete=SPEAKERS)
@json_option
@click.pass_obj
def show_one(archive: str | None, speaker: str, as_json: bool) -> None:
    """Show a speaker's aliases, roles with their dates, and why names were joined."""
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    with faults(), ArchiveReader(archive_path(archive)) as reader:
        found = reader.speaker(reader.find_speaker(speaker))
        assert found is not None
        rows = [
            {
                "what": "speaker",
                "text": found.name,
                "detail": f"{found.kind}, {counted(found.quotes, 'quote')}, #{found.id}",
            }
        ]
        rows += [{"what": "alias", "text": alias, "detail": ""} for alias in found.aliases]
        for role in dict.fromkeys(role.role for role in found.roles):
            days = sorted(
                str(dated.published) for dated in found.roles if dated.role == role and dated.published
            )
            when = "" if not days else days[0] if days[0] == days[-1] else f"{days[0]} … {days[-1]}"
            rows.append({"what": "role", "text": role, "detail": when})
        for joined in reader.joined(found.id):
            detail = f"{joined.reason} ({joined.score:.2f}, {counted(joined.articles, 'article')})"
            rows.append({"what": "joined", "text": joined.name, "detail": detail})
        show(rows, ("what", "text", "detail"), as_json=as_json)


@command.command(epilog=EXIT_STATUS)
@click.argument("keep", shell_complete=SPEAKERS)
@click.argument("other", shell_complete=SPEAKERS)
@click.pass_obj
def merge(archive: str | None, keep: str, other: str) -> None:
    """KEEP and OTHER are one speaker, who goes by KEEP's name."""
    with changing(archive) as opened:
        told(f"{keep} and {other} are one.", opened.merge_speakers(keep, other))


@command.command(epilog=EXIT_STATUS)
@click.argument("speaker", shell_complete=SPEAKERS)
@click.option("--name", "names", multiple=True, help="A full name under which articles have the other one.")
@click.option("--article", "articles", multiple=True, type=int, help="Only in the article with this number.")
@click.option("--into", required=True, metavar="NAME", help="What the other speaker is called.")
@click.pass_obj
def split(
    archive: str | None, speaker: str, names: tuple[str, ...], articles: tuple[int, ...], into: str
) -> None:
    """Part of what SPEAKER is named is somebody else."""
    with changing(archive) as opened:
        number = opened.split_speaker(speaker, into, names=names, articles=articles)
        told(f"{into} is no longer {speaker}.", number)


@command.command(epilog=EXIT_STATUS)
@click.argument("speaker", shell_complete=SPEAKERS)
@click.argument("name")
@click.pass_obj
def rename(archive: str | None, speaker: str, name: str) -> None:
    """SPEAKER goes by NAME."""
    with changing(archive) as opened:
        told(f"{speaker} goes by {name}.", opened.rename_speaker(speaker, name))


@command.command(epilog=EXIT_STATUS)
@click.argument("speaker", shell_complete=SPEAKERS)
@click.argument(
    "kind", type=click.Choice(["person", "organization", "group", "publication", "anonymous", "unknown"])
)
@click.pass_obj
def kind(archive: str | None, speaker: str, kind: str) -> None:
    """SPEAKER is of this KIND."""
    with changing(archive) as opened:
        told(f"{speaker}: {kind}.", opened.set_speaker_kind(speaker, kind))
