"""A decision several parties sign, laid before them until all have signed; then it is carried out.

Each party signs in its own service, on its own time; nothing has to travel beside the gateway. A
proposal is held against the covenant as if everybody had signed, so that nobody is asked to sign
what cannot stand; a signature in a function that may not decide is refused at once. A proposal
changes nothing: only the last signature does, and that is the decision in the log. A proposal the
group has gone past is not shown any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from gateway.besluiten.groepsbesluiten import Toepassing, lees_besluit, nieuwe_stand
from gateway.besluiten.opslag import ZONDER_BESLUIT, Stand, Voorstel, Voorstelregister
from gateway.besluiten.staat import Toegepast, Voorgelegd, hoe_het_staat, kan_nog, tekent
from gateway.besluiten.vierogen import eis_vier_ogen
from gateway.fouten import (
    GeenToegang,
    GroepsbesluitBotst,
    IdAlGebruikt,
    InvoerOngeldig,
    NietGevonden,
)
from gateway.registers.beeld import Beeld, Beelden, Fundament
from gateway.registers.groepen import Groepenregister
from gateway.toegang.handtekeningen import Handtekening, digest_van, functies_van
from gateway.toegang.ondertekenaars import verifieer
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.convenant.besluiten.groepsbesluit import Groepsbesluit
from shared.logboek.bladen import Blad
from shared.opslag.engine import lezend


class Voorstellen:
    """Lays proposals before the parties and collects their signatures."""

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
        self, besluit: dict[str, Any], handtekening: Handtekening, oin: str
    ) -> Voorgelegd:
        """This party's signature under a proposal; the first lays it before the others.

        Raises `InvoerOngeldig`, `TijdstipBuitenVenster`, `IdAlGebruikt`,
        `HandtekeningenOnvolledig` or `GroepsbesluitBotst`. The same again changes nothing.
        """
        nu = self._klok()
        gelezen = lees_besluit(besluit, nu, self._venster)
        opdracht = _Tekening(
            gelezen, besluit, handtekening, oin, self._beelden, self._vertrouwen, nu
        )
        return (await self._schrijver.voer_uit(opdracht)).uitkomst

    async def trek_in(self, kenmerk: str, oin: str) -> None:
        """The party that laid the proposal before the others takes it back, for all.

        Raises `NietGevonden`, `GeenToegang` for another party that signs, or `IdAlGebruikt`.
        """

        def opdracht(verbinding: Connection) -> tuple[Sequence[Blad], None]:
            beeld = self._beelden.lees(verbinding)
            register = Voorstelregister(verbinding)
            voorstel, partij = register.een(kenmerk), beeld.partij_van(oin).code
            if voorstel is None or not tekent(beeld, voorstel.soort, partij):
                raise NietGevonden("Dit voorstel is er niet, of niet voor u.")
            if voorstel.voorgelegd_door != partij:
                raise GeenToegang("Alleen de partij die dit voorlegde, trekt het in.")
            if voorstel.stand is Stand.INGETROKKEN:
                return [], None
            if voorstel.stand is not Stand.OPEN:
                raise IdAlGebruikt(f"{hoe_het_staat(beeld, voorstel)} Het is niet in te trekken.")
            weg = replace(voorstel, stand=Stand.INGETROKKEN, afgedaan_op=self._klok())
            register.bewaar(weg)
            return [], None

        await self._schrijver.voer_uit(opdracht)

    def afgedaan_voor(self, partij: str, groep: str | None) -> list[Voorgelegd]:
        """What ended without a decision: of one group, or of every group that still waits for one.

        Of the proposals this party signs, the oldest first.
        """
        with self._engine.connect() as verbinding:
            beeld = self._beelden.lees(verbinding)
            return [
                Voorgelegd(voorstel, ())
                for voorstel in Voorstelregister(verbinding).afgedaan(groep)
                if tekent(beeld, voorstel.soort, partij)
                and (groep is not None or kan_nog(verbinding, beeld, voorstel))
            ]

    def open_voor(self, partij: str) -> list[Voorgelegd]:
        """The proposals this party signs that still wait, the oldest first."""
        with self._engine.connect() as verbinding:
            beeld = self._beelden.lees(verbinding)
            return [
                Voorgelegd(voorstel, _wacht_op(beeld, voorstel))
                for voorstel in Voorstelregister(verbinding).open()
                if tekent(beeld, voorstel.soort, partij) and kan_nog(verbinding, beeld, voorstel)
            ]


@dataclass(frozen=True, slots=True)
class _Tekening:
    gelezen: Groepsbesluit
    besluit: dict[str, Any]
    handtekening: Handtekening
    oin: str
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Voorgelegd]:
        beeld, register = self.beelden.lees(verbinding), Voorstelregister(verbinding)
        partij, digest = beeld.partij_van(self.oin).code, digest_van(self.besluit)
        self._eis_ondertekenaar(beeld, partij)
        eerder = register.een(self.gelezen.id)
        if eerder is not None and eerder.digest != digest:
            raise IdAlGebruikt("Dit kenmerk is al van een ander voorstel.")
        if eerder is not None and eerder.stand in ZONDER_BESLUIT:
            raise IdAlGebruikt(hoe_het_staat(beeld, eerder))
        if eerder is not None and eerder.stand is Stand.GENOMEN:
            return [], Voorgelegd(eerder, (), self._pas_toe(verbinding, eerder)[1])
        self._eis_handtekening(verbinding, beeld, partij, digest)
        voorstel = eerder or self._nieuw(verbinding, beeld, partij, digest)
        # A signature that is there stays, unless who gave it signs again: then the newest counts.
        getekend = {**voorstel.handtekeningen, partij: self.handtekening.als_dict()}
        voorstel = replace(voorstel, handtekeningen=getekend)
        wachten = _wacht_op(beeld, voorstel)
        if wachten:
            register.bewaar(voorstel)
            return [], Voorgelegd(voorstel, wachten)
        bladen, toegepast = self._pas_toe(verbinding, voorstel)
        voorstel = replace(voorstel, stand=Stand.GENOMEN, afgedaan_op=self.nu)
        register.bewaar(voorstel)
        return bladen, Voorgelegd(voorstel, (), toegepast)

    def _eis_ondertekenaar(self, beeld: Beeld, partij: str) -> None:
        if not tekent(beeld, self.gelezen.soort, partij):
            rij = beeld.regels.groepsbesluiten.get(self.gelezen.soort)
            partijen = [een.partij for een in rij.ondertekenaars] if rij else []
            wie = " en ".join(map(beeld.regels.titel_van, partijen))
            zin = f"dit besluit ondertekenen alleen: {wie}" if rij else "deze soort is onbekend"
            raise InvoerOngeldig("Dit voorstel kan niet.", (("/besluit/soort", zin),))

    def _eis_handtekening(
        self, verbinding: Connection, beeld: Beeld, partij: str, digest: str
    ) -> None:
        """Held against the group as if the others had signed too, each in a function that may."""
        getekend = verifieer(
            verbinding, beeld, digest, {partij: self.handtekening}, self.vertrouwen, self.nu,
            niet_voor=self.gelezen.tijdstip,
        )  # fmt: skip
        rij = beeld.regels.groepsbesluiten[self.gelezen.soort]
        aangenomen = {een.partij: een.functies[0] for een in rij.ondertekenaars}
        tekenaars = {**aangenomen, **functies_van(getekend)}
        nieuwe_stand(Groepenregister(verbinding), beeld, self.besluit, tekenaars, self.nu)
        eis_vier_ogen(verbinding, beeld, self.gelezen, getekend, self.nu)

    def _nieuw(self, verbinding: Connection, beeld: Beeld, partij: str, digest: str) -> Voorstel:
        """One proposal of a kind at a time."""
        for ander in Voorstelregister(verbinding).open(self.gelezen.groep):
            if ander.soort == self.gelezen.soort and kan_nog(verbinding, beeld, ander):
                zin = "Er ligt al zo'n voorstel voor deze groep; teken dat, of trek het eerst in."
                raise GroepsbesluitBotst(({"uitleg": zin},))
        return Voorstel(
            id=self.gelezen.id,
            groep=self.gelezen.groep,
            soort=self.gelezen.soort,
            besluit=self.besluit,
            digest=digest,
            handtekeningen={},
            voorgelegd_door=partij,
            voorgelegd_op=self.nu,
        )

    def _pas_toe(
        self, verbinding: Connection, voorstel: Voorstel
    ) -> tuple[Sequence[Blad], Toegepast]:
        toepassing = Toepassing(
            self.gelezen, self.besluit, voorstel.getekend(), self.beelden, self.vertrouwen,
            self.nu,
        )  # fmt: skip
        return toepassing(verbinding)


def _wacht_op(beeld: Beeld, voorstel: Voorstel) -> tuple[str, ...]:
    alle = beeld.regels.groepsbesluiten[voorstel.soort].ondertekenaars
    return tuple(een.partij for een in alle if een.partij not in voorstel.handtekeningen)
