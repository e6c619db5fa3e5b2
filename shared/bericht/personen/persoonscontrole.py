"""Do the onderdelen of one message agree about who somebody is, and about how old? Pure.

Two answers to one question are none: which of the two a receiver would read, match a person by or
check is then up to whoever wrote them. So a kind that gives one answer is there once for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from shared.bericht.inhoud import Inhoud
from shared.bericht.personen.geboortedatum import Geboortedatum, laatst, vroegst
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.leeftijd import leeftijdsklasse
from shared.convenant.bestand.model import Categorie

__all__ = [
    "Dubbel",
    "dubbele_plaatsen",
    "geboortedata",
    "is_te_jong_als_ouder",
    "leeftijdsverschillen",
]


class Dubbel(NamedTuple):
    """Two places of one message that answer the same question about the same person."""

    eerste: int
    plaats: int

    @property
    def zin(self) -> str:
        """What is wrong, by place; no value and no pseudonym."""
        return f"staat over dezelfde persoon ook op plaats {self.eerste}; van deze soort mag er één"


def dubbele_plaatsen(kop_json: Mapping[str, Any], regels: Convenantregels) -> list[Dubbel]:
    """The places that give a single-valued kind about somebody a second time.

    Only what gives a value counts: of a datum of somebody else a correctie may say of more than one
    member that it is wrong, and what is taken back gives nothing. A correctie that names one place
    twice is for the gates: whoever permits that is not to be believed.
    """
    rij, delen = regels.soorten[kop_json["soort"]], kop_json["onderdelen"]
    eerste: dict[tuple[str, str], int] = {}
    dubbel = []
    for plaats, deel in enumerate(delen):
        soort = regels.gegevenssoorten.get(deel["gegevenssoort"])
        correctie = rij.regime == "verwijzing"
        geeft = deel["herkomst"] == "eigen" if correctie else rij.persoonsgegevens
        if soort is None or not soort.enkelvoudig or not geeft:
            continue
        eerder = eerste.setdefault((deel["betrokkene"], soort.code), plaats)
        vervangt = deel.get("vervangt")
        if eerder != plaats and (vervangt is None or vervangt != delen[eerder].get("vervangt")):
            dubbel.append(Dubbel(eerder, plaats))
    return dubbel


def geboortedata(inhoud: Inhoud | None, regels: Convenantregels) -> dict[str, tuple[date, ...]]:
    """Every date of birth the content gives, per person, in its order."""
    gevonden: dict[str, tuple[date, ...]] = {}
    for deel in () if inhoud is None else inhoud.over:
        soort = regels.gegevenssoorten.get(deel.gegevenssoort)
        lid = None if soort is None else soort.geboortedatum
        waarde = None if lid is None else deel.gegevens.get(lid)
        if isinstance(waarde, str):
            try:
                datum = date.fromisoformat(waarde)
            except ValueError:
                continue
            gevonden[deel.betrokkene] = (*gevonden.get(deel.betrokkene, ()), datum)
    return gevonden


def leeftijdsverschillen(
    kop_json: Mapping[str, Any], inhoud: Inhoud, regels: Convenantregels, dag: date
) -> Iterator[str]:
    """Every date of birth against the class: of a member his own, of a parent that of the child.

    And a parent's own date against that of the child, where the message gives both.
    """
    geboren = geboortedata(inhoud, regels)
    gezien: set[str] = set()
    for deel in kop_json["onderdelen"]:
        categorie = regels.categorieen.get(deel["categorie"])
        if categorie is None:
            continue
        for zin in _van_een(deel, categorie, geboren, dag):
            if zin not in gezien:
                gezien.add(zin)
                yield zin


def is_te_jong_als_ouder(
    ouder: Geboortedatum, kind: Geboortedatum | None, categorie: Categorie, dag: date
) -> bool:
    """Whether somebody born on `ouder` cannot be the parent of somebody born on `kind`.

    A child is no parent (4.3): without the child's date the day itself counts, so that nobody who
    is too young for it on `dag` passes. Of a date known in part it is the day that makes the two
    differ least.
    """
    jaren = categorie.jaren_ouder
    if jaren is None:
        return False
    geboren = laatst(ouder)
    grens = dag if kind is None else min(vroegst(kind), dag)
    # Whoever is born on 29 February has the birthday on 1 March in other years.
    nog_niet_jarig = (grens.month, grens.day) < (geboren.month, geboren.day)
    return grens.year - geboren.year - nog_niet_jarig < jaren


def _van_een(
    deel: Mapping[str, Any],
    categorie: Categorie,
    geboren: Mapping[str, tuple[date, ...]],
    dag: date,
) -> Iterator[str]:
    wie = deel.get("kind") if categorie.kind_verplicht else deel["betrokkene"]
    van_wie = geboren.get(wie or "", ())
    klasse = deel.get("leeftijdsklasse")
    if klasse is not None and any(leeftijdsklasse(een, dag) != klasse for een in van_wie):
        yield f"De geboortedatum van {wie} past niet bij de leeftijdsklasse in de kop."
    if categorie.kind_verplicht and any(
        is_te_jong_als_ouder(ouder, kind, categorie, dag)
        for ouder in geboren.get(deel["betrokkene"], ())
        for kind in van_wie or (None,)
    ):
        yield f"De geboortedatum van {deel['betrokkene']} kan niet die van een ouder zijn."
