"""Cue words: which verbs report, in which mode, and what may follow each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from store.extraction.words import words
from store.records import Mode

_SPEECH = """
say:tqzw state:tqz add:tqz note:tqzo remark:tqz observe:tqz declare:tqz announce:tqzoi affirm:tqz
assert:tqz claim:tqzi argue:tqz insist:tqz maintain:tqz stress:tqzo emphasise:tqzo emphasize:tqzo
explain:tqzw warn:tqzai reply:tqz answer:tqw respond:tq retort:tqz counter:tqz admit:tqzog
acknowledge:tqzog concede:tqz confess:tqz confirm:tqzw reveal:tqzow disclose:tqow report:tqzo
recall:tqzog remind:aqz tell:aqizw inform:aqz assure:aqz suggest:tqz hint:tqz imply:tqz indicate:tqz
comment:tq joke:tqz quip:tqz boast:tqz complain:tqz lament:tqo caution:tqa contend:tqz allege:tqz
pledge:tqi vow:tqi swear:tqi promise:tqizo predict:tqzo forecast:to conclude:tqz testify:tqz reiterate:tqo
repeat:tqo clarify:tqw specify:tqzw underline:to underscore:to highlight:o propose:tiz recommend:toz
demand:tqi agree:tqiz ask:qaiw wonder:qw inquire:qw shout:q cry:q yell:q whisper:tq mutter:q murmur:q
sigh:q shrug:q snap:q scoff:q urge:aiq deny:togq rule:t opine:tqz muse:tq proclaim:tqo rejoin:q
interject:q offer:iq exclaim:q chant:q continue:q call:pq dismiss:p criticise:o criticize:o praise:o
condemn:o denounce:o accuse:p thank:p blame:p name:p identify:p brand:p label:p deride:p hail:o decry:o
blast:o slam:o reject:o regret:tog express:o convey:o voice:o judge:p describe:p threaten:i
refuse:i order:ai advise:aiq beg:aiq invite:ai estimate:tzp laugh:q read:q sing:q recount:tqw volunteer:tq
insinuate:t speculate:tz counsel:aq preach:tq attest:t certify:t rebut:q beam:q boom:q thunder:q
grumble:qt moan:qt groan:q marvel:q gush:q enthuse:q fume:q plead:qi decline:i exclude:to
accept:tz demur:tq charge:tq venture:tq reason:tq deadpan:tq elaborate:q pronounce:pq chide:q scold:q
implore:aiq bark:q bellow:q drawl:q gasp:q grin:q hiss:q intone:q roar:q snarl:q sneer:q sob:q stammer:q
wail:q submit:t contest:to dispute:to
rule+out:og call+on:ai call+for:o point+out:tqz write+back:q hit+back:q shoot+back:q
shout+back:q whisper+back:q
give+to+understand:tz put+it+to:a make+clear:tz make+it+clear:tz let+it+be+known:tz warn+of:o warn+against:o
complain+of:o complain+about:o insist+on:o speak+of:o put+it:q go+on:q chime+in:q write+in:q
put:n appeal+to:ai appeal+for:o press+for:o object+to:o vouch+for:o
"""
_WRITING = "write:tqzw tweet:tqz post:tq email:tq blog:tq text:tq retweet:q pen:q scrawl:q note+down:t"
_ATTITUDE = """
believe:tzo think:tzq hope:tzi fear:tzo expect:toiz consider:tpz feel:tz doubt:tw suspect:tz assume:tz
reckon:tz regard:p anticipate:to foresee:to wish:ti guess:tz want:oi intend:i hope+for:o
want+to+know:w wish+to+know:w be+sure:tz be+certain:tz be+confident:tz be+convinced:tz
be+adamant:tz be+optimistic:t be+worried:tz be+afraid:tz be+unsure:w be+hopeful:tz
"""
_DOCUMENT = "find:tz show:tz"

IRREGULAR = {
    "say": "says said saying said",
    "tell": "tells told telling told",
    "give": "gives gave giving given",
    "put": "puts put putting put",
    "make": "makes made making made",
    "let": "lets let letting let",
    "go": "goes went going gone",
    "speak": "speaks spoke speaking spoken",
    "hit": "hits hit hitting hit",
    "shoot": "shoots shot shooting shot",
    "be": "is was being been",
    "write": "writes wrote writing written",
    "think": "thinks thought thinking thought",
    "feel": "feels felt feeling felt",
    "read": "reads read reading read",
    "swear": "swears swore swearing sworn",
    "sing": "sings sang singing sung",
    "foresee": "foresees foresaw foreseeing foreseen",
    "find": "finds found finding found",
    "show": "shows showed showing shown",
    "hear": "hears heard hearing heard",
    "forecast": "forecasts forecast forecasting forecast",
    "admit": "admits admitted admitting admitted",
    "regret": "regrets regretted regretting regretted",
    "refer": "refers referred referring referred",
    "quip": "quips quipped quipping quipped",
    "slam": "slams slammed slamming slammed",
    "beg": "begs begged begging begged",
    "snap": "snaps snapped snapping snapped",
    "shrug": "shrugs shrugged shrugging shrugged",
    "rebut": "rebuts rebutted rebutting rebutted",
    "pen": "pens penned penning penned",
    "label": "labels labelled labelling labeled",
    "blog": "blogs blogged blogging blogged",
}


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb."""

    lemma: str
    mode: Mode
    frames: frozenset[str]
    """What may follow: t that-clause, z the same without that, q a quotation, w a question clause, a an
    addressee, i to + infinitive, o an object, g a gerund, p an object with its predicate."""


@cache
def verbs() -> dict[str, tuple[Verb, str]]:
    """Every form of every reporting verb, with its form: s (says), d (said), g (saying), b (say)."""
    return {form: (verb, kind) for form, kind, more, verb in _entries() if not more}


def takes_addressee(form: str) -> bool:
    """Whether a verb form is followed by whom it is said to: "told", "reminding"."""
    return form in verbs() and "a" in verbs()[form][0].frames


@cache
def phrasal() -> dict[str, list[tuple[tuple[str, ...], Verb, str]]]:
    """By the form of its verb: the words that must follow, and what verb and form they make ("ruled"
    "out")."""
    out: dict[str, list[tuple[tuple[str, ...], Verb, str]]] = {}
    for form, kind, more, verb in _entries():
        if more:
            out.setdefault(form, []).append((more, verb, kind))
    return out


def _entries() -> Iterator[tuple[str, str, tuple[str, ...], Verb]]:
    modes: tuple[tuple[str, Mode], ...] = (
        (_DOCUMENT, "document"),
        (_ATTITUDE, "attitude"),
        (_WRITING, "writing"),
        (_SPEECH, "speech"),
    )
    for listed, mode in modes:
        for entry in listed.split():
            lemma, frames = entry.split(":")
            head, *more = lemma.split("+")
            verb = Verb(lemma.replace("+", " "), mode, frozenset(frames))
            for form, kind in zip(_forms(head), "bsdgd", strict=True):
                yield form, kind, tuple(more), verb
                if head == "be" and form in ("is", "was"):
                    yield {"is": "are", "was": "were"}[form], kind, tuple(more), verb


def _forms(lemma: str) -> tuple[str, ...]:
    if lemma in IRREGULAR:
        s, d, g, n = IRREGULAR[lemma].split()
        return lemma, s, d, g, n
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing", lemma[:-1] + "ied"
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    if lemma.endswith("e"):
        return lemma, s, lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing", lemma + "d"
    return lemma, s, lemma + "ed", lemma + "ing", lemma + "ed"


DOCUMENT_NOUNS = words(
    """
    report study poll survey review paper letter document statement article memo filing ruling indictment
    complaint affidavit transcript email audit analysis readout law bill data figures census research book
    recording text communique communiqué resolution declaration dossier
    """
)
"""Heads of sources that are documents."""
SAYING_NOUNS = words(
    """
    remarks statement words speech reply answer response message letter tweet post account verdict advice
    comments explanation warning appeal comment reaction conclusion assessment summary motto retort rejoinder
    description diagnosis mantra slogan refrain joke quip
    """
)
"""Nouns for what somebody says."""
