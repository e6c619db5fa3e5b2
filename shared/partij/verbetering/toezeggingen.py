"""Promises the messages of a correction, and knows who heard what already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from shared.partij.partij import Brongegeven
from shared.partij.samenstellen import Afzender, Samenstelling
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import (
    OntvangenGegevenRij,
    UitgaandRij,
    Verzendstatus,
)
from shared.partij.verbetering import opslag
from shared.partij.verbetering.begrippen import Aard, Fase, Merk, redenplaats
from shared.partij.verbetering.berichten import Berichten, Mededeling
from shared.partij.verbetering.opslag import Eigen
from shared.partij.verbetering.tabellen import (
    VerbeteringBerichtRij,
    VerbeteringOntvangerRij,
    VerbeteringRij,
)
from shared.partij.verzendopslag import Belofte
from shared.partij.zegel import open_json, verzegel_json

Medewerkers = Mapping[str, str]
_VERGEEFS = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


@dataclass(frozen=True)
class Bestemming:
    """Who has to be told about which onderdeel of which message."""

    partij: str
    origineel: str
    volgnummer: int


@dataclass(frozen=True)
class Toezegging:
    """A message to one of them, sealed and not promised yet."""

    bestemming: Bestemming
    fase: Fase
    belofte: Belofte = field(repr=False)


@dataclass(frozen=True)
class Boodschap:
    """What is told to everybody: how far it is, why, by which kind of message.

    ``nieuw``: the record as it is now, where it changes.
    """

    fase: Fase
    reden: str = field(repr=False)
    als: str | None = None
    stap: int | None = None
    nieuw: Brongegeven | None = field(default=None, repr=False)


class Toezegger:
    """One official's messages. Sealing happens before a writing transaction is open."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._dienst = u.dienst
        self.nu = u.dienst.klok()
        self._afzender = Afzender(
            u.dienst.partij.code, u.dienst.regels.id, wie.autorisatie_id, self.nu
        )

    def berichten(self, sessie: Session) -> Berichten:
        """Composes for this official."""
        return Berichten(sessie, self._dienst, self._u.opslag.zegel, self._afzender)

    def aan_ontvangers(
        self, sessie: Session, rij: VerbeteringRij, boodschap: Boodschap, medewerkers: Medewerkers
    ) -> list[Toezegging]:
        """From the source to everybody who received the record in this group."""
        berichten, gemaakt = self.berichten(sessie), []
        for bericht, deel in opslag.verstuurd(sessie, rij.groep, eigen_van(rij)):
            wat = self._mededeling(rij, boodschap, deel.volgnummer)
            samenstelling = berichten.aan_ontvanger(
                bericht, deel, boodschap.nieuw, wat, medewerkers.get(bericht.ontvanger)
            )
            naar = Bestemming(bericht.ontvanger, bericht.bericht_id, deel.volgnummer)
            gemaakt.append(self._toezegging(naar, boodschap.fase, samenstelling))
        return gemaakt

    def aan_bron(
        self,
        sessie: Session,
        rij: VerbeteringRij,
        gegeven: OntvangenGegevenRij,
        voorstel: Mapping[str, Any],
        partijen: Sequence[str],
        reden: str,
        medewerkers: Medewerkers,
    ) -> list[Toezegging]:
        """From whoever received the item to its source, and to others known to have it."""
        boodschap = Boodschap(Fase.MELDING, reden)
        wat = self._mededeling(rij, boodschap, gegeven.volgnummer)
        berichten = self.berichten(sessie)
        return [
            self._toezegging(
                Bestemming(partij, gegeven.bericht_id, gegeven.volgnummer),
                Fase.MELDING,
                berichten.aan_bron(gegeven, voorstel, wat, partij, medewerkers.get(partij)),
            )
            for partij in partijen
        ]

    def zeg_toe(
        self, sessie: Session, verbetering_id: str, toezeggingen: Sequence[Toezegging]
    ) -> None:
        """Promises them in the caller's transaction."""
        for een in toezeggingen:
            wie = een.bestemming
            plaats = {
                "verbetering_id": verbetering_id,
                "partij": wie.partij,
                "origineel": wie.origineel,
                "volgnummer": wie.volgnummer,
            }
            if sessie.get(VerbeteringOntvangerRij, plaats) is None:
                sessie.add(VerbeteringOntvangerRij(**plaats))
            self._u.opslag.beloof_later(sessie, een.belofte, self.nu)
            bericht_id = een.belofte.kop["id"]
            sessie.add(VerbeteringBerichtRij(bericht_id=bericht_id, fase=een.fase, **plaats))
            sessie.flush()

    def weet_het_niet(
        self, sessie: Session, verbetering_id: str, toezeggingen: Sequence[Toezegging]
    ) -> list[Toezegging]:
        """The ones that are not told in this phase, nor on the way to be, nor without it by now."""
        berichten = opslag.berichten_van(sessie, [verbetering_id])
        return [een for een in toezeggingen if not any(_zegt_dit(een, b, u) for b, u in berichten)]

    def verzegel_reden(self, sleutel_id: str, verbetering_id: str, welke: str, reden: str) -> bytes:
        """A reason, sealed under the key of the person concerned."""
        plaats = redenplaats(verbetering_id, welke)
        return verzegel_json(self._dienst.kluis, sleutel_id, plaats, {"reden": reden})

    def open_reden(self, rij: VerbeteringRij, welke: str) -> str | None:
        """``reden`` or ``besluit``, opened. Raises ``Vernietigd``."""
        zegel = rij.zegel if welke == "reden" else rij.besluitzegel
        if zegel is None:
            return None
        plaats = redenplaats(rij.id, welke)
        return str(open_json(self._dienst.kluis, rij.sleutel_id, plaats, zegel)["reden"])

    def _mededeling(self, rij: VerbeteringRij, wat: Boodschap, volgnummer: int) -> Mededeling:
        merk = Merk(wat.fase, Aard(rij.aard), rij.bron, volgnummer)
        return Mededeling(merk, wat.reden, wat.als, wat.stap)

    def _toezegging(
        self, bestemming: Bestemming, fase: Fase, samenstelling: Samenstelling
    ) -> Toezegging:
        belofte = self._u.opslag.bereid_belofte_voor(samenstelling, self.nu)
        return Toezegging(bestemming, fase, belofte)


def eigen_van(rij: VerbeteringRij) -> Eigen:
    """The own record a correction is about."""
    return Eigen(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id)


def _zegt_dit(een: Toezegging, bericht: VerbeteringBerichtRij, uitgaand: UitgaandRij) -> bool:
    zelfde = Bestemming(bericht.partij, bericht.origineel, bericht.volgnummer) == een.bestemming
    gezegd = bericht.fase == een.fase and uitgaand.status not in _VERGEEFS
    return zelfde and (gezegd or opslag.antwoordt_vernietigd(uitgaand))
