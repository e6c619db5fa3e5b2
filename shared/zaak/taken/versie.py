"""When somebody was first: a refusal that says what changed since, when, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.bericht.tijd import utc_tekst
from shared.partij.fouten import PartijFout, VersieVerouderd
from shared.partij.web.versies import etag_van
from shared.zaak.taken.tabellen import TaakRij, TaakverloopRij

_VELDEN = ("titel", "eigenaar", "uiterlijk")


class TaakversieOntbreekt(PartijFout):
    """The caller does not say which version he read. ``etag``: the current one."""

    def __init__(self, melding: str, etag: str) -> None:
        super().__init__(melding)
        self.etag = etag


class TaakIntussenGewijzigd(VersieVerouderd):
    """Somebody was first. ``wijzigingen``: what changed since the version that was read."""

    def __init__(
        self, melding: str, etag: str, versie: int, wijzigingen: Sequence[Mapping[str, Any]]
    ) -> None:
        super().__init__(melding)
        self.etag, self.versie, self.wijzigingen = etag, versie, list(wijzigingen)


def eis_gelezen_versie(
    if_match: str | None, taak: TaakRij, verloop: Sequence[TaakverloopRij]
) -> None:
    """Refuses a change that is not based on the task as it is now (RFC 9110, 13.1.1).

    ``TaakversieOntbreekt`` without a version; ``TaakIntussenGewijzigd`` with another one, naming
    each change since (authorisations and times, no names), or all of them for a version that never
    was.
    """
    etag = etag_van(taak.id, taak.versie)
    gelezen = [deel.strip() for deel in (if_match or "").split(",")]
    if gelezen in ([""], ["*"]):
        raise TaakversieOntbreekt(
            "Geef in If-Match de ETag mee van de taak die u las. Zo overschrijft u nooit ongezien "
            "het werk van een collega.",
            etag,
        )
    if etag in gelezen:
        return
    bekend = [rij.versie for rij in verloop if etag_van(taak.id, rij.versie) in gelezen]
    vanaf = max(bekend, default=0)
    sinds = [rij for rij in verloop if rij.versie > vanaf]
    laatste = verloop[-1]
    raise TaakIntussenGewijzigd(
        f"Deze taak is intussen {laatste.handeling} door {laatste.door}. Lees de taak opnieuw "
        "en kijk of uw wijziging nog nodig is.",
        etag,
        taak.versie,
        _wijzigingen(verloop, sinds),
    )


def _wijzigingen(
    verloop: Sequence[TaakverloopRij], sinds: Sequence[TaakverloopRij]
) -> list[dict[str, Any]]:
    voor = {rij.versie + 1: rij for rij in verloop}
    return [
        {
            "versie": rij.versie,
            "handeling": rij.handeling,
            "door": rij.door,
            "tijdstip": utc_tekst(rij.tijdstip),
            "velden": [
                veld
                for veld in _VELDEN
                if rij.versie in voor and getattr(rij, veld) != getattr(voor[rij.versie], veld)
            ],
        }
        for rij in sinds
    ]
