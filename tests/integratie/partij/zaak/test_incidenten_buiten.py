"""Een incident gaat ook naar een partij die niet meedoet, en naar mensen die niet zijn ingelogd."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.postvak import Postvak, draaiend_postvak
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.incidentwerk import ANDEREN, WAT, Wacht
from tests.integratie.partij.keten import draaiende_keten
from tests.integratie.partij.stukwerk import ZACHT

PIKET = "piket@gemeente.example"


@dataclass
class Buiten:
    """Het OM doet niet mee; de gemeente laat zich mailen."""

    wacht: Wacht
    postvak: Postvak


@pytest.fixture(scope="module", params=SOORTEN)
def buiten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Buiten]:
    map_ = tmp_path_factory.mktemp("buiten")
    with draaiend_postvak() as postvak, databanken(request, map_) as nieuw:
        mail = {
            "meldingen": {"mail": [PIKET]},
            "smtp": {
                "host": "127.0.0.1", "poort": postvak.poort, "beveiliging": "geen",
                "afzender": "driehoek@gemeente.example",
            },
        }  # fmt: skip
        with draaiende_keten(
            nieuw, uitgever, pki, map_, partijen={"om": {"actief": False}},
            instellingen={"gemeente": mail},
        ) as keten:  # fmt: skip
            yield Buiten(Wacht(keten), postvak)


def test_ook_een_partij_die_niet_meedoet_hoort_het_en_meldt_het(buiten: Buiten) -> None:
    wacht = buiten.wacht
    gemeld = wacht.meld()
    assert {een["partij"]: een["status"] for een in gemeld["ontvangers"]} == dict.fromkeys(
        ANDEREN, "afgeleverd"
    )
    assert wacht.bij("om", gemeld["id"])["omschrijving"] == WAT["omschrijving"]
    van_het_om = wacht.meld(wie=wacht.functionaris["om"])
    assert wacht.bij("politie", van_het_om["id"])["van"] == "om"


def test_de_mail_noemt_de_aard_en_de_maatregelen_en_wat_misschien_iemand_aanwijst_pas_later(
    buiten: Buiten,
) -> None:
    wacht = buiten.wacht
    gemeld = wacht.meld(aard="beschikbaarheid")
    brief = _brief(buiten, gemeld["id"])
    assert brief["Subject"] == "De politie meldt een incident (beschikbaarheid)"
    assert brief["To"] == PIKET
    assert f"Wat ertegen is gedaan: {WAT['maatregelen']}" in brief.get_content()

    # De soort van het incident, en niet wat er gebeurde: dat leest wie het register mag lezen.
    apart = wacht.meld(omschrijving=ZACHT, maatregelen="Zijn toegang is ingetrokken.")
    tekst = _brief(buiten, apart["id"]).get_content()
    assert "volgt als een mens haar vrijgeeft" in tekst
    assert "ingetrokken" not in tekst
    wacht.laat_vrijgeven("gemeente")
    later = _brief(buiten, apart["id"])
    assert later["Subject"] == "De politie vertelt meer over een incident (vertrouwelijkheid)"
    assert "Zijn toegang is ingetrokken." in later.get_content()
    for een in buiten.postvak.brieven:
        tekst = een["Subject"] + een.get_content()
        assert WAT["omschrijving"] not in tekst
        assert ZACHT not in tekst


def _brief(buiten: Buiten, incident: str) -> EmailMessage:
    """De laatste over dit incident, als alles is bezorgd."""
    keten = buiten.wacht.keten
    bezorger = keten.bureaus["gemeente"].geheel.bezorger
    while keten.doe(bezorger.ronde()):
        pass
    van = [een for een in buiten.postvak.brieven if f"/incidenten/{incident}" in een.get_content()]
    return van[-1]
