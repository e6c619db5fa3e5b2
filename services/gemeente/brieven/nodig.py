"""Which letters about somebody are needed, and which did not go yet (readings J2, J4, J5).

Whether somebody was informed follows from this and from nothing else: nobody records it by hand
while a letter still has to go.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from services.gemeente.brieven.begrippen import (
    Betreft,
    Briefwens,
    GeenBrief,
    brieven_voor,
    gekregen,
    kindklassen,
    klassen_op,
    weet_het,
)
from services.gemeente.brieven.brieftekst import brieventaal
from services.gemeente.brieven.opslag import (
    briefstand,
    brieven_per_persoon,
    brieven_van,
    geboortedata_van,
    gegaan,
    lidmaatschappen_van,
    vertegenwoordigers_van,
)
from services.gemeente.informatiestatus.vormen import InformatiestatusInvoer
from shared.bestand.afscherming.lezing import scherm_opzij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.partij.persoon import Persoon

_GEEN_GROEP = "Deze persoon staat niet in een groep; er is dus geen brief nodig."
_VOLGT = "Of iemand is geïnformeerd volgt uit de brieven, en is niet met de hand in te vullen."


def wensen(dienst: Dienst, sessie: Session, persoon: Persoon) -> Sequence[Briefwens]:
    """Every letter that has to go about somebody. Raises ``GeenBrief`` while that is not known."""
    betreft = _betreffen(sessie, [persoon.id], datum_nl(dienst.klok())).get(persoon.id)
    if betreft is None:
        raise GeenBrief(_GEEN_GROEP)
    return brieven_voor(betreft, brieventaal().regels())


def weten_het(sessie: Session, personen: Collection[str], dag: date) -> set[str]:
    """Of whom of these the letters that went say today that they know.

    The one judgement: what is sent, the page of a person, the list, the work and the overview of
    who oversees ask it here. It sees everybody, also for a reader from whom something is hidden:
    else it would say something else to him than is sent.
    """
    with scherm_opzij():
        brieven = brieven_per_persoon(sessie, personen).items()
        weg = {wie: gegaan(rijen) for wie, rijen in brieven if gegaan(rijen)}
        regels = brieventaal().regels()
        return {
            wie
            for wie, betreft in _betreffen(sessie, weg, dag).items()
            if weet_het(betreft, weg[wie], regels)
        }


def _betreffen(sessie: Session, personen: Collection[str], dag: date) -> Mapping[str, Betreft]:
    """What decides which letters have to go about these; nothing of who was never in a group."""
    rijen = {wie: leden for wie, leden in lidmaatschappen_van(sessie, personen).items() if leden}
    leden = {wie for wie, zijn in rijen.items() if any(lid.kind is None for lid in zijn)}
    geboren = geboortedata_van(sessie, leden)
    klassen = {wie: klassen_op(geboren.get(wie), dag) for wie in leden}
    van_een_kind = kindklassen(brieventaal().regels())
    ouders = vertegenwoordigers_van(
        sessie, [wie for wie, zijn in klassen.items() if zijn & van_een_kind]
    )
    return {
        wie: Betreft(
            persoon=wie,
            lid=wie in leden,
            ouder=any(lid.kind is not None for lid in zijn),
            klassen=klassen.get(wie, frozenset()),
            vertegenwoordigers=ouders.get(wie, ()),
        )
        for wie, zijn in rijen.items()
    }


def nog_te_sturen(dienst: Dienst, sessie: Session, persoon: Persoon) -> Sequence[Briefwens]:
    """The letters that did not go yet. Raises ``GeenBrief``."""
    weg = gegaan(brieven_van(sessie, persoon.id))
    return [een for een in wensen(dienst, sessie, persoon) if (een.soort, een.ontvanger) not in weg]


def eis_brieven(
    dienst: Dienst, sessie: Session, persoon: Persoon, invoer: InformatiestatusInvoer
) -> None:
    """Raises ``Conflict`` for a status by hand that says more than the letters that went."""
    try:
        nodig = wensen(dienst, sessie, persoon)
    except GeenBrief as fout:
        raise Conflict(f"{_VOLGT} {fout.zin}") from fout
    rijen = brieven_van(sessie, persoon.id)
    weg = gegaan(rijen)
    open_ = [een for een in nodig if (een.soort, een.ontvanger) not in weg]
    if open_:
        welke = ", ".join(f"de brief '{een.soort}' aan {een.ontvanger}" for een in open_)
        raise Conflict(
            f"{_VOLGT} Nog niet weg: {welke}. Maak ze met POST /v1/personen/{persoon.id}/brieven, "
            "en leg van elke brief vast dat zij is verzonden of overhandigd."
        )
    gehad = gekregen(nodig, [briefstand(rij) for rij in rijen])
    if gehad is not None and gehad != (invoer.geinformeerd_op, invoer.wijze):
        op, wijze = gehad
        raise Conflict(f"{_VOLGT} De laatste brief die nodig was is {wijze} op {op.isoformat()}.")
