"""This party's part in decisions about a group: show, sign, and hand in.

What a decision says, who must sign it and what it does is the covenant's (rows of the covenant
file); the gateway carries it out and logs it. Here an official puts the party's signature under a
decision after having been shown exactly that decision: the digest the official gives back is the
one that was shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.tijd import utc_tekst
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.besluiten.groepsbesluit import (
    Groepsbesluit,
    OngeldigGroepsbesluit,
    lees_groepsbesluit,
    ondertekening,
    redenen_van_vier_ogen,
    tekenende_functies,
    vraagt_stapeisen,
)
from shared.convenant.bestand.rijen import GroepsbesluitRij
from shared.convenant.einde import groep_loopt
from shared.convenant.schuilnaam import volgende_schuilnaam
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.partij.gatewayfouten import GroepsbesluitKanNiet
from shared.partij.stapeisen import StapNietKlaar
from shared.tijd.kenmerk import uuid7
from shared.verzenden.gateway.poort import Zetting
from shared.verzenden.journaal.journaal import noteer_groepsbesluit, tekende
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.besluiten.stukken import eis_gelezen

OPENEN = "/v1/groepen"
"""Where a group is opened: its name is given, never typed."""


@dataclass(frozen=True)
class Getoond:
    """A decision as it is put before the official.

    ``zetting``: once it was signed, who decided for this party and its signature over that.
    """

    digest: str
    soort: str
    titel: str
    ondertekenaars: tuple[str, ...]
    zetting: Zetting | None = None


class Groepsbesluiten:
    """The use cases of one official.

    ``samengesteld``: the service composed the decision itself, out of its own records.
    """

    def __init__(
        self, uitwisseling: Uitwisseling, wie: Medewerker, *, samengesteld: bool = False
    ) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._samengesteld = samengesteld

    def onderteken(self, besluit: Mapping[str, Any], gezien: str | None) -> Getoond:
        """Shows the decision; with the digest that was shown (``gezien``), signs it.

        Raises ``Conflict`` when another decision was shown, ``OngeldigeInvoer`` when the covenant
        does not ask this party's signature under it, ``GeenToegang`` when somebody in another
        function signs it here.
        """
        getoond = self.toon(besluit)
        self.eis_functie(getoond.soort)
        if gezien is None:
            return getoond
        if gezien != getoond.digest:
            raise Conflict("Dit is niet het besluit dat u zag. Bekijk het opnieuw.")
        self._eis_te_tekenen(besluit)
        return replace(getoond, zetting=self._zet_handtekening(besluit, getoond.digest))

    async def teken(self, besluit: Mapping[str, Any], gezien: str | None) -> Getoond:
        """The same, and a signature only when the group's step asks nothing any more.

        Raises ``StapNietKlaar``.
        """
        getoond = await asyncio.to_thread(self.onderteken, besluit, None)
        if gezien is None:
            return getoond
        await eis_stap_klaar(self._u, besluit)
        return await asyncio.to_thread(self.onderteken, besluit, gezien)

    def toon(self, besluit: Mapping[str, Any]) -> Getoond:
        """The decision as it would be signed here, by whoever may; also for who prepares it."""
        gelezen, digest = _lees(besluit)
        rij = self._rij(gelezen.soort)
        waar = waar_opgesteld(self._u, gelezen.soort)
        if waar is not None and not self._samengesteld:
            zin = f"Dit besluit stelt de dienst op uit wat is vastgelegd; neem het via {waar}."
            raise _fout("/besluit/soort", zin)
        if not self._mag_over(gelezen, rij):
            raise GeenToegang("Dit besluit gaat over een groep buiten uw taak.")
        ondertekenaars = tuple(een.partij for een in rij.ondertekenaars)
        return Getoond(digest, gelezen.soort, rij.titel, ondertekenaars)

    def eis_functie(self, soort: str) -> None:
        """Refuses who holds no function that signs this kind of decision for this party."""
        dienst, rij = self._u.dienst, self._rij(soort)
        functies = tekenende_functies(rij, dienst.partij.code) or ()
        if self._wie.functie in functies:
            return
        bekend = dienst.regels.functies[dienst.partij.code]
        wie = " of ".join(f"'{bekend[code].titel}'" for code in functies)
        raise GeenToegang(
            f"Het besluit '{rij.titel}' neemt bij de partij '{dienst.partij.code}' alleen iemand "
            f"met de functie {wie}. {self._weg(rij)}"
        )

    def _eis_te_tekenen(self, besluit: Mapping[str, Any]) -> None:
        """Refuses who has not read what lies under it, or signed what another must sign before."""
        dienst, regels = self._u.dienst, self._u.dienst.regels
        rij, wie = self._rij(str(besluit["soort"])), self._wie.autorisatie_id
        with dienst.lezend() as sessie:
            eis_gelezen(self._u, sessie, self._wie, besluit)
            eerder = {
                soort: {wie} if tekende(sessie, str(besluit["groep"]), soort, wie) else set()
                for soort in rij.anders_dan
            }
        vandaag = datum_nl(dienst.klok())
        redenen = redenen_van_vier_ogen(rij, {dienst.partij.code: wie}, eerder, regels, vandaag)
        if redenen:
            raise GeenToegang(" ".join(reden.uitleg for reden in redenen))

    def _weg(self, rij: GroepsbesluitRij) -> str:
        """What somebody can do who does not sign this kind of decision."""
        if rij.maakt_groep:
            return "Vraag het iemand met die functie."
        if self._samengesteld:
            return "Het staat op de werklijst van wie die functie heeft."
        return (
            "U kunt het klaarzetten met POST /v1/besluitconcepten; wie die functie heeft, "
            "leest het en tekent met POST /v1/besluitconcepten/{id}/_onderteken."
        )

    async def dien_in(
        self, besluit: Mapping[str, Any], handtekeningen: Mapping[str, Zetting], gezien: str
    ) -> dict[str, Any]:
        """Adds this party's signature to the ones collected and hands the decision in."""
        getekend = await self.teken(besluit, gezien)
        alle = {**handtekeningen, self._u.dienst.partij.code: getekend.zetting or {}}
        antwoord = await self._u.gateway.groepsbesluit(dict(besluit), alle)
        await self._u.groepskijker.kijk_na_besluit()
        return antwoord

    async def open(self, kenmerk: str | None = None) -> dict[str, Any]:
        """A new group under the next free name; the gateway's answer.

        ``kenmerk``: an id of one's own choice, with which the same question again gives the same
        group. Raises ``GeenToegang`` for who does not open groups.
        """
        soort, groep = self._openingssoort(), kenmerk or uuid7(self._u.dienst.klok())
        self.eis_functie(soort)
        opgesteld = Groepsbesluiten(self._u, self._wie, samengesteld=True)
        while True:
            bekend = await self._u.gateway.groepen()
            er_al = next((een for een in bekend if een.get("id") == groep), None)
            if er_al is not None:
                if not self._wie.in_taak(groep):
                    raise Conflict("Deze groep bestaat al.")
                return {"bladnummer": None, "groep": er_al}
            namen = {str(een.get("code")) for een in bekend}
            jaar = datum_nl(self._u.dienst.klok()).year
            code = volgende_schuilnaam(self._u.dienst.regels, namen, jaar)
            try:
                return await opgesteld._neem(soort, groep, {"code": code})
            except GroepsbesluitKanNiet:
                # Somebody else got this name in the meantime; anything else stays in the way.
                nu = {str(een.get("code")) for een in await self._u.gateway.groepen()}
                if code not in nu:
                    raise

    def _openingssoort(self) -> str:
        """The covenant's kind of decision that makes a group, if this party signs it."""
        dienst = self._u.dienst
        for code, rij in dienst.regels.groepsbesluiten.items():
            if rij.maakt_groep:
                if tekenende_functies(rij, dienst.partij.code) is None:
                    namen = [dienst.regels.titel_van(een.partij) for een in rij.ondertekenaars]
                    raise GeenToegang(f"Een groep wordt geopend door: {', '.join(namen)}.")
                return code
        raise GeenToegang("Onder dit convenant worden geen groepen geopend.")

    async def _neem(self, soort: str, groep: str, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        """Composes a decision that only this party signs, and hands it in."""
        nu = self._u.dienst.klok()
        besluit = {
            "id": uuid7(nu),
            "groep": groep,
            "soort": soort,
            "tijdstip": utc_tekst(nu),
            "gegevens": dict(gegevens),
        }
        return await self.dien_in(besluit, {}, digest_header(jcs(besluit)))

    async def groepen(self) -> list[dict[str, Any]]:
        """The groups of this official's task."""
        return [g for g in await self._u.gateway.groepen() if self._wie.in_taak(str(g.get("id")))]

    async def groep(self, groep: str) -> dict[str, Any]:
        """One group of this official's task. Raises ``NietGevonden`` or ``GeenToegang``."""
        self._wie.eis_groep(groep)
        return await self._u.gateway.groep(groep)

    def _rij(self, soort: str) -> GroepsbesluitRij:
        """The covenant's row of a kind that this party signs. Raises ``OngeldigeInvoer``."""
        regels = self._u.dienst.regels
        rij = regels.groepsbesluiten.get(soort)
        if rij is None:
            soorten = ", ".join(regels.groepsbesluiten)
            raise _fout("/besluit/soort", f"Het convenant kent deze soort niet; wel: {soorten}.")
        if tekenende_functies(rij, self._u.dienst.partij.code) is None:
            namen = ", ".join(regels.titel_van(een.partij) for een in rij.ondertekenaars)
            raise _fout("/besluit/soort", f"Dit besluit wordt ondertekend door: {namen}.")
        return rij

    def _mag_over(self, besluit: Groepsbesluit, rij: GroepsbesluitRij) -> bool:
        """The group is in the task; a decision that makes the group cannot be yet."""
        return rij.maakt_groep or self._wie.in_taak(besluit.groep)

    def _zet_handtekening(self, besluit: Mapping[str, Any], digest: str) -> Zetting:
        """Over the decision and who decided: neither can be set under another."""
        dienst, wie = self._u.dienst, self._wie.autorisatie_id
        nu = dienst.klok()
        with dienst.transactie() as sessie:
            noteer_groepsbesluit(sessie, besluit, wie, digest, nu)
        document = digest_header(jcs(dict(ondertekening(digest, wie))))
        handtekening = onderteken_digest(self._u.ondertekenaar, document, nu)
        return {"medewerker": wie, "handtekening": handtekening}


async def eis_stap_klaar(u: Uitwisseling, besluit: Mapping[str, Any]) -> None:
    """Refuses a decision that takes a group out of a step that still asks something.

    Where no answers are kept nobody can say, and nothing is asked. Raises ``StapNietKlaar``.
    """
    rij = u.dienst.regels.groepsbesluiten[str(besluit["soort"])]
    stappen = u.dienst.regels.stappen
    if u.partij.stapeisen is None or not any(vraagt_stapeisen(rij, stap) for stap in stappen):
        return
    await eis_stand_klaar(u, besluit, await u.gateway.groep(str(besluit["groep"])))


async def eis_stand_klaar(
    u: Uitwisseling, besluit: Mapping[str, Any], stand: Mapping[str, Any]
) -> None:
    """The same, for who read already how the group stands."""
    rij = u.dienst.regels.groepsbesluiten[str(besluit["soort"])]
    stap, eisen = int(stand["stap"]), u.partij.stapeisen
    if eisen is None or not groep_loopt(stand) or not vraagt_stapeisen(rij, stap):
        return

    def lees() -> list[dict[str, Any]]:
        with u.dienst.lezend() as sessie:
            return eisen.ontbreekt(sessie, u.dienst, str(besluit["groep"]), stap)

    redenen = await asyncio.to_thread(lees)
    if redenen:
        raise StapNietKlaar(stap, redenen)


def waar_opgesteld(u: Uitwisseling, soort: str) -> str | None:
    """Where the service composes this kind of decision itself; ``None`` where officials do."""
    rij = u.dienst.regels.groepsbesluiten.get(soort)
    if rij is not None and rij.maakt_groep:
        return OPENEN
    steller = u.partij.besluitstellers.get(soort)
    return None if steller is None else steller.pad


def _lees(besluit: Mapping[str, Any]) -> tuple[Groepsbesluit, str]:
    try:
        return lees_groepsbesluit(dict(besluit)), digest_header(jcs(dict(besluit)))
    except OngeldigGroepsbesluit as fout:
        fouten = [Invoerfout(f"/besluit{een.pad}", een.melding) for een in fout.fouten]
        raise OngeldigeInvoer(fouten) from None
    except OngeldigeJson as fout:
        raise _fout("/besluit", fout.melding) from None


def in_de_vraag(fouten: Iterable[Invoerfout]) -> list[Invoerfout]:
    """The places as whoever asked knows them, when the decision around them was made here."""
    return [
        Invoerfout(een.pad.removeprefix("/besluit") or "/gegevens", een.melding) for een in fouten
    ]


def _fout(pad: str, melding: str) -> OngeldigeInvoer:
    return OngeldigeInvoer([Invoerfout(pad, melding)])
