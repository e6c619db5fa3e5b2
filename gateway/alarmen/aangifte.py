"""An alarm a party reports about reading in its own file: no content of that file comes along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from gateway.alarmen.begrippen import Alarmstand, Status
from gateway.alarmen.bericht import Berichtgeving
from gateway.alarmen.opdrachten import alarmblad, wie_hoort
from gateway.alarmen.opslag import Alarmregister
from gateway.fouten import IdAlGebruikt, InvoerOngeldig
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beelden
from gateway.toegang.ondertekend import Ondertekend
from shared.alarmen.regels import Alarmregel
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.logboek.bladen import Blad
from shared.logboek.schrijver import volgend_bladnummer

_BRON = "bestand"
_PER_PARTIJ = "partij"


@dataclass(frozen=True, slots=True)
class Gemeld:
    """What the party says: under which of the common rules, about which authorisation or party."""

    id: str
    regel: str
    onderwerp: str
    begin: datetime
    einde: datetime
    aantal: int


@dataclass(frozen=True, slots=True)
class Aangifte:
    """Opdracht for the log writer. The same document again changes nothing.

    Raises `InvoerOngeldig`, `IdAlGebruikt` or a `BerichtFout`.
    """

    gemeld: Gemeld
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    berichtgeving: Berichtgeving
    beelden: Beelden
    vertrouwen: Vertrouwenslijst

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Alarmstand]:
        beeld = self.beelden.lees(verbinding)
        partij = beeld.partij_van(self.oin)
        self.ondertekend.controleer(beeld, partij, self.vertrouwen, self.nu, niet_voor=None)
        register = Alarmregister(verbinding)
        bekend = register.een(self.gemeld.id)
        if bekend is not None:
            if (bekend.gemeld_door, bekend.digest) != (partij.code, self.ondertekend.digest):
                raise IdAlGebruikt("Onder dit kenmerk is al een ander alarm gemeld.")
            return [], bekend
        regel = self._regel(verbinding, partij.code)
        partijen = wie_hoort(register, regel.horen, frozenset({partij.code}))
        stand = self._stand(regel, partij.code, partijen, volgend_bladnummer(verbinding))
        register.voeg_toe(stand)
        self.berichtgeving.zet(verbinding, stand)
        return [alarmblad(stand, self.ondertekend.handtekening)], stand

    def _regel(self, verbinding: Connection, partij: str) -> Alarmregel:
        gemeld, regel = self.gemeld, self.berichtgeving.regels.regel(self.gemeld.regel)
        fouten = []
        if regel is not None and regel.per == _PER_PARTIJ:
            if gemeld.onderwerp not in self.beelden.lees(verbinding).partijen:
                fouten.append(("/onderwerp", "is geen partij"))
        else:
            fouten += _over_een_ander(verbinding, gemeld.onderwerp, partij)
        if regel is None or regel.bron != _BRON:
            fouten.append(("/regel", "is geen alarmregel over het eigen bestand; zie /alarmregels"))
        if not gemeld.begin <= gemeld.einde <= self.nu:
            fouten.append(("/einde", "ligt niet voor het begin en niet in de toekomst"))
        if regel is None or fouten:
            raise InvoerOngeldig("Dit alarm klopt niet.", tuple(fouten))
        return regel

    def _stand(
        self, regel: Alarmregel, partij: str, partijen: list[str], bladnummer: int
    ) -> Alarmstand:
        gemeld = self.gemeld
        return Alarmstand(
            id=gemeld.id,
            bladnummer=bladnummer,
            tijdstip=self.nu,
            bron=_BRON,
            gemeld_door=partij,
            digest=self.ondertekend.digest,
            regel=regel.naam,
            ernst=regel.ernst,
            per=regel.per,
            onderwerp=gemeld.onderwerp,
            begin=gemeld.begin,
            einde=gemeld.einde,
            stil_tot=gemeld.einde + regel.venster,
            aantal=gemeld.aantal,
            bladen=[],
            partijen=partijen,
            status=Status.NIEUW.value,
            eigenaar=None,
            uitkomst=None,
            toelichting=None,
            versie=1,
            gewijzigd_op=self.nu,
        )


def _over_een_ander(verbinding: Connection, wie: str, partij: str) -> list[tuple[str, str]]:
    medewerker = Autorisatieregister(verbinding).van([wie]).get(wie)
    if medewerker is not None and medewerker.partij != partij:
        return [("/onderwerp", "is een medewerker van een andere partij")]
    return []
