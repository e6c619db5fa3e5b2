"""What changes the register of meetings: opdrachten that judge, write and make the leaf at once.

Whatever one raises rolls back only itself, and nothing was registered then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from gateway import bladsleutels
from gateway.beeld import Beeld, Beelden
from gateway.domein import Berichtstatus, Groep, Partij
from gateway.fouten import (
    GeenToegang,
    IdAlGebruikt,
    InvoerOngeldig,
    NietGevonden,
    RegisterGewijzigd,
)
from gateway.ondertekend import Ondertekend
from gateway.overleggen.opslag import Gezegd, Overleg, Overlegregister
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.berichten import Berichtenregister
from gateway.registers.bladen import laatste_blad
from gateway.registers.groepen import Groepenregister
from shared.bericht.certificaten import Vertrouwenslijst
from shared.bericht.tijd import utc_tekst
from shared.convenant.overleg import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer

MAX_DUUR = timedelta(hours=12)
"""A meeting is something of one day; longer is a slip of the pen."""

Fouten = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Geplaatst:
    """Where something stands in the log."""

    bladnummer: int


@dataclass(frozen=True, slots=True)
class Mondeling:
    """What the sender says about a message: its words were spoken, in this meeting or by phone."""

    bericht: str
    overleg: str | None
    verslag: str


def beletsel(
    beeld: Beeld, partij: str, soort: str, groep: Groep | None, moment: datetime
) -> str | None:
    """Why a party takes no part in such a meeting about this group on that day; None: it may."""
    toestand = None if groep is None else groep.toestand
    return beletsel_op_dag(beeld.regels, partij, soort, toestand, datum_nl(moment))


@dataclass(frozen=True, slots=True)
class Registratie:
    """Opdracht for the log writer: judge and keep a meeting; see `Overleggen.registreer`."""

    overleg: Overleg
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    beelden: Beelden
    vertrouwen: Vertrouwenslijst

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Geplaatst]:
        beeld = self.beelden.lees(verbinding)
        partij = beeld.partij_van(self.oin)
        self.ondertekend.controleer(beeld, partij, self.vertrouwen, self.nu)
        register, sleutel = Overlegregister(verbinding), bladsleutels.overleg(self.overleg.id)
        if register.digest(self.overleg.id) == self.ondertekend.digest:
            return [], Geplaatst(laatste_blad(verbinding, sleutel).bladnummer)
        self._controleer_eigenaar(register.een(self.overleg.id), partij)
        fouten = self._fouten(verbinding, beeld)
        if fouten:
            raise InvoerOngeldig("Dit overleg kan zo niet doorgaan.", tuple(fouten))
        register.bewaar(self.overleg, self.ondertekend.digest, self.nu)
        return [self._blad(sleutel)], Geplaatst(volgend_bladnummer(verbinding))

    def _controleer_eigenaar(self, bekend: Overleg | None, partij: Partij) -> None:
        if self.overleg.partij != partij.code or (
            bekend is not None and bekend.partij != partij.code
        ):
            raise GeenToegang("Alleen de partij die een overleg organiseert, registreert het.")
        if bekend is not None and bekend.begin <= self.nu:
            raise IdAlGebruikt("Dit overleg is al begonnen en verandert niet meer.")

    def _fouten(self, verbinding: Connection, beeld: Beeld) -> Fouten:
        groep = Groepenregister(verbinding).een(self.overleg.groep)
        fouten = self._fouten_in_tijd(beeld)
        if groep is None:
            fouten.append(("/groep", "is hier niet bekend"))
        return fouten + self._fouten_in_deelnemers(verbinding, beeld, groep)

    def _fouten_in_tijd(self, beeld: Beeld) -> Fouten:
        overleg, fouten = self.overleg, []
        if overleg.locatie not in beeld.regels.overleglocaties:
            plaatsen = " of ".join(beeld.regels.overleglocaties.values())
            fouten.append(("/locatie", f"kan niet; wel: {plaatsen}"))
        if overleg.begin <= self.nu:
            fouten.append(("/begin", "is al voorbij; registreer een overleg vooraf"))
        if not overleg.begin < overleg.einde <= overleg.begin + MAX_DUUR:
            fouten.append(("/einde", "ligt na het begin, op dezelfde dag"))
        return fouten

    def _fouten_in_deelnemers(
        self, verbinding: Connection, beeld: Beeld, groep: Groep | None
    ) -> Fouten:
        overleg, fouten = self.overleg, []
        bekend = Autorisatieregister(verbinding).van(overleg.deelnemers)
        if len(set(overleg.deelnemers)) < len(overleg.deelnemers):
            fouten.append(("/deelnemers", "noemt iemand twee keer"))
        for nummer, verwijzing in enumerate(overleg.deelnemers):
            autorisatie, pad = bekend.get(verwijzing), f"/deelnemers/{nummer}"
            if autorisatie is None:
                fouten.append((pad, "is hier niet als medewerker geregistreerd"))
                continue
            if not autorisatie.geldt_op(datum_nl(overleg.begin)):
                fouten.append((pad, "heeft dan geen volledige, geldige autorisatie"))
            waarom = beletsel(beeld, autorisatie.partij, overleg.soort, groep, overleg.begin)
            if waarom is not None:
                fouten.append((pad, waarom))
        return fouten

    def _blad(self, sleutel: str) -> Blad:
        overleg = self.overleg
        return maak_blad(
            "configuratie",
            utc_tekst(self.nu),
            sleutel=sleutel,
            register="overleg",
            id=overleg.id,
            partij=overleg.partij,
            groep=overleg.groep,
            overlegsoort=overleg.soort,
            locatie=overleg.locatie,
            begin=utc_tekst(overleg.begin),
            einde=utc_tekst(overleg.einde),
            deelnemers=list(overleg.deelnemers),
            afgelast=overleg.afgelast,
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
        )


@dataclass(frozen=True, slots=True)
class Bevestiging:
    """Opdracht for the log writer: keep that words were spoken; see `Overleggen.bevestig`."""

    gezegd: Mondeling
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    beelden: Beelden
    vertrouwen: Vertrouwenslijst

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Geplaatst]:
        beeld = self.beelden.lees(verbinding)
        partij = beeld.partij_van(self.oin)
        self.ondertekend.controleer(beeld, partij, self.vertrouwen, self.nu)
        register = Overlegregister(verbinding)
        eerder = register.gezegd(self.gezegd.bericht)
        if eerder is not None and eerder[0].afzender == partij.code:
            if eerder[1] != self.ondertekend.digest:
                raise IdAlGebruikt("Van dit bericht is al vastgelegd dat het is gezegd.")
            return [], Geplaatst(eerder[0].bladnummer)
        kop = self._kop(verbinding, partij)
        fouten = self._fouten(register, beeld, kop)
        if fouten:
            raise InvoerOngeldig("Dit kan niet als mondeling gedeeld worden vastgelegd.", fouten)
        regel = Gezegd(
            bericht=self.gezegd.bericht,
            overleg=self.gezegd.overleg,
            afzender=partij.code,
            ontvanger=kop["ontvanger"],
            verslag=self.gezegd.verslag,
            bladnummer=volgend_bladnummer(verbinding),
        )
        register.leg_vast(regel, self.ondertekend.digest)
        return [self._blad(regel)], Geplaatst(regel.bladnummer)

    def _kop(self, verbinding: Connection, partij: Partij) -> dict[str, Any]:
        """The kop that was decided on last, of a message this party sent and that arrived."""
        stand = Berichtenregister(verbinding).een(self.gezegd.bericht)
        if stand is None or stand.afzender != partij.code:
            raise NietGevonden("Dit bericht is hier niet door u aangeboden.")
        if stand.status is Berichtstatus.GEWEIGERD:
            zin = "is geweigerd; wat niet mag worden gedeeld, mag ook niet worden gezegd"
            raise InvoerOngeldig("Dit bericht is geweigerd.", (("/bericht", zin),))
        if stand.status is not Berichtstatus.AFGELEVERD:
            raise RegisterGewijzigd("Dit bericht is nog onderweg naar de ontvanger.")
        blad = laatste_blad(verbinding, bladsleutels.besluit(self.gezegd.bericht)).lees()
        kop = blad.velden["kop"]
        if not isinstance(kop, dict):
            raise AssertionError("een besluitblad heeft een kop")
        return kop

    def _fouten(
        self, register: Overlegregister, beeld: Beeld, kop: dict[str, Any]
    ) -> tuple[tuple[str, str], ...]:
        kanaal = beeld.regels.kanalen.get(kop["kanaal"])
        if kanaal is None or not kanaal.mondeling:
            return (("/bericht", "gaat niet over iets dat is gezegd: het ging op schrift"),)
        if not kanaal.overleg:
            klopt = self.gezegd.overleg is None
            return () if klopt else (("/overleg", "hoort niet bij een telefoongesprek"),)
        if self.gezegd.overleg is None:
            return (("/overleg", "ontbreekt: noem het overleg waarin dit is gezegd"),)
        overleg = register.een(self.gezegd.overleg)
        if overleg is None or overleg.groep != kop["groep"] or overleg.afgelast:
            return (("/overleg", "is geen geregistreerd overleg over deze groep"),)
        mensen = {kop["medewerker"], kop["ontvangendeMedewerker"]}
        if not mensen <= set(overleg.deelnemers):
            return (("/overleg", "afzender en ontvanger waren niet vooraf als deelnemer bekend"),)
        return ()

    def _blad(self, regel: Gezegd) -> Blad:
        return maak_blad(
            "mondeling",
            utc_tekst(self.nu),
            sleutel=bladsleutels.mondeling(regel.bericht),
            bericht=regel.bericht,
            overleg=regel.overleg,
            verslag=regel.verslag,
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
        )
