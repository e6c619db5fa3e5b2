"""Which letters about somebody are needed, and which did not go yet (readings J2, J4, J5).

Whether somebody was informed follows from this and from nothing else: nobody records it by hand
while a letter still has to go.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from services.gemeente.brieven.begrippen import (
    Betreft,
    Briefwens,
    GeenBrief,
    brieven_voor,
    gekregen,
    klassen_op,
)
from services.gemeente.brieven.brieftekst import brieventaal
from services.gemeente.brieven.opslag import (
    briefstand,
    brieven_van,
    gegaan,
    lidmaatschappen,
    vertegenwoordigers_van,
)
from services.gemeente.informatiestatus.termijn import informeerplicht
from services.gemeente.informatiestatus.vormen import InformatiestatusInvoer
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.partij.persoon import Persoon

_GEEN_GROEP = "Deze persoon staat niet in een groep; er is dus geen brief nodig."
_VOLGT = "Of iemand is geïnformeerd volgt uit de brieven, en is niet met de hand in te vullen."


def wensen(dienst: Dienst, sessie: Session, persoon: Persoon) -> Sequence[Briefwens]:
    """Every letter that has to go about somebody. Raises ``GeenBrief`` while that is not known."""
    plicht = informeerplicht(dienst.regels, dienst.partij.code)
    telt = frozenset() if plicht is None else frozenset(plicht.categorieen or ())
    leden = [lid for lid in lidmaatschappen(sessie, persoon.id) if lid.categorie in telt]
    if not leden:
        raise GeenBrief(_GEEN_GROEP)
    ouder = {dienst.regels.categorieen[lid.categorie].kind_verplicht for lid in leden}
    betreft = Betreft(
        persoon=persoon.id,
        lid=False in ouder,
        ouder=True in ouder,
        klassen=klassen_op(persoon.geboortedatum, datum_nl(dienst.klok())),
        vertegenwoordigers=vertegenwoordigers_van(sessie, [persoon.id])[persoon.id],
    )
    return brieven_voor(betreft, brieventaal().regels())


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
