"""Work on authorisations."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.bestand.toegang.autorisaties import GEWEIGERD
from shared.bestand.toegang.tabellen import AutorisatieMeldingRij, AutorisatieRij
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_AUTORISATIES = uit("autorisatie-verloopt", "autorisatie-geweigerd")


def _autorisaties(blik: Werkblik) -> Iterator[Werkstuk]:
    """In force and about to end or past its day; and what the gateway did not accept."""
    soort = _AUTORISATIES["autorisatie-verloopt"]
    vraag = select(AutorisatieRij).where(AutorisatieRij.aangewezen, AutorisatieRij.geautoriseerd)
    for rij in blik.sessie.scalars(vraag):
        if soort.zichtbaar(rij.geldig_tot, blik.vandaag):
            yield soort.stuk(
                rij.id,
                sinds=rij.gewijzigd_op,
                pad=f"/autorisaties/{rij.id}",
                uiterlijk=rij.geldig_tot,
            )
    geweigerd = (
        select(AutorisatieRij)
        .join(AutorisatieMeldingRij, AutorisatieMeldingRij.autorisatie_id == AutorisatieRij.id)
        .where(AutorisatieMeldingRij.stand == GEWEIGERD)
    )
    for rij in blik.sessie.scalars(geweigerd):
        yield _AUTORISATIES["autorisatie-geweigerd"].stuk(
            rij.id, sinds=rij.gewijzigd_op, pad=f"/autorisaties/{rij.id}"
        )


AUTORISATIES = Werkbron(_AUTORISATIES, _autorisaties)
