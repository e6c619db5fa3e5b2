"""Hoe de nepgateway over groepen beslist: zoals de echte, handtekeningen eerst, dan de regels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.bericht.certificaten import Certificaat
from shared.bericht.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.jsonvorm import jcs
from shared.convenant.groepsbesluit import GroepsbesluitGeweigerd, pas_toe
from shared.convenant.regels import standaard_convenant

Document = dict[str, Any]


def voer_uit(
    groepen: dict[str, Document],
    ingediend: Document,
    certificaten: Mapping[str, Certificaat],
    nu: datetime,
) -> tuple[int, Document]:
    """Past het besluit toe op `groepen`; de status en het antwoord."""
    besluit, handtekeningen = ingediend["besluit"], ingediend["handtekeningen"]
    _controleer(besluit, handtekeningen, certificaten)
    try:
        groep = pas_toe(
            groepen.get(besluit["groep"]),
            besluit,
            frozenset(handtekeningen),
            standaard_convenant(),
            nu,
        )
    except GroepsbesluitGeweigerd as fout:
        redenen = [reden.als_dict() for reden in fout.redenen]
        onvolledig = any(reden["code"] == "BESLUIT_HANDTEKENING" for reden in redenen)
        status = 403 if onvolledig else 409
        return status, {"status": status, "detail": "Nu niet.", "redenen": redenen}
    groepen[besluit["groep"]] = groep
    return 201, {"bladnummer": 3, "groep": groep}


def _controleer(
    besluit: Document,
    handtekeningen: Mapping[str, str],
    certificaten: Mapping[str, Certificaat],
) -> None:
    digest = digest_header(jcs(besluit))
    for code, handtekening in handtekeningen.items():
        verifieer_digest_handtekening(handtekening, digest, certificaten[code])


def collegas(autorisaties: Mapping[str, Document], nu: datetime) -> list[Document]:
    """Wie er te vinden is: verwijzing, partij en functie, en of zij vandaag mag."""
    return [
        {
            "id": wie,
            "partij": een["partij"],
            "functie": een["functie"],
            "geldigTot": een["geldigTot"],
            "geldig": bool(een["geautoriseerd"]) and een["geldigTot"] >= nu.date().isoformat(),
        }
        for wie, een in autorisaties.items()
    ]


def partijlijst(partijen: Mapping[str, tuple[str, str, str]]) -> list[Document]:
    """De partijen zoals de gateway ze noemt; per code OIN en twee certificaten."""
    return [
        {
            "code": code,
            "oin": oin,
            "naam": code,
            "endpoint": "https://ontvanger.example",
            "actief": True,
            "dpiaGoedgekeurd": True,
            "certificaten": {"ondertekening": ondertekening, "versleuteling": versleuteling},
        }
        for code, (oin, ondertekening, versleuteling) in partijen.items()
    ]
