"""Whether the people in a message can be who it says they are, by what the own file knows. Pure.

The gateway sees no date of birth and knows nobody: what is asked here is asked nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from shared.bericht.inhoud import Inhoud
from shared.bericht.personen.geboortedatum import Geboortedatum
from shared.bericht.personen.leeftijd import mogelijke_klassen
from shared.bericht.personen.persoonscontrole import (
    dubbele_plaatsen,
    geboortedata,
    is_te_jong_als_ouder,
)
from shared.bericht.vergelijking import LEEFTIJD, VORM
from shared.bestand.ontvangen.weigering import NIET_HIER, REGELS, VERNIETIGD, Weigering
from shared.convenant.bestand.model import Categorie
from shared.convenant.regels.laden import Convenantregels
from shared.innemen.oordelen.kennis import Kennis


def personenbezwaren(
    regels: Convenantregels,
    kop: Mapping[str, Any],
    inhoud: Inhoud | None,
    kennis: Kennis,
    dag: date,
) -> Iterator[Weigering]:
    """What is announced twice, in another category than here, or does not fit somebody's age.

    ``inhoud`` None: it is only announced; ``dag``: the day of the decision in Amsterdam.
    """
    if dubbele_plaatsen(kop, regels):
        yield Weigering(VORM, "Van één persoon staat er iets twee keer dat er maar één kan zijn.")
    yield from _categoriebezwaren(regels, kop, kennis)
    yield from _Leeftijden(regels, kop, inhoud, kennis, dag).bezwaren()


def _categoriebezwaren(
    regels: Convenantregels, kop: Mapping[str, Any], kennis: Kennis
) -> Iterator[Weigering]:
    """Who is in use here in one category, does not come in as another: a member is no parent.

    What corrects or takes back names the category of then, whatever became of the person since.
    """
    if not _is_volledig(regels, kop):
        return
    genoemd: dict[str, int] = {}
    for deel in kop["onderdelen"]:
        wie, categorie = deel["betrokkene"], deel["categorie"]
        hier = {
            een.categorie
            for een in kennis.dragers.get((str(kop["groep"]), wie), ())
            if een.lid and een.sleutel_id is not None
        }
        if (hier | {genoemd.setdefault(wie, categorie)}) - {categorie}:
            yield Weigering(REGELS, "Een persoon is in deze groep in een andere categorie bekend.")


class _Leeftijden:
    """The ages in one message: as given there, else as the own file has them."""

    def __init__(
        self,
        regels: Convenantregels,
        kop: Mapping[str, Any],
        inhoud: Inhoud | None,
        kennis: Kennis,
        dag: date,
    ) -> None:
        self._regels = regels
        self._kop = kop
        self._kennis = kennis
        self._dag = dag
        self._gegeven = geboortedata(inhoud, regels)
        self._leden = {d["betrokkene"] for d in kop["onderdelen"] if self._is_lid(d["categorie"])}
        self._volledig = _is_volledig(regels, kop)

    def bezwaren(self) -> Iterator[Weigering]:
        """Of a member his own age; of a parent that of the child, a member known here, and his own
        against it."""
        for deel in self._kop["onderdelen"]:
            categorie = self._regels.categorieen.get(deel["categorie"])
            if categorie is None or categorie.deelnemer:
                continue
            wie = deel.get("kind") if categorie.kind_verplicht else deel["betrokkene"]
            geboren = self._van(wie)
            if categorie.kind_verplicht:
                yield from self._over_ouder(deel, wie, geboren, categorie)
            if any(_past_niet(een, self._dag, deel, categorie) for een in geboren):
                yield Weigering(LEEFTIJD, "De geboortedatum past niet bij de leeftijdsklasse.")

    def _over_ouder(
        self,
        deel: Mapping[str, Any],
        kind: str | None,
        kind_geboren: tuple[Geboortedatum, ...],
        categorie: Categorie,
    ) -> Iterator[Weigering]:
        if self._volledig and not (kind_geboren and self._is_lid_hier(kind)):
            yield Weigering(LEEFTIJD, "Van het kind is hier geen geboortedatum bekend.")
        ouder = deel["betrokkene"]
        # A correctie is a duty: a wrong date in the file does not keep out what mends it.
        eigen = self._van(ouder) if self._volledig else self._gegeven.get(ouder, ())
        if any(
            is_te_jong_als_ouder(een, van_kind, categorie, self._dag)
            for een in eigen
            for van_kind in kind_geboren or (None,)
        ):
            yield Weigering(LEEFTIJD, "De geboortedatum kan niet die van een ouder zijn.")

    def _van(self, wie: str | None) -> tuple[Geboortedatum, ...]:
        """Every date given; without one what the file has."""
        if wie is None:
            return ()
        bekend = self._kennis.geboortedatum(self._kop["groep"], wie)
        return self._gegeven.get(wie) or (() if bekend is None else (bekend,))

    def _is_lid_hier(self, wie: str | None) -> bool:
        if wie is None or wie in self._leden:
            return wie is not None
        drager = self._kennis.drager(self._kop["groep"], wie)
        return drager is not None and drager.lid and self._is_lid(drager.categorie)

    def _is_lid(self, nummer: int) -> bool:
        """A member of the group himself: no parent and no participant."""
        categorie = self._regels.categorieen.get(nummer)
        return categorie is not None and not categorie.kind_verplicht and not categorie.deelnemer


def _past_niet(
    geboren: Geboortedatum, dag: date, deel: Mapping[str, Any], categorie: Categorie
) -> bool:
    """Of a date known here in part: whether no day it can be agrees with the class in the kop."""
    mogelijk, genoemd = mogelijke_klassen(geboren, dag), deel.get("leeftijdsklasse")
    if genoemd is None:
        return bool(set(mogelijk) & set(categorie.ondergrens))
    return genoemd not in mogelijk or genoemd in categorie.ondergrens


def _is_volledig(regels: Convenantregels, kop: Mapping[str, Any]) -> bool:
    return regels.soorten[kop["soort"]].persoonseisen == "volledig"


def mensen_hier(
    regels: Convenantregels, kop: Mapping[str, Any], kennis: Kennis
) -> Iterator[Weigering]:
    """What comes on top of a message is about people held here, in the category they have here."""
    regel = regels.soorten[kop["soort"]].verwijzing
    if regel is None or regel.onderdelen != "betrokkene":
        return
    for deel in kop["onderdelen"]:
        drager = kennis.drager(kop["groep"], deel["betrokkene"])
        if drager is not None and drager.categorie == deel["categorie"]:
            continue
        weg = kennis.dragers.get((str(kop["groep"]), deel["betrokkene"]), ())
        code = VERNIETIGD if drager is None and weg else NIET_HIER
        yield Weigering(code, "Een persoon in dit bericht is hier niet (meer).")
