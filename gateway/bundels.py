"""Proof bundles: the leaves asked for, with everything that makes them hold without us.

What a bundle holds is what its asker may see; leaves whose body went after its term are left out,
and it says which. Asking for one is a reading of the log: the leaf that says so is durable before a
byte of the bundle leaves, and the bundle is proven against the log that includes it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from anyio import to_thread
from sqlalchemy import Connection, Engine

from gateway import bladsleutels
from gateway.betrokkenen import Gelezen, van_bladen
from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.getuigen.uitgave import Uitgave, Uitgaven
from gateway.inzage import raadpleging, zichtbaar_blad
from gateway.registers.berichten import Berichtenregister
from gateway.registers.bladen import convenantbladen, nummers_in_periode, nummers_onder
from gateway.registers.convenanten import Convenantregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.partijen import Partijregister
from gateway.toegang import Raadpleger
from gateway.zoeken.regels import EINDELOOS, afloop_na
from shared.bericht.tijd import utc_tekst
from shared.dataverwerkingen.regels import Betrokkene
from shared.logboek.bladen import Blad
from shared.logboek.bundel import schrijf_bundel
from shared.logboek.bundelvorm import BewezenBlad, Bundelinhoud, Convenantversie
from shared.logboek.fouten import BladOpgeschoond
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Verificatiesleutel
from shared.logboek.opslag import Logstand
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import lezend

_TE_GROOT = "De bundel zou te groot worden."
_IN_GEHEUGEN = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What a bundle must hold: exactly one of the four."""

    bladnummers: tuple[int, ...] | None = None
    bericht: str | None = None
    groep: str | None = None
    periode: tuple[datetime, datetime] | None = None

    def als_dict(self) -> dict[str, Any]:
        """The question as it goes into the log and into the bundle: references and times."""
        if self.bladnummers is not None:
            return {"soort": "bladen", "bladnummers": list(self.bladnummers)}
        if self.bericht is not None:
            return {"soort": "bericht", "bericht": self.bericht}
        if self.groep is not None:
            return {"soort": "groep", "groep": self.groep}
        if self.periode is not None:
            van, tot = self.periode
            return {"soort": "periode", "van": utc_tekst(van), "tot": utc_tekst(tot)}
        raise ValueError("Een zoekvraag noemt bladnummers, een bericht, een groep of een periode.")


@dataclass(frozen=True, slots=True)
class Bundel:
    """A ZIP, positioned at its start, for the caller to close; and the checkpoint it is against."""

    bestand: IO[bytes]
    uitgave: Uitgave


@dataclass(frozen=True, slots=True)
class _Keuze:
    """Numbers of the leaves that go in, and of those that would have but say nothing anymore."""

    nummers: list[int]
    opgeschoond: list[int]


class Bundels:
    """Makes proof bundles. `max_bladen`: how many leaves one may hold."""

    def __init__(
        self,
        engine: Engine,
        schrijver: Logschrijver,
        logsleutel: Verificatiesleutel,
        uitgaven: Uitgaven,
        max_bladen: int,
        klok: Callable[[], datetime],
        gelezen: Gelezen,
    ) -> None:
        self._gelezen = gelezen
        self._engine = lezend(engine)
        self._lezer = Loglezer(engine)
        self._schrijver = schrijver
        self._logsleutel = logsleutel
        self._uitgaven = uitgaven
        self._max_bladen = max_bladen
        self._klok = klok

    async def maak(self, zoekvraag: Zoekvraag, wie: Raadpleger) -> Bundel:
        """The bundle that answers the question.

        Raises `NietGevonden` when there is nothing for this caller, `BladOpgeschoond` when nothing
        of it is left, `InvoerOngeldig` when there is more than one bundle holds.
        """
        keuze = await to_thread.run_sync(self._zoek, zoekvraag, wie)
        return await self.maak_van(keuze.nummers, zoekvraag.als_dict(), wie, keuze.opgeschoond)

    async def maak_van(
        self,
        nummers: Sequence[int],
        vraag: dict[str, Any],
        wie: Raadpleger,
        opgeschoond: Sequence[int] = (),
    ) -> Bundel:
        """The bundle of these leaves, ascending, which the caller was found to be allowed to see.

        `vraag` goes into the bundle, and with their number into the leaf that names the asker.
        `opgeschoond`: what belongs to the answer and has lost its body; so does what of `nummers`
        turns out to have.
        """
        if len(nummers) > self._max_bladen:
            raise InvoerOngeldig(_TE_GROOT, (("", self._grens()),))
        nu = self._klok()

        def opdracht(_: Connection) -> tuple[Sequence[Blad], None]:
            return [raadpleging(wie, {**vraag, "aantal": len(nummers)}, nu)], None

        geschreven = await self._schrijver.voer_uit(opdracht)
        return await to_thread.run_sync(
            self._schrijf, vraag, nummers, list(opgeschoond), geschreven.stand, nu
        )

    def _zoek(self, zoekvraag: Zoekvraag, wie: Raadpleger) -> _Keuze:
        with self._engine.connect() as verbinding:
            gevonden = self._kandidaten(verbinding, zoekvraag, wie)
            if len(gevonden) > self._max_bladen:
                raise InvoerOngeldig(_TE_GROOT, (("", self._grens()),))
            keuze = _kies(verbinding, gevonden, wie, alle=zoekvraag.bladnummers is not None)
        if keuze.nummers:
            return keuze
        if keuze.opgeschoond:
            raise BladOpgeschoond("De inhoud van deze bladen is na de bewaartermijn verwijderd.")
        raise NietGevonden("Voor deze vraag heeft het log geen bladen voor u.")

    def _grens(self) -> str:
        return f"een bundel heeft hoogstens {self._max_bladen} bladen"

    def _kandidaten(self, verbinding: Connection, vraag: Zoekvraag, wie: Raadpleger) -> list[int]:
        if vraag.bladnummers is not None:
            return sorted(set(vraag.bladnummers))
        if vraag.periode is not None:
            return nummers_in_periode(verbinding, *vraag.periode, self._max_bladen + 1)
        if vraag.bericht is not None:
            return _bladen_van(verbinding, _eigen(verbinding, vraag.bericht, wie))
        if vraag.groep is None:
            raise ValueError("lege zoekvraag")
        berichten = Berichtenregister(verbinding).van_groep(vraag.groep, wie.partij)
        besluiten = Groepenregister(verbinding).besluiten_over(vraag.groep)
        over_groep = nummers_onder(verbinding, [*map(bladsleutels.groepsbesluit, besluiten)])
        return sorted({*_bladen_van(verbinding, berichten), *over_groep})

    def _schrijf(
        self,
        vraag: dict[str, Any],
        nummers: Sequence[int],
        opgeschoond: list[int],
        stand: Logstand,
        nu: datetime,
    ) -> Bundel:
        with self._engine.connect() as verbinding:
            certificaten = Partijregister(verbinding).certificaten()
            convenanten = _convenanten(verbinding)
            getuigen = self._uitgaven.sleutels(verbinding)
            vereist = self._uitgaven.vereist(verbinding)
        uitgave = self._uitgave(stand, nummers)
        over: dict[Betrokkene, None] = {}
        bestand = tempfile.SpooledTemporaryFile(max_size=_IN_GEHEUGEN)  # noqa: SIM115 - de aanroeper sluit
        try:
            schrijf_bundel(
                bestand,
                Bundelinhoud(
                    vraag=vraag,
                    gemaakt=utc_tekst(nu),
                    checkpoint=uitgave.notitie,
                    logsleutel=self._logsleutel,
                    getuigen=getuigen,
                    convenanten=convenanten,
                    certificaat=certificaten.get,
                    bladen=_onthoudend(
                        self._lezer.bewezen_bladen(nummers, uitgave.grootte, opgeschoond), over
                    ),
                    vereist=vereist,
                    opgeschoond=opgeschoond,
                ),
            )
            self._gelezen(over)
        except BaseException:
            bestand.close()
            raise
        bestand.seek(0)
        return Bundel(bestand, uitgave)

    def _uitgave(self, stand: Logstand, nummers: Sequence[int]) -> Uitgave:
        """The newest checkpoint witnesses cosigned, where it holds these leaves; else the last.

        What they cosigned before a back-up was put back is a checkpoint of another history.
        """
        medeondertekend = self._uitgaven.laatste()
        if (
            medeondertekend is not None
            and max(nummers) < medeondertekend.grootte <= stand.grootte
            and medeondertekend.wortel == self._lezer.wortel(medeondertekend.grootte)
        ):
            return medeondertekend
        return self._uitgaven.van(stand.grootte, stand.checkpoint)


def _onthoudend(
    bladen: Iterable[BewezenBlad], over: dict[Betrokkene, None]
) -> Iterator[BewezenBlad]:
    """The same leaves; whom they are about is in ``over`` once they have all gone by."""
    for blad in bladen:
        over.update(dict.fromkeys(van_bladen([blad.inhoud])))
        yield blad


def _eigen(verbinding: Connection, bericht: str, wie: Raadpleger) -> list[str]:
    """The message, if this caller may ask for it: also of what lost its body nothing shows."""
    stand = Berichtenregister(verbinding).een(bericht)
    zijn = stand is not None and wie.partij in (None, stand.afzender, stand.ontvanger)
    return [bericht] if zijn else []


def _bladen_van(verbinding: Connection, berichten: Sequence[str]) -> list[int]:
    """Decisions on these messages, what came back, that they were said, and what came back then."""
    besluiten = nummers_onder(verbinding, [*map(bladsleutels.besluit, berichten)])
    terug = nummers_onder(verbinding, [*map(bladsleutels.bevestiging, berichten)])
    return sorted({*besluiten, *terug, *afloop_na(verbinding, besluiten, EINDELOOS)})


def _kies(verbinding: Connection, nummers: Sequence[int], wie: Raadpleger, *, alle: bool) -> _Keuze:
    """What of these the caller may see. `alle`: `NietGevonden` when one of them is not his."""
    keuze = _Keuze([], [])
    for nummer in nummers:
        try:
            zichtbaar_blad(verbinding, nummer, wie)
            keuze.nummers.append(nummer)
        except BladOpgeschoond:
            keuze.opgeschoond.append(nummer)
        except NietGevonden:
            if alle:
                raise
    return keuze


def _convenanten(verbinding: Connection) -> list[Convenantversie]:
    """Every version that was in use, from the leaf on that took it into use."""
    bronnen = Convenantregister(verbinding).bronnen()
    versies: list[Convenantversie] = []
    for blad in convenantbladen(verbinding):
        velden = blad.lees().velden
        bron = bronnen[str(velden["hash"])].decode("utf-8")
        if versies and versies[-1].bron == bron:
            # Only its dates of ending changed; the rules are the same.
            continue
        versies.append(
            Convenantversie(str(velden["id"]), str(velden["versie"]), bron, blad.bladnummer)
        )
    return versies
