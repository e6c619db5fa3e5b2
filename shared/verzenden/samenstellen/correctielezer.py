"""Received items as the subject of word to their source."""

from __future__ import annotations

from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.partij.fouten import NietGevonden
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Brongegeven
from shared.verzenden.samenstellen.opdracht import Onderdeelopdracht


class Correctielezer:
    """Received items as the subject of word to their source that they are wrong (covenant 6.5)."""

    def __init__(self, sessie: Session) -> None:
        self._sessie = sessie

    def lees(self, persoon: Persoon, gevraagd: Onderdeelopdracht) -> Brongegeven:
        """What is wrong with it, in the codes of the covenant. Raises ``NietGevonden``."""
        rij = self._sessie.get(OntvangenGegevenRij, gevraagd.gegeven or "")
        if (
            rij is None
            or rij.persoon_id != persoon.id
            or rij.gegevenssoort != gevraagd.gegevenssoort
        ):
            raise NietGevonden("Dit ontvangen gegeven is er niet over deze persoon.")
        return Brongegeven(
            gegevenssoort=rij.gegevenssoort,
            gegevens=gevraagd.gegevens or {},
            kenmerken=None,
            aard="oordeel" if rij.aard == "oordeel" else "feit",
            herkomst="ontvangen",
            bijzonder=False,
            derden_verwijderd=True,
        )
