"""Deciding on the own part of a request, and answering it (covenant 11.4 to 11.8; J11).

What refuses anything names grounds of the own law and says why, and counts only after a second
person looked. The others hear the outcome, and no ground: that stays with who decided.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.partij.zegel import verzegel_json
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.dubbelen.dienst import eis_geen_dubbel
from shared.zaak.rechtbesluiten.gevolgen import Gevolgen
from shared.zaak.rechtbesluiten.vervolg import nog_nodig
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    BESLIST,
    Besluitstand,
    Verzoekgebeurtenis,
    Verzoekstand,
    afstemmen_tot,
    stuk_met_rol,
)
from shared.zaak.rechten.inzicht import geboortedag, is_te_jong, wie_ontbreekt
from shared.zaak.rechten.ontvangers import zoek_ontvangers
from shared.zaak.rechten.opslag import besluitplaats, eis_in_taak, sleutel_voor
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij
from shared.zaak.rechten.vertellen import Vertellen, Verzoekmelding, probeer_nu
from shared.zaak.verzameling.nagekeken import eis_nagekeken


@dataclass(frozen=True)
class Verzoekbesluit:
    """``waarom_niet_deels``: why not even a part is granted, where nothing is."""

    uitkomst: str
    gronden: tuple[str, ...]
    motivering: str | None = field(repr=False)
    waarom_niet_deels: str | None = field(default=None, repr=False)

    def fouten(self, regels: Convenantregels, deel: RechtendeelRij, recht: str) -> list[Invoerfout]:
        """Everything that is wrong with this decision on this part."""
        rij, fouten = regels.betrokkenenrechten, []
        lid = regels.stukken[stuk_met_rol(regels, BESLIST)].vorm["uitkomst"]
        uitkomsten = lid.waarden or ()
        mag = [
            code
            for code, grond in rij.gronden.items()
            if grond.regime == deel.regime and (not grond.rechten or recht in grond.rechten)
        ]
        if self.uitkomst not in uitkomsten:
            zin = f"is geen uitkomst; kies: {', '.join(uitkomsten)}"
            fouten.append(Invoerfout("/uitkomst", zin))
        vreemd = [code for code in self.gronden if code not in mag]
        if vreemd:
            zin = f"{', '.join(vreemd)} geldt hier niet; onder {deel.regime} wel: {', '.join(mag)}"
            fouten.append(Invoerfout("/gronden", zin))
        if self.uitkomst == rij.toewijzing:
            if self.gronden:
                fouten.append(Invoerfout("/gronden", "hoort alleen bij wat u afwijst"))
            return fouten
        if not self.gronden:
            fouten.append(Invoerfout("/gronden", f"ontbreekt; kies uit: {', '.join(mag)}"))
        if self.motivering is None:
            zin = "ontbreekt: schrijf op waarom dit nodig en evenredig is"
            fouten.append(Invoerfout("/motivering", zin))
        if self.uitkomst == rij.hele_afwijzing and self.waarom_niet_deels is None:
            zin = "ontbreekt: geef eerst het deel dat wel kan, of schrijf op waarom dat niet kan"
            fouten.append(Invoerfout("/waaromNietDeels", zin))
        return fouten


class Beslissen:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._dienst = u.dienst
        self._partij = u.dienst.partij.code

    async def beslis(self, kenmerk: str, besluit: Verzoekbesluit) -> None:
        """Decides; what refuses waits for a second. Raises ``OngeldigeInvoer``, ``Conflict``."""
        ontvangers = await self._ontvangers(kenmerk)
        await asyncio.to_thread(self._beslis, kenmerk, besluit, ontvangers)
        await probeer_nu(self._u, kenmerk)

    async def bevestig(self, kenmerk: str, *, akkoord: bool) -> None:
        """The second looks: it counts, or goes back. Raises ``GeenToegang`` for who decided."""
        ontvangers = await self._ontvangers(kenmerk)
        await asyncio.to_thread(self._bevestig, kenmerk, ontvangers, akkoord=akkoord)
        await probeer_nu(self._u, kenmerk)

    def beantwoord(self, kenmerk: str) -> None:
        """The betrokkene has his answer; nothing awaits anybody any more.

        Raises ``Conflict`` while a party has not decided, or where another party answers.
        """
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            rij = self._open(sessie, kenmerk)
            if not rij.eigen:
                raise Conflict(f"{self._naam(rij.van)} nam dit verzoek aan, en antwoordt.")
            delen = opslag.delen(sessie, [kenmerk])[kenmerk]
            niet = [deel.partij for deel in delen if deel.besluitstand != Besluitstand.VAST]
            if niet:
                namen = ", ".join(self._naam(een) for een in niet)
                raise Conflict(f"Nog niet iedereen heeft beslist: {namen}.")
            self._eis_te_beantwoorden(sessie, rij)
            rij.stand = Verzoekstand.AFGEHANDELD
            opslag.zet_klok(sessie, self._dienst.regels, rij)
            self._noteer(sessie, rij, Verzoekgebeurtenis.BEANTWOORD, nu, {})

    async def _ontvangers(self, kenmerk: str) -> list[str]:
        """To whom this party gave his data; nobody, where it objects to being named (J10)."""
        with self._dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            deel = opslag.eigen_deel(sessie, self._dienst, kenmerk)
            zwijgt = deel is not None and deel.niet_noemen is not None
            onthouden = [] if deel is None else list(deel.ontvangers or ())
            persoon_id = rij.persoon_id
        if zwijgt:
            return []
        gevonden = (await zoek_ontvangers(self._u, persoon_id)).partijen
        # Of who is destroyed by now nothing is found any more.
        return sorted({*onthouden, *gevonden})

    def _beslis(self, kenmerk: str, besluit: Verzoekbesluit, ontvangers: list[str]) -> None:
        nu = self._dienst.klok()
        with self._dienst.lezend() as sessie:
            deel = self._deel(sessie, self._open(sessie, kenmerk))
            eis_geen_dubbel(sessie, self._dienst, self._open(sessie, kenmerk))
            fouten = besluit.fouten(self._dienst.regels, deel, self._open(sessie, kenmerk).recht)
        if fouten:
            raise OngeldigeInvoer(fouten)
        geheel = besluit.uitkomst == self._dienst.regels.betrokkenenrechten.toewijzing
        beloften = self._beloften(kenmerk, besluit.uitkomst, ontvangers, nu) if geheel else []
        with self._dienst.transactie() as sessie:
            rij = self._open(sessie, kenmerk, slot=True)
            deel = self._deel(sessie, rij)
            self._eis_te_beslissen(sessie, rij, deel, besluit, nu)
            deel.uitkomst, deel.gronden = besluit.uitkomst, list(besluit.gronden)
            deel.besluitstand, deel.besloten_op = Besluitstand.VOORGESTELD, datum_nl(nu)
            deel.besloten_door, deel.bevestigd_door = self._wie.autorisatie_id, None
            self._verzegel(sessie, rij, deel, besluit)
            wat = {"uitkomst": deel.uitkomst, "gronden": deel.gronden}
            deel.ontvangers = ontvangers
            if geheel:
                self._stel_vast(sessie, rij, deel, beloften, nu, wat)
            else:
                self._noteer(sessie, rij, Verzoekgebeurtenis.VOORGESTELD, nu, wat)

    def _bevestig(self, kenmerk: str, ontvangers: list[str], *, akkoord: bool) -> None:
        nu = self._dienst.klok()
        with self._dienst.lezend() as sessie:
            deel = self._te_bevestigen(sessie, self._open(sessie, kenmerk))
            uitkomst, besliste = str(deel.uitkomst), str(deel.besloten_door)
        beloften = self._beloften(kenmerk, uitkomst, ontvangers, nu, besliste) if akkoord else []
        with self._dienst.transactie() as sessie:
            rij = self._open(sessie, kenmerk, slot=True)
            deel = self._te_bevestigen(sessie, rij)
            if deel.uitkomst != uitkomst:
                raise Conflict("Het besluit is intussen veranderd. Lees het opnieuw.")
            wat = {"uitkomst": deel.uitkomst, "gronden": deel.gronden}
            if akkoord:
                # Another party may have named him since it was proposed.
                self._eis_wie(sessie, rij, deel, uitkomst)
                deel.bevestigd_door, deel.besloten_op = self._wie.autorisatie_id, datum_nl(nu)
                deel.ontvangers = ontvangers
                self._stel_vast(sessie, rij, deel, beloften, nu, wat)
                return
            deel.uitkomst = deel.besluitstand = deel.besloten_op = deel.gronden = None
            deel.besluitzegel = deel.besloten_door = None
            self._noteer(sessie, rij, Verzoekgebeurtenis.TERUGGEGEVEN, nu, wat)

    def _stel_vast(
        self, sessie: Session, rij: RechtenverzoekRij, deel: RechtendeelRij, beloften: list[Any],
        nu: datetime, wat: dict[str, Any],
    ) -> None:  # fmt: skip
        deel.besluitstand = Besluitstand.VAST
        if not rij.eigen:
            # Who took it answers; here there is nothing left to do.
            rij.stand = Verzoekstand.AFGEHANDELD
        Gevolgen(self._u, self._wie).bij_besluit(sessie, rij, deel, nu)
        opslag.zet_klok(sessie, self._dienst.regels, rij)
        code = stuk_met_rol(self._dienst.regels, BESLIST)
        Vertellen(self._u, self._wie).beloof(sessie, rij, code, beloften, nu)
        self._noteer(sessie, rij, Verzoekgebeurtenis.BESLOTEN, nu, wat)

    def _beloften(
        self,
        kenmerk: str,
        uitkomst: str,
        ontvangers: list[str],
        nu: datetime,
        besliste: str | None = None,
    ) -> list[Any]:
        """The sealed messages to all others, made before a transaction is open."""
        # Who decided gives it, also where another right let the second look along.
        wie = replace(self._wie, autorisatie_id=besliste or self._wie.autorisatie_id)
        vertellen = Vertellen(self._u, wie)
        code = stuk_met_rol(self._dienst.regels, BESLIST)
        gegevens: dict[str, Any] = {
            "verzoek": kenmerk, "uitkomst": uitkomst, "datum": datum_nl(nu).isoformat(),
        }  # fmt: skip
        if ontvangers:
            gegevens["ontvangers"] = ontvangers
        meldingen = [Verzoekmelding(partij, gegevens) for partij in vertellen.anderen()]
        return [(een, vertellen.belofte(code, een, nu)) for een in meldingen]

    def _open(self, sessie: Session, kenmerk: str, *, slot: bool = False) -> RechtenverzoekRij:
        rij = opslag.lees(sessie, kenmerk, slot=slot)
        eis_in_taak(sessie, self._wie, rij)
        if rij.stand != Verzoekstand.OPEN:
            raise Conflict("Dit verzoek is afgehandeld en verandert niet meer.")
        return rij

    def _deel(self, sessie: Session, rij: RechtenverzoekRij) -> RechtendeelRij:
        deel = sessie.get(RechtendeelRij, (rij.id, self._partij))
        if deel is None:
            raise Conflict("De wet van uw partij kent dit recht niet; een andere partij beslist.")
        return deel

    def _eis_te_beslissen(
        self, sessie: Session, rij: RechtenverzoekRij, deel: RechtendeelRij,
        besluit: Verzoekbesluit, nu: datetime,
    ) -> None:  # fmt: skip
        regels = self._dienst.regels
        if deel.besluitstand == Besluitstand.VAST:
            raise Conflict("Hierover is al beslist.")
        if rij.eigen and rij.identiteit is None:
            raise Conflict("Stel eerst vast wie het verzoek deed.")
        self._eis_wie(sessie, rij, deel, besluit.uitkomst)
        if deel.voorstel is None and datum_nl(nu) <= afstemmen_tot(regels, rij.ontvangen_op):
            raise Conflict("Stem eerst met de andere partijen af wat u wilt antwoorden.")

    def _eis_wie(
        self, sessie: Session, rij: RechtenverzoekRij, deel: RechtendeelRij, uitkomst: str
    ) -> None:
        """Nothing is granted to nobody knows whom, nor to who is too young to ask it (J5)."""
        rechten = self._dienst.regels.betrokkenenrechten
        if uitkomst != rechten.hele_afwijzing and wie_ontbreekt(self._dienst.regels, rij):
            raise Conflict(
                "U weet nog niet om wie het gaat. Zoek hem in uw bestand, en leg eerst vast wie "
                "hij is, of dat hij er niet in staat."
            )
        geboren = geboortedag(sessie, self._dienst, rij)
        te_jong = is_te_jong(self._dienst.regels, rij, geboren)
        if deel.regime in rechten.identiteit.streng and te_jong:
            raise Conflict(
                "Wie dit vraagt is daarvoor te jong. Vraag wie hem vertegenwoordigt het te doen, "
                "en leg dat vast."
            )

    def _eis_te_beantwoorden(self, sessie: Session, rij: RechtenverzoekRij) -> None:
        """What he gets was looked at, and what must precede the answer was done."""
        nodig = nog_nodig(sessie, self._dienst.regels, rij)
        if nodig:
            raise Conflict(f"Leg eerst vast: {'; '.join(nodig)}.")
        eis_nagekeken(sessie, self._dienst, rij)

    def _te_bevestigen(self, sessie: Session, rij: RechtenverzoekRij) -> RechtendeelRij:
        deel = self._deel(sessie, rij)
        if deel.besluitstand != Besluitstand.VOORGESTELD:
            raise Conflict("Er is hier niets dat op een tweede wacht.")
        if deel.besloten_door == self._wie.autorisatie_id:
            raise GeenToegang("U besliste dit zelf. Een ander kijkt als tweede.")
        return deel

    def _verzegel(
        self,
        sessie: Session,
        rij: RechtenverzoekRij,
        deel: RechtendeelRij,
        besluit: Verzoekbesluit,
    ) -> None:
        deel.besluitzegel = verzegel_json(
            self._dienst.kluis,
            sleutel_voor(sessie, self._dienst, rij),
            besluitplaats(rij.id),
            {"motivering": besluit.motivering, "waaromNietDeels": besluit.waarom_niet_deels},
        )

    def _noteer(
        self,
        sessie: Session,
        rij: RechtenverzoekRij,
        wat: Verzoekgebeurtenis,
        nu: datetime,
        inhoud: dict[str, Any],
    ) -> None:
        door = self._wie.autorisatie_id
        opslag.noteer(sessie, rij, wat, partij=self._partij, door=door, nu=nu, wat=inhoud)

    def _naam(self, partij: str) -> str:
        return self._dienst.regels.titel_van(partij)
