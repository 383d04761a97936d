"""Adding folders: what is known is passed over, what cannot be read is named, what was killed can go on."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.ingest import Outcome, Progress, add_paths, extract_again, files_under
from store.reading.registry import read_path
from store.records import Article, Attribution, ExtractedQuote, Extraction, Person
from tests.store.archive.comparing import content, tables

ROOT = Path(__file__).parent.parent.parent
_SAYS = re.compile(r"(\w+ \w+) said ([^.]+)\.")


def quick(article: Article) -> Extraction:
    """An extraction good enough for these texts."""
    found = [
        ExtractedQuote(
            Attribution(((match.start(2), match.end(2)),), (), (), "indirect", "speech", 0.9),
            match[2],
            (match[1],),
            "person",
        )
        for match in _SAYS.finditer(article.text)
    ]
    people = tuple(Person(name) for name in dict.fromkeys(name for quote in found for name in quote.speakers))
    return Extraction(article.text, tuple(found), people, ())


def write_files(folder: Path, count: int) -> None:
    for number in range(count):
        text = (
            f"date 2025-12-{number % 28 + 1:02} Ana Sorel said wall {number} holds. Tom Reed said it leaks."
        )
        (folder / f"{number:03}.txt").write_text(text, "utf-8")


def test_adding_again_adds_what_is_new(tmp_path: Path) -> None:
    write_files(tmp_path, 3)
    with Archive.open(tmp_path / "a.db") as archive:
        assert add_paths(archive, [tmp_path], extract=quick) == Outcome(3, 0, 0)
        write_files(tmp_path, 5)
        assert add_paths(archive, [tmp_path], extract=quick) == Outcome(2, 3, 0)
        write_files(tmp_path, 20)
        assert add_paths(archive, [tmp_path], extract=quick) == Outcome(15, 5, 0)


def test_known_articles_are_not_extracted_again(tmp_path: Path) -> None:
    write_files(tmp_path, 2)
    asked: list[str] = []

    def counted(article: Article) -> Extraction:
        asked.append(article.text)
        return quick(article)

    with Archive.open(tmp_path / "a.db") as archive:
        add_paths(archive, [tmp_path], extract=counted)
        add_paths(archive, [tmp_path], extract=counted)
    assert len(asked) == 2


def test_a_file_that_cannot_be_read_is_named_and_the_rest_added(tmp_path: Path) -> None:
    write_files(tmp_path, 2)
    (tmp_path / "empty.txt").write_text("  ")
    told: list[Progress] = []
    with Archive.open(tmp_path / "a.db") as archive:
        outcome = add_paths(archive, [tmp_path, tmp_path / "gone.txt"], extract=quick, report=told.append)
    assert outcome == Outcome(2, 0, 2)
    problems = [progress.problem for progress in told if progress.problem]
    assert any("empty.txt" in problem for problem in problems)
    assert any("gone.txt" in problem for problem in problems)


def test_pipes_and_links_in_circles_hold_nothing_up(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "a.txt").write_text("He said yes.")
    assert list(files_under([folder])) == [folder / "a.txt"]


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("He said yes.",))
    writer.start()
    assert [article.text for article in read_path(pipe)] == ["He said yes."]
    writer.join()


def test_several_processes_write_what_one_does(tmp_path: Path) -> None:
    write_files(tmp_path, 9)
    with Archive.open(tmp_path / "one.db") as one, Archive.open(tmp_path / "two.db") as two:
        add_paths(one, [tmp_path], jobs=1, extract=quick)
        add_paths(two, [tmp_path], jobs=2, extract=quick)
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")


def dies_of_one(article: Article) -> Extraction:
    """As `quick`, but for an article that is too much for a process beside the first."""
    if multiprocessing.parent_process() and "wall 7 " in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(article)


def test_no_article_is_lost_with_the_process_that_had_it(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_files(folder, 40)
    with Archive.open(tmp_path / "a.db") as archive, Archive.open(tmp_path / "b.db") as other:
        assert add_paths(archive, [folder], jobs=2, extract=dies_of_one) == Outcome(40, 0, 0)
        add_paths(other, [folder], jobs=1, extract=quick)
    assert content(tmp_path / "a.db") == content(tmp_path / "b.db")


def test_extracting_all_again_changes_nothing_when_the_extraction_is_the_same(tmp_path: Path) -> None:
    write_files(tmp_path, 4)
    with Archive.open(tmp_path / "a.db") as archive:
        add_paths(archive, [tmp_path], extract=quick)
        before = content(archive.path)
        assert extract_again(archive, jobs=1, extract=quick) == 4
        assert content(archive.path) == before


def stumbles(article: Article) -> Extraction:
    """As `quick`, but for an article that is more than it can do."""
    if "wall 2 " in article.text:
        raise ValueError("no end")
    return quick(article)


def test_an_article_that_cannot_be_analysed_again_keeps_what_it_had(tmp_path: Path) -> None:
    write_files(tmp_path, 6)
    with Archive.open(tmp_path / "a.db") as archive:
        add_paths(archive, [tmp_path], jobs=1, extract=quick)
        before = content(tmp_path / "a.db")
        for jobs in (1, 2):
            told: list[str] = []
            assert extract_again(archive, jobs=jobs, extract=stumbles, problem=told.append) == 6
            assert told == [f"{tmp_path / '002.txt'} could not be analysed (ValueError: no end)."]
    assert content(tmp_path / "a.db") == before


def test_a_killed_run_can_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_files(folder, 200)
    program = (
        "import sys; from pathlib import Path; from store.archive.writer import Archive;"
        "from store.ingest import add_paths; from tests.store.test_ingest import quick;"
        "archive = Archive.open(Path(sys.argv[2]));"
        "add_paths(archive, [Path(sys.argv[1])], jobs=1, extract=quick,"
        " report=lambda progress: print(progress.done, flush=True))"
    )
    killed = subprocess.Popen(
        [sys.executable, "-c", program, str(folder), str(tmp_path / "killed.db")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert killed.stdout is not None
    while int(killed.stdout.readline()) < 40:
        pass
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    with ArchiveReader(tmp_path / "killed.db") as reader:
        assert 40 <= reader.totals().articles < 200
    for name in ("killed.db", "whole.db"):
        with Archive.open(tmp_path / name) as archive:
            add_paths(archive, [folder], jobs=1, extract=quick)
    assert content(tmp_path / "killed.db") == content(tmp_path / "whole.db")
    first, second = tables(tmp_path / "killed.db"), tables(tmp_path / "whole.db")
    assert {table for table in first if first[table] != second[table]} <= {
        "article"
    }  # when it was added differs
