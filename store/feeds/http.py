"""One web resource, fetched within bounds of time and size, politely."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_CHUNK = 16 * 1024
"""Packed bytes unpacked at once: the most that can come of them is about sixteen million."""

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class FetchError(Exception):
    """A resource could not be had; the message says why, without its address."""

    def __init__(self, message: str, *, status: int = 0, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.status = status
        """The HTTP status; 0 when there was none."""
        self.retry_after = retry_after
        """Seconds the server asks to be left alone; 0 when it does not say."""

    @property
    def lasting(self) -> bool:
        """Whether asking again will hardly help."""
        return 400 <= self.status < 500 and self.status not in (408, 421, 425, 429)


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched."""

    url: str
    """Where it lives: the address asked for, or where permanent redirects led."""
    final_url: str
    """Where it came from, all redirects followed."""
    data: bytes
    """Empty when it has not changed."""
    media_type: str
    etag: str
    modified: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much."""

    connect: float = 10.0
    """Seconds to get a connection."""
    silence: float = 20.0
    """Seconds a server may say nothing."""
    total: float = 60.0
    """Seconds from the first redirect to the last byte."""
    size: int = 32 * 1024 * 1024
    """Bytes, unpacked."""
    redirects: int = 6
    gap: float = 1.0
    """Seconds between two requests to one host."""


class Hosts:
    """Keeps requests to one host apart: one at a time, with a gap between them."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._guard = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return when `host` may be asked."""
        with self._guard:
            now = time.monotonic()
            at = max(now, self._next.get(host, 0.0))
            self._next[host] = at + self._gap
        if at > now:
            time.sleep(at - now)


@dataclass
class Client:
    """Fetches over HTTP, from several threads."""

    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        self._hosts = Hosts(self.limits.gap)

    @cached_property
    def _pool(self) -> PoolManager:
        import urllib3

        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.silence)
        return urllib3.PoolManager(num_pools=32, maxsize=4, timeout=timeout, retries=False)

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        """The resource at `url`; with `etag` and `modified` of the last time, only when it has changed.

        Raises `FetchError` for everything that can go wrong.
        """
        deadline = time.monotonic() + self.limits.total
        lives = current = url
        permanent = True
        for _ in range(self.limits.redirects + 1):
            response = self._within(deadline, current, etag, modified)
            try:
                if response.status in _REDIRECTS and response.headers.get("Location"):
                    current = urljoin(current, response.headers["Location"])
                    permanent = permanent and response.status in _PERMANENT
                    lives = current if permanent else lives
                    continue
                return self._page(response, lives, current, deadline)
            finally:
                # Not drained: what is left of it may have no end.
                response.close()
        raise FetchError(f"it redirects more than {self.limits.redirects} times")

    def _within(self, deadline: float, url: str, etag: str, modified: str) -> BaseHTTPResponse:
        """The head of the answer, had before `deadline`.

        The library bounds each read, and a server that sends a letter of its head now and then, or a name
        server that is slow, never reaches that. So a thread asks; one that comes back late hangs up.
        """
        answer: Future[BaseHTTPResponse] = Future()

        def ask() -> None:
            try:
                answer.set_result(self._ask(url, etag, modified))
            except Exception as error:  # noqa: BLE001 - whatever it is, whoever waits must hear of it
                answer.set_exception(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            return answer.result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            answer.add_done_callback(_hang_up)
            raise FetchError(f"it did not answer within {self.limits.total:.0f} seconds") from None

    def _ask(self, url: str, etag: str, modified: str) -> BaseHTTPResponse:
        from urllib3.exceptions import HTTPError, LocationParseError

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"it leads to {url[:80]}, which is no web address")
        headers = {
            "User-Agent": _agent(),
            "Accept-Encoding": "gzip, deflate",
            "Accept": _ACCEPT,
        }
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        self._hosts.wait(parts.hostname)
        try:
            return self._pool.request("GET", url, headers=headers, redirect=False, preload_content=False)
        except (HTTPError, LocationParseError, OSError, ValueError) as error:
            raise FetchError(_reason(error)) from error

    def _page(self, response: BaseHTTPResponse, lives: str, current: str, deadline: float) -> Page:
        headers = response.headers
        marks = (headers.get("Content-Type", ""), headers.get("ETag", ""), headers.get("Last-Modified", ""))
        if response.status == 304:
            return Page(lives, current, b"", *marks, unchanged=True)
        if response.status != 200:
            wait = _seconds(headers.get("Retry-After", ""))
            what = f"the server answered {response.status} {response.reason or ''}".rstrip()
            raise FetchError(what, status=response.status, retry_after=wait)
        return Page(lives, current, self._body(response, deadline), *marks)

    def _body(self, response: BaseHTTPResponse, deadline: float) -> bytes:
        from urllib3.exceptions import HTTPError

        data = bytearray()
        try:
            while chunk := response.read1(_CHUNK, decode_content=True):
                data += chunk
                if len(data) > self.limits.size:
                    raise FetchError(f"it is larger than {self.limits.size // 2**20} MiB")
                if time.monotonic() > deadline:
                    raise FetchError(f"it did not end within {self.limits.total:.0f} seconds")
        except (HTTPError, OSError, ValueError) as error:
            raise FetchError(_reason(error)) from error
        return bytes(data)


def _hang_up(late: Future[BaseHTTPResponse]) -> None:
    if not late.exception():
        late.result().close()


def _agent() -> str:
    try:
        return f"onrecord/{version('onrecord')}"
    except PackageNotFoundError:
        return "onrecord"


def _reason(error: Exception) -> str:
    from urllib3 import exceptions

    # The narrower before the wider: a refused connection is a kind of time-out to the library.
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (exceptions.NameResolutionError, "its host is not known"),
        (exceptions.ReadTimeoutError, "the server fell silent"),
        (exceptions.SSLError, "its certificate cannot be trusted"),
        (exceptions.NewConnectionError, "its host refused the connection"),
        (exceptions.ConnectTimeoutError, "its host did not take the call in time"),
        (exceptions.DecodeError, "what it sent cannot be unpacked"),
        (exceptions.IncompleteRead, "it broke off half-way"),
        (exceptions.ProtocolError, "the connection broke"),
    )
    for kind, sentence in reasons:
        if isinstance(error, kind):
            return sentence
    return f"it could not be fetched ({type(error).__name__})"


def _seconds(stated: str) -> float:
    """`Retry-After`, in seconds or as a date; 0 for what is neither."""
    stated = stated.strip()
    if stated.isdigit():
        return float(stated[:9])
    try:
        when = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError):
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
