"""Restricting what somebody's data are used for, and ending that (covenant 11.1, c)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.dossier.bewaring import gegevens_van
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.beperking import opslag
from shared.zaak.rechten import opslag as rechtenopslag
from shared.zaak.rechten.begrippen import BEHANDELEN

SOORT = BeperkingRij.__tablename__


class Beperken:
    """The use cases of one official, in the caller's transaction; never commits."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie

    def beperk(
        self, persoon_id: str, verzoek: str, gegevenssoort: str | None, gegeven_id: str | None
    ) -> BeperkingRij:
        """From now on it does not leave. Raises ``OngeldigeInvoer`` with every fault."""
        self._eis_persoon(persoon_id)
        fouten = [
            *self._verzoekfouten(persoon_id, verzoek),
            *self._gegevenfouten(persoon_id, gegevenssoort, gegeven_id),
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)
        nu = self._dienst.klok()
        rij = BeperkingRij(
            id=uuid7(nu),
            persoon_id=persoon_id,
            gegevenssoort=gegevenssoort,
            gegeven_id=gegeven_id,
            verzoek=verzoek,
            sinds=nu,
            door=self._wie.autorisatie_id,
        )
        self._sessie.add(rij)
        self._sessie.flush()
        return rij

    def vraag_einde(self, kenmerk: str, verteld_op: date) -> BeperkingRij:
        """Somebody wants it to end, and told the betrokkene: it holds until another agrees.

        Raises ``Conflict``, and ``OngeldigeInvoer`` for a day on which he cannot have been told.
        """
        rij = self._lopend(kenmerk)
        nu = self._dienst.klok()
        if not datum_nl(rij.sinds) <= verteld_op <= datum_nl(nu):
            zin = "is geen dag sinds de beperking: vertel het de betrokkene eerst, en noem die dag"
            raise OngeldigeInvoer([Invoerfout("/verteldOp", zin)])
        if rij.einde_gevraagd_door is not None:
            raise Conflict("Er is al gevraagd om deze beperking op te heffen; een ander beslist.")
        rij.verteld_op, rij.einde_gevraagd_op = verteld_op, nu
        rij.einde_gevraagd_door = self._wie.autorisatie_id
        self._sessie.flush()
        return rij

    def lees_einde(self, kenmerk: str) -> BeperkingRij:
        """What the second looks at, and what he decided himself.

        Raises ``NietGevonden`` while nobody asks him anything.
        """
        rij = opslag.bekijk(self._sessie, kenmerk)
        self._wie.eis_persoon(self._sessie, rij.persoon_id, ook_afgeschermd=True, ook_beperkt=True)
        klaar_door_ander = rij.opgeheven_door not in (None, self._wie.autorisatie_id)
        if rij.einde_gevraagd_door is None or klaar_door_ander:
            raise NietGevonden("Niemand vraagt om deze beperking op te heffen.")
        gelezen = [Geraadpleegd(kenmerk, rij.persoon_id)]
        leg_raadpleging_vast(
            self._sessie, self._dienst.klok, self._wie, "raadplegen", SOORT, gelezen
        )
        return rij

    def bevestig_einde(self, kenmerk: str, *, akkoord: bool) -> BeperkingRij:
        """The second looked: it may be used again, or the restriction stays.

        Raises ``Conflict`` when nobody asked, and ``GeenToegang`` for who did.
        """
        rij = self._lopend(kenmerk)
        if rij.einde_gevraagd_door is None:
            raise Conflict("Niemand vroeg om deze beperking op te heffen.")
        if rij.einde_gevraagd_door == self._wie.autorisatie_id:
            raise GeenToegang("U vroeg dit zelf. Een ander beslist of de beperking eindigt.")
        if akkoord:
            # Who was shielded because he may be this one, is no longer either.
            van_hem = not self._verzoekfouten(rij.persoon_id, rij.verzoek)
            for een in (rij, *(opslag.gedeeld(self._sessie, rij) if van_hem else ())):
                een.opgeheven_op, een.opgeheven_door = self._dienst.klok(), self._wie.autorisatie_id
        else:
            rij.verteld_op = rij.einde_gevraagd_op = rij.einde_gevraagd_door = None
        self._sessie.flush()
        return rij

    def _lopend(self, kenmerk: str) -> BeperkingRij:
        rij = opslag.lees(self._sessie, kenmerk)
        self._wie.eis_persoon(self._sessie, rij.persoon_id, ook_afgeschermd=True, ook_beperkt=True)
        if rij.opgeheven_op is not None:
            raise Conflict("Deze beperking is al opgeheven.")
        return rij

    def lijst(self, persoon_id: str) -> Sequence[BeperkingRij]:
        """Of one person, also those that ended."""
        self._eis_persoon(persoon_id)
        gelezen = [Geraadpleegd(None, persoon_id)]
        leg_raadpleging_vast(self._sessie, self._dienst.klok, self._wie, "lijst", SOORT, gelezen)
        return opslag.van_persoon(self._sessie, persoon_id)

    def _eis_persoon(self, persoon_id: str) -> None:
        """Of somebody who is shielded only for who handles what he asks."""
        behandelt = BEHANDELEN in self._wie.rechten
        self._wie.eis_persoon(self._sessie, persoon_id, ook_afgeschermd=behandelt, ook_beperkt=True)
        if not PersonenRegister(self._sessie, self._dienst.kluis).bestaat(persoon_id):
            raise NietGevonden("Deze persoon staat niet in uw bestand.")

    def _verzoekfouten(self, persoon_id: str, verzoek: str) -> list[Invoerfout]:
        try:
            rij = rechtenopslag.lees(self._sessie, verzoek)
        except NietGevonden as gemist:
            return [Invoerfout("/verzoek", gemist.melding)]
        if rij.persoon_id != persoon_id:
            return [Invoerfout("/verzoek", "is geen verzoek van deze persoon")]
        return []

    def _gegevenfouten(
        self, persoon_id: str, soort: str | None, gegeven_id: str | None
    ) -> list[Invoerfout]:
        soorten = self._dienst.regels.gegevenssoorten
        if soort is None:
            if gegeven_id is None:
                return []
            return [Invoerfout("/gegevenssoort", "ontbreekt: zeg van welke soort het gegeven is")]
        if soort not in soorten:
            wel = ", ".join(soorten)
            return [Invoerfout("/gegevenssoort", f"staat niet in het convenant; kies: {wel}")]
        if gegeven_id is None or self._is_van_hem(persoon_id, soort, gegeven_id):
            return []
        zin = (
            "staat niet in uw bestand als gegeven van deze soort over deze persoon; noem er een "
            "dat er staat, of laat dit weg: dan is alles van die soort beperkt"
        )
        return [Invoerfout("/gegeven", zin)]

    def _is_van_hem(self, persoon_id: str, soort: str, gegeven_id: str) -> bool:
        """A restriction on what is not there would restrict nothing, and look as if it did."""
        if gegeven_id == persoon_id:
            return self._dienst.regels.gegevenssoorten[soort].persoonsvelden
        return gegeven_id in {
            *gegevens_van(self._sessie, self._dienst, persoon_id, soort),
            *opslag.ontvangen_van(self._sessie, persoon_id, soort),
        }
