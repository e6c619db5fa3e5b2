"""Wat er in één keer wordt gezegd, zoals de nepgateway dat bijhoudt (profiel 2, mondeling)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.bericht.tijd import lees_utc, utc_tekst
from shared.convenant.kopvorm import Kop
from tests.integratie.partij.nepregister import REGELS, Bericht, Register

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Document = dict[str, Any]


@dataclass
class Nepuitingen:
    """`aan_tafel` geeft de partijen met een deelnemer in een overleg; `voeg_toe` zet een blad."""

    register: Register
    aan_tafel: Callable[[str], set[str]]
    voeg_toe: Callable[..., int]
    klok: Callable[[], datetime]
    gezegd: dict[str, Document] = field(default_factory=dict)
    documenten: dict[str, Document] = field(default_factory=dict)

    def berichten(self, uiting: str) -> list[Bericht]:
        return [b for b in self.register.values() if b.kop.uiting == uiting]

    def botsing(self, kop: Kop) -> str | None:
        """Waarom dit bericht niet bij de uiting past die er al is; dan wordt er niet beslist."""
        if kop.uiting is None:
            return None
        bestaand = [b for b in self.berichten(kop.uiting) if b.kop.id != kop.id]
        if not bestaand:
            return None
        if kop.uiting in self.gezegd or self.klok() > self._geldig_tot(bestaand):
            return "Deze uiting is bevestigd of vervallen."
        if any(_wat(b.kop) != _wat(kop) for b in bestaand):
            return "Deze uiting is van een ander of gaat over iets anders."
        if any(b.kop.ontvanger == kop.ontvanger and b.toegestaan for b in bestaand):
            return "Deze partij heeft in deze uiting al een toegestaan bericht."
        return None

    def in_overleg(self, overleg: str, partij: str) -> list[Document]:
        """Wat deze partij er zegt of te horen krijgt."""
        uitingen = dict.fromkeys(
            b.kop.uiting
            for b in self.register.values()
            if b.kop.overleg == overleg and b.kop.uiting
        )
        vormen = (self.vorm(een, partij) for een in uitingen if een is not None)
        return [vorm for vorm in vormen if vorm is not None]

    def vorm(self, uiting: str, partij: str) -> Document | None:
        """Wat de afzender ziet, of een ontvanger van zijn eigen bericht."""
        berichten = self.berichten(uiting)
        if not berichten:
            return None
        kop = berichten[0].kop
        zichtbaar = [b for b in berichten if partij in (b.kop.afzender, b.kop.ontvanger)]
        if not zichtbaar:
            return None
        return {
            "uiting": uiting,
            "afzender": kop.afzender,
            "kanaal": kop.kanaal,
            "overleg": kop.overleg,
            "groep": kop.groep,
            "magGezegd": self._mag(berichten, self.klok()),
            "geldigTot": utc_tekst(self._geldig_tot(berichten)),
            "berichten": [
                {
                    "id": b.kop.id,
                    "ontvanger": b.kop.ontvanger,
                    "besluit": b.besluit["besluit"],
                    "status": "aanvaard" if b.aangekomen else "onbereikbaar",
                }
                for b in zichtbaar
            ],
            "wachtOp": sorted(self._wacht_op(berichten)),
            "gezegd": self.gezegd.get(uiting),
        }

    def bevestig(self, uiting: str, body: bytes, partij: str) -> tuple[int, Document]:
        """Wat is gezegd wordt nooit geweigerd; zonder toestemming staat dat erbij."""
        document = json.loads(body)
        berichten = self.berichten(uiting)
        if not berichten or berichten[0].kop.afzender != partij:
            return 404, {"detail": "Deze uiting is er niet."}
        assert document["uiting"] == uiting
        bekend = self.documenten.get(uiting)
        if bekend is not None and bekend != document:
            return 409, {"detail": "Hiervan is al iets anders bevestigd."}
        if bekend is None:
            zonder = not self._mocht(berichten, document)
            blad = self.voeg_toe(
                "mondeling", utc_tekst(self.klok()), overleg=berichten[0].kop.overleg,
                zonderToestemming=zonder, **document,
            )  # fmt: skip
            self.documenten[uiting] = document
            self.gezegd[uiting] = {
                "gezegdOp": document["gezegdOp"],
                "berichten": document["berichten"],
                "zonderToestemming": zonder,
                "bladnummer": blad,
            }
        return 201, dict(self.gezegd[uiting])

    def mag_geleverd(self, bericht: Bericht) -> bool:
        """Van dit bericht is bevestigd dat het is gezegd, met toestemming."""
        gezegd = self.gezegd.get(bericht.kop.uiting or "")
        return (
            gezegd is not None
            and not gezegd["zonderToestemming"]
            and bericht.kop.id in gezegd["berichten"]
        )

    def _mocht(self, berichten: list[Bericht], document: Document) -> bool:
        """Mocht dit toen gezegd worden, door wie het zei."""
        gezegd = [b for b in berichten if b.kop.id in document["berichten"] and b.aangekomen]
        return (
            self._mag(berichten, lees_utc(document["gezegdOp"]))
            and len(gezegd) == len(document["berichten"])
            and all(b.kop.medewerker == document["medewerker"] for b in gezegd)
        )

    def _mag(self, berichten: list[Bericht], op: datetime) -> bool:
        return not self._wacht_op(berichten) and op <= self._geldig_tot(berichten)

    def _wacht_op(self, berichten: list[Bericht]) -> set[str]:
        kop = berichten[0].kop
        horen = (
            {b.kop.ontvanger for b in berichten}
            if kop.overleg is None
            else self.aan_tafel(kop.overleg) - {kop.afzender}
        )
        return horen - {b.kop.ontvanger for b in berichten if b.aangekomen}

    def _geldig_tot(self, berichten: list[Bericht]) -> datetime:
        momenten = [b.besloten_op for b in berichten if b.toegestaan and b.besloten_op is not None]
        eerste = min(momenten, default=self.klok())
        binnen = REGELS.kanalen[berichten[0].kop.kanaal].zeggen_binnen
        if binnen is not None:
            return eerste + timedelta(hours=int(binnen.removeprefix("PT").removesuffix("H")))
        dag = eerste.astimezone(AMSTERDAM).date()
        return datetime.combine(dag, time(23, 59, 59), AMSTERDAM)


def _wat(kop: Kop) -> tuple[Any, ...]:
    over = Counter((deel.betrokkene, deel.gegevenssoort) for deel in kop.onderdelen)
    return kop.afzender, kop.kanaal, kop.overleg, kop.groep, frozenset(over.items())
