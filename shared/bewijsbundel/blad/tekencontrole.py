"""Checking who decided for each party: under a group decision, and under an auditor's appointment.

Whose signature it is, `partijboek` checks. Here: that every party the covenant asks signed, in a
function that may, and, where the bundle holds the leaf of that authorisation, that it says so too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.blad.handtekeningen import AANSTELLING
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluiten.aanstelling import (
    OngeldigeAanstelling,
    fouten_in_aanstelling,
    gebreken_van_ondertekenaars,
    lees_aanstelling,
)
from shared.convenant.termijnen import datum_nl

_VEREIST = ("aangewezen", "geautoriseerd", "geheimhouding", "vog")


@dataclass(slots=True)
class Tekencontrole:
    """Holds the authorisations of earlier leaves, so that later ones can be compared with it."""

    bevindingen: Bevindingen
    _autorisaties: dict[str, Mapping[str, JsonWaarde]] = field(default_factory=dict)

    def autorisatie(self, velden: Mapping[str, JsonWaarde]) -> None:
        """Take in what a party attested about an employee; leaves come in order of number."""
        id_ = velden.get("id")
        if isinstance(id_, str) and "functie" in velden and "geldigTot" in velden:
            self._autorisaties[id_] = velden

    def groepsbesluit(
        self,
        nummer: int,
        tijdstip: datetime,
        velden: Mapping[str, JsonWaarde],
        regels: Convenantregels,
    ) -> None:
        """Every party that signs this kind of decision did, in a function that may."""
        besluit = velden.get("besluit")
        soort = besluit.get("soort") if isinstance(besluit, dict) else None
        rij = regels.groepsbesluiten.get(soort) if isinstance(soort, str) else None
        if rij is None:
            melding = f"Het convenant kent geen groepsbesluit van de soort {ascii(soort)[:60]}."
            self._fout(Foutsoort.TOETSING_ONMOGELIJK, melding, nummer)
            return
        functies = dict(_functies(velden))
        ontbreekt = [een.partij for een in rij.ondertekenaars if een.partij not in functies]
        if ontbreekt:
            melding = f"Het groepsbesluit mist de handtekening van {', '.join(ontbreekt)}."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, melding, nummer)
        for een in rij.ondertekenaars:
            if een.partij in functies and functies[een.partij] not in een.functies:
                melding = f"Voor {een.partij} tekende iemand in een functie die dat niet mag."
                self._fout(Foutsoort.ONDERTEKENAAR_ONBEVOEGD, melding, nummer)
        self._vergelijk(nummer, tijdstip, velden)

    def aanstelling(
        self,
        nummer: int,
        tijdstip: datetime,
        velden: Mapping[str, JsonWaarde],
        regels: Convenantregels,
    ) -> None:
        """All parties together appointed this auditor, each in a function that may."""
        try:
            gelezen = lees_aanstelling(velden.get(AANSTELLING))
        except OngeldigeAanstelling as fout:
            self._fout(Foutsoort.BLAD_ONGELDIG, f"De aanstelling: {fout}", nummer)
            return
        for een in fouten_in_aanstelling(gelezen, regels, datum_nl(tijdstip)):
            self._fout(Foutsoort.BLAD_ONGELDIG, f"De aanstelling: {een}", nummer)
        for gebrek in gebreken_van_ondertekenaars(dict(_functies(velden)), regels):
            self._fout(Foutsoort.ONDERTEKENAAR_ONBEVOEGD, gebrek, nummer)
        self._vergelijk(nummer, tijdstip, velden)

    def _vergelijk(self, nummer: int, tijdstip: datetime, velden: Mapping[str, JsonWaarde]) -> None:
        """Each signatory with the authorisation in the bundle, as far as it has one."""
        for partij, rij in _rijen(velden):
            bekend = self._autorisaties.get(str(rij.get("medewerker")))
            if bekend is None:
                continue
            zegt = (bekend.get("partij"), bekend.get("functie"))
            if zegt != (partij, rij.get("functie")) or not _volledig(bekend, datum_nl(tijdstip)):
                melding = (
                    f"Wie voor {partij} tekende, had volgens zijn autorisatie een andere functie, "
                    "of geen volledige, geldige autorisatie."
                )
                self._fout(Foutsoort.ONDERTEKENAAR_ONBEVOEGD, melding, nummer)

    def _fout(self, soort: Foutsoort, melding: str, nummer: int) -> None:
        self.bevindingen.fout(soort, melding, nummer)


def _rijen(
    velden: Mapping[str, JsonWaarde],
) -> Iterator[tuple[str, Mapping[str, JsonWaarde]]]:
    handtekeningen = velden.get("handtekeningen")
    for partij, rij in handtekeningen.items() if isinstance(handtekeningen, dict) else ():
        if isinstance(rij, dict):
            yield partij, rij


def _functies(velden: Mapping[str, JsonWaarde]) -> Iterator[tuple[str, str | None]]:
    for partij, rij in _rijen(velden):
        functie = rij.get("functie")
        yield partij, functie if isinstance(functie, str) else None


def _volledig(autorisatie: Mapping[str, JsonWaarde], dag: date) -> bool:
    try:
        tot = date.fromisoformat(str(autorisatie.get("geldigTot")))
    except ValueError:
        return False
    return dag <= tot and all(autorisatie.get(naam) is True for naam in _VEREIST)
