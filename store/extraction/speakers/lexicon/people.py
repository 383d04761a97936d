"""Words for people: titles, ranks, roles, kin."""

from __future__ import annotations

import re

from store.extraction.speakers.lexicon import WORDS

_MALE = (
    "mr sir lord monsieur señor herr fr father brother uncle sheikh imam ayatollah baron count duke prince "
    "king"
)
_FEMALE = (
    "mrs ms miss dame lady madam madame mme mlle señora frau sister aunty auntie baroness countess duchess "
    "princess"
)
_EITHER = (
    "mx dr prof professor rev reverend rabbi comrade hon honourable honorable academician excellency "
    "majesty highness cardinal archbishop bishop right rt"
)

HONORIFICS = (
    dict.fromkeys(_MALE.split(), "m")
    | dict.fromkeys(["pope", "emir", "sultan"], "m")
    | dict.fromkeys(_FEMALE.split(), "f")
    | {"queen": "f"}
    | dict.fromkeys(_EITHER.split(), "")
)
"""Forms of address and the gender they tell: `m`, `f`, or empty."""

ABBREVIATED = WORDS["abbreviated"]
"""Titles written with a dot that ends no sentence."""

TITLES = WORDS["titles"]
"""Capitalised words before a name that are no part of it."""

TITLE_MODIFIERS = WORDS["title_modifiers"]
"""Words that stand before a title as part of it."""

PORTFOLIOS = WORDS["portfolios"]
"""What ministers and secretaries are of and for."""

ROLES_MALE = WORDS["roles_male"]
ROLES_FEMALE = WORDS["roles_female"]

KIN = WORDS["kin"]

_SIMPLE = WORDS["roles"] | KIN | ROLES_MALE | ROLES_FEMALE
ROLES = _SIMPLE | {f"{prefix}-{word}" for prefix in ("co", "ex") for word in _SIMPLE if "-" not in word}
"""Singular nouns for one person, also with `co-` and `ex-`."""

ANONYMOUS = WORDS["anonymous"]
"""Heads of sources who stay unnamed by choice when introduced with `a`, a number or `one of`."""

PARTISANS = frozenset(
    {"republican", "democrat", "conservative", "liberal", "tory", "labourite", "independent"}
)
"""Somebody of a party."""

_RANKS = WORDS["ranks"]
HYPERNYMS = {
    "official": WORDS["officials"],
    "diplomat": frozenset(
        {"ambassador", "envoy", "consul", "minister", "secretary", "representative", "negotiator"}
    ),
    "envoy": frozenset({"ambassador", "consul", "diplomat"}),
    "forecaster": frozenset({"meteorologist", "climatologist"}),
    "pontiff": frozenset({"pope"}),
    "monarch": frozenset({"king", "queen", "emperor", "sultan", "emir"}),
    "doctor": frozenset({"dr", "surgeon", "consultant", "paediatrician", "psychiatrist"}),
    "commander": _RANKS,
    "soldier": _RANKS | {"sgt", "sergeant", "corporal", "private"},
    "cleric": frozenset({"archbishop", "cardinal", "patriarch", "rabbi", "father", "imam", "sheikh", "pope"}),
    "priest": frozenset({"father", "fr", "archbishop", "bishop", "vicar", "rev"}),
    "nun": frozenset({"sister"}),
    "academic": frozenset({"professor", "prof", "lecturer", "historian", "economist"}),
    "banker": frozenset({"governor", "chairman", "chairwoman", "economist"}),
    "peer": frozenset({"lord", "lady", "baroness"}),
    "scientist": WORDS["scientists"],
    "researcher": WORDS["scientists"],
    "executive": frozenset(
        {"ceo", "executive", "chief", "chairman", "chairwoman", "founder", "president", "cfo"}
    ),
    "politician": WORDS["officials"] | {"senator", "congressman", "congresswoman", "mp", "lawmaker"},
}
"""Nouns that may mean whoever just spoke and has one of these roles."""

ANAPHORIC = WORDS["anaphoric"]
"""Definite nominals (`the senator`) that may point back at a person whose role the article never states."""

_PARENT_OF = re.compile(
    r"(?:grand)?(?:(?P<f>mother|mum|mom|ma|mama)|father|dad|pa)-of-(?:one|two|three|four|five|six|seven|eight|nine|ten)"
)


def parent_of_so_many(word: str) -> str:
    """`man` or `woman` for "father-of-two", "mum-of-three", as tabloids call anybody; else empty."""
    found = _PARENT_OF.fullmatch(word) if "-of-" in word else None
    return "" if found is None else "woman" if found["f"] else "man"


SYNONYMS = (
    "attorney lawyer solicitor counsel barrister",
    "spokesman spokeswoman spokesperson",
    "rep congressman congresswoman representative lawmaker legislator member",
    "sen senator lawmaker legislator",
    "gov governor",
    "chairman chairwoman chairperson chair",
    "gen general",
    "adviser advisor aide",
    "prime-minister premier pm",
    "col colonel",
    "capt captain",
    "sgt sergeant",
    "lt lieutenant",
    "prof professor academic scholar",
    "dr doctor physician",
    "boss chief head director",
    "cleric sheikh imam ayatollah rev reverend priest bishop pastor",
    "banker financier",
    "envoy negotiator representative",
    "policeman officer pc constable det detective",
    "billionaire tycoon magnate mogul developer businessman",
    "reporter journalist correspondent",
    "judge justice magistrate",
    "companion friend",
    "actor actress comedian performer star",
    "hitmaker musician rapper singer star",
    "author novelist writer",
    "councilman councilwoman councillor cllr",
)
"""Roles that may name one another's holder."""
