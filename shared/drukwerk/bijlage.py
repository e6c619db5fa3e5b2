"""Puts a file inside a PDF, so that a report and what it is about stay together.

``pikepdf`` is loaded when a document is made and not before: most processes never make one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file to go along. ``wat``: what it is, for who cannot see its name."""

    naam: str
    soort: str
    wat: str
    inhoud: bytes = field(repr=False)


def voeg_bij(pdf: bytes, bijlage: Bijlage) -> bytes:
    """The same document with the file in it, byte for byte."""
    import pikepdf

    uit = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments[bijlage.naam] = pikepdf.AttachedFileSpec(
            document,
            bijlage.inhoud,
            filename=bijlage.naam,
            description=bijlage.wat,
            mime_type=bijlage.soort,
            relationship=pikepdf.Name.Source,
        )
        document.save(uit)
    return uit.getvalue()
