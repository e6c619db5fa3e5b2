"""Een document van een verstrekking: voor wie zij is, met een wachtwoord langs een andere weg."""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from sqlalchemy import text

from shared.bestand.toegang.raadplegingen import lees_raadplegingen
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.namen import verzonnen_personen
from tests.hulp.pdftekst import tekst_van
from tests.integratie.partij.driehoek import TAAK
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.parket import Parket
from tests.integratie.partij.voorbeeldgegevens import grondslag

PERSONEN = verzonnen_personen(zaad=6)
POSTBUS = "bestandenpostbus-om"


AFWEGING = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
    "zwaarwegendAlgemeenBelang": True,
    # Met een teken dat geen lettertype van het document heeft.
    "motivering": "Nodig voor het plan van aanpak \U0001f44d\U0001f3fd (verzonnen).",
}


@dataclass
class Verstrekt:
    """Wat het OM de gemeente gaf over één persoon."""

    parket: Parket
    bericht: str
    persoon: str
    naam: str

    @property
    def pad(self) -> str:
        return f"/verstrekkingen/{self.bericht}/documenten"

    def maak(self, status: int = 201, weg: str = POSTBUS, **anders: Any) -> dict[str, Any]:
        uit: dict[str, Any] = self.parket.driehoek.secretaris.maak(
            self.pad, {"weg": weg, **anders}, status
        )
        return uit

    def vertel(self, document: str, status: int = 200, **anders: Any) -> dict[str, Any]:
        """Het wachtwoord is aan de telefoon gegeven aan wie het bericht kreeg."""
        vraag = {"weg": "telefoon", "aan": self.parket.driehoek.kantoor.regisseur_id, **anders}
        uit: dict[str, Any] = self.parket.driehoek.secretaris.maak(
            f"/documenten/{document}/_wachtwoordverstrekt", vraag, status
        )
        return uit


def _verstrek(parket: Parket, **anders: Any) -> tuple[dict[str, Any], str, str]:
    iemand = next(PERSONEN)
    driehoek = parket.driehoek
    wie = (iemand.naam, iemand.geboortedatum.isoformat())
    persoon = driehoek.bureau("om").persoon(driehoek.secretaris, parket.groep, *wie)
    verklaring = {
        "herleidingAnderenVoorkomen": True, "jdsBevraagd": False, "geenSepotOfVrijspraak": True,
    }  # fmt: skip
    pad = f"/personen/{persoon}/omverklaring"
    assert driehoek.secretaris.vraag("PUT", pad, json=verklaring).status_code == 201
    opdracht = {
        "soort": "verstrekking",
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": driehoek.kantoor.regisseur_id,
        "groep": parket.groep,
        "stap": 5,
        "doel": "D1",
        "afweging": AFWEGING,
        "onderdelen": [
            {"persoon": persoon, "gegevenssoort": "NAW", "grondslag": "WJSG39F_B"}
        ],
        **anders,
    }  # fmt: skip
    stand = driehoek.secretaris.vraag("POST", "/verstrekkingen", json=opdracht).json()
    return stand, persoon, iemand.naam


@pytest.fixture
def verstrekt(gedeelde_driehoek: Wereld) -> Verstrekt:
    parket = Parket.richt_in(gedeelde_driehoek)
    stand, persoon, naam = _verstrek(parket)
    assert stand["status"] == "afgeleverd", stand
    return Verstrekt(parket, str(stand["id"]), persoon, naam)


def test_een_stuk_van_het_om_gaat_alleen_open_met_het_wachtwoord(verstrekt: Verstrekt) -> None:
    gemaakt = verstrekt.maak()
    pdf = base64.b64decode(gemaakt["document"])
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(pdf))
    with pikepdf.open(io.BytesIO(pdf), password=gemaakt["wachtwoord"]) as open_:
        tekst = tekst_van(open_)
    for stuk in (verstrekt.naam, "Burgemeester van de gemeente Rotterdam", "art. 39f lid 1"):
        assert stuk in tekst
    assert "Dat krijgt u langs een andere weg" in tekst
    assert verstrekt.naam not in gemaakt["bestandsnaam"]
    digest = base64.b64encode(hashlib.sha256(pdf).digest()).decode()
    assert gemaakt["digest"] == f"SHA-256={digest}"


def test_het_wachtwoord_en_het_document_staan_nergens(verstrekt: Verstrekt) -> None:
    gemaakt = verstrekt.maak()
    (rij,) = verstrekt.parket.driehoek.secretaris.haal(verstrekt.pad)["documenten"]
    assert rij == {
        naam: waarde
        for naam, waarde in gemaakt.items()
        if naam not in ("document", "wachtwoord", "bestandsnaam")
    }
    u = verstrekt.parket.driehoek.bureau("om").uitwisseling
    with u.dienst.lezend() as sessie:
        for tabel in ("document", "document_wachtwoord", "journaal", "raadpleging"):
            inhoud = str(sessie.execute(text(f"SELECT * FROM {tabel}")).all())  # noqa: S608 - vaste namen
            assert gemaakt["wachtwoord"] not in inhoud
            assert gemaakt["document"][:60] not in inhoud
        gelezen = lees_raadplegingen(sessie, persoon_id=verstrekt.persoon, na=None, limiet=100)
    assert ("document", verstrekt.bericht) in {(r.soort, r.object_id) for r in gelezen}
    pad = f"/journaal?bericht={verstrekt.bericht}"
    regels = verstrekt.parket.driehoek.secretaris.haal(pad)["journaal"]
    assert [r["handeling"] for r in regels] == ["toegezegd", "afgeleverd", "document-gemaakt"]


def test_het_wachtwoord_gaat_langs_een_andere_weg_naar_wie_het_bericht_kreeg(
    verstrekt: Verstrekt,
) -> None:
    document = verstrekt.maak()["id"]
    fout = verstrekt.vertel(document, 400, weg=POSTBUS, aan=verstrekt.parket.officier_id)
    assert {een["pad"] for een in fout["fouten"]} == {"/weg", "/aan"}
    secretaris = verstrekt.parket.driehoek.secretaris
    werklijst = f"/werklijst?groep={verstrekt.parket.groep}&soort=wachtwoord-vertellen"
    assert [stuk["onderwerp"] for stuk in secretaris.haal(werklijst)["werk"]] == [document]
    verteld = verstrekt.vertel(document)["wachtwoordVerstrekt"]
    assert secretaris.haal(werklijst)["werk"] == []
    assert (verteld["weg"], verteld["aan"], verteld["verstrektDoor"]) == (
        "telefoon",
        verstrekt.parket.driehoek.kantoor.regisseur_id,
        verstrekt.parket.driehoek.secretaris_id,
    )
    assert verstrekt.vertel(document)["wachtwoordVerstrekt"] == verteld
    verstrekt.vertel(document, 409, weg="persoonlijk")
    verstrekt.vertel(nieuw_id(), 404)
    pad = f"/journaal?bericht={verstrekt.bericht}"
    regels = verstrekt.parket.driehoek.secretaris.haal(pad)["journaal"]
    assert [r["handeling"] for r in regels][2:] == ["document-gemaakt", "wachtwoord-verstrekt"]


def test_zonder_wachtwoord_of_langs_een_andere_weg_komt_er_geen_stuk(verstrekt: Verstrekt) -> None:
    fout = verstrekt.maak(400, weg="beveiligde-email", metWachtwoord=False)
    assert {een["pad"] for een in fout["fouten"]} == {"/weg", "/metWachtwoord"}
    assert verstrekt.parket.driehoek.secretaris.haal(verstrekt.pad)["documenten"] == []


def test_elk_document_is_een_nieuw_stuk_met_een_nieuw_wachtwoord(verstrekt: Verstrekt) -> None:
    een, twee = verstrekt.maak(), verstrekt.maak()
    assert een["wachtwoord"] != twee["wachtwoord"]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(base64.b64decode(een["document"])), password=twee["wachtwoord"])


def test_wat_niet_meer_mag_gaat_ook_niet_op_papier(verstrekt: Verstrekt) -> None:
    verstrekt.parket.driehoek.kantoor.naar_stap(7, status="afgesloten")
    geweigerd = verstrekt.maak(403)
    codes = {reden["code"] for reden in geweigerd["redenen"]}
    assert {"GROEP_NIET_ACTIEF", "STAP_WIJKT_AF"} <= codes


def test_van_een_geweigerd_of_ingetrokken_bericht_is_geen_document(verstrekt: Verstrekt) -> None:
    parket = verstrekt.parket
    weigering, _, _ = _verstrek(parket, doel="D3")
    geweigerd = Verstrekt(parket, weigering["id"], "", "")
    assert "mocht en is aangekomen" in geweigerd.maak(409)["detail"]
    intrekking = {
        "soort": "intrekking",
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": parket.driehoek.kantoor.regisseur_id,
        "groep": parket.groep,
        "inReactieOp": verstrekt.bericht,
    }
    parket.driehoek.secretaris.maak("/verstrekkingen", intrekking)
    assert "ingetrokken" in verstrekt.maak(409)["detail"]
    onbekend = Verstrekt(parket, nieuw_id(), "", "")
    onbekend.maak(404)


def test_wat_aan_de_telefoon_is_gezegd_gaat_niet_op_papier(verstrekt: Verstrekt) -> None:
    kantoor = verstrekt.parket.driehoek.kantoor
    lijn = [{"partij": "gemeente", "medewerker": kantoor.regisseur_id}]
    naw = {"persoon": verstrekt.persoon, "gegevenssoort": "NAW"}
    uiting = verstrekt.parket.driehoek.secretaris.maak(
        "/uitingen",
        {
            "groep": verstrekt.parket.groep,
            "doel": "D1",
            "afweging": AFWEGING,
            "onderdelen": [{**naw, "grondslagen": {"gemeente": "WJSG39F_B"}}],
            "toehoorders": lijn,
        },
    )
    (gezegd,) = uiting["berichten"]
    assert gezegd["besluit"] == "toegestaan", uiting
    document = Verstrekt(verstrekt.parket, gezegd["id"], "", "")
    assert "gaat niet op papier" in document.maak(409)["detail"]


def test_van_een_vernietigd_persoon_is_er_geen_document_meer(verstrekt: Verstrekt) -> None:
    verstrekt.parket.driehoek.bureau("om").vernietig(verstrekt.persoon)
    verstrekt.maak(410)


@pytest.mark.parametrize(
    ("van", "naar", "wegen"),
    [
        ("politie", "gemeente", {"beveiligde-email"}),
        ("politie", "om", {"beveiligde-email", POSTBUS}),
        ("gemeente", "politie", {"beveiligde-email"}),
        ("gemeente", "om", {"beveiligde-email"}),
    ],
)
def test_een_document_gaat_alleen_langs_de_wegen_van_zijn_afzender(
    gedeelde_driehoek: Wereld, van: str, naar: str, wegen: set[str]
) -> None:
    """Beveiligde e-mail, en van de politie aan het OM ook diens postbus (6.2 en 6.4)."""
    driehoek = Parket.richt_in(gedeelde_driehoek).driehoek
    iemand = next(PERSONEN)
    persoon = driehoek.persoon(van, (iemand.naam, iemand.geboortedatum.isoformat()))
    deel: dict[str, Any] = {"persoon": persoon, "gegevenssoort": "NAW"}
    deel["grondslag"] = grondslag(van, naar, "NAW")
    if van == "gemeente":
        deel["kenmerken"] = TAAK
    klant, _ = driehoek.klant(van)
    opdracht = {
        **driehoek.kantoor.opdracht(persoon, None, stap=5),
        "ontvanger": naar,
        "ontvangendeMedewerker": driehoek.klant(naar)[1],
        "onderdelen": [deel],
    }
    bericht = klant.maak("/verstrekkingen", opdracht)["id"]
    pad = f"/verstrekkingen/{bericht}/documenten"
    gelukt = set()
    for weg in ("beveiligde-email", "beveiligde-mail-om", POSTBUS, "post", "email"):
        antwoord = klant.vraag("POST", pad, json={"weg": weg})
        if antwoord.status_code == 201:
            gelukt.add(weg)
        else:
            assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/weg"], weg
    assert gelukt == wegen


def test_de_politie_kiest_zelf_of_er_een_wachtwoord_op_zit(verstrekt: Verstrekt) -> None:
    kantoor = verstrekt.parket.driehoek.kantoor
    iemand = next(PERSONEN)
    persoon = kantoor.persoon(iemand.naam, iemand.geboortedatum.isoformat())
    opdracht = kantoor.opdracht(persoon, None, stap=5)
    bericht = kantoor.analist.maak("/verstrekkingen", opdracht)["id"]
    pad = f"/verstrekkingen/{bericht}/documenten"
    los = kantoor.analist.maak(pad, {"weg": "beveiligde-email", "metWachtwoord": False})
    assert los["wachtwoord"] is None
    with pikepdf.open(io.BytesIO(base64.b64decode(los["document"]))) as open_:
        assert iemand.naam in tekst_van(open_)
    verteld = {"weg": "telefoon", "aan": kantoor.regisseur_id}
    kantoor.analist.maak(f"/documenten/{los['id']}/_wachtwoordverstrekt", verteld, 409)
    dicht = kantoor.analist.maak(pad, {"weg": "beveiligde-email"})
    assert dicht["wachtwoord"]
    # Wie het register niet mag raadplegen, ziet ook niet welke documenten er zijn.
    assert verstrekt.parket.zaakofficier.vraag("GET", verstrekt.pad).status_code == 403


def test_van_wat_sindsdien_is_beperkt_komt_geen_document_en_geen_inhoud(
    verstrekt: Verstrekt,
) -> None:
    """Ook niet als alleen die soort of dat ene gegeven is beperkt (11.1, c)."""
    om = verstrekt.parket.driehoek.bureau("om")
    behandelt, _ = om.medewerker("privacyfunctionaris", f"{nieuw_id()}@om.example")
    verzoek = behandelt.maak(
        "/rechtenverzoeken",
        {"recht": "beperking", "ontvangenOp": "2026-11-23", "persoon": verstrekt.persoon,
         "identiteit": {"wijze": "getoond", "op": "2026-11-23"}},
    )["id"]  # fmt: skip
    inhoud, secretaris = f"/verstrekkingen/{verstrekt.bericht}/inhoud", (
        verstrekt.parket.driehoek.secretaris
    )  # fmt: skip
    assert verstrekt.naam in secretaris.vraag("GET", inhoud).text
    behandelt.maak(
        f"/personen/{verstrekt.persoon}/beperkingen", {"verzoek": verzoek, "gegevenssoort": "NAW"}
    )
    assert "beperking" in verstrekt.maak(409)["detail"]
    gelezen = secretaris.vraag("GET", inhoud)
    assert (gelezen.status_code, verstrekt.naam in gelezen.text) == (403, False)
