"""Wat de nepgateway van berichten onthoudt: onderdelen, bron, ingetrokken en vernietigd.

Het is het register van profiel 2 in het klein: een bericht dat op een eerder bericht voortbouwt
wordt beoordeeld op wat hier staat, en op niets anders.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.types import ASGIApp

from shared.bericht.bericht import OntvangenBericht
from shared.bericht.partijen.partijbestand import Partijbestand, als_document
from shared.bericht.sleutels.certificaten import Certificaat
from shared.convenant.berichtsoorten import is_correctie, is_intrekking, is_verzoek
from shared.convenant.kopvorm import Kop, Onderdeel
from shared.convenant.regels.laden import standaard_convenant

REGELS = standaard_convenant()
Document = dict[str, Any]
Ontvangst = tuple[str, str]
"""De letterlijke tekst van een ontvangst en de handtekening eronder."""


@dataclass
class Geregistreerd:
    """Een partij bij de gateway. `app` is waar haar berichten heen gaan; None: onbereikbaar."""

    code: str
    oin: str
    ondertekening: Certificaat
    versleuteling: Certificaat
    bestand: Partijbestand
    app: ASGIApp | None = None
    actief: bool = True
    dpia: bool = True

    def vorm(self) -> Document:
        return {
            "code": self.code,
            "oin": self.oin,
            "naam": self.code,
            "endpoint": "https://ontvanger.example",
            "actief": self.actief,
            "dpiaGoedgekeurd": self.dpia,
            "certificaten": {
                "ondertekening": self.ondertekening.pem,
                "versleuteling": self.versleuteling.pem,
            },
            **als_document(self.bestand),
        }


@dataclass
class Deel:
    """Een plaats in een bericht. `eerder`: de plaats die dit onderdeel vervangt."""

    plaats: int
    onderdeel: Onderdeel
    bron: str
    data: Document
    eerder: Deel | None = None
    ingetrokken_door: set[str] = field(default_factory=set)
    vernietigd: bool = False

    def staat_niet(self, behalve: str) -> bool:
        """Ingetrokken, hier of verderop in de keten; door een ander bericht dan `behalve`."""
        if self.ingetrokken_door - {behalve}:
            return True
        return self.eerder is not None and self.eerder.staat_niet(behalve)

    def trek_in(self, door: str) -> None:
        """Wie een verbetering terugneemt, neemt het gegeven terug: het oude komt niet terug."""
        self.ingetrokken_door.add(door)
        if self.eerder is not None:
            self.eerder.trek_in(door)

    def vorm(self, behalve: str) -> Document:
        document: Document = {
            "plaats": self.plaats,
            "betrokkene": self.onderdeel.betrokkene,
            "categorie": self.onderdeel.categorie,
            "gegevenssoort": self.onderdeel.gegevenssoort,
            "bron": self.bron,
            **self.data,
        }
        return {**document, "ingetrokken": True} if self.staat_niet(behalve) else document


@dataclass
class Levering:
    """De inhoud van wat is gezegd, zoals zij is afgeleverd."""

    digest: str
    body: bytes
    handtekening: str
    ontvangst: Ontvangst | None = None


@dataclass
class Bericht:
    """Een bericht waarover is beslist, en hoe het daarna verging."""

    digest: str
    ontvangen: OntvangenBericht
    bladnummer: int
    besluit: Document
    besloten_op: datetime | None = None
    ontvangst: Ontvangst | None = None
    levering: Levering | None = None
    delen: list[Deel] = field(default_factory=list)
    ingetrokken_door: set[str] = field(default_factory=set)
    vernietigd: bool = False

    @property
    def kop(self) -> Kop:
        return self.ontvangen.kop

    @property
    def toegestaan(self) -> bool:
        return bool(self.besluit["besluit"] == "toegestaan")

    @property
    def definitief(self) -> bool:
        """Het antwoord staat vast: geweigerd, of de ontvanger heeft getekend."""
        return not self.toegestaan or self.ontvangst is not None

    @property
    def mondeling(self) -> bool:
        kanaal = REGELS.kanalen.get(self.kop.kanaal)
        return kanaal is not None and kanaal.mondeling

    @property
    def aangekomen(self) -> bool:
        return self.toegestaan and is_aanvaard(self.ontvangst)

    @property
    def aanvaard(self) -> bool:
        """De ontvanger heeft het; van wat is gezegd: de inhoud."""
        if not self.mondeling:
            return self.aangekomen
        return self.levering is not None and is_aanvaard(self.levering.ontvangst)


def is_aanvaard(ontvangst: Ontvangst | None) -> bool:
    return ontvangst is not None and json.loads(ontvangst[0])["status"] == "aanvaard"


class Register(dict[str, Bericht]):
    """De berichten waarover is beslist, op kenmerk."""

    def verwijzing(self, kop: Kop) -> Document | None:
        """Het lid `verwijzing` van de toestand."""
        soort = REGELS.soorten[kop.soort]
        eerder = self.get(kop.in_reactie_op or "")
        if soort.verwijzing is None or eerder is None or not eerder.toegestaan:
            return None
        if kop.afzender not in (eerder.kop.afzender, eerder.kop.ontvanger):
            return None
        if not is_intrekking(REGELS, kop.soort) and not eerder.aanvaard:
            return None
        over = {onderdeel.betrokkene for onderdeel in kop.onderdelen}
        delen = [deel for deel in eerder.delen if deel.onderdeel.betrokkene in over]
        return {
            "id": eerder.kop.id,
            "soort": eerder.kop.soort,
            "afzender": eerder.kop.afzender,
            "ontvanger": eerder.kop.ontvanger,
            "groep": eerder.kop.groep,
            "onderdelen": [deel.vorm(kop.id) for deel in delen],
            "ingetrokken": self.is_ingetrokken(eerder, kop.id),
            "vernietigd": eerder.vernietigd or any(deel.vernietigd for deel in delen),
            "stuk": eerder.kop.stuk,
        }

    def is_ingetrokken(self, bericht: Bericht, behalve: str = "") -> bool:
        """Door een ander bericht dan `behalve`, of verderop in een keten van verbeteringen."""
        if bericht.ingetrokken_door - {behalve}:
            return True
        if not is_correctie(REGELS, bericht.kop.soort):
            return False
        eerder = self.get(bericht.kop.in_reactie_op or "")
        return eerder is not None and self.is_ingetrokken(eerder, behalve)

    def verzoeken(self, kop: Kop) -> list[Document]:
        """Van de informatieverzoeken alleen het ene dat het bericht noemt, als het nog staat."""
        genoemd = self.get(kop.in_reactie_op or "")
        if genoemd is None or not is_verzoek(REGELS, genoemd.kop.soort):
            return []
        if not genoemd.aangekomen or self.is_ingetrokken(genoemd):
            return []
        vraag = genoemd.kop
        return [{"id": vraag.id, "van": vraag.afzender, "aan": vraag.ontvanger}]

    def neem_op(self, bericht: Bericht) -> None:
        """Onthoudt een besluit, en wat een toegestaan bericht verandert."""
        kop = bericht.kop
        self[kop.id] = bericht
        if not bericht.toegestaan:
            return
        bericht.delen = list(self._delen(kop))
        if is_intrekking(REGELS, kop.soort):
            self._trek_in(kop)
        if kop.vernietigd is not None:
            self._vernietig(kop)

    def _delen(self, kop: Kop) -> Iterator[Deel]:
        if is_intrekking(REGELS, kop.soort):
            return
        for plaats, onderdeel in enumerate(kop.onderdelen):
            eerder = self._plaats(kop, onderdeel)
            if eerder is not None:
                yield Deel(plaats, onderdeel, eerder.bron, eerder.data, eerder)
                continue
            kenmerken = onderdeel.kenmerken
            json_vorm = (
                {} if kenmerken is None else kenmerken.model_dump(mode="json", by_alias=True)
            )
            data = {
                naam: json_vorm[naam]
                for naam in ("eersteVerwerking", "termijnTot", "gerelateerd")
                if json_vorm.get(naam) is not None
            }
            yield Deel(plaats, onderdeel, kop.afzender, data)

    def _plaats(self, kop: Kop, onderdeel: Onderdeel) -> Deel | None:
        eerder = self.get(kop.in_reactie_op or "")
        if eerder is None or onderdeel.vervangt is None:
            return None
        return eerder.delen[onderdeel.vervangt]

    def _trek_in(self, kop: Kop) -> None:
        eerder = self[kop.in_reactie_op or ""]
        if not kop.onderdelen:
            eerder.ingetrokken_door.add(kop.id)
        genoemd = {onderdeel.vervangt for onderdeel in kop.onderdelen}
        for deel in eerder.delen:
            if not kop.onderdelen or deel.plaats in genoemd:
                deel.trek_in(kop.id)

    def _vernietig(self, kop: Kop) -> None:
        weg = kop.vernietigd
        assert weg is not None
        for bericht in self.values():
            if bericht.kop.ontvanger != kop.afzender:
                continue
            van_groep = kop.groep is not None and bericht.kop.groep == kop.groep
            if bericht.kop.id in weg.berichten or (van_groep and weg.hele_groep):
                bericht.vernietigd = True
            for deel in bericht.delen:
                if van_groep and deel.onderdeel.betrokkene in weg.betrokkenen:
                    deel.vernietigd = True


def _data(onderdeel: Onderdeel) -> Document:
    """Wat later nog zegt of dit mag worden verbeterd."""
    if onderdeel.kenmerken is None:
        return {}
    vorm = onderdeel.kenmerken.model_dump(mode="json", by_alias=True, exclude_none=True)
    namen = ("eersteVerwerking", "termijnTot", "gerelateerd")
    return {naam: vorm[naam] for naam in namen if naam in vorm}
