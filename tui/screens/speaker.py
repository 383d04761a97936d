"""The speaker's card: names, roles with their dates, what they say and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from store.records import DatedRole, Speaker
from tui.dates import short_date
from tui.display import clean, fit, wrap
from tui.glyphs import Glyphs
from tui.hints import Offer
from tui.screens.overlay import Overlay
from tui.searching import Chip
from tui.sparkline import bars, gathered, month_name, months
from tui.theme import SPEAKER_COLORS
from tui.widgets.lines import LineList
from tui.widgets.painted import Frame
from tui.widgets.sheet import Row, Sheet

BY, ABOUT = 1, 2


class SpeakerScreen(Overlay[Chip | None]):
    """Closes with the filter chosen: what they say, or what is said about them."""

    OFFERS: ClassVar[tuple[Offer, ...]] = (("open", "lists the quotes"), ("back", "closes"))

    def __init__(self, speaker: Speaker, about: int, counts: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self._speaker = speaker
        self._about = about
        self._counts = counts

    def compose(self) -> ComposeResult:
        """One sheet."""
        with Frame(id="frame") as frame:
            frame.border_title = "About the speaker"
            yield Sheet(self._rows, glyphs=self.reader_app.glyphs, id="speaker")

    def _rows(self, width: int) -> list[Row]:
        return rows(self._speaker, self._about, self._counts, width, self.reader_app.glyphs)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """List the quotes by, or about."""
        key = self.query_one(Sheet).selected
        if key in (BY, ABOUT):
            self.dismiss(Chip("speaker" if key == BY else "about", self._speaker.name))


def rows(
    speaker: Speaker, about: int, counts: Sequence[tuple[int, int]], width: int, glyphs: Glyphs
) -> list[Row]:
    """The lines of the card."""
    color = f"speaker-{speaker.id % SPEAKER_COLORS}"
    found = [Row(((clean(speaker.name), color), (f"   {speaker.kind}", "dim"))), Row()]
    found.append(Row((("quotes by     ", "dim"), (f"{speaker.quotes:>7,}", "strong")), key=BY))
    found.append(Row((("quotes about  ", "dim"), (f"{about:>7,}", "strong")), key=ABOUT))
    series = gathered(months(counts), width - 2)
    if len(series) > 1:
        found += [Row(), Row(((bars(series, glyphs.bars), color),))]
        found.append(Row(((f"{month_name(series[0][0])} to {month_name(series[-1][0])}", "dim"),)))
    if speaker.aliases:
        found += [Row(), Row((("Also called", "title"),))]
        names = f" {glyphs.dot} ".join(map(clean, speaker.aliases))
        found += [Row(((f"  {names[start:end]}", ""),)) for start, end in wrap(names, width - 2)]
    if speaker.roles:
        found += [Row(), Row((("Roles, as the articles state them", "title"),))]
        for role, when in dated(speaker.roles, glyphs.arrow):
            found += _role(clean(role), when, width)
    return found


def _role(role: str, when: str, width: int) -> list[Row]:
    """A role beside its dates, on as many lines as it takes."""
    first = 28
    lines = [role[start:end] for start, end in wrap(role, max(10, width - first))]
    heads = [f"  {when}", *[""] * (len(lines) - 1)]
    return [Row(((fit(head, first), "dim"), (line, ""))) for head, line in zip(heads, lines, strict=True)]


def dated(roles: Sequence[DatedRole], arrow: str) -> list[tuple[str, str]]:
    """Each role once, with the first and last day it was stated, the latest first."""
    spans: dict[str, list[DatedRole]] = {}
    for role in roles:
        spans.setdefault(role.role, []).append(role)
    found = []
    for name, stated in spans.items():
        days = sorted(role.published for role in stated if role.published is not None)
        if not days:
            found.append((name, "undated"))
        elif days[0] == days[-1]:
            found.append((name, short_date(days[0])))
        else:
            found.append((name, f"{short_date(days[0])} {arrow} {short_date(days[-1])}"))
    return found
