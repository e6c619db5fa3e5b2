"""Keep what somebody is filling in, give it back, and let it go."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.bestand.concepten import opslag
from shared.bestand.concepten.begrippen import (
    BEWAARD,
    HOOGSTENS_BYTES,
    HOOGSTENS_PER_PERSOON,
    Eigenconcept,
    Velden,
    met_burgernummer,
    omvang,
)
from shared.bestand.concepten.tabellen import ConceptRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.autorisaties import Autorisaties
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.burgernummers import MELDING
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.zegel import als_json
from shared.partij.zegellagen import Lagen
from shared.tijd.kenmerk import uuid7
from shared.vrijetekst.burgernummer import Schrift, bevat_burgernummer
from shared.web.meldingen import Invoerfout

_ER_IS_NIETS = "Hier is van u geen concept bewaard."


@dataclass(frozen=True)
class Concepten:
    """The concepts of one official; nobody reads those of another."""

    dienst: Dienst
    wie: Medewerker

    def lees(self, soort: str, onderwerp: str) -> Eigenconcept:
        """What he filled in. Raises ``NietGevonden``, also once anybody in it was destroyed."""
        with self.dienst.lezend() as sessie:
            rij = opslag.zoek(sessie, self.wie.autorisatie_id, soort, onderwerp)
            if rij is None or rij.verloopt_op <= self.dienst.klok():
                raise NietGevonden(_ER_IS_NIETS)
            return self._open(sessie, rij)

    def bewaar(
        self, soort: str, onderwerp: str, velden: Velden, personen: Sequence[str]
    ) -> Eigenconcept:
        """Replaces what stood there; the days begin anew. Raises ``OngeldigeInvoer``, ``Conflict``,
        ``NietGevonden`` for a person who is not here (any more)."""
        _keur(onderwerp, velden)
        nu, mensen = self.dienst.klok(), sorted(set(personen))
        with self.dienst.transactie() as sessie:
            for een in mensen:
                self.wie.eis_persoon(sessie, een)
            rij = opslag.zoek(
                sessie, self.wie.autorisatie_id, soort, onderwerp, vergrendel=True
            ) or self._nieuw(sessie, soort, onderwerp)
            rij.zegel = Lagen(self.dienst.kluis).verzegel(
                self._sleutels(sessie, mensen), als_json({"velden": dict(velden)}), _plaats(rij.id)
            )
            rij.gewijzigd_op, rij.verloopt_op = nu, nu + BEWAARD
            sessie.add(rij)
            sessie.flush()
            opslag.zet_personen(sessie, rij.id, mensen)
            return Eigenconcept(soort, onderwerp, velden, tuple(mensen), nu, rij.verloopt_op)

    def verwijder(self, soort: str, onderwerp: str) -> None:
        """It was sent, or it is not wanted any more; repeatable."""
        with self.dienst.transactie() as sessie:
            rij = opslag.zoek(sessie, self.wie.autorisatie_id, soort, onderwerp)
            if rij is not None:
                opslag.verwijder(sessie, [rij.id])

    def _nieuw(self, sessie: Session, soort: str, onderwerp: str) -> ConceptRij:
        if opslag.aantal(sessie, self.wie.autorisatie_id) >= HOOGSTENS_PER_PERSOON:
            raise Conflict(
                f"U hebt al {HOOGSTENS_PER_PERSOON} formulieren openstaan. Verstuur er eerst een, "
                "of gooi er een weg."
            )
        return ConceptRij(
            id=uuid7(self.dienst.klok()),
            autorisatie_id=self.wie.autorisatie_id,
            soort=soort,
            onderwerp=onderwerp,
        )

    def _open(self, sessie: Session, rij: ConceptRij) -> Eigenconcept:
        personen = opslag.personen_van(sessie, rij.id)
        for een in personen:
            self.wie.eis_persoon(sessie, een)
        try:
            sleutels = self._sleutels(sessie, personen)
            plat = Lagen(self.dienst.kluis).open(sleutels, rij.zegel, _plaats(rij.id))
        except (Vernietigd, NietGevonden):
            raise NietGevonden(_ER_IS_NIETS) from None
        return Eigenconcept(
            rij.soort, rij.onderwerp, json.loads(plat)["velden"], tuple(personen),
            rij.gewijzigd_op, rij.verloopt_op,
        )  # fmt: skip

    def _sleutels(self, sessie: Session, personen: Sequence[str]) -> list[str]:
        kluis, klok = self.dienst.kluis, self.dienst.klok
        register = PersonenRegister(sessie, kluis, klok)
        sleutels = [Autorisaties(sessie, kluis, klok).sleutel_van(self.wie.autorisatie_id)]
        for een in personen:
            sleutel = register.sleutel_van(een)
            if sleutel is None:
                raise NietGevonden("Deze persoon is er niet meer.")
            sleutels.append(sleutel)
        return sleutels


def _keur(onderwerp: str, velden: Velden) -> None:
    fouten = [Invoerfout(f"/velden/{_als_pad(naam)}", MELDING) for naam in met_burgernummer(velden)]
    # Under what it is kept stands in the open.
    if bevat_burgernummer(onderwerp, Schrift.ZIN):
        fouten.append(Invoerfout("pad:onderwerp", MELDING))
    if omvang(velden) > HOOGSTENS_BYTES:
        fouten.append(
            Invoerfout(
                "/velden", f"is samen meer dan {HOOGSTENS_BYTES // 1024} kB; maak het korter"
            )
        )
    if fouten:
        raise OngeldigeInvoer(fouten)


def _als_pad(naam: str) -> str:
    return naam.replace("~", "~0").replace("/", "~1")


def _plaats(concept_id: str) -> str:
    return f"concept/{concept_id}"


def ruim_concepten(dienst: Dienst) -> Mapping[str, int]:
    """Part of the periodic work: what nobody came back for."""
    with dienst.transactie() as sessie:
        return {"concepten": opslag.neem_verlopen_weg(sessie, dienst.klok())}
