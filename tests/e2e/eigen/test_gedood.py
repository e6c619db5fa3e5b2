"""Tweehonderd berichten onderweg terwijl de gateway en de ontvanger telkens worden gedood; 120 in
een steekproef.

Niemand krijgt de kans om op te ruimen (SIGKILL). Na afloop is elk bericht precies één keer bij de
ontvanger of zichtbaar bij de afzender, en staat van alles wat aankwam een toestemming in het log.
"""

from __future__ import annotations

import collections
import itertools
import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.klant import Geweigerd, Klant
from shared.tijd.kenmerk import uuid7
from tests.e2e.bewijs import (
    alles_tot_nu,
    bladen_van,
    eis_vervolg,
    haal_bundel,
    logstand,
    verifieer,
)
from tests.e2e.kantoor import ANALIST, PARKETSECRETARIS, REGISSEUR, TAAK, Wie, deel, wacht_tot
from tests.e2e.verloop import NAAR_GEMEENTE, ZWAARWEGEND
from tests.e2e.wereld import Wereld, Zaak
from tests.hulp.verdeling import is_steekproef

ZAAD = int(os.environ.get("DRIEHOEK_ZAAD", "20190716"))
"""Bepaalt de momenten; een ander zaad is een ander bloedbad."""
RONDES = 3 if is_steekproef() else 5
PER_RONDE = {ANALIST: 20, PARKETSECRETARIS: 12, REGISSEUR: 8}
ONTVANGER = {ANALIST: REGISSEUR, PARKETSECRETARIS: REGISSEUR, REGISSEUR: ANALIST}
OOK_DE_AFZENDER_IN_RONDE = 2


@dataclass
class Aanbieder:
    """A frontend that does not give up: the same order under the same key until it is accepted."""

    wereld: Wereld
    wie: Wie
    toegezegd: list[str] = field(default_factory=list)
    opnieuw_gevraagd: int = 0

    def bied_aan(self, opdrachten: Sequence[dict[str, Any]]) -> None:
        with self.wereld.klant(self.wie) as klant:
            for opdracht in opdrachten:
                self.toegezegd.append(self._tot_het_lukt(klant, opdracht))

    def _tot_het_lukt(self, klant: Klant, opdracht: dict[str, Any]) -> str:
        sleutel = {"Idempotency-Key": uuid7(datetime.now(UTC))}

        def poging() -> str | None:
            try:
                return str(klant.stuur("/verstrekkingen", opdracht, sleutel)["id"])
            except httpx.TransportError:
                self.opnieuw_gevraagd += 1
                return None
            except Geweigerd as fout:
                if fout.status >= httpx.codes.INTERNAL_SERVER_ERROR:
                    return None
                raise

        toegezegd: str = wacht_tot(poging, f"{self.wie.partij} neemt een opdracht aan")
        return toegezegd


@dataclass
class Afloop:
    """What was promised, and how often something was killed while messages were on their way."""

    wereld: Wereld
    zaak: Zaak
    aanbieders: dict[Wie, Aanbieder]
    standen: list[str] = field(default_factory=list)

    @property
    def toegezegd(self) -> dict[str, Wie]:
        """Every message by id, with its sender."""
        return {id_: wie for wie, een in self.aanbieders.items() for id_ in een.toegezegd}

    def in_rust(self, wie: Wie) -> bool:
        """Whether the sender has nothing left to do."""
        klant = self.wereld.als(wie)
        vraag: dict[str, str | int] = {"groep": self.zaak.id, "paginagrootte": 1}
        return not any(
            klant.haal("/verstrekkingen", status=status, **vraag)["verstrekkingen"]
            for status in ("wachtend", "onderweg", "bewijs_onvoldoende")
        )

    def verstuurd(self, wie: Wie) -> dict[str, dict[str, Any]]:
        """What the sender shows of this group, by id."""
        rijen = self.wereld.alles(
            wie, "/verstrekkingen", "verstrekkingen", groep=self.zaak.id, soort="verstrekking"
        )
        return {rij["id"]: rij for rij in rijen}


@pytest.fixture(scope="module")
def afloop(proefwereld: Wereld) -> Afloop:
    """The whole massacre, played once; afterwards everything runs again and is at rest."""
    zaak = proefwereld.zaak(stap=3)
    delen = _leg_vast(proefwereld, zaak)
    aanbieders = {wie: Aanbieder(proefwereld, wie) for wie in PER_RONDE}
    afloop = Afloop(proefwereld, zaak, aanbieders)
    toeval = random.Random(ZAAD)
    with ThreadPoolExecutor(max_workers=len(PER_RONDE)) as draden:
        for ronde in range(RONDES):
            afloop.standen.append(logstand(proefwereld))
            werk = [
                draden.submit(aanbieders[wie].bied_aan, _opdrachten(zaak, wie, delen[wie], ronde))
                for wie in PER_RONDE
            ]
            slachtoffers = ["gateway", "gemeente"]
            if ronde == OOK_DE_AFZENDER_IN_RONDE:
                slachtoffers.append("politie")
            _dood_en_herstel(proefwereld, slachtoffers, toeval)
            for een in werk:
                een.result()
    for wie in PER_RONDE:
        wacht_tot(partial(afloop.in_rust, wie), f"alles van {wie.partij} is rond")
    return afloop


def _leg_vast(wereld: Wereld, zaak: Zaak) -> dict[Wie, list[dict[str, Any]]]:
    """Four members in each sender's own file; per sender a part about each of them."""
    delen: dict[Wie, list[dict[str, Any]]] = {}
    grond = {ANALIST: NAAR_GEMEENTE, PARKETSECRETARIS: "WJSG39F_B", REGISSEUR: "AVG6_1_E"}
    for wie in PER_RONDE:
        delen[wie] = []
        for nummer in range(4):
            naam = f"Figuur {wie.partij} {nummer}"
            persoon = wereld.persoon(wie, naam, adres=f"Nergenslaan {nummer}")
            zaak.lid(wie, persoon)
            if wie is REGISSEUR:
                wereld.informeer(persoon)
            kenmerken = TAAK if wie is REGISSEUR else None
            delen[wie].append(deel(persoon, "NAW", grond[wie], kenmerken=kenmerken))
    return delen


def _opdrachten(
    zaak: Zaak, wie: Wie, delen: list[dict[str, Any]], ronde: int
) -> list[dict[str, Any]]:
    # Met de stap erbij kan een dienst ook toezeggen als de gateway er niet is.
    anders: dict[str, Any] = {"stap": 3}
    if wie is PARKETSECRETARIS:
        anders["afweging"] = {**ZWAARWEGEND, "motivering": "Zwaarwegend."}
    return [
        zaak.opdracht(
            ONTVANGER[wie],
            [delen[nummer % len(delen)]],
            **{"motivering": f"Ronde {ronde}, bericht {nummer}.", **anders},
        )
        for nummer in range(PER_RONDE[wie])
    ]


def _dood_en_herstel(wereld: Wereld, slachtoffers: list[str], toeval: random.Random) -> None:
    processen = wereld.omgeving.processen
    toeval.shuffle(slachtoffers)
    for code in slachtoffers:
        time.sleep(toeval.uniform(0.05, 0.5))
        processen.dood(code)
    time.sleep(toeval.uniform(0.0, 0.3))
    with ThreadPoolExecutor(max_workers=len(slachtoffers)) as draden:
        list(draden.map(processen.start, slachtoffers))


def test_er_waren_veel_berichten_en_de_dood_trof_ze_onderweg(afloop: Afloop) -> None:
    assert len(afloop.toegezegd) == RONDES * sum(PER_RONDE.values()) >= 120
    pogingen = [rij["pogingen"] for wie in PER_RONDE for rij in afloop.verstuurd(wie).values()]
    assert max(pogingen) > 1, "geen enkel bericht merkte er iets van: dan is er niets beproefd"


def test_elk_bericht_is_precies_een_keer_aangekomen(afloop: Afloop) -> None:
    """Niets kwijt, niets dubbel, niets verzonnen."""
    for wie, naar in ONTVANGER.items():
        toegezegd = set(afloop.aanbieders[wie].toegezegd)
        gezien = afloop.verstuurd(wie)
        assert set(gezien) == toegezegd, "wat de afzender toont is wat hij toezegde"
        gekregen = collections.Counter(
            rij["bericht"] for rij in afloop.zaak.ontvangen(naar) if rij["bron"] == wie.partij
        )
        assert set(gekregen) <= toegezegd, "de ontvanger heeft iets dat de afzender niet kent"
        assert [id_ for id_, aantal in gekregen.items() if aantal != 1] == [], "dubbel bewaard"
        for id_, rij in gezien.items():
            assert (id_ in gekregen) == (rij["status"] == "afgeleverd"), rij
        assert {rij["status"] for rij in gezien.values()} == {"afgeleverd"}


def test_de_ontvanger_schreef_elk_bericht_een_keer_in(afloop: Afloop) -> None:
    for naar in (REGISSEUR, ANALIST):
        regels = afloop.wereld.alles(naar, "/journaal", "journaal")
        namen = collections.Counter(
            (r["bericht"], r["handeling"])
            for r in regels
            if r["richting"] == "in" and r["groep"] == afloop.zaak.id
        )
        verwacht = {
            (id_, "ontvangen") for id_, wie in afloop.toegezegd.items() if ONTVANGER[wie] is naar
        }
        assert set(namen) == verwacht
        assert set(namen.values()) == {1}


@pytest.fixture(scope="module")
def bundel(afloop: Afloop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole log up to now."""
    pad = tmp_path_factory.mktemp("gedood") / "alles.zip"
    return haal_bundel(afloop.wereld, alles_tot_nu(), pad)


def test_van_alles_wat_aankwam_staat_een_toestemming_in_het_log(
    afloop: Afloop, bundel: Path
) -> None:
    bladen = [blad["gelezen"] for blad in bladen_van(bundel)]
    toegestaan = {
        blad["kop"]["id"]
        for blad in bladen
        if blad["soort"] == "besluit" and blad["besluit"]["besluit"] == "toegestaan"
    }
    bevestigd = collections.Counter(
        blad["id"]
        for blad in bladen
        if blad["soort"] == "bevestiging" and blad["status"] == "aanvaard"
    )
    for id_ in afloop.toegezegd:
        assert id_ in toegestaan
        assert bevestigd[id_] == 1, "één bericht, één bevestiging"


def test_het_log_klopt_als_geheel(afloop: Afloop, bundel: Path) -> None:
    bladen = bladen_van(bundel)
    assert [blad["bladnummer"] for blad in bladen] == list(range(len(bladen))), "geen gat"
    klaar = verifieer(bundel, "--vertrouwen", str(afloop.wereld.omgeving.pki.vertrouwen))
    assert klaar.returncode == 0, klaar.stdout[-3000:] + klaar.stderr


def test_het_log_van_na_elke_dood_is_een_vervolg_op_dat_van_ervoor(afloop: Afloop) -> None:
    """Wat er stond, staat er nog: een stand van voor een dood hoort bij het log van nu."""
    standen = [*afloop.standen, logstand(afloop.wereld)]
    for oud, nieuw in itertools.pairwise(standen):
        eis_vervolg(afloop.wereld, oud, nieuw)
