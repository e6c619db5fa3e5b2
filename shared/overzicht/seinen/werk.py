"""Work of who keeps the service running and watches the log."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.bestand.tabellen import AutorisatieMeldingRij, AutorisatieRij
from shared.bestand.toegang.autorisaties import GEWEIGERD
from shared.convenant.termijnen import datum_nl
from shared.meldingen.opslag import Meldingenbak
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.getuigen.tabellen import LogalarmRij
from shared.zaak.lijsten.tabellen import OpruimingRij

_BEHEER = uit(
    "autorisatie-verloopt", "autorisatie-geweigerd", "vernietiging-loopt", "melding-opgegeven"
)
_ALARMEN = uit("logalarm")


def _beheer(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _autorisaties(blik)
    yield from _vernietigingen(blik)
    for dode in Meldingenbak(blik.sessie.connection()).dode():
        yield _BEHEER["melding-opgegeven"].stuk(
            str(dode.nummer), sinds=dode.gezet_op, pad="/meldingen?stand=dood"
        )


def _autorisaties(blik: Werkblik) -> Iterator[Werkstuk]:
    """In force and about to end or past its day; and what the gateway did not accept."""
    soort = _BEHEER["autorisatie-verloopt"]
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
        yield _BEHEER["autorisatie-geweigerd"].stuk(
            rij.id, sinds=rij.gewijzigd_op, pad=f"/autorisaties/{rij.id}"
        )


def _vernietigingen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Destructions asked before today that are not done: something stands in the way."""
    vraag = select(OpruimingRij).where(
        OpruimingRij.gedaan_op.is_(None), blik.taak.rijen(OpruimingRij.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        if datum_nl(rij.gemaakt_op) < blik.vandaag:
            yield _BEHEER["vernietiging-loopt"].stuk(
                rij.id,
                sinds=rij.gemaakt_op,
                pad=f"/groepen/{rij.groep}/vernietigingen",
                groep=rij.groep,
            )


def _alarmen(blik: Werkblik) -> Iterator[Werkstuk]:
    for rij in blik.sessie.scalars(select(LogalarmRij).where(LogalarmRij.erkend_op.is_(None))):
        yield _ALARMEN["logalarm"].stuk(rij.id, sinds=rij.tijdstip, pad=f"/logalarmen/{rij.id}")


BEHEER = Werkbron(_BEHEER, _beheer)
ALARMEN = Werkbron(_ALARMEN, _alarmen)
