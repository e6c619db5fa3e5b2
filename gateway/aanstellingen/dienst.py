"""Appointments of auditors over all parties: laid before them, signed one by one, ended by any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from gateway.aanstellingen.opdrachten import Beeindiging, Einde, Tekening, wacht_op
from gateway.fouten import InvoerOngeldig, NietGevonden, TijdstipBuitenVenster
from gateway.registers.beeld import Fundament
from gateway.toegang.aanstellingen import Aanstellingregister, Aanstellingstand, Stand
from gateway.toegang.handtekeningen import Handtekening
from gateway.toegang.ondertekend import Ondertekend
from shared.convenant.besluiten.aanstelling import OngeldigeAanstelling, lees_aanstelling
from shared.convenant.termijnen import datum_nl
from shared.opslag.engine import lezend


@dataclass(frozen=True, slots=True)
class Getoond:
    """An appointment as readers see it: who still has to sign, and whether it holds today."""

    stand: Aanstellingstand
    wacht_op: tuple[str, ...]
    geldt: bool


class Aanstellingen:
    """Registers and shows appointments. Safe to share between threads."""

    def __init__(
        self,
        fundament: Fundament,
        venster: timedelta,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._venster = venster
        self._klok = fundament.klok

    async def teken(
        self, document: dict[str, Any], handtekening: Handtekening, oin: str
    ) -> Getoond:
        """This party's signature; the first lays the appointment before the others.

        Raises `InvoerOngeldig`, `TijdstipBuitenVenster`, `GeenToegang`, `IdAlGebruikt` or
        `HandtekeningenOnvolledig`. The same again changes nothing.
        """
        nu = self._klok()
        try:
            gelezen = lees_aanstelling(document)
        except OngeldigeAanstelling as fout:
            paren = tuple((f"/aanstelling{f.pad}", f.melding) for f in fout.fouten)
            raise InvoerOngeldig("De aanstelling klopt niet.", paren) from fout
        if gelezen.tijdstip > nu + self._venster:
            raise TijdstipBuitenVenster("Het tijdstip van de aanstelling ligt in de toekomst.")
        opdracht = Tekening(
            gelezen, document, handtekening, oin, self._beelden, self._vertrouwen, nu
        )
        return self._toon((await self._schrijver.voer_uit(opdracht)).uitkomst)

    async def beeindig(self, einde: Einde, ondertekend: Ondertekend, oin: str) -> Getoond:
        """One party ends an appointment, for all.

        Raises `NietGevonden`, `IdAlGebruikt`, `GeenToegang`, `HandtekeningenOnvolledig`,
        `TijdstipBuitenVenster` or a `BerichtFout`. The same document again changes nothing.
        """
        nu = self._klok()
        if abs(einde.tijdstip - nu) > self._venster:
            raise TijdstipBuitenVenster(
                "Het tijdstip ligt te ver van de klok van de gateway; teken opnieuw, met de tijd "
                "van nu."
            )
        opdracht = Beeindiging(einde, ondertekend, oin, self._beelden, self._vertrouwen, nu)
        return self._toon((await self._schrijver.voer_uit(opdracht)).uitkomst)

    def een(self, kenmerk: str) -> list[Getoond]:
        """Every version of one appointment, the oldest first; `NietGevonden`."""
        with self._engine.connect() as verbinding:
            versies = Aanstellingregister(verbinding).versies(kenmerk)
            if not versies:
                raise NietGevonden("Deze aanstelling is er niet.")
            return [self._getoond(verbinding, een) for een in versies]

    def pagina(self, na: str | None, aantal: int) -> tuple[list[Getoond], bool]:
        """The appointments by id, each with all its versions; and whether there are more."""
        with self._engine.connect() as verbinding:
            rijen, meer = Aanstellingregister(verbinding).pagina(na, aantal)
            return [self._getoond(verbinding, een) for een in rijen], meer

    def _toon(self, stand: Aanstellingstand) -> Getoond:
        with self._engine.connect() as verbinding:
            return self._getoond(verbinding, stand)

    def _getoond(self, verbinding: Connection, stand: Aanstellingstand) -> Getoond:
        beeld = self._beelden.lees(verbinding)
        open_ = wacht_op(beeld, stand) if stand.stand is Stand.OPEN else ()
        return Getoond(stand, open_, stand.geldt_op(datum_nl(self._klok())))
