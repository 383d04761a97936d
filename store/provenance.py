"""Where an article came from when it names no outlet: its site, else the folder or packed file it lay in.

A folder's name is fit to filter by and not to be cited: it is written with a slash at its end, as nobody
writes an outlet's, so that a citation can leave it out.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

_FOLDER = "/"


def host(url: str) -> str:
    """`example.org` for `https://www.example.org/page`; empty for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address with half a bracket
        return ""


def provenance(url: str, origin: str) -> str:
    """A name for where the article at `url`, read from `origin`, came from; empty where nothing tells.

    `origin` is a path or an address, with `#` and a place behind it for one article of several in a file.
    """
    site = host(url) or host(origin)
    if site:
        return site
    file, _, place = origin.rpartition("#")
    if place and Path(file).suffix:
        return Path(file).name + _FOLDER
    # Standard input and the clipboard lie nowhere.
    if Path(origin).parent == Path() and not Path(origin).suffix:
        return ""
    folder = Path(origin).absolute().parent.name
    return folder + _FOLDER if folder else ""


def publisher(outlet: str) -> str:
    """`outlet` where a citation may name it; empty where it is only a folder."""
    return "" if outlet.endswith(_FOLDER) else outlet
