"""Queries on what is said in one go. Works on the connection it is given; no commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.begrippen import TOEGESTAAN, Berichtstand
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.onderdelen import Onderdelenregister
from gateway.registers.overleggen import Overlegregister
from gateway.registers.tabellen import BerichtRij
from gateway.uitingen.begrippen import Gezegd, Tafel, Uiting, Uitingstand
from gateway.uitingen.tabellen import UitingRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import wil_lopende_groep

_GEDEELD = ("id", "afzender", "kanaal", "overleg", "groep", "over", "begonnen_op")
_GEZEGD = ("gezegd_op", "medewerker", "berichten", "zonder_toestemming", "bladnummer", "digest")
_KOLOMMEN = tuple(getattr(UitingRij, naam) for naam in (*_GEDEELD, *_GEZEGD))


class Uitingregister:
    """Words that are said in one go, with the messages about them."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, kenmerk: str) -> Uiting | None:
        """The words with this id."""
        gevonden = self._lees(UitingRij.id == kenmerk)
        return gevonden[0] if gevonden else None

    def in_overleg(self, overleg: str) -> list[Uiting]:
        """What was to be said in a meeting, in the order it was first asked for."""
        return self._lees(UitingRij.overleg == overleg)

    def buiten_overleg(
        self, groep: str, partij: str | None, na: str | None, hoogstens: int
    ) -> list[Uiting]:
        """What was to be said about a group outside any meeting, by or to this party; by id."""
        vraag = [UitingRij.groep == groep, UitingRij.overleg.is_(None)]
        if partij is not None:
            gehoord = select(BerichtRij.id).where(
                BerichtRij.uiting == UitingRij.id, BerichtRij.ontvanger == partij
            )
            vraag.append(or_(UitingRij.afzender == partij, gehoord.exists()))
        if na is not None:
            vraag.append(UitingRij.id > na)
        gevonden = select(*_KOLOMMEN).where(*vraag).order_by(UitingRij.id).limit(hoogstens)
        return [_uiting(rij._mapping) for rij in self._verbinding.execute(gevonden)]

    def iets_toegestaan_in(self, overleg: str) -> bool:
        """Whether anything was permitted to be said in this meeting."""
        uitingen = select(UitingRij.id).where(UitingRij.overleg == overleg)
        vraag = select(BerichtRij.id).where(
            BerichtRij.uiting.in_(uitingen), BerichtRij.besluit == TOEGESTAAN
        )
        return self._verbinding.execute(vraag.limit(1)).first() is not None

    def iets_gezegd_in(self, overleg: str) -> bool:
        """Whether somebody told that something was said in this meeting."""
        vraag = select(UitingRij.id).where(
            UitingRij.overleg == overleg, UitingRij.gezegd_op.is_not(None)
        )
        return self._verbinding.execute(vraag.limit(1)).first() is not None

    def begin(self, uiting: Uiting) -> None:
        """The first message about these words is being decided on."""
        velden = {naam: getattr(uiting, naam) for naam in _GEDEELD}
        self._verbinding.execute(insert(UitingRij).values(**velden))

    def bevestig(self, kenmerk: str, gezegd: Gezegd) -> None:
        """Keep what the sender says came of it."""
        velden: dict[str, Any] = {naam: getattr(gezegd, naam) for naam in _GEZEGD}
        velden["berichten"] = list(gezegd.berichten)
        self._verbinding.execute(update(UitingRij).where(UitingRij.id == kenmerk).values(**velden))

    def stand(self, uiting: Uiting, regels: Convenantregels) -> Uitingstand:
        """The words with their messages and who hears them, as that is now."""
        berichten = tuple(Berichtenregister(self._verbinding).van_uiting(uiting.id))
        binnen = regels.kanalen[uiting.kanaal].zeggen_binnen
        duur = None if binnen is None else _duur(binnen)
        if uiting.overleg is None:
            horen = frozenset(bericht.ontvanger for bericht in berichten)
            tafel = Tafel(horen, None, duur, gaat_door=True)
        else:
            tafel = self._tafel(uiting, uiting.overleg, duur)
        tafel = replace(tafel, dicht_op=self._dicht_op(uiting, berichten, regels))
        onderdelen = Onderdelenregister(self._verbinding)
        met_een_gat = onderdelen.met_een_gat(bericht.id for bericht in berichten)
        return Uitingstand(uiting, berichten, tafel, met_een_gat)

    def _dicht_op(
        self, uiting: Uiting, berichten: Sequence[Berichtstand], regels: Convenantregels
    ) -> datetime | None:
        if uiting.groep is None or not any(wil_lopende_groep(regels, b.soort) for b in berichten):
            return None
        return Groepenregister(self._verbinding).afgesloten_op(uiting.groep)

    def _tafel(self, uiting: Uiting, kenmerk: str, duur: timedelta | None) -> Tafel:
        overleg = Overlegregister(self._verbinding).een(kenmerk)
        if overleg is None:
            return Tafel(frozenset(), None, duur, gaat_door=False)
        mensen = Autorisatieregister(self._verbinding).van(overleg.deelnemers).values()
        horen = frozenset(een.partij for een in mensen) - {uiting.afzender}
        return Tafel(horen, overleg.dag, duur, gaat_door=not overleg.afgelast, begin=overleg.begin)

    def _lees(self, welke: ColumnElement[bool]) -> list[Uiting]:
        vraag = select(*_KOLOMMEN).where(welke).order_by(UitingRij.begonnen_op, UitingRij.id)
        return [_uiting(rij._mapping) for rij in self._verbinding.execute(vraag)]


def _uiting(rij: Any) -> Uiting:  # noqa: ANN401 - a row
    gezegd = None
    if rij["gezegd_op"] is not None:
        velden = {naam: rij[naam] for naam in _GEZEGD}
        gezegd = Gezegd(**{**velden, "berichten": tuple(rij["berichten"])})
    return Uiting(**{naam: rij[naam] for naam in _GEDEELD}, gezegd=gezegd)


def _duur(tekst: str) -> timedelta:
    """Hours as the covenant file writes them (PT1H)."""
    return timedelta(hours=int(tekst.removeprefix("PT").removesuffix("H")))
