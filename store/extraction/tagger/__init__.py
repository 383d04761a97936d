"""The trained tagger: a text's attributions, each with content, cue, source and a calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.tagged import Tagged
from store.records import Span

__all__ = ["Tagged", "tag", "threshold"]


def tag(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Span], least: float | None = None
) -> list[Tagged]:
    """Find the attributions in `text`.

    Args:
        text: the article, of any length; the time grows linearly with it.
        paragraphs: the blocks of it to read, in order, none inside another.
        quoted: what stands between the outermost quotation marks, the marks left out.
        least: the confidence from which on attributions are given; the model's own `threshold` if left out.

    Returns:
        In the order of their contents. Spans begin and end at words; source may be empty. The same text gives
        the same answer whatever else runs beside it.

    Raises:
        RuntimeError: the model's files cannot be loaded.
    """
    # onnxruntime and the weights cost half a second, which only those who extract should pay.
    from store.extraction.tagger.session import run

    return run(text, paragraphs, quoted, least)


def threshold() -> float:
    """The confidence from which on the model's attributions are right often enough to be shown alone."""
    from store.extraction.tagger.session import model

    return model().settings.threshold
