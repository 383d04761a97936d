"""Search done slowly and obviously: every quote is looked at, every word compared.

Only the query's text is read by the code under test (`store.search.query` has tests of its own), and other
spellings come from `store.search.variants`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from store.search import variants
from store.search.query import Clause, Field, Item, Phrase, Word, parse
from store.search.words import terms
from tests.store.search.small import Said

TODAY = date(2025, 12, 21)


def distance(one: str, other: str) -> int:
    """Optimal string alignment: insertions, deletions, substitutions, neighbours swapped."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            same = one[i - 1] == other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


class Reference:
    """Answers queries over `said`, whose ids are `ids`."""

    def __init__(self, said: Sequence[Said], ids: Sequence[int], *, enough: int, scarce: int) -> None:
        self.said = dict(zip(ids, said, strict=True))
        self.enough = enough
        self.scarce = scarce
        self.texts = {id_: terms(one.text) for id_, one in self.said.items()}
        self.names = {id_: set(terms(one.speaker)) for id_, one in self.said.items()}
        self.words = {word for text in self.texts.values() for word in text}
        self.all_names = {word for one in said for who in (one.speaker, one.by) for word in terms(who)}
        self.frequency = {w: sum(w in text for text in self.texts.values()) for w in self.words}

    def search(self, text: str, *, loosely: bool = False) -> list[int]:
        """All ids that `text` finds, in order; `loosely` those of every tier, however many there are."""
        clauses = parse(text).clauses
        words = [c[0] for c in clauses if len(c) == 1 and isinstance(c[0], Word) and not c[0].negated]
        words = [word for word in words if terms(word.text)]
        others = [c for c in clauses if not (len(c) == 1 and c[0] in words) and self.says_anything(c)]
        admitted = [id_ for id_ in self.said if all(self.clause(id_, clause) for clause in others)]
        found = {id_: self.key(id_, words) for id_ in admitted}
        order = sorted((key, -id_) for id_, key in found.items() if key is not None)
        strict = [row for row in order if row[0][0] <= 1]
        if loosely:
            return [-id_ for _, id_ in order]
        if not words or len(strict) >= self.enough:
            return [-id_ for _, id_ in strict]
        loose = [row for row in order if row[0][0] <= 3]
        return [-id_ for _, id_ in (loose if len(loose) >= self.scarce else order)]

    # Words.

    def key(self, id_: int, words: Sequence[Word]) -> tuple[int, bool] | None:
        if not words:
            return (0, True)
        classes = [self.class_of(id_, word) for word in words]
        tier = self.tier(id_, words, classes)
        return None if tier is None else (tier, self.apart(id_, words, tier))

    def tier(self, id_: int, words: Sequence[Word], classes: Sequence[int]) -> int | None:
        joins: list[int] = []
        for at in range(len(words) - 1):
            if at - 1 not in joins and self.joined(words, at):
                joins.append(at)
        present = set(self.texts[id_])
        joined = [at for at in joins if present & self.joined(words, at)]
        covers = [
            [0 if place in (at, at + 1) else one for place, one in enumerate(classes)] for at in (*joined,)
        ]
        if max(classes) <= 1:
            return max(classes)
        if any(max(cover) <= 1 for cover in covers) or (max(classes) == 2 and classes.count(2) == 1):
            return 2
        excused = {place for at in joined for place in (at, at + 1)}
        if all(one <= 3 or place in excused for place, one in enumerate(classes)):
            return 3
        if classes.count(4) == 1 and len(words) > 1:
            dropped = sorted(range(len(words)), key=lambda at: (-self.common(words[at]), at))
            return 4 + dropped.index(classes.index(4))
        return None

    def joined(self, words: Sequence[Word], at: int) -> set[str]:
        one, other = terms(words[at].text), terms(words[at + 1].text)
        if len(one) != 1 or len(other) != 1:
            return set()
        whole = one[0] + other[0]
        return {w for w in self.words if w == whole or (words[at + 1].prefix and w.startswith(whole))}

    def alternatives(self, word: Word, worst: int) -> set[tuple[str, ...]]:
        """What may stand in a text for `word`, in classes up to `worst`."""
        *head, last = terms(word.text)
        found = {(*head, last)}
        if worst >= 1:
            found |= {(*head, other) for other in variants.aliases(last)}
            if head and "".join((*head, last)) in self.words:
                found.add(("".join((*head, last)),))
            if word.prefix:
                found |= {(*head, other) for other in self.words if other.startswith(last)}
        if worst >= 2 and not head:
            found |= {(other,) for other in self.words if self.is_typo(word, last, other, 1)}
            found |= set(variants.splits(last, lambda w: self.frequency.get(w, 0)))
        if worst >= 3 and not head:
            found |= {(other,) for other in self.words if self.is_typo(word, last, other, 2)}
            found |= {(other,) for other in self.respelt(last)}
        return found

    def respelt(self, word: str) -> list[str]:
        known = self.words | self.all_names
        return variants.respellings(
            word, known.__contains__, lambda begun: any(one.startswith(begun) for one in known)
        )

    @staticmethod
    def is_typo(word: Word, typed: str, other: str, edits: int) -> bool:
        if len(typed) < (4 if edits == 1 else 8) or typed.isdigit():
            return False
        if edits == 1:
            if distance(typed, other) == 1:
                return True
            begun = [other[:at] for at in range(len(other) + 1)]
            return word.prefix and any(distance(typed, head) == 1 for head in begun)
        if distance(typed, other) == 2 and typed[0] == other[0]:
            return True
        begun = [other[: len(typed)], other[: len(typed) + 1]]
        return word.prefix and typed[:2] == other[:2] and any(distance(typed, head) == 2 for head in begun)

    def class_of(self, id_: int, word: Word) -> int:
        for worst in range(4):
            if any(self.side_by_side(id_, one) for one in self.alternatives(word, worst)):
                return worst
            if self.said_by(id_, word, worst):
                return worst
        return 4

    def said_by(self, id_: int, word: Word, worst: int) -> bool:
        *head, last = terms(word.text)
        names = self.names[id_]
        if not set(head) <= names:
            return False
        if last in names or (
            worst >= 1 and word.prefix and len(last) >= 2 and any(name.startswith(last) for name in names)
        ):
            return True
        if head:
            return False
        typo = worst >= 2 and any(self.is_typo(word, last, name, 1) for name in names)
        far = worst >= 3 and (
            any(self.is_typo(word, last, name, 2) for name in names)
            or any(other in names for other in self.respelt(last))
        )
        return typo or far

    def common(self, word: Word) -> int:
        return sum(min(self.frequency.get(w, 0) for w in one) for one in self.alternatives(word, 1))

    def side_by_side(self, id_: int, words: Sequence[str]) -> bool:
        text = self.texts[id_]
        return any(tuple(text[at : at + len(words)]) == tuple(words) for at in range(len(text)))

    def apart(self, id_: int, words: Sequence[Word], tier: int) -> bool:
        if len(words) < 2 or tier > 2:
            return True
        usual = [self.alternatives(word, min(tier, 1)) for word in words]
        rows = [usual]
        if tier == 2:
            for at, word in enumerate(words):
                typos = self.alternatives(word, 2) - self.alternatives(word, 1)
                rows.append([*usual[:at], typos, *usual[at + 1 :]])
        return not any(self._in_a_row(id_, row) for row in rows)

    def _in_a_row(self, id_: int, row: Sequence[set[tuple[str, ...]]]) -> bool:
        text = self.texts[id_]
        places = set(range(len(text)))
        for some in row:
            places = {
                at + len(one) for at in places for one in some if tuple(text[at : at + len(one)]) == one
            }
        return bool(places)

    # Everything else.

    def says_anything(self, clause: Clause) -> bool:
        return not self.said or any(self.holds(next(iter(self.said)), item) is not None for item in clause)

    def clause(self, id_: int, clause: Clause) -> bool:
        told = [(item, self.holds(id_, item)) for item in clause]
        return any(held != item.negated for item, held in told if held is not None)

    def holds(self, id_: int, item: Item) -> bool | None:
        """Whether the quote has `item`, its sign aside; None when it says nothing."""
        match item:
            case Word():
                return None if not terms(item.text) else self.class_of(id_, item) <= 1
            case Phrase():
                return self.phrase(id_, item.text, prefix=item.prefix)
            case Field():
                return self.field(id_, item)

    def phrase(self, id_: int, text: str, *, prefix: bool) -> bool | None:
        if not (words := terms(text)):
            return None
        lasts = [w for w in self.words if prefix and w.startswith(words[-1])]
        return any(self.side_by_side(id_, (*words[:-1], last)) for last in (words[-1], *lasts))

    def field(self, id_: int, item: Field) -> bool | None:
        said = self.said[id_]
        value = item.value.lower()
        if item.name in ("speaker", "issue", "source", "by"):
            own = {"speaker": said.speaker, "issue": said.issue, "source": said.outlet, "by": said.by}
            every = [vars_of(one, item.name) for one in self.said.values()]
            return self.named(own[item.name], every, item)
        if item.name in ("kind", "mode"):
            known = {
                "kind": ("direct", "indirect", "mixed"),
                "mode": ("speech", "writing", "attitude", "document"),
            }
            return one_of(
                value, said.kind if item.name == "kind" else said.mode, known[item.name], item.prefix
            )
        if item.name == "is":
            chosen = {
                "marked": said.marked,
                "read": said.seen,
                "unread": not said.seen,
                "corrected": said.corrected,
            }
            begun = [w for w in ("marked", "read", "unread", "corrected", "negated") if w.startswith(value)]
            value = begun[0] if item.prefix and value and begun and value not in begun else value
            return chosen.get(value, False if value == "negated" else None)
        if item.name == "about":
            whole = self.phrase(id_, item.value, prefix=item.prefix)
            if whole is None or whole:
                return whole
            names = {who for one in self.said.values() for who in (one.speaker, one.by) if who}
            return any(
                self.side_by_side(id_, terms(who)) for who in names if self.is_named(who, item, loosely=False)
            )
        return self.dated(said, item)

    def named(self, own: str, every: Sequence[str], item: Field) -> bool | None:
        if not terms(item.value):
            return None
        names = {name for name in every if name}
        if item.name in ("speaker", "by"):  # both name speakers
            names = {who for one in self.said.values() for who in (one.speaker, one.by) if who}
        whole_name = item.exact or len(terms(item.value)) > 1
        exact = [name for name in names if whole_name and terms(name) == terms(item.value)]
        whole = [name for name in names if self.is_named(name, item, loosely=False)]
        begun = [name for name in names if self.is_named(name, item, loosely=True)]
        near = [name for name in names if self.near_named(name, item)]
        return own in (exact or whole or begun or near)

    @staticmethod
    def is_named(name: str, item: Field, *, loosely: bool) -> bool:
        *head, last = terms(item.value)
        words = terms(name)
        goes_on = (item.prefix or loosely) and any(word.startswith(last) for word in words)
        return set(head) <= set(words) and (last in words or goes_on)

    @staticmethod
    def near_named(name: str, item: Field) -> bool:
        whole = Word("", prefix=False)
        words = terms(item.value)
        typed = [*(whole for _ in words[1:]), Word("", prefix=item.prefix)]
        return all(
            any(
                w == n or Reference.is_typo(one, w, n, 1) or Reference.is_typo(whole, w, n, 2)
                for n in terms(name)
            )
            for w, one in zip(words, typed, strict=True)
        )

    @staticmethod
    def dated(said: Said, item: Field) -> bool | None:
        day = date.fromisoformat(said.day) if said.day else None
        spans = {
            "2024": (date(2024, 1, 1), date(2024, 12, 31)),
            "2025": (date(2025, 1, 1), date(2025, 12, 31)),
            "2025-12": (date(2025, 12, 1), date(2025, 12, 31)),
            "2025-12-03": (date(2025, 12, 3), date(2025, 12, 3)),
            "2025-11..2025-12-02": (date(2025, 11, 1), date(2025, 12, 2)),
            "..2024": (date.min, date(2024, 12, 31)),
            "2w": (TODAY - timedelta(14), TODAY),
            "yesterday": (TODAY - timedelta(1), TODAY - timedelta(1)),
        }
        if item.value == "undated" and item.name == "date":
            return day is None
        if item.value not in spans or ("." in item.value and item.name != "date"):
            return None
        first, last = spans[item.value]
        if item.name == "since":
            last = date.max
        if item.name == "until":
            first = date.min
        return day is not None and first <= day <= last


def vars_of(said: Said, name: str) -> str:
    return {"speaker": said.speaker, "issue": said.issue, "source": said.outlet, "by": said.by}[name]


def one_of(value: str, own: str, known: Sequence[str], prefix: bool) -> bool | None:
    begun = [word for word in known if value and prefix and word.startswith(value)]
    value = begun[0] if begun and value not in known else value
    return own == value if value in known else None
