"""De toestand van een besluit, nagerekend uit de bladen die ervoor staan (profiel, 1.2).

Een tweede lezing, die het register van de gateway niet kent: wat een buitenstaander met de bladen
kan uitrekenen, moet in de toestand van elk besluit staan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Blad = dict[str, Any]

_VOORTBOUWEND = ("correctie", "aanvulling", "intrekking")
_VERZOEK = "informatieverzoek"


@dataclass
class _Bericht:
    """Wat de bladen tot nu toe over een bericht zeggen."""

    kop: Blad
    digest: str
    toegestaan: bool
    aangenomen: set[str] = field(default_factory=set)
    weg: str | None = None
    plaatsen_weg: dict[int, str] = field(default_factory=dict)
    vernietigd: bool = False
    plaatsen_vernietigd: set[int] = field(default_factory=set)

    @property
    def aanvaard(self) -> bool:
        mondeling = self.kop["kanaal"] != "koppelvlak"
        digests = self.aangenomen - {self.digest} if mondeling else self.aangenomen
        return self.toegestaan and bool(digests)


def controleer_toestanden(bladen: list[Blad]) -> None:
    """Van elk besluit: verwijzing, verzoek en overleg volgen uit de bladen ervoor."""
    naslag = _Naslag()
    for blad in bladen:
        if blad["soort"] == "besluit":
            kop, toestand = blad["kop"], blad["toestand"]
            assert toestand["verwijzing"] == naslag.verwijzing(kop), kop["soort"]
            assert toestand["overleg"] == naslag.overleg(kop)
            verzoeken = (toestand["groep"] or {}).get("informatieverzoeken")
            assert verzoeken in (None, naslag.verzoeken(kop))
        naslag.neem(blad)


class _Naslag:
    def __init__(self) -> None:
        self.berichten: dict[str, _Bericht] = {}
        self.overleggen: dict[str, Blad] = {}

    # --- wat een blad verandert -------------------------------------------------------------------

    def neem(self, blad: Blad) -> None:
        if blad["soort"] == "overleg":
            self.overleggen[blad["id"]] = blad
        elif blad["soort"] == "bevestiging" and blad["status"] == "aanvaard":
            self.berichten[blad["id"]].aangenomen.add(json.loads(blad["ontvangst"])["digest"])
        elif blad["soort"] == "besluit":
            self._besluit(blad)

    def _besluit(self, blad: Blad) -> None:
        kop, toegestaan = blad["kop"], blad["besluit"]["besluit"] == "toegestaan"
        eerder = self.berichten.get(kop["id"])
        if eerder is None:
            self.berichten[kop["id"]] = _Bericht(kop, blad["digest"], toegestaan)
        else:
            eerder.toegestaan = toegestaan
        if not toegestaan:
            return
        if kop["soort"] == "intrekking":
            self._trek_in(kop)
        if kop["vernietigd"] is not None:
            self._vernietig(kop)

    def _trek_in(self, kop: Blad) -> None:
        genoemd = self.berichten[kop["inReactieOp"]]
        plaatsen = [deel["vervangt"] for deel in kop["onderdelen"]]
        if not plaatsen:
            for bericht in [genoemd, *self._verder(genoemd)]:
                bericht.weg = bericht.weg or kop["id"]
            plaatsen = list(range(len(genoemd.kop["onderdelen"])))
        for plaats in plaatsen:
            begin = (genoemd, plaats)
            if self._bron(*begin) == kop["afzender"]:
                begin = self._oorsprong(*begin)
            for bericht, deze in self._versies(*begin):
                bericht.plaatsen_weg.setdefault(deze, kop["id"])

    def _vernietig(self, kop: Blad) -> None:
        vernietigd = kop["vernietigd"]
        for bericht in self.berichten.values():
            if bericht.kop["ontvanger"] != kop["afzender"] or not bericht.toegestaan:
                continue
            groep = bericht.kop["groep"]
            bericht.vernietigd |= bericht.kop["id"] in vernietigd["berichten"] or (
                vernietigd["heleGroep"] and kop["groep"] is not None and groep == kop["groep"]
            )
            if kop["groep"] in (None, groep):
                bericht.plaatsen_vernietigd |= {
                    plaats
                    for plaats, deel in enumerate(bericht.kop["onderdelen"])
                    if deel["betrokkene"] in vernietigd["betrokkenen"]
                }

    # --- de keten ---------------------------------------------------------------------------------

    def _correcties(self, bericht: _Bericht) -> list[_Bericht]:
        return [
            een
            for een in self.berichten.values()
            if een.toegestaan
            and een.kop["soort"] == "correctie"
            and een.kop["inReactieOp"] == bericht.kop["id"]
        ]

    def _verder(self, bericht: _Bericht) -> Iterator[_Bericht]:
        for een in self._correcties(bericht):
            yield een
            yield from self._verder(een)

    def _oorsprong(self, bericht: _Bericht, plaats: int) -> tuple[_Bericht, int]:
        if bericht.kop["soort"] != "correctie":
            return bericht, plaats
        vervangt = bericht.kop["onderdelen"][plaats]["vervangt"]
        return self._oorsprong(self.berichten[bericht.kop["inReactieOp"]], vervangt)

    def _bron(self, bericht: _Bericht, plaats: int) -> str:
        return str(self._oorsprong(bericht, plaats)[0].kop["afzender"])

    def _versies(self, bericht: _Bericht, plaats: int) -> Iterator[tuple[_Bericht, int]]:
        yield bericht, plaats
        for later in self._correcties(bericht):
            for deze, deel in enumerate(later.kop["onderdelen"]):
                if deel["vervangt"] == plaats:
                    yield from self._versies(later, deze)

    # --- wat er dan in de toestand staat ----------------------------------------------------------

    def _genoemd(self, kop: Blad) -> _Bericht | None:
        bericht = self.berichten.get(kop["inReactieOp"] or "")
        if bericht is None:
            return None
        eigen = kop["afzender"] in (bericht.kop["afzender"], bericht.kop["ontvanger"])
        return bericht if eigen else None

    def verwijzing(self, kop: Blad) -> Blad | None:
        bericht = self._genoemd(kop)
        if bericht is None or kop["soort"] not in _VOORTBOUWEND:
            return None
        if not (bericht.toegestaan if kop["soort"] == "intrekking" else bericht.aanvaard):
            return None
        over = {deel["betrokkene"] for deel in kop["onderdelen"]}
        soort = bericht.kop["soort"]
        delen = bericht.kop["onderdelen"] if soort in ("verstrekking", *_VOORTBOUWEND[:2]) else []
        gekozen = [plaats for plaats, deel in enumerate(delen) if deel["betrokkene"] in over]
        return {
            "id": bericht.kop["id"],
            "soort": soort,
            "afzender": bericht.kop["afzender"],
            "ontvanger": bericht.kop["ontvanger"],
            "groep": bericht.kop["groep"],
            "onderdelen": [self._plaats(bericht, plaats, kop["id"]) for plaats in gekozen],
            "ingetrokken": bericht.weg not in (None, kop["id"]),
            "vernietigd": bericht.vernietigd or bool(bericht.plaatsen_vernietigd & set(gekozen)),
        }

    def _plaats(self, bericht: _Bericht, plaats: int, door: str) -> Blad:
        deel = bericht.kop["onderdelen"][plaats]
        eerste, begin = self._oorsprong(bericht, plaats)
        kenmerken = eerste.kop["onderdelen"][begin]["kenmerken"] or {}
        namen = ("eersteVerwerking", "termijnTot", "gerelateerd")
        return {
            "plaats": plaats,
            "betrokkene": deel["betrokkene"],
            "categorie": deel["categorie"],
            "gegevenssoort": deel["gegevenssoort"],
            "bron": eerste.kop["afzender"],
            **{naam: kenmerken[naam] for naam in namen if naam in kenmerken},
            "ingetrokken": bericht.plaatsen_weg.get(plaats) not in (None, door),
        }

    def verzoeken(self, kop: Blad) -> list[Blad]:
        bericht = self._genoemd(kop)
        if (
            bericht is None
            or bericht.kop["soort"] != _VERZOEK
            or not bericht.aanvaard
            or bericht.weg is not None
            or bericht.kop["groep"] != kop["groep"]
        ):
            return []
        van, aan = bericht.kop["afzender"], bericht.kop["ontvanger"]
        return [{"id": bericht.kop["id"], "van": van, "aan": aan}]

    def overleg(self, kop: Blad) -> Blad | None:
        overleg = self.overleggen.get(kop["overleg"] or "")
        if overleg is None or overleg["afgelast"] or kop["kanaal"] != "overleg":
            return None
        return {
            "id": overleg["id"],
            "soort": overleg["overlegsoort"],
            "locatie": overleg["locatie"],
            "deelnemers": overleg["deelnemers"],
            "groepen": [groep for groep in overleg["groepen"] if groep == kop["groep"]],
            "dag": overleg["dag"],
        }
