"""The reader as `onrecord serve` runs it, a process for each browser.

Its standard output is no terminal but a line to the browser, so it does not ask for one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tui.opening import read

if __name__ == "__main__":
    read(Path(sys.argv[1]))
