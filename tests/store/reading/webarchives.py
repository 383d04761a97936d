"""Web archives as warcio writes them."""

from __future__ import annotations

import io
from collections.abc import Iterable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def warc(pages: Iterable[str], *, packed: bool, kind: str = "text/html; charset=utf-8") -> bytes:
    """A web archive of `pages`, each fetched with success."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
    for number, page in enumerate(pages):
        address = f"https://courier.example/{number}"
        payload = io.BytesIO(page.encode())
        writer.write_record(writer.create_warc_record(address, "response", payload, http_headers=headers))
    return buffer.getvalue()
