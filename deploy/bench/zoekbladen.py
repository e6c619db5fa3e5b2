"""Invented leaves to search in: many decisions that differ, with what came after them.

The same seed gives the same leaves. They have the members of real ones as far as the register
reads them; the state a decision was taken in is left small, so that a million fit on a laptop.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.logboek.bladen import Blad, maak_blad

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)

PARTIJEN = ("politie", "om", "gemeente")
SOORTEN = ("verstrekking",) * 6 + (
    "informatieverzoek", "informatieverzoek", "groepsbericht", "aanvulling", "correctie",
)  # fmt: skip
VERNIETIGING = "vernietigingsbericht"
ANTWOORDEN = ("verstrekking", "verstrekking", VERNIETIGING)
STUKKEN = {"informatieverzoek": ("vraag", "verzoek"), "groepsbericht": ("nettolijst", "signaal")}
ZONDER_ONDERDELEN = (*STUKKEN, VERNIETIGING)
GEGEVENS = (("NAW", "WPG16_1_B_2"), ("GEBOORTEDATUM", "WPG16_1_B_2"), ("WPG8", "WPG16_1_A_1"),
            ("B_OVERLAST", "AVG6_1_E"), ("BEKENDHEID", "AVG6_1_E"))  # fmt: skip
GRONDEN = (("4.2", "art. 16 lid 1 onder b, 2° Wpg", "B1"), ("4.2 en 4.3", "art. 39f Wjsg", None),
           ("5.2", "art. 6 lid 1 onder e AVG jo. art. 172 Gemeentewet", "C4"))  # fmt: skip
REDENEN = (("MEDEWERKER_ONTBREEKT", 4, "6.1", "art. 6 Wpg", None),
           ("SOORT_NIET_VAN_PARTIJ", 7, "4.2", "art. 5 lid 1 AVG; art. 3 Wpg", "D5"),
           ("OVERLEG_ZONDER_ONDERZOEK", 13, "5.2", "art. 39f Wjsg", "E10"))  # fmt: skip
HOEVEEL = (0, 0, 0, 1, 2)
KOPPELVLAK, OVERLEG = "koppelvlak", "overleg"
KANALEN = (KOPPELVLAK,) * 8 + (OVERLEG, "telefoon")


class Bladenmaker:
    """Makes leaves in order. `per_dag`: how many decisions are taken on one day."""

    def __init__(
        self, zaad: int = 1, *, per_dag: int = 2000, mensen: int = 400, groepen: int = 60
    ) -> None:
        self._kans = random.Random(zaad)  # noqa: S311 - verzonnen gegevens, geen geheim
        self._stap = timedelta(days=1) / per_dag
        self._nu = BEGIN
        self._groepen = [self._uuid() for _ in range(groepen)]
        self._mensen = [self._uuid() for _ in range(mensen)]
        self._medewerkers = {partij: [self._uuid() for _ in range(25)] for partij in PARTIJEN}
        self._recent: list[dict[str, Any]] = []
        self._geweigerd: list[str] = []
        self._open: list[dict[str, Any]] = []
        self._gezegd: list[dict[str, Any]] = []
        self._uitingen = {van: self._uuid() for van in PARTIJEN}
        self._overleg = self._uuid()

    def bladen(self, aantal: int) -> Iterator[Blad]:
        """So many leaves: decisions and what follows from them."""
        for _ in range(aantal):
            self._nu += self._stap * self._kans.uniform(0.2, 1.8)
            if self._gezegd and self._kans.random() < 0.2:
                yield self._inhoud(self._gezegd.pop(0))
            elif self._open and self._kans.random() < 0.45:
                yield self._vervolg(self._open.pop(0))
            else:
                yield self._besluit()

    def _besluit(self) -> Blad:
        kans = self._kans
        kop = self._kop()
        redenen = [
            {"code": code, "poort": poort, "onderdeel": None, "convenant": artikel, "wet": wet,
             "interpretatie": interpretatie, "uitleg": "Verzonnen."}
            for code, poort, artikel, wet, interpretatie in kans.sample(
                REDENEN, kans.choice(HOEVEEL)
            )
        ]  # fmt: skip
        toegestaan = not redenen
        if toegestaan:
            self._open.append(kop)
            self._recent = [*self._recent[-20:], kop]
        else:
            self._geweigerd = [*self._geweigerd[-20:], kop["id"]]
        return self._blad(kop, redenen, toegestaan)

    def _blad(self, kop: dict[str, Any], redenen: list[Any], toegestaan: bool) -> Blad:
        return maak_blad(
            "besluit",
            self._nu.replace(microsecond=0),
            sleutel=f"besluit:{kop['id']}",
            kop=kop,
            digest="SHA-256=" + "A" * 43 + "=",
            payloadSignature="x" * 20,
            toestand={},
            besluit={
                "besluit": "toegestaan" if toegestaan else "geweigerd",
                "redenen": redenen,
                "grondslagen": self._grondslagen(kop) if toegestaan else [],
                "plichten": self._plichten(kop) if toegestaan else [],
            },
        )

    def _kop(self) -> dict[str, Any]:
        kans = self._kans
        soort, groep = kans.choice(SOORTEN), kans.choice(self._groepen)
        afzender, ontvanger = kans.sample(PARTIJEN, 2)
        op = kans.choice(self._recent) if self._recent and kans.random() < 0.3 else None
        if op is not None and kans.random() < 0.7:
            soort, groep = kans.choice(ANTWOORDEN), op["groep"]
            afzender, ontvanger = op["ontvanger"], op["afzender"]
        opnieuw = bool(self._geweigerd) and kans.random() < 0.03
        onderdelen = [self._onderdeel() for _ in range(kans.choice((1, 1, 2, 3)))]
        kanaal = KOPPELVLAK if soort == VERNIETIGING else kans.choice(KANALEN)
        return {
            "versie": "2",
            "id": kans.choice(self._geweigerd) if opnieuw else self._uuid(),
            "tijdstip": "2026-01-01T00:00:00Z",
            "convenant": "rotterdam-groepsaanpak-2019",
            "soort": soort,
            "afzender": afzender,
            "ontvanger": ontvanger,
            "medewerker": kans.choice(self._medewerkers[afzender]),
            "ontvangendeMedewerker": kans.choice([None, *self._medewerkers[ontvanger]]),
            "groep": groep,
            "stap": kans.choice((2, 2, 2, 3, 4, 5, 6, 7, None)),
            "doel": kans.choice(("D1", "D2", "D4", None)),
            "kanaal": kanaal,
            "overleg": self._overleg if kanaal == OVERLEG else None,
            "uiting": None if kanaal == KOPPELVLAK else self._uiting(afzender),
            "stuk": kans.choice(STUKKEN[soort]) if soort in STUKKEN else None,
            "onderdelen": [] if soort in ZONDER_ONDERDELEN else onderdelen,
            "afweging": None,
            "inReactieOp": None if op is None else op["id"],
            "inhoudCommitment": None,
            "vernietigd": self._vernietigd() if soort == VERNIETIGING else None,
        }

    def _uiting(self, afzender: str) -> str:
        """The one that is going on, or a new one."""
        if self._kans.random() < 0.5:
            self._uitingen[afzender] = self._uuid()
        return self._uitingen[afzender]

    def _vernietigd(self) -> dict[str, Any]:
        """Of some messages, of some people, of all of the group, or of nothing that is known."""
        kans = self._kans
        berichten = [een["id"] for een in kans.sample(self._recent, min(2, len(self._recent)))]
        return {
            "berichten": berichten if kans.random() < 0.4 else [],
            "betrokkenen": kans.sample(
                self._mensen, min(len(self._mensen), kans.choice((0, 2, 9)))
            ),
            "heleGroep": kans.random() < 0.15,
        }

    def _onderdeel(self) -> dict[str, Any]:
        soort, grondslag = self._kans.choice(GEGEVENS)
        status = self._kans.choice((None, None, "geinformeerd", "uitzondering", "open"))
        return {
            "betrokkene": self._kans.choice(self._mensen),
            "categorie": self._kans.choice((1, 1, 1, 2, 3)),
            "gegevenssoort": soort,
            "grondslag": grondslag,
            "informatie": None if status is None else {"status": status},
        }

    def _grondslagen(self, kop: dict[str, Any]) -> list[dict[str, Any]]:
        uit = []
        for nummer, onderdeel in enumerate(kop["onderdelen"]):
            artikel, wet, interpretatie = self._kans.choice(GRONDEN)
            uit.append(
                {"onderdeel": nummer, "grondslag": onderdeel["grondslag"], "convenant": artikel,
                 "wet": wet, "interpretatie": interpretatie}
            )  # fmt: skip
        return uit

    def _plichten(self, kop: dict[str, Any]) -> list[dict[str, Any]]:
        codes: list[tuple[str, int | None]] = []
        if kop["onderdelen"]:
            codes.append(("BEWAARTERMIJN", 30))
            if kop["ontvanger"] == "gemeente":
                codes.append(("INFORMEREN", 28))
        if kop["kanaal"] != KOPPELVLAK:
            codes.append(("VERSLAG", None))
        if kop["stuk"] == "nettolijst":
            codes.append(("VERWIJDEREN", 0))
        return [
            {"code": code, "onderdeel": None, "convenant": "8.1", "wet": None,
             "interpretatie": None, "uiterlijk": self._dag(dagen), "tekst": "Verzonnen."}
            for code, dagen in codes
        ]  # fmt: skip

    def _dag(self, dagen: int | None) -> str | None:
        return None if dagen is None else (self._nu + timedelta(days=dagen)).date().isoformat()

    def _vervolg(self, kop: dict[str, Any]) -> Blad:
        lot = self._kans.random()
        if kop["uiting"] is not None and lot < 0.15:
            return self._mondeling(kop)
        if lot < 0.25:
            self._open.append(kop)
            return self._bevestiging(kop["id"], "onbereikbaar")
        if lot > 0.9:
            return self._bevestiging(kop["id"], "geweigerd")
        if kop["uiting"] is not None:
            self._gezegd.append(kop)
        return self._bevestiging(kop["id"], "aanvaard")

    def _inhoud(self, kop: dict[str, Any]) -> Blad:
        """That it was said, or what came back on its content."""
        lot = self._kans.random()
        if lot < 0.4:
            self._gezegd.append(kop)
            return self._mondeling(kop)
        if lot < 0.6:
            self._gezegd.append(kop)
            return self._bevestiging(kop["id"], self._kans.choice(("onbereikbaar", "geweigerd")))
        return self._bevestiging(kop["id"], "aanvaard")

    def _mondeling(self, kop: dict[str, Any]) -> Blad:
        return maak_blad(
            "mondeling",
            self._nu.replace(microsecond=0),
            uiting=kop["uiting"],
            overleg=kop["overleg"],
            berichten=[kop["id"]],
            gezegdOp=f"{self._nu:%Y-%m-%dT%H:%M:%SZ}",
            medewerker=kop["medewerker"],
            zonderToestemming=self._kans.random() < 0.2,
            digest="SHA-256=" + "A" * 43 + "=",
            payloadSignature="x" * 20,
        )

    def _bevestiging(self, bericht: str, status: str) -> Blad:
        return maak_blad(
            "bevestiging",
            self._nu.replace(microsecond=0),
            sleutel=f"bevestiging:{bericht}",
            id=bericht,
            status=status,
            ontvangst=None,
            handtekening=None,
        )

    def _uuid(self) -> str:
        ruw = f"{self._kans.getrandbits(128):032x}"
        return f"{ruw[:8]}-{ruw[8:12]}-7{ruw[13:16]}-8{ruw[17:20]}-{ruw[20:]}"
