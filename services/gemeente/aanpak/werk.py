"""What awaits people because of the approach of a group: actions, questions, documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import or_, select

from services.gemeente.aanpak import delen, restacties
from services.gemeente.aanpak.geven import moet_gegeven
from services.gemeente.acties.begrippen import AF, Actiestatus
from services.gemeente.acties.tabellen import ActieRij, ActieverloopRij
from services.gemeente.groepsdocumenten.begrippen import nog_te_beantwoorden, openstaand
from services.gemeente.groepsdocumenten.soorten import PLAN, stapcode
from services.gemeente.groepsdocumenten.soorten import SOORTEN as DOCUMENTSOORTEN
from services.gemeente.groepsdocumenten.tabellen import GroepsdocumentRij
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk
from shared.tijd.kenmerk import gemaakt_op
from shared.verzenden.stukken.begrippen import Stukstand, wie_krijgt
from shared.verzenden.stukken.tabellen import GroepsstukRij

_PER_CODE = {soort.code: soort for soort in DOCUMENTSOORTEN}
_GEVEN, _AANPASSEN = "actie-geven", "actie-aanpassen"
_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _acties(blik)
    yield from _stapvragen(blik)
    yield from _documenten(blik)
    yield from _niet_gegeven(blik)
    yield from _stille_plannen(blik)


def _acties(blik: Werkblik) -> Iterator[Werkstuk]:
    """Own actions until they end; another party's when it waits for us or its day has passed."""
    yield from _van_anderen(blik)
    yield from _restacties(blik)
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


def _restacties(blik: Werkblik) -> Iterator[Werkstuk]:
    """A list of rest actions that the other parties do not have yet."""
    for groep, stand in sorted((blik.groepen or {}).items()):
        hoort = blik.taak.bevat(groep) and wie_krijgt(
            blik.regels, restacties.STUK, blik.partij, stand["stap"]
        )
        if hoort and restacties.te_geven(blik.sessie, groep) is not None:
            yield _SOORTEN["restacties-geven"].stuk(
                groep,
                sinds=blik.sinds_stap.get(groep, blik.nu),
                pad=f"/groepen/{groep}/acties/_geef",
                groep=groep,
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
    """Questions of a group's present step without an answer (covenant 4.1); of the last step also
    after the approach has ended."""
    for groep, stand in sorted((blik.groepen or {}).items()):
        stap = blik.regels.stappen.get(stand["stap"])
        mag = blik.taak.bevat(groep) and nog_te_beantwoorden(blik.regels, stand)
        if stap is None or not mag:
            continue
        rij = blik.sessie.get(GroepsdocumentRij, (groep, stapcode(stap.nummer)))
        over = openstaand(stap.vragen, None if rij is None else rij.inhoud)
        if over:
            yield _SOORTEN["stapvragen"].stuk(
                f"{groep}:{stap.nummer}",
                sinds=blik.sinds_stap.get(groep, blik.nu),
                pad=f"/stapantwoorden/{groep}/{stap.nummer}",
                groep=groep,
                stap=stap.nummer,
                aantal=len(over),
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


def _niet_gegeven(blik: Werkblik) -> Iterator[Werkstuk]:
    """Laid down, to be given in the step the group is in, and not given yet."""
    vraag = select(GroepsdocumentRij).where(
        GroepsdocumentRij.vastgesteld.is_(True),
        GroepsdocumentRij.soort.in_(list(_PER_CODE)),
        blik.taak.rijen(GroepsdocumentRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        soort, stand = _PER_CODE[rij.soort], (blik.groepen or {}).get(rij.groep)
        if stand is None or not wie_krijgt(blik.regels, soort.stuk, blik.partij, stand["stap"]):
            continue
        if not delen.is_gegeven(blik.sessie, rij):
            yield _SOORTEN["document-geven"].stuk(
                f"{rij.groep}:{rij.soort}",
                sinds=rij.gewijzigd_op,
                pad=f"/{soort.pad}/{rij.groep}/_deel",
                groep=rij.groep,
                document=rij.soort.replace("-", " "),
            )


def _stille_plannen(blik: Werkblik) -> Iterator[Werkstuk]:
    """A plan that runs, and of which nobody has recorded any progress for as long as the term."""
    soort, stappen = _SOORTEN["plan-zonder-voortgang"], _PER_CODE[PLAN].stappen
    assert soort.termijn is not None  # noqa: S101 - for the type checker: the packaged file
    for groep, stand in blik.lopende():
        plan = blik.sessie.get(GroepsdocumentRij, (groep, PLAN))
        if stand["stap"] not in stappen or plan is None or not plan.vastgesteld:
            continue
        laatste = max([plan.gewijzigd_op, *_voortgang(blik, groep)])
        if plus(datum_nl(laatste), soort.termijn) <= blik.vandaag:
            yield soort.stuk(groep, sinds=laatste, pad=f"/groepen/{groep}/acties", groep=groep)


def _voortgang(blik: Werkblik, groep: str) -> Iterator[datetime]:
    """When progress, an effect or the end of an action was last recorded."""
    gezegd = or_(
        ActieverloopRij.voortgang.is_not(None),
        ActieverloopRij.effect.is_not(None),
        ActieverloopRij.status.in_(AF),
    )
    vraag = (
        select(ActieverloopRij.tijdstip)
        .join(ActieRij, ActieRij.id == ActieverloopRij.actie)
        .where(ActieRij.groep == groep, gezegd)
        .order_by(ActieverloopRij.tijdstip.desc())
    )
    yield from blik.sessie.scalars(vraag.limit(1))


AANPAK = Werkbron(_SOORTEN, _werk)
