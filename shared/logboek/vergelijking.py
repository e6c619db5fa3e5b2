"""Reconciliation: what the parties' journals and the log say about the same messages. Pure.

Both sides write: a sender and a receiver each keep their own journal, the gateway keeps the log.
Where they do not agree something was lost, kept back or changed; each difference is named with the
message and the two sides. A message that is still under way is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.logboek.bladen import Bladsoort, GelezenBlad

UIT, IN = "uit", "in"
TOEGEZEGD, AFGELEVERD = "toegezegd", "afgeleverd"
GEWEIGERD, ONTVANGEN = "geweigerd", "ontvangen"
AANVAARD = "aanvaard"
_MET_ONTVANGST = (AANVAARD, GEWEIGERD)


class Verschilsoort(StrEnum):
    """What can be amiss between a journal and the log."""

    NIET_IN_LOG = "niet-in-log"
    NIET_BIJ_AFZENDER = "niet-bij-afzender"
    NIET_BIJ_ONTVANGER = "niet-bij-ontvanger"
    ONTVANGEN_ZONDER_BESLUIT = "ontvangen-zonder-besluit"
    DIGEST_VERSCHILT = "digest-verschilt"
    ONTVANGST_VERSCHILT = "ontvangst-verschilt"
    UITKOMST_VERSCHILT = "uitkomst-verschilt"


@dataclass(frozen=True, slots=True)
class Journaalregel:
    """One line of a party's journal, as far as it can be compared."""

    partij: str
    bericht: str
    richting: str
    handeling: str
    digest: str | None
    ontvangst: str | None


@dataclass(frozen=True, slots=True)
class Verschil:
    """One difference. `partij`: whose journal; `melding`: a Dutch sentence without content."""

    soort: Verschilsoort
    bericht: str
    partij: str
    melding: str


@dataclass(slots=True)
class Logbericht:
    """What the log says of one message: digests, the last decision, and what came back.

    `digests`: every one that was decided on, and that of the content of what was said afterwards.
    `status`: of the message itself; `ontvangsten`: every receipt, that of the content as well.
    """

    afzender: str = ""
    ontvanger: str = ""
    digests: set[str] = field(default_factory=set)
    toegestaan: bool = False
    status: str | None = None
    ontvangsten: set[str] = field(default_factory=set)


def lees_log(bladen: Iterable[GelezenBlad]) -> dict[str, Logbericht]:
    """The messages in these leaves, in the order of the log."""
    berichten: dict[str, Logbericht] = {}
    for blad in bladen:
        if blad.soort is Bladsoort.BESLUIT:
            _neem_besluit(berichten, blad.velden)
        elif blad.soort is Bladsoort.BEVESTIGING:
            _neem_bevestiging(berichten, blad.velden)
    return berichten


def vergelijk(
    log: Mapping[str, Logbericht], journalen: Mapping[str, Iterable[Journaalregel]]
) -> list[Verschil]:
    """Every difference, in order of message and party. A party without a journal is not judged."""
    regels: dict[str, dict[str, list[Journaalregel]]] = {}
    for partij, lijst in journalen.items():
        for regel in lijst:
            regels.setdefault(regel.bericht, {}).setdefault(partij, []).append(regel)
    verschillen: list[Verschil] = []
    for bericht in sorted({*log, *regels}):
        van_bericht = regels.get(bericht, {})
        for partij in sorted(journalen):
            eigen = van_bericht.get(partij, [])
            verschillen += _van_een(bericht, partij, log.get(bericht), eigen)
    return verschillen


def _neem_besluit(berichten: dict[str, Logbericht], velden: Mapping[str, JsonWaarde]) -> None:
    kop, besluit = velden.get("kop"), velden.get("besluit")
    if not isinstance(kop, dict) or not isinstance(besluit, dict):
        return
    bericht = berichten.setdefault(str(kop.get("id")), Logbericht())
    bericht.afzender, bericht.ontvanger = str(kop.get("afzender")), str(kop.get("ontvanger"))
    bericht.digests.add(str(velden.get("digest")))
    bericht.toegestaan = besluit.get("besluit") == "toegestaan"


def _neem_bevestiging(berichten: dict[str, Logbericht], velden: Mapping[str, JsonWaarde]) -> None:
    bericht = berichten.setdefault(str(velden.get("id")), Logbericht())
    ontvangst = velden.get("ontvangst")
    if isinstance(ontvangst, str):
        bericht.ontvangsten.add(ontvangst)
    # After a message was accepted, what still comes back is about the content of what was said.
    if bericht.status != AANVAARD:
        bericht.status = str(velden.get("status"))
    elif isinstance(ontvangst, str):
        bericht.digests |= _digest_in(ontvangst)


def _digest_in(ontvangst: str) -> set[str]:
    """The digest a receipt is about; its signature is the bundle check's to verify."""
    try:
        document = lees_json(ontvangst.encode("utf-8", "surrogatepass"), max_diepte=1)
    except OngeldigeJson:
        return set()
    digest = document.get("digest") if isinstance(document, dict) else None
    return {digest} if isinstance(digest, str) else set()


def _van_een(
    bericht: str, partij: str, log: Logbericht | None, regels: list[Journaalregel]
) -> Iterator[Verschil]:
    """Differences about one message between the log and one party's journal."""
    uit = [regel for regel in regels if regel.richting == UIT]
    in_ = [regel for regel in regels if regel.richting == IN]
    if log is None:
        yield from _niet_in_log(bericht, partij, uit, in_)
        return
    if partij == log.afzender:
        yield from _bij_afzender(bericht, partij, log, uit)
    if partij == log.ontvanger:
        yield from _bij_ontvanger(bericht, partij, log, in_)
    for regel in regels:
        # What was only promised may have been sealed anew before the gateway decided on it.
        if regel.handeling == TOEGEZEGD or regel.digest is None or not log.digests:
            continue
        if regel.digest not in log.digests:
            zin = "Het journaal noemt een andere digest dan het log."
            yield Verschil(Verschilsoort.DIGEST_VERSCHILT, bericht, partij, zin)
            return


def _niet_in_log(
    bericht: str, partij: str, uit: list[Journaalregel], in_: list[Journaalregel]
) -> Iterator[Verschil]:
    if any(regel.handeling in (AFGELEVERD, GEWEIGERD) for regel in uit):
        zin = "Volgens de afzender is hierover beslist, maar het log heeft geen besluit."
        yield Verschil(Verschilsoort.NIET_IN_LOG, bericht, partij, zin)
    if in_:
        zin = "Volgens de ontvanger is dit bezorgd, maar het log heeft geen besluit."
        yield Verschil(Verschilsoort.NIET_IN_LOG, bericht, partij, zin)


def _bij_afzender(
    bericht: str, partij: str, log: Logbericht, uit: list[Journaalregel]
) -> Iterator[Verschil]:
    if not uit:
        zin = "Het log heeft een bericht van deze partij dat niet in haar journaal staat."
        yield Verschil(Verschilsoort.NIET_BIJ_AFZENDER, bericht, partij, zin)
        return
    afgeleverd = any(regel.handeling == AFGELEVERD for regel in uit)
    if afgeleverd and not (log.toegestaan and log.status == AANVAARD):
        zin = "De afzender noteerde 'afgeleverd', maar het log zegt dat niet."
        yield Verschil(Verschilsoort.UITKOMST_VERSCHILT, bericht, partij, zin)
    geweigerd = any(regel.handeling == GEWEIGERD for regel in uit)
    if geweigerd and not afgeleverd and log.toegestaan and log.status == AANVAARD:
        zin = "De afzender noteerde 'geweigerd', maar het log zegt dat het is aanvaard."
        yield Verschil(Verschilsoort.UITKOMST_VERSCHILT, bericht, partij, zin)
    yield from _ontvangsten(bericht, partij, log, uit)


def _bij_ontvanger(
    bericht: str, partij: str, log: Logbericht, in_: list[Journaalregel]
) -> Iterator[Verschil]:
    if in_ and not log.toegestaan:
        zin = "Deze partij ontving een bericht dat de gateway weigerde."
        yield Verschil(Verschilsoort.ONTVANGEN_ZONDER_BESLUIT, bericht, partij, zin)
    if not in_ and log.status in _MET_ONTVANGST:
        zin = "Het log heeft een ontvangst van deze partij die niet in haar journaal staat."
        yield Verschil(Verschilsoort.NIET_BIJ_ONTVANGER, bericht, partij, zin)
        return
    ontvangen = any(regel.handeling == ONTVANGEN for regel in in_)
    if ontvangen and log.status == GEWEIGERD:
        zin = "De ontvanger noteerde 'ontvangen', maar het log zegt dat zij weigerde."
        yield Verschil(Verschilsoort.UITKOMST_VERSCHILT, bericht, partij, zin)
    geweigerd = any(regel.handeling == GEWEIGERD for regel in in_)
    if geweigerd and not ontvangen and log.status == AANVAARD:
        zin = "De ontvanger noteerde 'geweigerd', maar het log zegt dat zij aanvaardde."
        yield Verschil(Verschilsoort.UITKOMST_VERSCHILT, bericht, partij, zin)
    yield from _ontvangsten(bericht, partij, log, in_)


def _ontvangsten(
    bericht: str, partij: str, log: Logbericht, regels: list[Journaalregel]
) -> Iterator[Verschil]:
    for regel in regels:
        if regel.ontvangst is None or not log.ontvangsten or regel.ontvangst in log.ontvangsten:
            continue
        zin = "Het journaal heeft een andere ontvangst dan het log."
        yield Verschil(Verschilsoort.ONTVANGST_VERSCHILT, bericht, partij, zin)
        return
