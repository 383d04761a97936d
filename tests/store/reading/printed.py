"""PDF files made of nothing but what a test is about."""

from __future__ import annotations

from collections.abc import Sequence


def show(text: str, x: float, y: float, size: float = 12) -> str:
    """The command that draws `text`, in Latin-1, at a place."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET"


def show_lines(texts: Sequence[str], x: float = 72, y: float = 700) -> list[str]:
    """Lines one below the other."""
    return [show(text, x, y - 14 * number) for number, text in enumerate(texts)]


HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
DRAWN = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>/FirstChar 0"
    f"/LastChar 255/Widths[{'500 ' * 256}]"
    f"/Encoding<</Differences[0{''.join(f'/a{at}' for at in range(256))}]>>>>"
)
"""A font of drawings that have numbers for names, as TeX makes them."""


def pdf(*pages: Sequence[str], page: str = "", font: str = HELVETICA) -> bytes:
    """A file of pages, each given as its commands; `page` is what else each says of itself.

    The page tree comes last, as most programs write it.
    """
    objects = [font]
    for commands in pages:
        stream = "\n".join(commands)
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent {2 * len(pages) + 2} 0 R/MediaBox[0 0 612 792]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 1 0 R>>>>{page}>>"
        )
    kids = " ".join(f"{2 * number + 3} 0 R" for number in range(len(pages)))
    objects.append(f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    objects.append(f"<</Type/Catalog/Pages {len(objects)} 0 R>>")
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<</Root {len(objects)} 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (table + end).encode()
