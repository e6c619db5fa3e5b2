"""Een scherm toont de leden van een groep in een keer, en wie dat las ligt vast."""

from __future__ import annotations

from shared.bestand.toegang.tabellen import AlarmspoorRij
from tests.integratie.partij.kantoor import Kantoor

ALLES = "naam,leeftijd,sinds,bron"


def _pad(kantoor: Kantoor, met: str | None = ALLES) -> str:
    vraag = "" if met is None else f"?met={met}"
    return f"/groepen/{kantoor.groep}/leden{vraag}"


def test_wie_een_ander_gaf_staat_er_met_naam_leeftijd_en_van_wie(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    kantoor.verstrek(persoon)
    (eigen,) = kantoor.analist.haal(_pad(kantoor))["leden"]
    assert (eigen["naam"], eigen["leeftijdsklasse"]) == ("Sterrin Nooitgedacht", "16-17")
    assert (eigen["bronnen"], eigen["sinds"][:4]) == (["politie"], "2026")
    (gekregen,) = kantoor.regisseur.haal(_pad(kantoor))["leden"]
    assert gekregen["naam"] == "Sterrin Nooitgedacht"
    assert gekregen["bronnen"] == ["politie"]
    assert gekregen["betrokkene"] == eigen["betrokkene"]


def test_wat_men_niet_vraagt_staat_er_niet(kantoor: Kantoor) -> None:
    kantoor.persoon()
    (kaal,) = kantoor.analist.haal(_pad(kantoor, None))["leden"]
    assert set(kaal) == {"betrokkene", "persoonId", "categorie", "kind"}
    (een,) = kantoor.analist.haal(_pad(kantoor, "sinds"))["leden"]
    assert set(een) == {*kaal, "sinds"}


def test_namen_tonen_is_het_lezen_van_die_personen_en_de_kale_lijst_niet(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    voor = kantoor.gelezen(kantoor.politie)
    kantoor.analist.haal(_pad(kantoor, "sinds,bron"))
    zonder = kantoor.gelezen(kantoor.politie) - voor
    assert zonder == {("groepslid", kantoor.groep, persoon)}
    kantoor.analist.haal(_pad(kantoor, "naam"))
    met = kantoor.gelezen(kantoor.politie) - voor
    assert met == zonder | {("persoon", persoon, persoon)}


def test_een_lijst_met_namen_telt_niet_als_veel_geopende_dossiers(kantoor: Kantoor) -> None:
    kantoor.persoon()

    def sporen() -> int:
        with kantoor.politie.uitwisseling.dienst.lezend() as sessie:
            return sessie.query(AlarmspoorRij).count()

    voor = sporen()
    kantoor.analist.haal(_pad(kantoor))
    assert sporen() == voor


def test_wie_geen_personen_leest_krijgt_de_lijst_zonder_namen(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    kantoor.verstrek(persoon)
    for met in ("naam", "leeftijd", ALLES):
        antwoord = kantoor.burgemeester.vraag("GET", _pad(kantoor, met))
        assert antwoord.status_code == 403, met
        assert "zonder" in antwoord.json()["detail"]
    (lid,) = kantoor.burgemeester.haal(_pad(kantoor, "sinds,bron"))["leden"]
    assert "naam" not in lid
    assert lid["bronnen"] == ["politie"]


def test_een_onbekend_deel_is_een_fout_met_wat_er_wel_kan(kantoor: Kantoor) -> None:
    antwoord = kantoor.analist.vraag("GET", _pad(kantoor, "naam,bsn"))
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert fout["pad"] == "query:met"
    assert "leeftijd" in fout["melding"]


def test_de_lijst_bladert_ook_met_namen(kantoor: Kantoor) -> None:
    for nummer in range(3):
        kantoor.persoon(f"Sterrin Nooitgedacht{nummer}ster", f"201{nummer}-02-03")
    eerste = kantoor.analist.haal(_pad(kantoor) + "&paginagrootte=2")
    tweede = kantoor.analist.haal(_pad(kantoor) + f"&paginagrootte=2&na={eerste['volgende']}")
    assert [len(eerste["leden"]), len(tweede["leden"]), tweede["volgende"]] == [2, 1, None]
    assert all(een["naam"] for een in eerste["leden"] + tweede["leden"])
