"""What somebody gets of his data: collected, without others, looked at by a human (11.1, a; J11).

It is made once it is known what the party decides, stands sealed under his key, and goes to nobody
before a human looked. Whatever that human leaves out is refused in part, however small: it counts
once a second agreed, for all of it at once. Making it anew begins from nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.partij.zegel import open_json, verzegel_json
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.leesklaar.anderen import anderen_bij
from shared.zaak.leesklaar.weglaten import Tekstplek, laat_anderen_weg, laat_weg
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    BEHANDELEN,
    RAADPLEEGSOORT,
    Verzoekgebeurtenis,
    Verzoekstand,
)
from shared.zaak.rechten.opslag import eis_in_taak, sleutel_voor
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from shared.zaak.verzameling.tabellen import RechtafschriftRij
from shared.zaak.verzameling.verzamelen import verzamel
from shared.zaak.verzameling.vormen import verzameling_uit

_GEEN_PLEK = (
    "is geen tekst over een ander in het afschrift; wijs er een tegelijk aan. Krijgt hij een heel "
    "onderdeel niet, dan is dat een afwijzing: daar beslist u over, met een tweede"
)


@dataclass(frozen=True)
class Afschrift:
    """As it stands. ``nagekeken_op``: a human looked at it, and it may go to him."""

    verzoek: str
    versie: int
    opgesteld_op: datetime
    nagekeken_op: datetime | None
    vervangen: Sequence[Tekstplek]
    te_bekijken: Sequence[Tekstplek]
    weg: Sequence[str]
    wacht_op_tweede: bool
    inhoud: dict[str, Any] = field(repr=False)


class Afschriften:
    """The use cases of one official."""

    def __init__(self, dienst: Dienst, wie: Medewerker) -> None:
        self._dienst = dienst
        self._wie = wie

    async def stel_op(self, u: Uitwisseling, kenmerk: str) -> None:
        """Collects it and leaves others out. Raises ``Conflict`` as collecting does."""
        alles = await verzamel(u, self._wie, kenmerk)
        uit = verzameling_uit(alles, self._dienst.regels).model_dump(mode="json", by_alias=True)
        await asyncio.to_thread(self._bewaar, kenmerk, uit, alles.persoon.id)

    def kijk_na(
        self, kenmerk: str, versie: int, weg: Sequence[str], bekeken: Sequence[str] = ()
    ) -> None:
        """A human looked at every spot; ``weg``: what else is left out, as JSON pointers.

        ``bekeken``: every text in which somebody else may still be and that stays, each by itself.
        With anything in ``weg`` it waits for a second. Raises ``Conflict`` when it is another
        version or a text was not looked at, ``OngeldigeInvoer`` for a wrong pointer.
        """
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            verzoek, rij = self._rij(sessie, kenmerk)
            self._eis_versie(rij, versie)
            if rij.nagekeken_op is not None:
                raise Conflict("Dit afschrift is al nagekeken. Stel het opnieuw op om te wijzigen.")
            open_ = self._open(rij)
            _, mis = laat_weg(open_["inhoud"], weg)
            if mis:
                raise OngeldigeInvoer([Invoerfout("/weg", f"{pad} {_GEEN_PLEK}") for pad in mis])
            _eis_bekeken(open_["teBekijken"], {*weg, *bekeken})
            if weg:
                rij.zegel = self._verzegel(rij, {**open_, "weg": list(weg)})
                rij.voorgesteld_door = self._wie.autorisatie_id
                wat = {"wegTeLaten": len(weg)}
                self._noteer(sessie, verzoek, Verzoekgebeurtenis.WEGLATEN_VOORGESTELD, nu, wat)
                return
            # Who takes back what he wanted to leave out leaves nothing out.
            rij.zegel = self._verzegel(rij, {**open_, "weg": []})
            rij.voorgesteld_door = None
            self._nagekeken(sessie, verzoek, rij, self._wie.autorisatie_id, nu)

    def bevestig_weglaten(self, kenmerk: str, versie: int, *, akkoord: bool) -> None:
        """The second looks at all that is left out: it counts, or goes back to be looked at anew.

        Raises ``Conflict`` when nothing waits, and ``GeenToegang`` for who proposed it.
        """
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            verzoek, rij = self._rij(sessie, kenmerk)
            self._eis_versie(rij, versie)
            if rij.voorgesteld_door is None or rij.nagekeken_op is not None:
                raise Conflict("Er is hier niets dat op een tweede wacht.")
            if rij.voorgesteld_door == self._wie.autorisatie_id:
                raise GeenToegang("U liet dit zelf weg. Een ander kijkt als tweede.")
            open_ = self._open(rij)
            weg = open_.pop("weg", [])
            if not akkoord:
                rij.zegel, rij.voorgesteld_door = self._verzegel(rij, open_), None
                wat = {"wegTeLaten": len(weg)}
                self._noteer(sessie, verzoek, Verzoekgebeurtenis.TERUGGEGEVEN, nu, wat)
                return
            inhoud, _ = laat_weg(open_["inhoud"], weg)
            rij.zegel = self._verzegel(rij, {**open_, "inhoud": inhoud})
            rij.weggelaten += len(weg)
            rij.bevestigd_door = self._wie.autorisatie_id
            self._nagekeken(sessie, verzoek, rij, rij.voorgesteld_door, nu)

    def _nagekeken(
        self, sessie: Session, verzoek: RechtenverzoekRij, rij: RechtafschriftRij, door: str,
        nu: datetime,
    ) -> None:  # fmt: skip
        rij.nagekeken_op, rij.nagekeken_door = nu, door
        wat = {"weggelaten": rij.weggelaten}
        self._noteer(sessie, verzoek, Verzoekgebeurtenis.NAGEKEKEN, nu, wat)

    @staticmethod
    def _eis_versie(rij: RechtafschriftRij, versie: int) -> None:
        if rij.versie != versie:
            raise Conflict("Het afschrift is intussen opnieuw opgesteld. Lees het opnieuw.")

    def lees(self, kenmerk: str) -> Afschrift:
        """As it stands; that it was read is recorded. Raises ``NietGevonden``."""
        with self._dienst.transactie() as sessie:
            _, rij = self._rij(sessie, kenmerk)
            self._eis_van_belang(rij)
            gelezen = [Geraadpleegd(kenmerk, rij.persoon_id)]
            leg_raadpleging_vast(
                sessie, self._dienst.klok, self._wie, "raadplegen", RAADPLEEGSOORT, gelezen
            )
            open_ = self._open(rij)
            return Afschrift(
                verzoek=kenmerk,
                versie=rij.versie,
                opgesteld_op=rij.opgesteld_op,
                nagekeken_op=rij.nagekeken_op,
                vervangen=[Tekstplek(**een) for een in open_["vervangen"]],
                te_bekijken=[Tekstplek(**een) for een in open_["teBekijken"]],
                weg=open_.get("weg", []),
                wacht_op_tweede=rij.voorgesteld_door is not None and rij.nagekeken_op is None,
                inhoud=open_["inhoud"],
            )

    def _eis_van_belang(self, rij: RechtafschriftRij) -> None:
        """Who does not handle requests sees only what awaits him as a second, or he agreed to."""
        wacht = rij.voorgesteld_door is not None and rij.nagekeken_op is None
        if BEHANDELEN not in self._wie.rechten and not (
            wacht or rij.bevestigd_door == self._wie.autorisatie_id
        ):
            raise GeenToegang("U bekijkt als tweede alleen een afschrift dat op u wacht.")

    def _bewaar(self, kenmerk: str, uit: dict[str, Any], persoon_id: str) -> None:
        nu = self._dienst.klok()
        with self._dienst.lezend() as sessie:
            anderen = anderen_bij(sessie, self._dienst, persoon_id)
        zonder = laat_anderen_weg(uit, anderen)
        with self._dienst.transactie() as sessie:
            verzoek = opslag.lees(sessie, kenmerk, slot=True)
            if verzoek.stand != Verzoekstand.OPEN and verzoek.eigen:
                raise Conflict("Dit verzoek is afgehandeld en verandert niet meer.")
            # Before the row: looking for a key writes what waits, and a row without one is none.
            sleutel = sleutel_voor(sessie, self._dienst, verzoek)
            rij = sessie.get(RechtafschriftRij, kenmerk, with_for_update=True)
            if rij is None:
                rij = RechtafschriftRij(verzoek=kenmerk, versie=0, zegel=b"")
                sessie.add(rij)
            rij.persoon_id, rij.sleutel_id = str(verzoek.persoon_id), sleutel
            rij.versie, rij.weggelaten = rij.versie + 1, len(zonder.vervangen)
            rij.opgesteld_op, rij.opgesteld_door = nu, self._wie.autorisatie_id
            rij.nagekeken_op = rij.nagekeken_door = None
            rij.voorgesteld_door = rij.bevestigd_door = None
            rij.zegel = self._verzegel(
                rij,
                {
                    "inhoud": zonder.inhoud,
                    "vervangen": [{"pad": een.pad, "soort": een.soort} for een in zonder.vervangen],
                    "teBekijken": [
                        {"pad": een.pad, "soort": een.soort} for een in zonder.te_bekijken
                    ],
                },
            )
            wat = {"versie": rij.versie, "vervangen": len(zonder.vervangen)}
            self._noteer(sessie, verzoek, Verzoekgebeurtenis.OPGESTELD, nu, wat)

    def _rij(self, sessie: Session, kenmerk: str) -> tuple[RechtenverzoekRij, RechtafschriftRij]:
        verzoek = opslag.lees(sessie, kenmerk, slot=True)
        eis_in_taak(sessie, self._wie, verzoek)
        rij = sessie.get(RechtafschriftRij, kenmerk, with_for_update=True)
        if rij is None:
            raise NietGevonden("Van dit verzoek is nog geen afschrift opgesteld.")
        return verzoek, rij

    def _open(self, rij: RechtafschriftRij) -> dict[str, Any]:
        return open_json(self._dienst.kluis, rij.sleutel_id, _plaats(rij.verzoek), rij.zegel)

    def _verzegel(self, rij: RechtafschriftRij, wat: dict[str, Any]) -> bytes:
        return verzegel_json(self._dienst.kluis, rij.sleutel_id, _plaats(rij.verzoek), wat)

    def _noteer(
        self,
        sessie: Session,
        rij: RechtenverzoekRij,
        gebeurtenis: Verzoekgebeurtenis,
        nu: datetime,
        wat: dict[str, Any],
    ) -> None:
        wie = {"partij": self._dienst.partij.code, "door": self._wie.autorisatie_id}
        opslag.noteer(sessie, rij, gebeurtenis, **wie, nu=nu, wat=wat)


def _eis_bekeken(te_bekijken: Sequence[Mapping[str, str]], gezien: set[str]) -> None:
    paden = dict.fromkeys(een["pad"] for een in te_bekijken)
    niet = [pad for pad in paden if pad not in gezien]
    if niet:
        raise Conflict(
            "Hier kan nog een ander in staan. Bekijk elke tekst, en noem haar daarna in bekeken, "
            f"of in weg als zij eruit moet: {', '.join(niet)}."
        )


def _plaats(kenmerk: str) -> str:
    return f"rechtafschrift/{kenmerk}"
