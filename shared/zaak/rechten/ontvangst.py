"""What another party tells of a request, in the transaction that stores its message (11.4, 11.8).

A request is in the register at once, and so are its clocks. It is of somebody in the own file only
where its pseudonyms lead to one person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.zaak.rechten import bekenden, opslag
from shared.zaak.rechten.begrippen import (
    BESLIST,
    NIET_NOEMEN,
    STELT_VOOR,
    VERTELT,
    Besluitstand,
    Verzoekgebeurtenis,
    Verzoekstand,
    bezwaar_tot_en_met,
    gronden_tegen_noemen,
    rol_van,
    stuk_met_rol,
)
from shared.zaak.rechten.opslag import leg_delen_aan
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij


def neem_op(
    sessie: Session, regels: Convenantregels, kop: Mapping[str, Any], stuk: Stuk, nu: datetime
) -> None:
    """A message brought this stuk; what is no part of a request is left alone."""
    rol = rol_van(regels, stuk.soort)
    if rol is None:
        return
    rij = sessie.get(RechtenverzoekRij, stuk.gegevens["verzoek"], with_for_update=True)
    if rol == VERTELT:
        if rij is None:
            _neem_aan(sessie, regels, kop, stuk.gegevens, nu)
        elif stuk.gegevens.get("betrokkenen"):
            _hoor_wie(sessie, regels, rij, kop, stuk.gegevens["betrokkenen"], nu)
    elif rij is not None and rol == STELT_VOOR:
        _leg_voorstel_vast(sessie, regels, rij, kop, stuk.gegevens, nu)
    elif rij is not None and rol == BESLIST:
        _leg_uitkomst_vast(sessie, regels, rij, kop, stuk.gegevens, nu)


def _neem_aan(
    sessie: Session,
    regels: Convenantregels,
    kop: Mapping[str, Any],
    gegevens: Mapping[str, Any],
    nu: datetime,
) -> None:
    genoemd = gegevens.get("betrokkenen") or []
    personen = bekenden.personen_onder(sessie, genoemd)
    rij = RechtenverzoekRij(
        id=gegevens["verzoek"],
        van=kop["afzender"],
        eigen=False,
        recht=gegevens["recht"],
        ontvangen_op=date.fromisoformat(gegevens["ontvangen"]),
        stand=Verzoekstand.OPEN,
        versie=0,
        persoon_id=next(iter(personen)) if len(personen) == 1 else None,
        in_bestand=True if len(personen) == 1 else None,
        gemaakt_op=nu,
        gewijzigd_op=nu,
    )
    sessie.add(rij)
    sessie.flush()
    leg_delen_aan(sessie, regels, rij)
    bekenden.onthoud_ontvangers(sessie, regels, kop["ontvanger"], rij, nu)
    wat = {"genoemd": bool(genoemd), "inBestand": bool(rij.persoon_id)}
    _noteer(sessie, rij, kop, Verzoekgebeurtenis.ONTVANGEN, nu, wat)


def _hoor_wie(
    sessie: Session,
    regels: Convenantregels,
    rij: RechtenverzoekRij,
    kop: Mapping[str, Any],
    genoemd: Sequence[str],
    nu: datetime,
) -> None:
    """Another party says whom it is of. Who knew stays with that; and who took it says so himself:
    he only hears that somebody in his file may be meant."""
    personen = bekenden.personen_onder(sessie, genoemd)
    deel = sessie.get(RechtendeelRij, (rij.id, kop["ontvanger"]))
    stand = None if deel is None else deel.besluitstand
    open_ = rij.stand == Verzoekstand.OPEN and stand != Besluitstand.VAST
    if personen and rij.persoon_id is None and open_:
        rij.in_bestand = None
        if len(personen) == 1 and not rij.eigen:
            (rij.persoon_id,) = personen
            rij.in_bestand = True
            bekenden.onthoud_ontvangers(sessie, regels, kop["ontvanger"], rij, nu)
    wat = {"genoemd": True, "inBestand": bool(personen)}
    _noteer(sessie, rij, kop, Verzoekgebeurtenis.ONTVANGEN, nu, wat)


def _leg_voorstel_vast(
    sessie: Session,
    regels: Convenantregels,
    rij: RechtenverzoekRij,
    kop: Mapping[str, Any],
    gegevens: Mapping[str, Any],
    nu: datetime,
) -> None:
    deel = sessie.get(RechtendeelRij, (rij.id, kop["afzender"]), with_for_update=True)
    if deel is not None:
        deel.voorstel, deel.voorstel_bericht, deel.voorstel_op = gegevens["voorstel"], kop["id"], nu
    wat = {"voorstel": gegevens["voorstel"]}
    grond = gegevens.get(NIET_NOEMEN)
    if grond is not None:
        telt = deel is not None and _telt(sessie, regels, rij, kop["afzender"], grond, nu)
        wat |= {NIET_NOEMEN: grond, "telt": telt}
        if telt and deel is not None:
            deel.niet_noemen = grond
    _noteer(sessie, rij, kop, Verzoekgebeurtenis.AFGESTEMD, nu, wat)


def _telt(
    sessie: Session,
    regels: Convenantregels,
    rij: RechtenverzoekRij,
    partij: str,
    grond: str,
    nu: datetime,
) -> bool:
    """Whether it came in time, on a ground of the law of who objects (J10).

    Who did not take it does not know since when it counts.
    """
    code = stuk_met_rol(regels, VERTELT)
    verteld = opslag.verteld_op(sessie, rij.id, code, partij) if rij.eigen else None
    sinds = verteld or rij.gemaakt_op
    op_tijd = datum_nl(nu) <= bezwaar_tot_en_met(regels, datum_nl(sinds))
    return op_tijd and grond in gronden_tegen_noemen(regels, partij)


def _leg_uitkomst_vast(
    sessie: Session,
    regels: Convenantregels,
    rij: RechtenverzoekRij,
    kop: Mapping[str, Any],
    gegevens: Mapping[str, Any],
    nu: datetime,
) -> None:
    """What another party decided on its own part; the grounds stay with it."""
    deel = sessie.get(RechtendeelRij, (rij.id, kop["afzender"]), with_for_update=True)
    if deel is None:
        return
    deel.uitkomst, deel.besluitstand = gegevens["uitkomst"], Besluitstand.VAST
    deel.besloten_op = date.fromisoformat(gegevens["datum"])
    deel.ontvangers = sorted(gegevens.get("ontvangers") or [])
    opslag.zet_klok(sessie, regels, rij)
    _noteer(sessie, rij, kop, Verzoekgebeurtenis.BESLOTEN, nu, {"uitkomst": gegevens["uitkomst"]})


def _noteer(
    sessie: Session,
    rij: RechtenverzoekRij,
    kop: Mapping[str, Any],
    gebeurtenis: Verzoekgebeurtenis,
    nu: datetime,
    wat: Mapping[str, Any],
) -> None:
    """What the sender of this message did, under its name."""
    wie = {"partij": kop["afzender"], "door": kop["medewerker"]}
    opslag.noteer(sessie, rij, gebeurtenis, **wie, nu=nu, wat={"bericht": kop["id"], **wat})
