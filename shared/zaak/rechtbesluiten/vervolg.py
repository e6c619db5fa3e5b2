"""What was done with a complaint or a claim, step by step (covenant 3.5 and 12.1; J14, K1).

A claim is never turned away because another party did it: it is recorded and passed on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.bestand.eenmaal.dienst import al_gedaan, onthoud
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.betrokkenenrechten import Vervolgregels
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.poorten.meegaand import Meegaand
from shared.partij.web.herhaling import Opdracht
from shared.partij.zegel import verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.rechtbesluiten.tabellen import RechtvervolgRij
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import Verzoekgebeurtenis, Verzoekstand
from shared.zaak.rechten.opslag import eis_in_taak, sleutel_voor
from shared.zaak.rechten.tabellen import RechtenverzoekRij


@dataclass(frozen=True)
class Vervolgstap:
    """``naar``: the party it was passed on to."""

    stap: str
    op: date
    naar: str | None
    toelichting: str | None = field(default=None, repr=False)


def leg_vervolg_vast(
    dienst: Dienst, wie: Medewerker, kenmerk: str, stap: Vervolgstap, opdracht: Opdracht | None
) -> None:
    """Records it, the same order once.

    Raises ``OngeldigeInvoer``, and ``Conflict`` where nothing follows.
    """
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk, slot=True)
        eis_in_taak(sessie, wie, rij)
        if al_gedaan(sessie, opdracht) is not None:
            return
        rijen = regels_van(dienst.regels, rij)
        if rijen is None:
            raise Conflict("Alleen een klacht of een claim heeft een vervolg.")
        if rij.stand != Verzoekstand.OPEN:
            raise Conflict("Dit verzoek is afgehandeld en verandert niet meer.")
        fouten = list(_fouten(dienst.regels, rijen, rij, stap, datum_nl(nu)))
        if fouten:
            raise OngeldigeInvoer(fouten)
        nieuw = RechtvervolgRij(
            id=uuid7(nu),
            verzoek=kenmerk,
            persoon_id=rij.persoon_id,
            stap=stap.stap,
            op=stap.op,
            naar=stap.naar,
            vastgelegd_op=nu,
            vastgelegd_door=wie.autorisatie_id,
        )
        if stap.toelichting is not None:
            nieuw.sleutel_id = sleutel_voor(sessie, dienst, rij)
            nieuw.zegel = verzegel_json(
                dienst.kluis, nieuw.sleutel_id, f"rechtvervolg/{nieuw.id}",
                {"toelichting": stap.toelichting},
            )  # fmt: skip
        sessie.add(nieuw)
        onthoud(sessie, opdracht, nieuw.id, rij.persoon_id)
        opslag.noteer(
            sessie, rij, Verzoekgebeurtenis.GEVOLGD, partij=dienst.partij.code,
            door=wie.autorisatie_id, nu=nu,
            wat={"stap": stap.stap, "op": stap.op.isoformat(), "naar": stap.naar},
        )  # fmt: skip


def regels_van(regels: Convenantregels, rij: RechtenverzoekRij) -> Vervolgregels | None:
    """What follows on such a request; ``None``: nothing."""
    return regels.betrokkenenrechten.vervolg.get(rij.recht)


def stappen(sessie: Session, kenmerk: str) -> Sequence[RechtvervolgRij]:
    """What was done, the first step first."""
    vraag = select(RechtvervolgRij).where(RechtvervolgRij.verzoek == kenmerk)
    return sessie.scalars(vraag.order_by(RechtvervolgRij.id)).all()


def nog_nodig(sessie: Session, regels: Convenantregels, rij: RechtenverzoekRij) -> list[str]:
    """What must be done before it is answered, in the words of the covenant file."""
    rijen = regels_van(regels, rij)
    if rijen is None:
        return []
    gedaan = {een.stap for een in stappen(sessie, rij.id)}
    return [rijen.stappen[stap] for stap in rijen.nodig if stap not in gedaan]


def _fouten(
    regels: Convenantregels,
    rijen: Vervolgregels,
    rij: RechtenverzoekRij,
    stap: Vervolgstap,
    vandaag: date,
) -> Iterator[Invoerfout]:
    if stap.stap not in rijen.stappen:
        yield Invoerfout("/stap", f"hoort hier niet bij; kies: {', '.join(rijen.stappen)}")
    if not rij.ontvangen_op <= stap.op <= vandaag:
        yield Invoerfout("/op", "is geen dag sinds het verzoek")
    if stap.naar is not None and stap.naar not in regels.partijen:
        yield Invoerfout("/naar", f"is geen partij; kies: {', '.join(regels.partijen)}")


def _maak_naamloos(sessie: Session, personen: Collection[str]) -> None:
    """That it was done stays as proof; of whom it was and what was said does not."""
    tabel = RechtvervolgRij
    sessie.execute(
        update(tabel)
        .where(tabel.persoon_id.in_(personen))
        .values(persoon_id=None, sleutel_id=None, zegel=None)
    )


VERVOLG = Meegaand((RechtvervolgRij,), _maak_naamloos)
