"""De gemeente, de politie en het OM aan één tafel, en wat daar wordt gezegd."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from shared.partij.kenmerk import nieuw_id
from shared.partij.uitwisseling_modellen import UitgaandOnderdeelRij, UitgaandRij
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import AFWEGING, STERRIN, TAAK, Driehoek
from tests.integratie.partij.opstelling import Klant, Wereld

NU = "2026-11-23T10:00:00Z"
NAAR = ("politie", "om")


@dataclass
class Tafel:
    """De gemeente, de politie en het OM aan één tafel, met iemand om over te spreken."""

    driehoek: Driehoek
    overleg: str
    persoon: str

    @property
    def spreker(self) -> Klant:
        return self.driehoek.kantoor.regisseur

    def opdracht(self, *naar: str, **anders: Any) -> dict[str, Any]:
        """Vraagt of het gezegd mag worden tegen deze partijen; in alles goed, op `anders` na."""
        soorten = anders.pop("soorten", ("NAW", "GEBOORTEDATUM"))
        return {
            "groep": self.driehoek.groep,
            "kanaal": "overleg",
            "overleg": self.overleg,
            "doel": "D1",
            "afweging": AFWEGING,
            "ontvangers": [
                {
                    "ontvanger": code,
                    "ontvangendeMedewerker": self.driehoek.klant(code)[1],
                    "onderdelen": [self.deel(soort) for soort in soorten],
                }
                for code in naar or NAAR
            ],
            **anders,
        }

    def deel(self, soort: str) -> dict[str, Any]:
        return {
            "persoon": self.persoon,
            "gegevenssoort": soort,
            "grondslag": "AVG6_1_E",
            "kenmerken": TAAK,
        }

    def vraag(self, *naar: str, **anders: Any) -> dict[str, Any]:
        uiting: dict[str, Any] = self.spreker.maak("/uitingen", self.opdracht(*naar, **anders))
        return uiting

    def stand(self, uiting: dict[str, Any]) -> dict[str, Any]:
        stand: dict[str, Any] = self.spreker.haal(f"/uitingen/{uiting['id']}")
        return stand

    def bevestig(self, uiting: dict[str, Any], *berichten: str, op: str = NU) -> httpx.Response:
        alle = [bericht["id"] for bericht in uiting["berichten"]]
        verteld = {"gezegdOp": op, "berichten": list(berichten) or alle}
        return self.spreker.vraag("POST", f"/uitingen/{uiting['id']}/_bevestig", json=verteld)

    def lever(self) -> None:
        """De uitbak van de gemeente doet haar werk."""
        tot_rust(self.driehoek, "gemeente")

    def later(self, **duur: float) -> None:
        self.driehoek.wereld.klok.vooruit(**duur)
        self.lever()

    def ontvangen(self, code: str) -> list[dict[str, Any]]:
        pad = f"/ontvangen-gegevens?groep={self.driehoek.groep}"
        rijen: list[dict[str, Any]] = self.driehoek.klant(code)[0].haal(pad)["ontvangenGegevens"]
        return rijen

    def standen(self, uiting: dict[str, Any]) -> dict[str, str]:
        return {b["ontvanger"]: b["status"] for b in self.stand(uiting)["berichten"]}

    def handelingen(self, bericht: str) -> list[str]:
        regels = self.spreker.haal(f"/journaal?bericht={bericht}")["journaal"]
        return [regel["handeling"] for regel in regels]

    def bewaard(self, uiting: dict[str, Any]) -> int:
        """Hoeveel er van de inhoud van deze uiting nog in de uitbak te lezen is."""
        with self.driehoek.bureau("gemeente").uitwisseling.lezend() as sessie:
            rijen = sessie.query(UitgaandRij).filter_by(uiting=uiting["id"]).all()
            delen = sum(
                sessie.query(UitgaandOnderdeelRij).filter_by(bericht_id=rij.bericht_id).count()
                for rij in rijen
            )
            return delen + sum(rij.geheim != b"" for rij in rijen)


@contextmanager
def aan_tafel(wereld: Wereld) -> Iterator[Tafel]:
    """Een groep met een lopend onderzoek, en een overleg dat vooraf is geregistreerd."""
    wereld.klok.nu = VasteKlok().nu
    d = Driehoek.richt_in(wereld)
    d.kantoor.naar_stap(
        5, prioritering="ja", strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": None}
    )
    overleg = nieuw_id()
    wereld.gateway.overleggen.geregistreerd[overleg] = {
        "partij": "gemeente",
        "groepen": [d.groep],
        "soort": "structureel",
        "locatie": "gemeente",
        "begin": "2026-11-23T09:00:00Z",
        "einde": "2026-11-23T12:00:00Z",
        "deelnemers": [d.klant(code)[1] for code in ("gemeente", "politie", "om")],
        "afgelast": False,
    }
    yield Tafel(d, overleg, d.persoon("gemeente", STERRIN))
    wereld.gateway.leveringstoringen.clear()
    wereld.gateway.storingen.clear()
    wereld.gateway.weg = False
    for code in NAAR:
        wereld.sluit_aan(code)


def tot_rust(d: Driehoek, code: str) -> None:
    """De uitbak doet haar werk, en wat de achtergrond al begon komt af."""
    bureau = d.bureau(code)
    bureau.ronde()
    stil = 0
    for _ in range(400):
        with bureau.uitwisseling.lezend() as sessie:
            onderweg = sessie.query(UitgaandRij).filter_by(status="onderweg").count()
        stil = 0 if onderweg else stil + 1
        if stil == 5:
            return
        d.wereld.doe(asyncio.sleep(0.02))
    raise AssertionError("er blijft iets onderweg")
