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
from shared.convenant.termijnen import datum_nl, na_werkdagen
from shared.tijd.klok import Klok
from tests.integratie.partij.nepregister import REGELS, Bericht, Register

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPELING = timedelta(minutes=5)
"""Hoeveel de klok van wie het vertelt achter mag lopen."""
Document = dict[str, Any]


@dataclass
class Nepuitingen:
    """`aan_tafel` geeft de partijen met een deelnemer in een overleg, `begin` wanneer het begint;
    `voeg_toe` zet een blad."""

    register: Register
    aan_tafel: Callable[[str], set[str]]
    begin: Callable[[str], datetime]
    voeg_toe: Callable[..., int]
    klok: Klok
    partij_van: Callable[[str], str]
    gaat_door: Callable[[str], bool]
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
        if any(b.kop.ontvanger == kop.ontvanger and self._loopt(b) for b in bestaand):
            return "Deze partij heeft in deze uiting al een toegestaan bericht."
        return None

    def in_overleg(self, overleg: str) -> list[str]:
        """De uitingen in een overleg, in de volgorde waarin erom is gevraagd."""
        gevonden = [b.kop.uiting for b in self.register.values() if b.kop.overleg == overleg]
        return [een for een in dict.fromkeys(gevonden) if een is not None]

    def iets_gezegd_in(self, overleg: str) -> bool:
        return any(een in self.gezegd for een in self.in_overleg(overleg))

    def iets_toegestaan_in(self, overleg: str) -> bool:
        return any(b.toegestaan for b in self.register.values() if b.kop.overleg == overleg)

    def buiten_overleg(self, groep: str, partij: str, na: str, aantal: int) -> Document:
        """Een pagina van wat er aan de telefoon over een groep is gezegd of gehoord."""
        kenmerken = {
            b.kop.uiting
            for b in self.register.values()
            if b.kop.uiting is not None
            and b.kop.overleg is None
            and b.kop.groep == groep
            and partij in (b.kop.afzender, b.kop.ontvanger)
        }
        over = sorted(een for een in kenmerken if een > na)
        pagina = over[:aantal]
        return {
            "uitingen": [self.beeld(een, partij) for een in pagina],
            "volgende": pagina[-1] if len(over) > aantal else None,
        }

    def was_erbij(self, uiting: str, partij: str, aan_tafel: set[str]) -> bool:
        """Wie het zegt of hoort, en wie aan tafel zat toen het werd gezegd."""
        berichten = self.berichten(uiting)
        eigen = any(partij in (b.kop.afzender, b.kop.ontvanger) for b in berichten)
        return eigen or (uiting in self.gezegd and partij in aan_tafel)

    def is_open(self, uiting: str) -> bool:
        """Of het gezegd kan zijn, of nog kan worden, zonder dat iemand dat heeft verteld."""
        berichten = self.berichten(uiting)
        if uiting in self.gezegd or not any(self._telt(b) for b in berichten):
            return False
        tot = (
            self._geldig_tot(berichten)
            if self._wacht_op(berichten)
            else self._te_vertellen_tot(berichten)
        )
        return self.klok() <= tot

    def open_(self, uiting: str) -> Document:
        berichten = self.berichten(uiting)
        return {
            "uiting": uiting,
            "afzender": berichten[0].kop.afzender,
            "uiterlijk": utc_tekst(self._te_vertellen_tot(berichten)),
        }

    def vorm(self, uiting: str, partij: str) -> Document | None:
        """Wat de afzender ziet, of een ontvanger van zijn eigen bericht."""
        berichten = self.berichten(uiting)
        if not any(partij in (b.kop.afzender, b.kop.ontvanger) for b in berichten):
            return None
        return self.beeld(uiting, partij)

    def beeld(self, uiting: str, partij: str) -> Document:
        berichten = self.berichten(uiting)
        kop = berichten[0].kop
        zichtbaar = [b for b in berichten if partij in (b.kop.afzender, b.kop.ontvanger)]
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
                    "status": _status(b),
                }
                for b in zichtbaar
            ],
            "wachtOp": sorted(
                wie for wie in self._wacht_op(berichten) if partij in (kop.afzender, wie)
            ),
            "gezegd": self._gezegd_voor(uiting, {b.kop.id for b in zichtbaar}),
        }

    def _gezegd_voor(self, uiting: str, zichtbaar: set[str]) -> Document | None:
        gezegd = self.gezegd.get(uiting)
        if gezegd is None:
            return None
        return {**gezegd, "berichten": [een for een in gezegd["berichten"] if een in zichtbaar]}

    def bevestig(self, uiting: str, body: bytes, partij: str) -> tuple[int, Document]:
        """Wat is gezegd wordt nooit geweigerd; zonder toestemming staat dat erbij."""
        document = json.loads(body)
        berichten = self.berichten(uiting)
        if not berichten or berichten[0].kop.afzender != partij:
            return 404, {"detail": "Deze uiting is er niet."}
        assert document["uiting"] == uiting
        fouten = self._fouten(berichten, document)
        if fouten:
            return 400, {"detail": "Dit kan niet zo zijn gezegd.", "fouten": fouten}
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
        if gezegd is None or not self._telt(bericht):
            return False
        laatste = na_werkdagen(
            datum_nl(lees_utc(gezegd["gezegdOp"])), REGELS.mondeling.afleveren_binnen_werkdagen
        )
        return (
            not gezegd["zonderToestemming"]
            and bericht.kop.id in gezegd["berichten"]
            and datum_nl(self.klok()) <= laatste
        )

    def _fouten(self, berichten: list[Bericht], document: Document) -> list[Document]:
        bekend = {b.kop.id for b in berichten}
        fouten = [
            {"pad": f"/berichten/{nummer}", "melding": "gaat niet over deze uiting"}
            for nummer, een in enumerate(document["berichten"])
            if een not in bekend
        ]
        if self.partij_van(document["medewerker"]) != berichten[0].kop.afzender:
            fouten.append({"pad": "/medewerker", "melding": "is hier geen medewerker van u"})
        return fouten

    def _mocht(self, berichten: list[Bericht], document: Document) -> bool:
        """Mocht dit toen gezegd worden, door wie het zei."""
        gezegd = [b for b in berichten if b.kop.id in document["berichten"] and self._telt(b)]
        return (
            self._mag(berichten, lees_utc(document["gezegdOp"]))
            and len(gezegd) == len(document["berichten"])
            and all(b.kop.medewerker == document["medewerker"] for b in gezegd)
            and self._aan_tafel_gezegd(berichten, document)
        )

    def _aan_tafel_gezegd(self, berichten: list[Bericht], document: Document) -> bool:
        """In een overleg hoort ieder het, en pas als het is begonnen."""
        overleg = berichten[0].kop.overleg
        if overleg is None:
            return True
        allen = {b.kop.id for b in berichten if self._telt(b)}
        op_tijd = lees_utc(document["gezegdOp"]) >= self.begin(overleg)
        return op_tijd and allen <= set(document["berichten"])

    def _mag(self, berichten: list[Bericht], op: datetime) -> bool:
        toegelaten = [b for b in berichten if self._telt(b)]
        overleg = berichten[0].kop.overleg
        return (
            bool(toegelaten)
            and (overleg is None or self.gaat_door(overleg))
            and not self._wacht_op(berichten)
            and op <= self._geldig_tot(berichten)
            and all(_ontvangen_op(b) <= op + SPELING for b in toegelaten)
        )

    def _wacht_op(self, berichten: list[Bericht]) -> set[str]:
        kop = berichten[0].kop
        horen = (
            {b.kop.ontvanger for b in berichten}
            if kop.overleg is None
            else self.aan_tafel(kop.overleg) - {kop.afzender}
        )
        return horen - {b.kop.ontvanger for b in berichten if self._telt(b)}

    def _telt(self, bericht: Bericht) -> bool:
        """Toegestaan, ingenomen, en er is niets van teruggenomen of vernietigd."""
        return bericht.aangekomen and self._heel(bericht)

    def _heel(self, bericht: Bericht) -> bool:
        weg = bericht.vernietigd or self.register.is_ingetrokken(bericht)
        return not weg and not any(
            deel.vernietigd or deel.staat_niet(bericht.kop.id) for deel in bericht.delen
        )

    def _loopt(self, bericht: Bericht) -> bool:
        """Toegestaan, en niet door de ander geweigerd of teruggenomen."""
        geweigerd = bericht.ontvangst is not None and not bericht.aangekomen
        return bericht.toegestaan and not geweigerd and self._heel(bericht)

    def _te_vertellen_tot(self, berichten: list[Bericht]) -> datetime:
        dagen = REGELS.mondeling.afleveren_binnen_werkdagen
        dag = na_werkdagen(datum_nl(self._geldig_tot(berichten)), dagen)
        return datetime.combine(dag, time(23, 59, 59), AMSTERDAM)

    def _geldig_tot(self, berichten: list[Bericht]) -> datetime:
        momenten = [b.besloten_op for b in berichten if b.toegestaan and b.besloten_op is not None]
        eerste = min(momenten, default=self.klok())
        binnen = REGELS.kanalen[berichten[0].kop.kanaal].zeggen_binnen
        if binnen is not None:
            return eerste + timedelta(hours=int(binnen.removeprefix("PT").removesuffix("H")))
        dag = eerste.astimezone(AMSTERDAM).date()
        return datetime.combine(dag, time(23, 59, 59), AMSTERDAM)


def _ontvangen_op(bericht: Bericht) -> datetime:
    assert bericht.ontvangst is not None
    return lees_utc(json.loads(bericht.ontvangst[0])["ontvangen"])


def _status(bericht: Bericht) -> str:
    if not bericht.toegestaan:
        return "beslist"
    if bericht.ontvangst is None:
        return "onbereikbaar"
    return "aanvaard" if bericht.aangekomen else "geweigerd"


def _wat(kop: Kop) -> tuple[Any, ...]:
    over = Counter((deel.betrokkene, deel.gegevenssoort) for deel in kop.onderdelen)
    deelt = (kop.afzender, kop.kanaal, kop.overleg, kop.groep, kop.soort, kop.stuk)
    return *deelt, frozenset(over.items())
