"""JSON lines: as the standard library reads and writes them, and what else other programs write."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.jsonlines import dumps, loads

NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
LEAVES = st.none() | st.booleans() | NUMBERS | TEXT
VALUES = st.recursive(LEAVES, lambda some: st.lists(some) | st.dictionaries(TEXT, some))


@given(VALUES)
def test_what_is_written_is_read_again_by_us_and_by_others(value: Any) -> None:
    line = dumps(value)
    assert b"\n" not in line
    assert json.loads(line) == loads(line) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'"half \\ud83d, whole \\ud83d\\ude00"', "half \ufffd, whole \U0001f600"),
        (b'"raw \xed\xa0\xbd half"', "raw \ufffd half"),
        (b'{"a": ["zero \\u0000"]}', {"a": ["zero \ufffd"]}),
        (b"null", None),
        (b'{"a": 1, "a": 2}\r\n', {"a": 2}),
        (b"18446744073709551616", 2.0**64),
    ],
)
def test_lines_as_other_programs_write_them(line: bytes, value: Any) -> None:
    assert loads(line) == value


@pytest.mark.parametrize("line", [b"", b"{", b"\xff\xfe", b"{'a': 1}", b"[1,]"])
def test_what_is_no_json_is_told(line: bytes) -> None:
    with pytest.raises(ValueError):
        loads(line)


@pytest.mark.parametrize("value", ["half \ud83d", {"a": 2**70}])
def test_what_has_no_place_in_utf_8_or_64_bits_is_written_all_the_same(value: Any) -> None:
    assert json.loads(dumps(value)) == value
