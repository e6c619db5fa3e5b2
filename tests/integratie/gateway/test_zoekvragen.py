"""Elke veelgestelde vraag geeft precies wat zij belooft: wat erop lijkt en het niet is, blijft weg.

De bladen zijn met de hand geschreven, een geval per bericht; hun naam zegt wat ermee is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from gateway.kern import MIGRATIES
from gateway.modellen import Basis
from gateway.zoeken.facetten import tel
from gateway.zoeken.regels import lees_regels
from gateway.zoeken.register import Zoekregister
from gateway.zoeken.selectie import Selectie
from gateway.zoeken.zoekvragen import Zoekvragen
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.migratie import migreer

NU = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GISTEREN, VANDAAG = "2026-11-23", "2026-11-24"
ZIJ, HIJ = "zij", "hij"


def kenmerk(naam: str) -> str:
    """Van elk geval altijd hetzelfde kenmerk."""
    return f"0193aaaa-0000-7000-8000-{md5(naam.encode()).hexdigest()[:12]}"  # noqa: S324 - een naam


class Verhaal:
    """Schrijft bladen op, een geval na het andere."""

    def __init__(self) -> None:
        self.bladen: list[Blad] = []
        self.namen: dict[str, str] = {}
        self._nu = datetime(2026, 9, 1, tzinfo=UTC)

    def bericht(
        self,
        naam: str,
        van: str = "politie",
        naar: str = "gemeente",
        *,
        op: datetime | None = None,
        plichten: dict[str, str | None] | None = None,
        poorten: tuple[int, ...] = (),
        personen: dict[str, int] | None = None,
        gezegd: dict[str, str] | None = None,
        uitleg: tuple[str | None, ...] = (),
        afloop: str | None = "aanvaard",
        **kop: Any,
    ) -> None:
        """Een besluit, en hoe het afliep; standaard toegestaan en aanvaard."""
        self._nu += timedelta(minutes=1)
        self.namen[kenmerk(naam)] = naam
        onderdelen = [
            {"betrokkene": kenmerk(wie), "categorie": categorie, "gegevenssoort": "NAW",
             "grondslag": "X", "informatie": self._gezegd(gezegd, wie)}
            for wie, categorie in (personen or {}).items()
        ]  # fmt: skip
        if kop.pop("lijst", False):
            onderdelen = [{**o, "gegevenssoort": "BEKENDHEID"} for o in onderdelen]
        self.bladen.append(
            maak_blad(
                "besluit",
                op or self._nu,
                kop={**self._kop(naam, van, naar), **kop, "onderdelen": onderdelen},
                besluit=self._besluit(poorten, plichten or {}, uitleg),
                digest="SHA-256=x",
                payloadSignature="x",
                toestand={},
            )
        )
        if afloop is not None and not poorten:
            self.blad("bevestiging", id=kenmerk(naam), status=afloop)

    def blad(self, soort: str, **velden: Any) -> None:
        self.bladen.append(maak_blad(soort, self._nu, **velden))

    def _kop(self, naam: str, van: str, naar: str) -> dict[str, Any]:
        return {
            "id": kenmerk(naam), "soort": "verstrekking", "afzender": van, "ontvanger": naar,
            "groep": kenmerk("groep"), "stap": 2, "doel": "D1", "kanaal": "koppelvlak",
            "medewerker": kenmerk(f"een {van}"), "ontvangendeMedewerker": kenmerk(f"een {naar}"),
            "inReactieOp": None,
        }  # fmt: skip

    @staticmethod
    def _gezegd(gezegd: dict[str, str] | None, wie: str) -> dict[str, str] | None:
        return None if gezegd is None or wie not in gezegd else {"status": gezegd[wie]}

    @staticmethod
    def _besluit(
        poorten: tuple[int, ...], plichten: dict[str, str | None], uitleg: tuple[str | None, ...]
    ) -> dict[str, Any]:
        bron = {"onderdeel": None, "convenant": "4.1", "wet": "art. 1 Wpg", "interpretatie": None}
        return {
            "besluit": "geweigerd" if poorten else "toegestaan",
            "redenen": [{**bron, "poort": p, "interpretatie": "D5"} for p in poorten],
            "grondslagen": [{**bron, "grondslag": "X", "interpretatie": u} for u in uitleg],
            "plichten": [{"code": c, "uiterlijk": dag} for c, dag in plichten.items()],
        }


def _weigeringen(v: Verhaal) -> None:
    v.bericht("begin van de maand", op=datetime(2026, 10, 31, 23, 0, tzinfo=UTC), poorten=(6, 7))
    v.bericht("deze maand", op=datetime(2026, 11, 20, tzinfo=UTC), poorten=(7,))
    v.bericht("eind vorige maand", op=datetime(2026, 10, 31, 22, 59, tzinfo=UTC), poorten=(6,))
    v.bericht("toegestaan", op=datetime(2026, 11, 20, tzinfo=UTC))
    v.bericht("niet aangenomen", op=datetime(2026, 11, 20, tzinfo=UTC), afloop="geweigerd")


def _mondeling(v: Verhaal) -> None:
    verslag: dict[str, Any] = {"plichten": {"VERSLAG": None}, "kanaal": "overleg"}
    v.bericht("overleg zonder verslag", **verslag)
    v.bericht("telefoon zonder verslag", **{**verslag, "kanaal": "telefoon"})
    v.bericht("overleg met verslag", **verslag)
    v.blad("mondeling", bericht=kenmerk("overleg met verslag"), verslag="AAAA")
    v.bericht("overleg niet aangenomen", **verslag, afloop="geweigerd")
    v.bericht("overleg onbereikbaar", **verslag, afloop="onbereikbaar")
    v.bericht("overleg geweigerd", kanaal="overleg", poorten=(9,))


BRUTO: dict[str, Any] = {"plichten": {"BEWAARTERMIJN": GISTEREN}}


def _brutolijst(v: Verhaal) -> None:
    v.bericht("bruto over de termijn", naar="om", **BRUTO)
    v.bericht("bruto laatste dag", naar="om", plichten={"BEWAARTERMIJN": VANDAAG})
    v.bericht("bruto in stap 3", naar="om", stap=3, **BRUTO)
    v.bericht("bruto nooit aangekomen", naar="om", afloop="onbereikbaar", **BRUTO)
    v.bericht("bruto zelf gemeld", naar="om", **BRUTO)
    _vernietigd(v, "bruto zelf gemeld", "om", "politie")
    v.bericht("bruto door een ander gemeld", naar="om", **BRUTO)
    _vernietigd(v, "bruto door een ander gemeld", "gemeente", "politie")
    v.bericht("bruto geweigerd gemeld", naar="om", **BRUTO)
    _vernietigd(v, "bruto geweigerd gemeld", "om", "politie", poorten=(4,))
    v.bericht("bruto in een blad gemeld", naar="om", **BRUTO)
    v.blad("vernietiging", berichten=[kenmerk("bruto in een blad gemeld")])


def _nettolijst(v: Verhaal) -> None:
    groep: dict[str, Any] = {"groep": kenmerk("groep met nettolijst")}
    v.bericht("bruto bij om", naar="om", **BRUTO, **groep)
    v.bericht("bruto bij gemeente", **BRUTO, **groep)
    v.bericht("bruto bij politie", "om", "politie", **BRUTO, **groep)
    v.bericht("bruto van een andere groep", naar="om", **BRUTO)
    lijst: dict[str, Any] = {"lijst": True, "personen": {ZIJ: 1}, **BRUTO, **groep}
    v.bericht("nettolijst", "gemeente", "om", **lijst)
    v.bericht("bruto na de nettolijst", naar="om", **BRUTO, **groep)
    _vernietigd(v, "nettolijst", "om", "gemeente", **groep)
    v.bericht("namen van een ander", "politie", "om", **lijst)
    _vernietigd(v, "namen van een ander", "om", "politie", **groep)


def _vernietigd(v: Verhaal, wat: str, van: str, naar: str, **anders: Any) -> None:
    soort: dict[str, Any] = {"soort": "vernietigingsbericht", "stap": None}
    v.bericht(f"vernietigd: {wat}", van, naar, inReactieOp=kenmerk(wat), **soort, **anders)


def _informeren(v: Verhaal) -> None:
    brief: dict[str, Any] = {"plichten": {"INFORMEREN": GISTEREN}, "stap": 3}
    v.bericht("brief over beiden", personen={ZIJ: 1, HIJ: 2}, **brief)
    v.bericht("brief over haar", personen={ZIJ: 1, "deelnemer": 3}, **brief)
    v.bericht("brief met uitzondering", personen={ZIJ: 1, "uitgezonderd": 1}, **brief)
    v.bericht("brief laatste dag", personen={HIJ: 1}, plichten={"INFORMEREN": VANDAAG}, stap=3)
    v.bericht("brief niet aangenomen", personen={HIJ: 1}, afloop="geweigerd", **brief)
    v.bericht("brief alleen door een ander", personen={"vergeten": 1}, **brief)
    gezegd = {ZIJ: "geinformeerd", "uitgezonderd": "uitzondering", HIJ: "open"}
    v.bericht("gezegd", "gemeente", "om", personen=dict.fromkeys(gezegd, 1), gezegd=gezegd, stap=3)
    v.bericht("gezegd maar geweigerd", "gemeente", "om", personen={HIJ: 1},
              gezegd={HIJ: "geinformeerd"}, poorten=(4,))  # fmt: skip
    v.bericht("door een ander gezegd", "politie", "om", personen={"vergeten": 1},
              gezegd={"vergeten": "geinformeerd"}, stap=3)  # fmt: skip


def _mensen(v: Verhaal) -> None:
    wie: dict[str, Any] = {"medewerker": kenmerk("de medewerker")}
    v.bericht("verstuurd", **wie)
    v.bericht("geprobeerd", poorten=(3,), **wie)
    v.bericht("aan hem gericht", ontvangendeMedewerker=kenmerk("de medewerker"))
    v.bericht("over iemand", naar="om", personen={"iemand": 1, "ander": 1})
    v.bericht("over iemand, geweigerd", personen={"iemand": 1}, poorten=(3,))
    v.bericht("over iemand, onderweg", personen={"iemand": 1}, afloop=None)
    v.bericht("over een ander", personen={"ander": 1})
    v.bericht("rust op uitleg", uitleg=(None, "B14"))
    v.bericht("rust op andere uitleg", uitleg=("B1",))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Verhaal]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('zoekvragen') / 'log.sqlite'}"
    migreer(url, MIGRATIES, Basis.metadata)
    engine, verhaal = maak_engine(url), Verhaal()
    for schrijf in (_weigeringen, _mondeling, _brutolijst, _nettolijst, _informeren, _mensen):
        schrijf(verhaal)
    sleutel = Notitiesleutel("proef.example/log", Ed25519PrivateKey.generate())
    with Logschrijver(engine, sleutel, bijwerking=Zoekregister().neem_op) as schrijver:
        for blad in verhaal.bladen:
            schrijver.voeg_toe_sync(blad)
    yield engine, verhaal
    engine.dispose()


def _antwoord(log: tuple[Engine, Verhaal], naam: str, **parameters: str) -> set[str]:
    engine, verhaal = log
    vraag = Zoekvragen().een(naam).vul_in(parameters, None, NU).als_opdracht()
    grootte = len(verhaal.bladen)
    with lezend(engine).connect() as verbinding:
        nummers = list(Selectie(verbinding, vraag, None, grootte).nummers())
        return {verhaal.namen[r.bericht] for r in lees_regels(verbinding, nummers, grootte)}


def test_weigeringen_van_deze_maand(log: tuple[Engine, Verhaal]) -> None:
    assert _antwoord(log, "weigeringen-per-poort") == {"begin van de maand", "deze maand"}
    engine, verhaal = log
    rij = Zoekvragen().een("weigeringen-per-poort")
    with lezend(engine).connect() as verbinding:
        grootte = len(verhaal.bladen)
        vraag = rij.vul_in({}, None, NU).als_opdracht()
        selectie = Selectie(verbinding, vraag, None, grootte)
        _, geteld = tel(verbinding, selectie, rij.facetten, grootte)
    assert geteld["poort"] == [("7", 2), ("6", 1)]


def test_mondeling_gedeeld_zonder_verslag(log: tuple[Engine, Verhaal]) -> None:
    verwacht = {"overleg zonder verslag", "telefoon zonder verslag"}
    assert _antwoord(log, "mondeling-zonder-verslag") == verwacht


def test_brutolijst_die_er_nog_is(log: tuple[Engine, Verhaal]) -> None:
    """Wat de nettolijst of een melding opruimde is weg; wat daarna kwam of van elders was niet."""
    assert _antwoord(log, "brutolijst-niet-vernietigd") == {
        "bruto over de termijn",
        "bruto door een ander gemeld",
        "bruto geweigerd gemeld",
        "bruto bij politie",
        "bruto van een andere groep",
        "bruto na de nettolijst",
    }


def test_informatiebrief_die_te_laat_is(log: tuple[Engine, Verhaal]) -> None:
    verwacht = {"brief over beiden", "brief alleen door een ander"}
    assert _antwoord(log, "informatiebrief-te-laat") == verwacht


def test_alles_van_een_medewerker(log: tuple[Engine, Verhaal]) -> None:
    gevonden = _antwoord(log, "medewerker", medewerker=kenmerk("de medewerker"))
    assert gevonden == {"verstuurd", "geprobeerd", "aan hem gericht"}


def test_wie_iets_over_een_betrokkene_kreeg(log: tuple[Engine, Verhaal]) -> None:
    assert _antwoord(log, "betrokkene", betrokkene=kenmerk("iemand")) == {"over iemand"}


def test_besluiten_die_op_een_uitleg_rusten(log: tuple[Engine, Verhaal]) -> None:
    assert _antwoord(log, "interpretatie", interpretatie="B14") == {"rust op uitleg"}
    geweigerd = _antwoord(log, "interpretatie", interpretatie="D5")
    assert {"deze maand", "eind vorige maand", "overleg geweigerd"} < geweigerd
    assert "rust op andere uitleg" not in geweigerd


def test_de_maand_is_die_van_hier(log: tuple[Engine, Verhaal]) -> None:
    """Een half uur na middernacht op de eerste is in Amsterdam al de nieuwe maand."""
    laat = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    filters = Zoekvragen().een("weigeringen-per-poort").vul_in({}, None, laat)
    assert filters.periode.van == datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    assert filters.periode.tot == datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
