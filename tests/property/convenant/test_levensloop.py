"""Het leven van een groep: bij elke stap wordt geprobeerd wat niet mag, en dat wordt geweigerd.

De tabel hieronder is uit het convenant overgeschreven, niet uit het convenantbestand: wat mag
vanuit welke stap, en wie daarvoor tekent. Al het andere moet stuk voor stuk worden geweigerd.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shared.convenant.besluiten.groepsbesluit import GroepsbesluitGeweigerd, pas_toe
from shared.convenant.regels.laden import standaard_convenant
from tests.unit.convenant.gevallenbouw import melding

REGELS = standaard_convenant()
GROEP = "0193aaaa-0000-7000-8000-000000000001"
PARTIJEN = ("gemeente", "politie", "om")
#: Per decision who signs, each in the function that decides.
TEKENAARS = {
    "openen": {"gemeente": "regisseur"},
    "start": {"gemeente": "burgemeester"},
    "stap": {"gemeente": "regisseur"},
    "prioritering": {"gemeente": "burgemeester", "politie": "teamchef", "om": "officier"},
    "onderzoek": {"om": "officier"},
    "afsluiting": {"gemeente": "burgemeester"},
}
#: Everybody signs, and nobody who may: no decision is taken like this.
ONBEVOEGD = {"gemeente": "beheerder", "politie": "analist", "om": "parketsecretaris"}
NA_STAP = {2: 3, 3: 4, 5: 6, 6: 7}
MELDINGEN = [
    melding("2026-03-04", "i1"),
    melding("2026-05-11", "i2", "stadsbeheer"),
    melding("2026-08-20", "i3", "jongerenwerk"),
]
GEGEVENS: dict[str, list[dict[str, Any]]] = {
    "openen": [{"code": "RTM-2026-001"}],
    "start": [
        {"datum": "2026-09-01", "groepsverband": True, "eerdereInterventie": True,
         "meldingen": MELDINGEN},
    ],
    "stap": [{"stap": stap} for stap in range(1, 8)],
    "prioritering": [
        {"prioritering": keuze, "randvoorwaarden": ["maandelijks-overleg"]}
        for keuze in ("ja", "nee")
    ],
    "onderzoek": [{"van": "2026-10-01"}],
    "afsluiting": [{"eindcriterium": "doelen_gehaald"}],
}  # fmt: skip


class Levensloop(RuleBasedStateMachine):
    """Een groep, en wat er op elk moment mee mag."""

    @initialize()
    def begin(self) -> None:
        self.groep: dict[str, Any] | None = None
        self.nu = datetime(2026, 11, 24, 10, tzinfo=UTC)
        self.nummer = 0

    def _besluit(self, soort: str, gegevens: dict[str, Any]) -> dict[str, Any]:
        self.nummer += 1
        return {
            "id": f"0193aaaa-0000-7000-8000-{self.nummer:012x}",
            "groep": GROEP,
            "soort": soort,
            "tijdstip": self.nu.isoformat().replace("+00:00", "Z"),
            "gegevens": gegevens,
        }

    def _mag(self, soort: str, gegevens: dict[str, Any]) -> bool:
        """Wat het convenant zegt over deze groep, nu (4.1, 5.1 tot en met 5.3)."""
        if self.groep is None:
            return soort == "openen"
        stap, actief = self.groep["stap"], self.groep["status"] == "actief"
        return (
            actief
            and {
                "openen": False,
                "start": stap == 1,
                "stap": NA_STAP.get(stap) == gegevens.get("stap"),
                "prioritering": stap == 4,
                "onderzoek": True,
                "afsluiting": True,
            }[soort]
        )

    def _neem(self, soort: str, gegevens: dict[str, Any], door: Mapping[str, str | None]) -> bool:
        voor, redenen = copy.deepcopy(self.groep), None
        try:
            self.groep = pas_toe(self.groep, self._besluit(soort, gegevens), door, REGELS, self.nu)
        except GroepsbesluitGeweigerd as fout:
            redenen = fout.redenen
        if redenen is None:
            return True
        assert redenen
        assert all(reden.uitleg for reden in redenen)
        assert self.groep == voor
        return False

    @rule(data=st.data())
    def iets_dat_mag(self, data: st.DataObject) -> None:
        mogelijk = [
            (soort, gegevens)
            for soort, lijst in GEGEVENS.items()
            for gegevens in lijst
            if self._mag(soort, gegevens)
        ]
        if mogelijk:
            soort, gegevens = data.draw(st.sampled_from(mogelijk))
            assert self._neem(soort, gegevens, TEKENAARS[soort]), soort

    @rule(dagen=st.integers(1, 40))
    def er_gaat_tijd_voorbij(self, dagen: int) -> None:
        self.nu += timedelta(days=dagen)

    @invariant()
    def alles_wat_niet_mag_wordt_geweigerd(self) -> None:
        for soort, lijst in GEGEVENS.items():
            for gegevens in lijst:
                if not self._mag(soort, gegevens):
                    assert not self._neem(soort, gegevens, TEKENAARS[soort]), (soort, gegevens)

    @invariant()
    def zonder_elke_handtekening_gebeurt_er_niets(self) -> None:
        for soort, lijst in GEGEVENS.items():
            nodig = TEKENAARS[soort]
            for aantal in range(len(PARTIJEN) + 1):
                for door in combinations(PARTIJEN, aantal):
                    if not nodig.keys() <= set(door):
                        tekenen = {partij: nodig.get(partij) for partij in door}
                        assert not self._neem(soort, lijst[0], tekenen), (soort, door)

    @invariant()
    def wie_er_niet_over_gaat_besluit_niets(self) -> None:
        for soort, lijst in GEGEVENS.items():
            for partij in TEKENAARS[soort]:
                for functie in (ONBEVOEGD[partij], None, "kok"):
                    tekenen = {**TEKENAARS[soort], partij: functie}
                    assert not self._neem(soort, lijst[0], tekenen), (soort, tekenen)

    @invariant()
    def wie_is_gestopt_komt_niet_terug(self) -> None:
        if self.groep is not None and self.groep["status"] == "afgesloten":
            assert self.groep["stap"] == 7
            assert self.groep["eindcriterium"] == "doelen_gehaald"


Levensloop.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
test_elke_verboden_overgang_wordt_geweigerd = Levensloop.TestCase
