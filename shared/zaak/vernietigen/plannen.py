"""Plans to destroy: one official proposes, another decides (covenant 8.2; readings H10, H15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import iets_beperkt_van
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.werkzaamheden.opslag import leg_vast
from shared.bestand.zonderpersonen.bevestiging import (
    eis_zonder_personen,
    leg_bevestiging_vast,
    naamfouten,
)
from shared.convenant.termijnen import datum_nl
from shared.convenant.vernietigen.gronden import gronden
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.rechten.begrippen import wisrechten
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.begrippen import OP_VERZOEK, Planinvoer, Planstand, Proef
from shared.zaak.vernietigen.proef import bekijk
from shared.zaak.vernietigen.tabellen import PlanpersoonRij, VernietigingsplanRij

SOORT = VernietigingsplanRij.__tablename__


class Plannen:
    """The use cases of one official, in the caller's transaction; never commits."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie

    def proef(self, personen: Iterable[str]) -> Proef:
        """What would go. Raises ``OngeldigeInvoer``, ``GeenToegang``."""
        gevraagd = self._personen(personen)
        self._gelezen(gevraagd)
        return bekijk(self._dienst, self._sessie, gevraagd, self._vandaag)

    def stel_op(self, invoer: Planinvoer) -> VernietigingsplanRij:
        """Proposes; nothing is destroyed yet. Raises ``OngeldigeInvoer`` with every fault,
        ``Conflict`` where an archivist has to approve first."""
        grond = gronden().get(invoer.grond)
        fouten = []
        if grond is None or not grond.mens:
            wel = ", ".join(code for code, een in gronden().items() if een.mens)
            fouten.append(Invoerfout("/grond", f"kan niet; kies uit {wel}"))
        personen = self._personen(invoer.personen, fouten, invoer)
        self._eis_gevraagd(personen, invoer.grond)
        self._eis_beantwoord(personen, invoer.grond)
        self._eis_akkoord(bekijk(self._dienst, self._sessie, personen, self._vandaag), invoer.grond)
        nu = self._dienst.klok()
        rij = VernietigingsplanRij(
            id=uuid7(nu),
            grond=invoer.grond,
            reden=invoer.reden,
            stand=Planstand.VOORGESTELD,
            opgesteld_op=nu,
            opgesteld_door=self._wie.autorisatie_id,
            groepen=opslag.lopende_groepen(self._sessie, personen),
        )
        self._sessie.add(rij)
        self._sessie.flush()
        self._sessie.add_all(PlanpersoonRij(plan_id=rij.id, persoon_id=een) for een in personen)
        door = self._wie.autorisatie_id
        leg_bevestiging_vast(self._sessie, SOORT, rij.id, 1, door=door, nu=nu)
        self._sessie.flush()
        return rij

    def bevestig(self, kenmerk: str) -> str:
        """A second person says yes; from here on it is carried out, as long work: what that is
        known by. Raises ``Conflict``."""
        rij = self._wachtend(kenmerk)
        self._eis_ander(rij)
        personen = opslag.personen_van(self._sessie, kenmerk)
        if opslag.wordt_al_vernietigd(self._sessie, personen):
            raise Conflict(
                "Iemand in dit plan wordt al vernietigd, met een plan dat eerder is bevestigd. "
                "Wacht tot dat klaar is."
            )
        self._eis_beantwoord(personen, rij.grond)
        proef = bekijk(self._dienst, self._sessie, personen, self._vandaag)
        self._eis_akkoord(proef, rij.grond)
        self._oordeel(rij, Planstand.BEVESTIGD)
        # Before anything is gone: afterwards nobody can count it, or say which groups it touched.
        rij.aantallen = proef.samen
        rij.groepen = opslag.lopende_groepen(self._sessie, personen)
        return leg_vast(
            self._sessie, SOORT, rij.id, len(personen),
            door=self._wie.autorisatie_id, nu=self._dienst.klok(),
        )  # fmt: skip

    def weiger(self, kenmerk: str) -> VernietigingsplanRij:
        """A second person says no. Raises ``Conflict``."""
        rij = self._wachtend(kenmerk)
        self._eis_ander(rij)
        self._sluit(rij, Planstand.GEWEIGERD)
        return rij

    def trek_in(self, kenmerk: str) -> VernietigingsplanRij:
        """Who proposed it takes it back. Raises ``Conflict``, ``GeenToegang``."""
        rij = self._wachtend(kenmerk)
        if rij.opgesteld_door != self._wie.autorisatie_id:
            raise GeenToegang("Alleen wie dit plan opstelde trekt het in; u kunt het weigeren.")
        self._sluit(rij, Planstand.INGETROKKEN)
        return rij

    def lees(self, kenmerk: str) -> tuple[VernietigingsplanRij, Proef]:
        """A plan with who is in it; only for whose task it is. Raises ``GeenToegang``."""
        rij = opslag.lees(self._sessie, kenmerk)
        personen = opslag.personen_van(self._sessie, kenmerk)
        self._eis_taak(personen)
        self._gelezen(personen)
        return rij, bekijk(self._dienst, self._sessie, personen, self._vandaag)

    @property
    def _vandaag(self) -> date:
        return datum_nl(self._dienst.klok())

    def _wachtend(self, kenmerk: str) -> VernietigingsplanRij:
        rij = opslag.lees(self._sessie, kenmerk, wijzigt=True)
        personen = opslag.personen_van(self._sessie, kenmerk)
        self._eis_taak(personen)
        door_niemand = rij.stand == Planstand.INGETROKKEN and rij.beoordeeld_door is None
        if door_niemand or (rij.stand == Planstand.VOORGESTELD and not personen):
            raise Conflict(
                "Wie in dit plan stond is al vernietigd. Het plan is gesloten: er valt niets meer "
                "te beslissen."
            )
        if rij.stand != Planstand.VOORGESTELD:
            raise Conflict(f"Dit plan wacht niet meer: het is {rij.stand}.")
        return rij

    def _eis_ander(self, rij: VernietigingsplanRij) -> None:
        if rij.opgesteld_door == self._wie.autorisatie_id:
            raise GeenToegang("U stelde dit plan op; een ander beslist erover.")

    def _eis_akkoord(self, proef: Proef, grond: str) -> None:
        if proef.beletsels and not gronden()[grond].verplicht:
            welke = ", ".join(proef.beletsels)
            raise Conflict(
                f"De archivaris heeft nog niet ingestemd met het vernietigen van: {welke}. Leg "
                "het akkoord vast (PUT /selectielijst/…), of noem de grond die convenant of wet "
                "ervoor heeft."
            )

    def _eis_beantwoord(self, personen: Collection[str], grond: str) -> None:
        """Who asked something of his data gets an answer, and not that it is gone (11.1): also who
        asked to have it destroyed as well. And what he had restricted is there until that ends:
        only he himself has it destroyed."""
        behalve = wisrechten(self._dienst.regels) if grond == OP_VERZOEK else ()
        nog = opslag.open_rechten(self._sessie, personen, behalve)
        if nog:
            soorten = self._dienst.regels.betrokkenenrechten.soorten
            raise Conflict(
                "Iemand in dit plan vroeg zelf iets over zijn gegevens, en heeft nog geen "
                f"antwoord: {', '.join(soorten[een] for een in nog)}. Beantwoord dat eerst."
            )
        if grond != OP_VERZOEK and iets_beperkt_van(self._sessie, personen):
            raise Conflict(
                "Van iemand in dit plan zijn gegevens beperkt: zij blijven zoals zij zijn tot dat "
                "eindigt (11.1, c). Vertel het hem en hef de beperking eerst op."
            )

    def _eis_gevraagd(self, personen: Iterable[str], grond: str) -> None:
        """That he asked it himself is no ground where he did not, or was not granted it: then
        nothing waits for the archivist or for what he asks."""
        if grond != OP_VERZOEK:
            return
        regels = self._dienst.regels
        gekregen = opslag.met_toewijzing(
            self._sessie, self._dienst.partij.code, personen, wisrechten(regels),
            regels.betrokkenenrechten.toewijzing,
        )  # fmt: skip
        zin = "vroeg dit niet zelf, of kreeg het niet helemaal; noem de grond die er wel is"
        fouten = [
            Invoerfout(f"/personen/{nummer}", zin)
            for nummer, een in enumerate(personen)
            if een not in gekregen
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _eis_taak(self, personen: Iterable[str]) -> None:
        for persoon in personen:
            self._wie.eis_persoon(self._sessie, persoon, ook_afgeschermd=True)

    def _personen(
        self,
        personen: Iterable[str],
        fouten: Iterable[Invoerfout] = (),
        invoer: Planinvoer | None = None,
    ) -> list[str]:
        """The persons, each once, who are here and in the task. Names every fault at once."""
        gevraagd = list(personen)
        register = PersonenRegister(self._sessie, self._dienst.kluis)
        alle = [*fouten]
        hier = {een for een in gevraagd if register.bestaat(een)}
        alle += [
            Invoerfout(f"/personen/{nummer}", "staat niet in uw bestand, of is al vernietigd")
            for nummer, persoon in enumerate(gevraagd)
            if persoon not in hier
        ]
        teksten = [] if invoer is None else [("/reden", invoer.reden)]
        if teksten:
            # The reason outlives them: it may not be what still names them.
            alle += naamfouten(teksten, (een.naam for een in register.lees_meer(hier).values()))
        eis_zonder_personen(teksten, bevestigd=invoer is None or invoer.bevestigd, fouten=alle)
        self._eis_taak(gevraagd)
        return sorted(set(gevraagd))

    def _oordeel(self, rij: VernietigingsplanRij, stand: Planstand) -> None:
        rij.stand, rij.beoordeeld_op = stand, self._dienst.klok()
        rij.beoordeeld_door = self._wie.autorisatie_id

    def _sluit(self, rij: VernietigingsplanRij, stand: Planstand) -> None:
        """What comes to nothing forgets who was in it."""
        self._oordeel(rij, stand)
        rij.groepen = None
        opslag.vergeet_personen(self._sessie, rij.id)

    def _gelezen(self, personen: Iterable[str]) -> None:
        gelezen = [Geraadpleegd(None, persoon) for persoon in personen]
        leg_raadpleging_vast(self._sessie, self._dienst.klok, self._wie, "lijst", SOORT, gelezen)
