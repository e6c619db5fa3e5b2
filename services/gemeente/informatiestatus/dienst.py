"""Whether a person was informed: the letter, or a recorded exception with a review date.

Sources: AVG 14(5), UAVG 41, covenant 3.5 and 10.2; readings I5, J2 and J3. An exception counts only
once a second official approved it, and is looked at again within the covenant's term. The exchange
reads the status from here; nobody can attest otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from services.gemeente.informatiestatus.uitzondering import GELIJK, kaal, regels
from services.gemeente.informatiestatus.vormen import (
    SOORT,
    Informatiestatus,
    InformatiestatusInvoer,
)
from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.correcties import Correctie, leg_correctie_vast
from shared.bestand.tabellen import PersoonRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.kluis.zegel import Zegelstuk
from shared.partij.fouten import (
    Conflict,
    GeenToegang,
    NietGevonden,
    OngeldigeInvoer,
    VersieVerouderd,
)
from shared.partij.persoon import Persoon
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.klok import Klok
from shared.web.meldingen import Invoerfout

OPEN = "open"
GEINFORMEERD = "geinformeerd"
UITZONDERING = "uitzondering"
OUDER_WEG = InformatiestatusInvoer(
    status=OPEN,
    toelichting="Een ouder of vertegenwoordiger ging uit het bestand terwijl er nog een brief weg "
    "moest. Een ander kijkt na of dat klopt, en legt dan vast dat deze persoon het weet.",
)
_NIETS = "Over het informeren van deze persoon is nog niets vastgelegd."


class Informatiestatussen:
    """Reads and writes the status within the caller's transaction; never commits."""

    def __init__(
        self, sessie: Session, kluis: Kluispoort, klok: Klok, convenant: Convenantregels
    ) -> None:
        self._convenant = convenant
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok

    def lees(self, persoon: Persoon) -> Informatiestatus:
        """Raises ``NietGevonden`` when nothing was recorded yet."""
        rij = self._sessie.get(InformatiestatusRij, persoon.id)
        if rij is None:
            raise NietGevonden(_NIETS)
        return self._open(rij, persoon)

    def staat_op(self, persoon_id: str, status: str) -> bool:
        """Whether this is what was recorded."""
        rij = self._sessie.get(InformatiestatusRij, persoon_id)
        return rij is not None and rij.status == status

    def eis_ander(self, persoon: Persoon, door: str) -> None:
        """Raises ``GeenToegang`` for who took the parent away and now says that everybody knows."""
        rij = self._sessie.get(InformatiestatusRij, persoon.id)
        zelf = rij is not None and rij.gewijzigd_door == door
        if rij is not None and zelf and self._open(rij, persoon).invoer == OUDER_WEG:
            raise GeenToegang(
                "U haalde zelf een ouder of vertegenwoordiger weg aan wie nog een brief moest. "
                "Laat een andere functionaris nakijken of dat klopt."
            )

    def leg_vast(
        self,
        persoon: Persoon,
        invoer: InformatiestatusInvoer,
        *,
        door: str,
        verwachte_versies: Callable[[int], bool],
        eis: Callable[[InformatiestatusInvoer], None] = lambda _: None,
    ) -> tuple[Informatiestatus, bool]:
        """Adds or replaces the status; the second value tells whether it is the first.

        A replaced status stays in the history, and an approval goes with it. ``eis`` raises for a
        status in which somebody is informed that does not follow from the letters. Raises
        ``OngeldigeInvoer`` with every fault and ``VersieVerouderd`` when somebody else changed it
        meanwhile.
        """
        fouten = regels(invoer, datum_nl(self._klok()), self._convenant)
        if invoer.status == UITZONDERING and not fouten:
            fouten = self._als_bij_een_ander(persoon, invoer)
        if fouten:
            raise OngeldigeInvoer(fouten)
        if invoer.status == GEINFORMEERD:
            eis(invoer)
        rij = self._sessie.get(InformatiestatusRij, persoon.id, with_for_update=True)
        nu = self._klok()
        if rij is None:
            rij = InformatiestatusRij(persoon_id=persoon.id, versie=1, aangemaakt_op=nu)
            self._vul(rij, persoon, invoer, door, nu)
            self._sessie.add(rij)
            self._sessie.flush()
            return self._open(rij, persoon), True
        if not verwachte_versies(rij.versie):
            raise VersieVerouderd("Iemand anders heeft deze status intussen gewijzigd.")
        oud = self._open(rij, persoon).invoer
        if oud != invoer:
            rij.versie += 1
            self._vul(rij, persoon, invoer, door, nu)
            self._bewaar_historie(rij, persoon, oud, invoer, door)
            self._sessie.flush()
        return self._open(rij, persoon), False

    def keur_goed(
        self, persoon: Persoon, *, door: str, verwachte_versies: Callable[[int], bool]
    ) -> Informatiestatus:
        """A second official approves the exception that was read. Repeatable for who did.

        Raises ``NietGevonden``, ``VersieVerouderd``, ``Conflict`` where there is nothing to approve
        and ``GeenToegang`` for whoever recorded the exception.
        """
        rij = self._sessie.get(InformatiestatusRij, persoon.id, with_for_update=True)
        if rij is None:
            raise NietGevonden(_NIETS)
        if rij.goedgekeurd_door == door:
            return self._open(rij, persoon)
        if not verwachte_versies(rij.versie):
            raise VersieVerouderd("Iemand anders heeft deze status intussen gewijzigd.")
        if rij.status != UITZONDERING or rij.goedgekeurd_door is not None:
            raise Conflict("Hier is geen uitzondering die nog op een tweede wacht.")
        if rij.gewijzigd_door == door:
            raise GeenToegang(
                "U legde deze uitzondering zelf vast. Laat een andere functionaris meekijken."
            )
        rij.goedgekeurd_op, rij.goedgekeurd_door = self._klok(), door
        rij.versie += 1
        correctie = Correctie(
            SOORT, persoon.id, persoon.id, rij.versie, rij.goedgekeurd_op, door,
            "Uitzondering goedgekeurd door een tweede functionaris.", {},
        )  # fmt: skip
        leg_correctie_vast(self._sessie, self._kluis, persoon.sleutel_id, correctie)
        self._sessie.flush()
        return self._open(rij, persoon)

    def _als_bij_een_ander(
        self, persoon: Persoon, invoer: InformatiestatusInvoer
    ) -> list[Invoerfout]:
        """Faults of an exception in the words of somebody else's: that is one for everybody."""
        vraag = (
            select(InformatiestatusRij, PersoonRij.sleutel_id)
            .join(PersoonRij, PersoonRij.id == InformatiestatusRij.persoon_id)
            .where(
                InformatiestatusRij.status == UITZONDERING,
                InformatiestatusRij.persoon_id != persoon.id,
                PersoonRij.sleutel_id.is_not(None),
            )
        )
        stukken = [
            Zegelstuk(str(sleutel), rij.zegel, _context(rij.persoon_id).encode())
            for rij, sleutel in self._sessie.execute(vraag)
        ]
        anderen = [
            kaal(json.loads(een).get("toelichting"))
            for een in self._kluis.open_alle(stukken)
            if een is not None
        ]
        gelijk = kaal(invoer.toelichting) in anderen
        return [Invoerfout("/toelichting", GELIJK)] if gelijk else []

    def _bewaar_historie(
        self,
        rij: InformatiestatusRij,
        persoon: Persoon,
        oud: InformatiestatusInvoer,
        nieuw: InformatiestatusInvoer,
        door: str,
    ) -> None:
        reden = nieuw.toelichting or f"Status gewijzigd van {oud.status} naar {nieuw.status}."
        waarden = oud.model_dump(mode="json", by_alias=True)
        correctie = Correctie(
            SOORT, persoon.id, persoon.id, rij.versie, rij.gewijzigd_op, door, reden, waarden
        )
        leg_correctie_vast(self._sessie, self._kluis, persoon.sleutel_id, correctie)

    def _vul(
        self,
        rij: InformatiestatusRij,
        persoon: Persoon,
        invoer: InformatiestatusInvoer,
        door: str,
        nu: datetime,
    ) -> None:
        rij.status, rij.grond = invoer.status, invoer.grond
        rij.herbeoordeling = invoer.herbeoordeling
        rij.gewijzigd_op, rij.gewijzigd_door = nu, door
        rij.goedgekeurd_op = rij.goedgekeurd_door = None
        inhoud: dict[str, Any] = invoer.model_dump(mode="json")
        rij.zegel = verzegel_json(self._kluis, persoon.sleutel_id, _context(persoon.id), inhoud)

    def _open(self, rij: InformatiestatusRij, persoon: Persoon) -> Informatiestatus:
        inhoud = open_json(self._kluis, persoon.sleutel_id, _context(persoon.id), rij.zegel)
        return Informatiestatus(
            persoon_id=rij.persoon_id,
            versie=rij.versie,
            aangemaakt_op=rij.aangemaakt_op,
            gewijzigd_op=rij.gewijzigd_op,
            gewijzigd_door=rij.gewijzigd_door,
            goedgekeurd_op=rij.goedgekeurd_op,
            goedgekeurd_door=rij.goedgekeurd_door,
            invoer=InformatiestatusInvoer.model_validate(inhoud, by_name=True),
        )


class InformatieUitBestand:
    """What the exchange puts in the kop: the recorded status, and ``open`` until there is one."""

    OPEN: Mapping[str, JsonWaarde] = {"status": OPEN, "grond": None, "herbeoordeling": None}

    def lees(self, sessie: Session, persoon: Persoon, dag: date) -> Mapping[str, JsonWaarde]:
        """In the shape of the kop's ``informatie``."""
        del dag
        rij = sessie.get(InformatiestatusRij, persoon.id)
        if rij is None:
            return self.OPEN
        weer = rij.herbeoordeling
        informatie: dict[str, JsonWaarde] = {
            "status": rij.status,
            "grond": rij.grond,
            "herbeoordeling": None if weer is None else weer.isoformat(),
        }
        if rij.status == UITZONDERING:
            informatie["tweedePersoon"] = rij.goedgekeurd_door is not None
        return informatie


def _context(persoon_id: str) -> str:
    return f"{SOORT}/{persoon_id}"
