"""Where a rule sees better than the model whose words those are, and where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.extraction.attribution.drafts import Draft, same_words, shared
from store.extraction.attribution.lexicon import SAYING_NOUNS, verbs
from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.contents import QUESTION_WORDS, SPANS
from store.extraction.attribution.rules.cues import PRONOUNS
from store.extraction.attribution.rules.subjects import TIMES
from store.extraction.attribution.rules.tokens import tokenize
from store.extraction.attribution.silent import forget_silent
from store.extraction.segments import sentences
from store.records import Span

_CONJUNCTION = re.compile(r"[\s,;]*(?:\b(?:and|but|or|then|also|later|while|yet)\b[\s,;]*)+$")
_COMMA = re.compile(r",\s$")
_MEANWHILE = re.compile(r",\s(?:while|whereas)\s$")
"""Before the subject of a clause beside the one that reports."""
_RELATIVE = re.compile(r",?\s(?:which|who)\s.*,\s$", re.S)
_HOW = re.compile(r"\W*\s(?:is|was)\s(?:how|what)\s(?:\w+\s){0,3}(?:[\w ]+,\s)?")
_ONLY_THAT = re.compile(r"\w+ing(?:\sthat)?\W*")
_PARTICIPLE = re.compile(r"\w+ing\b")
_BY = re.compile(r"\sby\s")
_MAIN_VERB = re.compile(
    r",[”\"’]?\s(?:is|are|was|were|has|have|had|did|does|do|will|would|could|can|(?:is|was|has|did|does|do|could|wo|ca)n['’]t)"
    r"(?:\snot)?\s(?!(?:he|she|they|it|we|you|I|the)\b)"
)
"""A comma before the verb of the clause around a relative one."""
_HEARSAY = re.compile(r"\bto have \w+$")
_BEFORE_QUOTE = " \n\t.,:“\"„«‘'"
_ADJUNCT = 80
"""Characters between a cue and its clause."""
_FEW = 5
"""Words that name whom something was said to."""
_BEHIND = 10
"""Characters from a quotation's last word to the clause behind it: “…,” was her …"""
SURE = 0.5
"""The confidence from which on a rule's attribution is taken though the model does not have it."""

_IF = re.compile(r"(?:^|[\n.!?”\"]\s*)(?:if|once|unless|when|whenever) $", re.I)
"""Before the subject of a condition that begins its sentence."""


def mend_source(text: str, draft: Draft, ruled: Sequence[Draft]) -> None:
    """Name whoever said it, by the rules' drafts `ruled` beside it, and nobody who did not."""
    _take_whole_cue(text, draft, ruled)
    forget_silent(text, draft)
    _name_source(draft, ruled)
    forget_silent(text, draft)
    if not draft.source:
        _name_agent(text, draft)


def mend_content(text: str, draft: Draft, cues: Sequence[Draft], ruled: Sequence[Draft]) -> None:
    """Mend the content where another clause begins, or where it goes on.

    Args:
        text: the whole text.
        draft: one of the model's.
        cues: drafts with cues beside it or in it, the rules' and the model's own.
        ruled: the rules' among them.
    """
    _leave_earlier_sentence(text, draft, cues)
    _leave_others_clause(text, draft, cues)
    _mend(text, draft, cues)
    draft.content = [s for i, s in enumerate(draft.content) if not i or not _anothers(s, draft, ruled)]
    draft.content = [
        s for i, s in enumerate(draft.content) if not i or not _told_apart(text, s, draft, ruled)
    ]
    _end_in_clause(text, draft)
    _end_condition(text, draft, ruled)


def _take_whole_cue(text: str, draft: Draft, ruled: Sequence[Draft]) -> None:
    """ "Solti is said | to have remarked that …", "came the | reply from Solti": the remark is Solti's."""
    for rule in ruled:
        if rule.direct and shared(rule.cue, draft.cue) and _is_how(text, rule):
            draft.content, draft.source, draft.direct = list(rule.content), rule.source, True
            return
        longer = shared(rule.cue, draft.cue) and draft.cue[0][1] < rule.cue[0][1]
        if not longer or not rule.source:
            continue
        if _HEARSAY.search(text, *rule.cue[0]):
            draft.content = list(rule.content)
        elif text[slice(*rule.cue[0])].split()[-1] not in SAYING_NOUNS:
            continue
        draft.source, draft.cue = rule.source, rule.cue


def _is_how(text: str, rule: Draft) -> bool:
    """ "“…,” was how Ms Doyle described it": what stands before is what was said, not "it"."""
    return bool(rule.source) and _HOW.fullmatch(text, rule.content[-1][1], rule.source[0][0]) is not None


def _name_source(draft: Draft, ruled: Sequence[Draft]) -> None:
    """Where the model finds nobody beside a cue, the subject that a rule reads in the same clause."""
    if draft.source or not draft.cue:
        return
    for rule in ruled:
        apart = not shared(rule.source, draft.cue)
        if not rule.source or not shared(rule.cue, draft.cue) or not same_words(rule.content, draft.content):
            continue
        if not apart:  # "wrote a | third"
            draft.cue = rule.cue
        draft.source = rule.source
        return


def _name_agent(text: str, draft: Draft) -> None:
    """ "He was pressed | by Justice Lee: “…”": who is named by "by" right after the cue."""
    by = _BY.match(text, draft.cue[-1][1]) if draft.cue else None
    tokens = tokenize(text, by.end(), min(len(text), by.end() + _ADJUNCT), ()) if by else []
    agent = subjects.after(tokens, 0) if tokens else None
    if agent is None:
        return
    named = tokens[agent[0]].start, tokens[agent[1] - 1].end
    if not shared([named], draft.content):
        draft.source = (named,)


def _mend(text: str, draft: Draft, ruled: Sequence[Draft]) -> None:
    for rule in ruled:
        if rule.cue and shared(rule.cue, draft.cue) > 0:
            if rule is not draft and (_misses_rest(draft, rule) or _begins_later(text, draft, rule)):
                draft.content = list(rule.content)
        elif rule.cue and draft.cue and _coordinated(draft, rule):
            _part(text, draft, rule.cue[0][0])
        elif rule.cue and rule.direct and rule.content and rule.confidence >= SURE:
            _give_back(text, draft, rule)


def _leave_earlier_sentence(text: str, draft: Draft, cues: Sequence[Draft]) -> None:
    """ "We can't, they say. | Trade is crying out, they say.": an earlier sentence has a cue of its own."""
    if draft.direct or len(draft.content) != 1 or not draft.cue or draft.content[0][1] > draft.cue[0][0]:
        return
    parts = sentences(text, *draft.content[0])
    earlier = parts[0][0], parts[-1][0]
    told = len(parts) > 1 and any(shared(other.cue, [earlier]) and other.source for other in cues)
    if told and not set(text[slice(*draft.content[0])]) & set('“”"'):
        draft.content = [parts[-1]]


def _leave_others_clause(text: str, draft: Draft, cues: Sequence[Draft]) -> None:
    """ "wrote that it was late, | while Ann Lee told the paper …": what another says is not theirs."""
    if draft.direct or len(draft.content) != 1 or not draft.cue or draft.cue[0][0] > draft.content[0][0]:
        return
    start, end = draft.content[0]
    for other in cues:
        if not other.source or not other.cue or not start < other.source[0][0] < end:
            continue
        joint = _MEANWHILE.search(text, start, other.source[0][0])
        if joint is not None and other.source[0][1] <= other.cue[0][0] and joint.start() > start:
            draft.content = [(start, joint.start())]
            return


def _misses_rest(draft: Draft, rule: Draft) -> bool:
    """ "Nothing would be, she stressed, before March": the model has the first half only."""
    return (
        len(rule.content) == 2
        and len(draft.content) == 1
        and not rule.direct
        and abs(draft.content[0][0] - rule.content[0][0]) <= 5
        and abs(draft.content[0][1] - rule.content[0][1]) <= 2
    )


def _begins_later(text: str, draft: Draft, rule: Draft) -> bool:
    """ "asked | Obama whether he knew", "said | in Berlin that it was late": whom it was said to, and where,
    is no part of what was said."""
    if len(draft.content) != 1 or len(rule.content) != 1 or draft.content[0][0] < draft.cue[-1][1]:
        return False
    (start, end), (begin, last) = draft.content[0], rule.content[0]
    before = text[start:begin]
    according = text[slice(*draft.cue[-1])].lower() == "according to" and abs(last - end) <= 3
    if according and draft.source and _RELATIVE.match(text, draft.source[-1][1], begin):
        return True  # "According to the Sun, which calls her | “Rachel Thieves”, a pint …"
    if not 0 < begin - start < _ADJUNCT or abs(last - end) > 3 or before.strip("“\"‘' ") in ("", "that"):
        return False
    said = reversed(text[slice(*draft.cue[-1])].lower().split())
    verb = next((verbs()[word] for word in said if word in verbs()), None)
    frames = verb[0].frames if verb else frozenset()
    if before.endswith("that "):
        return "t" in frames
    when = [word.lower().strip(",") for word in before.split() if word != "the"]
    if when and all(word in TIMES | SPANS for word in when):
        return True
    words = before.lower().split()
    if "a" not in frames or len(words) > _FEW or words[0] in PRONOUNS or set(words) & QUESTION_WORDS:
        return False
    return "z" in frames or text[begin:end].split()[0] in QUESTION_WORDS


def _coordinated(draft: Draft, rule: Draft) -> bool:
    """Another verb of the same source in the content: "said it was late | and hinted …"."""
    if rule.source and not shared(rule.source, draft.source) and rule.source[0][1] > draft.cue[0][0]:
        return False
    return shared(rule.cue, draft.content) > 0 and draft.cue[0][0] < rule.cue[0][0]


def _part(text: str, draft: Draft, cue: int) -> None:
    """End the fragment that holds `cue` before the conjunction in front of it."""
    for i, (start, end) in enumerate(draft.content):
        if start < cue < end:
            joint = _CONJUNCTION.search(text, start, cue) or _comma(text, start, cue)
            if joint is None and _ONLY_THAT.fullmatch(text, cue, end):
                joint = _COMMA.search(text, start, cue)  # "disputed the account, | saying that"
            if joint is not None and joint.start() > start:
                draft.content[i] = (start, joint.start())


def _comma(text: str, start: int, cue: int) -> re.Match[str] | None:
    """ "Lee, asked whether he knew, | replied": a comma right before a finite verb."""
    return None if _PARTICIPLE.match(text, cue) else _COMMA.search(text, start, cue)


def _give_back(text: str, draft: Draft, rule: Draft) -> None:
    """ "asked if she knew. | “By whom?” she shot back": end before a quotation that another cue follows."""
    quote = rule.content[0]
    for i, (start, end) in enumerate(draft.content):
        if start < quote[0] - 2 and abs(end - quote[1]) <= 2 and rule.cue[0][0] >= end:
            draft.content[i] = (start, start + len(text[start : quote[0]].rstrip(_BEFORE_QUOTE)))


def _anothers(fragment: Span, draft: Draft, ruled: Sequence[Draft]) -> bool:
    """A further fragment that holds somebody's whole reporting clause ("…; whether it will, she refuses to
    say"), or has one of its own behind it ("“A,” he grinned. | “B,” was her verdict")."""
    return any(
        r.confidence >= SURE
        and r.cue
        and r.source
        and shared(r.content, [fragment])
        and (
            (not draft.direct and shared(r.cue, [fragment]) and shared(r.source, [fragment]))
            or (_right_behind(fragment, r) and not shared(r.cue, draft.cue))
        )
        for r in ruled
    )


def _told_apart(text: str, fragment: Span, draft: Draft, ruled: Sequence[Draft]) -> bool:
    """ "… at 18:47. | Galli later told us that he had been “ambushed”": the words of a later sentence's own
    cue, whose attribution the rule then is sure enough of."""
    for rule in ruled:
        if not rule.cue or not rule.source or shared(rule.cue, draft.cue) or rule.cue[0][1] > fragment[0]:
            continue
        begin = min(rule.source[0][0], rule.cue[0][0])
        apart = draft.cue[-1][1] < begin and text[draft.content[0][1] : begin].rstrip().endswith(
            (".", "!", "?")
        )
        if apart and shared(rule.content, [fragment]) >= 0.9 * (fragment[1] - fragment[0]):
            rule.confidence = max(rule.confidence, SURE)
            return True
    return False


def _end_in_clause(text: str, draft: Draft) -> None:
    """ "Thomas, who told us he had been ill, | didn't reply": what its noun does is no part of it."""
    if not draft.source or len(draft.content) != 1 or text[slice(*draft.source[-1])].split()[-1] != "who":
        return
    start, end = draft.content[0]
    going_on = _MAIN_VERB.search(text, start, end)
    if going_on is not None and draft.cue[0][0] < start:
        draft.content = [(start, going_on.start())]


def _end_condition(text: str, draft: Draft, ruled: Sequence[Draft]) -> None:
    """ "If the bank says it will cut rates, | the pound will fall": what follows then is no part of it."""
    if not draft.source or not draft.cue or len(draft.content) != 1:
        return
    (start, end), source = draft.content[0], draft.source[0][0]
    if source > start or not _IF.search(text, max(0, source - len("\n unless ")), source):
        return
    for rule in ruled:
        told = rule.content[-1][1]
        if shared(rule.cue, draft.cue) and start < told < end and text[told] == ",":
            draft.content = [(start, told)]
            return


def _right_behind(fragment: Span, rule: Draft) -> bool:
    return rule.direct and 0 <= min(rule.cue[0][0], rule.source[0][0]) - fragment[1] < _BEHIND
