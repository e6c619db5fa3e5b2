"""Work that follows from the lists of names: compose, weigh, fix, send, look again, ask after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from shared.bestand.ontvangen.herkomst import laatste_dagen
from shared.convenant.berichtsoorten import ledencategorie
from shared.convenant.termijnen import datum_nl
from shared.partij.poorten.werkbron import Groepsstand, Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import (
    Lijstsoort,
    Lijststand,
    Regelstand,
    lijstsoort,
    waarom_niet_te_melden,
)
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, LijstregelRij, NamenlijstRij
from shared.zaak.lijsten.termijnen import VERNIETIGEN, bruto_tot, eerste_gegevensstap

_SOORTEN = uit(
    "lijst-samenstellen", "lijst-wegen", "lijst-vaststellen", "lijst-wacht-op-stap",
    "lijst-versturen", "lijst-herzien", "bevestiging-te-laat",
)  # fmt: skip
_MISLUKT = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    soort = lijstsoort(blik.regels, blik.partij)
    if soort is None:
        return
    for groep, stand in blik.lopende():
        yield from _samenstellen(blik, soort, groep, stand)
    in_gebruik = select(NamenlijstRij).where(
        NamenlijstRij.open_groep.is_not(None), blik.taak.rijen(NamenlijstRij.groep)
    )
    for lijst in blik.sessie.scalars(in_gebruik).all():
        if lijst.stand == Lijststand.VASTGESTELD:
            yield from _vastgesteld(blik, lijst)
        elif lijst.soort == Lijstsoort.NETTO:
            yield from _te_wegen(blik, lijst)
        else:
            yield from _bruto_te_versturen(blik, lijst)


def _samenstellen(
    blik: Werkblik, soort: Lijstsoort, groep: str, stand: Groepsstand
) -> Iterator[Werkstuk]:
    """Members of a group in a step with names who are on no list of it that is in use."""
    if stand.get("startbesluit") is None or stand.get("stap") not in _stappen(blik, soort):
        return
    aantal, sinds = opslag.niet_op_lijst(blik.sessie, groep, ledencategorie(blik.regels))
    if aantal:
        yield _SOORTEN["lijst-samenstellen"].stuk(
            groep, sinds=sinds, pad=_pad(groep), groep=groep, aantal=aantal
        )


def _stappen(blik: Werkblik, soort: Lijstsoort) -> frozenset[int]:
    """In which steps a list is composed: the gathered one only in the first with names."""
    if soort == Lijstsoort.BRUTO:
        return frozenset({eerste_gegevensstap(blik.regels)})
    lijstregel = blik.regels.gegevenssoorten[blik.regels.namenlijsten.gegevenssoort]
    return frozenset(lijstregel.regels[(blik.partij, ledencategorie(blik.regels))].stappen)


def _te_wegen(blik: Werkblik, lijst: NamenlijstRij) -> Iterator[Werkstuk]:
    regels = opslag.regels_van(blik.sessie, [lijst.id])
    open_ = sum(regel.stand == Regelstand.TE_WEGEN for regel in regels)
    if not regels:
        return
    stand = (blik.groepen or {}).get(lijst.groep, {})
    wacht = not open_ and waarom_niet_te_melden(blik.regels, blik.partij, stand) is not None
    gewogen = "lijst-wacht-op-stap" if wacht else "lijst-vaststellen"
    yield _SOORTEN["lijst-wegen" if open_ else gewogen].stuk(
        lijst.id,
        sinds=lijst.opgesteld_op,
        pad=f"{_pad(lijst.groep)}/{lijst.id}",
        groep=lijst.groep,
        uiterlijk=_wegen_voor(blik, lijst),
        aantal=open_,
    )


def _wegen_voor(blik: Werkblik, lijst: NamenlijstRij) -> date | None:
    """A first list goes after its term; a review ends on the day the final list asks for one."""
    vorige = opslag.vastgestelde_lijst(blik.sessie, lijst.groep)
    if vorige is not None and vorige.vastgesteld_op is not None:
        return herzien_voor(blik, datum_nl(vorige.vastgesteld_op))
    return bruto_tot(blik.regels, blik.partij, datum_nl(lijst.opgesteld_op))


def herzien_voor(blik: Werkblik, vastgesteld: date) -> date | None:
    """The last day a final list may be used without a human looking at it again."""
    kop = {
        "afzender": blik.partij,
        "ontvanger": blik.partij,
        "stap": eerste_gegevensstap(blik.regels) + 1,
    }
    deel = {
        "gegevenssoort": blik.regels.namenlijsten.gegevenssoort,
        "categorie": ledencategorie(blik.regels),
    }
    dagen = (
        dag
        for rij, dag in laatste_dagen(blik.regels, kop, deel, vastgesteld)
        if rij.bij_afloop != VERNIETIGEN
    )
    return min((dag for dag in dagen if dag is not None), default=None)


def _vastgesteld(blik: Werkblik, lijst: NamenlijstRij) -> Iterator[Werkstuk]:
    if lijst.vastgesteld_op is None or not blik.actief(lijst.groep):
        return
    pad = f"{_pad(lijst.groep)}/{lijst.id}"
    for rij in opslag.bevestigingen(blik.sessie, lijst.id):
        yield from _bij_houder(blik, lijst, rij)
    dag = herzien_voor(blik, datum_nl(lijst.vastgesteld_op))
    soort = _SOORTEN["lijst-herzien"]
    if dag is not None and soort.zichtbaar(dag, blik.vandaag):
        yield soort.stuk(
            lijst.id, sinds=lijst.vastgesteld_op, pad=pad, groep=lijst.groep, uiterlijk=dag
        )


def _bij_houder(
    blik: Werkblik, lijst: NamenlijstRij, rij: LijstbevestigingRij
) -> Iterator[Werkstuk]:
    """The final list has not gone to this holder, or the holder is late with its confirmation."""
    bericht = blik.sessie.get(UitgaandRij, rij.bericht_id) if rij.bericht_id else None
    weg = rij.bericht_id is not None and not (bericht and bericht.status in _MISLUKT)
    te_laat = weg and rij.bevestigd_op is None and rij.uiterlijk < blik.vandaag
    if weg and not te_laat:
        return
    assert lijst.vastgesteld_op is not None  # noqa: S101 - for the type checker: checked before
    yield _SOORTEN["bevestiging-te-laat" if te_laat else "lijst-versturen"].stuk(
        f"{lijst.id}:{rij.partij}",
        sinds=lijst.vastgesteld_op,
        pad=f"{_pad(lijst.groep)}/{lijst.id}" + ("/bevestigingen" if te_laat else ""),
        groep=lijst.groep,
        uiterlijk=rij.uiterlijk,
        partij=blik.naam(rij.partij),
    )


def _bruto_te_versturen(blik: Werkblik, lijst: NamenlijstRij) -> Iterator[Werkstuk]:
    """Entries of the gathered list that went in no message to who weighs it."""
    naar = blik.regels.namenlijsten.nettolijst
    verstuurd = (
        select(UitgaandOnderdeelRij.bericht_id)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(
            UitgaandOnderdeelRij.persoon_id == LijstregelRij.persoon_id,
            UitgaandOnderdeelRij.gegevenssoort == blik.regels.namenlijsten.gegevenssoort,
            UitgaandRij.groep == lijst.groep,
            UitgaandRij.ontvanger == naar,
            UitgaandRij.status.not_in(_MISLUKT),
        )
        .exists()
    )
    vraag = select(LijstregelRij.id).where(LijstregelRij.lijst_id == lijst.id, ~verstuurd)
    if blik.actief(lijst.groep) and blik.sessie.scalars(vraag).first() is not None:
        yield _SOORTEN["lijst-versturen"].stuk(
            f"{lijst.id}:{naar}",
            sinds=lijst.opgesteld_op,
            pad=f"{_pad(lijst.groep)}/{lijst.id}",
            groep=lijst.groep,
            uiterlijk=bruto_tot(blik.regels, blik.partij, datum_nl(lijst.opgesteld_op)),
            partij=blik.naam(naar),
        )


def _pad(groep: str) -> str:
    return f"/groepen/{groep}/namenlijsten"


LIJSTEN = Werkbron(_SOORTEN, _werk)
