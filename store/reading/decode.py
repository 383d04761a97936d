"""Bytes to text, and a note for the person when that was not plain."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any

from store.reading.language import detect

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
"""What pages that state a character set mean, after the WHATWG Encoding Standard: quotation marks of
Windows-1252 stand in many a page that calls itself ISO-8859-1.
"""

_OF_LANGUAGES = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
}
# In which of the sets of Latin letters they are written; others are in Windows-1252.


_MOSTLY = 2
"""Bytes of UTF-8 beyond ASCII for each that is none, from which on the others are flaws in it."""


def decode(data: bytes, stated: str = "") -> tuple[str, str]:
    """The text of `data`, and what a person should know of how it was read ("" when it was UTF-8).

    A byte order mark decides, then the escapes of ISO 2022, then UTF-8 where it fits, then the `stated`
    character set, then a guess from the bytes. Never raises: what no character set explains becomes U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), "" if name == "utf-8-sig" else f"read as {name.upper()}"
    if b"\x1b$" in data and (name := _shifting(data, stated)):
        return data.decode(name, "replace"), "" if stated else f"read as {name.upper()}"
    if name := _unmarked_utf16(data[:4096]):
        return data.decode(name, "replace"), f"read as {name.upper()}"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        if wrong := _flaws(data):
            return data.decode("utf-8", "replace"), f"UTF-8 but for {wrong} bytes, which show as \ufffd"
    for name in _meant(stated):
        try:
            return data.decode(name), f"not UTF-8: read as {stated}, as stated"
        except (LookupError, UnicodeDecodeError):
            pass
    guess = _guess(data)
    return data.decode(guess, "replace"), f"not UTF-8: read as {guess}"


def _shifting(data: bytes, stated: str) -> str:
    """The character set that `data`, all of it ASCII, is in where escapes shift between sets; "" for none."""
    for name in (stated, "iso2022_jp_2", "iso2022_kr"):
        try:
            if codecs.lookup(name).name.startswith("iso2022"):
                data.decode(name)
                return name
        except (LookupError, UnicodeDecodeError):
            pass
    return ""


def _flaws(data: bytes) -> int:
    """How many bytes of `data` are no UTF-8 where most that are not of ASCII are; 0 where they are not."""
    text = data.decode("utf-8", "ignore")
    right = len(text.encode())
    beyond = right - sum(letter < "\x80" for letter in text)
    wrong = len(data) - right
    return wrong if wrong * _MOSTLY <= beyond else 0


def _meant(stated: str) -> Iterator[str]:
    """The character sets that whoever `stated` one may have meant."""
    try:
        name = codecs.lookup(stated).name
    except LookupError:
        return
    if name in _AS_BROWSERS_DO:
        yield _AS_BROWSERS_DO[name]
    yield name


def _unmarked_utf16(head: bytes) -> str:
    """The UTF-16 that `head` is in without a byte order mark: every other byte of ASCII in it is zero."""
    first, second = head[0::2].count(0), head[1::2].count(0)
    most = len(head) // 2 * 0.7
    if max(first, second) <= most or min(first, second) > len(head) // 100:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _guess(data: bytes) -> str:
    head = data[:65536]
    if sum(byte >= 0x80 for byte in head) <= len(head) // 4:
        # Letters of ASCII tell the language, whatever the others are; counting those tells little.
        name = _OF_LANGUAGES.get(detect(head.decode("cp1252", "replace")), "cp1252")
        try:
            data.decode(name)
        except UnicodeDecodeError:
            pass
        else:
            return "Windows-" + name.removeprefix("cp")
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:262144]).best()
    return best.encoding if best else "Windows-1252"


def as_utf8(stream: Any) -> io.BufferedReader[Any]:
    """`stream`, a table or JSON, in UTF-8 without a mark.

    Where it is not in UTF-8, it is in UTF-16 or UTF-32 by its mark or its zeros, else in Windows-1252, and
    is held whole.
    """
    buffered: io.BufferedReader[Any] = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, 65536)
    )
    head = buffered.peek(65536)
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "") or _unmarked_utf16(
        head[:4096]
    )
    if not encoding:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(head)
        except UnicodeDecodeError:
            encoding = "cp1252"
        else:
            return buffered
    if encoding == "utf-8-sig":
        buffered.read(len(codecs.BOM_UTF8))
        return buffered
    whole: Any = io.BytesIO(buffered.read().decode(encoding, "replace").encode())
    return io.BufferedReader(whole)
