"""Copying, rung by rung: the system's clipboard, then the terminal's (OSC 52), then a panel to copy from.

What is said about it is never more than what is known: a command that ends with 0 has copied; a terminal
takes OSC 52 without a word, or ignores it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TIMEOUT = 2.0


@dataclass(frozen=True, slots=True)
class Command:
    """A program that takes the clipboard's text on its standard input."""

    words: tuple[str, ...]
    encoding: str = "utf-8"


def commands(environment: Mapping[str, str], platform: str = sys.platform) -> list[Command]:
    """The programs that would reach this person's clipboard, best first.

    Over SSH none does: they would fill the clipboard of the machine far away.
    """
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return []
    if platform == "darwin":
        return [Command(("pbcopy",))]
    if platform == "win32":
        return [Command(("clip.exe",), "utf-16-le")]
    found: list[Command] = []
    if environment.get("WAYLAND_DISPLAY"):
        found.append(Command(("wl-copy",)))
    if environment.get("DISPLAY"):
        found += [Command(("xclip", "-selection", "clipboard")), Command(("xsel", "--clipboard", "--input"))]
    if environment.get("WSL_DISTRO_NAME"):
        found.append(Command(("clip.exe",), "utf-16-le"))
    if environment.get("TERMUX_VERSION"):
        found.append(Command(("termux-clipboard-set",)))
    return found


def run(command: Command, text: str) -> bool:
    """Whether `command` took `text`."""
    program = shutil.which(command.words[0])
    if program is None:
        return False
    try:
        # xclip stays behind to serve the selection: nothing of ours may keep it, nor it us, and it outlives
        # the terminal (which, closed, hangs up on all of its session).
        done = subprocess.run(  # noqa: S603
            [program, *command.words[1:]],
            input=text.encode(command.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _first(candidates: Sequence[Command], text: str) -> bool:
    return any(run(command, text) for command in candidates)


async def native(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether one of the system's own programs took `text`; waits for it off the event loop."""
    candidates = commands(environment)
    if environment.get("TMUX"):
        # tmux swallows OSC 52 in its default setting, but hands on what is given to it by name.
        await asyncio.to_thread(run, Command(("tmux", "load-buffer", "-w", "-")), text)
    return bool(candidates) and await asyncio.to_thread(_first, candidates, text)
