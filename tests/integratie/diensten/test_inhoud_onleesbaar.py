"""Niemand leest inhoud uit het databankbestand, ook niet in kopieën van voor de vernietiging."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from services.om.partij import OM
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.opslag.engine import maak_engine
from shared.partijdienst.onderwerpen import bijdragen_van
from tests.hulp.vernietigen import vernietig
from tests.integratie.diensten.opstelling import Klant, Opstelling

GEHEIM = {
    "naam": "Bliksem Nooitgedacht",
    "geboortedatum": "2011-12-13",
    "adres": "Onvindbaarlaan 99",
    "woonplaats": "Nergenshuizen",
    "telefoon": "06-0000 9876",
    "email": "bliksem@onvindbaar.example",
}
STUK = {
    "aard": "feit",
    "derdenVerwijderd": True,
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
    "zaaknummer": "10/987654-26",
    "omschrijving": "Ongelezen omschrijving van iets verzonnens.",
    "datum": "2026-09-17",
}
REDEN = "Onleesbare reden van de correctie."
MEDEWERKER = "Onleesbare Medewerkersnaam"
ZOEKTERMEN = [
    *GEHEIM.values(),
    "Nooitgedacht",
    "nooitgedacht",
    "13-12-2011",
    STUK["zaaknummer"],
    "Ongelezen",
    STUK["datum"],
    REDEN,
    MEDEWERKER,
]


def _vul(om: Opstelling) -> tuple[Klant, str]:
    klant = om.medewerker("parketsecretaris", naam=MEDEWERKER)
    persoon = klant.maak("/personen", GEHEIM)
    pad = f"/personen/{persoon['id']}"
    stuk = klant.maak(f"{pad}/strafvorderlijke-gegevens", STUK)
    for hier, veld in ((pad, "adres"), (f"{pad}/strafvorderlijke-gegevens/{stuk['id']}", "datum")):
        etag = klant.vraag("GET", hier).headers["ETag"]
        nieuw = {"adres": "Onvindbaarlaan 100", "datum": "2026-09-18"}[veld]
        antwoord = klant.vraag(
            "PATCH", hier, json={veld: nieuw, "reden": REDEN}, headers={"If-Match": etag}
        )
        assert antwoord.status_code == 200
    zoek = {"naam": GEHEIM["naam"], "geboortedatum": GEHEIM["geboortedatum"]}
    assert klant.vraag("POST", "/personen/_zoek", json=zoek).json()["personen"]
    return klant, str(persoon["id"])


def _alle_bytes(url: str) -> bytes:
    """Everything the database holds: the files of SQLite, every cell of PostgreSQL."""
    if url.startswith("sqlite"):
        pad = Path(url.removeprefix("sqlite:///"))
        return b"".join(deel.read_bytes() for deel in sorted(pad.parent.glob(pad.name + "*")))
    engine = maak_engine(url)
    try:
        delen: list[bytes] = []
        with engine.connect() as verbinding:
            for tabel in inspect(engine).get_table_names():
                for rij in verbinding.execute(text(f'SELECT * FROM "{tabel}"')):  # noqa: S608
                    delen += [_als_bytes(cel) for cel in rij]
        return b"\n".join(delen)
    finally:
        engine.dispose()


def _als_bytes(cel: Any) -> bytes:
    return bytes(cel) if isinstance(cel, bytes | memoryview) else str(cel).encode()


@pytest.mark.parametrize("welke", ["bestand", "kluis"])
def test_geen_byte_inhoud_in_de_databank(om: Opstelling, welke: str) -> None:
    _, persoon_id = _vul(om)
    inhoud = _alle_bytes(om.urls[welke])
    if welke == "bestand":
        assert persoon_id.encode() in inhoud, "de zoekactie zelf moet wel iets vinden"
    gevonden = [term for term in ZOEKTERMEN if str(term).encode() in inhoud]
    assert gevonden == []


def test_vernietigen_maakt_ook_dossier_en_geschiedenis_onleesbaar(om: Opstelling) -> None:
    klant, persoon_id = _vul(om)
    privacy = om.medewerker("privacyfunctionaris", "privacy@partij.example")
    with om.dienst.transactie() as sessie:
        oud = sessie.get_one(PersoonRij, persoon_id)
        sleutel_id, zegel = oud.sleutel_id, oud.zegel
    assert sleutel_id is not None
    assert zegel is not None
    vernietig(privacy, om.bevestiger, persoon_id)
    pad = f"/personen/{persoon_id}/strafvorderlijke-gegevens"
    assert klant.vraag("GET", pad).status_code == 410
    assert klant.vraag("GET", f"/personen/{persoon_id}/correcties").status_code == 410
    with om.dienst.transactie() as sessie:
        correcties = sessie.query(CorrectieRij).filter_by(persoon_id=persoon_id).all()
        assert [rij.zegel for rij in correcties] == [None, None]
        for tabel in bijdragen_van(OM).dossiers:
            assert sessie.query(tabel).filter_by(persoon_id=persoon_id).count() == 0
    # Wie het oude zegel uit een kopie van voor de vernietiging terugzet, leest nog steeds niets.
    with om.dienst.transactie() as sessie:
        rij = sessie.get_one(PersoonRij, persoon_id)
        rij.sleutel_id, rij.zegel, rij.vernietigd_op = sleutel_id, zegel, None
    assert klant.vraag("GET", f"/personen/{persoon_id}").status_code == 410


def test_een_zegel_van_een_ander_past_niet(om: Opstelling) -> None:
    klant = om.medewerker("parketsecretaris")
    eerste, tweede = (klant.maak("/personen", GEHEIM)["id"] for _ in range(2))
    with om.dienst.transactie() as sessie:
        van, naar = sessie.get_one(PersoonRij, eerste), sessie.get_one(PersoonRij, tweede)
        naar.zegel, naar.sleutel_id = van.zegel, van.sleutel_id
    antwoord = klant.vraag("GET", f"/personen/{tweede}")
    assert antwoord.status_code == 500
    assert GEHEIM["naam"] not in antwoord.text
