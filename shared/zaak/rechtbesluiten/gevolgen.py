"""What follows on a granted request, carried out (AVG 17 to 19; Wpg 28; Wjsg 39m; covenant 11.1).

| what the covenant file says | what happens, and who sets it going                              |
|-----------------------------|------------------------------------------------------------------|
| ``beperken``                | at once, with the decision: nothing about him is used any more   |
| ``verbeteren``              | who gives messages tells everybody who holds it how it is now    |
| ``vernietigen``             | another than who decided: everything of him goes, and who gave   |
|                             | or got something hears that it is gone                           |

Of what was granted in part a human says that he did what was granted, and only once it shows: here,
and at everybody who holds it (``nog_te_doen``). What was done, and to whom it was told, stays as
proof. Every step may be repeated: a killed process leaves nothing half done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.vernietigd.onverklaard import bij_vernietigen
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, GeenToegang
from shared.verzenden.samenstellen.vernietigingsmelding import Vernietiging, stel_melding_samen
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import probeer_wachtende
from shared.zaak.beperking.dienst import Beperken
from shared.zaak.dubbelen.dienst import eis_geen_dubbel
from shared.zaak.rechtbesluiten.begrippen import BEPERKEN, VERBETEREN
from shared.zaak.rechtbesluiten.blijkt import NIETS_VERBETERD, nog_te_doen
from shared.zaak.rechtbesluiten.rechtzetten import door_de_bron, is_veranderd, zet_recht
from shared.zaak.rechten import bekenden, opslag
from shared.zaak.rechten.begrippen import (
    AFSCHRIFT,
    VERNIETIGEN,
    Besluitstand,
    Verzoekgebeurtenis,
    wisrechten,
)
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij
from shared.zaak.vernietigen.begrippen import OP_VERZOEK
from shared.zaak.vernietigen.opslag import open_rechten
from shared.zaak.vernietigen.proef import bekijk


class Gevolgen:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._dienst = u.dienst
        self._regels = u.dienst.regels

    def bij_besluit(
        self, sessie: Session, rij: RechtenverzoekRij, deel: RechtendeelRij, nu: datetime
    ) -> None:
        """What needs nobody: in the transaction in which the decision counts."""
        geheel = deel.uitkomst == self._regels.betrokkenenrechten.toewijzing
        if geheel and rij.persoon_id is not None and self._gevolg(rij) == BEPERKEN:
            beperking = Beperken(sessie, self._dienst, self._wie).beperk(
                rij.persoon_id, rij.id, None, None
            )
            self._is_gedaan(sessie, rij, deel, nu, {"beperking": beperking.id})

    async def verbeter(self, kenmerk: str, aard: str, reden: str) -> None:
        """Tells everybody who holds something that is different now. Raises ``Conflict``."""
        await asyncio.to_thread(self._verbeter, kenmerk, aard, reden)

    async def vernietig(self, kenmerk: str) -> None:
        """Destroys everything of him here and tells it. Raises ``GeenToegang`` for who decided."""
        persoon_id, aantallen = await asyncio.to_thread(self._begin_vernietigen, kenmerk)
        await asyncio.to_thread(
            vernietig_persoon,
            self._dienst,
            persoon_id,
            door=self._wie.autorisatie_id,
            grond=OP_VERZOEK,
            verklaar=bij_vernietigen(self._dienst, OP_VERZOEK, aantallen),
        )
        berichten = await asyncio.to_thread(self._vertel_vernietigd, kenmerk)
        await probeer_wachtende(self._u, lambda _: berichten)

    def zeg_gedaan(self, kenmerk: str, wat: str) -> None:
        """A human did what was granted in part, or gave him his copy. Raises ``Conflict`` with what
        is missing."""
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            rij, deel = self._te_doen(sessie, kenmerk, None)
            geheel = deel.uitkomst == self._regels.betrokkenenrechten.toewijzing
            if geheel and self._gevolg(rij) != AFSCHRIFT:
                raise Conflict("Alles is toegewezen: laat de dienst het uitvoeren.")
            ontbreekt = nog_te_doen(sessie, self._u, self._wie, rij)
            if ontbreekt is not None:
                raise Conflict(ontbreekt)
            self._is_gedaan(sessie, rij, deel, nu, {"gedaan": wat})

    def _verbeter(self, kenmerk: str, aard: str, reden: str) -> None:
        with self._dienst.lezend() as sessie:
            rij, _ = self._te_doen(sessie, kenmerk, VERBETEREN)
            persoon_id = rij.persoon_id
            if persoon_id is not None:
                self._eis_verbeterd(sessie, persoon_id, rij.gemaakt_op)
        verbeteringen = (
            [] if persoon_id is None else zet_recht(self._u, self._wie, persoon_id, aard, reden)
        )
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            rij, deel = self._te_doen(sessie, kenmerk, VERBETEREN)
            bron = [] if persoon_id is None else door_de_bron(sessie, persoon_id, rij.gemaakt_op)
            self._is_gedaan(sessie, rij, deel, nu, {"verbeteringen": [*verbeteringen, *bron]})

    def _eis_verbeterd(self, sessie: Session, persoon_id: str, sinds: datetime) -> None:
        """Telling how it is now says nothing while nothing changed."""
        if not is_veranderd(sessie, self._dienst, persoon_id, sinds):
            raise Conflict(NIETS_VERBETERD)

    def _begin_vernietigen(self, kenmerk: str) -> tuple[str, Mapping[str, int]]:
        """Writes down whom to tell what, while the file still knows it; who it is, and how much."""
        with self._dienst.transactie() as sessie:
            rij, deel = self._te_doen(sessie, kenmerk, VERNIETIGEN)
            if deel.uitkomst != self._regels.betrokkenenrechten.toewijzing:
                raise Conflict("Niet alles is toegewezen: vernietig wat dat wel is, en zeg dat.")
            if deel.besloten_door == self._wie.autorisatie_id:
                raise GeenToegang("U besliste dit zelf. Een ander vernietigt als tweede.")
            if deel.gevolg is None:
                if rij.persoon_id is None:
                    raise Conflict("Dit verzoek is van niemand in uw bestand.")
                eis_geen_dubbel(sessie, self._dienst, rij)
                self._eis_niets_open(sessie, rij.persoon_id)
                deel.gevolg = {
                    "persoon": rij.persoon_id,
                    "vertel": bekenden.plaatsen_per_partij(sessie, rij.persoon_id),
                }
            persoon = str(deel.gevolg["persoon"])
            # Counted again by who finishes what was interrupted: what is gone was declared then.
            proef = bekijk(self._dienst, sessie, [persoon], datum_nl(self._dienst.klok()))
            return persoon, proef.samen

    def _eis_niets_open(self, sessie: Session, persoon_id: str) -> None:
        """What else he asked is answered first: without him nobody can tell whose claim it is."""
        nog = open_rechten(sessie, [persoon_id], wisrechten(self._regels))
        if nog:
            soorten = self._regels.betrokkenenrechten.soorten
            raise Conflict(
                f"Hij vroeg ook iets anders, en heeft daarop nog geen antwoord: "
                f"{', '.join(soorten[een] for een in nog)}. Handel dat eerst af: daarna is er "
                "niets meer van hem."
            )

    def _vertel_vernietigd(self, kenmerk: str) -> list[str]:
        nu = self._dienst.klok()
        with self._dienst.lezend() as sessie:
            deel = opslag.eigen_deel(sessie, self._dienst, kenmerk)
            te_vertellen = [] if deel is None or deel.gevolg is None else deel.gevolg["vertel"]
        samengesteld = [stel_melding_samen(self._dienst, _melding(een)) for een in te_vertellen]
        beloften = [self._u.opslag.bereid_belofte_voor(een, nu) for een in samengesteld]
        with self._dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            deel = opslag.eigen_deel(sessie, self._dienst, kenmerk)
            if deel is None or deel.uitgevoerd_op is not None:
                return []
            for belofte in beloften:
                self._u.opslag.beloof_later(sessie, belofte, nu)
            deel.gevolg = None
            verteld = sorted({een["partij"] for een in te_vertellen})
            berichten = [een.kop.id for een in samengesteld]
            wat = {"verteld": verteld, "berichten": berichten}
            self._is_gedaan(sessie, rij, deel, nu, wat)
            return berichten

    def _gevolg(self, rij: RechtenverzoekRij) -> str | None:
        return self._regels.betrokkenenrechten.gevolgen.get(rij.recht)

    def _te_doen(
        self, sessie: Session, kenmerk: str, gevolg: str | None
    ) -> tuple[RechtenverzoekRij, RechtendeelRij]:
        """A part that was decided, of which this follows, and that was not carried out yet."""
        rij = opslag.lees(sessie, kenmerk)
        eis_in_taak(sessie, self._wie, rij)
        deel = opslag.eigen_deel(sessie, self._dienst, kenmerk)
        if deel is None or deel.besluitstand != Besluitstand.VAST:
            raise Conflict("Hierover is bij uw partij nog niet beslist.")
        if deel.uitkomst == self._regels.betrokkenenrechten.hele_afwijzing:
            raise Conflict("Dit is afgewezen; er volgt niets uit.")
        if deel.uitgevoerd_op is not None:
            raise Conflict("Dit is al uitgevoerd.")
        if gevolg is not None and self._gevolg(rij) != gevolg:
            raise Conflict("Uit dit verzoek volgt iets anders.")
        return rij, deel

    def _is_gedaan(
        self,
        sessie: Session,
        rij: RechtenverzoekRij,
        deel: RechtendeelRij,
        nu: datetime,
        wat: Mapping[str, Any],
    ) -> None:
        deel.uitgevoerd_op = nu
        opslag.zet_klok(sessie, self._regels, rij)
        wie = {"partij": self._dienst.partij.code, "door": self._wie.autorisatie_id}
        opslag.noteer(sessie, rij, Verzoekgebeurtenis.UITGEVOERD, **wie, nu=nu, wat=wat)


def _melding(een: Mapping[str, Any]) -> Vernietiging:
    return Vernietiging(
        naar=een["partij"],
        groep=een["groep"],
        stap=een["stap"],
        betrokkenen=tuple(een["betrokkenen"]),
    )
