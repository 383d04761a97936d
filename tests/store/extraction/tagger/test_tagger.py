"""The trained tagger on small texts: what it finds, and that it finds the same whatever stands beside it."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from store.extraction.segments import segment
from store.extraction.tagger import Tagged, tag
from store.extraction.tagger.session import Model, model

TEXT = (
    "The harbour will be dredged next spring, Mayor Ilsa Brandt said on Monday.\n\n"
    "“We have waited long enough,” she told reporters, adding that the council had found the "
    "money.\n\n"
    "According to the port authority, three firms have made offers. Its director, Omar Venn, declined to "
    "name them.\n\n"
    "Fishermen believe the work will ruin the season."
)


def found(text: str) -> list[Tagged]:
    cut = segment(text)
    return tag(text, [(p.start, p.end) for p in cut.paragraphs], [q.inner for q in cut.outer()])


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[s:e] for s, e in spans)


def test_direct_and_indirect_speech_with_their_sources() -> None:
    said = {words(TEXT, t.source): words(TEXT, t.content) for t in found(TEXT)}
    assert "three firms have made offers" in said["the port authority"]
    assert said["Mayor Ilsa Brandt"].startswith("The harbour will be dredged next spring")
    assert any("We have waited long enough" in words(TEXT, t.content) for t in found(TEXT))


def test_spans_lie_in_the_text_in_order_and_on_words() -> None:
    last = (-1, -1)
    for one in found(TEXT):
        assert one.content[0] >= last
        last = one.content[0]
        assert 0 <= one.confidence <= 1
        assert one.cue
        for start, end in (*one.content, *one.cue, *one.source):
            assert 0 <= start < end <= len(TEXT)
            assert not (TEXT[start - 1 : start].isalnum() and TEXT[start].isalnum())
            assert not (TEXT[end - 1].isalnum() and TEXT[end : end + 1].isalnum())


def test_the_same_text_gives_the_same_answer_from_any_thread() -> None:
    expected = found(TEXT)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(found, [TEXT] * 8)) == [expected] * 8


def test_any_glyphs_of_quotation_are_read_alike() -> None:
    plain = found(TEXT)
    for opening, closing in ("«»", "„“", "‘’", '""'):
        other = found(TEXT.replace("“", opening).replace("”", closing))
        assert [t.source for t in other] == [t.source for t in plain]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "a", "\x00\ufeff", "\u202e" * 40, "…” she said"])
def test_texts_with_next_to_nothing_in_them(text: str) -> None:
    for one in found(text):
        assert all(0 <= s < e <= len(text) for s, e in one.content)


def test_a_long_line_takes_time_in_proportion() -> None:
    line = " ".join(TEXT.split())
    found(line)

    def seconds(copies: int) -> float:
        started = time.process_time()
        found(" ".join([line] * copies))
        return time.process_time() - started

    assert seconds(40) < 8 * seconds(10) + 0.5


def test_ten_thousand_quotation_marks() -> None:
    assert isinstance(found('"a" ' * 5000), list)


def test_importing_the_extraction_does_not_load_the_runtime() -> None:
    code = (
        "import sys, store.extraction.tagger; "
        "print('onnxruntime' in sys.modules, 'tokenizers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_folder_without_a_model_is_named(tmp_path) -> None:
    with pytest.raises(RuntimeError, match=tmp_path.name):
        Model(tmp_path)


def test_the_model_is_loaded_once() -> None:
    assert model() is model()
