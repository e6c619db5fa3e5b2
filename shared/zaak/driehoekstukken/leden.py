"""Out of the file: who is on the list, and how much is known about each, without saying what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bericht.personen.leeftijd import strengste_klasse
from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.dossier.tabellen import Dossierrij
from shared.bestand.ontvangen.gegevens import Gegevenstatus
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.convenant.berichtsoorten import ledencategorie
from shared.convenant.bestand.leeftijd import past
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.zaak.driehoekstukken.opstellen import Lid
from shared.zaak.lijstinzicht.inzicht import Inzicht, Regelbeeld


class Ledenteller:
    """Counts, in the caller's transaction."""

    def __init__(self, sessie: Session, dienst: Dienst, groep: str) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._groep = groep

    def leden(self, lijst_id: str) -> list[Lid]:
        """Everybody on the list, once: entries a human said are one person are one. Whose data are
        restricted is not counted.

        Raises ``Conflict`` when somebody's age is not one the covenant allows on a list.
        """
        per_persoon: dict[str, list[Regelbeeld]] = {}
        for beeld in Inzicht(self._sessie, self._dienst).regels(self._groep, lijst_id):
            if is_beperkt(self._sessie, beeld.persoon.id):
                continue
            eerste = beeld.rij.samen_met or beeld.rij.id
            per_persoon.setdefault(eerste, []).append(beeld)
        return [self._lid(beelden) for beelden in per_persoon.values()]

    def _lid(self, beelden: Sequence[Regelbeeld]) -> Lid:
        bekend = {
            partij for beeld in beelden for partij, kent in beeld.bekend.items() if kent is True
        }
        personen = [beeld.persoon.id for beeld in beelden]
        return Lid(
            regels=tuple(beeld.rij.id for beeld in beelden),
            leeftijdsklasse=self._klasse(beelden[0]),
            stand=beelden[0].rij.stand,
            bekend_bij=len(bekend),
            eigen_gegevens=self._eigen(personen),
            van_anderen=self._ontvangen(personen),
        )

    def _klasse(self, beeld: Regelbeeld) -> str:
        categorie = self._dienst.regels.categorieen[ledencategorie(self._dienst.regels)]
        vandaag = datum_nl(self._dienst.klok())
        klasse = strengste_klasse(beeld.persoon.geboortedatum, vandaag, categorie)
        if not past(categorie, [klasse]):
            raise Conflict(
                "Op de lijst staat iemand die er naar leeftijd niet op hoort. Kijk op de lijst bij "
                "'let op', en haal die persoon er eerst af."
            )
        return klasse

    def _eigen(self, personen: Iterable[str]) -> int:
        tabellen = [een for een in self._dienst.bijdragen.dossiers if issubclass(een, Dossierrij)]
        return sum(
            self._sessie.scalars(
                select(func.count(tabel.id)).where(tabel.persoon_id.in_(personen))
            ).one()
            for tabel in tabellen
        )

    def _ontvangen(self, personen: Iterable[str]) -> int:
        tabel = OntvangenGegevenRij
        vraag = select(func.count(tabel.id)).where(
            tabel.persoon_id.in_(personen),
            tabel.groep == self._groep,
            tabel.status == Gegevenstatus.ACTIEF,
        )
        return self._sessie.scalars(vraag).one()
