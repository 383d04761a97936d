"""What is no statement, and whoever a source names that has said nothing: who was told, who heard."""

from __future__ import annotations

import re

from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.rules.cues import DETERMINERS
from store.extraction.words import BEING_ASKED

_NAMING = re.compile(r"\b(?:dubbed|nicknamed|known as|called|titled|entitled|labell?ed)\b", re.I)
_LABEL = 40
"""Characters of what only says who somebody is."""
_ON = re.compile(r"\W*(?:On|About)\s[^:\n“”\"]{1,100}(?P<colon>:)\s?[“\"‘'«]")
"""A line on somebody or something, up to its quotation."""
_LINE = 130
"""Characters of it, at most."""
OPPOSED = re.compile(r"\b\d{1,3}\s?[-–]\s?\d{1,3}\b|\s(?:v|vs)\.?\s")
"""Two sides, with what they scored, or before a court."""
EXPLAINS = re.compile(
    r"(?:what|how|why|who|when|where|which|[\w-]+\s(?:things|questions|facts|reasons|ways))\b(?!.*\bI\b)",
    re.I,
)
"""How a headline goes on after its topic: “what we know”, “five things to know”."""
_SERVES = re.compile(
    r"(?:everything|(?:all|what)\s(?:you|we|to)|how\sto|how\s(?:it|they)\swork|what\s(?:it\smeans|happen)|as\sit\shappened|"
    r"where\sto|when\sto|live\supdates)\b(?!.*\bI\b)",
    re.I,
)
"""How it goes on though a name stands before it: “Morning Briefing: what you need to know”."""
_SENTENCE_END = re.compile(r"\w[.!?][”’\"]?\s+[“\"]?[A-Z]")
_APPEARING = frozenset({"defending", "mitigating", "prosecuting"})
"""What a lawyer does in a case."""
_WAS_TOLD = re.compile(
    r"\b(?:am|are|is|was|were|be|been|being)\s+(?:(?:\w+ly|first|also|then|later|again|once)\s+)?(?:told|asked|informed|warned|advised|reminded|pressed|urged|challenged)$",
    re.I,
)
_HEARING = re.compile(
    r"(?:(?:the|an?|his|her|their|its)\s+)?(?:[\w’'-]+\s+){0,3}?"
    r"(?:jury|jurors|court|inquest|hearing|tribunal|inquiry|trial|judge|panel|magistrates|committee|meeting"
    r"|conference|crowd|audience)",
    re.I,
)
_TELLING = frozenset({"committee", "judge", "magistrates", "meeting", "panel"})
"""Those of them who speak as well: "the judge told the jury"."""
_LISTENING = re.compile(
    r"(?:(?:has|have|had|was|were|is|are|also|later|earlier|previously|been)\s+)*(?:told|heard|hears)$", re.I
)
_HELD = re.compile(
    r"(?:(?:am|are|is|was|were|be|been|being)\s+)?(?:\w+ly\s+)?"
    r"(?:believed|thought|understood|said|reported|expected|feared|alleged|known|rumou?red|considered)$",
    re.I,
)
_SUPPOSED = re.compile(r"to\s+(?:be|have)\b")
_ANONYMITY = re.compile(
    r"(?:(?:that\s)?(?:not\s+)?to\s+(?:be\s+(?:named|identified|quoted)|remain\s+anonymous|give\s+(?:his|her|their)"
    r"\s+(?:\w+\s)?names?)|(?:on\s+)?anonymity|(?:that\s+)?(?:his|her|their)\s+(?:\w+\s)?names?\s+(?:not\s+)?be\s(?:used|published|printed|withheld))",
    re.I,
)

_NO_NEWS = re.compile(
    r"(?:(?:any|no|few|many|some|further|more|additional|other|specific|new|little|much)\s+)*"
    r"(?:details?|information|particulars|specifics)|nothing(?:\s(?:more|further|else|new))?",
    re.I,
)
_WORK = re.compile(
    r"\b(?:album|autobiography|book|documentary|essay|film|memoirs?|movie|musical|novel|painting|play|poem|song)"
    r",?\s[“\"‘«]?$",
    re.I,
)
"""A work, right before its title."""
_TITLE_WORD = re.compile(r"[A-Z0-9]|(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)$")


def forget_silent(text: str, draft: Draft) -> None:
    """Take the source from `draft` where it names somebody who did not say it."""
    silent = (_spoken_of, _addressed, _listened, _held, _opposed)
    if draft.source and draft.cue and any(is_silent(text, draft) for is_silent in silent):
        draft.source = ()


def is_no_statement(text: str, draft: Draft) -> bool:
    """Whether nobody tells anything by it."""
    if not draft.content:
        return False
    if text[slice(*draft.content[0])] == "What":
        return True  # a heading: "What the minister said"
    cue = text[slice(*draft.cue[0])].lower() if draft.cue else ""
    if cue == "according to" and not draft.direct and _ended_before(text, draft):
        return True
    if any(text[s:e].lower() in _APPEARING and text[e : e + 1] == "," for s, e in draft.cue):
        return True  # "Tom Rudge, defending, …"
    if [text[s:e] for s, e in draft.cue] == [":"] and not draft.direct:
        explains = _SERVES if draft.source else EXPLAINS  # "Q&A: What …"
        if explains.match(text, draft.content[0][0], draft.content[-1][1]):
            return True
    aside = [text[s:e].lower() for s, e in (*draft.source, *draft.cue)] == ["i", "quote"]
    untold = (_gives_name, _asks_not_to_be_named, _is_apposition, _gives_no_news, _is_title)
    return aside or any(is_untold(text, draft) for is_untold in untold)


def _ended_before(text: str, draft: Draft) -> bool:
    """Whether another sentence has ended between what is told and "according to"."""
    between = text[draft.content[-1][1] - 1 : draft.cue[0][0]]
    return draft.content[-1][1] < draft.cue[0][0] and _SENTENCE_END.search(between) is not None


def _gives_name(text: str, draft: Draft) -> bool:
    """ "Known as “the Duchess”", "dubbed “the snitch”": a name that nobody in the text is said to use."""
    return not draft.source and any(_NAMING.search(text, s, e) for s, e in draft.cue)


def _asks_not_to_be_named(text: str, draft: Draft) -> bool:
    """ "…, who asked not to be named": how a source came to be nameless is no news of theirs, what they said
    "on condition of anonymity that …" is."""
    start, end = draft.content[0]
    return _ANONYMITY.match(text, start, end) is not None and " that " not in text[start:end]


def _gives_no_news(text: str, draft: Draft) -> bool:
    """ "Neither side released | any details": what they are is not told."""
    return len(draft.content) == 1 and _NO_NEWS.fullmatch(text, *draft.content[0]) is not None


def _is_title(text: str, draft: Draft) -> bool:
    """ "Her memoir, “Dust and Lavender”, sold well": the name of a work."""
    (start, end), *others = draft.content
    if others or not draft.direct or not _WORK.search(text, max(0, start - len("autobiography,  “")), start):
        return False
    return all(map(_TITLE_WORD.match, text[start:end].strip('“”"‘’«»,.').split()))


def _is_apposition(text: str, draft: Draft) -> bool:
    """ "One of them, | Theo, 8, explained": the words before the name say who that is."""
    if draft.direct or len(draft.content) != 1 or not draft.source or not draft.cue:
        return False
    (start, end), (name, last) = draft.content[0], draft.source[0]
    joined = text[end:name] == ", " and text[name].isupper() and "," in text[last - 1 : last + 1]
    cue = draft.cue[-1]
    if not joined or last > cue[0] or end - start > _LABEL or text[cue[1] : cue[1] + 1] == ",":
        return False
    return text[start:end].split()[0].lower() in DETERMINERS | {"one", "another"}


def _spoken_of(text: str, draft: Draft) -> bool:
    """ "On Zelensky, who asked for it: “He wants peace”": somebody else's words on them."""
    at, (_, end) = draft.source[0][0], draft.cue[-1]
    line = _ON.match(text, text.rfind("\n", max(0, at - _LINE), at) + 1)
    if line is None or draft.content[-1][1] <= line.end():
        return False
    # "On Monday Lee said: “…”" has its cue before the colon.
    return end == line.end("colon") if text[slice(*draft.cue[-1])] == ":" else end < line.start("colon")


def _opposed(text: str, draft: Draft) -> bool:
    """ "Regina v Quill: jury told of lies", "Rovers 2-2 Athletic: late goal": two sides, and no speaker."""
    return text[slice(*draft.cue[0])] == ":" and OPPOSED.search(text, *draft.source[0]) is not None


def _addressed(text: str, draft: Draft) -> bool:
    """ "Villagers were told that …", "Asked whether …, he laughed": they did not say it."""
    (source, _), (cue, end) = draft.source[0], draft.cue[0]
    if source < cue:
        told = any(_WAS_TOLD.search(text, s, e) for s, e in draft.cue)
        asked = BEING_ASKED.match(text[cue:end]) is not None
        return told or (asked and (text[cue].isupper() or _participle(text, draft)))
    between = cue < draft.content[0][0] and draft.content[-1][1] < source
    return between and BEING_ASKED.match(text[cue:end]) is not None


def _participle(text: str, draft: Draft) -> bool:
    """ "Harris, asked about the memoir, laughed": not "Lee, 40, asked …", whose comma closes another."""
    (start, end), cue = draft.source[0], draft.cue[0][0]
    return (
        text[start:cue].count(",") == 1 and text[start:cue].rstrip().endswith(",") and cue - end < len(", x")
    )


def _listened(text: str, draft: Draft) -> bool:
    """ "The court heard that …", "…, a jury was told": somebody spoke there, and nobody is named."""
    (start, end), cue = draft.source[0], draft.cue[0]
    heard = _LISTENING.match(text, *cue)
    if heard is None or start > cue[0] or _HEARING.fullmatch(text[start:end].strip(" ,")) is None:
        return False
    tells = text[start:end].strip(" ,").split()[-1].lower() in _TELLING
    spoke = tells and text[cue[0] : cue[1]].lower() == "told" and draft.content[0][0] >= cue[1]
    return not spoke  # "the judge told the jury that …"


def _held(text: str, draft: Draft) -> bool:
    """ "A man, thought to be 60", "the bill is expected to pass": who thinks so is not told."""
    held = _HELD.fullmatch(text[slice(*draft.cue[0])])
    if held is None or _SUPPOSED.match(text, *draft.content[0]) is None:
        return False
    passive = " " in held.group() or text.endswith((",", ", "), 0, draft.cue[0][0])
    return passive and draft.source[0][0] < draft.cue[0][0]
