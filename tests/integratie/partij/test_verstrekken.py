"""Een medewerker ziet wat er weg zou gaan, verstuurt het, en de ander heeft het."""

from __future__ import annotations

from tests.integratie.partij.conftest import Kantoor
from tests.integratie.partij.opstelling import GROEP


def test_wat_de_politie_verstuurt_heeft_de_gemeente(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    persoon = kantoor.politie.persoon(kantoor.analist, "Sterrin Nooitgedacht", "2010-02-03")
    stand = kantoor.analist.maak("/verstrekkingen", kantoor.opdracht(persoon, verzoek))
    assert stand["status"] == "afgeleverd"
    assert stand["besluit"]["besluit"] == "toegestaan"

    gegevens = kantoor.regisseur.haal(f"/ontvangen-gegevens?groep={GROEP}")["ontvangenGegevens"]
    assert [g["gegevens"] for g in gegevens] == [
        {"naam": "Sterrin Nooitgedacht", "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen"},
        {"geboortedatum": "2010-02-03"},
    ]
    assert {(g["bron"], g["regime"], g["doel"], g["status"]) for g in gegevens} == {
        ("politie", "Wpg", "D1", "actief")
    }
