"""The bounds of one message, each a named field."""

from __future__ import annotations

from dataclasses import dataclass

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Berichtlimieten:
    """What a message may measure before anything in it is interpreted.

    max_body_bytes: the whole body.
    max_kop_bytes: the body without `inhoud`. The kop goes into one leaf of the log, together with
        toestand and besluit, and a leaf stays under 64 KiB (C2SP tlog-tiles).
    max_json_diepte: nested objects and arrays in kop, content, decision and receipt.
    max_handtekening_tekens: a detached signature; RSA 8192 with the profile's header needs 1,700.
    """

    max_body_bytes: int = 1024 * _KIB
    max_kop_bytes: int = 40 * _KIB
    max_json_diepte: int = 32
    max_handtekening_tekens: int = 4 * _KIB

    @property
    def max_plat_bytes(self) -> int:
        """The content before encryption, which takes four bytes for every three of it: beside the
        largest kop, and as much as a signature for its own header and key."""
        return (self.max_body_bytes - self.max_kop_bytes - self.max_handtekening_tekens) * 3 // 4


BERICHTLIMIETEN = Berichtlimieten()
