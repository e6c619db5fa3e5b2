"""What the gateway records about its own doings: processing of pseudonyms, and decisions.

Beside the leaf, which is the proof between the parties, this is the record the standards ask of
whoever processes and decides (Logboek Dataverwerkingen, Authorization Decision Log). It is in a
store of its own and is durable before the message goes on or the answer leaves. A decision in a
leaf is referred to there; one without a leaf is recorded whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gateway.logboek.betrokkenen import van_kop
from shared.convenant.begrippen import Convenantregels
from shared.convenant.verzoek import Kop
from shared.dataverwerkingen.beslissingen import PROGRAMMA, beslissing_in, convenant_als_beleid
from shared.dataverwerkingen.log import Verwerkingenlog
from shared.dataverwerkingen.regels import (
    Beslissing,
    Betrokkene,
    Verwerking,
    Verwijzing,
    in_groep,
)
from shared.web.beschrijving.operaties import Operatie, eigen_operatie, huidige_operatie

_ZONDER_VERZOEK: Final = ("verstuurBericht", "berichten")


@dataclass(frozen=True, slots=True)
class Berichtverantwoording:
    """What a record is about: which operation, and which message."""

    operatie: Operatie
    kop: Kop


@dataclass(frozen=True, slots=True)
class BeslistBericht:
    """What was decided, by which rules, and in which leaf that stands."""

    over: Berichtverantwoording
    toegestaan: bool
    bladnummer: int
    regels: Convenantregels


@dataclass(frozen=True, slots=True)
class Herhaaldbesluit:
    """A decision of this leaf, taken again by these rules."""

    kop: Mapping[str, Any]
    toegestaan: bool
    bladnummer: int
    regels: Convenantregels


class Verantwoording:
    """Writes the gateway's own records. Safe to share between threads."""

    def __init__(self, log: Verwerkingenlog, basis: str) -> None:
        self.log = log
        self._bladen = f"{basis.rstrip('/')}/logboek/bladen"

    def over_bericht(self, kop: Kop) -> Berichtverantwoording:
        """What is recorded of a message once it is decided on, under the operation of now."""
        operatie = huidige_operatie.get()
        if operatie is None:
            with eigen_operatie(*_ZONDER_VERZOEK) as eigen:
                return Berichtverantwoording(eigen, kop)
        return Berichtverantwoording(operatie, kop)

    def schrijf_beslist(self, beslist: Sequence[BeslistBericht]) -> None:
        """Messages decided on: their decisions, and one record per pseudonym, all at once.

        Durable on return. From the thread of the log's writer.
        """
        verwerkingen: list[Verwerking] = []
        gemeld: list[tuple[Operatie, list[Hashable]]] = []
        for een in beslist:
            operatie = een.over.operatie
            wie = operatie.nog_niet_gemeld(_betrokkenen(een.over.kop))
            verwerkingen += self.log.verwerkingen_van(operatie, wie)
            gemeld.append((operatie, wie))
        self.log.schrijf(verwerkingen, [self._besluit(een) for een in beslist])
        for operatie, wie in gemeld:
            operatie.meld(wie)

    def _besluit(self, een: BeslistBericht) -> Beslissing:
        blad = f"{self._bladen}/{een.bladnummer}"
        return beslissing_in(
            een.over.operatie,
            request=Verwijzing(f"{blad}#/kop"),
            response={"decision": een.toegestaan},
            policies=convenant_als_beleid(een.regels),
            information=Verwijzing(f"{blad}#/toestand"),
            configuration=PROGRAMMA,
            transactie_id=een.over.kop.id,
        )

    def evaluaties(
        self,
        gevraagd: Sequence[tuple[Kop, Mapping[str, Any]]],
        antwoorden: Sequence[Mapping[str, Any]],
        regels: Convenantregels,
    ) -> None:
        """Evaluations answered without a message: each whole, since no leaf holds it."""
        operatie = huidige_operatie.get()
        if operatie is None:
            raise RuntimeError("een evaluatie hoort bij een verzoek")
        besluiten = []
        for (_, vraag), antwoord in zip(gevraagd, antwoorden, strict=True):
            context = dict(antwoord["context"])
            toestand = context.pop("toestand")
            besluiten.append(
                beslissing_in(
                    operatie,
                    request=vraag,
                    response={"decision": antwoord["decision"], "context": context},
                    policies=convenant_als_beleid(regels),
                    information={"toestand": toestand},
                    configuration=PROGRAMMA,
                )
            )
        self._schrijf(operatie, [kop for kop, _ in gevraagd], besluiten)

    def doorgegeven(self, kop: Mapping[str, Any]) -> None:
        """The content of what was said goes on: one record per pseudonym. Durable on return."""
        operatie = huidige_operatie.get()
        if operatie is None:
            with eigen_operatie(*_ZONDER_VERZOEK) as eigen:
                self._meld(eigen, van_kop(kop))
            return
        self._meld(operatie, van_kop(kop))

    def gelezen(self, wie: Iterable[Betrokkene]) -> None:
        """What a reader of the log is shown: one record per pseudonym in it. Durable on return."""
        operatie = huidige_operatie.get()
        if operatie is None:
            raise RuntimeError("lezen hoort bij een verzoek")
        nieuw = operatie.nog_niet_gemeld(wie)
        if nieuw:
            self.log.schrijf(self.log.verwerkingen_van(operatie, nieuw), [])
            operatie.meld(nieuw)

    def herhaald(self, genomen: Sequence[Herhaaldbesluit]) -> None:
        """Decisions taken again from their leaves for a reader: read, and decided once more."""
        self.gelezen(wie for een in genomen for wie in van_kop(een.kop))
        operatie = huidige_operatie.get()
        assert operatie is not None  # noqa: S101 - `gelezen` saw to it
        besluiten = []
        for een in genomen:
            blad = f"{self._bladen}/{een.bladnummer}"
            besluiten.append(
                beslissing_in(
                    operatie,
                    request=Verwijzing(f"{blad}#/kop"),
                    response={"decision": een.toegestaan},
                    policies=convenant_als_beleid(een.regels),
                    information=Verwijzing(f"{blad}#/toestand"),
                    configuration=PROGRAMMA,
                    transactie_id=str(een.kop["id"]),
                )
            )
        self.log.schrijf([], besluiten)

    def _schrijf(
        self, operatie: Operatie, koppen: Sequence[Kop], besluiten: Sequence[Beslissing]
    ) -> None:
        self._meld(operatie, (een for kop in koppen for een in _betrokkenen(kop)), besluiten)

    def _meld(
        self,
        operatie: Operatie,
        betrokkenen: Iterable[Betrokkene],
        besluiten: Sequence[Beslissing] = (),
    ) -> None:
        wie = operatie.nog_niet_gemeld(betrokkenen)
        self.log.schrijf(self.log.verwerkingen_van(operatie, wie), besluiten)
        operatie.meld(wie)


def _betrokkenen(kop: Kop) -> Iterator[Betrokkene]:
    """Everybody a message is about; see `betrokkenen.van_kop` for the same out of JSON."""
    genoemd: list[str | None] = []
    for deel in kop.onderdelen:
        genoemd += (deel.betrokkene, deel.kind)
    genoemd += () if kop.vernietigd is None else kop.vernietigd.betrokkenen
    for wie in dict.fromkeys(genoemd):
        if wie is not None:
            yield in_groep(kop.groep or "", wie)
