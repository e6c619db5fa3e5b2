"""Work on authorisations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from shared.bestand.toegang.autorisaties import GEWEIGERD
from shared.bestand.toegang.tabellen import AutorisatieMeldingRij, AutorisatieRij
from shared.convenant.termijnen import begin_nl
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_AUTORISATIES = uit("autorisatie-verloopt", "autorisatie-geweigerd", "vog-vernieuwen")


def _autorisaties(blik: Werkblik) -> Iterator[Werkstuk]:
    """In force and about to end or past its day, or on an old VOG; and what the gateway did not
    accept."""
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
        yield from _vog(rij, blik.vandaag)
    geweigerd = (
        select(AutorisatieRij)
        .join(AutorisatieMeldingRij, AutorisatieMeldingRij.autorisatie_id == AutorisatieRij.id)
        .where(AutorisatieMeldingRij.stand == GEWEIGERD)
    )
    for rij in blik.sessie.scalars(geweigerd):
        yield _AUTORISATIES["autorisatie-geweigerd"].stuk(
            rij.id, sinds=rij.gewijzigd_op, pad=f"/autorisaties/{rij.id}"
        )


def _vog(rij: AutorisatieRij, vandaag: date) -> Iterator[Werkstuk]:
    """Whether somebody is reliable is looked at again while he works here (covenant 9.2)."""
    soort = _AUTORISATIES["vog-vernieuwen"]
    if rij.vog is None or rij.geldig_tot < vandaag:
        # Of a program none is asked; who lapsed comes back with a new one or not at all.
        return
    stuk = soort.stuk(rij.id, sinds=begin_nl(rij.vog), pad=f"/autorisaties/{rij.id}")
    if stuk.uiterlijk is not None and soort.zichtbaar(stuk.uiterlijk, vandaag):
        yield stuk


AUTORISATIES = Werkbron(_AUTORISATIES, _autorisaties)
