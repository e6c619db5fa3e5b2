"""Een incident gaat ook naar een partij die niet meedoet, en naar mensen die niet zijn ingelogd."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.postvak import Postvak, draaiend_postvak
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.incidentwerk import ANDEREN, WAT, Wacht
from tests.integratie.partij.keten import draaiende_keten

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


def test_de_mail_noemt_de_aard_en_geen_woord_van_de_tekst(buiten: Buiten) -> None:
    wacht = buiten.wacht
    wacht.meld(aard="beschikbaarheid")
    bezorger = wacht.keten.bureaus["gemeente"].geheel.bezorger
    while wacht.keten.doe(bezorger.ronde()):
        pass
    brieven = [een for een in buiten.postvak.brieven if "beschikbaarheid" in een["Subject"]]
    (brief,) = brieven
    assert brief["Subject"] == "De politie meldt een incident (beschikbaarheid)"
    assert brief["To"] == PIKET
    assert "/incidenten/" in brief.get_content()
    for een in buiten.postvak.brieven:
        tekst = een["Subject"] + een.get_content()
        assert WAT["omschrijving"] not in tekst
        assert WAT["maatregelen"] not in tekst
