"""Contextinformatie: naar de officier van een zaak en in het strafdossier, of weg (8.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.raadplegingen import lees_raadplegingen
from shared.kluis.fouten import SleutelVernietigd
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import AFWEGING
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.parket import PERSONEN, TOT, ZAAK, Parket


@pytest.fixture
def parket(gedeelde_driehoek: Wereld) -> Parket:
    return Parket.richt_in(gedeelde_driehoek)


def test_contextinformatie_gaat_naar_de_zaakofficier_van_de_genoemde_zaak(parket: Parket) -> None:
    zaak = parket.zaak()
    naw, geboren = parket.ontvang()
    assert (naw["gegeven"]["vervaltOp"], naw["dagenOver"]) == ("2026-12-23", 30)
    gegeven = parket.geef(zaak, [naw["gegeven"]["id"]])["contextinformatie"][0]["doorgifte"]
    assert (gegeven["stand"], gegeven["zaakofficier"]) == ("doorgegeven", parket.zaakofficier_id)

    (eigen,) = parket.zaakofficier.haal("/zaken")["zaken"]
    assert (eigen["id"], eigen["nummer"]) == (zaak, ZAAK)
    pad = f"/zaken/{zaak}/contextinformatie"
    (gezien,) = parket.zaakofficier.haal(pad)["contextinformatie"]
    assert gezien["gegeven"]["gegevens"] == naw["gegeven"]["gegevens"] != {}
    # Een andere officier ziet deze zaak niet, en de zaakofficier niet wat niet is gegeven.
    assert parket.officier.vraag("GET", pad).status_code == 403
    assert parket.zaakofficier.vraag("GET", parket.pad).status_code == 403
    assert parket.zaakofficier.vraag("GET", "/ontvangen-gegevens").status_code == 403
    with parket.driehoek.bureau("om").uitwisseling.dienst.lezend() as sessie:
        persoon = naw["gegeven"]["persoon"]
        gelezen = lees_raadplegingen(sessie, persoon_id=persoon, na=None, limiet=1000)
        wie = {(r.soort, r.object_id, r.autorisatie_id) for r in gelezen}
    assert ("contextinformatie", naw["gegeven"]["id"], parket.zaakofficier_id) in wie
    assert geboren["doorgifte"] is None
    regels = parket.officier.haal(f"/journaal?bericht={naw['gegeven']['bericht']}")["journaal"]
    assert [r["handeling"] for r in regels] == ["ontvangen", "aan-zaakofficier"]
    assert regels[-1]["medewerker"] == parket.driehoek.secretaris_id


def test_alleen_de_zaakofficier_voegt_toe_en_daarna_blijft_alleen_de_verwijzing(
    parket: Parket,
) -> None:
    zaak = parket.zaak()
    rijen = parket.ontvang()
    ids = [rij["gegeven"]["id"] for rij in rijen]
    doorgiften = [r["doorgifte"]["id"] for r in parket.geef(zaak, ids)["contextinformatie"]]
    assert parket.voeg_toe(doorgiften[0], parket.officier).status_code == 403
    assert parket.voeg_toe(doorgiften[0], parket.driehoek.secretaris).status_code == 403
    zonder = parket.zaakofficier.vraag(
        "POST", f"/contextinformatie/{doorgiften[0]}/_toevoegen", json={}
    )
    assert zonder.status_code == 400, "zonder instemming van de bron"
    assert parket.voeg_toe(doorgiften[0], op="2027-01-01").status_code == 400

    toegevoegd = parket.voeg_toe(doorgiften[0])
    assert toegevoegd.status_code == 200, toegevoegd.text
    uit = toegevoegd.json()
    assert (uit["gegeven"], uit["doorgifte"]["stand"]) == (None, "toegevoegd")
    assert parket.voeg_toe(doorgiften[0]).json() == uit, "nog eens zeggen verandert niets"
    assert [rij["gegeven"]["id"] for rij in parket.lees()] == [ids[1]]
    with parket.driehoek.bureau("om").uitwisseling.dienst.lezend() as sessie:
        assert sessie.get(OntvangenGegevenRij, ids[0]) is None

    persoon, sleutel = _persoon(parket, rijen[0])
    assert parket.voeg_toe(doorgiften[1]).status_code == 200
    _is_weg(parket, persoon, sleutel)
    gronden = _gronden(parket)
    assert gronden == ["strafdossier", "strafdossier"]
    (een, twee) = parket.zaakofficier.haal(f"/zaken/{zaak}/contextinformatie")["contextinformatie"]
    assert {een["doorgifte"]["stand"], twee["doorgifte"]["stand"]} == {"toegevoegd"}
    assert (een["gegeven"], twee["gegeven"]) == (None, None)


@pytest.mark.parametrize("van", ["gemeente", "politie"])
def test_wat_na_dertig_dagen_niet_in_een_strafdossier_zit_is_weg(parket: Parket, van: str) -> None:
    zaak = parket.zaak()
    naw, geboren = parket.ontvang(van)
    doorgifte = parket.geef(zaak, [naw["gegeven"]["id"]])["contextinformatie"][0]["doorgifte"]
    persoon, sleutel = _persoon(parket, naw)
    parket.driehoek.wereld.klok.vooruit(days=30)
    assert parket.onderhoud()["verlopenGegevens"] == 0, "de laatste dag telt nog mee"
    assert [rij["dagenOver"] for rij in parket.lees()] == [0, 0]
    parket.driehoek.wereld.klok.vooruit(days=1)
    te_laat = parket.geef(zaak, [geboren["gegeven"]["id"]], 400)
    assert "over zijn termijn" in te_laat["fouten"][0]["melding"]
    assert parket.voeg_toe(doorgifte["id"]).status_code == 409
    assert parket.onderhoud()["verlopenGegevens"] >= 2
    assert parket.lees() == []
    _is_weg(parket, persoon, sleutel)
    assert _gronden(parket) == ["termijn"]
    pad = f"/zaken/{zaak}/contextinformatie"
    (rest,) = parket.zaakofficier.haal(pad)["contextinformatie"]
    assert (rest["gegeven"], rest["doorgifte"]["stand"]) == (None, "vervallen")


def test_wat_het_om_zelf_vastlegde_blijft_als_het_ontvangene_over_zijn_termijn_is(
    parket: Parket,
) -> None:
    naw, _ = parket.ontvang()
    persoon, _ = _persoon(parket, naw)
    secretaris, pad = parket.driehoek.secretaris, f"/personen/{persoon}"
    eigen = secretaris.maak(
        f"{pad}/tenuitvoerleggingsgegevens",
        {
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
            "herleidingAnderenVoorkomen": True,
            "jdsBevraagd": False,
            "geenSepotOfVrijspraak": True,
            "omschrijving": "Taakstraf van 40 uur loopt (verzonnen).",
            "datum": "2026-08-20",
            "omVerwerkingsverantwoordelijk": True,
        },
    )
    parket.driehoek.wereld.klok.vooruit(days=31)
    assert parket.onderhoud()["verlopenGegevens"] >= 2
    assert parket.lees() == []
    # Het eigen gegeven volgt de Wjsg; wat het verband bracht is weg, ook de plek in de groep.
    (blijft,) = secretaris.haal(f"{pad}/tenuitvoerleggingsgegevens")["items"]
    assert (blijft["id"], blijft["omschrijving"]) == (eigen["id"], eigen["omschrijving"])
    assert secretaris.haal(pad)["herkomst"] == "ontvangen"
    assert secretaris.haal(f"/groepen/{parket.groep}/leden")["leden"] == []
    ontvangen = secretaris.haal(f"/ontvangen-gegevens?groep={parket.groep}")
    assert ontvangen["ontvangenGegevens"] == []


def test_wat_is_beperkt_komt_in_geen_strafdossier_tot_de_beperking_eindigt(
    parket: Parket,
) -> None:
    """Niet als het nog moet worden doorgegeven, en ook niet als dat al was gebeurd (11.1, c)."""
    zaak, (naw, geboren) = parket.zaak(), parket.ontvang()
    wie, bureau = naw["gegeven"]["persoon"], parket.driehoek.bureau("om")
    doorgifte = parket.geef(zaak, [naw["gegeven"]["id"]])["contextinformatie"][0]["doorgifte"]
    een, ander = (
        bureau.medewerker("privacyfunctionaris", f"p{nr}.{parket.groep}@om.example")[0]
        for nr in (1, 2)
    )
    verzoek = een.maak(
        "/rechtenverzoeken",
        {"recht": "beperking", "ontvangenOp": "2026-11-23", "persoon": wie,
         "identiteit": {"wijze": "getoond", "op": "2026-11-23"}},
    )["id"]  # fmt: skip
    wat: dict[str, str]
    for wat in ({}, {"gegevenssoort": "GEBOORTEDATUM", "gegeven": geboren["gegeven"]["id"]}):
        vraag = {"verzoek": verzoek, **wat}
        beperking = een.maak(f"/personen/{wie}/beperkingen", vraag)["id"]
        fout = parket.geef(zaak, [geboren["gegeven"]["id"]], 400)["fouten"]
        assert [regel["pad"] for regel in fout] == ["/gegevens/0"]
        assert "is beperkt" in fout[0]["melding"]
        if not wat:
            geweigerd = parket.voeg_toe(doorgifte["id"])
            assert (geweigerd.status_code, "beperking" in geweigerd.text) == (409, True)
        een.maak(f"/beperkingen/{beperking}/_opheffen", {"verteldOp": "2026-11-23"}, 200)
        ander.maak(f"/beperkingen/{beperking}/_bevestigopheffen", {"akkoord": True}, 200)
    assert parket.voeg_toe(doorgifte["id"]).status_code == 200
    parket.geef(zaak, [geboren["gegeven"]["id"]])


@pytest.mark.parametrize("wat", ["gateway", "register"])
def test_zonder_lopend_onderzoek_gaat_er_niets_naar_een_zaak(parket: Parket, wat: str) -> None:
    zaak = str(parket.zet(nieuw_id(), tot="2026-11-24").json()["zaken"][0]["id"])
    (naw, _) = parket.ontvang()
    if wat == "gateway":
        parket.vlag(tot="2026-11-22")
    else:
        parket.driehoek.wereld.klok.vooruit(days=2)
    geweigerd = parket.geef(zaak, [naw["gegeven"]["id"]], 409)
    assert "geen strafrechtelijk onderzoek" in geweigerd["detail"]


def test_alleen_context_van_deze_groep_aan_deze_officier(parket: Parket) -> None:
    zaak = parket.zaak()
    (naw, _) = parket.ontvang()
    gegeven = naw["gegeven"]["id"]
    fout = parket.geef(zaak, [gegeven, nieuw_id()], 400, zaakofficier=parket.officier_id)
    assert {een["pad"] for een in fout["fouten"]} == {"/zaakofficier", "/gegevens/1"}
    assert parket.geef(nieuw_id(), [gegeven], 400)["fouten"][0]["pad"] == "/zaak"
    parket.geef(zaak, [gegeven])
    assert gegeven in parket.geef(zaak, [gegeven], 409)["detail"]


def test_de_brutolijst_is_geen_contextinformatie(parket: Parket) -> None:
    zaak = parket.zaak()
    parket.driehoek.kantoor.naar_stap(2, strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": TOT})
    parket.driehoek.deel_de_brutolijst()
    assert parket.lees() == []
    pad = f"/ontvangen-gegevens?groep={parket.groep}"
    gegeven = parket.driehoek.secretaris.haal(pad)["ontvangenGegevens"][0]
    fout = parket.geef(zaak, [gegeven["id"]], 400)["fouten"][0]
    assert "geen contextinformatie" in fout["melding"]


def test_contextinformatie_gaat_niet_met_een_bericht_naar_een_ander(parket: Parket) -> None:
    (naw, _) = parket.ontvang()
    kantoor = parket.driehoek.kantoor
    opdracht = {
        "soort": "verstrekking",
        "ontvanger": "politie",
        "ontvangendeMedewerker": kantoor.analist_id,
        "groep": parket.groep,
        "doel": "D1",
        "afweging": {"motivering": "Doorgeven (verzonnen)."},
        "onderdelen": [
            {
                "persoon": naw["gegeven"]["persoon"],
                "gegevenssoort": "NAW",
                "gegeven": naw["gegeven"]["id"],
                "grondslag": "WJSG39F_B",
            }
        ],
    }
    antwoord = parket.driehoek.secretaris.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code in (400, 403, 404), antwoord.text
    assert kantoor.analist.haal(f"/ontvangen-gegevens?groep={parket.groep}")[
        "ontvangenGegevens"
    ] == []  # fmt: skip


def _persoon(parket: Parket, rij: dict[str, Any]) -> tuple[str, str]:
    """De persoon van een gegeven en diens sleutel."""
    with parket.driehoek.bureau("om").uitwisseling.dienst.lezend() as sessie:
        persoon = sessie.get_one(PersoonRij, rij["gegeven"]["persoon"])
        assert persoon.sleutel_id is not None
        return persoon.id, persoon.sleutel_id


def _is_weg(parket: Parket, persoon: str, sleutel: str) -> None:
    """De sleutel is er niet meer, en van de persoon staat er alleen nog dat hij weg is."""
    u = parket.driehoek.bureau("om").uitwisseling
    with pytest.raises(SleutelVernietigd):
        u.dienst.kluis.verzegel(sleutel, b"x", b"x")
    with u.dienst.lezend() as sessie:
        rij = sessie.get_one(PersoonRij, persoon)
        assert (rij.sleutel_id, rij.zegel, rij.zoekindex) == (None, None, None)


def _gronden(parket: Parket) -> list[str]:
    pad = f"/groepen/{parket.groep}/vernietigingen"
    return [v["grond"] for v in parket.driehoek.secretaris.haal(pad)["vernietigingen"]]


def test_in_een_overleg_haalt_het_om_context_op_en_geeft_het_niets(parket: Parket) -> None:
    kantoor, driehoek = parket.driehoek.kantoor, parket.driehoek
    overleg = _overleg(parket, [kantoor.analist_id, kantoor.regisseur_id, driehoek.secretaris_id])
    iemand = next(PERSONEN)
    wie = (iemand.naam, iemand.geboortedatum.isoformat())
    eigen = {
        code: driehoek.bureau(code).persoon(klant, parket.groep, *wie)
        for code, klant in (("politie", kantoor.analist), ("om", driehoek.secretaris))
    }
    afweging = {**AFWEGING, "zwaarwegendAlgemeenBelang": True}

    def vraag(van: str, status: int = 201, **grondslagen: str) -> dict[str, Any]:
        """Vraagt of dit tegen iedereen aan tafel gezegd mag worden."""
        deel = {"persoon": eigen[van], "gegevenssoort": "NAW", "grondslagen": grondslagen}
        woorden = {
            "groep": parket.groep,
            "overleg": overleg,
            "doel": "D1",
            "afweging": afweging if van == "om" else AFWEGING,
            "onderdelen": [deel],
        }
        uiting: dict[str, Any] = driehoek.klant(van)[0].maak("/uitingen", woorden, status)
        return uiting

    def redenen(uiting: dict[str, Any], van: str) -> set[str]:
        (bericht,) = [een for een in uiting["berichten"] if een["ontvanger"] == van]
        return {reden["code"] for reden in bericht["redenen"]}

    mag = vraag("politie", om="WPG16_1_A_2", gemeente="WPG16_1_B_2")
    assert (mag["magGezegd"], mag["zegNiet"]) == (True, [])
    terug = vraag("om", 403, gemeente="WJSG39F_B")
    assert terug["magGezegd"] is False
    assert "OVERLEG_ALLEEN_OPHALEN" in redenen(terug, "gemeente")
    parket.vlag(tot="2026-11-20")
    zonder = vraag("politie", 403, om="WPG16_1_A_2", gemeente="WPG16_1_B_2")
    assert zonder["magGezegd"] is False
    assert "OVERLEG_ZONDER_ONDERZOEK" in redenen(zonder, "om")


def test_een_verslag_dat_het_om_niet_meer_mag_zien_wacht_niet_op_het_om(parket: Parket) -> None:
    driehoek = parket.driehoek
    secretaris = driehoek.secretaris
    overleg = _overleg(parket, [driehoek.secretaris_id, driehoek.kantoor.analist_id], secretaris)
    driehoek.wereld.klok.vooruit(hours=2)

    def wacht() -> list[str]:
        pad = f"/werklijst?groep={parket.groep}&soort=verslag-vaststellen"
        return [stuk["pad"] for stuk in secretaris.haal(pad)["werk"]]

    assert wacht() == [f"/overleggen/{overleg}/verslag"]
    parket.vlag(tot="2026-11-22")
    assert wacht() == []


def _overleg(parket: Parket, deelnemers: list[str], door: Klant | None = None) -> str:
    """Een structureel overleg dat net begon, gepland door de gemeente of door `door`."""
    regisseur = door or parket.driehoek.kantoor.regisseur
    nu = parket.driehoek.wereld.klok()
    reeks, kenmerk = nieuw_id(), nieuw_id()
    plan = {
        "groep": parket.groep,
        "doel": "Context bij het onderzoek delen.",
        "frequentie": "elke maand",
        "samenstelling": ["analist", "regisseur", "parketsecretaris"],
        "bevestigdZonderPersonen": True,
    }
    assert regisseur.vraag("PUT", f"/overlegreeksen/{reeks}", json=plan).status_code == 200
    overleg = {
        "reeksen": [reeks],
        "soort": "structureel",
        "locatie": "politie",
        "begin": utc_tekst(nu + timedelta(minutes=5)),
        "einde": utc_tekst(nu + timedelta(hours=1)),
        "deelnemers": deelnemers,
    }
    gepland = regisseur.vraag("PUT", f"/overleggen/{kenmerk}", json=overleg)
    assert gepland.status_code == 200, gepland.text
    parket.driehoek.wereld.klok.vooruit(minutes=10)
    return kenmerk


def test_wat_er_met_context_moet_staat_op_de_werklijst_van_wie_het_doet(parket: Parket) -> None:
    def werk(klant: Klant) -> list[tuple[str, str]]:
        lijst = klant.haal(f"/werklijst?groep={parket.groep}")["werk"]
        eigen = ("context-doorgeven", "context-toevoegen", "onderzoek-loopt-af")
        return [(stuk["soort"], stuk["uiterlijk"]) for stuk in lijst if stuk["soort"] in eigen]

    zaak = str(parket.zet(nieuw_id(), tot="2026-12-01").json()["zaken"][0]["id"])
    assert werk(parket.officier) == [("onderzoek-loopt-af", "2026-12-01")]
    naw, geboren = parket.ontvang()
    assert werk(parket.driehoek.secretaris) == [("context-doorgeven", "2026-12-23")]
    assert werk(parket.zaakofficier) == []
    ids = [naw["gegeven"]["id"], geboren["gegeven"]["id"]]
    doorgiften = [r["doorgifte"]["id"] for r in parket.geef(zaak, ids)["contextinformatie"]]
    assert werk(parket.driehoek.secretaris) == []
    assert werk(parket.zaakofficier) == [("context-toevoegen", "2026-12-23")]
    for doorgifte in doorgiften:
        assert parket.voeg_toe(doorgifte).status_code == 200
    assert werk(parket.zaakofficier) == []
