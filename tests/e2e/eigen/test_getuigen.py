"""Een gateway die liegt over het log valt door de mand bij de getuige van een partij.

Hier heeft de aanvaller alles wat de gateway heeft: de databank, de sleutel van het log en het
transportcertificaat. Wat hij niet heeft, is het geheugen van de partijen.
"""

from __future__ import annotations

import base64
import json
import shutil
import ssl
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import delete, select

from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from gateway.zoekregister.register import Zoekregister
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.bladen import Blad, Bladsoort
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.getuigenis import schrijf_verzoek
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import LOG_BLAD, METADATA
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from tests.e2e.bewijs import haal_bundel, logstand, verifieer
from tests.e2e.conftest import SNEL, draaiend
from tests.e2e.gestolen import met_gatewaycertificaat
from tests.e2e.kantoor import (
    ANALIST,
    BURGEMEESTER,
    NAGELEZEN,
    OFFICIER,
    REGISSEUR,
    TEAMCHEF,
    Wie,
    wacht_tot,
)
from tests.e2e.storing import zonder
from tests.e2e.wereld import Wereld

CONTROLEURS = {
    "gemeente": Wie("gemeente", "privacyfunctionaris"),
    "politie": Wie("politie", "privacyfunctionaris"),
    "om": Wie("om", "privacyfunctionaris"),
}
BESLISSERS = {"gemeente": BURGEMEESTER, "politie": TEAMCHEF, "om": OFFICIER}


@pytest.fixture(scope="module")
def gedeeld(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Wereld]:
    """Voor wie haar heel achterlaat; de laatste test van het bestand hoeft dat niet."""
    with _met_getuigen(tmp_path_factory.mktemp("getuigen"), lege_omgeving) as wereld:
        yield wereld


@pytest.fixture
def eigen_wereld(tmp_path: Path, lege_omgeving: Path) -> Iterator[Wereld]:
    """Een omgeving voor één test: daarna vertrouwt niemand elkaar meer."""
    with _met_getuigen(tmp_path, lege_omgeving) as wereld:
        yield wereld


@contextmanager
def _met_getuigen(map_: Path, leeg: Path) -> Iterator[Wereld]:
    map_ /= "omgeving"
    shutil.copytree(leeg, map_)
    extra = {
        **SNEL,
        "limieten": {**SNEL["limieten"], "getuigenronde_seconden": 0.3, "log_volgen_seconden": 0.5},
    }
    with draaiend(Omgeving(map_, vrije_poorten(lees_lokaal()), extra=extra)) as wereld:
        yield wereld


def _logsleutel(wereld: Wereld) -> Notitiesleutel:
    sleutel = load_pem_private_key(wereld.omgeving.pki.logsleutel.read_bytes(), None)
    assert isinstance(sleutel, Ed25519PrivateKey)
    return Notitiesleutel(wereld.omgeving.lokaal.log_naam, sleutel)


def _getuige(wereld: Wereld, partij: str) -> dict[str, Any]:
    gevonden: dict[str, Any] = wereld.als(CONTROLEURS[partij]).haal("/getuige")
    return gevonden


def _medeondertekend(wereld: Wereld) -> None:
    """Wacht tot elke partij het log ondertekende zoals het nu is."""
    grootte = int(logstand(wereld).split("\n")[1])
    for partij in CONTROLEURS:
        wacht_tot(
            lambda partij=partij: _getuige(wereld, partij)["grootte"] >= grootte,
            f"de getuige van {partij} tekende",
        )


def _herschrijf(wereld: Wereld, verander: Callable[[list[Blad]], list[Blad]]) -> None:
    """Alle bladen opnieuw geschreven en ondertekend, met de echte sleutel van het log."""
    url = f"sqlite:///{wereld.omgeving.paden.databank('gateway')}"
    engine = maak_engine(url)
    with engine.begin() as verbinding:
        vraag = select(LOG_BLAD).order_by(LOG_BLAD.c.nummer)
        bladen = [
            Blad(Bladsoort(rij.soort), rij.tijdstip, bytes(rij.inhoud), rij.sleutel)
            for rij in verbinding.execute(vraag)
        ]
        for tabel in METADATA.sorted_tables:
            verbinding.execute(delete(tabel))
    with Logschrijver(engine, _logsleutel(wereld)) as schrijver:
        for blad in verander(bladen):
            schrijver.voeg_toe_sync(blad)
    Zoekregister(standaard_convenant()).herbouw(engine)
    engine.dispose()


def _alarm(wereld: Wereld, partij: str) -> dict[str, Any]:
    alarmen = wacht_tot(
        lambda: _open_alarmen(wereld, partij), f"{partij} betrapt het log", seconden=30
    )
    alarm: dict[str, Any] = alarmen[0]
    return alarm


def _open_alarmen(wereld: Wereld, partij: str) -> list[dict[str, Any]]:
    """Waar nog niemand over oordeelde."""
    return [een for een in _getuige(wereld, partij)["alarmen"] if een["erkendOp"] is None]


def test_elke_partij_ondertekent_mede_en_dat_zit_in_de_bundel(
    gedeeld: Wereld, tmp_path: Path
) -> None:
    wereld = gedeeld
    zaak = wereld.zaak()
    zaak.vraag(REGISSEUR, ANALIST)
    _medeondertekend(wereld)
    wacht_tot(lambda: _ontbrekend(wereld) == "", "het checkpoint is compleet")
    bundel = haal_bundel(wereld, {"groep": zaak.id}, tmp_path / "bewijs.zip")
    klaar = verifieer(bundel, "--vertrouwen", str(wereld.omgeving.pki.vertrouwen))
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    with zipfile.ZipFile(bundel) as zip_:
        sleutels = json.loads(zip_.read("sleutels.json"))
    assert sorted(sleutels["getuigen"]) == sorted(CONTROLEURS)
    assert all(partij in klaar.stdout for partij in CONTROLEURS)

    # Zonder één getuige gaat de uitwisseling door, maar het staat erbij.
    with zonder(wereld, "om"):
        zaak.vraag(REGISSEUR, ANALIST, "Nog iets bekend?")
        wacht_tot(lambda: _ontbrekend(wereld) == "om", "de medeondertekening van om ontbreekt")


def _ontbrekend(wereld: Wereld) -> str:
    url = wereld.omgeving.lokaal.gateway.url
    with _met_partijcertificaat(wereld) as client:
        antwoord = client.get(f"{url}/v1/logboek/checkpoint?medeondertekend=true")
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.headers["getuigen-ontbreken"]


def _met_partijcertificaat(wereld: Wereld) -> httpx.Client:
    pki = wereld.omgeving.pki
    paar = pki.deelnemers["politie"].transport
    tls = ssl.create_default_context(cafile=str(pki.vertrouwen))
    tls.load_cert_chain(paar.certificaat, paar.sleutel)
    return httpx.Client(verify=tls)


def test_een_herschreven_blad_wordt_gevonden_en_dan_gaat_er_niets_meer_uit(
    gedeeld: Wereld,
) -> None:
    wereld = gedeeld
    zaak = wereld.zaak()
    zaak.vraag(REGISSEUR, ANALIST)
    _medeondertekend(wereld)

    def verander(bladen: list[Blad]) -> list[Blad]:
        nummer = max(n for n, blad in enumerate(bladen) if blad.soort is Bladsoort.BESLUIT)
        velden = json.loads(bladen[nummer].inhoud)
        velden["besluit"]["plichten"] = []
        anders = json.dumps(velden, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        oud = bladen[nummer]
        bladen[nummer] = Blad(oud.soort, oud.tijdstip, anders.encode(), oud.sleutel)
        return bladen

    with zonder(wereld, "gateway"):
        _herschrijf(wereld, verander)
    for partij in CONTROLEURS:
        alarm = _alarm(wereld, partij)
        assert alarm["eerder"] != alarm["later"]
    stand = wereld.als(REGISSEUR).stuur(
        "/informatieverzoeken",
        {
            "groep": zaak.id,
            "ontvanger": "politie",
            "ontvangendeMedewerker": wereld.autorisatie(ANALIST),
            "vraag": "Dit gaat nog niet weg.",
            **NAGELEZEN,
        },
    )
    assert stand["status"] == "wachtend"
    assert "spreekt zichzelf tegen" in stand["laatsteFout"]
    # Iemand zoekt het uit en aanvaardt de geschiedenis van nu; dan gaat het bericht alsnog.
    for partij in CONTROLEURS:
        _aanvaard_alles(wereld, partij)
    assert zaak.wacht_op(REGISSEUR, stand["id"])["status"] == "afgeleverd"


def _aanvaard_alles(wereld: Wereld, partij: str) -> None:
    """Ook een alarm dat er nog bij kwam terwijl iemand de andere las.

    Eén oordeel kan meer alarmen beslechten; daarom wordt na elk oordeel opnieuw gelezen.
    """
    while open_ := _open_alarmen(wereld, partij):
        # Niemand heft een bewezen stop alleen op: wie namens de partij besluit, komt tot hetzelfde.
        # Wat een ander meldde zonder dat het zichzelf bewijst, houdt niets tegen en vraagt er één.
        for wie in (CONTROLEURS[partij], BESLISSERS[partij]):
            oordeel = wereld.als(wie).stuur(
                f"/logalarmen/{open_[0]['id']}/_erken",
                {"verderMet": "later", "reden": "Verzonnen: hersteld na onderzoek."},
            )
            if oordeel["erkendOp"] is not None:
                break


def test_twee_partijen_krijgen_twee_geschiedenissen_te_zien(eigen_wereld: Wereld) -> None:
    """De gateway toont om een ander log dan de rest; zij tekende al met de rest mee."""
    wereld = eigen_wereld
    wereld.zaak().vraag(REGISSEUR, ANALIST)
    stand = logstand(wereld)
    _medeondertekend(wereld)
    adres = f"{wereld.omgeving.lokaal.onderdeel('om').url}/v1/getuige/add-checkpoint"
    tekst = {"Content-Type": "text/plain"}
    with met_gatewaycertificaat(wereld) as client:
        eerder = client.post(adres, content=schrijf_verzoek(0, [], stand), headers=tekst)
        # Klanten van de norm vergelijken het type letter voor letter.
        assert (eerder.status_code, eerder.headers["content-type"]) == (409, "text/x.tlog.size")
        # Sinds die stand kan er een blad bij gekomen zijn, zoals een alarm.
        grootte = int(eerder.text)
        assert eerder.text == f"{grootte}\n"
        assert int(stand.split("\n")[1]) <= grootte <= _getuige(wereld, "om")["grootte"]
        vals = Checkpoint(wereld.omgeving.lokaal.log_naam, grootte, b"\x00" * 32)
        notitie = onderteken_checkpoint(vals, _logsleutel(wereld))
        antwoord = client.post(adres, content=schrijf_verzoek(grootte, [], notitie), headers=tekst)
    assert antwoord.status_code == 422, antwoord.text
    alarm = _alarm(wereld, "om")
    assert alarm["later"] == notitie
    assert base64.b64encode(b"\x00" * 32).decode() in alarm["later"]
    # Het OM vertelt het de anderen zelf, buiten de gateway om; ook zij versturen niets meer.
    for partij in ("gemeente", "politie"):
        gemeld = _alarm(wereld, partij)
        assert (gemeld["gemeldDoor"], gemeld["bewezen"]) == ("om", True)
        assert (gemeld["eerder"], gemeld["later"]) == (alarm["eerder"], alarm["later"])


def test_een_ingekort_log_wordt_gevonden(gedeeld: Wereld) -> None:
    wereld = gedeeld
    zaak = wereld.zaak()
    zaak.vraag(REGISSEUR, ANALIST)
    _medeondertekend(wereld)
    with zonder(wereld, "gateway"):
        _herschrijf(wereld, lambda bladen: bladen[:-4])
    gevonden = [_alarm(wereld, partij) for partij in CONTROLEURS]
    assert all("log" in alarm["melding"].lower() for alarm in gevonden)
