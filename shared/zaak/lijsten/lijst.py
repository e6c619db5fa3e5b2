"""What a human does with a list of names: compose, weigh per person, make final (covenant 5.1).

No list is made, shortened or fixed by a rule: every step has a named human and a reason (J15).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import ledencategorie
from shared.convenant.termijnen import datum_nl, na_werkdagen
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer, Vernietigd
from shared.partij.zegel import als_json
from shared.partij.zegellagen import Lagen
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import (
    Grond,
    Lijstsoort,
    Lijststand,
    NietVastTeStellen,
    Regelstand,
    beletsel,
    eis_lopende_groep,
    eis_werkbare_groep,
    lijstsoort,
)
from shared.zaak.lijsten.nettolijst import eis_te_melden, te_verwijderen
from shared.zaak.lijsten.tabellen import (
    LijstbevestigingRij,
    LijstregelRij,
    LijstwegingRij,
    NamenlijstRij,
    OpruimingRij,
)

Versie_eis = Callable[[int], bool]
MAX_PERSONEN = 160
"""A stuk names at most 500 pseudonyms, and everybody has at most one of each party."""


_BEPERKT: Final = (
    "Niet gewogen: zijn gegevens zijn beperkt (11.1, c). Hij blijft staan, en niemand gebruikt ze."
)


class Namenlijsten:
    """The use cases of one official, in the caller's transaction; never commits."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie
        self._personen = PersonenRegister(sessie, dienst.kluis, dienst.klok)

    def stel_samen(self, groep: str, stand: Mapping[str, Any]) -> NamenlijstRij:
        """The group's list with every current member; an open one is completed.

        After a final list this begins its review: a new list, in which everybody is weighed again.

        ``stand`` is the group as the gateway has it. Raises ``Conflict`` where there can be no
        list, ``GeenToegang`` for a party that owns none.
        """
        partij = self._dienst.partij.code
        soort = lijstsoort(self._dienst.regels, partij)
        if soort is None:
            raise GeenToegang("Deze partij stelt zelf geen namenlijst samen; zij ontvangt er een.")
        eis_werkbare_groep(self._dienst.regels, partij, stand)
        # Whoever makes it final at this moment goes first, or finds what was added (0016).
        lijst = opslag.lijst_in_gebruik(self._sessie, groep, vergrendel=True)
        if lijst is not None and lijst.stand == Lijststand.VASTGESTELD:
            # Everybody is weighed anew (E16); the final list holds until the next one is final.
            lijst.open_groep = None
            self._sessie.flush()
            lijst = None
        lijst = lijst or self._nieuwe_lijst(groep, soort)
        if self._vul_aan(lijst):
            lijst.versie += 1
        self._sessie.flush()
        return lijst

    def weeg(
        self,
        groep: str,
        lijst_id: str,
        regel_id: str,
        stand: Regelstand,
        reden: str,
        eis: Versie_eis,
    ) -> LijstregelRij:
        """Weighs one person: stays or goes. ``eis`` holds the version that was read.

        Raises ``Conflict`` where there is nothing to weigh here, ``NietGevonden`` for somebody
        who is not on the list.
        """
        lijst, regel = self._te_wijzigen(groep, lijst_id, regel_id, eis)
        if lijst.soort != Lijstsoort.NETTO:
            raise Conflict("Wegen gebeurt op de lijst die de nettolijst wordt, niet op deze.")
        if regel.samen_met is not None:
            raise Conflict("Deze regel telt mee met een andere; weeg die.")
        self._zet(regel, stand, stand, reden)
        for mee in opslag.samen_met(self._sessie, regel):
            self._zet(mee, stand, stand, reden)
        lijst.versie += 1
        return regel

    def zelfde_persoon(
        self,
        groep: str,
        lijst_id: str,
        regel_id: str,
        ander: str | None,
        reden: str,
        eis: Versie_eis,
    ) -> LijstregelRij:
        """A human says that two entries are one person: from now on they are weighed as one.

        ``ander`` is ``None`` to take that back. No data move: each entry keeps its own sources.
        """
        lijst, regel = self._te_wijzigen(groep, lijst_id, regel_id, eis)
        stand = Regelstand.TE_WEGEN
        if ander == regel.id:
            zin = "is deze regel zelf; noem de andere regel"
            raise OngeldigeInvoer([Invoerfout("/andereRegel", zin)])
        if ander is not None:
            doel = opslag.regel(self._sessie, lijst_id, ander)
            volgers = [r for r in opslag.regels_van(self._sessie, [lijst.id])
                       if r.samen_met == regel.id]  # fmt: skip
            if doel.samen_met is not None or volgers:
                raise Conflict("Deze regels zijn niet samen te nemen: een van de twee telt al mee.")
            stand = Regelstand(doel.stand)
        regel.samen_met = ander
        self._zet(regel, stand, "samen" if ander else "apart", reden)
        lijst.versie += 1
        return regel

    def stel_vast(
        self, groep: str, lijst_id: str, stand: Mapping[str, Any], eis: Versie_eis
    ) -> NamenlijstRij:
        """Makes the list final: who is off it is destroyed here the same day (H6), and the other
        holders hear the same day who that is.

        Raises ``NietVastTeStellen`` naming every entry that stands in the way.
        """
        lijst = opslag.lijst(self._sessie, groep, lijst_id, vergrendel=True)
        eis(lijst.versie)
        eis_lopende_groep(stand)
        if lijst.soort != Lijstsoort.NETTO or lijst.stand != Lijststand.OPEN:
            raise Conflict("Deze lijst is niet (meer) vast te stellen.")
        regels = opslag.regels_van(self._sessie, [lijst.id])
        for regel in regels:
            if regel.stand == Regelstand.TE_WEGEN and is_beperkt(self._sessie, regel.persoon_id):
                self._zet(regel, Regelstand.BLIJFT, Regelstand.BLIJFT, _BEPERKT)
        fouten = self._beletsels(lijst, regels)
        if fouten:
            raise NietVastTeStellen(fouten)
        blijft = [regel for regel in regels if regel.stand == Regelstand.BLIJFT]
        if not blijft:
            raise Conflict("Er blijft niemand over. Sluit de groep af; dan wordt overal opgeruimd.")
        eis_te_melden(self._dienst.regels, self._dienst.partij.code, stand)
        nu = self._dienst.klok()
        lijst.stand, lijst.versie = Lijststand.VASTGESTELD, lijst.versie + 1
        lijst.vastgesteld_op, lijst.vastgesteld_door = nu, self._wie.autorisatie_id
        behoud = [regel.betrokkene for regel in blijft]
        self._vraag_bevestigingen(lijst, behoud, stand["stap"])
        self._sessie.add(
            OpruimingRij(
                id=uuid7(self._dienst.klok()),
                groep=groep,
                grond=Grond.NETTOLIJST,
                alles=False,
                gemaakt_op=nu,
                behoud=behoud,
            )
        )
        self._sessie.flush()
        return lijst

    def _nieuwe_lijst(self, groep: str, soort: Lijstsoort) -> NamenlijstRij:
        lijst = NamenlijstRij(
            id=uuid7(self._dienst.klok()),
            groep=groep,
            open_groep=groep,
            soort=soort,
            stand=Lijststand.OPEN,
            versie=1,
            opgesteld_op=self._dienst.klok(),
            opgesteld_door=self._wie.autorisatie_id,
        )
        self._sessie.add(lijst)
        self._sessie.flush()
        return lijst

    def _vul_aan(self, lijst: NamenlijstRij) -> int:
        """Adds who is a member and not on the list yet; one entry per person."""
        staan_erop = {regel.persoon_id for regel in opslag.regels_van(self._sessie, [lijst.id])}
        leden = self._leden(lijst.groep).items()
        erbij = sorted((b, p) for p, b in leden if p not in staan_erop)
        if len(staan_erop) + len(erbij) > MAX_PERSONEN:
            raise Conflict(f"Een namenlijst heeft hoogstens {MAX_PERSONEN} personen.")
        for betrokkene, persoon_id in erbij:
            self._sessie.add(
                LijstregelRij(
                    id=uuid7(self._dienst.klok()),
                    lijst_id=lijst.id,
                    persoon_id=persoon_id,
                    betrokkene=betrokkene,
                    sleutel_id=self._dienst.kluis.maak_sleutel(),
                    stand=Regelstand.TE_WEGEN,
                    versie=1,
                )
            )
        return len(erbij)

    def _leden(self, groep: str) -> dict[str, str]:
        """Current members and the pseudonym they go by: a received one before an own one."""
        gevonden: dict[str, str] = {}
        categorie = ledencategorie(self._dienst.regels)
        for lid in sorted(opslag.leden(self._sessie, groep), key=lambda lid: lid.ontvangen):
            if lid.categorie == categorie and lid.beeindigd_op is None:
                gevonden[lid.persoon_id] = lid.betrokkene
        return {p: b for p, b in gevonden.items() if self._personen.bestaat(p)}

    def _te_wijzigen(
        self, groep: str, lijst_id: str, regel_id: str, eis: Versie_eis
    ) -> tuple[NamenlijstRij, LijstregelRij]:
        lijst = opslag.lijst(self._sessie, groep, lijst_id, vergrendel=True)
        regel = opslag.regel(self._sessie, lijst_id, regel_id)
        # The answer shows who it is, and to weigh is to use.
        self._wie.eis_persoon(self._sessie, regel.persoon_id)
        eis(regel.versie)
        if lijst.stand != Lijststand.OPEN:
            raise Conflict("Deze lijst staat vast of is opgeruimd; er is niets meer te wegen.")
        return lijst, regel

    def _zet(self, regel: LijstregelRij, stand: Regelstand, handeling: str, reden: str) -> None:
        regel.stand, regel.versie = stand, regel.versie + 1
        weging_id = uuid7(self._dienst.klok())
        sleutels = [self._personen.lees(regel.persoon_id).sleutel_id, regel.sleutel_id]
        zegel = Lagen(self._dienst.kluis).verzegel(
            sleutels, als_json({"reden": reden}), opslag.wegingplaats(weging_id)
        )
        self._sessie.add(
            LijstwegingRij(
                id=weging_id,
                regel_id=regel.id,
                versie=regel.versie,
                handeling=handeling,
                door=self._wie.autorisatie_id,
                tijdstip=self._dienst.klok(),
                zegel=zegel,
            )
        )
        self._sessie.flush()

    def _beletsels(self, lijst: NamenlijstRij, regels: Sequence[LijstregelRij]) -> list[Invoerfout]:
        vandaag = datum_nl(self._dienst.klok())
        fouten = []
        for regel in regels:
            pad = f"/regels/{regel.id}"
            if regel.stand == Regelstand.TE_WEGEN:
                fouten.append(Invoerfout(pad, "is nog niet gewogen"))
            elif regel.stand == Regelstand.BLIJFT:
                zin = self._beletsel(regel, vandaag)
                fouten += [] if zin is None else [Invoerfout(pad, zin)]
        staan_erop = {regel.persoon_id for regel in regels}
        fouten += [
            Invoerfout(f"/leden/{betrokkene}", "is lid van de groep en staat nog niet op de lijst")
            for persoon, betrokkene in sorted(self._leden(lijst.groep).items())
            if persoon not in staan_erop
        ]
        return fouten

    def _beletsel(self, regel: LijstregelRij, vandaag: date) -> str | None:
        try:
            return beletsel(self._dienst.regels, self._personen.lees(regel.persoon_id), vandaag)
        except Vernietigd:
            return "De gegevens van deze persoon zijn vernietigd."

    def _vraag_bevestigingen(self, lijst: NamenlijstRij, behoud: list[str], stap: int) -> None:
        regels = self._dienst.regels
        vandaag = datum_nl(self._dienst.klok())
        uiterlijk = na_werkdagen(vandaag, regels.namenlijsten.bevestigen_binnen_werkdagen)
        for partij in sorted(set(regels.partijen) - {self._dienst.partij.code}):
            self._sessie.add(
                LijstbevestigingRij(
                    lijst_id=lijst.id,
                    partij=partij,
                    uiterlijk=uiterlijk,
                    stap=stap,
                    verwijderen=te_verwijderen(self._sessie, lijst.groep, behoud, partij),
                )
            )
