"""Wie vindt dat iets onjuist of onvolledig is, zet het recht bij iedereen (convenant 6.5)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.partij.lijsten.begrippen import Grond
from shared.partij.lijsten.opruimen import vraag_opruiming
from shared.partij.uitwisseling_modellen import InkomendRij
from shared.partij.verbetering.begrippen import NIETS_MEER
from shared.partij.vernietiging import vernietig_persoon
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld

REDEN = "Het huisnummer is verkeerd overgenomen (verzonnen)."
PARTIJEN = ("politie", "gemeente", "om")


class Zaak:
    """Sterrin, in het bestand van de politie, met haar adres bij de gemeente en het OM."""

    def __init__(self, d: Driehoek) -> None:
        self.d = d
        self.sterrin = d.bureau("politie").persoon(d.klant("politie")[0], d.groep, *STERRIN)
        self.aan: dict[str, str] = {}
        for naar, grond in (("gemeente", "WPG16_1_B_2"), ("om", "WPG16_1_A_2")):
            verzoek = d.vraag(naar, "politie")
            delen = [
                {"persoon": self.sterrin, "gegevenssoort": soort, "grondslag": grond}
                for soort in ("NAW", "GEBOORTEDATUM")
            ]
            self.aan[naar] = d.geef("politie", naar, delen, verzoek)["id"]

    def ontvangen(self, bij: str, soort: str = "NAW") -> list[dict[str, Any]]:
        pagina = self.d.klant(bij)[0].haal(f"/ontvangen-gegevens?groep={self.d.groep}")
        return [g for g in pagina["ontvangenGegevens"] if g["gegevenssoort"] == soort]

    def start(self, bij: str, document: dict[str, Any], status: int = 201) -> dict[str, Any]:
        antwoord: dict[str, Any] = self.d.klant(bij)[0].maak(
            "/verbeteringen", {"aard": "onjuist", "reden": REDEN, **document}, status
        )
        return antwoord

    def start_eigen(self, status: int = 201, **anders: Any) -> dict[str, Any]:
        eigen = {"groep": self.d.groep, "persoon": self.sterrin, "gegevenssoort": "NAW"}
        return self.start("politie", {"eigen": eigen, **anders}, status)

    def meld(self, bij: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        (gegeven,) = [g for g in self.ontvangen(bij) if g["status"] == "actief"]
        ontvangen = {"gegeven": gegeven["id"], "voorstel": {"adres": "Proefpad 7"}, **anders}
        return self.start(bij, {"ontvangen": ontvangen}, status)

    def verbeter_bestand(self, **velden: Any) -> None:
        analist = self.d.klant("politie")[0]
        etag = analist.vraag("GET", f"/personen/{self.sterrin}").headers["etag"]
        antwoord = analist.vraag(
            "PATCH",
            f"/personen/{self.sterrin}",
            json={"reden": "Nagekeken.", **(velden or {"adres": "Proefpad 7"})},
            headers={"If-Match": etag},
        )
        assert antwoord.status_code == 200, antwoord.text

    def beslis(
        self, wat: str, verbetering: str, status: int = 200, bij: str = "politie", **anders: Any
    ) -> Any:
        klant = self.d.klant(bij)[0]
        etag = klant.vraag("GET", f"/verbeteringen/{verbetering}").headers["etag"]
        antwoord = klant.vraag(
            "POST",
            f"/verbeteringen/{verbetering}/{wat}",
            json={"reden": "Nagekeken in de bron (verzonnen).", **anders},
            headers={"If-Match": etag},
        )
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def bezorg(self, *partijen: str) -> None:
        """De uitbak van deze partijen, tot er niets meer onderweg is."""
        for code in partijen or PARTIJEN:
            self.d.bureau(code).ronde()
            vraag = f"/verstrekkingen?groep={self.d.groep}&status=onderweg"
            while self.d.klant(code)[0].haal(vraag)["verstrekkingen"]:
                pass

    def lees(self, verbetering: str, bij: str = "politie") -> dict[str, Any]:
        gelezen: dict[str, Any] = self.d.klant(bij)[0].haal(f"/verbeteringen/{verbetering}")
        return gelezen

    def lijst(self, bij: str, vraag: str = "") -> list[dict[str, Any]]:
        pagina = self.d.klant(bij)[0].haal(f"/verbeteringen?groep={self.d.groep}{vraag}")
        rijen: list[dict[str, Any]] = pagina["verbeteringen"]
        return rijen


@pytest.fixture
def zaak(gedeelde_driehoek: Wereld) -> Zaak:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    for code in gedeelde_driehoek.bureaus:
        gedeelde_driehoek.sluit_aan(code)
    return Zaak(Driehoek.richt_in(gedeelde_driehoek))


def _standen(verbetering: dict[str, Any]) -> dict[str, str]:
    return {een["partij"]: een["stand"] for een in verbetering["ontvangers"]}


def test_de_bron_verbetert_en_iedereen_die_het_kreeg_hoort_het(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    assert (verbetering["reden"], verbetering["stand"]) == (REDEN, "open")
    assert _standen(verbetering) == {"gemeente": "onderweg", "om": "onderweg"}
    zaak.bezorg()
    for bij in ("gemeente", "om"):
        (gegeven,) = zaak.ontvangen(bij)
        assert (gegeven["status"], gegeven["betwist"]) == ("opgeschort", False)
        # Van het gegeven naar de verbetering, en terug.
        daar = zaak.lees(gegeven["verbetering"], bij)
        assert (daar["gegeven"], daar["meldingVan"], daar["reden"]) == (
            gegeven["id"], "politie", REDEN,
        )  # fmt: skip

    assert "nog hetzelfde" in zaak.beslis("_bevestig", verbetering["id"], 409)["detail"]
    zaak.verbeter_bestand()
    besloten = zaak.beslis("_bevestig", verbetering["id"])
    assert (besloten["stand"], besloten["lopend"]) == ("bevestigd", True)
    zaak.bezorg()
    for bij in ("gemeente", "om"):
        oud, nieuw = zaak.ontvangen(bij)
        assert (oud["status"], nieuw["status"]) == ("vervangen", "actief")
        assert nieuw["gegevens"]["adres"] == "Proefpad 7"
        assert "verbetering" not in nieuw["gegevens"]
        assert oud["vervangenDoor"] == nieuw["id"]
        daar = zaak.lees(nieuw["verbetering"], bij)
        assert (daar["stand"], daar["nieuwGegeven"]) == ("bevestigd", nieuw["id"])
        # Wie bij de ander alleen uit berichten bestaat, heet en woont nu ook daar zo.
        persoon = zaak.d.klant(bij)[0].haal(f"/personen/{nieuw['persoon']}")
        assert persoon["adres"] == "Proefpad 7"
    klaar = zaak.lees(verbetering["id"])
    assert (_standen(klaar), klaar["lopend"]) == (
        {"gemeente": "bevestigd", "om": "bevestigd"},
        False,
    )
    for een in klaar["ontvangers"]:
        assert [b["fase"] for b in een["berichten"]] == ["onderzoek", "bevestigd"]
        assert {b["status"] for b in een["berichten"]} == {"afgeleverd"}
        assert een["origineel"] == zaak.aan[een["partij"]]
    # Het andere gegeven uit hetzelfde bericht bleef al die tijd gewoon in gebruik.
    assert [g["status"] for g in zaak.ontvangen("om", "GEBOORTEDATUM")] == ["actief"]


def test_een_ontvanger_vindt_de_fout_en_de_bron_vertelt_het_ook_de_ander(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente")
    assert (eigen["kant"], eigen["bron"]) == ("ontvanger", "politie")
    zaak.bezorg("gemeente")
    (bij_bron,) = zaak.lijst("politie", "&kant=bron")
    assert (bij_bron["meldingVan"], bij_bron["stand"]) == ("gemeente", "open")
    assert _standen(bij_bron) == {"gemeente": "niet_verteld", "om": "niet_verteld"}
    assert zaak.lees(bij_bron["id"])["reden"] == REDEN
    # Wat van een ander is, beslist een ander.
    assert zaak.beslis("_afwijzen", eigen["id"], 409, bij="gemeente")["detail"].startswith(
        "Het geg"
    )

    zaak.d.klant("politie")[0].maak(f"/verbeteringen/{bij_bron['id']}/_vertel", {}, 200)
    zaak.bezorg("politie")
    assert [g["status"] for g in zaak.ontvangen("om")] == ["opgeschort"]
    assert [g["status"] for g in zaak.ontvangen("gemeente")] == ["opgeschort"]
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", bij_bron["id"])
    zaak.bezorg("politie")
    assert zaak.lees(eigen["id"], "gemeente")["stand"] == "bevestigd"
    for bij in ("gemeente", "om"):
        assert [g["status"] for g in zaak.ontvangen(bij)] == ["vervangen", "actief"]
    assert zaak.lijst("politie", "&lopend=true") == []
    assert [v["id"] for v in zaak.lijst("politie", "&lopend=false")] == [bij_bron["id"]]


def test_afgewezen_is_weer_in_gebruik_en_blijft_als_betwist_zichtbaar(zaak: Zaak) -> None:
    eigen = zaak.meld("om")
    zaak.bezorg("om")
    (bij_bron,) = zaak.lijst("politie")
    zaak.beslis("_afwijzen", bij_bron["id"])
    zaak.bezorg("politie")
    (gegeven,) = zaak.ontvangen("om")
    assert (gegeven["status"], gegeven["betwist"]) == ("actief", True)
    daar = zaak.lees(eigen["id"], "om")
    assert (daar["stand"], daar["besluitreden"]) == (
        "afgewezen", "Nagekeken in de bron (verzonnen).",
    )  # fmt: skip
    # Bij wie niets gemeld was, verandert niets.
    (elders,) = zaak.ontvangen("gemeente")
    assert (elders["status"], elders["verbetering"]) == ("actief", None)
    # Nieuwe feiten: opnieuw melden mag.
    zaak.meld("om")


def test_wat_betwist_is_gaat_niet_weg_en_telt_niet_mee(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    d = zaak.d
    opdracht = d.kantoor.opdracht(zaak.sterrin, d.vraag("gemeente", "politie"), soorten=("NAW",))
    geweigerd = d.kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert geweigerd.status_code == 409
    assert verbetering["id"] in geweigerd.json()["detail"]
    ander = d.kantoor.opdracht(
        zaak.sterrin, d.vraag("gemeente", "politie"), soorten=("GEBOORTEDATUM",)
    )
    assert d.kantoor.analist.vraag("POST", "/verstrekkingen", json=ander).status_code == 201
    zaak.bezorg()
    lijst = d.stel_samen("gemeente")
    (regel,) = [r for r in lijst["regels"] if r["naam"] == STERRIN[0]]
    assert regel["bronnen"] == ["politie"], "het adres telt niet, de geboortedatum wel"
    assert f"verbetering {verbetering['id']}" in zaak.start_eigen(409)["detail"]


def test_onvolledig_wordt_aangevuld_en_daarna_weer_gebruikt(zaak: Zaak) -> None:
    eigen = {"groep": zaak.d.groep, "persoon": zaak.sterrin, "gegevenssoort": "NAW"}
    verbetering = zaak.start("politie", {"aard": "onvolledig", "eigen": eigen})
    zaak.bezorg()
    zaak.verbeter_bestand(woonplaats="Ergensdorp")
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    # Een aanvulling is een verstrekking en moet door elke poort; het OM krijgt hem in stap 2 ook.
    soorten = {b["soort"] for een in stand["ontvangers"] for b in een["berichten"][1:]}
    assert soorten == {"aanvulling"}
    assert _standen(stand)["gemeente"] == "bevestigd", stand
    gegevens = zaak.ontvangen("gemeente")
    assert [g["status"] for g in gegevens] == ["actief", "actief"]
    assert gegevens[1]["gegevens"]["woonplaats"] == "Ergensdorp"


def test_een_verbetering_kan_ook_na_afloop_en_wacht_op_wie_weg_is(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    zaak.d.kantoor.naar_stap(7, status="afgesloten", eindcriterium="DOELEN")
    zaak.d.wereld.sluit_af("om")
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert _standen(stand) == {"gemeente": "bevestigd", "om": "onderweg"}
    assert (stand["lopend"], stand["stand"]) == (True, "bevestigd")
    assert (
        "al gehoord"
        in zaak.d.klant("politie")[0].maak(f"/verbeteringen/{verbetering['id']}/_vertel", {}, 409)[
            "detail"
        ]
    )
    zaak.d.wereld.sluit_aan("om")
    zaak.d.wereld.klok.vooruit(minutes=10)
    zaak.bezorg("politie")
    assert zaak.lees(verbetering["id"])["lopend"] is False
    assert zaak.ontvangen("om")[-1]["gegevens"]["adres"] == "Proefpad 7"


def test_weigert_een_ontvanger_de_verbetering_dan_gaat_later_wat_er_dan_in_het_bestand_staat(
    zaak: Zaak,
) -> None:
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    with zaak.d.verkeerde_sleutel("gemeente"):
        zaak.beslis("_bevestig", verbetering["id"])
        zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert (_standen(stand), stand["lopend"]) == (
        {"gemeente": "niet_aangekomen", "om": "bevestigd"},
        True,
    )
    (fout,) = [
        b["laatsteFout"] for e in stand["ontvangers"] for b in e["berichten"] if b["laatsteFout"]
    ]
    assert fout.startswith("De ontvanger weigert het bericht:")
    # De gemeente gebruikt het betwiste gegeven nog steeds niet, en het bestand gaat verder.
    assert [g["status"] for g in zaak.ontvangen("gemeente")] == ["opgeschort"]
    zaak.verbeter_bestand(adres="Laatstelaan 3")

    pad = f"/verbeteringen/{verbetering['id']}/_vertel"
    zaak.d.klant("politie")[0].maak(pad, {}, 200)
    zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert (_standen(stand), stand["lopend"]) == (
        {"gemeente": "bevestigd", "om": "bevestigd"},
        False,
    )
    oud, nieuw = zaak.ontvangen("gemeente")
    assert (oud["status"], nieuw["status"]) == ("vervangen", "actief")
    assert nieuw["gegevens"]["adres"] == "Laatstelaan 3"
    # Wie het eerste besluit al hoorde, krijgt de latere wijziging met een nieuwe verbetering.
    assert len(zaak.ontvangen("om")) == 2
    zaak.d.klant("politie")[0].maak(pad, {}, 409)
    weer = zaak.start_eigen()
    zaak.beslis("_bevestig", weer["id"])
    zaak.bezorg("politie")
    for bij in ("gemeente", "om"):
        assert zaak.ontvangen(bij)[-1]["gegevens"]["adres"] == "Laatstelaan 3"
        assert [g["status"] for g in zaak.ontvangen(bij)].count("actief") == 1


def test_wie_het_vernietigde_antwoordt_dat_en_krijgt_niets_terug(zaak: Zaak) -> None:
    (gegeven,) = zaak.ontvangen("om")
    dienst = zaak.d.bureau("om").uitwisseling.dienst
    vernietig_persoon(dienst, gegeven["persoon"], door=None, grond="termijn")
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    assert _standen(stand) == {"gemeente": "bevestigd", "om": "vernietigd"}
    (fout,) = [
        b["laatsteFout"] for e in stand["ontvangers"] for b in e["berichten"] if b["laatsteFout"]
    ]
    assert fout.endswith(NIETS_MEER)
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    assert zaak.lees(verbetering["id"])["lopend"] is False
    assert {g["bericht"] for g in zaak.ontvangen("om")} == {zaak.aan["om"]}
    assert {g["gegevens"] is None for g in zaak.ontvangen("om")} == {True}
    assert zaak.d.klant("om")[0].haal(f"/groepen/{zaak.d.groep}/leden")["leden"] == []


def test_een_andere_ontvanger_schort_het_ook_op_als_hij_het_van_een_ontvanger_hoort(
    zaak: Zaak,
) -> None:
    (gegeven,) = zaak.ontvangen("gemeente")
    ontvangen = {"gegeven": gegeven["id"], "ookAan": ["om"]}
    medewerkers = {"om": zaak.d.secretaris_id}
    zaak.start("gemeente", {"ontvangen": ontvangen, "medewerkers": medewerkers})
    zaak.bezorg("gemeente")
    (bij_om,) = zaak.ontvangen("om")
    assert bij_om["status"] == "opgeschort"
    assert zaak.lees(bij_om["verbetering"], "om")["meldingVan"] == "gemeente"
    fout = {"gegeven": gegeven["id"], "ookAan": ["politie"]}
    antwoord = zaak.start("gemeente", {"ontvangen": fout}, 400)
    assert antwoord["fouten"][0]["pad"] == "/ontvangen/ookAan/0"


def test_met_de_persoon_verdwijnt_ook_de_verbetering(zaak: Zaak) -> None:
    zaak.start_eigen()
    zaak.bezorg()
    (daar,) = zaak.lijst("gemeente")
    for code, persoon in (("politie", zaak.sterrin), ("gemeente", daar["persoon"])):
        dienst = zaak.d.bureau(code).uitwisseling.dienst
        vernietig_persoon(dienst, persoon, door=None, grond="termijn")
        assert zaak.lijst(code) == []
    analist = zaak.d.klant("politie")[0]
    assert analist.vraag("GET", f"/verbeteringen/{daar['id']}").status_code == 404
    # Niets te verbeteren, en niets komt terug.
    zaak.start_eigen(410)


def test_na_een_opruiming_is_er_niets_te_verbeteren_en_blijft_er_geen_woord_over(
    zaak: Zaak,
) -> None:
    zaak.start_eigen()
    eigen = zaak.d.persoon("gemeente", STERRIN)
    zaak.bezorg()
    (daar,) = zaak.lijst("gemeente")
    for code in ("gemeente", "politie"):
        u = zaak.d.bureau(code).uitwisseling
        with u.dienst.transactie() as sessie:
            vraag_opruiming(sessie, u.dienst, zaak.d.groep, Grond.AFGESLOTEN, alles=True)
        zaak.d.wereld.doe(u.opruimer.ronde())
        assert zaak.lijst(code) == []
        assert zaak.d.klant(code)[0].haal(f"/groepen/{zaak.d.groep}/leden")["leden"] == []
    with zaak.d.bureau("gemeente").uitwisseling.lezend() as sessie:
        assert sessie.get_one(InkomendRij, daar["meldingBericht"]).geheim is None
    # De eigen persoon is er nog; verstrekt is zij in deze groep aan niemand meer.
    assert "aan niemand verstrekt" in zaak.start_eigen(409)["detail"]
    assert zaak.d.klant("gemeente")[0].haal(f"/personen/{eigen}")["herkomst"] == "eigen"


def test_lezen_wordt_vastgelegd_en_beslissen_vraagt_wat_u_las(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    analist = zaak.d.klant("politie")[0]
    pad = f"/verbeteringen/{verbetering['id']}"
    gelezen = zaak.d.kantoor.gelezen(zaak.d.bureau("politie"))
    assert ("verbetering", verbetering["id"], zaak.sterrin) in gelezen
    reden = {"reden": "Niets gezien."}
    assert analist.vraag("POST", f"{pad}/_afwijzen", json=reden).status_code == 428
    etag = analist.vraag("GET", pad).headers["etag"]
    zaak.beslis("_afwijzen", verbetering["id"])
    na = analist.vraag("POST", f"{pad}/_afwijzen", json=reden, headers={"If-Match": etag})
    assert (na.status_code, na.json()["detail"]) == (409, "Over deze verbetering is al besloten.")
    ander, _ = zaak.d.bureau("politie").medewerker(
        "analist", f"ander.{zaak.d.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.haal("/verbeteringen")["verbeteringen"] == []
