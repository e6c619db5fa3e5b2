"""Na de nettolijst is van wie eraf ging niets meer te lezen: op schijf, noch uit een oude kopie."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.kluis.fouten import SleutelVernietigd
from tests.e2e.zoeken import gevonden, vormen
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.driehoek import KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import wereld

PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
RIJEN = (
    "SELECT sleutel_id, zegel, 'persoon/' || id FROM persoon",
    "SELECT sleutel_id, inhoud, 'ontvangen/' || id FROM ontvangen_gegeven",
)


@pytest.fixture
def driehoek(uitgever: Uitgever, pki: Pki, tmp_path: Path) -> Iterator[Driehoek]:
    def databank(naam: str) -> str:
        return f"sqlite:///{tmp_path / naam}.sqlite"

    with wereld(PARTIJEN, databank, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


def lees(bestand: Path, vraag: str) -> list[tuple[str, bytes, str]]:
    with sqlite3.connect(f"file:{bestand}?mode=ro", uri=True) as verbinding:
        return list(verbinding.execute(vraag))


def koppelingen(bestand: Path, betrokkene: str, persoon: str) -> list[str]:
    """Tabellen met een rij die pseudoniem en persoon allebei noemt."""
    with sqlite3.connect(f"file:{bestand}?mode=ro", uri=True) as verbinding:
        vraag = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tabellen = [naam for (naam,) in verbinding.execute(vraag)]
        return [
            tabel
            for tabel in tabellen
            for rij in verbinding.execute(f'SELECT * FROM "{tabel}"')  # noqa: S608 - eigen namen
            if {betrokkene, persoon} <= {str(waarde) for waarde in rij}
        ]


def test_na_de_nettolijst_is_van_wie_eraf_ging_niets_meer_leesbaar(
    driehoek: Driehoek, tmp_path: Path
) -> None:
    driehoek.deel_de_brutolijst()
    lijst = driehoek.weeg_allen(STERRIN[0])
    knikker = next(r for r in lijst["regels"] if r["naam"] == KNIKKER[0])
    bij = {"gemeente": knikker["persoonId"], "politie": driehoek.personen[f"politie:{KNIKKER[0]}"]}
    bij["om"] = next(
        lid["persoonId"]
        for lid in driehoek.secretaris.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
        if lid["betrokkene"] == knikker["betrokkene"]
    )
    for code, persoon in bij.items():
        bestand = tmp_path / f"{code}.sqlite"
        assert koppelingen(bestand, knikker["betrokkene"], persoon), "anders zegt weg zijn niets"
    # Een kopie van het bestand van vóór de vernietiging: alles wat toen verzegeld was.
    oud = {
        code: [rij for vraag in RIJEN for rij in lees(tmp_path / f"{code}.sqlite", vraag)]
        for code in ("gemeente", "om")
    }

    driehoek.kantoor.naar_stap(3)
    assert driehoek.stel_vast(lijst["id"]).status_code == 200
    driehoek.ruim_op()

    geheim = (*KNIKKER, "Geheime reden van weging (verzonnen).", "Verzonnenlaan 1")
    naalden = {vorm: tekst for tekst in geheim for vorm in vormen(tekst) if len(vorm) > 6}
    bestanden = [pad for pad in tmp_path.rglob("*.sqlite*") if pad.is_file()]
    assert len(bestanden) >= 6
    assert gevonden(bestanden, naalden) == []
    for code, persoon in bij.items():
        bestand = tmp_path / f"{code}.sqlite"
        assert koppelingen(bestand, knikker["betrokkene"], persoon) == []
        # Ook niet als rest van een weggegooide rij, in het bestand of zijn WAL.
        for pad in tmp_path.glob(f"{code}.sqlite*"):
            assert (persoon + knikker["betrokkene"]).encode() not in pad.read_bytes()
    for code, rijen in oud.items():
        kluis = driehoek.bureau(code).uitwisseling.dienst.kluis
        open_, dicht = 0, 0
        for sleutel, zegel, plaats in rijen:
            try:
                plat = kluis.open(sleutel, zegel, plaats.encode())
            except SleutelVernietigd:
                dicht += 1
            else:
                open_ += 1
                assert KNIKKER[0].encode() not in plat
        # Knikker zelf en zijn drie ontvangen gegevens; bij het om ging de hele brutolijst mee.
        assert (open_ > 0, dicht) == ((False, 8) if code == "om" else (True, 4))


def test_wat_een_ander_gaf_over_een_eigen_bekende_gaat_ook_in_een_oude_kopie_dicht(
    driehoek: Driehoek, tmp_path: Path
) -> None:
    driehoek.deel_de_brutolijst()
    lijst = driehoek.weeg_allen(KNIKKER[0])
    eigen = {code: driehoek.personen[f"{code}:{STERRIN[0]}"] for code in ("gemeente", "politie")}
    oud = {
        code: [
            [rij for rij in lees(tmp_path / f"{code}.sqlite", vraag) if persoon in rij[3:]]
            for vraag in (
                "SELECT sleutel_id, zegel, 'persoon/' || id, id FROM persoon",
                "SELECT sleutel_id, inhoud, 'ontvangen/' || id, persoon_id FROM ontvangen_gegeven",
                "SELECT sleutel_id, inhoud, 'uitgaand/' || bericht_id || '/' || volgnummer, "
                "persoon_id FROM uitgaand_onderdeel",
            )
        ]
        for code, persoon in eigen.items()
    }

    driehoek.kantoor.naar_stap(3)
    assert driehoek.stel_vast(lijst["id"]).status_code == 200
    driehoek.ruim_op()

    for code, (zelf, ontvangen, verzonden) in oud.items():
        kluis = driehoek.bureau(code).uitwisseling.dienst.kluis
        assert (len(zelf), len(ontvangen)) == (1, 3), "anders zegt dicht zijn niets"
        assert len(verzonden) >= 3
        # Wie iemand zelf kent, houdt hem in het eigen bestand: die sleutel blijft.
        sleutel, zegel, plaats, _ = zelf[0]
        assert STERRIN[0].encode() in kluis.open(sleutel, zegel, plaats.encode())
        klant, _ = driehoek.klant(code)
        assert klant.vraag("GET", f"/personen/{eigen[code]}").status_code == 200
        for sleutel, inhoud, plaats, _ in (*ontvangen, *verzonden):
            with pytest.raises(SleutelVernietigd):
                kluis.open(sleutel, inhoud, plaats.encode())
