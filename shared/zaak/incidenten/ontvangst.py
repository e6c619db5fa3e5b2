"""An incident another party tells of, in the transaction that stores its message.

It is in the register at once, by its kind and day. Texts that point at somebody wait until somebody
has decided about them (D4): the incident itself must not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.apart import opslag as apartopslag
from shared.bestand.apart.begrippen import Tekststand as Apartstand
from shared.bestand.ontvangen.zegel import open_stuk
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import begin_nl
from shared.partij.fouten import Vernietigd
from shared.partij.zegel import Kluispoort
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import (
    Beschrijving,
    Incidentgebeurtenis,
    Incidentstand,
    Versiestand,
    onderwerplid,
)
from shared.zaak.incidenten.tabellen import IncidentRij, ToezichtmeldingRij


def neem_op(
    sessie: Session,
    regels: Convenantregels,
    kop: Mapping[str, Any],
    stuk: Stuk,
    nu: datetime,
    *,
    apart: bool,
) -> None:
    """A message brought this stuk. ``apart``: a text in it points at somebody."""
    regel = regels.stukken[stuk.soort]
    if regel.meldt_toezicht:
        _toezicht_gemeld(sessie, kop, stuk.gegevens[onderwerplid(regels, stuk.soort)], stuk, nu)
    if not regel.meldt_voorval:
        return
    wat = _beschrijving(stuk.gegevens)
    kenmerk = stuk.gegevens[onderwerplid(regels, stuk.soort)]
    rij = sessie.get(IncidentRij, kenmerk, with_for_update=True)
    nieuw = rij is None
    if rij is None:
        rij = _nieuw(kenmerk, kop["afzender"], wat, nu)
        if not apart:
            # Before it is there: who is told that it is, hears at once what was done about it.
            rij.stukversie = stuk.versie
            rij.omschrijving, rij.maatregelen = wat.omschrijving, wat.maatregelen
        sessie.add(rij)
        sessie.flush()
    elif rij.van != kop["afzender"] or _heeft(sessie, rij, stuk.versie):
        # Only who found it tells more of it, and each version once. The message stays in the inbox.
        return
    opslag.voeg_versie_toe(
        sessie, rij, stuk.versie, wat, stand=Versiestand.APART if apart else Versiestand.GELDT,
        door=kop["medewerker"], nu=nu, bericht=kop["id"],
    )  # fmt: skip
    # What is new in it asks for attention again.
    rij.gezien_op = None
    gebeurtenis = Incidentgebeurtenis.ONTVANGEN if nieuw else Incidentgebeurtenis.BIJGEWERKT
    opslag.noteer(
        sessie, rij, gebeurtenis, partij=kop["afzender"], door=kop["medewerker"], nu=nu,
        wat={"aard": wat.aard, "stukversie": stuk.versie, "apart": apart},
    )  # fmt: skip


def _toezicht_gemeld(
    sessie: Session, kop: Mapping[str, Any], kenmerk: str, stuk: Stuk, nu: datetime
) -> None:
    """A party reported it to the supervisor: kept also when the incident itself comes later."""
    gemeld = date.fromisoformat(stuk.gegevens["gemeld"])
    eerder = sessie.get(ToezichtmeldingRij, (kenmerk, kop["afzender"]))
    if eerder is not None:
        eerder.gemeld, eerder.op, eerder.door = gemeld, nu, kop["medewerker"]
    else:
        sessie.add(
            ToezichtmeldingRij(
                incident=kenmerk, partij=kop["afzender"], gemeld=gemeld, op=nu,
                door=kop["medewerker"],
            )
        )  # fmt: skip
    sessie.flush()
    rij = sessie.get(IncidentRij, kenmerk, with_for_update=True)
    if rij is not None:
        opslag.noteer(
            sessie, rij, Incidentgebeurtenis.TOEZICHT_GEMELD, partij=kop["afzender"],
            door=kop["medewerker"], nu=nu, wat={"gemeld": gemeld.isoformat()},
        )  # fmt: skip


def beoordeel(
    sessie: Session, kluis: Kluispoort, bericht_id: str, *, partij: str, door: str, nu: datetime
) -> None:
    """Somebody decided about a text of this message: its version counts, or its texts never do."""
    versie = opslag.van_bericht(sessie, bericht_id)
    if versie is None or versie.stand != Versiestand.APART:
        return
    standen = apartopslag.standen(sessie, bericht_id)
    if Apartstand.AFGEWEZEN in standen:
        versie.stand, gebeurtenis = Versiestand.AFGEWEZEN, Incidentgebeurtenis.TEKST_AF
    elif Apartstand.OPEN in standen:
        return
    else:
        stuk = open_stuk(sessie, kluis, bericht_id)
        if stuk is None:
            raise Vernietigd("Deze melding is hier niet meer.")
        wat = _beschrijving(stuk.gegevens)
        versie.omschrijving, versie.maatregelen = wat.omschrijving, wat.maatregelen
        versie.stand, gebeurtenis = Versiestand.GELDT, Incidentgebeurtenis.TEKST_VRIJ
    rij = opslag.lees(sessie, versie.incident, slot=True)
    sessie.flush()
    opslag.stel_bij(sessie, rij)
    wat_versie = {"stukversie": versie.stukversie}
    opslag.noteer(sessie, rij, gebeurtenis, partij=partij, door=door, nu=nu, wat=wat_versie)


def _beschrijving(gegevens: Mapping[str, Any]) -> Beschrijving:
    """Only the day was told: its beginning is the strictest moment to count from."""
    return Beschrijving(
        aard=gegevens["aard"],
        ontdekt_op=begin_nl(date.fromisoformat(gegevens["ontdekt"])),
        omschrijving=gegevens["omschrijving"],
        maatregelen=gegevens.get("maatregelen"),
    )


def _nieuw(kenmerk: str, van: str, wat: Beschrijving, nu: datetime) -> IncidentRij:
    return IncidentRij(
        id=kenmerk,
        van=van,
        eigen=False,
        stand=Incidentstand.OPEN,
        versie=0,
        aard=wat.aard,
        ontdekt_op=wat.ontdekt_op,
        stukversie=0,
        melder=None,
        ontbrak=[],
        gemeld_op=nu,
        gewijzigd_op=nu,
    )


def _heeft(sessie: Session, rij: IncidentRij, stukversie: int) -> bool:
    return any(een.stukversie == stukversie for een in opslag.versies(sessie, rij.id))
