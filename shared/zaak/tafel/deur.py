"""Letting in at the door who was not invited: registered before anything is said (covenant 9.1).

Whoever organises the meeting checks who it is and registers him, and the gateway judges him as it
does who was invited: authorised, of a party that may be there, and not after the first permission
to say something. Who is not registered hears nothing.
"""

from __future__ import annotations

import asyncio

from shared.bericht.tijd import lees_utc
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import GeenToegang, OngeldigeInvoer
from shared.partij.gatewayfouten import InvoerAfgekeurd
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.overleg import opslag as overlegopslag
from shared.zaak.overleg.plannen import Planning
from shared.zaak.overleg.register import eis_erbij, lees_overleg
from shared.zaak.overleg.tabellen import GeplandOverlegRij
from shared.zaak.overleg.vormen import Overleginvoer
from shared.zaak.tafel.tabellen import ToelatingRij
from shared.zaak.tafel.vormen import Toelating, ToelatingUit


class Deur:
    """The use case of one official of who organises the meeting."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def laat_toe(self, overleg: str, invoer: Toelating) -> ToelatingUit:
        """Registers one more participant; who is registered already is left as he is.

        Raises ``GeenToegang`` for who does not sit there for the organiser, ``OngeldigeInvoer`` and
        ``Conflict`` with what the gateway has against him.
        """
        if not invoer.naam_gecontroleerd:
            zin = "kijk na wie er voor u staat, en bevestig dat het deze deelnemer is"
            raise OngeldigeInvoer([Invoerfout("/naamGecontroleerd", zin)])
        eis_erbij(self._wie, await lees_overleg(self._u, overleg))
        async with self._u.sloten.op(f"deur/{overleg}"):
            return await self._laat_toe(overleg, invoer)

    async def _laat_toe(self, overleg: str, invoer: Toelating) -> ToelatingUit:
        gepland = await asyncio.to_thread(self._gepland, overleg)
        if invoer.deelnemer not in gepland.deelnemers:
            erbij = [*gepland.deelnemers, invoer.deelnemer]
            nieuw = gepland.model_copy(update={"deelnemers": erbij})
            try:
                await Planning(self._u, self._wie).plan(overleg, nieuw, lambda _: True)
            except (OngeldigeInvoer, InvoerAfgekeurd) as fout:
                pad = f"/deelnemers/{len(erbij) - 1}"
                raise OngeldigeInvoer([_aan_de_deur(een, pad) for een in fout.fouten]) from fout
        return await asyncio.to_thread(self._leg_vast, overleg, invoer.deelnemer)

    def _gepland(self, overleg: str) -> Overleginvoer:
        """The meeting as it was registered last."""
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(GeplandOverlegRij, overleg)
            if rij is None:
                raise GeenToegang(
                    "Aan de deur laat toe wie het overleg organiseert; dat is een andere partij."
                )
            velden = {naam: rij.document[naam] for naam in ("soort", "locatie", "deelnemers")}
            return Overleginvoer(
                **velden,
                reeksen=overlegopslag.reeksen_van(sessie, overleg),
                begin=lees_utc(rij.document["begin"]),
                einde=lees_utc(rij.document["einde"]),
                afgelast=rij.document["afgelast"],
            )

    def _leg_vast(self, overleg: str, deelnemer: str) -> ToelatingUit:
        with self._u.dienst.transactie() as sessie:
            rij = sessie.get(ToelatingRij, (overleg, deelnemer))
            if rij is None:
                rij = ToelatingRij(
                    overleg=overleg,
                    deelnemer=deelnemer,
                    op=self._u.dienst.klok(),
                    door=self._wie.autorisatie_id,
                )
                sessie.add(rij)
                sessie.flush()
            return ToelatingUit(
                overleg=overleg, deelnemer=deelnemer, toegelaten_op=rij.op, toegelaten_door=rij.door
            )


def _aan_de_deur(fout: Invoerfout, pad: str) -> Invoerfout:
    """A fault in the meeting, at its place in what was asked at the door."""
    return Invoerfout("/deelnemer" if fout.pad == pad else fout.pad, fout.melding)
