"""Taking longer for the own part of a request, told to the betrokkene in time (covenant 11.8; J13).

Only where the own law knows a longer term, once, and only when he heard it within the first one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.zegel import verzegel_json
from shared.web.meldingen import Invoerfout
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    Besluitstand,
    Verzoekgebeurtenis,
    Verzoekstand,
    verlengen_tot_en_met,
)
from shared.zaak.rechten.opslag import eis_in_taak, sleutel_voor
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij


@dataclass(frozen=True)
class Langer:
    """What the betrokkene was told. ``meer_eenheden``: more than one unit holds his data."""

    verteld_op: date
    reden: str = field(repr=False)
    meer_eenheden: bool


def verleng(dienst: Dienst, wie: Medewerker, kenmerk: str, langer: Langer) -> None:
    """From now on the longer term counts. Raises ``OngeldigeInvoer``, ``Conflict``."""
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk, slot=True)
        eis_in_taak(sessie, wie, rij)
        deel = opslag.eigen_deel(sessie, dienst, kenmerk)
        laatste = _eis_te_verlengen(dienst, rij, deel)
        fouten = list(_fouten(langer, rij, laatste, datum_nl(nu)))
        if fouten:
            raise OngeldigeInvoer(fouten)
        assert deel is not None  # noqa: S101 - for the type checker: asked just before
        deel.verlengd_op, deel.verlengd_meer = langer.verteld_op, langer.meer_eenheden
        deel.verlengzegel = verzegel_json(
            dienst.kluis, sleutel_voor(sessie, dienst, rij), verlengplaats(kenmerk),
            {"reden": langer.reden},
        )  # fmt: skip
        opslag.zet_klok(sessie, dienst.regels, rij)
        opslag.noteer(
            sessie, rij, Verzoekgebeurtenis.VERLENGD, partij=dienst.partij.code,
            door=wie.autorisatie_id, nu=nu,
            wat={"verteldOp": langer.verteld_op.isoformat(), "meerEenheden": langer.meer_eenheden},
        )  # fmt: skip


def verlengplaats(kenmerk: str) -> str:
    """Where it is sealed why it takes longer."""
    return f"rechtenverzoek/{kenmerk}/langer"


def _eis_te_verlengen(dienst: Dienst, rij: RechtenverzoekRij, deel: RechtendeelRij | None) -> date:
    """The last day on which he could be told."""
    if deel is None:
        raise Conflict("De wet van uw partij kent dit recht niet; een andere partij beslist.")
    if rij.stand != Verzoekstand.OPEN or deel.besluitstand == Besluitstand.VAST:
        raise Conflict("Hierover is al beslist; er is niets meer te verlengen.")
    if deel.verlengd_op is not None:
        raise Conflict("Deze termijn is al verlengd; dat kan één keer.")
    laatste = verlengen_tot_en_met(dienst.regels, deel.partij, rij.recht, rij.ontvangen_op)
    if laatste is None:
        raise Conflict(f"De {deel.regime} kent voor dit verzoek geen langere termijn.")
    return laatste


def _fouten(
    langer: Langer, rij: RechtenverzoekRij, laatste: date, vandaag: date
) -> Iterator[Invoerfout]:
    if not rij.ontvangen_op <= langer.verteld_op <= vandaag:
        zin = "is geen dag sinds het verzoek: vertel het de betrokkene eerst, en noem die dag"
        yield Invoerfout("/verteldOp", zin)
    elif langer.verteld_op > laatste:
        zin = f"is te laat: hij moest het uiterlijk {laatste.isoformat()} horen"
        yield Invoerfout("/verteldOp", zin)
    elif vandaag > laatste:
        # Otherwise a day in the past makes what is late in time again.
        zin = (
            f"had uiterlijk {laatste.isoformat()} vastgelegd moeten zijn; nu is het verzoek te laat"
        )
        yield Invoerfout("/verteldOp", zin)
