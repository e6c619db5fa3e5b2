"""Whether this party takes a message in, by its own rules and what its own file knows. Pure.

In this order; the first that fails decides which code the receipt gives:

1. what is wrong with the message by itself (``controle``)
2. it was taken back before it came; it was to be said, and that time is over
3. the leaf it names cannot be the one of this decision
4. it builds on a message that is not here, is of another group, or was taken back or destroyed
5. the own copy of the rules, on what this party knows itself (``hertoets``)
6. the people in it (``personen``): known in one category, and their ages on the day of the
   decision

The gateway need not be believed: what it permitted and the own rules refuse is an alarm too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from shared.bericht.vergelijking import VORM
from shared.bestand.ontvangen.weigering import (
    ANDERE_GROEP,
    NIET_BEVESTIGD,
    NIET_HIER,
    REGELS,
    Weigering,
)
from shared.convenant.berichtsoorten import is_intrekking
from shared.convenant.poorten.hertoetsing import Eigenkennis, hertoets
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.innemen.bericht import Gelezen
from shared.innemen.oordelen.kennis import Kennis, Logmaat
from shared.innemen.oordelen.personen import mensen_hier, personenbezwaren
from shared.verzenden.uitbak.uitingtermijnen import vervalt_op

_SPELING = timedelta(minutes=5)
"""How far the clocks of gateway and receiver may lie apart (profile, 2, Replay)."""
_BLADEN_PER_SECONDE = 100_000
"""More than any log takes in: beyond this a leaf number is invented."""


class Oordeel:
    """Judges messages for one party."""

    def __init__(self, regels: Convenantregels, partij: str) -> None:
        self._regels = regels
        self._partij = partij

    def over(self, een: Gelezen, kennis: Kennis) -> Weigering | None:
        """Why the message is refused; ``None`` when it is taken in."""
        if een.weigering is not None:
            return een.weigering
        return next(iter(self._bezwaren(een, kennis)), None)

    def _bezwaren(self, een: Gelezen, kennis: Kennis) -> Iterator[Weigering]:
        kop = een.kop
        if (kop["id"], kop["afzender"]) in kennis.teruggenomen:
            yield Weigering(NIET_HIER, "Het was al ingetrokken voordat het kwam.")
        if is_voorbij(self._regels, kop["kanaal"], een.besluit.tijdstip, een.nu):
            yield Weigering(NIET_BEVESTIGD, "De tijd om het te zeggen is voorbij.")
        if kennis.log is not None and not _kan_blad(een, kennis.log):
            yield Weigering(REGELS, "Het log kan het genoemde blad niet hebben.", alarm=True)
        yield from self._verwijzing(een, kennis)
        yield from self._buiten_taak(kop, kennis)
        yield from self._hertoets(een, kennis)
        yield from stukbezwaren(kop, kennis)
        yield from personenbezwaren(self._regels, kop, een.inhoud, kennis, _dag(een))

    def _verwijzing(self, een: Gelezen, kennis: Kennis) -> Iterator[Weigering]:
        """What the message builds on is here, is of this group and still stands."""
        kop, regel = een.kop, self._regels.soorten[een.kop["soort"]].verwijzing
        if regel is None:
            return
        yield from mensen_hier(self._regels, kop, kennis)
        eerder = kennis.eerder.get(kop["id"])
        if eerder is None:
            if regel.onderdelen == "plaats":
                zin = "Het bericht waar dit op slaat, is hier niet."
                # Whether an intrekking finds anything is not for the gateway to know.
                terug = is_intrekking(self._regels, kop["soort"])
                yield Weigering(NIET_HIER, zin, alarm=not terug)
            return
        if eerder.kop["groep"] != kop["groep"]:
            yield Weigering(ANDERE_GROEP, "Het gaat over een andere groep.", alarm=True)
        if not eerder.gezegd and not regel.ook_vernietigd:
            yield Weigering(NIET_HIER, "Wat is aangekondigd, is hier nog niet gezegd.", alarm=True)
        verwijzing = kennis.verwijzingen[kop["id"]]
        genoemd = {deel.get("vervangt") for deel in kop["onderdelen"]}
        if verwijzing["ingetrokken"] or any(
            deel.get("ingetrokken") and deel["plaats"] in genoemd
            for deel in verwijzing["onderdelen"]
        ):
            yield Weigering(NIET_HIER, "Wat dit noemt, is ingetrokken.")

    def _buiten_taak(self, kop: Mapping[str, Any], kennis: Kennis) -> Iterator[Weigering]:
        """The own official who gets it has this group in his task, if it is about one."""
        ontvanger = kennis.autorisaties.get(kop["ontvangendeMedewerker"] or "")
        if ontvanger is None or ontvanger.groepen is None or kop["groep"] is None:
            return
        if kop["groep"] not in ontvanger.groepen:
            yield Weigering(REGELS, "De groep hoort niet bij de taak van wie het krijgt.")

    def _hertoets(self, een: Gelezen, kennis: Kennis) -> Iterator[Weigering]:
        kop, dag = een.kop, _dag(een)
        gevraagd = frozenset(
            kenmerk
            for kenmerk, aan_over in kennis.gevraagd.items()
            if aan_over == (kop["afzender"], kop["groep"])
        )
        eigen = {
            wie: kennis.autorisaties[wie].op(self._partij, dag)
            for wie in _wie_telt(kop) & kennis.autorisaties.keys()
        }
        besluit = hertoets(
            een.bericht.kop,
            een.bericht.kop_json,
            self._regels,
            Eigenkennis(
                op=een.besluit.tijdstip,
                autorisaties=eigen,
                gevraagd=gevraagd,
                verwijzing=kennis.verwijzingen.get(kop["id"]) or self._aangenomen(kop),
                partijen=een.partijen,
            ),
        )
        if not besluit.toegestaan:
            zin = f"De eigen regels weigeren dit: poort {', '.join(map(str, besluit.poorten))}."
            yield Weigering(REGELS, zin, alarm=True)

    def _aangenomen(self, kop: Mapping[str, Any]) -> dict[str, Any] | None:
        """What a message from somebody else to the sender would have to be: it is not kept here."""
        regel = self._regels.soorten[kop["soort"]].verwijzing
        if regel is None or "gekregen" not in regel.richtingen or kop.get("inReactieOp") is None:
            return None
        derden = [p for p in self._regels.partijen if p not in (kop["afzender"], self._partij)]
        if not derden:
            return None
        wie = {(deel["betrokkene"], deel["categorie"]): deel for deel in kop["onderdelen"]}
        return {
            "id": kop["inReactieOp"],
            "soort": regel.soorten[0],
            "afzender": derden[0],
            "ontvanger": kop["afzender"],
            "groep": kop["groep"],
            "onderdelen": [
                {
                    "plaats": plaats,
                    "betrokkene": betrokkene,
                    "categorie": categorie,
                    "gegevenssoort": deel["gegevenssoort"],
                    "bron": derden[0],
                }
                for plaats, ((betrokkene, categorie), deel) in enumerate(wie.items())
            ],
            "ingetrokken": False,
            "vernietigd": False,
            "stuk": None,
        }


def is_voorbij(regels: Convenantregels, kanaal: str, besloten_op: datetime, nu: datetime) -> bool:
    """Whether what was permitted by mouth can no longer come in writing: it was not said."""
    gevonden = regels.kanalen.get(kanaal)
    if gevonden is None or not gevonden.mondeling:
        return False
    return nu > vervalt_op(regels, kanaal, besloten_op)


def stukbezwaren(kop: Mapping[str, Any], kennis: Kennis) -> Iterator[Weigering]:
    """A stuk names nobody, so not by his pseudonym either."""
    if kop["id"] in kennis.noemt_mensen:
        yield Weigering(VORM, "Een kenmerk in het stuk is het pseudoniem van iemand.", alarm=True)


def _wie_telt(kop: Mapping[str, Any]) -> set[str]:
    """Whom the gates look at, when it is an own official."""
    wie = {kop["medewerker"], kop["ontvangendeMedewerker"]}
    for deel in kop["onderdelen"]:
        wie |= {deel["betrokkene"], deel.get("kind")}
    return {een for een in wie if een is not None}


def _kan_blad(een: Gelezen, log: Logmaat) -> bool:
    """A leaf comes after every checkpoint seen before the decision, and not out of all reach."""
    nummer, besloten = een.besluit.bladnummer, een.besluit.tijdstip
    if besloten > log.gezien_op + _SPELING and nummer < log.grootte:
        return False
    verlopen = max(een.nu - log.gezien_op, timedelta()) + _SPELING
    return nummer < log.grootte + verlopen.total_seconds() * _BLADEN_PER_SECONDE


def _dag(een: Gelezen) -> date:
    return datum_nl(een.besluit.tijdstip)
