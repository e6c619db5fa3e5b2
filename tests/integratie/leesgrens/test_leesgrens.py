"""Niemand leest ooit wat zijn functie, groep of autorisatie niet toelaat, wat er ook gebeurt.

Willekeurige reeksen over groepen, stukken, vragen, mensen en overleggen, door willekeurige
ambtenaren van de drie partijen; daarna vraagt ieder van alles bij de eigen dienst. Wie wat mag
staat in `model.py`, los van het product. `DRIEHOEK_REEKSEN` zegt hoeveel
reeksen, `DRIEHOEK_ZAAD` welke.
"""

from __future__ import annotations

import os
import random
import re
from datetime import date

import pytest

from tests.integratie.leesgrens.kantoren import Kantoren
from tests.integratie.leesgrens.lezen import Telling, adressen, lees
from tests.integratie.leesgrens.model import FUNCTIES, Ambtenaar, Merk, Wat, leest
from tests.integratie.reeksen.stelsel import Stelsel
from tests.integratie.reeksen.zaak import Zaak

AANTAL = int(os.environ.get("DRIEHOEK_REEKSEN", "6"))
ZAAD = int(os.environ.get("DRIEHOEK_ZAAD", "20261129"))
MEER = 40
"""Zoveel reeksen mogen er bij een kleine zoektocht nog bij komen, tot van alles iets is gelezen."""
HANDELINGEN = (6, 14)
VRAGEN_PER_MENS = 12
OVER_DE_GROEP = 0.8
"""Het deel van de vragen over iets wat in deze reeks ontstond; de rest gaat over van alles."""


def vaste_mensen(stelsel: Stelsel) -> list[Ambtenaar]:
    """Van elke partij iemand in elke functie, met een taak in alle groepen."""
    return [Ambtenaar(*wie, stelsel.gekend[wie]) for wie in sorted(FUNCTIES)]


def gebonden_mensen(
    stelsel: Stelsel, rng: random.Random, groep: str, elders: str
) -> list[Ambtenaar]:
    """Wie alleen deze groep heeft, wie alleen een andere, en wie niet (meer) mag werken."""
    vandaag = stelsel.klok().date()
    gisteren = date.fromordinal(vandaag.toordinal() - 1)
    soorten: list[tuple[frozenset[str] | None, date, bool]] = [
        (frozenset({groep}), date(2027, 6, 30), True),
        (frozenset({elders}), date(2027, 6, 30), True),
        (None, gisteren, True),
        (None, date(2027, 6, 30), False),
    ]
    mensen = []
    for groepen, tot, volledig in soorten:
        partij, functie = rng.choice(
            [een for een in sorted(FUNCTIES) if een[1] not in ("beheerder", "zaakofficier")]
        )
        sub = f"{functie}.{groep[-12:]}.{len(mensen)}@{partij}.example"
        anders = {
            "alleGroepen": groepen is None,
            "groepen": sorted(groepen or ()),
            "geldigTot": tot.isoformat(),
            **({} if volledig else {"vog": None}),
        }
        _, verwijzing = stelsel.bureaus[partij].medewerker(functie, sub, **anders)
        stelsel.bureaus[partij].meld()
        stelsel.subs[verwijzing] = sub
        mensen.append(Ambtenaar(partij, functie, verwijzing, groepen, tot, volledig))
    return mensen


def kies(rng: random.Random, alles: list[str]) -> list[str]:
    """Wat iemand vraagt; het liefst naar iets wat er is."""
    hier = [adres for adres in alles if re.search(r"[0-9a-f]{12}", adres)]
    return [
        rng.choice(hier if rng.random() < OVER_DE_GROEP else alles) for _ in range(VRAGEN_PER_MENS)
    ]


def speel(stelsel: Stelsel, nummer: int, merken: dict[str, Merk], telling: Telling) -> None:
    """Eén reeks, en daarna kijkt iedereen rond."""
    rng = random.Random(f"{ZAAD}-{nummer}")
    zaak = Zaak.in_stap(stelsel, rng, rng.choice((1, 2, 3, 3, 5, 5, 6)))
    elders = next(iter(stelsel.elders))
    vast = vaste_mensen(stelsel)
    gebonden = gebonden_mensen(stelsel, rng, zaak.groep, elders)
    kantoren = Kantoren(stelsel, rng, zaak, [*vast, *gebonden], merken)
    for _ in range(rng.randint(*HANDELINGEN)):
        kantoren.doe_iets()
    per_partij = {
        code: adressen(bureau.app.openapi(), kantoren) for code, bureau in stelsel.bureaus.items()
    }
    for soort in sorted(kantoren.kenmerken):
        # Van elke partij een die er werkt: wat er voor hem is moet er ook staan.
        for partij, alles in per_partij.items():
            hier = [adres for adres in alles if f"/{soort}/" in adres]
            werkers = [
                een for een in vast if een.partij == partij and leest(Wat.STUK, partij, een.functie)
            ]
            for adres in rng.sample(hier, min(2, len(hier))):
                lees(kantoren, rng.choice(werkers), adres, telling)
    for wie in [*rng.sample(vast, 5), *gebonden]:
        for adres in kies(rng, per_partij[wie.partij]):
            lees(kantoren, wie, adres, telling)
        if telling.fout:
            return


@pytest.fixture(scope="module")
def gespeeld(stelsel: Stelsel) -> Telling:
    Zaak.richt_elders_in(stelsel)
    telling, merken, nummer = Telling(), dict[str, Merk](), 0
    while nummer < AANTAL or (telling.gemist() and nummer < AANTAL + MEER):
        speel(stelsel, nummer, merken, telling)
        nummer += 1
        if telling.fout:
            break
    return telling


def test_niemand_leest_wat_hij_niet_mag_lezen(gespeeld: Telling) -> None:
    print(gespeeld.vragen, dict(gespeeld.gelezen), dict(gespeeld.onthouden))  # noqa: T201 - wie lang laat zoeken leest hoever het kwam
    assert gespeeld.fout == [], "\n\n".join(gespeeld.fout)


def test_van_alles_is_er_iets_gelezen_en_iets_onthouden(gespeeld: Telling) -> None:
    """Een zoektocht waarin niemand iets te zien krijgt vindt ook niets."""
    assert gespeeld.gemist() == []
