"""Composes the messages of one version of a stuk: which version of what, and what each one names.

Reads the own registers; nothing is stored and nobody outside is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting, Stukstand, onderwerp_van
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.versturen.gegevenstuk import Gegevenstuk
from shared.web.meldingen import Invoerfout
from shared.zaak.stukken.opdracht import Geadresseerde, Stukopdracht

_PAD = "/inReactieOp"


@dataclass(frozen=True)
class Genoemd:
    """What the order says it is about. ``per_partij``: the message each receiver knows it by.

    ``vorige``: an own stuk that stands by itself, of which this is the next version.
    """

    per_partij: Mapping[str, str | None]
    vorige: GroepsstukRij | None = None


def stel_op(
    sessie: Session,
    afzender: Afzender,
    wie: Medewerker,
    opdracht: Stukopdracht,
    stap: int | None,
    *,
    sleutel: str | None = None,
    meldt: Mapping[str, Any] | None = None,
    stuk_id: str | None = None,
) -> Gegevenstuk:
    """The version that would be given now. Its shape and texts are not judged yet.

    ``stuk_id``: given under this id; to a further receiver it is the same version.

    Raises ``OngeldigeInvoer`` for something named that is not there or not with these receivers,
    ``Conflict`` for a version of what was taken back, ``GeenToegang`` outside the task.
    """
    regel = afzender.regels.stukken[opdracht.stuk]
    genoemd = _genoemd(sessie, wie, opdracht, los=regel.los)
    if genoemd.vorige is not None:
        onderwerp = genoemd.vorige.onderwerp
    else:
        verzoek = next(iter(genoemd.per_partij.values()), None)
        onderwerp = onderwerp_van(
            regel, opdracht.gegevens, opdracht.groep, verzoek, uuid7(afzender.nu)
        )
    gegeven = None if stuk_id is None else sessie.get(GroepsstukRij, stuk_id)
    if gegeven is not None:
        onderwerp, versie = gegeven.onderwerp, gegeven.versie
    else:
        versie = opslag.volgende_versie(sessie, opdracht.stuk, onderwerp)
    stuk = Stuk(opdracht.stuk, versie, opdracht.gegevens)
    samenstellingen = tuple(
        _bericht(afzender, opdracht, stuk, een, stap, genoemd.per_partij.get(een.partij))
        for een in opdracht.ontvangers
    )
    return Gegevenstuk(
        stuk_id or uuid7(afzender.nu), onderwerp, versie, samenstellingen, sleutel, meldt
    )


def _bericht(
    afzender: Afzender,
    opdracht: Stukopdracht,
    stuk: Stuk,
    aan: Geadresseerde,
    stap: int | None,
    in_reactie_op: str | None,
) -> Samenstelling:
    kop = stel_kop_op(
        afzender,
        uuid7(afzender.nu),
        soort=afzender.regels.stukken[opdracht.stuk].soort,
        ontvanger=aan.partij,
        ontvangende_medewerker=aan.medewerker,
        groep=opdracht.groep,
        stap=stap,
        stuk=opdracht.stuk,
        in_reactie_op=in_reactie_op,
    )
    return Samenstelling(kop, (), None, stuk, bevestigd=opdracht.bevestigd_zonder_personen)


def _genoemd(sessie: Session, wie: Medewerker, opdracht: Stukopdracht, *, los: bool) -> Genoemd:
    kenmerk = opdracht.in_reactie_op
    if kenmerk is None:
        return Genoemd({})
    partijen = [een.partij for een in opdracht.ontvangers]
    stuk = sessie.get(GroepsstukRij, kenmerk)
    if stuk is not None and stuk.richting == Richting.UIT:
        return _eigen_stuk(sessie, wie, opdracht, stuk, los=los)
    ander = _ander(sessie, wie, opdracht, kenmerk)
    if partijen != [ander]:
        zin = f"is een bericht tussen u en {ander}; noem alleen die partij als ontvanger"
        raise OngeldigeInvoer([Invoerfout(_PAD, zin)])
    return Genoemd({ander: kenmerk})


def _eigen_stuk(
    sessie: Session, wie: Medewerker, opdracht: Stukopdracht, stuk: GroepsstukRij, *, los: bool
) -> Genoemd:
    _eis_zelfde_groep(wie, opdracht, stuk.groep)
    berichten = {een.partij: een.bericht_id for een in opslag.berichten(sessie, stuk.id)}
    per_partij = {een.partij: berichten.get(een.partij) for een in opdracht.ontvangers}
    if not (los and stuk.soort == opdracht.stuk):
        return Genoemd(per_partij)
    if stuk.stand in (Stukstand.INGETROKKEN, Stukstand.VERNIETIGD):
        raise Conflict("Dit stuk is ingetrokken of vernietigd. Geef een nieuw stuk.")
    return Genoemd(per_partij, vorige=stuk)


def _eis_zelfde_groep(wie: Medewerker, opdracht: Stukopdracht, groep: str | None) -> None:
    """What is named belongs to the task and to the group this is about; either may have none."""
    if groep is None:
        return
    wie.eis_groep(groep)
    if opdracht.groep not in (None, groep):
        raise OngeldigeInvoer([Invoerfout(_PAD, "gaat over een andere groep")])


def _ander(sessie: Session, wie: Medewerker, opdracht: Stukopdracht, kenmerk: str) -> str:
    """Whom the named message was exchanged with."""
    verstuurd, ontvangen = sessie.get(UitgaandRij, kenmerk), sessie.get(InkomendRij, kenmerk)
    gevonden: Sequence[tuple[str | None, str]] = [
        *([] if verstuurd is None else [(verstuurd.groep, verstuurd.ontvanger)]),
        *([] if ontvangen is None else [(ontvangen.groep, ontvangen.afzender)]),
    ]
    if not gevonden:
        raise OngeldigeInvoer([Invoerfout(_PAD, "is hier geen stuk of bericht")])
    groep, ander = gevonden[0]
    _eis_zelfde_groep(wie, opdracht, groep)
    return ander
