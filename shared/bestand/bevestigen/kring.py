"""Who at the party may be the second person, as its file stands in this transaction."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.bevestigen.begrippen import Bevestigregels, Kandidaat
from shared.bestand.bevestigen.opslag import Verzoek
from shared.bestand.toegang.autorisaties import uit_stand
from shared.bestand.toegang.bevoegdheid import ontbrekende_waarborgen
from shared.bestand.toegang.tabellen import AutorisatieHistorieRij, AutorisatieRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst


class Kring:
    """Who confirms what, and until when; and who begins while nobody does."""

    def __init__(
        self, sessie: Session, regels: Bevestigregels, genoemd: frozenset[str], vandaag: date
    ) -> None:
        self._sessie = sessie
        self.regels = regels
        self._genoemd = genoemd
        self._vandaag = vandaag

    def begint(self) -> bool:
        """Whether nobody may confirm today."""
        return not self._anderen("")

    def is_nieuw(self) -> bool:
        """Whether nobody may confirm today, nor ever could: the party has yet to begin."""
        return self.begint() and not self._ooit_bevestigd()

    def neemt_over(self, autorisatie_id: str, functies: frozenset[str], tot: date) -> bool:
        """Whether others than this one confirm each of these functions, each of them until ``tot``.

        Who may only today is no help tomorrow. Locks the others: two changes at once do not each
        lean on who the other takes away.
        """
        even_lang = {
            rij.functie for rij in self._anderen(autorisatie_id, slot=True) if rij.geldig_tot >= tot
        }
        return self.regels.dekken(even_lang, functies)

    def mag_weer_beginnen(self, rij: AutorisatieRij) -> bool:
        """Whether this one may be the second person though his own authorisation ran out.

        While nobody may confirm, who the configuration names and who is still appointed to
        administer lets the other one in: else a party whose days all ran out never comes back.
        """
        laatste_dag = min(self._vandaag, rij.geldig_tot)
        return (
            rij.sub in self._genoemd
            and self.regels.beheert(rij.functie)
            and not ontbrekende_waarborgen(rij, laatste_dag)
            and self.begint()
        )

    def waarom_niet(self, verzoek: Verzoek, autorisatie_id: str) -> str | None:
        """Why this colleague, whose authorisation is complete, may not confirm this."""
        rij = self._sessie.get_one(AutorisatieRij, autorisatie_id)
        wie = Kandidaat(rij.id, (rij.uitgever, rij.sub), rij.functie, rij.sub in self._genoemd)
        return self.regels.waarom_niet(
            verzoek.betrokken,
            wie,
            begin=self.begint(),
            over_genoemde=verzoek.vraag.gegevens.sub in self._genoemd,
        )

    def _anderen(self, autorisatie_id: str, *, slot: bool = False) -> list[AutorisatieRij]:
        """The authorisations, but for this one, that may confirm today."""
        vraag = (
            select(AutorisatieRij)
            .where(
                AutorisatieRij.functie.in_(sorted(self.regels.bevestigende)),
                AutorisatieRij.id != autorisatie_id,
            )
            .order_by(AutorisatieRij.id)
        )
        if slot:
            vraag = vraag.with_for_update().execution_options(populate_existing=True)
        rijen = self._sessie.scalars(vraag)
        return [rij for rij in rijen if not ontbrekende_waarborgen(rij, self._vandaag)]

    def _ooit_bevestigd(self) -> bool:
        """Whether the history knows somebody who confirmed, or who could have.

        Somebody registered in such a function without his attestations never could.
        """
        rij = AutorisatieHistorieRij
        vraag = select(rij.stand, rij.tijdstip, rij.bevestigd_door)
        bevestigende = self.regels.bevestigende
        return any(
            door is not None
            or (
                stand["functie"] in bevestigende
                and not ontbrekende_waarborgen(uit_stand(stand, {"naam": ""}), datum_nl(tijdstip))
            )
            for stand, tijdstip, door in self._sessie.execute(vraag)
        )


def kring_van(dienst: Dienst, sessie: Session) -> Kring:
    """The circle of this party."""
    regels = Bevestigregels(dienst.regels.functies[dienst.partij.code])
    return Kring(sessie, regels, dienst.genoemde_beheerders, datum_nl(dienst.klok()))
