"""The command line where its standard streams are closed or take nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store import open_archive
from tests.store.archive.making import extracted

TEXT = "Ada Lund said that the pier is closed for good."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        archive.add_article(*extracted(TEXT, ("Ada Lund", "the pier is closed for good")))
    return path


def shell(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    command = f"{sys.executable} -m tui.cli --archive {place} {line}"
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("line", ["search pier", "export --all -f csv", "sources", "--version"])
def test_a_closed_standard_output_is_no_fault(place: Path, line: str) -> None:
    done = shell(place, f"{line} >&-")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("line", ["search pier", "export --all -f csv", "sources", "search --help"])
def test_a_full_disk_behind_standard_output_is_told(place: Path, line: str) -> None:
    done = shell(place, f"{line} >/dev/full")
    assert done.returncode == 1
    told = "onrecord: standard output cannot be written: No space left on device."
    assert done.stderr.splitlines()[-1] == told
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["search pier", "export --all -f csv", "manual"])
def test_a_reader_that_has_had_enough_is_no_fault(place: Path, line: str) -> None:
    done = shell(place, f"{line} | true")
    assert (done.returncode, "Traceback" in done.stderr, "Error" in done.stderr) == (0, False, False)


def test_closed_standard_input_and_errors_are_no_fault(place: Path) -> None:
    assert shell(place, "search pier <&- 2>&-").stdout.endswith("the pier is closed for good\n")
