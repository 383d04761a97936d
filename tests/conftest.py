"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes is a matter of what else the machine does: no property is broken by it.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
