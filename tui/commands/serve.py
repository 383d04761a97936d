"""`onrecord serve`: the reader in a browser."""

from __future__ import annotations

import ipaddress
import shlex
import sys

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.pass_obj
def command(archive: str | None, host: str, port: int) -> None:
    """Serve the reader to browsers, by default only to those on this machine.

    Needs the extra `serve`: `pip install onrecord[serve]`.

    Exit status: 0 stopped, 1 the extra is not installed, 2 wrong usage.
    """
    try:
        from textual_serve.server import Server
    except ImportError:
        click.echo("onrecord: serving needs textual-serve: pip install 'onrecord[serve]'.", err=True)
        raise SystemExit(1) from None
    from store.archive.location import archive_path

    if not is_loopback(host):
        click.echo(
            f"onrecord: {host} can be reached from other machines. Whoever reaches it reads and changes this "
            "archive, and can write files as you; there is no password.",
            err=True,
        )
    path = archive_path(archive).absolute()
    reader = [sys.executable, "-m", "tui.commands.served", str(path)]
    Server(shlex.join(reader), host=host, port=port, title="onrecord").serve()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
