"""Wie vindt dat iets onjuist of onvolledig is, zet het recht bij iedereen (convenant 6.5)."""

from __future__ import annotations

from typing import Any

import pytest

from deploy.pki import Pki
from shared.partij.lijsten.begrippen import Grond
from shared.partij.lijsten.opruimen import vraag_opruiming
from shared.partij.uitwisseling_modellen import InkomendRij, UitgaandRij
from shared.partij.vernietiging import vernietig_persoon
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.afleveren import Postbode
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
        document = {"ontvangen": {"gegeven": gegeven["id"]}, "lid": "adres", **anders}
        return self.start(bij, document, status)

    def standen(self, bij: str, soort: str = "NAW") -> list[str]:
        """De stand van elke versie van dit gegeven, oudste eerst."""
        return [g["status"] for g in self.ontvangen(bij, soort)]

    def vertel(self, verbetering: str, bij: str = "politie", status: int = 200) -> Any:
        pad = f"/verbeteringen/{verbetering}/_vertel"
        return self.d.klant(bij)[0].maak(pad, {}, status)

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

    def koppen(self, verbetering: str, partij: str, bij: str = "politie") -> list[dict[str, Any]]:
        """De koppen van de berichten aan deze partij, oudste eerst."""
        gelezen = self.lees(verbetering, bij)
        kenmerken = [
            bericht["bericht"]
            for een in gelezen["ontvangers"]
            for bericht in een["berichten"]
            if een["partij"] == partij
        ]
        with self.d.bureau(bij).uitwisseling.lezend() as sessie:
            return [dict(sessie.get_one(UitgaandRij, kenmerk).kop) for kenmerk in kenmerken]

    def geef_politiegegeven(self, eerste_verwerking: str) -> str:
        """Een politiegegeven over Sterrin bij de gemeente; het id in het eigen bestand."""
        analist = self.d.klant("politie")[0]
        gegeven = analist.maak(
            f"/personen/{self.sterrin}/politiegegevens",
            {
                "artikel": "8",
                "omschrijving": "Stond bij het hek.",
                "aard": "feit",
                "eersteVerwerking": eerste_verwerking,
                "gerelateerd": True,
                "bijzonder": False,
                "derdenVerwijderd": True,
            },
        )
        delen = [
            {
                "persoon": self.sterrin,
                "gegevenssoort": "WPG8",
                "gegeven": gegeven["id"],
                "grondslag": "WPG16_1_B_2",
            }
        ]
        self.d.kantoor.naar_stap(3)
        opdracht = self.d.kantoor.opdracht(self.sterrin, None, stap=3, onderdelen=delen)
        assert analist.maak("/verstrekkingen", opdracht)["status"] == "afgeleverd"
        return str(gegeven["id"])

    def start_over(self, gegeven: str) -> dict[str, Any]:
        """Een verbetering van dit politiegegeven."""
        eigen = {
            "groep": self.d.groep, "persoon": self.sterrin, "gegevenssoort": "WPG8",
            "gegeven": gegeven,
        }  # fmt: skip
        return self.start("politie", {"eigen": eigen})

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
    verbetering = zaak.start_eigen(lid="adres")
    assert (verbetering["reden"], verbetering["lid"]) == (REDEN, "adres")
    assert (verbetering["stand"], verbetering["aard"]) == ("open", "onjuist")
    assert _standen(verbetering) == {"gemeente": "onderweg", "om": "onderweg"}
    zaak.bezorg()
    for bij in ("gemeente", "om"):
        oud, nu = zaak.ontvangen(bij)
        assert (oud["status"], nu["status"], nu["betwist"]) == ("vervangen", "opgeschort", False)
        assert nu["gegevens"] == oud["gegevens"], "de waarde verandert nog niet"
        assert oud["vervangenDoor"] == nu["id"]
        # Van het gegeven naar de verbetering, en terug.
        daar = zaak.lees(nu["verbetering"], bij)
        assert (daar["nieuwGegeven"], daar["meldingVan"], daar["reden"]) == (
            nu["id"], "politie", REDEN,
        )  # fmt: skip

    assert "nog hetzelfde" in zaak.beslis("_bevestig", verbetering["id"], 409)["detail"]
    zaak.verbeter_bestand()
    besloten = zaak.beslis("_bevestig", verbetering["id"])
    assert (besloten["stand"], besloten["lopend"]) == ("bevestigd", True)
    zaak.bezorg()
    for bij in ("gemeente", "om"):
        *_, vorige, nieuw = zaak.ontvangen(bij)
        assert zaak.standen(bij) == ["vervangen", "vervangen", "actief"]
        assert nieuw["gegevens"]["adres"] == "Proefpad 7"
        assert "verbetering" not in nieuw["gegevens"]
        assert vorige["vervangenDoor"] == nieuw["id"]
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
        assert {b["soort"] for b in een["berichten"]} == {"correctie"}
        assert {b["status"] for b in een["berichten"]} == {"afgeleverd"}
        assert een["origineel"] == zaak.aan[een["partij"]]
    # Het andere gegeven uit hetzelfde bericht bleef al die tijd gewoon in gebruik.
    assert zaak.standen("om", "GEBOORTEDATUM") == ["actief"]


def test_elke_houder_hoort_het_met_het_laatste_bericht_in_zijn_eigen_keten(zaak: Zaak) -> None:
    """Elke correctie noemt wat deze houder het laatst kreeg, en de plaats daarin."""
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    for partij in ("gemeente", "om"):
        onderzoek, bevestigd = zaak.koppen(verbetering["id"], partij)
        assert (onderzoek["inReactieOp"], bevestigd["inReactieOp"]) == (
            zaak.aan[partij], onderzoek["id"],
        )  # fmt: skip
        for kop in (onderzoek, bevestigd):
            (deel,) = kop["onderdelen"]
            assert (deel["vervangt"], deel["herkomst"], deel["grondslag"]) == (0, "eigen", None)
            assert (kop["doel"], kop["afweging"]) == (None, None)


def test_een_ontvanger_vindt_de_fout_en_de_bron_vertelt_het_ook_de_ander(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente")
    assert (eigen["kant"], eigen["bron"], eigen["lid"]) == ("ontvanger", "politie", "adres")
    assert zaak.standen("gemeente") == ["opgeschort"]
    zaak.bezorg("gemeente")
    (bij_bron,) = zaak.lijst("politie", "&kant=bron")
    assert (bij_bron["meldingVan"], bij_bron["stand"]) == ("gemeente", "open")
    assert _standen(bij_bron) == {"gemeente": "niet_verteld", "om": "niet_verteld"}
    # De bron leest wat er gemeld is: welk lid, en wat eraan mankeert; nooit een andere waarde.
    (melding,) = zaak.lees(bij_bron["id"])["meldingen"]
    assert (melding["partij"], melding["lid"], melding["fout"], melding["reden"]) == (
        "gemeente", "adres", "onjuist", REDEN,
    )  # fmt: skip
    # Wat van een ander is, beslist een ander.
    assert zaak.beslis("_afwijzen", eigen["id"], 409, bij="gemeente")["detail"].startswith(
        "Het geg"
    )

    zaak.vertel(bij_bron["id"])
    zaak.bezorg("politie")
    assert zaak.standen("om") == zaak.standen("gemeente") == ["vervangen", "opgeschort"]
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", bij_bron["id"])
    zaak.bezorg("politie")
    assert zaak.lees(eigen["id"], "gemeente")["stand"] == "bevestigd"
    for bij in ("gemeente", "om"):
        assert zaak.standen(bij) == ["vervangen", "vervangen", "actief"]
        assert zaak.ontvangen(bij)[-1]["gegevens"]["adres"] == "Proefpad 7"
    assert zaak.lijst("politie", "&lopend=true") == []
    assert [v["id"] for v in zaak.lijst("politie", "&lopend=false")] == [bij_bron["id"]]


def test_de_melding_zelf_draagt_geen_waarde_en_gaat_alleen_naar_de_bron(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente")
    (kop,) = zaak.koppen(eigen["id"], "politie", bij="gemeente")
    (deel,) = kop["onderdelen"]
    assert (kop["soort"], kop["ontvanger"], kop["inReactieOp"]) == (
        "correctie", "politie", zaak.aan["gemeente"],
    )  # fmt: skip
    assert (deel["herkomst"], deel["vervangt"], deel["gegevenssoort"]) == ("ontvangen", 0, "NAW")
    assert _standen(zaak.lees(eigen["id"], "gemeente")) == {"politie": "onderweg"}
    zaak.bezorg("gemeente")
    assert zaak.lijst("om") == []


def test_melden_twee_ontvangers_hetzelfde_dan_is_het_een_zaak(zaak: Zaak) -> None:
    zaak.meld("gemeente")
    zaak.meld("om", aard="achterhaald", lid="woonplaats")
    zaak.bezorg("gemeente", "om")
    (bij_bron,) = zaak.lijst("politie")
    meldingen = zaak.lees(bij_bron["id"])["meldingen"]
    assert {(m["partij"], m["lid"], m["fout"]) for m in meldingen} == {
        ("gemeente", "adres", "onjuist"), ("om", "woonplaats", "achterhaald"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"aard": "anders"}, "/aard"),
        ({"lid": "schoenmaat"}, "/lid"),
        ({"reden": "Vraag het aan Dwarrel Testerman."}, "/reden"),
        ({"voorstel": {"adres": "Proefpad 7"}}, "/voorstel"),
    ],
)
def test_wat_een_melding_niet_kan_zeggen_wordt_geweigerd(
    zaak: Zaak, anders: dict[str, Any], pad: str
) -> None:
    geweigerd = zaak.meld("gemeente", 400, **anders)
    assert {fout["pad"] for fout in geweigerd["fouten"]} == {pad}
    assert "Dwarrel" not in str(geweigerd)
    assert zaak.standen("gemeente") == ["actief"]


def test_afgewezen_is_weer_in_gebruik_en_blijft_als_betwist_zichtbaar(zaak: Zaak) -> None:
    eigen = zaak.meld("om")
    zaak.bezorg("om")
    (bij_bron,) = zaak.lijst("politie")
    zaak.beslis("_afwijzen", bij_bron["id"])
    zaak.bezorg("politie")
    *_, gegeven = zaak.ontvangen("om")
    assert (gegeven["status"], gegeven["betwist"]) == ("actief", True)
    daar = zaak.lees(eigen["id"], "om")
    assert (daar["stand"], daar["besluitreden"]) == (
        "afgewezen", "Nagekeken in de bron (verzonnen).",
    )  # fmt: skip
    # Ook wie niets meldde hoort dat er iets betwist was; de waarde is dezelfde.
    *_, elders = zaak.ontvangen("gemeente")
    assert (elders["status"], elders["gegevens"]) == ("actief", gegeven["gegevens"])
    # Nieuwe feiten: opnieuw melden mag.
    zaak.meld("om")


def test_wat_niet_gegeven_had_mogen_worden_neemt_de_bron_overal_terug(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente", aard="verwisseld", lid=None)
    zaak.bezorg("gemeente")
    (bij_bron,) = zaak.lijst("politie")
    zaak.beslis("_intrekken", bij_bron["id"])
    zaak.bezorg("politie")
    for bij in ("gemeente", "om"):
        assert set(zaak.standen(bij)) == {"ingetrokken"}
        assert {g["gegevens"] is None for g in zaak.ontvangen(bij)} == {True}
        assert zaak.standen(bij, "GEBOORTEDATUM") == ["actief"]
    assert zaak.lees(eigen["id"], "gemeente")["stand"] == "ingetrokken"
    klaar = zaak.lees(bij_bron["id"])
    assert (klaar["stand"], klaar["lopend"]) == ("ingetrokken", False)
    assert _standen(klaar) == {"gemeente": "ingetrokken", "om": "ingetrokken"}
    # Er is nergens meer iets te verbeteren.
    assert "niemand" in zaak.start_eigen(409)["detail"]


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


def test_onvolledig_wordt_ook_met_een_correctie_aangevuld(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen(aard="onvolledig", lid="woonplaats")
    zaak.bezorg()
    zaak.verbeter_bestand(woonplaats="Ergensdorp")
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    soorten = {b["soort"] for een in stand["ontvangers"] for b in een["berichten"]}
    assert soorten == {"correctie"}
    assert _standen(stand) == {"gemeente": "bevestigd", "om": "bevestigd"}
    *_, nieuw = zaak.ontvangen("gemeente")
    assert (nieuw["status"], nieuw["gegevens"]["woonplaats"]) == ("actief", "Ergensdorp")


def test_een_verbetering_kan_ook_na_afloop_en_wacht_op_wie_weg_is(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    zaak.d.kantoor.naar_stap(7, status="afgesloten", eindcriterium="doelen_gehaald")
    zaak.d.wereld.sluit_af("om")
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert _standen(stand) == {"gemeente": "bevestigd", "om": "onderweg"}
    assert (stand["lopend"], stand["stand"]) == (True, "bevestigd")
    assert "al gehoord" in zaak.vertel(verbetering["id"], status=409)["detail"]
    zaak.d.wereld.sluit_aan("om")
    zaak.d.wereld.klok.vooruit(minutes=10)
    zaak.bezorg("politie")
    assert zaak.lees(verbetering["id"])["lopend"] is False
    assert zaak.ontvangen("om")[-1]["gegevens"]["adres"] == "Proefpad 7"


def test_wie_weg_was_tot_er_was_beslist_hoort_alles_en_gebruikt_het_laatste(zaak: Zaak) -> None:
    zaak.d.wereld.sluit_af("om")
    verbetering = zaak.start_eigen()
    zaak.bezorg("politie")
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    zaak.d.wereld.sluit_aan("om")
    zaak.d.wereld.klok.vooruit(minutes=10)
    zaak.bezorg("politie")
    actief = [g for g in zaak.ontvangen("om") if g["status"] == "actief"]
    assert [g["gegevens"]["adres"] for g in actief] == ["Proefpad 7"]
    assert "opgeschort" not in zaak.standen("om")
    assert zaak.lees(verbetering["id"])["lopend"] is False


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
    assert "ONLEESBAAR" in fout
    # De gemeente gebruikt het betwiste gegeven nog steeds niet, en het bestand gaat verder.
    assert zaak.standen("gemeente") == ["vervangen", "opgeschort"]
    zaak.verbeter_bestand(adres="Laatstelaan 3")

    zaak.vertel(verbetering["id"])
    zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert (_standen(stand), stand["lopend"]) == (
        {"gemeente": "bevestigd", "om": "bevestigd"},
        False,
    )
    *_, nieuw = zaak.ontvangen("gemeente")
    assert (nieuw["status"], nieuw["gegevens"]["adres"]) == ("actief", "Laatstelaan 3")
    # Wie het eerste besluit al hoorde, krijgt de latere wijziging met een nieuwe verbetering.
    assert zaak.ontvangen("om")[-1]["gegevens"]["adres"] == "Proefpad 7"
    zaak.vertel(verbetering["id"], status=409)
    weer = zaak.start_eigen()
    zaak.bezorg("politie")
    zaak.beslis("_bevestig", weer["id"])
    zaak.bezorg("politie")
    for bij in ("gemeente", "om"):
        assert zaak.ontvangen(bij)[-1]["gegevens"]["adres"] == "Laatstelaan 3"
        assert zaak.standen(bij).count("actief") == 1


# --- Wie het niet meer heeft ---


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
    assert "VERNIETIGD" in fout
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    assert zaak.lees(verbetering["id"])["lopend"] is False
    assert {g["bericht"] for g in zaak.ontvangen("om")} == {zaak.aan["om"]}
    assert {g["gegevens"] is None for g in zaak.ontvangen("om")} == {True}
    assert zaak.d.klant("om")[0].haal(f"/groepen/{zaak.d.groep}/leden")["leden"] == []


def test_wie_vertelt_dat_hij_het_vernietigde_hoeft_niets_meer_te_horen(
    zaak: Zaak, pki: Pki
) -> None:
    zaak.d.wereld.sluit_af("om")
    verbetering = zaak.start_eigen()
    zaak.bezorg("politie")
    (bij_om,) = {g["betrokkene"] for g in zaak.ontvangen("om")}
    _meld_vernietiging(zaak, pki, [bij_om])
    stand = zaak.lees(verbetering["id"])
    assert _standen(stand) == {"gemeente": "bevestigd", "om": "vernietigd"}
    zaak.verbeter_bestand()
    besloten = zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    (om,) = [een for een in besloten["ontvangers"] if een["partij"] == "om"]
    assert "bevestigd" not in {b["fase"] for b in om["berichten"]}
    assert zaak.lees(verbetering["id"])["lopend"] is False


def _meld_vernietiging(zaak: Zaak, pki: Pki, betrokkenen: list[str]) -> None:
    """Het vernietigingsbericht van het OM, rechtstreeks bezorgd: niemand beslist erover."""
    wie = {code: zaak.d.klant(code)[1] for code in PARTIJEN}
    bode = Postbode(zaak.d.wereld, pki, zaak.d.groep, wie, "om", "politie")
    weg = {"berichten": [], "betrokkenen": betrokkenen, "heleGroep": False}
    kop = bode.kop(
        [], soort="vernietigingsbericht", doel=None, afweging=None, stap=2, vernietigd=weg,
        medewerker=None, ontvangendeMedewerker=None,
    )  # fmt: skip
    bode.neem(kop)


# --- Wat niet meer gegeven mag worden ---


def test_wat_niet_meer_mag_worden_gegeven_wordt_bij_een_verbetering_teruggenomen(
    zaak: Zaak,
) -> None:
    """Een politiegegeven van meer dan vijf jaar oud gaat niet nog eens de deur uit (poort 9)."""
    oud = zaak.geef_politiegegeven("2021-12-15")
    verbetering = zaak.start_over(oud)
    zaak.bezorg()
    assert zaak.standen("gemeente", "WPG8") == ["vervangen", "opgeschort"]
    zaak.d.wereld.klok.vooruit(days=40)
    zaak.beslis("_afwijzen", verbetering["id"])
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    assert _standen(stand) == {"gemeente": "ingetrokken"}
    assert [b["soort"] for b in stand["ontvangers"][0]["berichten"]] == ["correctie", "intrekking"]
    assert set(zaak.standen("gemeente", "WPG8")) == {"ingetrokken"}


def test_een_ontvanger_kan_niet_melden_over_wat_niet_in_gebruik_is(zaak: Zaak) -> None:
    zaak.start_eigen()
    zaak.bezorg()
    *_, opgeschort = zaak.ontvangen("gemeente")
    document = {"ontvangen": {"gegeven": opgeschort["id"]}}
    assert zaak.start("gemeente", document, 409)["detail"]


# --- Wat er met de persoon meegaat ---


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
