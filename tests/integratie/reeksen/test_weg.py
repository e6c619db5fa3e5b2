"""De weg van een bericht, gemeten: in welke bestanden er iets loopt, heen en terug.

Een verstrekking gaat van de opdracht van een medewerker tot het nagekeken bewijs, door de dienst,
de gateway en de andere dienst. Geteld is elk bestand van het product waarvan een functie loopt; wat
alleen een vorm of tabel beschrijft telt dus niet mee. `-s` laat zien welke het zijn.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

import httpx
import pytest

from deploy.pki import Pki
from tests.architectuur import cijfers
from tests.architectuur.bron import PRODUCT, WORTEL
from tests.hulp.inloggen import draaiende_uitgever
from tests.integratie.partij.driehoek import AFWEGING
from tests.integratie.reeksen.eigen_bestand import leg_mensen_vast
from tests.integratie.reeksen.stelsel import Stelsel, draaiend_stelsel, in_geheugen
from tests.integratie.reeksen.zaak import Zaak

# De kamers waar een bericht doorheen gaat. De andere zijn wat zij gebruiken: het convenant, het
# log, de kluis, HTTP, de databank; die hebben elk een voordeur.
DRAGERS = ("gateway/", "services/", "shared/partij/", "shared/bestand/", "shared/verzenden/")
DRAGERS += ("shared/zaak/", "shared/innemen/")
# Haalt bij wanneer het kan; daar wacht geen bericht op, en de ene keer valt het samen.
ERNAAST = "gateway/zoekregister/"


class Spoor:
    """Luistert in elke draad naar wat er loopt, zolang het aan staat."""

    def __init__(self) -> None:
        self._paden: set[str] | None = None

    def __call__(self, frame: FrameType, gebeurtenis: str, _: object) -> None:
        if self._paden is not None and gebeurtenis == "call":
            code = frame.f_code
            if code.co_name != "<module>":
                self._paden.add(code.co_filename)

    def van(self, verzoek: Callable[[], httpx.Response], status: int) -> frozenset[str]:
        """De bestanden van het product waarin tijdens dit verzoek iets loopt."""
        self._paden = gelopen = set[str]()
        antwoord = verzoek()
        self._paden = None
        assert antwoord.status_code == status, antwoord.text
        begin = tuple(f"{WORTEL}/{map_}/" for map_ in PRODUCT)
        return frozenset(pad.removeprefix(f"{WORTEL}/") for pad in gelopen if pad.startswith(begin))


@pytest.fixture(scope="module")
def spoor() -> Iterator[Spoor]:
    # Voor er een draad is: een draad die al loopt hoort het niet.
    luistert, vorige, in_draden = Spoor(), sys.getprofile(), threading.getprofile()
    threading.setprofile(luistert)
    sys.setprofile(luistert)
    yield luistert
    sys.setprofile(vorige)
    threading.setprofile(in_draden)


@pytest.fixture(scope="module")
def stelsel(spoor: Spoor, pki: Pki) -> Iterator[Stelsel]:
    """Een eigen stelsel, waarvan elke draad meetelt."""
    with (
        in_geheugen() as map_,
        draaiende_uitgever() as uitgever,
        draaiend_stelsel(uitgever, pki, map_) as gevonden,
    ):
        yield gevonden


def _verstrekking(zaak: Zaak) -> Callable[[], httpx.Response]:
    """Wat de gemeente aan de politie geeft over iemand die daar nog niet bekend is."""
    leg_mensen_vast(zaak, "gemeente")
    mens = next(een for een in reversed(zaak.mensen) if een.categorie == 1)
    grond = {"grondslag": "AVG6_1_E", "kenmerken": {"taakgrondslag": "GEMW172"}}
    opdracht = {
        "soort": "verstrekking",
        "doel": "D1",
        "afweging": AFWEGING,
        "groep": zaak.groep,
        "ontvanger": "politie",
        "ontvangendeMedewerker": zaak.stelsel.gekend["politie", "analist"],
        "onderdelen": [{"persoon": mens.persoon, "gegevenssoort": "NAW", **grond}],
    }
    wie = zaak.stelsel.gekend["gemeente", "regisseur"]
    return lambda: zaak.stelsel.bij("gemeente", wie, "POST", "/verstrekkingen", json=opdracht)


def test_de_weg_van_een_bericht_is_zo_lang_als_er_staat(stelsel: Stelsel, spoor: Spoor) -> None:
    zaak = Zaak.in_stap(stelsel, random.Random(7), 5)
    eerste, tweede, derde = (_verstrekking(zaak) for _ in range(3))
    # De eerste haalt op wat een proces daarna onthoudt. Wat er toevallig naast loopt, loopt niet
    # bij de twee andere allebei.
    assert eerste().json()["status"] == "afgeleverd"
    alles = spoor.van(tweede, 201) & spoor.van(derde, 201)
    lezen = spoor.van(
        lambda: stelsel.bij(
            "gemeente", stelsel.gekend["gemeente", "regisseur"], "GET", f"/groepen/{zaak.groep}"
        ),
        200,
    )
    eigen = {pad for pad in alles - lezen if not pad.startswith(ERNAAST)}
    weg = {pad for pad in eigen if pad.startswith(DRAGERS)}
    telling = f"{len(weg)} / {len(eigen)} / {len(alles)}"
    print("", *sorted(weg), telling, sep="\n")  # noqa: T201 - met -s te zien
    staat = cijfers.weg_in(cijfers.STUK.read_text(encoding="utf-8"))
    is_ = (len(weg), len(eigen), len(alles))
    assert len(staat) == len(is_), f"In {cijfers.STUK.name} staan de drie getallen niet meer."
    assert all(map(cijfers.klopt_ongeveer, staat, is_)), (
        f"In {cijfers.STUK.name} staat {staat}, het is {is_}: maak haar korter, of schrijf het op."
    )
