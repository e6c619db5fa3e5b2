"""Stap 1: wat er over een groep wordt gezien, en niets over een mens."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from shared.opslag.engine import maak_engine
from shared.partij.web.teksten import keur, vraagt_bevestiging
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vrijeteksten import Tekstmaker
from tests.integratie.diensten.opstelling import Klant, Opstelling

SIGNAAL: dict[str, Any] = {
    "soort": "signaal",
    "bron": "stadsbeheer",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Groep van circa 12 jongeren laat elke vrijdagavond veel zwerfvuil achter.",
    "bevestigdZonderPersonen": True,
}
REDEN = {"reden": "De bron had zich vergist.", "bevestigdZonderPersonen": True}


@pytest.fixture
def regisseur(gemeente: Opstelling) -> Klant:
    return gemeente.medewerker("regisseur", "regisseur@gemeente.example")


def test_een_signaal_of_waarneming_over_de_groep_ligt_vast(regisseur: Klant) -> None:
    pad = f"/groepen/{nieuw_id()}/signalen"
    signaal = regisseur.maak(pad, SIGNAAL)
    waarneming = regisseur.maak(pad, {**SIGNAAL, "soort": "waarneming", "bron": "politie"})
    assert [een["id"] for een in regisseur.haal(pad)["signalen"]] == [
        signaal["id"],
        waarneming["id"],
    ]
    assert regisseur.haal(f"{pad}?soort=signaal")["signalen"] == [signaal]
    eerste = regisseur.haal(f"{pad}?paginagrootte=1")
    assert regisseur.haal(f"{pad}?na={eerste['volgende']}")["signalen"] == [waarneming]


def test_wat_een_mens_aanwijst_wordt_geweigerd_en_nergens_bewaard(
    gemeente: Opstelling, regisseur: Klant
) -> None:
    maker, pad = Tekstmaker(11), f"/groepen/{nieuw_id()}/signalen"
    verstopt = [maker.met_persoon() for _ in range(40)]
    zeker = {een.tekst for een in verstopt if keur("", een.tekst, bevestigd=True)}
    assert len(zeker) > len(verstopt) / 2
    gevallen = [
        (een, bevestigd)
        for een in verstopt
        for bevestigd in (False, True)
        if een.tekst in zeker or not bevestigd
    ]
    for een, bevestigd in gevallen:
        signaal = {**SIGNAAL, "omschrijving": een.tekst, "bevestigdZonderPersonen": bevestigd}
        antwoord = regisseur.vraag("POST", pad, json=signaal)
        assert antwoord.status_code == 400, een.tekst
        (fout, *_) = antwoord.json()["fouten"]
        assert fout["pad"] == "/omschrijving"
        assert fout["melding"].startswith("teken ")
        assert een.verstopt not in antwoord.text
    assert regisseur.haal(pad)["signalen"] == []
    engine = maak_engine(gemeente.urls["bestand"])
    with engine.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM groepssignaal")) == 0
    engine.dispose()


def test_over_een_woord_dat_op_geen_lijst_staat_beslist_wie_schrijft(regisseur: Klant) -> None:
    pad = f"/groepen/{nieuw_id()}/signalen"
    zinnen = (f"Gisteren kwam {woord} er ook bij." for woord in ("Knorrewip", "Zwifteling"))
    tekst = next(zin for zin in zinnen if vraagt_bevestiging(zin))
    signaal = {**SIGNAAL, "omschrijving": tekst}
    niet = regisseur.vraag("POST", pad, json={**signaal, "bevestigdZonderPersonen": False})
    assert {fout["pad"] for fout in niet.json()["fouten"]} == {
        "/omschrijving", "/bevestigdZonderPersonen",
    }  # fmt: skip
    assert regisseur.maak(pad, signaal)["omschrijving"] == tekst


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"plek": "Verzonnenstraat 12"}, "/plek"),
        ({"datum": "2027-01-01"}, "/datum"),
        ({"soort": "gerucht"}, "/soort"),
        ({"bron": "Meneer Buur"}, "/bron"),
        ({"omschrijving": ""}, "/omschrijving"),
        ({"naam": "x"}, "/naam"),
        ({"bron": "buurtbewoner"}, "/bron"),
        ({"bevestigdZonderPersonen": False}, "/bevestigdZonderPersonen"),
    ],
)
def test_een_signaal_dat_niet_klopt(regisseur: Klant, anders: dict[str, Any], pad: str) -> None:
    antwoord = regisseur.vraag("POST", f"/groepen/{nieuw_id()}/signalen", json=SIGNAAL | anders)
    assert antwoord.status_code == 400
    assert pad in [fout["pad"] for fout in antwoord.json()["fouten"]]


def test_een_groep_buiten_de_taak(gemeente: Opstelling) -> None:
    ander = gemeente.medewerker("regisseur", alleGroepen=False, groepen=[nieuw_id()])
    pad = f"/groepen/{nieuw_id()}/signalen"
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("POST", pad, json=SIGNAAL).status_code == 403


def test_wie_schrijft_bevestigt_dat_er_niemand_in_staat_en_dat_ligt_vast(
    gemeente: Opstelling, regisseur: Klant
) -> None:
    pad = f"/groepen/{nieuw_id()}/signalen"
    zonder = {naam: waarde for naam, waarde in SIGNAAL.items() if naam != BEVESTIGD}
    antwoord = regisseur.vraag("POST", pad, json={**zonder, "plek": "Verzonnenstraat 12"})
    assert antwoord.status_code == 400
    # Alles tegelijk: wat de controle vond, en dat de bevestiging ontbreekt.
    assert {fout["pad"] for fout in antwoord.json()["fouten"]} == {"/plek", f"/{BEVESTIGD}"}
    signaal = regisseur.maak(pad, SIGNAAL)
    wie = regisseur.haal("/autorisaties/mij")["id"]
    assert _rijen(gemeente, "SELECT onderwerp, versie, door FROM tekstbevestiging") == [
        (signaal["id"], 1, wie)
    ]


def _met_versie(klant: Klant, methode: str, pad: str, document: dict[str, Any] | None) -> Any:
    """Op de versie zoals die nu te lezen is."""
    hier = pad.removesuffix("/_intrekken")
    etag = klant.vraag("GET", hier).headers["ETag"]
    anders = {} if document is None else {"json": document}
    return klant.vraag(methode, pad, headers={"If-Match": etag}, **anders)


def test_een_signaal_is_te_verbeteren_en_elke_versie_blijft(regisseur: Klant) -> None:
    signaal = regisseur.maak(f"/groepen/{nieuw_id()}/signalen", SIGNAAL)
    pad = f"/signalen/{signaal['id']}"
    assert regisseur.vraag("PATCH", pad, json={"plek": "het plein", **REDEN}).status_code == 428
    verbeterd = _met_versie(regisseur, "PATCH", pad, {"plek": "het plein", **REDEN})
    assert verbeterd.status_code == 200, verbeterd.text
    assert (verbeterd.json()["plek"], verbeterd.json()["versie"]) == ("het plein", 2)
    versies = regisseur.haal(f"{pad}/versies")["versies"]
    assert [(een["versie"], een["inhoud"]["plek"], een["reden"]) for een in versies] == [
        (1, SIGNAAL["plek"], None),
        (2, "het plein", REDEN["reden"]),
    ]
    fout = _met_versie(regisseur, "PATCH", pad, {**REDEN, "reden": "Gemeld door Jan de Vries."})
    assert fout.status_code == 400
    assert len(regisseur.haal(f"{pad}/versies")["versies"]) == 2


def test_een_ingetrokken_signaal_telt_niet_meer_en_blijft_te_zien(regisseur: Klant) -> None:
    lijst = f"/groepen/{nieuw_id()}/signalen"
    weg, blijft = (regisseur.maak(lijst, SIGNAAL)["id"] for _ in range(2))
    antwoord = _met_versie(regisseur, "POST", f"/signalen/{weg}/_intrekken", REDEN)
    assert (antwoord.status_code, antwoord.json()["ingetrokken"]) == (200, True)
    tellen = regisseur.haal(f"{lijst}?ingetrokken=false")["signalen"]
    assert [een["id"] for een in tellen] == [blijft]
    assert {een["id"] for een in regisseur.haal(lijst)["signalen"]} == {weg, blijft}
    nogmaals = _met_versie(regisseur, "POST", f"/signalen/{weg}/_intrekken", REDEN)
    assert nogmaals.status_code == 409
    anders = _met_versie(regisseur, "PATCH", f"/signalen/{weg}", {"plek": "het plein", **REDEN})
    assert anders.status_code == 409


def test_van_een_verwijderd_signaal_blijft_alleen_dat_het_is_verwijderd(
    gemeente: Opstelling, regisseur: Klant
) -> None:
    groep = nieuw_id()
    lijst = f"/groepen/{groep}/signalen"
    signaal = regisseur.maak(
        lijst, {**SIGNAAL, "omschrijving": "Iets wat er niet had mogen staan."}
    )
    pad = f"/signalen/{signaal['id']}"
    _met_versie(regisseur, "PATCH", pad, {"plek": "het plein achter de winkels", **REDEN})
    assert regisseur.vraag("DELETE", pad).status_code == 428
    assert _met_versie(regisseur, "DELETE", pad, None).status_code == 204
    for rest in ("", "/versies"):
        assert regisseur.vraag("GET", f"{pad}{rest}").status_code == 410
    over = regisseur.haal(lijst)
    assert (over["signalen"], over["verwijderd"]) == ([], 1)
    wie = regisseur.haal("/autorisaties/mij")["id"]
    (rij,) = _rijen(
        gemeente,
        "SELECT id, groep, soort, bron, datum, plek, omschrijving, verwijderd_door "
        "FROM groepssignaal",
    )
    assert rij == (signaal["id"], groep, None, None, None, None, None, wie)
    assert _rijen(gemeente, "SELECT count(*) FROM groepssignaal_versie") == [(0,)]
    assert _rijen(gemeente, "SELECT count(*) FROM tekstbevestiging") == [(0,)]
    assert regisseur.vraag("DELETE", pad).status_code == 410


def test_een_signaal_van_een_groep_buiten_de_taak(gemeente: Opstelling, regisseur: Klant) -> None:
    signaal = regisseur.maak(f"/groepen/{nieuw_id()}/signalen", SIGNAAL)
    pad = f"/signalen/{signaal['id']}"
    etag = {"If-Match": regisseur.vraag("GET", pad).headers["ETag"]}
    ander = gemeente.medewerker("regisseur", "ander@gemeente.example", alleGroepen=False,
                                groepen=[nieuw_id()])  # fmt: skip
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("GET", f"{pad}/versies").status_code == 403
    assert ander.vraag("DELETE", pad, headers=etag).status_code == 403
    trek_in = ander.vraag("POST", f"{pad}/_intrekken", json=REDEN, headers=etag)
    assert trek_in.status_code == 403
    assert regisseur.haal(pad) == signaal


def test_wat_hier_is_vastgelegd_hoort_al_bij_een_groep(regisseur: Klant) -> None:
    signaal = regisseur.maak(f"/groepen/{nieuw_id()}/signalen", SIGNAAL)
    assert (signaal["van"], signaal["stuk"]) == (None, None)
    assert regisseur.haal("/signalen")["signalen"] == []
    pad = f"/signalen/{signaal['id']}"
    etag = {"If-Match": regisseur.vraag("GET", pad).headers["ETag"]}
    ander = {"groep": nieuw_id()}
    assert regisseur.vraag("POST", f"{pad}/_plaats", json=ander).status_code == 428
    geplaatst = regisseur.vraag("POST", f"{pad}/_plaats", json=ander, headers=etag)
    assert (geplaatst.status_code, "al bij een groep" in geplaatst.text) == (409, True)
    assert regisseur.haal(pad) == signaal


BEVESTIGD = "bevestigdZonderPersonen"


def _rijen(gemeente: Opstelling, vraag: str) -> list[tuple[Any, ...]]:
    engine = maak_engine(gemeente.urls["bestand"])
    with engine.connect() as verbinding:
        rijen = [tuple(rij) for rij in verbinding.execute(text(vraag))]
    engine.dispose()
    return rijen
