"""Copying: which program is asked, and that nothing is claimed that is not known."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from tui.clipboard import Command, commands, native, run


@pytest.mark.parametrize(
    ("environment", "platform", "programs"),
    [
        ({}, "linux", []),
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
        ({}, "darwin", ["pbcopy"]),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, "linux", []),
        ({"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}, "darwin", []),
    ],
)
def test_the_programs_that_reach_this_persons_clipboard(
    environment: dict[str, str], platform: str, programs: list[str]
) -> None:
    assert [command.words[0] for command in commands(environment, platform)] == programs


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clipboard that keeps what it is given, and ends with the status in the file `status`."""
    place = tmp_path / "xclip"
    place.write_text(f'#!/bin/sh\ncat > "{tmp_path}/kept"\nexit $(cat "{tmp_path}/status")\n')
    place.chmod(0o755)
    (tmp_path / "status").write_text("0")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path


def test_a_program_that_ends_well_has_copied_the_text(program: Path) -> None:
    assert run(Command(("xclip",)), "“Grüße”")
    assert (program / "kept").read_text("utf-8") == "“Grüße”"
    assert asyncio.run(native("again", {"DISPLAY": ":0"}))
    assert (program / "kept").read_text("utf-8") == "again"


def test_a_program_that_stays_to_serve_the_text_is_in_no_session_that_the_terminal_hangs_up_on(
    program: Path,
) -> None:
    (program / "xclip").write_text(f'#!/bin/sh\ncat > /dev/null; ps -o sid= -p $$ > "{program}/session"\n')
    assert run(Command(("xclip",)), "text")
    assert int((program / "session").read_text()) != os.getsid(0)


def test_a_program_that_fails_or_is_not_there_has_copied_nothing(program: Path) -> None:
    (program / "status").write_text("1")
    assert not run(Command(("xclip",)), "text")
    assert not run(Command(("no-such-program",)), "text")
    assert not asyncio.run(native("text", {}))
