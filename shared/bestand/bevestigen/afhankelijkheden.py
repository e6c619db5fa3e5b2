"""Who comes in to read and settle requests."""

from __future__ import annotations

from fastapi import Request

from shared.bestand.bevestigen.kring import kring_van
from shared.bestand.toegang.medewerker import Medewerker, elke_medewerker, lezer_van_verzoeken
from shared.bestand.toegang.opslag import zoek_autorisatie
from shared.partij.dienst import Dienst, DienstAfh
from shared.web.aanmelding.tokens import Aanmelding, AanmeldingAfh


def tweede(dienst: DienstAfh, wie: AanmeldingAfh, request: Request) -> Medewerker:
    """Dependency: an employee; or who may let the other administrator in (``Kring``)."""
    weer = _begint_weer(dienst, wie)
    return elke_medewerker(dienst, wie, request) if weer is None else weer


def lezer(dienst: DienstAfh, wie: AanmeldingAfh) -> None:
    """Dependency: who may see the requests, or is to settle one as ``tweede``."""
    if _begint_weer(dienst, wie) is None:
        lezer_van_verzoeken(dienst, wie)


def _begint_weer(dienst: Dienst, wie: Aanmelding) -> Medewerker | None:
    """Without a right, a kind or a group: he confirms, and sees nothing else."""
    if wie.van_programma:
        return None
    with dienst.transactie() as sessie:
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        if rij is None or not kring_van(dienst, sessie).mag_weer_beginnen(rij):
            return None
        return Medewerker(rij.id, rij.functie, frozenset(), frozenset())
