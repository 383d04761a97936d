"""The reader's own themes: dark, light, the terminal's sixteen colours, and high contrast."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

SPEAKER_COLORS = 8

_DARK_SPEAKERS = ("#7cb7ff", "#f0b866", "#8fd694", "#e59bd0", "#6fd3d0", "#f2937b", "#b9a7ff", "#cfd06b")
_LIGHT_SPEAKERS = ("#0a5bb5", "#8a5200", "#1f6e2c", "#96307a", "#00676a", "#a93a1c", "#5a3fc0", "#5f6000")
_CONTRAST_SPEAKERS = ("#80c8ff", "#ffd040", "#80ff80", "#ff9be8", "#40f0f0", "#ffa080", "#d0c0ff", "#f0f060")
_ANSI_SPEAKERS = (
    "ansi_bright_blue",
    "ansi_yellow",
    "ansi_green",
    "ansi_magenta",
    "ansi_cyan",
    "ansi_red",
    "ansi_bright_magenta",
    "ansi_bright_green",
)


def _speakers(colors: tuple[str, ...]) -> dict[str, str]:
    return {f"speaker-{index}": color for index, color in enumerate(colors)}


DEFAULT_VARIABLES: dict[str, str] = {
    **_speakers(_DARK_SPEAKERS),
    "line": "#333a45",
    "muted": "#8b949e",
    "cursor-row": "#263041",
    "match": "#ffd866",
    "match-background": "#4a4220",
    "tint": "14%",
    "tint-current": "32%",
}
"""What the style sheet uses beyond Textual's own variables; a user's theme may set any of them."""

COLORS = tuple(name for name in DEFAULT_VARIABLES if not name.startswith("tint"))
"""Those of them that are colours; the others are shares."""

DARK = Theme(
    name="onrecord-dark",
    primary="#6ea8fe",
    secondary="#4f7cc4",
    accent="#ffb454",
    foreground="#d7dce3",
    background="#12161c",
    surface="#181d25",
    panel="#1f2630",
    success="#7fd88f",
    warning="#ffb454",
    error="#f07178",
    dark=True,
    variables=dict(DEFAULT_VARIABLES),
)

LIGHT = Theme(
    name="onrecord-light",
    primary="#0a5bb5",
    secondary="#3f77b5",
    accent="#a85a00",
    foreground="#1d232b",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#eae7e0",
    success="#1f6e2c",
    warning="#8a5200",
    error="#b3261e",
    dark=False,
    variables={
        **DEFAULT_VARIABLES,
        **_speakers(_LIGHT_SPEAKERS),
        "line": "#d2cdc2",
        "muted": "#68707a",
        "cursor-row": "#dfe8f5",
        "match": "#5c3b00",
        "match-background": "#ffe08a",
        "tint": "10%",
        "tint-current": "24%",
    },
)

CONTRAST = Theme(
    name="onrecord-contrast",
    primary="#ffffff",
    secondary="#c0e0ff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    dark=True,
    variables={
        **DEFAULT_VARIABLES,
        **_speakers(_CONTRAST_SPEAKERS),
        "line": "#a0a0a0",
        "muted": "#d8d8d8",
        "cursor-row": "#003a8c",
        "match": "#000000",
        "match-background": "#ffff00",
        "tint": "0%",
        "tint-current": "35%",
    },
)

ANSI_VARIABLES = dict(BUILTIN_THEMES["ansi-dark"].variables)
"""What Textual's own style sheets ask of a theme in the terminal's colours."""

ANSI = Theme(
    name="onrecord-ansi",
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    dark=True,
    ansi=True,
    variables={
        **ANSI_VARIABLES,
        **DEFAULT_VARIABLES,
        **_speakers(_ANSI_SPEAKERS),
        "line": "ansi_bright_black",
        "muted": "ansi_bright_black",
        "cursor-row": "ansi_blue",
        "match": "ansi_black",
        "match-background": "ansi_yellow",
        "tint": "0%",
        "tint-current": "0%",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_yellow",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
    },
)

THEMES = (DARK, LIGHT, CONTRAST, ANSI)
