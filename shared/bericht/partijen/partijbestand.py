"""A party's documents with the certificates they name: what it hands to the gateway, as one file.

The file proves itself: whoever carries it can leave it out, but not change it. Shape:

    {"documenten": [{"inhoud": "<exact text>", "handtekening": "<Payload-Signature>"}, …],
     "bewijsstukken": ["<certificate, PEM>", …]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, ValidationError

from shared.bericht.fouten import BerichtFout, PartijdocumentOngeldig
from shared.bericht.jsonvorm import JsonLimieten, lees_json
from shared.bericht.partijen.partijdocument import (
    MAX_SCHAKELS,
    GetekendDocument,
    Pin,
    Schakel,
    eis_bruikbaar,
    onderteken_partijdocument,
    schrijf_partijdocument,
    volg_keten,
)
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.tijd import utc_tekst
from shared.convenant.vorm import Rij, Vorm, fouten_uit

MAX_BYTES = 16 * 1024 * 1024
_LIMIETEN = JsonLimieten(max_bytes=MAX_BYTES)


class _Document(Vorm):
    inhoud: Annotated[str, Field(max_length=64 * 1024)]
    handtekening: Annotated[str, Field(max_length=4096)]


class _Bestand(Vorm):
    documenten: Annotated[tuple[_Document, ...], Rij, Field(min_length=1, max_length=MAX_SCHAKELS)]
    bewijsstukken: Annotated[tuple[str, ...], Rij, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Partijbestand:
    """A party's documents from the first on, and certificates by x5t#S256; nothing verified yet."""

    keten: tuple[GetekendDocument, ...]
    certificaten: Mapping[str, Certificaat]

    def met(self, getekend: GetekendDocument, certificaten: Iterable[Certificaat]) -> Partijbestand:
        """The same with one more document at the end."""
        nieuw = {een.x5t_s256: een for een in certificaten}
        return Partijbestand((*self.keten, getekend), {**self.certificaten, **nieuw})


LEEG = Partijbestand((), {})
"""Of a party that said nothing yet."""


def lees_partijbestand(inhoud: bytes) -> Partijbestand:
    """Read the file's form; `PartijdocumentOngeldig` or `CertificaatOngeldig` for a fault in it."""
    try:
        bestand = _Bestand.model_validate(lees_json(inhoud, limieten=_LIMIETEN))
    except ValidationError as fout:
        paren = tuple((een.pad, een.melding) for een in fouten_uit(fout.errors()))
        raise PartijdocumentOngeldig(paren) from None
    except BerichtFout as fout:
        raise PartijdocumentOngeldig((("", fout.melding),)) from None
    certificaten = [Certificaat.uit_pem(pem) for pem in bestand.bewijsstukken]
    keten = tuple(
        GetekendDocument(een.inhoud.encode(), een.handtekening) for een in bestand.documenten
    )
    return Partijbestand(keten, {een.x5t_s256: een for een in certificaten})


def volg_bruikbare_keten(
    bestand: Partijbestand, pin: Pin, vertrouwen: Vertrouwenslijst | None = None
) -> list[Schakel]:
    """Every document held to the one before it and to who it must be, with usable certificates.

    `vertrouwen`: roots that every certificate must chain to. Raises `BerichtFout`.
    """
    schakels = volg_keten(bestand.keten, pin, bestand.certificaten, vertrouwen)
    for schakel in schakels:
        eis_bruikbaar(schakel.document, bestand.certificaten, vertrouwen)
    return schakels


def als_document(bestand: Partijbestand) -> dict[str, Any]:
    """The file as JSON values; also how a register shows the party."""
    return {
        "documenten": [
            {"inhoud": een.inhoud.decode(), "handtekening": een.handtekening}
            for een in bestand.keten
        ],
        "bewijsstukken": [een.pem for _, een in sorted(bestand.certificaten.items())],
    }


def schrijf_partijbestand(bestand: Partijbestand) -> bytes:
    """The file's bytes, readable for people."""
    return (json.dumps(als_document(bestand), ensure_ascii=False, indent=2) + "\n").encode()


def vul_aan(
    bestand: Partijbestand,
    velden: Mapping[str, Any],
    certificaten: Mapping[str, Sequence[Certificaat]],
    ondertekenaar: Ondertekenaar,
    nu: datetime,
) -> Partijbestand:
    """The file with a next document, or a first: made and signed now.

    `velden`: code, oin, naam, actief, dpia, endpoint, getuige as in JSON. `certificaten`: by role.
    `ondertekenaar`: with a key the document before it names. Raises `PartijdocumentOngeldig`.
    """
    vorige = bestand.keten[-1] if bestand.keten else None
    inhoud = schrijf_partijdocument(
        {
            **velden,
            "versie": len(bestand.keten) + 1,
            "tijdstip": utc_tekst(nu),
            "vorige": None if vorige is None else vorige.digest,
            "certificaten": {
                rol: [een.x5t_s256 for een in van_rol] for rol, van_rol in certificaten.items()
            },
        }
    )
    getekend = onderteken_partijdocument(inhoud, ondertekenaar)
    alle = [een for van_rol in certificaten.values() for een in van_rol]
    return bestand.met(getekend, [*alle, ondertekenaar.certificaat])
