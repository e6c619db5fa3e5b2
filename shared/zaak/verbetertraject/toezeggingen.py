"""Promises the messages of a correction, and knows who heard what already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.poorten.gegevensbron import Brongegeven
from shared.partij.zegel import open_json, verzegel_json
from shared.verzenden.samenstellen.samenstellen import Afzender, Samenstelling
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.opslag import Belofte
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import LID, Fase, meldingplaats, redenplaats
from shared.zaak.verbetering.ketens import Ketens
from shared.zaak.verbetering.opslag import Houder, eigen_van
from shared.zaak.verbetering.tabellen import (
    VerbeteringBerichtRij,
    VerbeteringOntvangerRij,
    VerbeteringRij,
    VerbetermeldingRij,
)
from shared.zaak.verbetertraject.berichten import Berichten, Bevinding

Medewerkers = Mapping[str, str]
_VERGEEFS = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


@dataclass(frozen=True)
class Toezegging:
    """A message to one of them, sealed and not promised yet."""

    houder: Houder
    fase: Fase
    bericht_id: str
    belofte: Belofte = field(repr=False)


@dataclass(frozen=True)
class Boodschap:
    """What is told to everybody: how far it is, and why.

    ``nieuw``: the record as it is now, where it changes.
    """

    fase: Fase
    reden: str = field(repr=False)
    nieuw: Brongegeven | None = field(default=None, repr=False)


class Toezegger:
    """One official's messages. Sealing happens before a writing transaction is open."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._dienst = u.dienst
        self.nu = u.dienst.klok()
        self._afzender = Afzender(
            u.dienst.partij.code, u.dienst.regels, wie.autorisatie_id, self.nu
        )

    def berichten(self, sessie: Session) -> Berichten:
        """Composes for this official."""
        return Berichten(sessie, self._dienst, self._u.opslag.zegel, self._afzender)

    def aan_houders(
        self, sessie: Session, rij: VerbeteringRij, boodschap: Boodschap, medewerkers: Medewerkers
    ) -> list[Toezegging]:
        """From the source to everybody who holds the record: each in its own chain.

        Who may not hear a correction any more is told that the item is taken back.
        """
        berichten, ketens = self.berichten(sessie), Ketens(sessie, self._dienst.regels)
        gemaakt = []
        for houder in opslag.houders(sessie, self._dienst.regels, rij.groep, eigen_van(rij)):
            laatste = ketens.laatste(houder)
            if laatste is None:
                continue
            schakel, deel = laatste
            wie = medewerkers.get(houder.partij)
            fase = boodschap.fase
            samenstelling = None
            if fase != Fase.INGETROKKEN:
                samenstelling = berichten.aan_houder(
                    schakel, deel, fase, boodschap.reden, boodschap.nieuw, wie
                )
            if samenstelling is None or not berichten.mag_nog(samenstelling, schakel.bericht):
                samenstelling, fase = berichten.terugname(schakel, wie), Fase.INGETROKKEN
            gemaakt.append(self._toezegging(houder, fase, samenstelling))
        return gemaakt

    def aan_bron(
        self,
        sessie: Session,
        gegeven: OntvangenGegevenRij,
        bevinding: Bevinding,
        medewerkers: Medewerkers,
    ) -> Toezegging:
        """From whoever received the item to its source."""
        samenstelling = self.berichten(sessie).aan_bron(
            gegeven, bevinding, medewerkers.get(gegeven.bron)
        )
        naar = Houder(gegeven.bron, gegeven.bericht_id, gegeven.volgnummer)
        return self._toezegging(naar, Fase.MELDING, samenstelling)

    def zeg_toe(
        self, sessie: Session, verbetering_id: str, toezeggingen: Sequence[Toezegging]
    ) -> None:
        """Promises them in the caller's transaction."""
        for een in toezeggingen:
            wie = een.houder
            plaats = {
                "verbetering_id": verbetering_id,
                "partij": wie.partij,
                "origineel": wie.origineel,
                "volgnummer": wie.volgnummer,
            }
            if sessie.get(VerbeteringOntvangerRij, plaats) is None:
                sessie.add(VerbeteringOntvangerRij(**plaats))
            self._u.opslag.beloof_later(sessie, een.belofte, self.nu)
            sessie.add(VerbeteringBerichtRij(bericht_id=een.bericht_id, fase=een.fase, **plaats))
            sessie.flush()

    def weet_het_niet(
        self, sessie: Session, verbetering_id: str, toezeggingen: Sequence[Toezegging]
    ) -> list[Toezegging]:
        """The ones that are not told in this phase, nor on the way to be, nor without it by now."""
        berichten = opslag.berichten_van(sessie, [verbetering_id])
        return [een for een in toezeggingen if not any(_zegt_dit(een, b, u) for b, u in berichten)]

    def verzegel_reden(
        self, sleutel_id: str, verbetering_id: str, welke: str, **tekst: str | None
    ) -> bytes:
        """A reason, sealed under the key of the person concerned."""
        plaats = redenplaats(verbetering_id, welke)
        return verzegel_json(self._dienst.kluis, sleutel_id, plaats, tekst)

    def open_reden(self, rij: VerbeteringRij, welke: str) -> dict[str, Any]:
        """What was sealed as ``reden`` or ``besluit``; empty without one. Raises ``Vernietigd``."""
        zegel = rij.zegel if welke == "reden" else rij.besluitzegel
        if zegel is None:
            return {}
        return open_json(self._dienst.kluis, rij.sleutel_id, redenplaats(rij.id, welke), zegel)

    def open_melding(self, rij: VerbeteringRij, melding: VerbetermeldingRij) -> dict[str, Any]:
        """What a receiver reported. Raises ``Vernietigd``."""
        plaats = meldingplaats(f"{melding.bericht_id}/{melding.volgnummer}")
        return open_json(self._dienst.kluis, rij.sleutel_id, plaats, melding.zegel)

    def bevinding_van(self, rij: VerbeteringRij) -> Bevinding:
        """What this party found itself in an item it received. Raises ``Vernietigd``."""
        gevonden = self.open_reden(rij, "reden")
        return Bevinding(gevonden.get(LID), rij.aard or "", str(gevonden.get("reden") or ""))

    def _toezegging(self, houder: Houder, fase: Fase, samenstelling: Samenstelling) -> Toezegging:
        belofte = self._u.opslag.bereid_belofte_voor(samenstelling, self.nu)
        return Toezegging(houder, fase, samenstelling.kop.id, belofte)


def _zegt_dit(een: Toezegging, bericht: VerbeteringBerichtRij, uitgaand: UitgaandRij) -> bool:
    zelfde = Houder(bericht.partij, bericht.origineel, bericht.volgnummer) == een.houder
    gezegd = bericht.fase == een.fase and uitgaand.status not in _VERGEEFS
    return zelfde and (gezegd or opslag.antwoordt_weg(uitgaand))
