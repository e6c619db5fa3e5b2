"""Een aanstelling is van één mens: wie de drie aanstelden, en niemand die zijn plek neemt."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from gateway.registers.tabellen import AutorisatieRij
from gateway.toegang.toegang import account_van
from shared.opslag.engine import maak_engine
from tests.hulp.inloggen import Uitgever
from tests.integratie.gateway.aanstellen import (
    TEKENAARS,
    aanstelling,
    beeindig,
    stel_aan,
    teken_aanstelling,
)
from tests.integratie.gateway.controle import bladen_van, lees_log
from tests.integratie.gateway.gegevens import autorisatie
from tests.integratie.gateway.opstelling import Opstelling

AUDITOR = "0193aaaa-0000-7000-8000-0000000000a1"
ANDER = "0193aaaa-0000-7000-8000-0000000000a2"
SUB = "auditor@toezicht.example"
VREEMDE = "vreemde@elders.example"


@pytest.fixture
def gateway(gateway_met_inlog: Opstelling) -> Opstelling:
    return gateway_met_inlog


class Kantoor:
    """De gateway, en wie er leest."""

    def __init__(self, gateway: Opstelling, uitgever: Uitgever, url: str) -> None:
        self.gateway, self.uitgever, self._url = gateway, uitgever, url

    def registreer(
        self, verwijzing: str, partij: str, sub: str | None, functie: str = "auditor"
    ) -> int:
        account = {} if sub is None else {"account": account_van(self.uitgever.url, sub)}
        document = autorisatie(partij, functie, **account)
        return self.gateway.zet_autorisatie(verwijzing, document, partij).status_code

    def leest(self, sub: str, nummer: int, met: str | None = None) -> int:
        koppen = {"Authorization": f"Bearer {self.uitgever.token(sub)}"}
        koppen |= {} if met is None else {"Autorisatie": met}
        pad = f"/v1/logboek/bladen/{nummer}"
        return self.gateway.haal(pad, als=None, **koppen).status_code

    def van_twee_anderen(self, afzender: str = "om", ontvanger: str = "politie") -> int:
        """Het blad van een bericht tussen deze twee."""
        kop = self.gateway.kop("informatieverzoek", afzender, ontvanger, stuk="vraag")
        self.gateway.verstuur(self.gateway.onderteken(kop))
        return next(
            n
            for n, blad in enumerate(lees_log(self.gateway))
            if blad.get("kop", {}).get("id") == kop["id"]
        )

    def verwissel(self, verwijzing: str, sub: str) -> None:
        """Buiten de gateway om, in zijn databank."""
        engine = maak_engine(self._url)
        with engine.begin() as verbinding:
            verbinding.execute(
                update(AutorisatieRij)
                .where(AutorisatieRij.id == verwijzing)
                .values(account=account_van(self.uitgever.url, sub))
            )
        engine.dispose()

    def raadpleging(self) -> dict[str, Any]:
        return bladen_van(self.gateway, "raadpleging")[-1]


@pytest.fixture
def kantoor(gateway: Opstelling, uitgever: Uitgever, ingericht_url: str) -> Kantoor:
    return Kantoor(gateway, uitgever, ingericht_url)


def test_een_partij_schuift_niemand_anders_op_de_plek_van_de_auditor(kantoor: Kantoor) -> None:
    """De drie stelden er één aan; de gemeente zet daarna alleen een ander account bij hem."""
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    nummer = kantoor.van_twee_anderen()
    stel_aan(kantoor.gateway, AUDITOR)
    voor = len(bladen_van(kantoor.gateway, "autorisatie"))
    assert kantoor.registreer(AUDITOR, "gemeente", VREEMDE) == 409
    # Ook niet langs een omweg: eerst zonder account, dan met een ander.
    assert kantoor.registreer(AUDITOR, "gemeente", None) == 200
    assert kantoor.leest(SUB, nummer) == 403
    assert kantoor.registreer(AUDITOR, "gemeente", VREEMDE) == 409
    assert kantoor.leest(VREEMDE, nummer) == 403
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    assert kantoor.leest(SUB, nummer) == 200
    assert len(bladen_van(kantoor.gateway, "autorisatie")) == voor + 2


def test_de_aanstelling_gaat_niet_mee_als_het_register_anders_gaat_zeggen(kantoor: Kantoor) -> None:
    """Ook wie in de databank zelf een account verwisselt, opent er niets mee."""
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    nummer = kantoor.van_twee_anderen()
    document = stel_aan(kantoor.gateway, AUDITOR)
    kantoor.verwissel(AUDITOR, VREEMDE)
    assert (kantoor.leest(VREEMDE, nummer), kantoor.leest(SUB, nummer)) == (404, 403)
    # Wie opnieuw wil, laat een nieuwe versie tekenen.
    opnieuw = {**document, "versie": 2}
    for partij in TEKENAARS:
        assert teken_aanstelling(kantoor.gateway, opnieuw, partij).status_code == 200
    assert kantoor.leest(VREEMDE, nummer) == 200


def test_tussen_twee_handtekeningen_verandert_niet_voor_wie_er_wordt_getekend(
    kantoor: Kantoor,
) -> None:
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    document = aanstelling(kantoor.gateway, AUDITOR)
    assert teken_aanstelling(kantoor.gateway, document, "politie").status_code == 200
    assert kantoor.registreer(AUDITOR, "gemeente", None) == 200
    zonder = teken_aanstelling(kantoor.gateway, document, "om")
    assert zonder.status_code == 400
    assert [een["pad"] for een in zonder.json()["fouten"]] == ["/aanstelling/autorisatie"]
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    kantoor.verwissel(AUDITOR, VREEMDE)
    assert teken_aanstelling(kantoor.gateway, document, "om").status_code == 409


def test_een_partij_bezet_de_inlog_van_een_ander_niet(kantoor: Kantoor) -> None:
    """De politie is eerst met het account van de auditor van de gemeente."""
    assert kantoor.registreer(ANDER, "politie", SUB) == 200
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    vreemd, eigen = kantoor.van_twee_anderen(), kantoor.van_twee_anderen("gemeente", "om")
    # Hij zegt zelf met welke autorisatie hij leest, en ziet dan wat die partij ziet.
    assert kantoor.leest(SUB, eigen) == 403
    assert (kantoor.leest(SUB, eigen, AUDITOR), kantoor.leest(SUB, vreemd, AUDITOR)) == (200, 404)
    assert kantoor.raadpleging()["autorisatie"] == AUDITOR
    assert (kantoor.leest(SUB, eigen, ANDER), kantoor.leest(SUB, vreemd, ANDER)) == (404, 200)
    # Van een ander account is het zijn autorisatie niet.
    assert kantoor.leest(VREEMDE, eigen, AUDITOR) == 403
    assert kantoor.leest(SUB, eigen, "geen kenmerk") == 400


def test_wie_is_aangesteld_merkt_niets_van_een_tweede_registratie(kantoor: Kantoor) -> None:
    assert kantoor.registreer(AUDITOR, "gemeente", SUB) == 200
    nummer = kantoor.van_twee_anderen("gemeente", "om")
    document = stel_aan(kantoor.gateway, AUDITOR)
    assert kantoor.registreer(ANDER, "politie", SUB) == 200
    assert kantoor.leest(SUB, nummer) == 200
    gelezen = kantoor.raadpleging()
    assert (gelezen["autorisatie"], gelezen["aanstelling"]) == (AUDITOR, document["id"])
    kantoor.gateway.klok.vooruit(seconds=1)
    assert beeindig(kantoor.gateway, document, "om").status_code == 200
    assert kantoor.leest(SUB, nummer) == 403
    assert kantoor.leest(SUB, nummer, AUDITOR) == 200
