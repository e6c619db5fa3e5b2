"""Which person in the own file a received pseudonym is about.

In this order: who already stands behind the pseudonym in this group; the one person with the same
name and date of birth, when both were delivered; else a new, received person. Two persons with the
same name and date of birth are not guessed between: then it is a new one, for a human to merge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bestand.afscherming.opslag import deel_beperkingen
from shared.bestand.afscherming.velden import beperkten_met
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.zoekvakken.opslag import vergrendel
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.regels.laden import Convenantregels
from shared.kluis.blindeindex import OngeldigeNaam, normaliseer_naam
from shared.partij.persoon import VELDEN, Persoon, Persoonsgegevens
from shared.partij.zegel import Kluispoort, klok_van
from shared.tijd.klok import Klok


@dataclass(frozen=True)
class _Aangekondigd:
    """What the kop says about one betrokkene."""

    betrokkene: str
    categorie: int
    kind: str | None


class Personenkoppeling:
    """Finds or makes the persons a message is about, in the caller's transaction."""

    def __init__(
        self, sessie: Session, kluis: Kluispoort, klok: Klok, regels: Convenantregels
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._regels = regels
        self._personen = PersonenRegister(sessie, kluis, klok)
        self._leden = Groepsleden(sessie, klok)

    def koppel(self, kop: Mapping[str, Any], inhoud: Inhoud) -> dict[str, Persoon]:
        """Pseudonym to person, for everybody in the kop; members of the group from now on.

        A participant is an official and no person of the group: he is in no register of persons.
        """
        deelnemer = deelnemercategorie(self._regels)
        aangekondigd = {
            deel["betrokkene"]: _Aangekondigd(
                deel["betrokkene"], deel["categorie"], deel.get("kind")
            )
            for deel in kop["onderdelen"]
            if deel["categorie"] != deelnemer
        }
        gegevens = {
            betrokkene: gegevens_uit(inhoud, betrokkene, self._regels)
            for betrokkene in aangekondigd
        }
        self._wacht_op_beurt(kop["groep"], gegevens)
        return {
            betrokkene: self._persoon(kop, wie, gegevens[betrokkene])
            for betrokkene, wie in aangekondigd.items()
        }

    def _wacht_op_beurt(self, groep: str, gegevens: Mapping[str, Persoonsgegevens]) -> None:
        """Two messages about one person at once would both find nobody and both make somebody."""
        sloten: set[tuple[str, ...]] = {("lid", groep, wie) for wie in gegevens}
        for wie in gegevens.values():
            if wie.naam is not None and wie.geboortedatum is not None:
                naam = _genormaliseerd(wie.naam)
                sloten.add(("persoon", naam, wie.geboortedatum.isoformat()))
        vergrendel(self._sessie, self._kluis, sloten)

    def _persoon(
        self, kop: Mapping[str, Any], wie: _Aangekondigd, gegevens: Persoonsgegevens
    ) -> Persoon:
        groep = kop["groep"]
        lid = self._leden.bij_betrokkene(groep, wie.betrokkene)
        if lid is not None and self._personen.bestaat(lid.persoon_id):
            return self._vul_aan(self._personen.lees(lid.persoon_id), gegevens, kop["id"])
        persoon = self._zelfde(gegevens) or self._personen.maak(
            gegevens, door=None, herkomst="ontvangen", bericht_id=kop["id"]
        )
        scherm_af(self._sessie, self._personen, persoon)
        self._leden.koppel(groep, persoon.id, wie.betrokkene, wie.categorie, wie.kind)
        return persoon

    def _zelfde(self, gegevens: Persoonsgegevens) -> Persoon | None:
        if gegevens.naam is None or gegevens.geboortedatum is None:
            return None
        gevonden = self._personen.zoek(gegevens.naam, gegevens.geboortedatum)
        return gevonden[0] if len(gevonden) == 1 else None

    def _vul_aan(self, persoon: Persoon, gegevens: Persoonsgegevens, bericht_id: str) -> Persoon:
        """Completes a received person; what is already known is never overwritten here."""
        nieuw = {
            veld: getattr(gegevens, veld)
            for veld in VELDEN
            if getattr(persoon, veld) is None and getattr(gegevens, veld) is not None
        }
        if persoon.herkomst != "ontvangen" or not nieuw:
            return persoon
        reden = f"Ontvangen met bericht {bericht_id}."
        aangevuld = self._personen.corrigeer(persoon.id, nieuw, reden=reden, door=None)
        scherm_af(self._sessie, self._personen, aangevuld)
        return aangevuld


def scherm_af(sessie: Session, personen: PersonenRegister, persoon: Persoon) -> None:
    """Shields a received person who may be one whose data are restricted, until a human says that
    he is another: what comes in cannot be refused, and a second record of him would be used.

    Whoever was tied to the restricted record itself stands behind its shield already.
    """
    if persoon.herkomst == "ontvangen":
        gelijk = beperkten_met(sessie, personen.lees_meer, persoon.gegevens, persoon.id)
        deel_beperkingen(sessie, persoon.id, gelijk, klok_van(sessie)())


class Persoonsvolger:
    """Keeps a received person what its source says it is, where the file says what it said.

    What came from somebody else, or was corrected here since, stays. Never merges two persons.
    """

    def __init__(
        self, sessie: Session, kluis: Kluispoort, klok: Klok, regels: Convenantregels
    ) -> None:
        self._sessie = sessie
        self._personen = PersonenRegister(sessie, kluis, klok)
        self._regels = regels

    def verbeter(
        self,
        persoon_id: str,
        gegevenssoort: str,
        was: Mapping[str, Any],
        wordt: Mapping[str, Any],
        bericht_id: str,
    ) -> None:
        """Takes over a corrected value."""
        velden = persoonsvelden(self._regels, gegevenssoort)
        if not velden:
            return
        persoon = self._personen.lees(persoon_id)
        if persoon.herkomst != "ontvangen":
            return
        nieuw: dict[str, Any] = {}
        for veld in velden:
            oude, nieuwe = _waarde(veld, was.get(veld)), _waarde(veld, wordt.get(veld))
            if nieuwe is not None and nieuwe != oude and getattr(persoon, veld) == oude:
                nieuw[veld] = nieuwe
        if nieuw:
            reden = f"Verbeterd door de bron met bericht {bericht_id}."
            verbeterd = self._personen.corrigeer(persoon_id, nieuw, reden=reden, door=None)
            scherm_af(self._sessie, self._personen, verbeterd)

    def neem_terug(self, persoon_id: str, gegevenssoort: str, was: Mapping[str, Any]) -> None:
        """Forgets a value that was taken back; of that no earlier value is kept either."""
        persoon = self._personen.lees(persoon_id)
        if persoon.herkomst != "ontvangen":
            return
        leeg = [
            veld
            for veld in persoonsvelden(self._regels, gegevenssoort)
            if was.get(veld) is not None and getattr(persoon, veld) == _waarde(veld, was[veld])
        ]
        if leeg:
            self._personen.vergeet(persoon_id, leeg)


def persoonsvelden(regels: Convenantregels, gegevenssoort: str) -> tuple[str, ...]:
    """The members of a kind that say who somebody is; another kind may hold an address too, of
    something else. How a participant can be reached says nothing of a person of the group."""
    soort = regels.gegevenssoorten.get(gegevenssoort)
    if soort is None or not soort.persoonsvelden:
        return ()
    return tuple(veld for veld in VELDEN if veld in soort.vorm)


def _waarde(veld: str, waarde: object) -> object:
    if not isinstance(waarde, str):
        return None
    return datum_of_niets(waarde) if veld == "geboortedatum" else waarde


def gegevens_uit(inhoud: Inhoud, betrokkene: str, regels: Convenantregels) -> Persoonsgegevens:
    """What the delivered content says about who this is, by the profile's member names."""
    waarden: dict[str, Any] = {}
    for deel in inhoud.over:
        if deel.betrokkene == betrokkene:
            for veld in persoonsvelden(regels, deel.gegevenssoort):
                if isinstance(deel.gegevens.get(veld), str):
                    waarden[veld] = deel.gegevens[veld]
    geboren = waarden.pop("geboortedatum", None)
    return Persoonsgegevens(geboortedatum=datum_of_niets(geboren), **waarden)


def _genormaliseerd(naam: str) -> str:
    try:
        return normaliseer_naam(naam)
    except OngeldigeNaam:
        # Of signs only: nobody is found by it.
        return naam


def datum_of_niets(tekst: object) -> date | None:
    """A date as it travels; ``None`` where there is none, or not a whole one."""
    try:
        return date.fromisoformat(tekst) if isinstance(tekst, str) else None
    except ValueError:
        return None
