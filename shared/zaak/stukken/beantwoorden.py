"""An official answers a request without giving data: nothing known, no ground, or later.

An answer and a withdrawal that cross: each is registered with both parties. Taken back first, and
known here: there is nothing to answer. Taken back while the answer was on its way: it arrives, is
kept with the request, and the request stays taken back.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import antwoordstuk
from shared.convenant.bestand.rijen import StukRij
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.verzenden.journaal.verzoeken import eis_te_beantwoorden
from shared.verzenden.stukken.antwoorden import Antwoord
from shared.verzenden.tabellen import InformatieverzoekRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.stukken.opdracht import Antwoordopdracht, Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending


@dataclass(frozen=True)
class _Vraag:
    """The request that is answered."""

    groep: str
    van: str
    medewerker: str | None


class Beantwoorden:
    """The use case of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._regels = u.dienst.regels

    async def beantwoord(
        self, verzoek_id: str, invoer: Antwoordopdracht, sleutel: str | None
    ) -> str:
        """Gives the answer; the id of the stuk.

        Raises ``Conflict`` for a request that was taken back, answered or has lapsed, and
        ``OngeldigeInvoer``.
        """
        vraag = await asyncio.to_thread(self._vraag, verzoek_id)
        code = antwoordstuk(self._regels)
        rij = self._regels.stukken[code]
        gegevens = invoer.model_dump(
            mode="json", by_alias=True, exclude_none=True,
            exclude={"medewerker", "bevestigd_zonder_personen"},
        )  # fmt: skip
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": code,
                "groep": vraag.groep,
                "ontvangers": [
                    {"partij": vraag.van, "medewerker": invoer.medewerker or vraag.medewerker}
                ],
                "gegevens": gegevens,
                "in_reactie_op": verzoek_id,
                "bevestigd_zonder_personen": invoer.bevestigd_zonder_personen,
            },
            by_name=True,
        )
        antwoord = self._keur(rij, gegevens)
        meldt = {} if antwoord is None else antwoord.als_json()
        verzending = Stukverzending(self._u, self._wie, meldt=meldt)
        try:
            return await verzending.deel(opdracht, sleutel)
        except OngeldigeInvoer as fout:
            # What is a member of the stuk is a field of its own in this order.
            raise fout.als_velden("gegevens") from None

    def _vraag(self, verzoek_id: str) -> _Vraag:
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(InformatieverzoekRij, verzoek_id)
            if rij is None:
                raise NietGevonden("Dit informatieverzoek is hier niet bekend.")
            self._wie.eis_groep(rij.groep)
            eis_te_beantwoorden(sessie, rij)
            return _Vraag(rij.groep, rij.van, rij.medewerker)

    def _keur(self, rij: StukRij, gegevens: dict[str, Any]) -> Antwoord | None:
        """What the answer says. One that leaves the request open names a day that is to come."""
        uitstel = rij.uitstel
        if uitstel is None or gegevens[uitstel.lid] not in rij.vorm[uitstel.lid].waarden:
            return None
        antwoord = Antwoord.van(rij, gegevens)
        assert antwoord is not None  # noqa: S101 - for the type checker: its row tells
        zin = None
        if antwoord.open_ and antwoord.verwacht is None:
            zin = "ontbreekt: noem de dag waarop het antwoord komt"
        elif antwoord.verwacht is not None and antwoord.verwacht < datum_nl(self._u.dienst.klok()):
            zin = "is al voorbij; kies vandaag of later"
        elif not antwoord.open_ and gegevens.get(uitstel.dag) is not None:
            zin = "hoort alleen bij een antwoord dat later komt"
        if zin is not None:
            raise OngeldigeInvoer([Invoerfout(f"/{uitstel.dag}", zin)])
        return antwoord
