"""A party that does not sign a proposal says so: no, or yes on a condition; signed, and final.

The answer is the party's as a signature is: by somebody whose function decides. It stays with the
proposal. Of two at once the first counts, whatever they are: a signature, an answer, a withdrawal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.besluiten.opslag import Stand, Voorstel, Voorstelregister
from gateway.besluiten.staat import Voorgelegd, hoe_het_staat, kan_nog, tekent
from gateway.fouten import (
    GeenToegang,
    GroepsbesluitBotst,
    HandtekeningenOnvolledig,
    IdAlGebruikt,
    InvoerOngeldig,
    NietGevonden,
)
from gateway.registers.beeld import Beeld, Beelden, Fundament
from gateway.toegang.handtekeningen import Handtekening, digest_van, functies_van
from gateway.toegang.ondertekenaars import verifieer
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.tijd import utc_tekst
from shared.convenant.besluiten.antwoord import (
    NEE,
    Besluitantwoord,
    OngeldigAntwoord,
    lees_antwoord,
)
from shared.convenant.besluiten.groepsbesluit import tekenende_functies
from shared.logboek.bladen import Blad


class Besluitantwoorden:
    """Takes in what parties say to a proposal instead of signing it."""

    def __init__(self, fundament: Fundament) -> None:
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._klok = fundament.klok

    async def beantwoord(
        self, kenmerk: str, document: dict[str, Any], handtekening: Handtekening, oin: str
    ) -> Voorgelegd:
        """This party's answer; the same again changes nothing.

        Raises `NietGevonden`, `InvoerOngeldig`, `IdAlGebruikt` for a proposal that is another or is
        not open any more, `GeenToegang` for who made it, `GroepsbesluitBotst` where the group went
        past it, or `HandtekeningenOnvolledig`.
        """
        opdracht = _Beantwoording(
            kenmerk, document, handtekening, oin, self._beelden, self._vertrouwen, self._klok()
        )
        return (await self._schrijver.voer_uit(opdracht)).uitkomst


@dataclass(frozen=True, slots=True)
class _Beantwoording:
    kenmerk: str
    document: dict[str, Any]
    handtekening: Handtekening
    oin: str
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Voorgelegd]:
        beeld, register = self.beelden.lees(verbinding), Voorstelregister(verbinding)
        partij, voorstel = beeld.partij_van(self.oin).code, register.een(self.kenmerk)
        if voorstel is None or not tekent(beeld, voorstel.soort, partij):
            raise NietGevonden("Dit voorstel is er niet, of niet voor u.")
        antwoord = _lees(self.document, beeld)
        eerder = (voorstel.antwoorden or {}).get(partij)
        if eerder is not None and eerder["document"] == self.document:
            return [], Voorgelegd(voorstel, ())
        self._eis_mogelijk(verbinding, beeld, voorstel, antwoord, partij)
        self._eis_handtekening(verbinding, beeld, voorstel, antwoord, partij)
        gezegd = {
            "document": self.document,
            **self.handtekening.als_dict(),
            "op": utc_tekst(self.nu),
        }
        voorstel = replace(
            voorstel,
            stand=Stand.AFGEWEZEN if antwoord.antwoord == NEE else Stand.TERUGGEGEVEN,
            antwoorden={**(voorstel.antwoorden or {}), partij: gezegd},
            afgedaan_op=self.nu,
        )
        register.bewaar(voorstel)
        return [], Voorgelegd(voorstel, ())

    @staticmethod
    def _eis_mogelijk(
        verbinding: Connection,
        beeld: Beeld,
        voorstel: Voorstel,
        antwoord: Besluitantwoord,
        partij: str,
    ) -> None:
        if antwoord.besluit != voorstel.digest:
            raise IdAlGebruikt("Dit antwoord gaat over een ander voorstel dan er ligt.")
        if voorstel.stand is not Stand.OPEN:
            raise IdAlGebruikt(hoe_het_staat(beeld, voorstel))
        if voorstel.voorgelegd_door == partij:
            raise GeenToegang("U legde dit zelf voor. Trek het in als u het niet meer wilt.")
        if not kan_nog(verbinding, beeld, voorstel):
            zin = "De groep is hieraan voorbij; er is niets meer te beantwoorden."
            raise GroepsbesluitBotst(({"uitleg": zin},))

    def _eis_handtekening(
        self,
        verbinding: Connection,
        beeld: Beeld,
        voorstel: Voorstel,
        antwoord: Besluitantwoord,
        partij: str,
    ) -> None:
        """Only who could have signed the decision answers for the party."""
        getekend = verifieer(
            verbinding, beeld, digest_van(self.document), {partij: self.handtekening},
            self.vertrouwen, self.nu, niet_voor=antwoord.tijdstip,
        )  # fmt: skip
        rij = beeld.regels.groepsbesluiten[voorstel.soort]
        functies = tekenende_functies(rij, partij) or ()
        if functies_van(getekend)[partij] not in functies:
            bekend = beeld.regels.functies[partij]
            wel = " of ".join(bekend[code].titel for code in functies)
            zin = f"Voor {beeld.regels.titel_van(partij)} antwoordt alleen de {wel}."
            raise HandtekeningenOnvolledig(({"uitleg": zin},))


def _lees(document: dict[str, Any], beeld: Beeld) -> Besluitantwoord:
    try:
        return lees_antwoord(document, beeld.regels.randvoorwaarden)
    except OngeldigAntwoord as fout:
        raise InvoerOngeldig(
            "Het antwoord klopt niet.",
            tuple((f"/antwoord{een.pad}", een.melding) for een in fout.fouten),
        ) from None
