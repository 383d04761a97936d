"""Attributions by rule: reporting verbs, "according to", inverted and postposed clauses."""

from __future__ import annotations

from store.extraction.attribution.rules.tagger import tag

__all__ = ["tag"]
