"""Wat een tweede moet bevestigen staat waar hij zijn werk vindt, en nergens anders."""

from __future__ import annotations

from typing import Any

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import BEHEERDER, BEVESTIGER, TWEEDE_BEHEERDER, Klant
from tests.integratie.partij.kantoor import Kantoor

SOORTEN = {"autorisatie-bevestigen", "autorisatie-eerste-bevestigen"}


def _werk(klant: Klant) -> list[dict[str, Any]]:
    lijst = klant.haal("/werklijst?paginagrootte=100")["werk"]
    return [stuk for stuk in lijst if stuk["soort"] in SOORTEN]


def test_wat_wacht_staat_op_de_werklijst_van_wie_mag_bevestigen(kantoor: Kantoor) -> None:
    bureau = kantoor.politie
    chef, chef_id = bureau.medewerker("teamchef", f"chef.{kantoor.groep}@politie.example")
    beheerder, tweede = bureau.klant(BEHEERDER), bureau.klant(BEVESTIGER)
    pad = f"/autorisaties/{chef_id}"
    gelezen = beheerder.vraag("GET", pad)
    velden = ("sub", "functie", "naam", "aangewezen", "geautoriseerd", "geheimhouding", "vog",
              "alleGroepen", "groepen")  # fmt: skip
    invoer = {**{veld: gelezen.json()[veld] for veld in velden}, "geldigTot": "2028-06-30"}
    koppen = {"If-Match": gelezen.headers["ETag"]}
    wacht = beheerder.vraag("PUT", pad, json=invoer, headers=koppen).json()
    (stuk,) = [een for een in _werk(tweede) if een["onderwerp"] == wacht["id"]]
    assert stuk["pad"] == f"/autorisatieverzoeken/{wacht['id']}"
    assert (stuk["soort"], stuk["uiterlijk"]) == ("autorisatie-bevestigen", wacht["uiterlijk"])
    # Niet bij wie het vroeg, niet bij over wie het gaat, en niet bij wie niet mag bevestigen.
    for ander in (beheerder, bureau.klant(TWEEDE_BEHEERDER), chef, kantoor.analist):
        assert wacht["id"] not in {een["onderwerp"] for een in _werk(ander)}
    # De chef ziet wel wat over een ander gaat.
    nieuw = {**invoer, "sub": f"nieuw.{kantoor.groep}@politie.example"}
    ook = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=nieuw).json()
    assert ook["id"] in {een["onderwerp"] for een in _werk(chef)}
    weigering = {"reden": "Deze taak hoort bij een andere afdeling."}
    for een in (wacht, ook):
        antwoord = tweede.vraag(
            "POST", f"/autorisatieverzoeken/{een['id']}/_weiger", json=weigering
        )
        assert antwoord.status_code == 200, antwoord.text
    assert _werk(chef) == _werk(tweede) == []
