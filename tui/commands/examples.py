"""Examples for the help of every command, and for the manual. A test reads each as the command line does."""

from __future__ import annotations

import click

EXAMPLES: dict[str, tuple[str, ...]] = {
    "add": (
        "onrecord add ~/Clippings",
        "onrecord add report.pdf interview.docx newsletters.mbox",
        "onrecord add https://www.example.org/a-story",
        "onrecord add --column text=Body --column published=When stories.csv",
        "pandoc speech.epub -t plain | onrecord add -",
    ),
    "completion": (
        "onrecord completion bash > ~/.local/share/bash-completion/completions/onrecord",
        "onrecord completion zsh > ~/.zfunc/_onrecord",
        "onrecord completion fish > ~/.config/fish/completions/onrecord.fish",
    ),
    "corrections": ("onrecord corrections", "onrecord corrections --all --json"),
    "doctor": ("onrecord doctor", "onrecord --archive desk.db doctor --json"),
    "export": (
        'onrecord export "witkoff guarantees" -o witkoff.html',
        "onrecord export --brief -o brief.docx --style chicago",
        'onrecord export --speaker "Steve Witkoff" --format csv > witkoff.csv',
        "onrecord export --all -o archive.jsonl",
    ),
    "extract": (
        "onrecord extract story.txt",
        "onrecord extract --json a.txt b.txt > quotes.jsonl",
        "onrecord extract --engine dask --scheduler tcp://host:8786 -o parts archive/",
    ),
    "feeds": (
        "onrecord feeds add https://www.example.org/rss.xml",
        "onrecord feeds add feeds.opml",
        "onrecord feeds add ~/.newsboat/urls",
        "onrecord feeds refresh --quiet",
        "onrecord feeds export > feeds.opml",
    ),
    "import": (
        "onrecord import archive.jsonl",
        "onrecord import --format quotebank quotes-2019.json.bz2",
    ),
    "issues": (
        "onrecord issues",
        'onrecord issues define "security guarantees" --any "security guarantee*" --any "Article 5"',
        'onrecord issues merge "nuclear plant" "Zaporozhye NPP"',
    ),
    "keys": ("onrecord keys", "onrecord keys --default > settings.toml"),
    "manual": ("onrecord manual > onrecord.1", "onrecord manual | man -l -"),
    "mcp": ("onrecord mcp", "onrecord --archive desk.db mcp"),
    "quotes": (
        'onrecord quotes reassign c17cca18 "Steve Witkoff"',
        "onrecord quotes reject c17cca18",
    ),
    "read": ("onrecord", "onrecord ~/Clippings", "onrecord --archive desk.db read"),
    "reindex": ("onrecord reindex", "onrecord reindex --extract --jobs 2"),
    "search": (
        "onrecord search witkoff guarantees",
        "onrecord search 'speaker:\"Steve Witkoff\" since:2w' --json",
        "onrecord search --batch - --limit 5 < queries.txt",
    ),
    "serve": ("onrecord serve",),
    "sources": ("onrecord sources", "onrecord sources --json"),
    "speakers": (
        "onrecord speakers --limit 20",
        'onrecord speakers show "Steve Witkoff"',
        'onrecord speakers merge "Volodymyr Zelensky" Zelenskyy',
    ),
    "undo": ("onrecord undo", "onrecord undo 12"),
    "watch": ("onrecord watch .", "onrecord watch . --settle 5"),
}


def with_examples(name: str, command: click.Command) -> click.Command:
    """`command` with its examples before what else stands below its options."""
    lines = EXAMPLES.get(name, ())
    if lines and "Examples:" not in (command.epilog or "") + (command.help or ""):
        block = "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
        command.epilog = f"{block}\n\n{command.epilog or ''}".rstrip()
    return command
