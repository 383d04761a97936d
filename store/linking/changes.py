"""What has changed since the archive's speakers were last brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.linking.parts import Loose


@dataclass(slots=True)
class Changes:
    """What is to be decided anew: each part of linking notes here, `settle` takes it."""

    blocks: set[str] = field(default_factory=set)
    """Blocks whose set of names changed."""
    parts: set[int] = field(default_factory=set)
    """Mentions of parts of names whose neighbours changed."""
    loose: dict[str, set[Loose]] = field(default_factory=dict)
    """By surname, the parts of names that no full name could be found for and that came, went or moved."""
    fresh: set[int] = field(default_factory=set)
    """Mentions that are new or belong to another speaker now."""

    def clear(self) -> None:
        """Forget all of it."""
        self.blocks.clear()
        self.parts.clear()
        self.loose.clear()
        self.fresh.clear()
