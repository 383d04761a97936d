"""What is in a watched folder, and what appears there, is given once it is whole."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from store.watching import watch


def test_files_that_are_there_come_first_and_then_those_that_appear(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "old.txt").write_text("Old.")
    stop = threading.Event()
    batches: queue.Queue[list[Path]] = queue.Queue()

    def run() -> None:
        for batch in watch([folder], stop, settle=0.05):
            batches.put(batch)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert [path.name for path in batches.get(timeout=20)] == ["old.txt"]
        (folder / ".hidden").mkdir()
        (folder / ".hidden" / "no.txt").write_text("No.")
        (folder / "no.bin").write_text("No.")
        (folder / "sub").mkdir()
        (folder / "sub" / "new.txt").write_text("New.")
        (folder / "new.md").write_text("New.")
        seen: set[str] = set()
        while seen != {"new.md", "new.txt"}:
            seen |= {path.name for path in batches.get(timeout=20)}
            assert seen <= {"new.md", "new.txt"}
    finally:
        stop.set()
        thread.join()
