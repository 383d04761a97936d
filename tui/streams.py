"""Standard streams that are closed, or that cannot take what is written."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_FAILED = 1


def open_missing() -> None:
    """What a shell has closed (`>&-`) takes everything and gives nothing, as if it were /dev/null."""
    # As long as Python runs: they are its standard streams.
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123


@contextmanager
def written_whole() -> Iterator[None]:
    """Standard output that a full disk does not take ends the program with a sentence and status 1."""
    try:
        try:
            yield
        finally:
            # Else Python finds out when nobody is left to be told.
            sys.stdout.flush()
    except OSError as error:
        _give_up_output()
        if error.errno == errno.EPIPE:
            return
        if error.errno not in _UNWRITABLE:
            raise
        sys.stderr.write(f"onrecord: standard output cannot be written: {error.strerror}.\n")
        raise SystemExit(_FAILED) from error


def _give_up_output() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
