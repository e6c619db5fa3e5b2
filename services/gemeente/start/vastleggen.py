"""Recording the other two criteria: what was done before, and whether it is a group's nuisance.

And the reports their source gave itself, which came with a stuk (E12).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from services.gemeente.start.besluit import kijk_opnieuw
from services.gemeente.start.opslag import Eis, Startboek
from services.gemeente.start.tabellen import GroepsverbandRij, InterventieRij
from shared.bestand.eenmaal.dienst import al_gedaan, onthoud
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.poorten.stukvastlegger import Geldendstuk
from shared.partij.web.herhaling import Opdracht
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout


class Vastlegging:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    def interventie(
        self, groep: str, inhoud: Mapping[str, Any], opdracht: Opdracht | None, *, bevestigd: bool
    ) -> InterventieRij:
        """An earlier intervention by one of the parties (E13); the same order, the same one."""
        eis_lopende_groep(self._u.dienst, self._wie, groep)
        fouten = []
        partijen = self._u.dienst.regels.partijen
        if inhoud["partij"] not in partijen:
            zin = f"is geen partij bij het convenant; wel: {', '.join(partijen)}"
            fouten.append(Invoerfout("/partij", zin))
        if inhoud["datum"] > datum_nl(self._u.dienst.klok()):
            fouten.append(Invoerfout("/datum", "ligt in de toekomst"))
        tekst = [("/omschrijving", inhoud["omschrijving"])]
        eis_zonder_personen(tekst, bevestigd=bevestigd, fouten=fouten)
        with self._u.dienst.transactie() as sessie:
            boek = self._boek(sessie)
            eerder = al_gedaan(sessie, opdracht)
            if eerder is not None:
                rij = boek.interventie(eerder)
            else:
                rij = boek.leg_interventie_vast(groep, **inhoud)
                onthoud(sessie, opdracht, rij.id)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def trek_interventie_in(self, kenmerk: str, reden: str, *, bevestigd: bool) -> InterventieRij:
        """It was recorded wrongly."""
        eis_zonder_personen([("/reden", reden)], bevestigd=bevestigd)
        with self._u.dienst.transactie() as sessie:
            boek = self._boek(sessie)
            rij = boek.interventie(kenmerk)
            self._wie.eis_groep(rij.groep)
            boek.trek_interventie_in(rij, reden)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def groepsverband(
        self, groep: str, eis: Eis, hoofdzakelijk: bool, motivering: str, *, bevestigd: bool
    ) -> GroepsverbandRij:
        """Is the nuisance mainly caused as a group (E11)? A human says so, with a reason."""
        eis_lopende_groep(self._u.dienst, self._wie, groep)
        eis_zonder_personen([("/motivering", motivering)], bevestigd=bevestigd)
        with self._u.dienst.transactie() as sessie:
            rij = self._boek(sessie).verklaar(groep, eis, hoofdzakelijk, motivering)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def _boek(self, sessie: Session) -> Startboek:
        return Startboek(sessie, self._u.dienst.klok(), self._wie.autorisatie_id)


class Meldingvastlegger:
    """Keeps a report that came from its source, as evidence while the source lets it stand."""

    def leg_vast(self, sessie: Session, regels: Convenantregels, stuk: Geldendstuk) -> None:
        """New, corrected, or confirmed where it was typed here; another day may not count."""
        boek, gegevens = _stukboek(sessie, stuk, stuk.op), dict(stuk.gegevens)
        kenmerk, dag = gegevens.pop("kenmerk"), date.fromisoformat(gegevens["datum"])
        veranderd = boek.neem_op(stuk, kenmerk, {**gegevens, "datum": dag})
        sessie.flush()
        for rij in veranderd:
            kijk_opnieuw(boek, regels, stuk.op, rij.groep, rij.id)

    def trek_in(
        self, sessie: Session, regels: Convenantregels, stuk: Geldendstuk, nu: datetime
    ) -> None:
        """Its source took it back; a start decision that rested on it is looked at again."""
        boek = _stukboek(sessie, stuk, nu)
        rij = boek.gegeven(stuk)
        if rij is not None:
            boek.neem_terug(rij)
            sessie.flush()
            kijk_opnieuw(boek, regels, nu, rij.groep, rij.id)


def _stukboek(sessie: Session, stuk: Geldendstuk, nu: datetime) -> Startboek:
    # A groepsbericht always names who gave it; the party stands beside it.
    return Startboek(sessie, nu, stuk.medewerker or stuk.bericht_id)
