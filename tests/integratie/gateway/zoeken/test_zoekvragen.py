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
from gateway.registers.tabellen import Basis
from gateway.zoeken.zoekvragen import Zoekvragen
from gateway.zoekregister.facetten import tel
from gateway.zoekregister.regels import lees_regels
from gateway.zoekregister.register import Zoekregister
from gateway.zoekregister.selectie import Selectie
from shared.convenant.regels.bouw import BEWAARTERMIJN
from shared.convenant.regels.laden import standaard_convenant
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

    def gezegd(self, *namen: str, zonder: bool = False) -> None:
        """De afzender legt vast dat dit is gezegd."""
        berichten = [kenmerk(naam) for naam in namen]
        self.blad("mondeling", berichten=berichten, zonderToestemming=zonder)

    def inhoud(self, naam: str, status: str = "aanvaard") -> None:
        """Wat er terugkwam op de inhoud van wat is gezegd."""
        self.blad("bevestiging", id=kenmerk(naam), status=status)

    def blad(self, soort: str, **velden: Any) -> None:
        self.bladen.append(maak_blad(soort, self._nu, **velden))

    def _kop(self, naam: str, van: str, naar: str) -> dict[str, Any]:
        return {
            "id": kenmerk(naam), "soort": "verstrekking", "afzender": van, "ontvanger": naar,
            "groep": kenmerk("groep"), "stap": 2, "doel": "D1", "kanaal": "koppelvlak",
            "medewerker": kenmerk(f"een {van}"), "ontvangendeMedewerker": kenmerk(f"een {naar}"),
            "inReactieOp": None, "stuk": None, "overleg": None, "uiting": None, "vernietigd": None,
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
            "redenen": [
                {**bron, "code": f"POORT_{p}", "poort": p, "interpretatie": "D5", "uitleg": "Nee."}
                for p in poorten
            ],
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
    v.bericht("overleg gezegd", uiting=kenmerk("uiting"), **verslag)
    v.bericht("telefoon gezegd", **{**verslag, "kanaal": "telefoon"})
    v.bericht("overleg vastgelegd", uiting=kenmerk("uiting"), **verslag)
    v.bericht("overleg inhoud geweigerd", **verslag)
    v.bericht("overleg nog niet gezegd", **verslag)
    v.bericht("overleg niet aangenomen", **verslag, afloop="geweigerd")
    v.bericht("overleg toch gezegd", uiting=kenmerk("verkeerd"), **verslag)
    v.bericht("overleg geweigerd", uiting=kenmerk("verkeerd"), kanaal="overleg", poorten=(9,))
    v.gezegd("overleg gezegd", "overleg vastgelegd")
    v.gezegd("telefoon gezegd")
    v.gezegd("overleg inhoud geweigerd")
    v.gezegd("overleg toch gezegd", "overleg geweigerd", zonder=True)
    v.inhoud("overleg vastgelegd", "onbereikbaar")
    v.inhoud("overleg vastgelegd")
    v.inhoud("overleg inhoud geweigerd", "geweigerd")


BRUTO: dict[str, Any] = {"plichten": {"BEWAARTERMIJN": GISTEREN}, "naar": "om"}


def _bewaartermijnen(v: Verhaal) -> None:
    v.bericht("over de termijn", **BRUTO)
    v.bericht("laatste dag", naar="om", plichten={"BEWAARTERMIJN": VANDAAG})
    v.bericht("later in de aanpak", stap=3, **BRUTO)
    v.bericht("nooit aangekomen", afloop="onbereikbaar", **BRUTO)
    v.bericht("erop geantwoord", **BRUTO)
    _vernietigd(v, "antwoord", op="erop geantwoord")
    v.bericht("door een ander gemeld", **BRUTO)
    _vernietigd(v, "van een ander", van="gemeente", berichten=["door een ander gemeld"])
    v.bericht("melding geweigerd", **BRUTO)
    _vernietigd(v, "geweigerd", berichten=["melding geweigerd"], poorten=(4,))
    for naam in ("genoemd", "ook genoemd"):
        v.bericht(naam, **BRUTO)
    _vernietigd(v, "twee tegelijk", berichten=["genoemd", "ook genoemd"])
    _mensen_vernietigd(v)
    _groep_vernietigd(v)


def _mensen_vernietigd(v: Verhaal) -> None:
    v.bericht("over hem alleen", personen={"weg": 1}, **BRUTO)
    v.bericht("over beiden, een gebleven", personen={"weg": 1, "blijft": 1}, **BRUTO)
    v.bericht("over twee, na elkaar weg", personen={"weg": 1, "later weg": 2}, **BRUTO)
    v.bericht("over niemand", **BRUTO)
    _vernietigd(v, "een mens", betrokkenen=["weg"])
    v.bericht("daarna opnieuw gekregen", personen={"weg": 1}, **BRUTO)
    _vernietigd(v, "nog een mens", betrokkenen=["later weg"])
    v.bericht("bij een ander", personen={"later weg": 1}, plichten=BRUTO["plichten"])


def _groep_vernietigd(v: Verhaal) -> None:
    groep = {"groep": kenmerk("een klare groep")}
    v.bericht("van de klare groep", **BRUTO, **groep)
    v.bericht("van de klare groep, bij een ander", plichten=BRUTO["plichten"], **groep)
    _vernietigd(v, "hele groep", hele_groep=True, **groep)
    v.bericht("van de klare groep, daarna", **BRUTO, **groep)


def _vernietigd(
    v: Verhaal,
    naam: str,
    *,
    van: str = "om",
    op: str | None = None,
    berichten: list[str] | None = None,
    betrokkenen: list[str] | None = None,
    hele_groep: bool = False,
    **anders: Any,
) -> None:
    wat = {
        "berichten": [kenmerk(een) for een in berichten or []],
        "betrokkenen": [kenmerk(een) for een in betrokkenen or []],
        "heleGroep": hele_groep,
    }
    antwoord = None if op is None else kenmerk(op)
    soort: dict[str, Any] = {"soort": "vernietigingsbericht", "stap": None}
    v.bericht(
        f"vernietigd: {naam}",
        van,
        "politie",
        vernietigd=wat,
        inReactieOp=antwoord,
        **soort,
        **anders,
    )


def _stukken(v: Verhaal) -> None:
    lijst: dict[str, Any] = {"soort": "groepsbericht", "stuk": "nettolijst", "van": "gemeente"}
    weg: dict[str, Any] = {**lijst, "plichten": {"VERWIJDEREN": GISTEREN}}
    v.bericht("lijst zonder antwoord", naar="om", **weg)
    v.bericht("lijst met antwoord", naar="om", **weg)
    _vernietigd(v, "van de lijst", op="lijst met antwoord")
    v.bericht("lijst van vandaag", naar="om", **{**weg, "plichten": {"VERWIJDEREN": VANDAAG}})
    v.bericht("lijst geweigerd", naar="politie", **lijst, poorten=(7,))


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
    for schrijf in (_weigeringen, _mondeling, _bewaartermijnen, _stukken, _informeren, _mensen):
        schrijf(verhaal)
    sleutel = Notitiesleutel("proef.example/log", Ed25519PrivateKey.generate())
    with Logschrijver(
        engine, sleutel, bijwerking=Zoekregister(standaard_convenant()).neem_op
    ) as schrijver:
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
        _, geteld = tel(verbinding, selectie, rij.uitwisselingfacetten, grootte)
    assert geteld["poort"] == [("7", 2), ("6", 1)]


def test_gezegd_en_niet_vastgelegd(log: tuple[Engine, Verhaal]) -> None:
    verwacht = {"overleg gezegd", "telefoon gezegd", "overleg inhoud geweigerd"}
    assert _antwoord(log, "mondeling-zonder-verslag") == verwacht


def test_gezegd_zonder_dat_het_mocht(log: tuple[Engine, Verhaal]) -> None:
    verwacht = {"overleg toch gezegd", "overleg geweigerd"}
    assert _antwoord(log, "gezegd-zonder-toestemming") == verwacht


def test_wat_er_in_een_keer_werd_gezegd(log: tuple[Engine, Verhaal]) -> None:
    gevonden = _antwoord(log, "uiting", uiting=kenmerk("uiting"))
    assert gevonden == {"overleg gezegd", "overleg vastgelegd"}


def test_wat_over_de_termijn_nog_niet_is_vernietigd(log: tuple[Engine, Verhaal]) -> None:
    """Wat een melding noemt, of de mensen erin, is weg; wat daarna kwam of elders ligt niet."""
    assert _antwoord(log, "bewaartermijn-verlopen") == {
        "over de termijn",
        "later in de aanpak",
        "door een ander gemeld",
        "melding geweigerd",
        "over beiden, een gebleven",
        "over niemand",
        "daarna opnieuw gekregen",
        "bij een ander",
        "van de klare groep, bij een ander",
        "van de klare groep, daarna",
    }


def test_wie_van_de_lijst_ging_en_nog_niet_overal_weg_is(log: tuple[Engine, Verhaal]) -> None:
    assert _antwoord(log, "verwijdering-niet-bevestigd") == {"lijst zonder antwoord"}


def test_waar_een_stuk_heen_ging(log: tuple[Engine, Verhaal]) -> None:
    assert _antwoord(log, "stuk", stuk="nettolijst") == {
        "lijst zonder antwoord",
        "lijst met antwoord",
        "lijst van vandaag",
        "lijst geweigerd",
    }


def test_weigeringen_om_een_reden(log: tuple[Engine, Verhaal]) -> None:
    assert _antwoord(log, "reden", reden="POORT_9") == {"overleg geweigerd"}


def test_elke_zoekvraag_vraagt_naar_wat_het_convenant_kent() -> None:
    regels = standaard_convenant()
    plichten = {rij.code for rij in regels.plichten} | {BEWAARTERMIJN}
    for rij in Zoekvragen().alle():
        assert rij.vraag.get("plicht") in {None, *plichten}, rij.naam
        ingevuld = dict.fromkeys(rij.parameters, kenmerk("x"))
        assert rij.vul_in(ingevuld, None, NU).als_opdracht(), rij.naam


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


def test_van_de_lijst_zegt_ook_wie_al_verwijderde(log: tuple[Engine, Verhaal]) -> None:
    engine, verhaal = log
    assert _antwoord(log, "van-de-lijst") == {
        "lijst zonder antwoord", "lijst met antwoord", "lijst van vandaag",
    }  # fmt: skip
    vraag = Zoekvragen().een("van-de-lijst").vul_in({}, None, NU).als_opdracht()
    with lezend(engine).connect() as verbinding:
        nummers = list(Selectie(verbinding, vraag, None, len(verhaal.bladen)).nummers())
        regels = lees_regels(verbinding, nummers, len(verhaal.bladen))
    weg = {verhaal.namen[een.bericht]: een.plichten[0].vervuld for een in regels}
    assert weg["lijst met antwoord"] is not None
    assert weg["lijst zonder antwoord"] is None
