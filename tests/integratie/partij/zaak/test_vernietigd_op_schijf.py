"""Van wie wordt vernietigd blijft niets achter, ook niet in wat de databank nog bewaart.

Op SQLite worden de bestanden zelf doorzocht, met het WAL en wat er verder bij ligt. Op PostgreSQL
geeft de server geen bestanden: daar telt elke rij van elke tabel, en dat geen sleutel meer past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, select

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bestand.personen.register import persoonplaats
from shared.bestand.zoekvakken.opslag import alle_vakken
from shared.kluis.fouten import SleutelVernietigd
from shared.partij.dienst import Dienst
from tests.e2e.zoeken import gevonden, vormen
from tests.hulp.inloggen import Uitgever
from tests.integratie.diensten.test_dossiers import ART8
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.driehoek import KNIKKER, Driehoek
from tests.integratie.partij.opstelling import wereld

EERDER = "Knikker Voordezen"
PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
WOORDEN = ("Knikker", "Bedenksel", "Voordezen", "2011-04-05", "Verzonnenlaan 1", "geheim-knikker")


@dataclass
class Bestanden:
    """Een driehoek, en waar haar databanken liggen; op PostgreSQL nergens."""

    driehoek: Driehoek
    map: Path

    @property
    def dienst(self) -> Dienst:
        return self.driehoek.bureau("politie").uitwisseling.dienst

    def paden(self) -> list[Path]:
        """Elk bestand van elke databank, ook het WAL, de index daarvan en wat tijdelijk is."""
        return [pad for pad in self.map.rglob("*.sqlite*") if pad.is_file()]

    def met(self, waarde: str) -> set[str]:
        """De tabellen van het bestand met een rij waarin dit staat, en de bestanden zelf."""
        in_rijen = {naam for naam, rij in _rijen(self.dienst.engine) if waarde in rij}
        return in_rijen | {pad.name for pad in self.paden() if waarde.encode() in pad.read_bytes()}


def _rijen(engine: Engine) -> Iterator[tuple[str, str]]:
    tabellen = MetaData()
    tabellen.reflect(engine)
    with engine.connect() as verbinding:
        for naam, tabel in tabellen.tables.items():
            for rij in verbinding.execute(select(tabel)):
                yield naam, " ".join(str(waarde) for waarde in rij)


@pytest.fixture(params=SOORTEN)
def bestanden(
    request: pytest.FixtureRequest, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Bestanden]:
    with (
        databanken(request, tmp_path) as nieuw,
        wereld(PARTIJEN, nieuw, uitgever, pki, tmp_path) as alles,
    ):
        yield Bestanden(Driehoek.richt_in(alles), tmp_path)


def _leef(driehoek: Driehoek) -> str:
    """Knikker zoals hij overal in het bestand van de politie staat; zijn id."""
    driehoek.deel_de_brutolijst()
    klant, persoon = driehoek.kantoor.analist, driehoek.personen[f"politie:{KNIKKER[0]}"]
    omschrijving = "Verzonnen, geheim-knikker."
    klant.maak(f"/personen/{persoon}/politiegegevens", {**ART8, "omschrijving": omschrijving})
    # Hij heette eerst anders: ook die naam heeft een plaats in de index gehad.
    for naam in (EERDER, KNIKKER[0]):
        etag = klant.vraag("GET", f"/personen/{persoon}").headers["ETag"]
        antwoord = klant.vraag(
            "PATCH",
            f"/personen/{persoon}",
            json={"naam": naam, "reden": f"Hij heet {naam}."},
            headers={"If-Match": etag},
        )
        assert antwoord.status_code == 200, antwoord.text
    klant.maak("/personen/_zoek", {"naam": KNIKKER[0], "geboortedatum": KNIKKER[1]}, 200)
    return persoon


def _vakken(dienst: Dienst) -> Sequence[str]:
    with dienst.lezend() as sessie:
        return alle_vakken(sessie)


def test_van_wie_wordt_vernietigd_blijft_niets_achter(bestanden: Bestanden) -> None:
    persoon, dienst = _leef(bestanden.driehoek), bestanden.dienst
    geboren = date.fromisoformat(KNIKKER[1])
    vakken = _vakken(dienst)
    index = [
        vak.persoon(naam, geboren)
        for naam in (KNIKKER[0], EERDER)
        for vak in dienst.kluis.indexen(vakken).values()
    ]
    assert "persoon" in bestanden.met(index[0])
    if dienst.engine.dialect.name == "sqlite":
        assert all(bestanden.met(een) for een in index), "anders zegt weg zijn niets"
    tabel = MetaData()
    tabel.reflect(dienst.engine, only=["persoon"])
    kolommen = tabel.tables["persoon"].c
    with dienst.engine.connect() as verbinding:
        vraag = select(kolommen.sleutel_id, kolommen.zegel).where(kolommen.id == persoon)
        sleutel, zegel = verbinding.execute(vraag).one()

    wie, _ = bestanden.driehoek.bureau("politie").medewerker("privacyfunctionaris")
    zoek = {"naam": KNIKKER[0], "geboortedatum": KNIKKER[1]}
    # Hij staat er nog eens, onder dezelfde index: de een houdt van de ander niets vast.
    dubbel = str(bestanden.driehoek.kantoor.analist.maak("/personen", zoek)["id"])
    bestanden.driehoek.bureau("politie").vernietig(persoon)
    for een in index:
        assert bestanden.met(een) == set()
    assert not bestanden.met(persoon) & {"lijstregel", "politiegegeven"}
    assert [een["id"] for een in wie.maak("/personen/_zoek", zoek, 200)["personen"]] == [dubbel]
    bestanden.driehoek.bureau("politie").vernietig(dubbel)

    naalden = {vorm: tekst for tekst in WOORDEN for vorm in vormen(tekst) if len(vorm) > 6}
    assert gevonden(bestanden.paden(), naalden) == []
    # Een oude kopie van zijn rij, onder de sleutel van toen, opent voor niemand meer.
    with pytest.raises(SleutelVernietigd):
        dienst.kluis.open(sleutel, zegel, persoonplaats(persoon).encode())
    assert wie.vraag("GET", f"/personen/{persoon}").status_code == 410
    # En met geen sleutel van nu is nog na te gaan of zijn naam in een oude kopie stond.
    nu = dienst.kluis.indexen([*vakken, *_vakken(dienst)]).values()
    assert nu, "anders zegt geen van alle niets"
    assert not {vak.persoon(n, geboren) for n in (KNIKKER[0], EERDER) for vak in nu} & set(index)
    assert wie.maak("/personen/_zoek", zoek, 200)["personen"] == []
