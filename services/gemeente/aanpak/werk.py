"""What awaits people because of the approach of a group: actions, questions, documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.gemeente.aanpak.geven import moet_gegeven
from services.gemeente.acties.begrippen import AF, Actiestatus
from services.gemeente.acties.tabellen import ActieRij
from services.gemeente.groepsdocumenten.soorten import SOORTEN as DOCUMENTSOORTEN
from services.gemeente.groepsdocumenten.soorten import stapcode
from services.gemeente.groepsdocumenten.tabellen import GroepsdocumentRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk
from shared.tijd.kenmerk import gemaakt_op
from shared.verzenden.stukken.begrippen import Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij

_PER_CODE = {soort.code: soort for soort in DOCUMENTSOORTEN}
_GEVEN, _AANPASSEN = "actie-geven", "actie-aanpassen"
_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _acties(blik)
    yield from _stapvragen(blik)
    yield from _documenten(blik)


def _acties(blik: Werkblik) -> Iterator[Werkstuk]:
    """Own actions until they end; another party's when it waits for us or its day has passed."""
    yield from _van_anderen(blik)
    vraag = select(ActieRij).where(ActieRij.status.not_in(AF), blik.taak.rijen(ActieRij.groep))
    for rij in blik.sessie.scalars(vraag):
        eigen = rij.partij == blik.partij
        if not eigen and rij.uiterlijk >= blik.vandaag:
            continue
        yield _SOORTEN["actie" if eigen else "actie-van-ander"].stuk(
            rij.id,
            sinds=gemaakt_op(rij.id),
            pad=f"/acties/{rij.id}",
            groep=rij.groep,
            eigenaar=rij.eigenaar if eigen else None,
            uiterlijk=rij.uiterlijk,
            partij=blik.naam(rij.partij),
        )


def _van_anderen(blik: Werkblik) -> Iterator[Werkstuk]:
    """What another party does not know yet, gave back, or does not keep."""
    vraag = select(ActieRij).where(ActieRij.partij != blik.partij, blik.taak.rijen(ActieRij.groep))
    for rij in blik.sessie.scalars(vraag):
        soort = _te_doen(blik, rij)
        if soort is not None:
            yield _SOORTEN[soort].stuk(
                rij.id,
                sinds=rij.gewijzigd_op,
                pad=f"/acties/{rij.id}/_geef" if soort == _GEVEN else f"/acties/{rij.id}",
                groep=rij.groep,
                uiterlijk=rij.uiterlijk,
                partij=blik.naam(rij.partij),
            )


def _te_doen(blik: Werkblik, rij: ActieRij) -> str | None:
    if moet_gegeven(blik.sessie, rij):
        return _GEVEN
    if rij.status in AF:
        return None
    stuk = None if rij.stuk is None else blik.sessie.get(GroepsstukRij, rij.stuk)
    weg = stuk is not None and stuk.stand == Stukstand.VERNIETIGD
    return _AANPASSEN if weg or rij.status == Actiestatus.TERUGGEGEVEN else None


def _stapvragen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Questions of a group's present step without an answer (covenant 4.1)."""
    for groep, stand in blik.lopende():
        stap = blik.regels.stappen.get(stand["stap"])
        if stap is None:
            continue
        rij = blik.sessie.get(GroepsdocumentRij, (groep, stapcode(stap.nummer)))
        gegeven = [] if rij is None else [een for een in rij.inhoud["antwoorden"] if een]
        if len(gegeven) < len(stap.vragen):
            yield _SOORTEN["stapvragen"].stuk(
                f"{groep}:{stap.nummer}",
                sinds=blik.sinds_stap.get(groep, blik.nu),
                pad=f"/stapantwoorden/{groep}/{stap.nummer}",
                groep=groep,
                stap=stap.nummer,
                aantal=len(stap.vragen) - len(gegeven),
            )


def _documenten(blik: Werkblik) -> Iterator[Werkstuk]:
    """Written in a step it still belongs to, and not laid down."""
    standen = dict(blik.lopende())
    vraag = select(GroepsdocumentRij).where(
        GroepsdocumentRij.vastgesteld.is_(False),
        GroepsdocumentRij.soort.in_(list(_PER_CODE)),
        blik.taak.rijen(GroepsdocumentRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        soort = _PER_CODE[rij.soort]
        if rij.groep in standen and standen[rij.groep]["stap"] in soort.stappen:
            yield _SOORTEN["document-vaststellen"].stuk(
                f"{rij.groep}:{rij.soort}",
                sinds=rij.gewijzigd_op,
                pad=f"/{soort.pad}/{rij.groep}",
                groep=rij.groep,
                document=rij.soort.replace("-", " "),
            )


AANPAK = Werkbron(_SOORTEN, _werk)
