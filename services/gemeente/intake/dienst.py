"""Opening an intake, and taking in what somebody writes with its code (5.3, step 1; D4, E12).

Of a code that is unknown, used, lapsed, taken back or blocked nobody hears which of these it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from services.gemeente.intake import opslag
from services.gemeente.intake.begrippen import (
    IntakeGesloten,
    Stand,
    hash_van,
    nieuwe_code,
    stand_van,
)
from services.gemeente.intake.tabellen import IntakeRij
from services.gemeente.signalering.opslag import Signaalboek
from shared.bestand.eenmaal.dienst import al_gedaan, onthoud
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.groepen.groepsverloop import laatste_momenten
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import tekstfouten
from shared.convenant.einde import loopt
from shared.convenant.termijnen import datum_nl, min_, plus
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.partij.web.herhaling import Opdracht
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout

_TEKSTEN = ("plek", "omschrijving")


def stand(dienst: Dienst, rij: IntakeRij) -> Stand:
    """How an intake stands today."""
    return stand_van(
        gebruikt=rij.gebruikt_op,
        ingetrokken=rij.ingetrokken_op,
        geldig_tot=rij.geldig_tot,
        geweigerd=rij.geweigerd,
        vandaag=datum_nl(dienst.klok()),
        hoogstens=dienst.regels.signalen.intake_pogingen,
    )


def eis_taak(wie: Medewerker, groep: str | None) -> None:
    """About a group: in the task. About none yet: only who has all of them."""
    if groep is not None:
        wie.eis_groep(groep)
    elif not wie.taak.alles:
        raise GeenToegang("Een intake die bij geen groep hoort, valt buiten uw taak.")


def open_intake(
    dienst: Dienst, wie: Medewerker, organisatie: str, groep: str | None, tot: date | None,
    opdracht: Opdracht | None = None,
) -> tuple[IntakeRij, str]:  # fmt: skip
    """A new intake and its code; of that only a hash is kept.

    The same order opens no second one. It gets a code that works, and the one before does not any
    more: nobody can say what that was. Raises ``Conflict`` where its intake is not open any more.
    """
    eis_taak(wie, groep)
    if groep is not None:
        eis_lopende_groep(dienst, wie, groep)
    nu, regels = dienst.klok(), dienst.regels.signalen
    uiterlijk = plus(datum_nl(nu), regels.intake_termijn)
    fouten = []
    if organisatie not in regels.intakebronnen:
        zin = f"mag niet inleveren; wel: {', '.join(regels.intakebronnen)}"
        fouten.append(Invoerfout("/organisatie", zin))
    if tot is not None and not datum_nl(nu) <= tot <= uiterlijk:
        fouten.append(Invoerfout("/geldigTot", f"kies vandaag tot en met {uiterlijk.isoformat()}"))
    if fouten:
        raise OngeldigeInvoer(fouten)
    code = nieuwe_code()
    rij = IntakeRij(
        id=uuid7(nu),
        organisatie=organisatie,
        groep=groep,
        hash=hash_van(code),
        geldig_tot=tot or uiterlijk,
        geopend_op=nu,
        geopend_door=wie.autorisatie_id,
        geweigerd=0,
    )
    with dienst.transactie() as sessie:
        eerder = al_gedaan(sessie, opdracht)
        if eerder is not None:
            rij = opslag.lees(sessie, eerder, slot=True)
            if stand(dienst, rij) is not Stand.OPEN:
                raise Conflict("Deze intake is al geopend, en is niet meer te gebruiken.")
            rij.hash = hash_van(code)
        else:
            sessie.add(rij)
            onthoud(sessie, opdracht, rij.id)
        sessie.flush()
        sessie.expunge(rij)
    return rij, code


def trek_in(dienst: Dienst, wie: Medewerker, kenmerk: str) -> IntakeRij:
    """The code is of no use from now on. Raises ``Conflict`` for one that is not open."""
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk, slot=True)
        eis_taak(wie, rij.groep)
        if rij.gebruikt_op is not None or rij.ingetrokken_op is not None:
            raise Conflict("Deze intake is al gebruikt of ingetrokken.")
        rij.ingetrokken_op, rij.ingetrokken_door = dienst.klok(), wie.autorisatie_id
        rij.hash = None
        sessie.flush()
        sessie.expunge(rij)
    return rij


def lever_in(dienst: Dienst, code: str, inhoud: Mapping[str, Any], *, bevestigd: bool) -> None:
    """One signal, and the code is used. Raises ``IntakeGesloten``, ``OngeldigeInvoer``."""
    hash_ = hash_van(code)
    with dienst.lezend() as sessie:
        kenmerk = _open(sessie, dienst, hash_).id
    fouten = _fouten(dienst, inhoud, bevestigd=bevestigd)
    if fouten:
        with dienst.transactie() as sessie:
            opslag.tel_weigering(sessie, kenmerk)
        raise OngeldigeInvoer(fouten)
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rij = _open(sessie, dienst, hash_)
        if not opslag.gebruik(sessie, rij, nu):
            raise IntakeGesloten
        sessie.refresh(rij)
        # Who wrote it is known by the intake alone: that is who confirmed that nobody is in it.
        boek = Signaalboek(sessie, nu, rij.id)
        signaal = boek.leg_vast(rij.groep, {**inhoud, "bron": rij.organisatie}, intake=rij.id)
        rij.signaal = signaal.id


def ruim_intakes(dienst: Dienst) -> Mapping[str, int]:
    """What lapsed: the hash at once, the row when no signal of it is left either."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        weg = opslag.ruim(sessie, vandaag, min_(vandaag, dienst.regels.signalen.termijn))
    return {"intakes": weg}


def _open(sessie: Session, dienst: Dienst, hash_: str) -> IntakeRij:
    rij = opslag.met_hash(sessie, hash_)
    if rij is None or stand(dienst, rij) is not Stand.OPEN:
        raise IntakeGesloten
    if rij.groep is not None:
        moment = laatste_momenten(sessie, [rij.groep]).get(rij.groep)
        if moment is not None and not loopt(moment.status, moment.eindcriterium):
            raise IntakeGesloten
    return rij


def _fouten(dienst: Dienst, inhoud: Mapping[str, Any], *, bevestigd: bool) -> list[Invoerfout]:
    teksten = [(f"/{naam}", inhoud[naam]) for naam in _TEKSTEN]
    te_vroeg = inhoud["datum"] > datum_nl(dienst.klok())
    fouten = [Invoerfout("/datum", "ligt in de toekomst")] if te_vroeg else []
    return [*fouten, *tekstfouten(teksten, bevestigd=bevestigd)]
