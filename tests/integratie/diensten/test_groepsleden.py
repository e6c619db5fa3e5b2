"""Leden van een groep: pseudoniemen, ouders bij een bepaald kind, en weer weggaan."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.leden.groepsleden import Groepsleden
from shared.partij.fouten import Conflict
from shared.tijd.kenmerk import nieuw_pseudoniem
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vernietigen import vernietig
from tests.integratie.diensten.opstelling import Klant, Opstelling

GROEP = nieuw_id()


def _persoon(klant: Klant, naam: str = "Plofje Fantasiewoud", geboren: str = "2012-01-02") -> str:
    persoon = klant.maak("/personen", {"naam": naam, "geboortedatum": geboren})
    return str(persoon["id"])


def _lid(klant: Klant, persoon_id: str, groep: str = GROEP, **anders: Any) -> Any:
    return klant.maak(
        f"/groepen/{groep}/leden", {"persoonId": persoon_id, "categorie": 1, **anders}
    )


def test_een_lid_krijgt_een_pseudoniem_dat_niets_zegt(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = _persoon(analist)
    lid, elders = _lid(analist, persoon), _lid(analist, persoon, nieuw_id())
    assert len({lid["betrokkene"], elders["betrokkene"], persoon}) == 3
    assert analist.haal(f"/groepen/{GROEP}/leden") == {
        "leden": [lid],
        "beperkt": None,
        "volgende": None,
    }


def test_twee_keer_lid_maken_verandert_niets(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = _persoon(analist)
    assert _lid(analist, persoon) == _lid(analist, persoon)


def test_wie_terugkomt_krijgt_het_oude_pseudoniem(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = _persoon(analist)
    lid = _lid(analist, persoon)
    pad = f"/groepen/{GROEP}/leden/{lid['betrokkene']}"
    assert analist.vraag("DELETE", pad).status_code == 204
    assert analist.vraag("DELETE", pad).status_code == 404
    assert analist.haal(f"/groepen/{GROEP}/leden")["leden"] == []
    assert _lid(analist, persoon) == lid


def test_een_ouder_hoort_bij_een_bepaald_lid(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    kind, ouder = _persoon(regisseur), _persoon(regisseur, "Hommel Fantasiewoud", "1980-01-02")
    lid = _lid(regisseur, kind)
    vraag = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}

    def fout(**anders: Any) -> list[dict[str, str]]:
        pad = f"/groepen/{GROEP}/leden"
        antwoord = regisseur.vraag("POST", pad, json={**vraag, **anders})
        assert antwoord.status_code == 400
        fouten: list[dict[str, str]] = antwoord.json()["fouten"]
        return fouten

    [zonder_relatie] = fout()
    assert "vastgelegde ouder" in zonder_relatie["melding"]
    [zonder_kind] = fout(kindPersoonId=None)
    assert zonder_kind["pad"] == "/kindPersoonId"
    relatie = {"ouderId": ouder, "soort": "ouder"}
    regisseur.maak(f"/personen/{kind}/vertegenwoordigers", relatie)
    gekoppeld = regisseur.maak(f"/groepen/{GROEP}/leden", vraag)
    assert (gekoppeld["categorie"], gekoppeld["kind"]) == (2, lid["betrokkene"])


def test_een_kind_dat_geen_lid_is_trekt_zijn_ouder_niet_mee(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    kind, ouder = _persoon(regisseur), _persoon(regisseur, "Hommel Fantasiewoud", "1980-01-02")
    regisseur.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    vraag = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    antwoord = regisseur.vraag("POST", f"/groepen/{GROEP}/leden", json=vraag)
    assert antwoord.json()["fouten"] == [
        {"pad": "/kindPersoonId", "melding": "is geen lid van deze groep"}
    ]


def test_alle_fouten_bij_een_lid_in_een_keer(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    vraag = {"persoonId": nieuw_id(), "categorie": 1, "kindPersoonId": nieuw_id()}
    antwoord = analist.vraag("POST", f"/groepen/{GROEP}/leden", json=vraag)
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/persoonId", "/kindPersoonId"]


def test_relatie_vastleggen_bekijken_en_verwijderen(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    kind, ouder = _persoon(regisseur), _persoon(regisseur, "Hommel Fantasiewoud", "1980-01-02")
    pad = f"/personen/{kind}/vertegenwoordigers"
    relatie = {"ouderId": ouder, "soort": "wettelijkVertegenwoordiger"}
    assert regisseur.maak(pad, relatie) == {"kindId": kind, **relatie}
    assert regisseur.maak(pad, relatie) == {"kindId": kind, **relatie}
    assert regisseur.haal(pad) == {"vertegenwoordigers": [{"kindId": kind, **relatie}]}
    anders = regisseur.vraag("POST", pad, json={**relatie, "soort": "ouder"})
    omgekeerd = regisseur.vraag(
        "POST", f"/personen/{ouder}/vertegenwoordigers", json={"ouderId": kind, "soort": "ouder"}
    )
    zichzelf = regisseur.vraag("POST", pad, json={"ouderId": kind, "soort": "ouder"})
    assert [een.status_code for een in (anders, omgekeerd, zichzelf)] == [409, 409, 400]
    # Een kind is geen ouder (4.3): wie te jong is komt er niet in, en het antwoord zegt waarom.
    veertien = _persoon(regisseur, "Vlinder Fantasiewoud", "2012-06-07")
    te_jong = regisseur.vraag("POST", pad, json={**relatie, "ouderId": veertien})
    (fout,) = te_jong.json()["fouten"]
    assert (te_jong.status_code, fout["pad"]) == (400, "/ouderId")
    assert fout["melding"].startswith("is te jong: een ouder of wettelijk vertegenwoordiger is")
    assert regisseur.vraag("DELETE", f"{pad}/{ouder}").status_code == 204
    assert regisseur.haal(pad) == {"vertegenwoordigers": []}


def test_een_ontvangen_pseudoniem_gaat_voor_het_eigen(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon, ontvangen = _persoon(analist), nieuw_pseudoniem()
    eigen = _lid(analist, persoon)["betrokkene"]
    with politie.dienst.transactie() as sessie:
        leden = Groepsleden(sessie, politie.klok)
        leden.koppel(GROEP, persoon, ontvangen, 1, None)
        assert leden.pseudoniem(GROEP, persoon).betrokkene == ontvangen
        gevonden = [leden.bij_betrokkene(GROEP, een) for een in (eigen, ontvangen)]
        assert [een.persoon_id for een in gevonden if een is not None] == [persoon, persoon]
        assert leden.bij_betrokkene(nieuw_id(), ontvangen) is None


def test_een_pseudoniem_wisselt_niet_van_persoon(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon, ander = _persoon(analist), _persoon(analist)
    betrokkene = _lid(analist, persoon)["betrokkene"]
    with politie.dienst.transactie() as sessie, pytest.raises(Conflict):
        Groepsleden(sessie, politie.klok).koppel(GROEP, ander, betrokkene, 1, None)


def test_na_vernietiging_kan_het_pseudoniem_van_een_ander_worden(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    privacy = politie.medewerker("privacyfunctionaris", "privacy@partij.example")
    persoon, opnieuw = _persoon(analist), _persoon(analist)
    betrokkene = _lid(analist, persoon)["betrokkene"]
    vernietig(privacy, politie.bevestiger, persoon)
    assert analist.haal(f"/groepen/{GROEP}/leden")["leden"] == []
    with politie.dienst.transactie() as sessie:
        leden = Groepsleden(sessie, politie.klok)
        gevonden = leden.bij_betrokkene(GROEP, betrokkene)
        assert gevonden is not None
        assert gevonden.persoon_id == persoon
        leden.koppel(GROEP, opnieuw, betrokkene, 1, None)
        gevonden = leden.bij_betrokkene(GROEP, betrokkene)
        assert gevonden is not None
        assert gevonden.persoon_id == opnieuw
