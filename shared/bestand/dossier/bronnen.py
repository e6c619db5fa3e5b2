"""Data sources every party has: from its person file, and from any kind of own record.

What a source says in ``kenmerken`` is readable for the gateway; content only goes in ``gegevens``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Generic

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.personen.geboortedatum import Deeldatum, Geboortedatum
from shared.bestand.dossier.dossier import Dossier, Dossiersoort, Dossierstuk, In, R
from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Brongegeven, Gegevensbron, Gevonden
from shared.partij.zegel import klok_van, kluis_van
from shared.web.meldingen import Invoerfout

Gegevens = dict[str, JsonWaarde]
_HOOGSTENS = 200


@dataclass(frozen=True)
class Persoonsbron:
    """One kind of the person file: a person has at most one of each, so it takes no id.

    Facts about the person alone: third persons cannot be in them. A person who arrived with a
    message is ``ontvangen`` and stays with the party that gave it (covenant 7.5).
    """

    gegevenssoort: str
    uit: Callable[[Persoon], Gegevens]
    altijd_eigen: bool = False
    kenmerken: Mapping[str, JsonWaarde] | None = None

    def lees(self, sessie: Session, persoon: Persoon, gegeven_id: str | None) -> Brongegeven:  # noqa: ARG002
        """The person's data of this kind; raises ``NietGevonden`` when the file has none."""
        if gegeven_id is not None:
            zin = "Laat dit weg: deze soort komt rechtstreeks van de persoon."
            raise OngeldigeInvoer([Invoerfout("/gegeven", zin)])
        gegevens = {
            naam: waarde for naam, waarde in self.uit(persoon).items() if waarde is not None
        }
        if not gegevens:
            raise NietGevonden("Van deze persoon staat dit gegeven niet in uw bestand.")
        return Brongegeven(
            gegevenssoort=self.gegevenssoort,
            gegevens=gegevens,
            kenmerken=self.kenmerken,
            aard="feit",
            herkomst="eigen" if self.altijd_eigen else persoon.herkomst,
            bijzonder=False,
            derden_verwijderd=True,
            weet=frozenset(self.kenmerken or ()),
        )

    def alle(self, sessie: Session, personen: Sequence[Persoon]) -> Mapping[str, Gevonden]:
        """One of each, without an id, where the file has something of this kind."""
        return {een.id: self._van(sessie, een) for een in personen}

    def _van(self, sessie: Session, persoon: Persoon) -> Gevonden:
        # It is there too where something keeps it from leaving; that is told when it is read.
        with suppress(OngeldigeInvoer):
            if all(w is None for w in self.uit(persoon).values()):
                return []
        return [(None, partial(self.lees, sessie, persoon, None))]


def persoonsbronnen(
    kenmerken: Mapping[str, JsonWaarde] | None = None, regels: Convenantregels | None = None
) -> dict[str, Gegevensbron]:
    """The sources from persons, by kind: which there are, and what is in them, the covenant says.

    ``kenmerken``: what this party attests about every one of these, if anything.
    """
    regels = standaard_convenant() if regels is None else regels
    bronnen: dict[str, Gegevensbron] = {
        code: Persoonsbron(code, _velden(tuple(soort.vorm)), kenmerken=kenmerken)
        for code, soort in regels.gegevenssoorten.items()
        if soort.persoonsvelden
    }
    # Whether a person is known here is this party's own fact, whoever brought the name.
    bekendheid = regels.namenlijsten.gegevenssoort
    bronnen[bekendheid] = Persoonsbron(
        bekendheid, _bekendheid, altijd_eigen=True, kenmerken=kenmerken
    )
    return bronnen


def _velden(namen: Sequence[str]) -> Callable[[Persoon], Gegevens]:
    """The members of a shape that stand with the person under the same name."""

    def uit(persoon: Persoon) -> Gegevens:
        return {naam: _als_json(getattr(persoon, naam)) for naam in namen}

    return uit


def _als_json(waarde: str | Geboortedatum | None) -> JsonWaarde:
    """As it travels: a message carries whole dates (profile 2), and nothing is made up for one."""
    if isinstance(waarde, Deeldatum):
        zin = (
            "Van deze persoon is de geboortedatum maar voor een deel bekend; een bericht kan "
            "alleen een hele datum geven. Leg die vast als u haar kent. Klopt een datum die u "
            "eerder gaf niet meer, trek die dan in."
        )
        raise OngeldigeInvoer([Invoerfout("/gegevenssoort", zin)])
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def _bekendheid(persoon: Persoon) -> Gegevens:
    return {"bekend": persoon.herkomst == "eigen"}


@dataclass(frozen=True)
class Dossierbron(Generic[R, In]):
    """A kind of own record as a source; several kinds may share one table.

    ``hoort``      whether a record is of this kind
    ``gegevens``   what leaves of it, as content
    ``kenmerken``  what the gateway may know of it; ``None`` for what is not recorded
    ``beletsel``   why a record may not be given any more on a day; ``None`` when it may
    """

    gegevenssoort: str
    soort: Dossiersoort[R, In]
    gegevens: Callable[[Dossierstuk[In]], Gegevens]
    kenmerken: Callable[[Dossierstuk[In]], Gegevens] = field(default=lambda _: {})
    hoort: Callable[[In], bool] = field(default=lambda _: True)
    beletsel: Callable[[In, date], str | None] = field(default=lambda _, __: None)

    def alle(self, sessie: Session, personen: Sequence[Persoon]) -> Mapping[str, Gevonden]:
        """The records of this kind, of each as many as are shown at once."""
        klok = klok_van(sessie)
        dag, dossier = datum_nl(klok()), Dossier(sessie, kluis_van(sessie), klok, self.soort)
        return {
            persoon_id: [
                (stuk.id, partial(self._geef, stuk, dag))
                for stuk in stukken
                if self.hoort(stuk.invoer)
            ]
            for persoon_id, stukken in dossier.van_allen(personen, limiet=_HOOGSTENS).items()
        }

    def lees(self, sessie: Session, persoon: Persoon, gegeven_id: str | None) -> Brongegeven:
        """The record; raises ``OngeldigeInvoer`` without an id or with a reason not to give it."""
        if gegeven_id is None:
            zin = f"Noem het {self.soort.naam} dat u wilt verstrekken."
            raise OngeldigeInvoer([Invoerfout("/gegeven", zin)])
        klok = klok_van(sessie)
        stuk = Dossier(sessie, kluis_van(sessie), klok, self.soort).lees(persoon, gegeven_id)
        if not self.hoort(stuk.invoer):
            raise NietGevonden(f"Dit {self.soort.naam} is van een andere soort dan u vraagt.")
        return self._geef(stuk, datum_nl(klok()))

    def _geef(self, stuk: Dossierstuk[In], dag: date) -> Brongegeven:
        beletsel = self.beletsel(stuk.invoer, dag)
        if beletsel is not None:
            raise OngeldigeInvoer([Invoerfout("/gegeven", beletsel)])
        uit_bestand = self.kenmerken(stuk)
        kenmerken = {n: w for n, w in uit_bestand.items() if w is not None}
        return Brongegeven(
            gegevenssoort=self.gegevenssoort,
            gegevens={n: w for n, w in self.gegevens(stuk).items() if w is not None},
            kenmerken=kenmerken or None,
            aard=stuk.invoer.aard,
            herkomst="eigen",
            bijzonder=stuk.invoer.bijzonder,
            derden_verwijderd=stuk.invoer.derden_verwijderd,
            weet=frozenset(uit_bestand),
        )
