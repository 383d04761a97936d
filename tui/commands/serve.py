"""`onrecord serve`: the reader in a browser."""

from __future__ import annotations

import ipaddress
import shlex
import sys
from typing import Any
from urllib.parse import urlsplit

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--url", metavar="URL", help="How browsers reach it, where that is not the address and port.")
@click.pass_obj
def command(archive: str | None, host: str, port: int, url: str | None) -> None:
    """Serve the reader to browsers, by default only to those on this machine.

    Needs the extra `serve`: `pip install onrecord[serve]`.

    Exit status: 0 stopped, 1 the extra is not installed or the port is taken, 2 wrong usage.
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
    reader = [sys.executable, "-P", "-m", "tui.commands.served", str(path)]
    server = Server(shlex.join(reader), host=host, port=port, title="onrecord", public_url=url)
    refuse_other_sites(server)
    try:
        server.serve()
    except OSError as error:
        click.echo(f"onrecord: {host}:{port} cannot be listened at: {error.strerror}.", err=True)
        raise SystemExit(1) from error


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_other_sites(server: Any) -> None:
    """Let only the served page open the line to the reader.

    A browser lets every page it shows connect to this machine: another site's would read the archive.
    """
    from aiohttp import web

    handle = server.handle_websocket
    served = urlsplit(server.public_url).netloc

    async def guarded(request: web.Request) -> Any:
        page = request.headers.get("Origin", "")
        if page and urlsplit(page).netloc != served:
            raise web.HTTPForbidden(text=f"{page} is not the page that is served here.")
        return await handle(request)

    server.handle_websocket = guarded
