"""docs/schema.md out of the schema (a test compares): `python -m store.schema_doc > docs/schema.md`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from store.schema import SCRIPTS

_CREATED = re.compile(
    r"create (?P<what>table|view) (?P<name>\w+)(?P<rest>.*?); *(?:-- (?P<after>[^\n]*))?\n", re.DOTALL
)
_COLUMN = re.compile(
    r"^    (?P<name>\w+) (?P<type>text|integer|real|blob)\b(?P<more>[^\n]*?),?\s*(?:-- (?P<comment>.*))?$"
)
_KEYWORDS = frozenset({"primary", "unique", "foreign", "check"})

HEAD = """\
# The archive's tables

An archive is one plain SQLite file. Datasette, sqlite-utils, DuckDB or the `sqlite3` command open it with
nothing of ours: begin with the views, which have readable names; the tables below them may change, by
numbered migrations.

```
sqlite-utils rows archive.db quotes --limit 3
datasette archive.db --metadata docs/datasette/metadata.yml
```

Offsets (`characters`, `content`, `cue`, `source`) are JSON lists of [start, end) in characters of the
article's text, so that `substr(text, start + 1, end - start)` is what was said. `quote_id` begins with the
day, so ordering by it orders by date. What `correction` holds is laid over everything else; do not write to
the file except with `onrecord`, which keeps index, counts and links together.
"""


def document() -> str:
    """The whole of docs/schema.md."""
    created = [found for script in SCRIPTS for found in _CREATED.finditer(script.strip() + "\n")]
    views = [_view(found) for found in created if found["what"] == "view"]
    tables = [_table(found) for found in created if found["what"] == "table"]
    return "\n".join([HEAD, "## Views", "", *views, "## Tables", "", *tables]).rstrip() + "\n"


def _view(found: re.Match[str]) -> str:
    comment = found["rest"].split("\n", 1)[0].partition("--")[2].strip()
    names = ", ".join(f"`{name}`" for name in _columns_of_view(found["rest"].split("\n", 1)[1]))
    return f"### {found['name']}\n\n{comment[:1].upper()}{comment[1:]}.\n\nColumns: {names}.\n"


def _columns_of_view(select: str) -> Iterator[str]:
    depth, word, body = 0, "", select.removeprefix("select ")
    for character in body:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if not depth and (character == "," or word.endswith("\nfrom")):
            yield _last_name(word)
            if word.endswith("\nfrom"):
                return
            word = ""
        else:
            word += character


def _last_name(expression: str) -> str:
    return expression.removesuffix("\nfrom").split()[-1].rpartition(".")[2]


def _table(found: re.Match[str]) -> str:
    first, _, rest = found["rest"].partition("\n")
    comment = found["after"] or first.partition("--")[2].strip()
    lines = [f"### {found['name']}", ""]
    if comment:
        lines += [f"{comment[:1].upper()}{comment[1:]}.", ""]
    lines += ["| column | type | |", "|---|---|---|"]
    inline = first.partition("--")[0].strip().lstrip("(")
    for line in [f"    {part.strip()}" for part in inline.split(",")] + rest.split("\n"):
        column = _COLUMN.match(line.removesuffix(") without rowid").removesuffix(")"))
        if column and column["name"] not in _KEYWORDS:
            lines.append(f"| {column['name']} | {column['type']} | {_note(column)} |")
    return "\n".join([*lines, ""])


def _note(column: re.Match[str]) -> str:
    target = re.search(r"references (\w+)", column["more"])
    notes = [column["comment"] or "", f"→ {target[1]}" if target else ""]
    return " ".join(note for note in notes if note).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(document())
