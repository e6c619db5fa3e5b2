"""Langs de diensten en de echte gateway: niemand mist een stap die een ander zette."""

from __future__ import annotations

import random

from shared.bestand.groepen.groepsverloop import momenten
from tests.integratie.reeksen.stelsel import DRIE, Stelsel
from tests.integratie.reeksen.zaak import Zaak


def test_wie_een_keer_keek_kent_elke_stap_en_hoort_van_elk_het_moment(stelsel: Stelsel) -> None:
    zaak = Zaak.in_stap(stelsel, random.Random(7), 4)
    verlopen = []
    for partij in DRIE:
        uitwisseling = stelsel.bureaus[partij].uitwisseling
        for _ in range(2):
            stelsel.doe(uitwisseling.groepskijker.kijk())
        with uitwisseling.dienst.lezend() as sessie:
            verlopen.append([(m.stap, m.gezien_op) for m in momenten(sessie, zaak.groep)])
    stappen = [stap for stap, _ in verlopen[0]]
    assert list(dict.fromkeys(stappen)) == [1, 2, 3, 4]
    assert verlopen[0] == verlopen[1] == verlopen[2]
    wanneer = [moment for _, moment in verlopen[0]]
    assert wanneer == sorted(wanneer)
