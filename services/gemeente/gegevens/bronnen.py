"""The four kinds of own records of the gemeente (covenant 4.2, 4.3; readings A4, D7, D11).

They share one shape: what happened and when. What kind it is decides about whom it may be given
and in which step; that is in the covenant file. A row holds no content: that is in its ``zegel``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import Field

from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossierinvoer, Dossiersoort, Dossierstuk
from shared.bestand.dossier.eigen import Eigenbron
from shared.bestand.dossier.tabellen import Dossierrij
from shared.opslag.basis import Basis
from shared.partij.web.vormen import Tekst, Versiekop
from shared.web.meldingen import Invoerfout


class OverlastRij(Dossierrij, Basis):
    """That a person causes nuisance (covenant 4.2, 4.3)."""

    __tablename__ = "overlastgegeven"


class AangesprokenRij(Dossierrij, Basis):
    """That a person was addressed about nuisance (covenant 4.2, 4.3)."""

    __tablename__ = "aanspreekgegeven"


class AanbodRij(Dossierrij, Basis):
    """That a person was made an offer (covenant 4.2)."""

    __tablename__ = "aanbodgegeven"


class OuderbetrokkenheidRij(Dossierrij, Basis):
    """That the parents are involved in stopping the nuisance (covenant 4.3)."""

    __tablename__ = "ouderbetrokkenheid"


class Gebeurtenis(Dossierinvoer):
    """Something the gemeente recorded about a person."""

    datum: date = Field(description="De dag waarop het gebeurde.")
    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    extra_motivering: Tekst | None = Field(
        default=None,
        description="Waarom juist dit gegeven nodig is: bij overlast van een ouder zelf, en bij "
        "iemand van 23 jaar. Blijft hier; dat het er is gaat mee.",
    )


class Gebeurteniskop(Versiekop):
    """What the file adds."""

    id: str
    persoon_id: str


class OverlastInvoer(Gebeurtenis):
    """Nuisance by the person; about a parent: the child's nuisance as told to the parent."""


class OverlastUit(OverlastInvoer, Gebeurteniskop):
    """Recorded nuisance."""


class AangesprokenInvoer(Gebeurtenis):
    """How the person was addressed about the nuisance."""


class AangesprokenUit(AangesprokenInvoer, Gebeurteniskop):
    """A recorded address."""


class AanbodInvoer(Gebeurtenis):
    """What the person was offered."""


class AanbodUit(AanbodInvoer, Gebeurteniskop):
    """A recorded offer."""


class OuderbetrokkenheidInvoer(Gebeurtenis):
    """How the parents are involved in stopping the nuisance."""


class OuderbetrokkenheidUit(OuderbetrokkenheidInvoer, Gebeurteniskop):
    """Recorded involvement of parents."""


def regels(invoer: Gebeurtenis, vandaag: date) -> Sequence[Invoerfout]:
    """Every rule a record breaks today."""
    return [Invoerfout("/datum", "ligt in de toekomst")] if invoer.datum > vandaag else []


def _gegevens(stuk: Dossierstuk[Any]) -> Gegevens:
    return {"datum": stuk.invoer.datum.isoformat(), "omschrijving": stuk.invoer.omschrijving}


def _kenmerken(stuk: Dossierstuk[Any]) -> Gegevens:
    """That it was justified on its own; the justification itself stays with the burgemeester."""
    return {"extraMotivering": stuk.invoer.extra_motivering is not None}


def _voorbeeld(omschrijving: str) -> dict[str, Any]:
    return {
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        "datum": "2026-10-03",
        "omschrijving": omschrijving,
        "extraMotivering": None,
    }


R = TypeVar("R", bound=Dossierrij)
G = TypeVar("G", bound=Gebeurtenis)


def _eigen(
    gegevenssoort: str,
    naam: str,
    naam_meervoud: str,
    tabel: type[R],
    invoer: type[G],
    uitvoer: type[Gebeurteniskop],
    voorbeeld: str,
) -> Eigenbron:
    soort: Dossiersoort[R, G] = Dossiersoort(
        code=tabel.__tablename__,  # type: ignore[attr-defined]
        gegevenssoort=gegevenssoort,
        pad=naam_meervoud,
        naam=naam,
        naam_meervoud=naam_meervoud,
        tabel=tabel,
        invoer=invoer,
        uitvoer=uitvoer,
        verzegeld=frozenset({"datum", "omschrijving", "extra_motivering"}),
        regels=regels,
        voorbeeld=_voorbeeld(voorbeeld),
    )
    return Eigenbron(soort, (Dossierbron(gegevenssoort, soort, _gegevens, _kenmerken),))


OVERLAST = _eigen(
    "B_OVERLAST",
    "overlastgegeven",
    "overlastgegevens",
    OverlastRij,
    OverlastInvoer,
    OverlastUit,
    "Herhaald geluidsoverlast op het plein (verzonnen).",
)
AANGESPROKEN = _eigen(
    "B_AANGESPROKEN",
    "aanspreekgegeven",
    "aanspreekgegevens",
    AangesprokenRij,
    AangesprokenInvoer,
    AangesprokenUit,
    "Door een toezichthouder aangesproken op het plein (verzonnen).",
)
AANBOD = _eigen(
    "B_AANBOD",
    "aanbodgegeven",
    "aanbodgegevens",
    AanbodRij,
    AanbodInvoer,
    AanbodUit,
    "Begeleiding naar werk aangeboden (verzonnen).",
)
OUDERBETROKKENHEID = _eigen(
    "B_OUDERBETROKKENHEID",
    "ouderbetrokkenheidsgegeven",
    "ouderbetrokkenheidsgegevens",
    OuderbetrokkenheidRij,
    OuderbetrokkenheidInvoer,
    OuderbetrokkenheidUit,
    "Gesprek met de ouder over het stoppen van de overlast (verzonnen).",
)
EIGEN = (OVERLAST, AANGESPROKEN, AANBOD, OUDERBETROKKENHEID)
