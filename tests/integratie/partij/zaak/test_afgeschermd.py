"""Wie na het afsluiten wordt bewaard is afgeschermd: hij staat in geen enkele lezing (8.1; H4).

Elke operatie die de dienst zelf beschrijft, voor elke functie: er komt niets van hem uit, en er
wordt niets van hem gelezen om het daarna weg te laten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.tabellen import GroepslidRij
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bewaarwerk import meld
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.matrix import (
    REGELS,
    Inhoud,
    Operatie,
    Rijenvanger,
    is_open,
    mag,
    operaties,
)
from tests.integratie.partij.matrixbestand import vul
from tests.integratie.partij.opstelling import Wereld

#: Wie nagaat wie er keek ziet wat daarnaar is gevraagd; wie behandelt wat iemand over zichzelf
#: vraagt, of die is afgeschermd of niet, ziet wat beperkt is; wie vernietigt ziet wanneer.
GAAT_DOOR = frozenset(
    {
        ("privacyfunctionaris", "lijstLeesspoorvragen"),
        ("privacyfunctionaris", "exporteerLeesspoor"),
        ("fg", "lijstLeesspoorvragen"),
        ("fg", "exporteerLeesspoor"),
        ("privacyfunctionaris", "zoekLeesspoor"),
        ("fg", "zoekLeesspoor"),
        ("privacyfunctionaris", "lijstBeperkingen"),
        ("privacyfunctionaris", "leesBewaardagen"),
    }
)
#: Zegt wat er per maand weggaat, met de berekening van het onderhoud; zonder `namen` staat er
#: niemand in, en met `namen` alleen wie deze lezer mag zien.
TELT = frozenset({"leesBewaarkalender", "lijstBewaarposten"})
OVER_HEM = frozenset(REGELS.gegevenssoorten)


@dataclass
class Dicht:
    """Een groep die is afgesloten, en wie daarvan is bewaard."""

    driehoek: Driehoek
    inhoud: Inhoud
    vanger: Rijenvanger
    mensen: dict[str, Klant]

    @property
    def operaties(self) -> list[Operatie]:
        alle = operaties(self.driehoek.bureau("gemeente").app)
        return [een for een in alle if not is_open(een) and not een.wijzigt]


def sluit(driehoek: Driehoek) -> None:
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    for code in ("gemeente", "politie", "om"):
        dienst = driehoek.bureau(code).geheel
        driehoek.wereld.doe(dienst.uitwisseling.groepskijker.kijk())
        driehoek.wereld.doe(dienst.opruimer.ronde())


@pytest.fixture(scope="module")
def dicht(driehoek_voor_tabellen: Wereld) -> Iterator[Dicht]:
    driehoek_voor_tabellen.klok.nu = VasteKlok().nu
    driehoek = Driehoek.richt_in(driehoek_voor_tabellen)
    driehoek.deel_de_brutolijst()
    inhoud = vul(driehoek, "gemeente", "aap")
    driehoek.personen[f"gemeente:{inhoud.geheimen['NAW']}"] = inhoud.objecten["personen"]
    meld(driehoek, "2026-11-20", STERRIN[0], inhoud.geheimen["NAW"])
    vanger = Rijenvanger()
    with vanger.luister():
        bureau = driehoek.bureau("gemeente")
        mensen = {een: bureau.medewerker(een)[0] for een in REGELS.functies["gemeente"]}
        yield Dicht(driehoek, inhoud, vanger, mensen)


def gezien(dicht: Dicht) -> set[tuple[str, str]]:
    """Welke functie bij welke lezing iets van hem kreeg, of waarvoor iets van hem werd gelezen."""
    gevonden, persoon = set(), dicht.inhoud.objecten["personen"]
    for functie, klant in dicht.mensen.items():
        for operatie in (een for een in dicht.operaties if mag("gemeente", functie, een)):
            dicht.vanger.begin()
            antwoord = dicht.inhoud.vraag(klant, operatie)
            assert antwoord.status_code < 500, (operatie.naam, antwoord.text)
            gelekt = dicht.inhoud.gelekt(antwoord.text, OVER_HEM)
            gelezen = dicht.vanger.van(persoon) and operatie.naam not in TELT
            if gelekt or gelezen:
                gevonden.add((functie, operatie.naam))
    return gevonden


def wie_er_keek_is_na_te_gaan(dicht: Dicht) -> None:
    """De verantwoording houdt niet op als de aanpak ophoudt (art. 32a Wpg, art. 26e Wjsg)."""
    persoon, fg = dicht.inhoud.objecten["personen"], dicht.mensen["fg"]
    assert fg.vraag("GET", f"/personen/{persoon}").status_code in (403, 404), "afgeschermd"
    vraag = {
        "persoon": persoon, "van": "2026-11-01", "tot": "2026-12-31", "paginagrootte": 200,
        "reden": "Een betrokkene vroeg wie er keek.", "bevestigdZonderPersonen": True,
    }  # fmt: skip
    antwoord = fg.vraag("POST", "/leesspoor/_zoek", json=vraag)
    assert antwoord.status_code == 200, antwoord.text
    handelingen = {regel["handeling"] for regel in antwoord.json()["regels"]}
    assert {"gemaakt", "raadplegen"} <= handelingen
    assert dicht.inhoud.gelekt(antwoord.text, OVER_HEM) == []


def test_wie_is_bewaard_staat_in_geen_enkele_lezing(dicht: Dicht) -> None:
    assert len({naam for _, naam in gezien(dicht)}) > 10, "zolang de aanpak loopt staat hij er"
    sluit(dicht.driehoek)
    with dicht.driehoek.bureau("gemeente").geheel.uitwisseling.dienst.lezend() as sessie:
        leden = select(GroepslidRij.persoon_id).where(GroepslidRij.groep == dicht.inhoud.groep)
        assert dicht.inhoud.objecten["personen"] in sessie.scalars(leden).all(), "hij is bewaard"
    assert gezien(dicht) - GAAT_DOOR == set()
    wie_er_keek_is_na_te_gaan(dicht)
    wie_vernietigd_is_heet_vernietigd(dicht)


def wie_vernietigd_is_heet_vernietigd(dicht: Dicht) -> None:
    """Ook na het afsluiten: van hem is niets meer om af te schermen."""
    persoon, wie = dicht.inhoud.objecten["personen"], dicht.mensen["fg"]
    assert wie.vraag("GET", f"/personen/{persoon}").status_code == 403
    dienst = dicht.driehoek.bureau("gemeente").geheel.uitwisseling.dienst
    vernietig_persoon(dienst, persoon, door=None, grond="proef")
    assert wie.vraag("GET", f"/personen/{persoon}").status_code == 410
