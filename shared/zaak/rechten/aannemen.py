"""Taking a request of somebody whose data are processed, at whichever party he comes (11.1).

The clocks run from the day it came, also while it is not established yet who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.zegel import verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    NieuwVerzoek,
    Verzoekgebeurtenis,
    Verzoekstand,
    Vrager,
    vraagt_vertegenwoordiger,
)
from shared.zaak.rechten.bekenden import onthoud_ontvangers
from shared.zaak.rechten.inzicht import geboortedag
from shared.zaak.rechten.opslag import (
    eis_in_taak,
    leg_delen_aan,
    open_inhoud,
    plaats_van,
    sleutel_voor,
)
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

Versie_eis: TypeAlias = Callable[[int | str], bool]


def fouten_in(nieuw: NieuwVerzoek, regels: Convenantregels, vandaag: date) -> Iterator[Invoerfout]:
    """Everything that is wrong with a new request by itself."""
    soorten = regels.betrokkenenrechten.soorten
    if nieuw.recht not in soorten:
        yield Invoerfout("/recht", f"is geen recht uit het convenant; kies: {', '.join(soorten)}")
    if nieuw.ontvangen_op > vandaag:
        yield Invoerfout("/ontvangenOp", "ligt in de toekomst; noem de dag waarop het verzoek kwam")
    yield from _voor_het_convenant("/ontvangenOp", nieuw.ontvangen_op, regels)
    yield from wiefouten(nieuw.wie, regels, vandaag)


def wiefouten(wie: Vrager, regels: Convenantregels, vandaag: date) -> Iterator[Invoerfout]:
    """Everything that is wrong with who is said to ask."""
    identiteit = regels.betrokkenenrechten.identiteit
    if wie.identiteit is not None and wie.identiteit not in identiteit.wijzen:
        wel = ", ".join(identiteit.wijzen)
        yield Invoerfout("/identiteit/wijze", f"is geen manier uit het convenant; kies: {wel}")
    if wie.identiteit_op is not None and wie.identiteit_op > vandaag:
        yield Invoerfout(
            "/identiteit/op", "ligt in de toekomst; noem de dag waarop u het vaststelde"
        )
    if wie.identiteit_op is not None:
        yield from _voor_het_convenant("/identiteit/op", wie.identiteit_op, regels)
    if wie.vertegenwoordiger not in (None, *identiteit.vertegenwoordigers):
        wel = ", ".join(identiteit.vertegenwoordigers)
        yield Invoerfout("/vertegenwoordiger", f"staat niet in het convenant; kies: {wel}")


def _voor_het_convenant(pad: str, dag: date, regels: Convenantregels) -> Iterator[Invoerfout]:
    """Before there was a covenant nobody asked anything about it: such a day is a mistake, and
    every clock would be over at once."""
    if dag < regels.ondertekend:
        zin = f"ligt voor het convenant; noem een dag vanaf {regels.ondertekend.isoformat()}"
        yield Invoerfout(pad, zin)


class Aannemen:
    """The use cases of one official."""

    def __init__(self, dienst: Dienst, wie: Medewerker) -> None:
        self._dienst = dienst
        self._wie = wie
        self._regels = dienst.regels

    def neem_aan(self, nieuw: NieuwVerzoek, sleutel: str | None, vingerafdruk: str) -> str:
        """Registers it; its id. The same order under the same key is the same request.

        Raises ``OngeldigeInvoer`` with every fault: then nothing is kept.
        """
        nu = self._dienst.klok()
        fouten = list(fouten_in(nieuw, self._regels, datum_nl(nu)))
        if fouten:
            raise OngeldigeInvoer(fouten)
        eerder = self._eerder(sleutel, vingerafdruk)
        if eerder is not None:
            return eerder
        try:
            with self._dienst.transactie() as sessie:
                return self._leg_vast(sessie, nieuw, nu, sleutel, vingerafdruk)
        except IntegrityError:
            # The very same order came in twice at once.
            eerder = self._eerder(sleutel, vingerafdruk)
            if eerder is None:
                raise
            return eerder

    def vul_aan(self, kenmerk: str, wie: Vrager, eis: Versie_eis) -> None:
        """Says who it is that asks, once that is known. Raises as ``neem_aan``, ``Conflict``."""
        nu = self._dienst.klok()
        fouten = list(wiefouten(wie, self._regels, datum_nl(nu)))
        if fouten:
            raise OngeldigeInvoer(fouten)
        with self._dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            eis_in_taak(sessie, self._wie, rij)
            eis(rij.versie)
            if rij.stand != Verzoekstand.OPEN:
                raise Conflict("Dit verzoek is afgehandeld en verandert niet meer.")
            if rij.persoon_id not in (None, wie.persoon_id):
                raise Conflict("Dit verzoek is al van iemand in uw bestand; dat verandert niet.")
            eigen = sessie.get(RechtendeelRij, (kenmerk, self._dienst.partij.code))
            if eigen is not None and eigen.besluitstand is not None:
                raise Conflict(
                    "Over dit verzoek is al beslist; van wie het is verandert niet meer."
                )
            inhoud = open_inhoud(self._dienst, rij)
            self._zet_wie(sessie, rij, wie)
            self._eis_eigen_vraag(sessie, rij)
            self._verzegel(rij, inhoud)
            # Looked for, and not there: that is an answer too, once it is known for whom to look.
            gezocht = rij.identiteit is not None or not rij.eigen
            rij.in_bestand = rij.persoon_id is not None if gezocht else rij.in_bestand
            onthoud_ontvangers(sessie, self._regels, self._dienst.partij.code, rij, nu)
            self._noteer(sessie, rij, Verzoekgebeurtenis.AANGEVULD, nu)

    def _leg_vast(
        self, sessie: Session, nieuw: NieuwVerzoek, nu: datetime, sleutel: str | None, order: str
    ) -> str:
        rij = RechtenverzoekRij(
            id=uuid7(nu),
            van=self._dienst.partij.code,
            eigen=True,
            recht=nieuw.recht,
            ontvangen_op=nieuw.ontvangen_op,
            stand=Verzoekstand.OPEN,
            versie=0,
            gemaakt_op=nu,
            gemaakt_door=self._wie.autorisatie_id,
            gewijzigd_op=nu,
            idempotentiesleutel=sleutel,
        )
        self._zet_wie(sessie, rij, nieuw.wie)
        self._eis_eigen_vraag(sessie, rij)
        self._verzegel(rij, {"omschrijving": nieuw.omschrijving, "opdracht": order})
        sessie.add(rij)
        sessie.flush()
        leg_delen_aan(sessie, self._regels, rij)
        onthoud_ontvangers(sessie, self._regels, self._dienst.partij.code, rij, nu)
        self._noteer(sessie, rij, Verzoekgebeurtenis.AANGENOMEN, nu)
        return rij.id

    def _zet_wie(self, sessie: Session, rij: RechtenverzoekRij, wie: Vrager) -> None:
        if wie.persoon_id is not None and rij.persoon_id is None:
            self._wie.eis_persoon(sessie, wie.persoon_id, ook_afgeschermd=True)
            try:
                persoon = PersonenRegister(sessie, self._dienst.kluis).lees(wie.persoon_id)
            except (NietGevonden, Vernietigd) as gemist:
                raise OngeldigeInvoer([Invoerfout("/persoon", gemist.melding)]) from gemist
            rij.persoon_id, rij.sleutel_id, rij.in_bestand = persoon.id, persoon.sleutel_id, True
        else:
            sleutel_voor(sessie, self._dienst, rij)
        rij.identiteit, rij.identiteit_op = wie.identiteit, wie.identiteit_op
        rij.vertegenwoordiger = wie.vertegenwoordiger

    def _eis_eigen_vraag(self, sessie: Session, rij: RechtenverzoekRij) -> None:
        """Nobody asks as a parent for who is old enough: the answer would go to somebody else."""
        identiteit = self._regels.betrokkenenrechten.identiteit
        geboren = geboortedag(sessie, self._dienst, rij)
        if geboren is None or rij.vertegenwoordiger not in identiteit.van_kind:
            return
        if not vraagt_vertegenwoordiger(self._regels, geboren, rij.ontvangen_op, None):
            zin = (
                f"vraagt niets voor wie {identiteit.zelf_vanaf} jaar of ouder is: die vraagt het "
                "zelf, of machtigt iemand op schrift"
            )
            raise OngeldigeInvoer([Invoerfout("/vertegenwoordiger", zin)])

    def _verzegel(self, rij: RechtenverzoekRij, inhoud: dict[str, Any]) -> None:
        assert rij.sleutel_id is not None  # noqa: S101 - for the type checker: just set
        rij.zegel = verzegel_json(self._dienst.kluis, rij.sleutel_id, plaats_van(rij.id), inhoud)

    def _noteer(
        self, sessie: Session, rij: RechtenverzoekRij, wat: Verzoekgebeurtenis, nu: datetime
    ) -> None:
        opslag.noteer(
            sessie, rij, wat, partij=rij.van, door=self._wie.autorisatie_id, nu=nu,
            wat={"identiteit": rij.identiteit, "inBestand": rij.persoon_id is not None},
        )  # fmt: skip

    def _eerder(self, sleutel: str | None, order: str) -> str | None:
        if sleutel is None:
            return None
        with self._dienst.lezend() as sessie:
            rij = opslag.herhaling(sessie, self._wie.autorisatie_id, sleutel)
            if rij is None:
                return None
            eerder = open_inhoud(self._dienst, rij).get("opdracht")
            if eerder is None:
                # Of whom it was is destroyed: nobody can tell any more whether this is the same.
                raise Conflict(
                    "Deze Idempotency-Key is al gebruikt, en wat daarbij hoorde is er niet meer. "
                    "Stuur de opdracht onder een nieuwe sleutel."
                )
            if eerder != order:
                raise Conflict("Deze Idempotency-Key is al gebruikt voor een andere opdracht.")
            return rij.id
