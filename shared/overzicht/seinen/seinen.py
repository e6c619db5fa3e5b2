"""What a party's own system hears of, told from the rows in which it is kept. Pure but for types.

A signal is a reference: that something happened, to what, and where to read it. Whoever reads it
there is asked who they are; nothing about a person travels along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect

from shared.bestand.groepen.tabellen import GroepsmomentRij
from shared.convenant.berichtsoorten import geeft_gegevens, is_correctie, is_verzoek
from shared.convenant.regels.laden import Convenantregels
from shared.opslag.basis import Basis
from shared.partij.poorten.sein import Sein
from shared.verzenden.journaal.journaal import IN
from shared.verzenden.journaal.tabellen import JournaalRij
from shared.verzenden.stukken.begrippen import is_deelbaar
from shared.verzenden.tabellen import InformatieverzoekRij
from shared.zaak.lijsten.begrippen import Lijststand
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, NamenlijstRij, OpruimingRij
from shared.zaak.taken.tabellen import TaakRij

_UIT = {"afgeleverd": "afgeleverd", "geweigerd": "geweigerd", "opgegeven": "opgegeven"}
_IN = {"ontvangen": "ontvangen", "geweigerd": "niet-aanvaard"}
_JOURNAALVELDEN = ("richting", "handeling", "bericht_id", "tegenpartij", "soort", "groep")


@dataclass(frozen=True, slots=True)
class Seinsoorten:
    """Of each soort of message where what came with it is read; what is in none, in the journal.

    ``correcties``: mend what was given; they are signalled by themselves too.
    """

    correcties: frozenset[str] = frozenset()
    gegevens: frozenset[str] = frozenset()
    stukken: frozenset[str] = frozenset()
    verzoeken: frozenset[str] = frozenset()

    @classmethod
    def van(cls, regels: Convenantregels) -> Seinsoorten:
        """As the covenant file says of each soort."""
        return cls(
            correcties=frozenset(een for een in regels.soorten if is_correctie(regels, een)),
            gegevens=frozenset(een for een in regels.soorten if geeft_gegevens(regels, een)),
            stukken=frozenset(
                stuk.soort for code, stuk in regels.stukken.items() if is_deelbaar(regels, code)
            ),
            verzoeken=frozenset(een for een in regels.soorten if is_verzoek(regels, een)),
        )

    def pad(self, soort: str, bericht: str, groep: str | None) -> str:
        """Where this party reads what a message of this soort brought it."""
        if soort in self.verzoeken:
            return f"/informatieverzoeken/{bericht}"
        if soort in self.stukken:
            return f"/stukken/{bericht}"
        if groep is not None and soort in self.gegevens | self.correcties:
            return f"/ontvangen-gegevens?groep={groep}"
        return f"/journaal?bericht={bericht}"


@dataclass(frozen=True, slots=True)
class Rijseinen:
    """Makes signals of rows and of lines of the journal (``Seinmaker``)."""

    soorten: Seinsoorten

    def van_nieuwe(self, rij: object) -> Iterator[Sein]:
        """The signals of a row that was just added."""
        if isinstance(rij, JournaalRij):
            yield from self.van_journaal({naam: getattr(rij, naam) for naam in _JOURNAALVELDEN})
        elif isinstance(rij, InformatieverzoekRij) and rij.richting == IN:
            yield Sein(
                "informatieverzoek.ontvangen",
                rij.id,
                f"/informatieverzoeken/{rij.id}",
                {"groep": rij.groep, "partij": rij.van},
            )
        elif isinstance(rij, OpruimingRij) and rij.gedaan_op is None:
            yield _vernietiging("vernietiging.gevraagd", rij)
        elif isinstance(rij, GroepsmomentRij) and rij.volgnummer > 1:
            yield Sein(
                "groep.gewijzigd",
                rij.groep,
                f"/groepen/{rij.groep}",
                {"stap": rij.stap, "status": rij.status},
            )

    def van_gewijzigde(self, rij: object) -> Iterator[Sein]:
        """The signals of a row that was just changed."""
        if isinstance(rij, OpruimingRij) and _gezet(rij, "gedaan_op"):
            yield _vernietiging("vernietiging.gedaan", rij)
        elif isinstance(rij, LijstbevestigingRij) and _gezet(rij, "bevestigd_op"):
            yield Sein("vernietiging.bevestigd", rij.lijst_id, None, {"partij": rij.partij})
        elif isinstance(rij, NamenlijstRij) and _werd_vastgesteld(rij):
            pad = f"/groepen/{rij.groep}/namenlijsten/{rij.id}"
            yield Sein("lijst.vastgesteld", rij.id, pad, {"groep": rij.groep})
        elif isinstance(rij, TaakRij) and _gezet(rij, "herinnerd_op"):
            uiterlijk = rij.uiterlijk.isoformat()
            yield Sein(
                "taak.te-doen",
                rij.id,
                f"/taken/{rij.id}",
                {"groep": rij.groep, "eigenaar": rij.eigenaar, "uiterlijk": uiterlijk},
            )

    def van_journaal(self, regel: Mapping[str, Any]) -> Iterator[Sein]:
        """The signals of a line of the journal, also of one that never was an object."""
        binnen = regel["richting"] == IN
        wat = (_IN if binnen else _UIT).get(regel["handeling"])
        if wat is None:
            return
        bericht, groep = regel["bericht_id"], regel["groep"]
        if not binnen:
            pad = f"/verstrekkingen/{bericht}"
        elif wat == _IN["ontvangen"]:
            pad = self.soorten.pad(regel["soort"], bericht, groep)
        else:
            pad = f"/journaal?bericht={bericht}"
        data = {"soort": regel["soort"], "partij": regel["tegenpartij"], "groep": groep}
        yield Sein(f"bericht.{wat}", bericht, pad, data)
        if binnen and wat == _IN["ontvangen"] and regel["soort"] in self.soorten.correcties:
            yield Sein("correctie.ontvangen", bericht, pad, data)


def _vernietiging(wat: str, rij: OpruimingRij) -> Sein:
    pad = f"/groepen/{rij.groep}/vernietigingen"
    return Sein(wat, rij.id, pad, {"groep": rij.groep, "grond": str(rij.grond)})


def _gezet(rij: Basis, veld: str) -> bool:
    """Whether this field was empty and no longer is."""
    historie = inspect(rij).attrs[veld].history
    nieuw = list(historie.added)
    return nieuw != [] and nieuw[0] is not None and not any(historie.deleted)


def _werd_vastgesteld(rij: NamenlijstRij) -> bool:
    historie = inspect(rij).attrs["stand"].history
    return bool(historie.has_changes()) and rij.stand == Lijststand.VASTGESTELD
