"""Wat wordt gezegd: eerst mag het van iedereen die het hoort, dan gaat de inhoud erachteraan."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.partij.kenmerk import nieuw_id
from shared.partij.uitwisseling_modellen import UitgaandOnderdeelRij, UitgaandRij
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import AFWEGING, STERRIN, TAAK, Driehoek
from tests.integratie.partij.opstelling import Klant, Wereld

NU = "2026-11-23T10:00:00Z"
NAAR = ("politie", "om")
RECENT_VERVOLGD = {
    "aard": "feit",
    "bijzonder": False,
    "derdenVerwijderd": True,
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
    "vervolgingsdatum": "2026-06-15",
    "delictcategorie": "vernieling",
    "relevantVoorGroepsaanpak": True,
    "relevantie": "Hangt samen met het verzonnen gedrag van de groep.",
}


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
        _tot_rust(self.driehoek, "gemeente")

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


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Iterator[Tafel]:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    d = Driehoek.richt_in(gedeelde_driehoek)
    d.kantoor.naar_stap(
        5, prioritering="ja", strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": None}
    )
    overleg = nieuw_id()
    gedeelde_driehoek.gateway.overleggen.geregistreerd[overleg] = {
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
    gedeelde_driehoek.gateway.leveringstoringen.clear()
    gedeelde_driehoek.gateway.storingen.clear()
    gedeelde_driehoek.gateway.weg = False
    for code in NAAR:
        gedeelde_driehoek.sluit_aan(code)


def test_als_het_van_iedereen_mag_mag_het_worden_gezegd(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    assert (uiting["magGezegd"], uiting["wachtOp"], uiting["stand"]) == (True, [], "open")
    assert {b["ontvanger"]: (b["status"], b["besluit"]) for b in uiting["berichten"]} == {
        "om": ("aangekondigd", "toegestaan"),
        "politie": ("aangekondigd", "toegestaan"),
    }
    assert uiting["geldigTot"] == "2026-11-23T22:59:59Z"
    # Er is beslist en aangekondigd; de inhoud is nog hier, en nergens anders.
    gateway = tafel.driehoek.wereld.gateway
    for bericht in uiting["berichten"]:
        ontvangen = gateway.berichten[bericht["id"]].ontvangen
        assert (ontvangen.kop_json["uiting"], ontvangen.inhoud) == (uiting["id"], None)
        assert tafel.handelingen(bericht["id"]) == ["toegezegd", "aangekondigd"]
    assert [tafel.ontvangen(code) for code in NAAR] == [[], []]


def test_na_het_zeggen_gaat_de_inhoud_naar_wie_het_hoorde(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    verteld = tafel.bevestig(uiting)
    assert verteld.status_code == 200, verteld.text
    assert (verteld.json()["stand"], verteld.json()["zonderToestemming"]) == ("bevestigd", False)
    tafel.lever()
    assert tafel.standen(uiting) == {"om": "afgeleverd", "politie": "afgeleverd"}
    for code in NAAR:
        assert [g["gegevens"] for g in tafel.ontvangen(code)] == [
            {"naam": STERRIN[0], "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen"},
            {"geboortedatum": STERRIN[1]},
        ]
    for bericht in uiting["berichten"]:
        assert tafel.handelingen(bericht["id"]) == [
            "toegezegd", "aangekondigd", "gezegd", "afgeleverd",
        ]  # fmt: skip


def test_zolang_een_ander_het_niet_heeft_mag_het_niet(tafel: Tafel) -> None:
    tafel.driehoek.wereld.sluit_af("om")
    uiting = tafel.vraag()
    assert (uiting["magGezegd"], uiting["wachtOp"]) == (False, ["om"])
    assert tafel.standen(uiting) == {"om": "wachtend", "politie": "aangekondigd"}
    tafel.driehoek.wereld.sluit_aan("om")
    tafel.later(seconds=60)
    assert tafel.stand(uiting)["magGezegd"]


def test_mag_een_van_hen_het_niet_horen_dan_mag_het_niet_worden_gezegd(tafel: Tafel) -> None:
    """Zonder onderzoek geeft niemand het OM context; ook de politie hoort het dan niet."""
    tafel.driehoek.kantoor.naar_stap(5, prioritering="ja")
    uiting = tafel.vraag()
    assert not uiting["magGezegd"]
    assert tafel.standen(uiting)["om"] == "geweigerd"


def test_wie_het_zonder_toestemming_zei_vertelt_dat_en_er_volgt_geen_inhoud(tafel: Tafel) -> None:
    tafel.driehoek.kantoor.naar_stap(5, prioritering="ja")
    uiting = tafel.vraag()
    verteld = tafel.bevestig(uiting)
    assert verteld.status_code == 200
    assert (verteld.json()["stand"], verteld.json()["zonderToestemming"]) == ("bevestigd", True)
    tafel.lever()
    assert [tafel.ontvangen(code) for code in NAAR] == [[], []]
    assert tafel.bewaard(uiting) == 0


def test_wat_is_verteld_wordt_niet_anders_verteld(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    een = uiting["berichten"][0]["id"]
    assert tafel.bevestig(uiting).status_code == 200
    assert tafel.bevestig(uiting).status_code == 200, "hetzelfde nog eens"
    assert tafel.bevestig(uiting, een).status_code == 409
    nietgezegd = f"/uitingen/{uiting['id']}/_nietgezegd"
    assert tafel.spreker.vraag("POST", nietgezegd).status_code == 409


def test_wat_niet_is_gezegd_is_weg_en_niemand_krijgt_het(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    assert tafel.bewaard(uiting) > 0
    pad = f"/uitingen/{uiting['id']}/_nietgezegd"
    assert tafel.spreker.maak(pad, {}, 200)["stand"] == "niet_gezegd"
    assert tafel.spreker.maak(pad, {}, 200)["stand"] == "niet_gezegd"
    assert tafel.standen(uiting) == {"om": "vervallen", "politie": "vervallen"}
    assert tafel.bewaard(uiting) == 0
    assert tafel.bevestig(uiting).status_code == 409
    tafel.lever()
    assert [tafel.ontvangen(code) for code in NAAR] == [[], []]
    bericht = uiting["berichten"][0]["id"]
    assert tafel.spreker.vraag("GET", f"/verstrekkingen/{bericht}/inhoud").status_code == 410


def test_vertelt_niemand_op_tijd_dat_het_is_gezegd_dan_vervalt_de_inhoud(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    # Vijf werkdagen na de dag zelf: maandag 23 wordt maandag 30.
    tafel.later(days=7)
    assert tafel.bewaard(uiting) > 0, "de laatste dag telt nog mee"
    tafel.later(days=1)
    assert tafel.bewaard(uiting) == 0
    assert tafel.standen(uiting) == {"om": "vervallen", "politie": "vervallen"}
    for bericht in uiting["berichten"]:
        assert tafel.handelingen(bericht["id"])[-1] == "vervallen"


def test_alleen_wat_is_gezegd_volgt(tafel: Tafel) -> None:
    """Twee uitingen aan een tafel; van de ene is niets gezegd."""
    eerste, tweede = tafel.vraag(soorten=("NAW",)), tafel.vraag(soorten=("GEBOORTEDATUM",))
    assert tafel.bevestig(tweede).status_code == 200
    tafel.lever()
    for code in NAAR:
        assert [g["gegevenssoort"] for g in tafel.ontvangen(code)] == ["GEBOORTEDATUM"]
    assert set(tafel.standen(eerste).values()) == {"aangekondigd"}


@pytest.mark.parametrize("storing", ["weg", "sterft-voor-bezorging", "sterft-na-bezorging"])
def test_valt_er_iets_weg_bij_het_afleveren_dan_komt_het_een_keer_aan(
    tafel: Tafel, storing: str
) -> None:
    uiting = tafel.vraag("politie", overleg=None, kanaal="telefoon")
    tafel.driehoek.wereld.gateway.leveringstoringen.append(storing)
    assert tafel.bevestig(uiting).status_code == 200
    tafel.lever()
    tafel.later(seconds=60)
    assert tafel.standen(uiting) == {"politie": "afgeleverd"}
    assert len(tafel.ontvangen("politie")) == 2


def test_valt_de_dienst_weg_na_het_vertellen_dan_hoort_de_gateway_het_later(
    tafel: Tafel,
) -> None:
    uiting = tafel.vraag()
    tafel.driehoek.wereld.gateway.weg = True
    verteld = tafel.bevestig(uiting)
    assert (verteld.status_code, verteld.json()["stand"]) == (200, "te_bevestigen")
    assert tafel.stand(uiting)["gezegd"] == sorted(b["id"] for b in uiting["berichten"])
    tafel.driehoek.wereld.gateway.weg = False
    tafel.later(seconds=60)
    assert tafel.stand(uiting)["stand"] == "bevestigd"
    tafel.later(seconds=1)
    assert {len(tafel.ontvangen(code)) for code in NAAR} == {2}


def test_een_ontvanger_die_de_inhoud_weigert_heeft_haar_niet(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    assert tafel.bevestig(uiting).status_code == 200
    with tafel.driehoek.verkeerde_sleutel("om"):
        tafel.lever()
    assert tafel.standen(uiting) == {"om": "geweigerd", "politie": "afgeleverd"}
    assert tafel.ontvangen("om") == []


def test_een_fout_bij_een_ontvanger_houdt_alles_tegen(tafel: Tafel) -> None:
    opdracht = tafel.opdracht()
    opdracht["ontvangers"][1]["onderdelen"][0]["persoon"] = nieuw_id()
    opdracht["ontvangers"][0]["onderdelen"][1]["gegevens"] = {"geboortedatum": "2011-01-01"}
    aangeboden = len(tafel.driehoek.wereld.gateway.aangeboden)
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=opdracht)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [
        "/ontvangers/0/onderdelen/1/gegevens",
        "/ontvangers/1/onderdelen/0/persoon",
    ]
    assert len(tafel.driehoek.wereld.gateway.aangeboden) == aangeboden


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"kanaal": "koppelvlak"}, "/kanaal"),
        ({"kanaal": "postduif"}, "/kanaal"),
        ({"afweging": {**AFWEGING, "motivering": "Bel 0612345678."}}, "/afweging/motivering"),
    ],
)
def test_een_fout_in_wat_voor_allen_geldt_staat_er_een_keer(
    tafel: Tafel, anders: dict[str, Any], pad: str
) -> None:
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=tafel.opdracht(**anders))
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


def test_iedereen_hoort_hetzelfde_en_een_keer(tafel: Tafel) -> None:
    opdracht = tafel.opdracht()
    opdracht["ontvangers"][1]["onderdelen"].pop()
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=opdracht)
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/ontvangers/1/onderdelen"]
    dubbel = tafel.opdracht("politie", "politie")
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=dubbel)
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/ontvangers/1/ontvanger"]


def test_dezelfde_vraag_met_dezelfde_sleutel_is_dezelfde_uiting(tafel: Tafel) -> None:
    koppen = {"Idempotency-Key": nieuw_id()}
    een, ander = (
        tafel.spreker.vraag("POST", "/uitingen", json=tafel.opdracht(), headers=koppen)
        for _ in range(2)
    )
    assert (een.status_code, ander.status_code) == (201, 201)
    assert een.json() == ander.json()
    anders = tafel.opdracht(soorten=("NAW",))
    botst = tafel.spreker.vraag("POST", "/uitingen", json=anders, headers=koppen)
    assert botst.status_code == 409


def test_een_uiting_blijft_binnen_de_taak(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    ander, _ = tafel.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"ander.{tafel.driehoek.groep}@gemeente.example", alleGroepen=False, groepen=[]
    )
    pad = f"/uitingen/{uiting['id']}"
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("POST", f"{pad}/_nietgezegd").status_code == 403
    verteld = {"gezegdOp": NU, "berichten": [uiting["berichten"][0]["id"]]}
    assert ander.vraag("POST", f"{pad}/_bevestig", json=verteld).status_code == 403
    assert ander.vraag("POST", "/uitingen", json=tafel.opdracht()).status_code == 403
    assert tafel.spreker.vraag("GET", f"/uitingen/{nieuw_id()}").status_code == 404


@pytest.mark.parametrize(
    ("op", "bericht", "pad"),
    [("2026-11-23T11:00:00Z", None, "/gezegdOp"), (NU, nieuw_id(), "/berichten")],
)
def test_wat_niet_gebeurd_kan_zijn_is_niet_te_vertellen(
    tafel: Tafel, op: str, bericht: str | None, pad: str
) -> None:
    uiting = tafel.vraag()
    antwoord = tafel.bevestig(uiting, *([bericht] if bericht else []), op=op)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]
    assert tafel.stand(uiting)["stand"] == "open"


def test_aan_de_telefoon_geldt_het_een_uur(tafel: Tafel) -> None:
    uiting = tafel.vraag("politie", overleg=None, kanaal="telefoon")
    assert uiting["magGezegd"]
    assert uiting["geldigTot"] == "2026-11-23T11:00:00Z"
    tafel.driehoek.wereld.klok.vooruit(minutes=61)
    assert not tafel.stand(uiting)["magGezegd"]
    # Op tijd gezegd en later verteld: dat mocht.
    assert not tafel.bevestig(uiting).json()["zonderToestemming"]


def test_een_correctie_kan_ook_aan_de_telefoon(tafel: Tafel) -> None:
    """Wat alleen gezegd mag worden, wordt ook alleen aan de telefoon verbeterd."""
    d = tafel.driehoek
    d.kantoor.naar_stap(2)
    persoon = d.persoon("om", ("Wimpel Proefkonijn", "2010-02-03"))
    pad = f"/personen/{persoon}/recente-vervolgingen"
    gegeven = d.secretaris.maak(pad, RECENT_VERVOLGD)["id"]
    opdracht = {
        "groep": d.groep,
        "kanaal": "telefoon",
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": d.kantoor.regisseur_id,
        "onderdelen": [
            {"persoon": persoon, "gegevenssoort": "RECENT_VERVOLGD", "gegeven": gegeven}
        ],
    }
    eerste = {
        **opdracht,
        "doel": "D1",
        "inReactieOp": d.vraag("gemeente", "om"),
        "afweging": {**AFWEGING, "zwaarwegendAlgemeenBelang": True},
        "onderdelen": [{**opdracht["onderdelen"][0], "grondslag": "WJSG39F_B"}],
    }
    gezegd = _zeg(d, eerste)
    correctie = {**opdracht, "soort": "correctie", "inReactieOp": gezegd}
    _zeg(d, correctie)
    assert [g["status"] for g in d.kantoor.ontvangen()] == ["vervangen", "actief"]


def _zeg(d: Driehoek, opdracht: dict[str, Any]) -> str:
    """Het OM vraagt of het mag, zegt het, en vertelt dat; het bericht."""
    stand = d.secretaris.maak("/verstrekkingen", opdracht)
    assert stand["status"] == "aangekondigd", stand
    bericht, uiting = str(stand["id"]), stand["uiting"]
    assert d.secretaris.haal(f"/uitingen/{uiting}")["magGezegd"]
    verteld = {"gezegdOp": NU, "berichten": [bericht]}
    d.secretaris.maak(f"/uitingen/{uiting}/_bevestig", verteld, 200)
    _tot_rust(d, "om")
    assert d.secretaris.haal(f"/verstrekkingen/{bericht}")["status"] == "afgeleverd"
    return bericht


def _tot_rust(d: Driehoek, code: str) -> None:
    """De uitbak doet haar werk, en wat de achtergrond al begon komt af."""
    bureau = d.bureau(code)
    bureau.ronde()
    for _ in range(200):
        with bureau.uitwisseling.lezend() as sessie:
            onderweg = sessie.query(UitgaandRij).filter_by(status="onderweg").count()
        if not onderweg:
            return
        d.wereld.doe(asyncio.sleep(0.02))
    raise AssertionError("er blijft iets onderweg")


def test_wat_bevestigd_is_gaat_ook_als_het_bestand_intussen_verder_ging(tafel: Tafel) -> None:
    """Gezegd is gezegd: wat er toen stond gaat erachteraan, niet wat er nu staat."""
    uiting = tafel.vraag()
    etag = tafel.spreker.vraag("GET", f"/personen/{tafel.persoon}").headers["etag"]
    beter = tafel.spreker.vraag(
        "PATCH",
        f"/personen/{tafel.persoon}",
        json={"adres": "Proefpad 7", "reden": "Verkeerd overgenomen."},
        headers={"If-Match": etag},
    )
    assert beter.status_code == 200, beter.text
    tafel.driehoek.wereld.klok.vooruit(minutes=1)
    assert tafel.bevestig(uiting).status_code == 200
    tafel.lever()
    adressen = [g["gegevens"].get("adres") for g in tafel.ontvangen("politie")]
    assert adressen == ["Verzonnenlaan 1", None]


def test_de_wachttijd_voor_het_vertellen_loopt_op(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    tafel.driehoek.wereld.gateway.weg = True
    assert tafel.bevestig(uiting).json()["stand"] == "te_bevestigen"
    tafel.driehoek.wereld.gateway.weg = False
    tafel.driehoek.wereld.klok.nu += timedelta(seconds=9)
    tafel.lever()
    assert tafel.stand(uiting)["stand"] == "te_bevestigen", "te vroeg"
    tafel.later(seconds=1)
    assert tafel.stand(uiting)["stand"] == "bevestigd"


class _Stroomuitval(BaseException):
    """Het proces houdt op, midden in een regel."""


@pytest.mark.parametrize("na_bezorging", [False, True])
def test_valt_de_stroom_uit_bij_het_afleveren_dan_neemt_een_ander_het_over(
    tafel: Tafel, na_bezorging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    uiting = tafel.vraag("politie", overleg=None, kanaal="telefoon")
    gateway = tafel.driehoek.bureau("gemeente").uitwisseling.gateway
    echt, keren = gateway.lever_inhoud, []

    async def sterf(*wat: Any) -> Any:
        keren.append(wat)
        if na_bezorging:
            await echt(*wat)
        raise _Stroomuitval

    tafel.driehoek.wereld.gateway.leveringstoringen.append("weg")
    assert tafel.bevestig(uiting).status_code == 200
    tafel.lever()
    monkeypatch.setattr(gateway, "lever_inhoud", sterf)
    tafel.driehoek.wereld.klok.vooruit(seconds=10)
    with pytest.raises(_Stroomuitval):
        tafel.driehoek.bureau("gemeente").ronde()
    monkeypatch.setattr(gateway, "lever_inhoud", echt)
    assert tafel.standen(uiting) == {"politie": "onderweg"}
    tafel.driehoek.wereld.klok.vooruit(seconds=90)
    tafel.lever()
    assert tafel.standen(uiting) == {"politie": "afgeleverd"}
    assert (len(keren), len(tafel.ontvangen("politie"))) == (1, 2)
