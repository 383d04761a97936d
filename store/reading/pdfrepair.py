"""A page tree for a PDF file that breaks off before its own.

Most programs write what pages there are, and where everything stands, at a file's end: without it no reader
opens the file, though the pages before are whole.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})[ \r\n]+\d{1,5}[ \r\n]+obj\b")
_HEAD = 4096
"""Bytes in which an object says of what type it is."""
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST, _COUNT = re.compile(rb"/First\s+(\d+)"), re.compile(rb"/N\s+(\d+)")
_STREAM = re.compile(rb"\bstream\r?\n")
_UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that all packed objects may come to."""


def with_page_tree(data: bytes) -> bytes | None:
    """`data` with a tree of the pages that stand in it; None where there are none."""
    unpacked = b"".join(b"\n%d 0 obj\n%s\nendobj" % (number, body) for number, body in _packed_objects(data))
    data = _ended(data) + unpacked
    pages: dict[int, None] = {}
    highest = 0
    for number, head in _objects(data):
        highest = max(highest, number)
        if _PAGE.search(head):
            pages[number] = None
    if not pages:
        return None
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    tree, root = highest + 1, highest + 2
    return data + (
        b"\n%d 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj" % (tree, len(pages), kids)
        + b"\n%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj" % (root, tree)
        + b"\ntrailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, root + 1)
    )


def _ended(data: bytes) -> bytes:
    """`data` without half a table of its objects, and with an end to the object that it breaks off within:
    either would take in what follows.
    """
    whole = data.rfind(b"endobj") + len(b"endobj")
    return data + b"\nendstream\nendobj" if _OBJECT.search(data, whole) else data[:whole]


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The number of each object, and its beginning as far as that is no stream."""
    for found in _OBJECT.finditer(data):
        head = data[found.end() : found.end() + _HEAD]
        yield int(found[1]), re.split(rb"\bendobj\b|\bstream\b", head, maxsplit=1)[0]


def _packed_objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects that are packed together in streams."""
    left = _UNPACKED_LIMIT
    for found in _OBJECT.finditer(data):
        head = data[found.end() : found.end() + _HEAD]
        stream = _STREAM.search(head)
        if not stream or not _PACKED.search(head, 0, stream.start()):
            continue
        first, count = _FIRST.search(head, 0, stream.start()), _COUNT.search(head, 0, stream.start())
        if not first or not count:
            continue
        try:
            whole = zlib.decompressobj().decompress(data[found.end() + stream.end() :], left)
        except zlib.error:
            continue
        left -= len(whole)
        if left <= 0:
            return
        numbers = [int(part) for part in whole[: int(first[1])].split() if part.isdigit()]
        places = list(zip(numbers[::2], numbers[1::2], strict=False))[: int(count[1])]
        base = int(first[1])
        for (number, begin), (_, end) in pairwise([*places, (0, len(whole) - base)]):
            yield number, whole[base + begin : base + end]
