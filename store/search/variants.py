"""Other spellings of a word that was typed: transliterations, and words joined or split.

A name written in another script has as many Latin spellings as there are systems. Those of places and people
that the systems do not explain stand in `ALIASES`; for the rest, `respellings` applies the differences
between the systems (ISO 9, BGN/PCGN, Scholarly, German, French and Polish usage) to what was typed, and the
vocabulary decides which of the results are words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from store.search.lexicon import LONGEST

_ALIASES = """
kyiv kiev kiew kyjiw kijow
kharkiv kharkov charkiw harkiv
lviv lvov lwow lemberg
odesa odessa
dnipro dnepr dniepr dnieper dnipropetrovsk dnepropetrovsk
zaporizhzhia zaporozhye zaporizhia zaporizhzhya zaporozhe zaporizhye
mykolaiv nikolaev nikolayev
luhansk lugansk
donbas donbass
chornobyl chernobyl tschernobyl
crimea krym krim
chisinau kishinev
belarus byelorussia belorussia
moscow moskva moskau moscou
petersburg leningrad
beijing peking
mumbai bombay
kolkata calcutta
chennai madras
bengaluru bangalore
myanmar burma
yangon rangoon
turkey turkiye
istanbul constantinople
czechia czech
eswatini swaziland
gaza ghaza
jerusalem quds
makkah mecca
houthi huthi houthis huthis
isis isil daesh
hezbollah hizbollah hizbullah hezbullah
quran koran
tehran teheran
zelensky zelenskyy zelenskiy zelenskyi zelenskij selenskyj selenskij zelenski
lavrov lawrow
putin poutine
lukashenko lukashenka lukaschenko
yeltsin eltsine jelzin
gorbachev gorbatschow gorbatchev
khrushchev chruschtschow khrouchtchev
netanyahu netanjahu netanyahou
gaddafi qaddafi kadhafi gadhafi
assad asad
mohammed muhammad mohamed mohammad muhammed
"""

_WRITTEN = """
zhzhia=zhye izh=ozh iv=ov iv=ev yiv=iev ii=iy iy=y yy=y ij=y ij=iy yi=i kh=h kh=ch sch=sh
tsch=ch shch=sch zh=j ts=c ks=x ia=ya iu=yu ja=ya ju=yu ie=e ye=e yo=e h=g w=v ou=u oo=u ee=i
ph=f q=k c=k dj=j ei=ai y=i o=u e=i aa=a ae=a oe=o ue=u ss=s ll=l nn=n tt=t mm=m
"""
_BY_LETTER: dict[str, list[tuple[str, str]]] = defaultdict(list)
"""What may be written for what, by its first letter."""
for _rule in _WRITTEN.split():
    _one, _, _other = _rule.partition("=")
    _BY_LETTER[_one[0]].append((_one, _other))
    _BY_LETTER[_other[0]].append((_other, _one))


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    return {word: tuple(row) for row in map(str.split, _ALIASES.strip().splitlines()) for word in row}


def aliases(word: str) -> tuple[str, ...]:
    """Well-known other spellings of the name `word`."""
    return tuple(other for other in _aliases().get(word, ()) if other != word)


def alias_beginnings(prefix: str) -> tuple[str, ...]:
    """Other spellings of the names that begin with `prefix`, once five letters of them are typed."""
    if len(prefix) < 5:
        return ()
    found = dict.fromkeys(x for word, row in _aliases().items() if word.startswith(prefix) for x in row)
    return tuple(other for other in found if not other.startswith(prefix))


def respellings(word: str, known: Callable[[str], bool], begun: Callable[[str], bool]) -> list[str]:
    """Known words that `word` is in another transliteration, those that differ least first.

    `begun` tells whether a known word begins so.
    """
    if not 5 <= len(word) <= LONGEST:
        return []
    # Changes are made from left to right; what no word begins with up to there is not pursued.
    once = {other: at for other, at in _respelled(word, 1) if begun(other[: at + 1])}
    twice = {other: None for base, at in once.items() for other, _ in _respelled(base, at + 1)}
    return [other for other in (once | twice) if other != word and known(other)]


def _respelled(word: str, start: int) -> Iterator[tuple[str, int]]:
    """`word` with one change at `start` or after, and where."""
    for at in range(start, len(word)):
        for old, new in _BY_LETTER.get(word[at], ()):
            if word.startswith(old, at):
                yield word[:at] + new + word[at + len(old) :], at


def splits(word: str, count: Callable[[str], int]) -> list[tuple[str, str]]:
    """The likeliest ways in which `word` is two known words written as one."""
    if not 6 <= len(word) <= 2 * LONGEST:
        return []
    halves = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    rated = [(min(count(one), count(other)), one, other) for one, other in halves]
    best = sorted((rate for rate in rated if rate[0]), reverse=True)
    return [(one, other) for _, one, other in best[:3]]
