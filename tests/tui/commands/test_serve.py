"""`onrecord serve`: the page, the line to the reader behind it, and what is said when it cannot be."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import aiohttp
import pytest
from click.testing import CliRunner

from tui.commands.root import cli
from tui.commands.serve import is_loopback

PATIENCE = 60.0
"""Seconds a server on a busy machine may take."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def page(made_archive: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server that is up."""
    port = free_port()
    own = {"ONRECORD_CONFIG": str(tmp_path / "config"), "ONRECORD_STATE": str(tmp_path / "state")}
    command = [sys.executable, "-m", "tui.cli", "--archive", str(made_archive), "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env={**os.environ, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(URLError):
                urllib.request.urlopen(address).close()
                break
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not answer"
        yield address
        server.send_signal(signal.SIGINT)


async def test_the_page_is_served_and_the_reader_behind_it(page: str) -> None:
    async with aiohttp.ClientSession() as browser:
        async with browser.get(page) as answer:
            assert answer.status == 200
            text = await answer.text()
            assert "onrecord" in text
            assert f"ws{page.removeprefix('http')}/ws" in text
        line = await browser.ws_connect(f"{page}/ws?width=100&height=30", origin=page)
        shown = b""
        while b"10 quotes" not in shown:
            message = await line.receive(timeout=PATIENCE)
            assert message.type is aiohttp.WSMsgType.BINARY, message
            shown += message.data
        await line.close()


async def test_a_page_of_another_site_gets_no_line_to_the_reader(page: str) -> None:
    async with aiohttp.ClientSession() as browser:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await browser.ws_connect(f"{page}/ws", origin="https://elsewhere.example")
        assert refused.value.status == 403


class Refusing:
    """A server whose port somebody else has."""

    def __init__(self, *command: object, host: str, port: int, title: str, public_url: str | None) -> None:
        self.public_url = public_url or f"http://{host}:{port}"

    async def handle_websocket(self, request: object) -> None:
        """Never asked."""

    def serve(self) -> None:
        raise OSError(98, "Address already in use")


def test_a_port_that_is_taken_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual_serve.server.Server", Refusing)
    result = CliRunner().invoke(cli, ["serve", "--port", "8765"])
    assert result.exit_code == 1
    assert result.stderr == "onrecord: 127.0.0.1:8765 cannot be listened at: Address already in use.\n"


@pytest.mark.parametrize(("host", "warned"), [("0.0.0.0", True), ("::", True), ("127.0.0.1", False)])
def test_whoever_can_reach_it_is_warned_of(monkeypatch: pytest.MonkeyPatch, host: str, warned: bool) -> None:
    monkeypatch.setattr("textual_serve.server.Server", Refusing)
    result = CliRunner().invoke(cli, ["serve", "--host", host])
    assert ("can be reached from other machines" in result.stderr) is warned


@pytest.mark.parametrize(
    ("host", "alone"), [("localhost", True), ("::1", True), ("127.8.8.8", True), ("example.org", False)]
)
def test_loopback_is_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    result = CliRunner().invoke(cli, ["serve"])
    assert result.exit_code == 1
    assert "pip install 'onrecord[serve]'" in result.stderr
