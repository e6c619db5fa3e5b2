"""Whether a later log goes on where an earlier one stopped: nothing removed, nothing changed.

Either side is a proof bundle or a checkpoint alone. That the earlier log is the beginning of the
later one is shown by hashes: those that the later bundle holds, where they reach; else a
consistency proof that somebody fetches (RFC 6962, 2.1.2). Leaves that are in both are compared one
by one, so that a difference has a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bewijsbundel import vorm
from shared.bewijsbundel.dekking.dekking import Knopen, knopen_van
from shared.bewijsbundel.rapport import Bevindingen
from shared.bewijsbundel.regel import RegelOngeldig, lees_regel, regel_uit
from shared.bewijsbundel.vorm import BUNDELLIMIETEN
from shared.bewijsbundel.zip import Bundelbestand
from shared.logboek.bladen import BewezenBlad
from shared.logboek.controlepunt import Checkpoint, open_checkpoint
from shared.logboek.fouten import LogboekFout, MerkleFout, NotitieOngeldig
from shared.logboek.merkle import bladhash, controleer_consistentie, controleer_inclusie, wortel_uit
from shared.logboek.notitie import Verificatiesleutel, lees_vkey

Consistentie = Callable[[int, int], Sequence[bytes]]
"""Fetches the proof that the log of so many leaves is the beginning of that of so many."""


@dataclass
class Logstuk:
    """What one side shows of the log. `bladen`: by number the hash of a leaf that was proven;
    `opgeschoond`: numbers whose body is gone; `fouten`: leaves whose own proof does not hold."""

    checkpoint: Checkpoint
    sleutel: Verificatiesleutel
    bladen: dict[int, bytes] = field(default_factory=dict)
    knopen: Knopen = field(default_factory=dict)
    opgeschoond: set[int] = field(default_factory=set)
    fouten: list[str] = field(default_factory=list)

    def neem(self, blad: BewezenBlad) -> None:
        """Note a leaf, if its proof leads to the checkpoint."""
        stand, hash_ = self.checkpoint, bladhash(blad.inhoud)
        try:
            controleer_inclusie(hash_, blad.nummer, stand.grootte, blad.bewijs, stand.wortel)
        except MerkleFout:
            self.fouten.append(f"blad {blad.nummer} hoort niet bij het checkpoint van zijn bundel")
            return
        self.bladen[blad.nummer] = hash_
        self.knopen |= knopen_van(blad, stand.grootte)


def lees_checkpoint_alleen(notitie: bytes, sleutel: Verificatiesleutel) -> Logstuk:
    """A checkpoint without leaves. `NotitieOngeldig` when it is not of this log."""
    return Logstuk(open_checkpoint(notitie, sleutel)[0], sleutel)


def lees_bundelstuk(pad: Path, sleutel: Verificatiesleutel | None) -> Logstuk:
    """A bundle; without a key of the checker's own the one in it. Faults: `LogboekFout`."""
    bevindingen = Bevindingen(BUNDELLIMIETEN.max_fouten)
    with Bundelbestand(pad, BUNDELLIMIETEN, bevindingen) as bundel:
        eigen = _object(bundel.lees(vorm.SLEUTELS)).get("log")
        sleutel = sleutel or lees_vkey(str(eigen))
        notitie = bundel.lees(vorm.CHECKPOINT)
        if notitie is None:
            raise NotitieOngeldig("De bundel heeft geen checkpoint.")
        stuk = lees_checkpoint_alleen(notitie, sleutel)
        zoekvraag = _object(bundel.lees(vorm.ZOEKVRAAG))
        for blad in [*_losse(zoekvraag), *map(lees_regel, bundel.regels())]:
            stuk.neem(blad)
        stuk.opgeschoond = set(_opgeschoond(zoekvraag))
    return stuk


def vergelijk(oud: Logstuk, nieuw: Logstuk, consistentie: Consistentie | None) -> Iterator[str]:
    """Every difference as a Dutch sentence; none when nothing was removed or changed."""
    for waar, stuk in (("OUD", oud), ("NIEUW", nieuw)):
        yield from (f"{waar}: {fout}." for fout in stuk.fouten)
    toen, nu = oud.checkpoint, nieuw.checkpoint
    if oud.sleutel != nieuw.sleutel or toen.herkomst != nu.herkomst:
        yield f"Dit zijn twee verschillende logs: {toen.herkomst} en {nu.herkomst}."
        return
    if nu.grootte < toen.grootte:
        yield (
            f"Het log telde {toen.grootte} bladen en nu {nu.grootte}: er zijn bladen weggehaald, "
            "of NIEUW is het oudste van de twee."
        )
        return
    for nummer in sorted(oud.bladen.keys() & nieuw.bladen.keys()):
        if oud.bladen[nummer] != nieuw.bladen[nummer]:
            yield f"Blad {nummer} is gewijzigd."
    if (fout := _gaat_niet_verder(toen, nieuw, consistentie)) is not None:
        yield fout


def _gaat_niet_verder(
    toen: Checkpoint, nieuw: Logstuk, consistentie: Consistentie | None
) -> str | None:
    """Why the log of then is not, or not shown to be, the beginning of the one of now."""
    nu = nieuw.checkpoint
    anders = (
        f"De eerste {toen.grootte} bladen zijn nu niet meer die van toen: er is daarvan iets "
        "gewijzigd, weggehaald of bijgeplaatst."
    )
    if toen.grootte == nu.grootte:
        return None if toen.wortel == nu.wortel else anders
    if toen.grootte == 0:
        return None
    try:
        return None if wortel_uit(0, toen.grootte, nieuw.knopen) == toen.wortel else anders
    except MerkleFout:
        pass
    if consistentie is None:
        return (
            f"Of de eerste {toen.grootte} bladen nog die van toen zijn, laat NIEUW niet zien. "
            "Vraag een bundel van een periode waar OUD in valt, of geef --gateway."
        )
    bewijs = consistentie(toen.grootte, nu.grootte)
    try:
        controleer_consistentie(toen.grootte, nu.grootte, bewijs, toen.wortel, nu.wortel)
    except MerkleFout:
        return anders
    return None


def _object(inhoud: bytes | None) -> Mapping[str, JsonWaarde]:
    try:
        waarde = lees_json(inhoud or b"{}")
    except OngeldigeJson as fout:
        raise LogboekFout(f"De bundel is niet te lezen: {fout}") from fout
    return waarde if isinstance(waarde, dict) else {}


def _losse(zoekvraag: Mapping[str, JsonWaarde]) -> Iterator[BewezenBlad]:
    """The leaves that stand in the question itself, as far as they can be read."""
    dekking = zoekvraag.get(vorm.DEKKING)
    randen = [dekking.get("voor"), dekking.get("na")] if isinstance(dekking, dict) else []
    for waarde in (zoekvraag.get(vorm.GEVRAAGD), *randen):
        try:
            if waarde is not None:
                yield regel_uit(waarde)
        except RegelOngeldig:
            continue


def _opgeschoond(zoekvraag: Mapping[str, JsonWaarde]) -> Iterator[int]:
    reeksen = zoekvraag.get(vorm.OPGESCHOOND)
    for reeks in reeksen if isinstance(reeksen, list) else ():
        match reeks:
            case [int(van), int(tot)] if 0 <= van <= tot <= van + BUNDELLIMIETEN.max_regels:
                yield from range(van, tot + 1)
