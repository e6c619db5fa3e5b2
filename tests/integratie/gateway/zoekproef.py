"""Een log met verzonnen bladen om in te zoeken, en willekeurige vragen erover."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import cycle
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from deploy.bench.zoekbladen import BEGIN, Bladenmaker
from gateway.kern import MIGRATIES
from gateway.logboek.leesreeksen import Leesreeksen
from gateway.registers.tabellen import Basis
from gateway.zoeken.dienst import UITWISSELINGEN, Uitwisselingzoeken
from gateway.zoekregister.register import Bijgewerkt, Zoekregister
from gateway.zoekregister.vraag import Zoekopdracht
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.regels import Betrokkene
from shared.logboek.bladen import Blad
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from shared.web.verzoek.paginering import Cursors
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.naslag_zoeken import Beslist, Naslag

BLADEN = 600
ZAAD = 20190716
ROLLEN = (None, "politie", "om", "gemeente")


@dataclass
class Proef:
    """Een log met zijn register, de naslag ernaast, en wie erin zoekt."""

    engine: Engine
    naslag: Naslag
    sleutel: Notitiesleutel
    schrijver: Logschrijver
    zoeken: Uitwisselingzoeken
    maker: Bladenmaker

    @property
    def grootte(self) -> int:
        return len(self.naslag.bladen)


@contextmanager
def draaiende_proef(url: str) -> Iterator[Proef]:
    """Een log met verzonnen bladen, geschreven als door de gateway: met het register erbij."""
    migreer(url, MIGRATIES, Basis.metadata)
    engine = maak_engine(url)
    maker = Bladenmaker(ZAAD, per_dag=60, mensen=25, groepen=6)
    bladen: list[Blad] = list(maker.bladen(BLADEN))
    sleutel = Notitiesleutel("proef.example/log", Ed25519PrivateKey.generate())
    register = Zoekregister(standaard_convenant())
    with Logschrijver(engine, sleutel, bijwerking=register.neem_op) as schrijver:
        kans, begin = random.Random(ZAAD), 0
        while begin < BLADEN:
            tot = begin + kans.choice((1, 2, 40, 300))
            schrijver.voeg_toe_sync(*bladen[begin:tot])
            begin = tot
        leesreeksen = Leesreeksen(schrijver, timedelta(minutes=15), VasteKlok())
        gelezen: list[Betrokkene] = []
        zoeken = Uitwisselingzoeken(
            Bijgewerkt(engine, register),
            leesreeksen,
            Cursors(b"proef"),
            gelezen.extend,
            UITWISSELINGEN,
        )
        yield Proef(engine, Naslag(bladen), sleutel, schrijver, zoeken, maker)
    engine.dispose()


def willekeurige_vragen(naslag: Naslag, kans: random.Random) -> Iterator[dict[str, Any]]:
    """Vragen zonder eind, waarin elk filter even vaak vooraan staat."""
    begin = kans.randrange(len(_FILTERS))
    for eerste in cycle(_FILTERS[begin:] + _FILTERS[:begin]):
        yield _vraag(naslag, kans, eerste)


def _vraag(naslag: Naslag, kans: random.Random, eerste: str) -> dict[str, Any]:
    """Een periode en een paar eisen; meestal uit een echt besluit, zodat er iets te vinden is."""
    begin = BEGIN + timedelta(days=kans.randrange(0, 8))
    vraag: dict[str, Any] = {"van": begin, "tot": begin + timedelta(days=kans.randrange(1, 8))}
    namen = [eerste, *kans.sample(_FILTERS, kans.choice((0, 1, 1, 2)))]
    # Wat zelden voorkomt wordt ook gevraagd aan een besluit dat het heeft.
    met = [besluit for besluit in naslag.besluiten if besluit.waarden(namen[0])]
    een = kans.choice(met or naslag.besluiten)
    for naam in namen:
        waarden = sorted(een.waarden(naam) | _hele_wetteksten(een, naam), key=str)
        if waarden:
            vraag[naam] = kans.choice(waarden)
    if "plicht" in vraag and kans.random() < 0.7:
        vraag["plicht_open"] = kans.random() < 0.5
    if "plicht" in vraag and kans.random() < 0.7:
        vraag["plicht_uiterlijk_voor"] = (begin + timedelta(days=kans.randrange(20, 50))).date()
    return vraag


def _hele_wetteksten(een: Beslist, naam: str) -> set[str]:
    return {g["wet"] for g in een.besluit["grondslagen"]} if naam == "wetsartikel" else set()


_LOS = ("van", "tot", "plicht_open", "plicht_uiterlijk_voor")
_FILTERS = [veld.name for veld in fields(Zoekopdracht) if veld.name not in _LOS]
