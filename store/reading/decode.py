"""Bytes to text, and a note for the person when that was not plain."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, stated: str = "") -> tuple[str, str]:
    """The text of `data`, and what a person should know of how it was read ("" when it was UTF-8).

    A byte order mark decides, then UTF-8 where it fits, then the `stated` character set, then a guess
    from the bytes. Never raises: what no character set explains becomes U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), "" if name == "utf-8-sig" else f"read as {name.upper()}"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if stated:
        try:
            return data.decode(stated), f"not UTF-8: read as {stated}, as stated"
        except (LookupError, UnicodeDecodeError):
            pass
    guess = _guess(data)
    return data.decode(guess, "replace"), f"not UTF-8: read as {guess}"


def _guess(data: bytes) -> str:
    # Windows-1252 is what English-language files are when they are not UTF-8; its holes give others away.
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        holes = True
    else:
        holes = False
    high = sum(byte >= 0x80 for byte in data[:65536])
    if not holes and high <= len(data[:65536]) // 20:
        return "Windows-1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:262144]).best()
    return best.encoding if best else "Windows-1252"
