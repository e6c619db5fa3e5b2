"""Proof bundles: the leaves asked for, with everything that makes them hold without us.

What a bundle holds is what its asker may see; leaves whose body went after its term are left out,
and it says which. Asking for one is a reading of the log: the leaf that says so is durable before a
byte of the bundle leaves. It goes along in the bundle, which is proven against a log that includes
it, so that neither the question nor the number of leaves can be changed afterwards; and the
witnesses are asked for that log right away.
"""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any

from anyio import to_thread
from sqlalchemy import Connection

from gateway.bundels.keuze import Keuze, bladen_van, eigen, kies, wat_er_nog_is
from gateway.bundels.reeks import Dekkingsmaker, Reeks, reeks_van
from gateway.bundels.zoekvraag import Zoekvraag
from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.getuigen.uitgave import Uitgave, Uitgaven
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.betrokkenen import Gelezen, van_bladen
from gateway.logboek.bladen import convenantbladen, nummers_onder
from gateway.registers.beeld import Fundament
from gateway.registers.berichten import Berichtenregister
from gateway.registers.convenanten import Convenantregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.partijen import Partijregister
from gateway.toegang.zicht import Raadpleger, raadpleging
from gateway.werkzaamheden.bestand import Bestandsvraag
from gateway.zoekregister.register import Bijgewerkt
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.bundel import schrijf_bundel
from shared.bewijsbundel.vorm import Bundelinhoud, Convenantversie
from shared.dataverwerkingen.regels import Betrokkene
from shared.logboek.bladen import BewezenBlad, Blad
from shared.logboek.fouten import BladOpgeschoond
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Verificatiesleutel

SOORT = "bewijsbundel"
"""The kind of file that is made while nobody waits."""
_TE_GROOT = "De bundel zou te groot worden."
_IN_GEHEUGEN = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bundel:
    """A ZIP, positioned at its start, for the caller to close; and the checkpoint it is against."""

    bestand: IO[bytes]
    uitgave: Uitgave


@dataclass(frozen=True, slots=True)
class Bundelvoorstel:
    """What a bundle will answer, before the log says that it was asked."""

    vraag: dict[str, Any]
    keuze: Keuze
    reeks: Reeks | None = None

    @property
    def voor_log(self) -> dict[str, Any]:
        """The question, and how many leaves answer it."""
        aantallen = {"aantal": len(self.keuze.nummers)}
        if self.keuze.opgeschoond:
            aantallen["opgeschoond"] = len(self.keuze.opgeschoond)
        return {**self.vraag, **aantallen}

    def later(self, vorm: str) -> Bestandsvraag:
        """The same, to be made while nobody waits. ``vorm``: zip or rapport."""
        reeks = self.reeks
        wat: dict[str, Any] = {
            "vraag": self.vraag,
            "nummers": self.keuze.nummers,
            "opgeschoond": self.keuze.opgeschoond,
            "reeks": None
            if reeks is None
            else [*map(utc_tekst, reeks.periode), reeks.eerste, reeks.eind, reeks.open],
        }
        totaal = len(self.keuze.nummers)
        return Bestandsvraag(SOORT, {"voorstel": wat, "vorm": vorm}, self.voor_log, totaal)

    @classmethod
    def uit_json(cls, wat: dict[str, Any]) -> Bundelvoorstel:
        """As `later` kept it."""
        reeks = None
        if wat["reeks"] is not None:
            van, tot, eerste, eind, is_open = wat["reeks"]
            periode = datetime.fromisoformat(van), datetime.fromisoformat(tot)
            reeks = Reeks(periode, eerste, eind, is_open)
        return cls(wat["vraag"], Keuze(wat["nummers"], wat["opgeschoond"]), reeks)


@dataclass(frozen=True, slots=True)
class Bundelopdracht:
    """A bundle to make: the question, its answer, and the log's leaf about it."""

    voorstel: Bundelvoorstel
    wie: Raadpleger
    nu: datetime
    gevraagd: int
    tel: Callable[[Iterable[BewezenBlad]], Iterable[BewezenBlad]] = iter


class Bundels:
    """Makes proof bundles. `max_bladen`: how many leaves one may hold; `vraag_getuigen`: asks the
    witnesses to cosign the log as it is, and waits for that a short while."""

    def __init__(
        self,
        fundament: Fundament,
        register: Bijgewerkt,
        logsleutel: Verificatiesleutel,
        uitgaven: Uitgaven,
        max_bladen: int,
        gelezen: Gelezen,
        vraag_getuigen: Callable[[], Awaitable[None]],
    ) -> None:
        self._gelezen = gelezen
        self._vraag_getuigen = vraag_getuigen
        self._register = register
        self._lezer = Loglezer(fundament.engine)
        self._schrijver = fundament.schrijver
        self._logsleutel = logsleutel
        self._uitgaven = uitgaven
        self._max_bladen = max_bladen
        self._klok = fundament.klok

    async def maak(self, zoekvraag: Zoekvraag, wie: Raadpleger) -> Bundel:
        """The bundle that answers the question.

        Raises `NietGevonden` when there is nothing for this caller, `BladOpgeschoond` when nothing
        of it is left, `InvoerOngeldig` when there is more than one bundle holds.
        """
        return await self.leg_vast(await self.bereid(zoekvraag, wie), wie)

    async def bereid(self, zoekvraag: Zoekvraag, wie: Raadpleger) -> Bundelvoorstel:
        """What `maak` would answer; nothing is recorded yet. Raises what that raises."""
        keuze, reeks = await to_thread.run_sync(self._zoek, zoekvraag, wie)
        return self._gekeurd(Bundelvoorstel(zoekvraag.als_dict(), keuze, reeks))

    async def bereid_van(self, nummers: Sequence[int], vraag: dict[str, Any]) -> Bundelvoorstel:
        """The same of these leaves, ascending, which the caller was found to be allowed to see.

        `vraag` goes into the bundle, and with their number into the leaf that names the asker. What
        has lost its body is left out, and the bundle says so.
        """
        keuze = await to_thread.run_sync(self._wat_er_nog_is, nummers)
        return self._gekeurd(Bundelvoorstel(vraag, keuze))

    async def leg_vast(self, voorstel: Bundelvoorstel, wie: Raadpleger) -> Bundel:
        """Records that it is asked, and makes it."""
        nu = self._klok()

        def opdracht(_: Connection) -> tuple[Sequence[Blad], None]:
            return [raadpleging(wie, voorstel.voor_log, nu)], None

        (gevraagd,) = (await self._schrijver.voer_uit(opdracht)).bladnummers
        return await self.schrijf(Bundelopdracht(voorstel, wie, nu, gevraagd))

    async def schrijf(self, opdracht: Bundelopdracht) -> Bundel:
        """Makes what is recorded already. Repeatable."""
        await self._vraag_getuigen()
        return await to_thread.run_sync(self._schrijf, opdracht)

    async def zonder_wat_weg_is(self, voorstel: Bundelvoorstel) -> Bundelvoorstel:
        """The same, without what lost its body since it was drawn up."""
        nu = await to_thread.run_sync(self._wat_er_nog_is, voorstel.keuze.nummers)
        weg = sorted({*voorstel.keuze.opgeschoond, *nu.opgeschoond})
        return replace(voorstel, keuze=Keuze(nu.nummers, weg))

    def _gekeurd(self, voorstel: Bundelvoorstel) -> Bundelvoorstel:
        if len(voorstel.keuze.nummers) > self._max_bladen:
            raise InvoerOngeldig(_TE_GROOT, (("", self._grens()),))
        if not voorstel.keuze.nummers:
            raise BladOpgeschoond("De inhoud van deze bladen is na de bewaartermijn verwijderd.")
        return voorstel

    def _wat_er_nog_is(self, nummers: Sequence[int]) -> Keuze:
        with self._register.connect() as verbinding:
            return wat_er_nog_is(verbinding, nummers)

    def _zoek(self, zoekvraag: Zoekvraag, wie: Raadpleger) -> tuple[Keuze, Reeks | None]:
        with self._register.connect() as verbinding:
            reeks = None
            if zoekvraag.periode is not None:
                reeks = reeks_van(verbinding, _hele_seconden(zoekvraag.periode), self._klok())
            gevonden = self._kandidaten(verbinding, zoekvraag, wie, reeks)
            if len(gevonden) > self._max_bladen:
                raise InvoerOngeldig(_TE_GROOT, (("", self._grens()),))
            keuze = kies(verbinding, gevonden, wie, alle=zoekvraag.bladnummers is not None)
        if keuze.nummers or keuze.opgeschoond:
            return keuze, reeks
        raise NietGevonden("Voor deze vraag heeft het log geen bladen voor u.")

    def _grens(self) -> str:
        return f"een bundel heeft hoogstens {self._max_bladen} bladen"

    def _kandidaten(
        self, verbinding: Connection, vraag: Zoekvraag, wie: Raadpleger, reeks: Reeks | None
    ) -> Sequence[int]:
        if vraag.bladnummers is not None:
            return sorted(set(vraag.bladnummers))
        if vraag.periode is not None:
            return () if reeks is None else reeks.nummers
        if vraag.bericht is not None:
            return bladen_van(verbinding, eigen(verbinding, vraag.bericht, wie))
        if vraag.groep is None:
            raise ValueError("lege zoekvraag")
        berichten = Berichtenregister(verbinding).van_groep(vraag.groep, wie.partij)
        besluiten = Groepenregister(verbinding).besluiten_over(vraag.groep)
        over_groep = nummers_onder(verbinding, [*map(bladsleutels.groepsbesluit, besluiten)])
        return sorted({*bladen_van(verbinding, berichten), *over_groep})

    def _schrijf(self, opdracht: Bundelopdracht) -> Bundel:
        uitgave = self._uitgave(opdracht.gevraagd)
        over: dict[Betrokkene, None] = {}
        bestand = tempfile.SpooledTemporaryFile(max_size=_IN_GEHEUGEN)  # noqa: SIM115 - de aanroeper sluit
        try:
            with self._register.connect() as verbinding:
                schrijf_bundel(bestand, self._inhoud(verbinding, opdracht, uitgave, over))
            self._gelezen(over)
        except BaseException:
            bestand.close()
            raise
        bestand.seek(0)
        return Bundel(bestand, uitgave)

    def _inhoud(
        self,
        verbinding: Connection,
        opdracht: Bundelopdracht,
        uitgave: Uitgave,
        over: dict[Betrokkene, None],
    ) -> Bundelinhoud:
        (gevraagd,) = self._lezer.bewezen_bladen([opdracht.gevraagd], uitgave.grootte)
        dekking, voorstel = None, opdracht.voorstel
        if voorstel.reeks is not None:
            dekking = Dekkingsmaker(
                verbinding, self._lezer, voorstel.reeks, opdracht.wie, opdracht.gevraagd,
                uitgave.grootte,
            )  # fmt: skip
        return Bundelinhoud(
            vraag=voorstel.vraag,
            gemaakt=utc_tekst(opdracht.nu),
            checkpoint=uitgave.notitie,
            logsleutel=self._logsleutel,
            getuigen=self._uitgaven.sleutels(verbinding),
            convenanten=_convenanten(verbinding),
            certificaat=Partijregister(verbinding).certificaten().get,
            bladen=_onthoudend(
                opdracht.tel(self._lezer.bewezen_bladen(voorstel.keuze.nummers, uitgave.grootte)),
                over,
            ),
            vereist=self._uitgaven.vereist(verbinding),
            opgeschoond=voorstel.keuze.opgeschoond,
            gevraagd=gevraagd,
            dekking=dekking,
        )

    def _uitgave(self, gevraagd: int) -> Uitgave:
        """The newest checkpoint that witnesses cosigned, where it holds this leaf; else the last.

        What they cosigned before a back-up was put back is a checkpoint of another history.
        """
        stand, medeondertekend = self._lezer.stand(), self._uitgaven.laatste()
        if (
            medeondertekend is not None
            and gevraagd < medeondertekend.grootte <= stand.grootte
            and medeondertekend.wortel == self._lezer.wortel(medeondertekend.grootte)
        ):
            return medeondertekend
        return self._uitgaven.van(stand.grootte, stand.checkpoint)


def _hele_seconden(periode: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    """As the question says them in the log and in the bundle."""
    van, tot = (moment.replace(microsecond=0) for moment in periode)
    return van, tot


def _onthoudend(
    bladen: Iterable[BewezenBlad], over: dict[Betrokkene, None]
) -> Iterator[BewezenBlad]:
    """The same leaves; whom they are about is in ``over`` once they have all gone by."""
    for blad in bladen:
        over.update(dict.fromkeys(van_bladen([blad.inhoud])))
        yield blad


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
