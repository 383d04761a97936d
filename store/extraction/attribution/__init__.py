"""From tags and layout to attributions."""

from __future__ import annotations

from store.extraction.attribution.assemble import assemble

__all__ = ["assemble"]
