"""The query language: text to a `Query` and back.

    trump "security guarantees" -sanctions speaker:witkoff date:2025-12 OR date:2025-11

Clauses stand side by side and must all hold; `OR` joins the two items beside it into one clause. An item
is a word, an exact "phrase" or a `field:value`, with `-` before it when it must not hold. The last word
is a prefix while it is being typed, that is until a space follows it; `word*` is one anywhere. A
backslash takes from the next character what it would mean.

`parse` takes any text. `print_query` is its inverse: `parse(print_query(q)) == q` for whatever `parse`
yields. What an item means (is `date:20x5` a date? who is `speaker:x`?) is decided in `store.search.plan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.search.answers import QueryError

FIELDS = ("speaker", "issue", "source", "kind", "mode", "by", "about", "date", "since", "until", "is")
"""What may stand before a colon. `source` is where an article came from."""

MAX_LENGTH = 2000
"""Characters of a query that are read."""

MAX_ITEMS = 64
"""Items of a query that are read."""

_FIELD_LIKE = re.compile(r"([^\W\d_]{2,}):(?=[^\s/:])")
"""What is written like a field; an address is not."""

_OPENING = '"“”„«»'
_CLOSING = '"“”«»'


@dataclass(frozen=True, slots=True)
class Word:
    """One word; with `prefix` also whatever begins with it."""

    text: str
    prefix: bool = False
    negated: bool = False
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, as typed; with `prefix` (no closing quote yet) the last is one."""

    text: str
    prefix: bool = False
    negated: bool = False
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """`name:value`; with `prefix` the value is still being typed."""

    name: str
    value: str
    prefix: bool = False
    negated: bool = False
    position: int = field(default=0, compare=False)
    exact: bool = field(default=False, compare=False)
    """Written in quotes: of names, the one that is just this goes before those that only hold it."""


Item = Word | Phrase | Field
Clause = tuple[Item, ...]
"""Items of which one must hold."""


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses that must all hold."""

    clauses: tuple[Clause, ...] = ()
    error: QueryError | None = field(default=None, compare=False)


def parse(text: str) -> Query:
    """The query that `text` writes. Never raises: what makes no sense is left out and told in `error`."""
    reader = _Reader(text[:MAX_LENGTH])
    clauses: list[list[Item]] = []
    joining = False
    error: QueryError | None = None
    for count, found in enumerate(reader.items()):
        if count >= MAX_ITEMS:
            error = QueryError(f"Only the first {MAX_ITEMS} words are searched.", found.position)
            break
        if isinstance(found, _Or):
            if not clauses or joining:
                error = error or QueryError("OR needs something before it.", found.position)
            else:
                joining = True
        elif joining:
            clauses[-1].append(found)
            joining = False
        else:
            clauses.append([found])
    if joining:
        error = error or QueryError("OR needs something after it.", len(text))
    error = error or reader.error
    if len(text) > MAX_LENGTH:
        error = error or QueryError(f"Only the first {MAX_LENGTH} characters are searched.", MAX_LENGTH)
    return Query(tuple(map(tuple, clauses)), error)


def print_query(query: Query) -> str:
    """The text that writes `query`."""
    items = [list(map(print_item, clause)) for clause in query.clauses]
    if items:
        last = query.clauses[-1][-1]
        # What stands last is a prefix by standing last; a space or a closing quote ends it.
        if isinstance(last, Word) and last.negated:
            pass  # never a prefix without its star
        elif last.prefix:
            quoted = _quoted(last)
            items[-1][-1] = _signed(last) + (_plain(last) if quoted is None else f'"{quoted}')
        elif _quoted(last) is None:
            items[-1][-1] += " "
    return " ".join(" OR ".join(clause) for clause in items)


def print_item(item: Item) -> str:
    """The text that writes `item` anywhere in a query."""
    quoted = _quoted(item)
    body = _plain(item) if quoted is None else f'"{quoted}"'
    return _signed(item) + body + ("*" if item.prefix else "")


def _signed(item: Item) -> str:
    return ("-" if item.negated else "") + (f"{item.name}:" if isinstance(item, Field) else "")


def _quoted(item: Item) -> str | None:
    """What stands between quotes for `item`; None when it is written without them."""
    match item:
        case Word():
            return None
        case Phrase(text=text):
            return _escape(text, _CLOSING)
        case Field(value=value):
            plain = value and not any(letter.isspace() or letter in _OPENING for letter in value)
            return None if plain and not item.exact else _escape(value, _CLOSING)


def _plain(item: Item) -> str:
    if isinstance(item, Field):
        return _escape(item.value, "*")
    assert isinstance(item, Word)
    written = "".join("\\" + x if x in "\\*:" or x in _OPENING or x.isspace() else x for x in item.text)
    return "\\" + written if item.text == "OR" or item.text[0] == "-" else written


def _escape(text: str, special: str) -> str:
    return "".join("\\" + letter if letter in special or letter == "\\" else letter for letter in text)


@dataclass(frozen=True, slots=True)
class _Or:
    position: int


class _Reader:
    """Reads items from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.error: QueryError | None = None
        """The first field that there is none of: it is read as words."""

    def items(self) -> Iterator[Item | _Or]:
        while True:
            while self.at < len(self.text) and self.text[self.at].isspace():
                self.at += 1
            if self.at >= len(self.text):
                return
            if (item := self._item()) is not None:
                yield item

    def _item(self) -> Item | _Or | None:
        start = self.at
        negated = self.text[start] == "-"
        if negated:
            self.at += 1
            if self._ended():
                return None
        if self.text[self.at] in _OPENING:
            value, closed = self._quoted()
            starred = self._star() if closed else True
            return Phrase(value, starred, negated, start) if value.strip() else None
        name = self._field_name()
        if name:
            return self._field(name, negated, start)
        raw_start = self.at
        if self.error is None and (like := _FIELD_LIKE.match(self.text, self.at)):
            fields = ", ".join(f"{known}:" for known in FIELDS)
            told = f"There is no “{like[1]}:”: write one of {fields}, or \\: for a colon."
            self.error = QueryError(told, start)
        value, starred = self._bare()
        if value == "OR" and not negated and self.text[raw_start : self.at] == "OR":
            return _Or(start)
        # Negation waits for the whole word: what begins with it is not what is meant.
        prefix = starred or (not negated and self.at >= len(self.text))
        return Word(value, prefix, negated, start) if value else None

    def _field(self, name: str, negated: bool, start: int) -> Item | None:
        if not self._ended() and self.text[self.at] in _OPENING:
            value, closed = self._quoted()
            prefix = self._star() if closed else True
            exact = not prefix
        else:
            value, starred = self._bare()
            prefix = starred or self.at >= len(self.text)
            exact = False
        return Field(name, value, prefix, negated, start, exact)

    def _ended(self) -> bool:
        return self.at >= len(self.text) or self.text[self.at].isspace()

    def _star(self) -> bool:
        if self.at < len(self.text) and self.text[self.at] == "*":
            self.at += 1
            return True
        return False

    def _field_name(self) -> str:
        colon = self.text.find(":", self.at, self.at + 9)
        name = self.text[self.at : colon].lower() if colon > 0 else ""
        if name not in FIELDS:
            return ""
        self.at = colon + 1
        return name

    def _quoted(self) -> tuple[str, bool]:
        self.at += 1
        letters: list[str] = []
        while self.at < len(self.text):
            letter = self.text[self.at]
            self.at += 1
            if letter == "\\" and self.at < len(self.text):
                letters.append(self.text[self.at])
                self.at += 1
            elif letter in _CLOSING:
                return "".join(letters), True
            else:
                letters.append(letter)
        return "".join(letters), False

    def _bare(self) -> tuple[str, bool]:
        letters: list[str] = []
        starred = False
        while not self._ended():
            letter = self.text[self.at]
            if starred:  # a star inside the word was one of its letters
                letters.append("*")
            starred = letter == "*"
            self.at += 1
            if letter == "\\" and self.at < len(self.text):
                letters.append(self.text[self.at])
                self.at += 1
            elif not starred:
                letters.append(letter)
        return "".join(letters), starred
