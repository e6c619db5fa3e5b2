"""An action as the regisseur sees it: whose it is, what that party knows of it, what it said."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.aanpak.geven import moet_gegeven
from services.gemeente.aanpak.vormen import ActieUit
from services.gemeente.acties.begrippen import AF, Actiestatus
from services.gemeente.acties.dienst import laatste_woorden
from services.gemeente.acties.tabellen import ActieRij
from shared.bestand.afscherming.opslag import beperkte_namen
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.web.afspraken import aard_uit
from shared.verzenden.stukken.tabellen import GroepsstukRij

_AFGELEID = frozenset({"te_laat", "te_geven", "stukstand", "aard", "reden", "voortgang", "effect"})


def actie_uit(sessie: Session, dienst: Dienst, rij: ActieRij) -> ActieUit:
    """One action."""
    (uit,) = acties_uit(sessie, dienst, [rij])
    return uit


def acties_uit(sessie: Session, dienst: Dienst, rijen: Sequence[ActieRij]) -> list[ActieUit]:
    """The same for many."""
    gezegd = laatste_woorden(sessie, [rij.id for rij in rijen])
    vraag = select(GroepsstukRij.id, GroepsstukRij.stand).where(
        GroepsstukRij.id.in_([rij.stuk for rij in rijen if rij.stuk is not None])
    )
    standen = {stuk: stand for stuk, stand in sessie.execute(vraag)}
    vandaag, eigen = datum_nl(dienst.klok()), dienst.partij.code
    beperkt = beperkte_namen(sessie, {rij.betrokkene for rij in rijen if rij.betrokkene})
    uit = []
    for rij in rijen:
        velden = {naam: getattr(rij, naam) for naam in ActieUit.model_fields.keys() - _AFGELEID}
        if rij.betrokkene in beperkt:
            velden["betrokkene"] = None
        woorden = dict(gezegd.get(rij.id, {}))
        terug = rij.status == Actiestatus.TERUGGEGEVEN
        uit.append(
            ActieUit(
                **velden,
                reden=woorden.get("reden") if terug else None,
                voortgang=woorden.get("voortgang"),
                effect=woorden.get("effect"),
                te_geven=rij.partij != eigen and moet_gegeven(sessie, rij),
                stukstand=standen.get(rij.stuk or ""),
                te_laat=rij.status not in AF and rij.uiterlijk < vandaag,
                aard=aard_uit(dienst.regels),
            )
        )
    return uit
