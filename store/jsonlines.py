"""JSON a line, by the million: by orjson, and what it does not take by the standard library."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import Any

import orjson

from store.text import storable

_ZERO = rb"\u0000"

_decoded = json.JSONDecoder().decode
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def loads(line: bytes) -> Any:
    """What a line says, without what SQLite cannot store. Raises `ValueError` and `RecursionError`.

    Whole numbers of more than 64 bits come as floating-point numbers.
    """
    try:
        record = orjson.loads(line)
    except ValueError:
        record = None
    if record is not None and _ZERO not in line:
        return record
    # Half a surrogate pair, as an escape or raw, a byte order mark, NaN: other programs write them.
    return _storable(_decoded(line.removeprefix(BOM_UTF8).decode("utf-8", "surrogatepass")))


def dumps(value: Any) -> bytes:
    """`value` on a line without its end. Lone surrogates, which UTF-8 cannot hold, become escapes."""
    try:
        return orjson.dumps(value)
    except TypeError:
        pass
    try:
        return _encoded(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return {key: _storable(item) for key, item in value.items()} if isinstance(value, dict) else value
