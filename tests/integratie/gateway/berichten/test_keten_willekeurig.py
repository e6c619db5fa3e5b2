"""Lange, willekeurige ketens: de toestand van elk besluit volgt uit de bladen ervoor.

Wat er gestuurd wordt is vaak goed en vaak niet. Na afloop rekent `controleer_log` van elk besluit
de toestand na, met een lezing van het profiel die het register niet kent.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import BETROKKENE, TWEEDE
from tests.integratie.gateway.opstelling import Opstelling

STROMEN = [("politie", "gemeente"), ("politie", "om"), ("om", "gemeente"), ("gemeente", "politie"),
           ("gemeente", "om")]  # fmt: skip
SOORTEN = {"politie": ("NAW", "WPG8"), "om": ("NAW",), "gemeente": ("NAW", "B_OVERLAST")}
AANTAL = 70


class Spel:
    """Stuurt het een na het ander, met een voorkeur voor wat nog mag."""

    def __init__(self, gateway: Opstelling, kans: random.Random) -> None:
        self.gateway, self.kans = gateway, kans
        self.gegeven: list[dict[str, Any]] = []

    def beurt(self) -> None:
        kop = self._kop()
        self.gateway.net.weg.clear()
        if self.kans.random() < 0.1:
            self.gateway.net.weg.add(kop["ontvanger"])
        bericht = self.gateway.onderteken(kop)
        antwoord = self.gateway.verstuur(bericht)
        if antwoord.status_code == 503 and self.kans.random() < 0.7:
            self.gateway.net.weg.clear()
            antwoord = self.gateway.verstuur(bericht)
        assert antwoord.status_code in (201, 403, 503), antwoord.text
        if kop["onderdelen"] and antwoord.status_code != 403:
            self.gegeven.append(kop)

    def _kop(self) -> dict[str, Any]:
        soort = self.kans.choice(["nieuw", "correctie", "correctie", "melding", "intrekking",
                                  "aanvulling", "vernietigd"])  # fmt: skip
        if soort == "nieuw" or not self.gegeven:
            return self._nieuw()
        op = self.kans.choice(self.gegeven)
        nu, van, naar = self.gateway.klok(), op["afzender"], op["ontvanger"]
        if soort == "melding":
            van, naar = naar, van
        if soort in ("correctie", "melding"):
            return self._correctie(op, van, naar, "eigen" if soort == "correctie" else "ontvangen")
        if soort == "intrekking":
            plaatsen = self._plaatsen(op) if self.kans.random() < 0.6 else []
            kop = koppen.intrekking(nu, op["id"], van, naar, plaatsen, stap=3)
            return self._over(kop, op)
        if soort == "aanvulling":
            delen = [koppen.deel(van, naar, SOORTEN[van][-1], op["onderdelen"][0]["betrokkene"])]
            return koppen.aanvulling(nu, op["id"], van, naar, delen, stap=3)
        wat: dict[str, Any] = self.kans.choice(
            [{"berichten": [op["id"]]}, {"betrokkenen": [BETROKKENE]}, {"betrokkenen": [TWEEDE]}]
        )
        return koppen.vernietigingsbericht(nu, naar, van, stap=3, **wat)

    def _nieuw(self) -> dict[str, Any]:
        van, naar = self.kans.choice(STROMEN)
        delen = [
            koppen.deel(van, naar, soort, wie)
            for soort in SOORTEN[van]
            for wie in self.kans.sample((BETROKKENE, TWEEDE), self.kans.randint(1, 2))
        ]
        return koppen.verstrekking(self.gateway.klok(), van, naar, delen, stap=3)

    def _correctie(self, op: dict[str, Any], van: str, naar: str, herkomst: str) -> dict[str, Any]:
        plaatsen = self._plaatsen(op)
        kop = koppen.correctie(
            self.gateway.klok(), op["id"], van, naar, plaatsen, herkomst=herkomst, stap=3
        )
        return self._over(kop, op)

    def _plaatsen(self, op: dict[str, Any]) -> list[tuple[int, str]]:
        aantal = len(op["onderdelen"])
        gekozen = sorted(self.kans.sample(range(aantal), self.kans.randint(1, min(2, aantal))))
        return [(plaats, op["onderdelen"][plaats]["gegevenssoort"]) for plaats in gekozen]

    def _over(self, kop: dict[str, Any], op: dict[str, Any]) -> dict[str, Any]:
        """Over dezelfde mensen als op die plaatsen staan."""
        for deel in kop["onderdelen"]:
            deel["betrokkene"] = op["onderdelen"][deel["vervangt"]]["betrokkene"]
        return kop


@pytest.mark.parametrize("zaad", range(6))
def test_de_toestand_van_elk_besluit_volgt_uit_de_bladen_ervoor(
    balie: Opstelling, zaad: int
) -> None:
    balie.onderzoek(van="2026-11-01")
    balie.naar_stap_3()
    spel = Spel(balie, random.Random(zaad))
    for _ in range(AANTAL):
        spel.beurt()
    besluiten = bladen_van(balie, "besluit")
    mocht = Counter(
        blad["kop"]["soort"] for blad in besluiten if blad["besluit"]["besluit"] == "toegestaan"
    )
    assert min(mocht[soort] for soort in ("verstrekking", "correctie", "intrekking")) >= 3, mocht
    verwijzingen = [blad["toestand"]["verwijzing"] for blad in besluiten]
    plekken = [plek for een in verwijzingen if een is not None for plek in een["onderdelen"]]
    assert {plek["ingetrokken"] for plek in plekken} == {True, False}
