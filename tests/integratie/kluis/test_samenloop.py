"""Meer processen op een kluis, en een sleutelbron of databank die even weg is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.fouten import KluisNietBeschikbaar, SleutelVernietigd
from shared.kluis.kluis import Kluis
from shared.kluis.zegel import zegelcontext
from shared.opslag.engine import maak_engine
from tests.integratie.kluis.opstelling import Opstelling

PLEK = zegelcontext("persoon", "naam", "1")


@pytest.fixture
def ander(opstelling: Opstelling) -> Iterator[Kluis]:
    """De kluis zoals een tweede proces haar opent: eigen verbindingen, eigen geheugen."""
    engine = maak_engine(opstelling.url, wachttijd_seconden=20)
    yield Kluis(engine, BestandsSleutelbron(opstelling.pad, test_toegestaan=True))
    engine.dispose()


class Bron:
    """Een echte sleutelbron waar iets tussen kan komen."""

    def __init__(self, echt: BestandsSleutelbron) -> None:
        self._echt = echt
        self.voor_ontwikkelen: Callable[[], None] = lambda: None
        self.voor_verlies: Callable[[], None] = lambda: None

    def tijdperken(self) -> frozenset[str]:
        return self._echt.tijdperken()

    def maak_tijdperk(self, tijdperk: str) -> None:
        self._echt.maak_tijdperk(tijdperk)

    def vernietig_tijdperk(self, tijdperk: str) -> None:
        self.voor_verlies()
        self._echt.vernietig_tijdperk(tijdperk)

    def wikkel(self, tijdperk: str, sleutel: bytes) -> bytes:
        return self._echt.wikkel(tijdperk, sleutel)

    def ontwikkel(self, tijdperk: str, gewikkeld: bytes) -> bytes:
        self.voor_ontwikkelen()
        return self._echt.ontwikkel(tijdperk, gewikkeld)


def test_wat_een_proces_vernietigt_is_voor_het_andere_meteen_weg(
    opstelling: Opstelling, ander: Kluis
) -> None:
    weg, blijft = opstelling.kluis.maak_sleutel(), opstelling.kluis.maak_sleutel()
    van_weg, van_blijft = (opstelling.kluis.verzegel(s, b"x", PLEK) for s in (weg, blijft))
    assert ander.open(weg, van_weg, PLEK) == b"x"
    opstelling.kluis.vernietig(weg)
    with pytest.raises(SleutelVernietigd):
        ander.open(weg, van_weg, PLEK)
    assert ander.open(blijft, van_blijft, PLEK) == b"x"
    ander.vernietig(ander.maak_sleutel())
    assert opstelling.kluis.open(blijft, van_blijft, PLEK) == b"x"


def test_een_rotatie_tussen_lezen_en_ontwikkelen_door_is_niet_te_merken(
    opstelling: Opstelling, ander: Kluis
) -> None:
    bron = Bron(opstelling.bron)
    kluis = Kluis(opstelling.engine, bron)
    sleutel = ander.maak_sleutel()
    verzegeld = ander.verzegel(sleutel, b"inhoud", PLEK)
    keren = iter(range(1))

    def roteer_eenmaal() -> None:
        for _ in keren:
            ander.vernietig(ander.maak_sleutel())

    bron.voor_ontwikkelen = roteer_eenmaal
    assert kluis.open(sleutel, verzegeld, PLEK) == b"inhoud"
    assert next(keren, None) is None


def test_twee_processen_vernietigen_en_maken_door_elkaar(
    opstelling: Opstelling, ander: Kluis
) -> None:
    kluizen = (opstelling.kluis, ander)
    blijvers = [opstelling.kluis.maak_sleutel() for _ in range(4)]
    verzegeld = [opstelling.kluis.verzegel(s, s.encode(), PLEK) for s in blijvers]

    def werk(nummer: int) -> None:
        kluis, anders = kluizen[nummer % 2], kluizen[(nummer + 1) % 2]
        nieuw = kluis.maak_sleutel()
        van_nieuw = kluis.verzegel(nieuw, b"nieuw", PLEK)
        assert anders.open(nieuw, van_nieuw, PLEK) == b"nieuw"
        anders.vernietig(nieuw)
        with pytest.raises(SleutelVernietigd):
            kluis.open(nieuw, van_nieuw, PLEK)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(werk, range(8)))
    for kluis in kluizen:
        for sleutel, bytes_ in zip(blijvers, verzegeld, strict=True):
            assert kluis.open(sleutel, bytes_, PLEK) == sleutel.encode()
    assert len(opstelling.bron.tijdperken()) == 1


def test_een_vernietiging_die_de_sleutelbron_niet_afmaakt_heet_niet_klaar(
    opstelling: Opstelling,
) -> None:
    bron = Bron(opstelling.bron)
    kluis = Kluis(opstelling.engine, bron)
    weg, blijft = kluis.maak_sleutel(), kluis.maak_sleutel()
    van_blijft = kluis.verzegel(blijft, b"x", PLEK)

    def weg_van_het_net() -> None:
        raise KluisNietBeschikbaar("de sleutelbron antwoordt niet")

    bron.voor_verlies = weg_van_het_net
    for _ in range(2):
        with pytest.raises(KluisNietBeschikbaar, match="antwoordt niet"):
            kluis.vernietig(weg)
    assert len(bron.tijdperken()) == 2
    assert kluis.open(blijft, van_blijft, PLEK) == b"x"
    bron.voor_verlies = lambda: None
    kluis.vernietig(weg)
    assert len(bron.tijdperken()) == 1
    assert kluis.open(blijft, van_blijft, PLEK) == b"x"


def test_een_vergrendelde_kluis_heet_niet_beschikbaar(opstelling: Opstelling) -> None:
    ongeduldig = maak_engine(opstelling.url, wachttijd_seconden=0.2)
    kluis = Kluis(ongeduldig, opstelling.bron)
    kluis.maak_sleutel()
    with opstelling.engine.begin() as verbinding:
        verbinding.execute(text("DELETE FROM kluis_vernietigd"))
        if verbinding.dialect.name == "postgresql":
            verbinding.execute(text("LOCK TABLE kluis_sleutel, kluis_tijdperk"))
        with pytest.raises(KluisNietBeschikbaar, match="vergrendeld"):
            kluis.maak_sleutel()
    assert kluis.maak_sleutel()
    ongeduldig.dispose()
