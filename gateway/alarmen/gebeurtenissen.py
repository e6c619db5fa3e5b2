"""From leaves to what the alarm rules count. Pure; what it must know beside the leaf it asks.

    besluit.toegestaan, besluit.geweigerd   a decision, with medewerker, partij and groep
    besluit.poging                          the same, when it was refused for what never may be
    bevestiging.geweigerd                   a receiver refused what was delivered; partij: sender
    mondeling.zonder-toestemming            something was said that might not be; uiting
    lezing.blad, lezing.bundel              a read of the log; lezer
    lezing.uitwisseling                     an exchange that was opened; known when its stretch of
                                            reading is over (`zoeken/leesreeksen.py`)
    lezing.zonder-lopende-groep             the same, by somebody of a party, in a group that no
                                            longer runs: there is no task that asks for it

An independent auditor has the whole log as a task, so the last one is not counted for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from shared.alarmen.beoordeling import Gebeurtenis
from shared.logboek.bladen import Bladsoort, GelezenBlad

_LOPENDE_REEKS = "leesreeks"
_GESLOTEN_REEKS = "leesreeks-einde"
_ONAFHANKELIJK = "onafhankelijk"
# A stretch that only begins; and a party's system that lays its own file beside the log.
_TELT_NIET = frozenset({_LOPENDE_REEKS, "aansluiting"})


@dataclass(frozen=True, slots=True)
class Bericht:
    """What is known of a message: between whom, and in which group."""

    afzender: str
    ontvanger: str
    groep: str | None


class Kennis(Protocol):
    """What a leaf refers to and does not say."""

    def bericht(self, kenmerk: str) -> Bericht | None:
        """The message with this id."""
        ...

    def loopt(self, groep: str) -> bool:
        """Whether the group is being worked on now."""
        ...

    def is_poging(self, reden: str) -> bool:
        """Whether a refusal for this reason is of what never may be."""
        ...


def uit_blad(nummer: int, blad: GelezenBlad, kennis: Kennis) -> Iterator[Gebeurtenis]:
    """The events of one leaf, in a fixed order."""
    velden: Mapping[str, Any] = blad.velden
    if blad.soort is Bladsoort.BESLUIT:
        yield _besluit(nummer, blad, velden["kop"], velden["besluit"]["besluit"])
        if any(kennis.is_poging(reden["code"]) for reden in velden["besluit"]["redenen"]):
            yield _besluit(nummer, blad, velden["kop"], "poging")
    elif blad.soort is Bladsoort.BEVESTIGING and velden["status"] == "geweigerd":
        bericht = kennis.bericht(str(velden["id"]))
        if bericht is not None:
            yield _gebeurtenis(
                nummer, blad, "bevestiging.geweigerd", {"partij": bericht.afzender},
                bericht.afzender, bericht.ontvanger,
            )  # fmt: skip
    elif blad.soort is Bladsoort.MONDELING and velden["zonderToestemming"]:
        yield _gezegd(nummer, blad, velden, kennis)
    elif blad.soort is Bladsoort.RAADPLEGING:
        yield from _lezingen(nummer, blad, velden, kennis)


def _besluit(nummer: int, blad: GelezenBlad, kop: Mapping[str, Any], uitkomst: str) -> Gebeurtenis:
    kenmerken = {
        naam: waarde
        for naam, waarde in (
            ("medewerker", kop.get("medewerker")),
            ("partij", kop["afzender"]),
            ("groep", kop.get("groep")),
        )
        if isinstance(waarde, str)
    }
    return _gebeurtenis(nummer, blad, f"besluit.{uitkomst}", kenmerken, kop["afzender"])


def _gezegd(
    nummer: int, blad: GelezenBlad, velden: Mapping[str, Any], kennis: Kennis
) -> Gebeurtenis:
    """The subject names who said it too: whoever an alarm is about does not deal with it."""
    berichten = [kennis.bericht(str(een)) for een in velden["berichten"]]
    partijen = {partij for een in berichten if een for partij in (een.afzender, een.ontvanger)}
    onderwerp = {"uiting": f"{velden['medewerker']}/{velden['uiting']}"}
    return _gebeurtenis(nummer, blad, "mondeling.zonder-toestemming", onderwerp, *sorted(partijen))


def _lezingen(
    nummer: int, blad: GelezenBlad, velden: Mapping[str, Any], kennis: Kennis
) -> Iterator[Gebeurtenis]:
    vraag, partij = velden.get("vraag"), velden.get("partij")
    if not isinstance(vraag, Mapping) or vraag.get("soort") in _TELT_NIET:
        return
    wie = velden.get("autorisatie") or velden.get("oin")
    lezer = {"lezer": f"{partij or _ONAFHANKELIJK}/{wie}"}
    partijen = () if partij is None else (str(partij),)
    if vraag["soort"] == "blad":
        yield _gebeurtenis(nummer, blad, "lezing.blad", lezer, *partijen)
        return
    if vraag["soort"] != _GESLOTEN_REEKS:
        yield _gebeurtenis(nummer, blad, "lezing.bundel", lezer, *partijen)
        return
    for volg, een in enumerate(vraag.get("geopend", ())):
        bericht = kennis.bericht(str(een["bericht"]))
        groep = None if bericht is None else bericht.groep
        kenmerken = lezer if groep is None else {**lezer, "groep": groep}
        yield _gebeurtenis(nummer, blad, "lezing.uitwisseling", kenmerken, *partijen, volg=volg)
        if partij is not None and groep is not None and not kennis.loopt(groep):
            soort = "lezing.zonder-lopende-groep"
            yield _gebeurtenis(nummer, blad, soort, kenmerken, *partijen, volg=volg)


def _gebeurtenis(
    nummer: int,
    blad: GelezenBlad,
    soort: str,
    kenmerken: Mapping[str, str],
    *partijen: str,
    volg: int = 0,
) -> Gebeurtenis:
    return Gebeurtenis(nummer, blad.tijdstip, soort, kenmerken, frozenset(partijen), volg)
