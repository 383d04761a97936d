"""Reading ahead in a process of its own gives what reading here gives, whatever becomes of that process."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from store.archive.writer import Archive
from store.importing import lines as importing_lines
from store.importing import parsing
from store.importing.run import Format, Report, run
from tests.store.archive.comparing import content

WORDS = ["ferry", "quay", "mayor", "budget", "strike", "harbour", "vote", "Ünlü", "café", "—", "“tide”"]


@pytest.fixture(autouse=True)
def every_file_is_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "WORTH_A_PROCESS", 0)


def written(folder: Path, count: int = 60) -> Path:
    """Quotes of a few people, some of them twice, and a line that makes no sense."""
    lines = [
        json.dumps(
            {
                "quoteID": f"2019-04-{1 + at % 9:02}-{at}",
                "quotation": f"{WORDS[at % 7]} and {WORDS[at * 3 % 11]} number {at}",
                "speaker": ("Ana Sorel", "Tom Reed", "None")[at % 3],
                "date": f"2019-04-{1 + at % 9:02}",
                "urls": [f"https://www.site{at % 2}.example/{at}"],
            }
        )
        for at in range(count)
    ]
    lines[count // 2 : count // 2] = ["{oops", *lines[:3]]
    path = folder / "quotes.json.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def imported(folder: Path, path: Path, jobs: int, format_: Format = "quotebank") -> tuple[Report, Path]:
    archive = folder / f"{jobs}.db"
    with Archive.open(archive) as opened:
        return run(opened, [str(path)], format_, batch=7, jobs=jobs), archive


def test_a_process_of_its_own_reads_the_same(tmp_path: Path) -> None:
    path = written(tmp_path)
    (here, one), (apart, two) = imported(tmp_path, path, 1), imported(tmp_path, path, 2)
    assert (here.quotes, here.known, here.problems) == (apart.quotes, apart.known, apart.problems)
    assert (here.known > 0, here.unread) == (True, 1)
    assert content(one) == content(two)


def test_articles_and_what_a_person_kept_come_through_it_too(tmp_path: Path) -> None:
    text = "“Mind the tide,” Ana Sorel said."
    article = {
        "text": text,
        "quotes": [
            {"content": [[1, 14]], "source": [[17, 26]], "quote": "Mind the tide", "speakers": ["Ana Sorel"]}
        ],
    }
    search = {"type": "saved_search", "name": "tides", "query": "tide"}
    path = tmp_path / "own.jsonl"
    path.write_text(f"{json.dumps(article)}\n{json.dumps(search)}\n", encoding="utf-8")
    (_, one), (done, two) = imported(tmp_path, path, 1, "onrecord"), imported(tmp_path, path, 2, "onrecord")
    assert (done.articles, done.quotes, done.problems) == (1, 1, [])
    assert content(one) == content(two)


def test_a_reading_process_that_is_killed_is_done_without(tmp_path: Path) -> None:
    path = written(tmp_path, 4000)
    killed = []

    def kill(_: Report) -> None:
        for process in multiprocessing.active_children():
            process.kill()
            killed.append(process.pid)

    with Archive.open(tmp_path / "a.db") as archive:
        done = run(archive, [str(path)], "quotebank", report=kill, batch=7, seconds=0, jobs=2)
    assert killed
    undisturbed, other = imported(tmp_path, path, 1)
    assert (done.quotes, done.known, done.unread) == (undisturbed.quotes, undisturbed.known, 1)
    assert content(tmp_path / "a.db") == content(other)


def test_a_file_that_breaks_off_says_so_from_there(tmp_path: Path) -> None:
    path = written(tmp_path, 4000)
    path.write_bytes(path.read_bytes()[:-2000])
    done, _ = imported(tmp_path, path, 2)
    text = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(path.read_bytes())
    assert done.quotes + done.known + done.unread == text.count(b"\n") + 1
    assert "breaks off before its end" in done.problems[-1]


_STOPPED = """
import sys
import zlib
from pathlib import Path
from store.archive.writer import Archive
from store.importing.run import run
with Archive.open(sys.argv[1]) as archive:
    stop = lambda _: (print(flush=True), input())
    run(archive, [sys.argv[2]], "quotebank", batch=7, seconds=0, report=stop)
"""


def test_an_import_that_is_killed_goes_on_and_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    path = written(tmp_path)
    command = [sys.executable, "-c", _STOPPED, str(tmp_path / "a.db"), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
    with Archive.open(tmp_path / "a.db") as archive:
        rest = run(archive, [str(path)], "quotebank", batch=7)
    undisturbed, other = imported(tmp_path, path, 1)
    assert 0 < rest.quotes < undisturbed.quotes
    assert content(tmp_path / "a.db") == content(other)


def test_a_line_that_is_too_long_costs_no_other_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, 6)
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    longest = max(map(len, lines)) + 10
    monkeypatch.setattr(importing_lines, "LONGEST_LINE", longest)
    for length in (longest, longest + 1, 2 * longest, 5 * longest + 3):
        path.write_bytes(gzip.compress(b"".join([*lines[:3], b'"' + b"x" * length + b'"\n', *lines[3:]])))
        read = list(importing_lines.Lines(str(path)))
        assert [line.text for line in read if line.text != importing_lines.TOO_LONG] == lines
        assert [line.number for line in read if line.text == importing_lines.TOO_LONG] == [4]
        done, _ = imported(tmp_path / str(length), path, 1)
        assert any("line 4: longer than" in problem for problem in done.problems)
