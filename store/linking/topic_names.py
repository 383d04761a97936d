"""Names of matters, so that one matter in other words has one key."""

from __future__ import annotations

import re
from functools import lru_cache

from store.linking.names import skeleton
from store.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_EMPTY = frozenset(
    "the a an of for on in to at by with and over about its their his her this that".split()  # noqa: SIM905
)
_LONG = {
    "npp": ("nuclear", "plant"), "deal": ("agreement",), "accord": ("agreement",), "pact": ("agreement",),
    "treaty": ("agreement",),
    "talk": ("negotiation",), "kiev": ("kyiv",), "kiew": ("kyiv",), "odessa": ("odesa",), "lvov": ("lviv",),
    "donbass": ("donbas",), "lugansk": ("luhansk",), "chernobyl": ("chornobyl",), "nikolaev": ("mykolaiv",),
    "financing": ("funding",), "immigrant": ("immigration",), "migrant": ("migration",),
    "voting": ("vote",), "terror": ("terrorism",), "terrorist": ("terrorism",),
    "climate": ("climate", "change"),
}  # fmt: skip
_KINDS = frozenset(
    """account administration area article bill board body business camp campaign case center centre change
    charity city club comment committee company conference congress convention council country county
    court data day decision department district document effort event family foundation fund
    government group hall home house idea incident issue item law lead leadership line list market
    measure meeting member message mission movement name nation network new news office operation
    opinion option order organisation organization page panel party people period place plan point
    policy poll position power practice problem process program programme project proposal province
    public question race rate reason record region relation remark report request resource response
    result return role room round rule sea season section sector senate series server service session
    side site situation source speech staff stage state statement station step story strategy street
    survey system table team term test thing ticket time title town trip trust type union unit
    university use version video view village voice way week word work world year""".split()  # noqa: SIM905
)
"""Words that say of what kind a matter is: alone, "plan" is another in every article."""
_TRANSLITERATED = ("zh", "kh", "shch")
"""Letters that mark a word brought over from Cyrillic: such are compared by consonants, as vowels differ."""


@lru_cache(maxsize=65536)
def topic_key(name: str) -> str:
    """The key under which names of one matter meet; empty when the name has no word that tells anything, or
    only one that tells the kind of matter.
    """
    words: set[str] = set()
    for written in _WORD.findall(name):
        word = fold(written).replace("’", "'").removesuffix("'s").replace(".", "")
        if word in _EMPTY or not word:
            continue
        if written[0].isupper() and any(letters in word for letters in _TRANSLITERATED):
            words.add("~" + re.sub(r"(.{2})\1", r"\1", skeleton(word)))
        else:
            single = _singular(word)
            words.update(_LONG.get(single, (single,)))
    if len(words) == 1 and words <= _KINDS:
        return ""
    if {"nuclear", "plant"} <= words:
        words.discard("power")
    return " ".join(sorted(words))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
