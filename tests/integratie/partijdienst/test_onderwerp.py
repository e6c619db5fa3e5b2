"""Een onderwerp wordt op één plaats aangegeven, en dan doet het overal mee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.politie.partij import POLITIE
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.meldingen.gebeurtenis import CloudEvent, lees_gebeurtenis
from shared.meldingen.opslag import MELDING
from shared.partij.bijdragen import samen
from shared.partijdienst.onderhoud import draai_onderhoud
from shared.partijdienst.onderwerpen import bijdragen_van
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import wereld
from tests.integratie.partijdienst.voornemen.onderwerp import ONDERWERP
from tests.integratie.partijdienst.voornemen.opslag import van_persoon
from tests.integratie.partijdienst.voornemen.router import DUUR

MET_VOORNEMENS = replace(GEMEENTE, onderwerpen=(*GEMEENTE.onderwerpen, ONDERWERP))
EIGEN_SYSTEEM = {"meldingen": {"webhook": "https://zaaksysteem.example/haak"}}
SLOT = timedelta(minutes=15)


@pytest.fixture
def kantoor(
    nieuwe_databank: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Kantoor]:
    """De gemeente heeft het verzonnen onderwerp, de politie niet."""
    partijen = {"politie": POLITIE, "gemeente": MET_VOORNEMENS}
    extra = {"gemeente": EIGEN_SYSTEEM}
    with wereld(partijen, nieuwe_databank, uitgever, pki, tmp_path, extra) as alles:
        yield Kantoor.richt_in(alles)


def neem_voor(kantoor: Kantoor, naam: str, geboren: str) -> str:
    """Iemand in het bestand van de gemeente, met een voornemen."""
    persoon = kantoor.gemeente.persoon(kantoor.regisseur, kantoor.groep, naam, geboren)
    kantoor.regisseur.maak(f"/groepen/{kantoor.groep}/voornemens", {"persoon": persoon})
    return persoon


def soorten_werk(kantoor: Kantoor) -> list[str]:
    lijst: dict[str, Any] = kantoor.regisseur.haal("/werklijst?soort=voornemen")
    return [stuk["soort"] for stuk in lijst["werk"]]


def soorten_feiten(kantoor: Kantoor) -> list[str]:
    lijn = kantoor.regisseur.haal(f"/groepen/{kantoor.groep}/tijdlijn?zoom=alles")
    return [feit["soort"] for feit in lijn["feiten"]]


def beloofd(kantoor: Kantoor) -> list[CloudEvent]:
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.execute(select(MELDING.c.inhoud)).scalars()
        return [lees_gebeurtenis(inhoud.encode()) for inhoud in rijen]


def ligt_er(kantoor: Kantoor, persoon: str) -> bool:
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        return van_persoon(sessie, persoon) is not None


def test_een_onderwerp_doet_overal_mee(kantoor: Kantoor) -> None:
    """Bediend, gemigreerd, op de werklijst, op de tijdlijn, als sein en met een eigen fout."""
    persoon = neem_voor(kantoor, "Sterrin Nooitgedacht", "2010-02-03")
    assert ligt_er(kantoor, persoon)
    assert soorten_werk(kantoor) == ["voornemen"]
    assert "voornemen" in soorten_feiten(kantoor)
    seinen = [een for een in beloofd(kantoor) if een.type == "nl.driehoek.voornemen.vastgelegd"]
    assert [een.dataref for een in seinen] == [
        f"https://partij.example/v1/groepen/{kantoor.groep}/voornemens"
    ]
    pad = f"/groepen/{kantoor.groep}/voornemens"
    dubbel = kantoor.regisseur.vraag("POST", pad, json={"persoon": persoon})
    assert dubbel.status_code == 409
    assert dubbel.json()["type"].endswith("/al-voorgenomen")


def test_wat_het_onderwerp_bewaart_gaat_mee_en_vervalt(kantoor: Kantoor) -> None:
    weg = neem_voor(kantoor, "Sterrin Nooitgedacht", "2010-02-03")
    blijft = neem_voor(kantoor, "Knikker Verzonnenstein", "2009-05-06")
    gemeente = kantoor.gemeente
    vernietig_persoon(gemeente.uitwisseling.dienst, weg, door=None, grond="proef")
    assert not ligt_er(kantoor, weg)
    assert ligt_er(kantoor, blijft)
    onderhoud = kantoor.wereld.doe(draai_onderhoud(gemeente.geheel, SLOT))
    assert onderhoud["vervallenVoornemens"] == 0
    kantoor.wereld.klok.vooruit(days=DUUR.days + 1)
    onderhoud = kantoor.wereld.doe(draai_onderhoud(gemeente.geheel, SLOT))
    assert onderhoud["vervallenVoornemens"] == 1
    assert not ligt_er(kantoor, blijft)


def test_zonder_de_aangifte_is_het_er_niet(kantoor: Kantoor) -> None:
    pad = f"/groepen/{kantoor.groep}/voornemens"
    assert kantoor.analist.vraag("POST", pad, json={}).status_code == 404
    assert kantoor.analist.vraag("GET", "/werklijst?soort=voornemen").status_code == 400


def test_twee_onderwerpen_met_een_soort_werk_starten_niet() -> None:
    dubbel = replace(MET_VOORNEMENS, onderwerpen=(ONDERWERP, ONDERWERP))
    with pytest.raises(ValueError, match="soort werk komt twee keer voor: voornemen"):
        bijdragen_van(dubbel)
    with pytest.raises(ValueError, match="soort feit komt twee keer voor: voornemen"):
        samen([replace(ONDERWERP, werk=()), replace(ONDERWERP, werk=())])
