"""De overleggen van de nepgateway: onthoudt wat vooraf is geregistreerd, en wie het mag zien."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Scope

from shared.bericht.tijd import lees_utc, utc_tekst
from shared.convenant.poorten.deelname import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.tijd.klok import Klok
from shared.web.problemen import TYPEBASIS
from tests.integratie.partij.nepregister import REGELS
from tests.integratie.partij.nepuitingen import Nepuitingen

Document = dict[str, Any]
Antwoord = tuple[int, Document, dict[str, str]]


@dataclass
class Nepoverleggen:
    """`voeg_toe` zet een blad in de boom; `partij_van` zegt van wie een autorisatie is."""

    voeg_toe: Callable[..., int]
    partij_van: Callable[[str], str]
    groepen: Mapping[str, Document]
    klok: Klok
    geregistreerd: dict[str, Document] = field(default_factory=dict)
    weg: bool = False
    uitingen: Nepuitingen = field(init=False)

    def antwoord(self, scope: Scope, body: bytes, partij: str) -> Antwoord | None:
        """Het antwoord, als dit verzoek over een overleg gaat."""
        pad, methode = scope["path"], scope["method"]
        if not pad.startswith("/v1/overleggen"):
            return None
        if self.weg:
            return 503, {"detail": "Nu even niet."}, {}
        kenmerk = pad.rpartition("/")[2]
        if methode == "PUT":
            return self._registreer(kenmerk, json.loads(body))
        if kenmerk == "overleggen":
            vraag = parse_qs(scope["query_string"].decode())
            (groep,) = vraag.get("groep", [None])
            (van,), (tot,) = vraag.get("van", [""]), vraag.get("tot", ["9999"])
            rijen = [
                {**self.geregistreerd[k], "id": k, "uitingen": [], "open": []}
                for k, d in self.geregistreerd.items()
                if groep in (None, *d["groepen"])
                and van <= self._dag(d).isoformat() <= tot
                and self._mag_weten(k, partij)
            ]
            return 200, {"overleggen": sorted(rijen, key=lambda r: r["begin"], reverse=True)}, {}
        if kenmerk not in self.geregistreerd or not self._mag_weten(kenmerk, partij):
            return 404, {"detail": "Dit overleg is er niet, of niet voor u."}, {}
        return 200, self._vorm(kenmerk, partij), {}

    def toestand(self, kenmerk: str) -> Document | None:
        """Het lid `overleg` van de toestand; None: niet geregistreerd, of afgelast."""
        document = self.geregistreerd.get(kenmerk)
        if document is None or document["afgelast"]:
            return None
        vorm = {naam: document[naam] for naam in ("soort", "locatie", "deelnemers", "groepen")}
        return {"id": kenmerk, **vorm, "dag": self._dag(document).isoformat()}

    def aan_tafel(self, kenmerk: str) -> set[str]:
        """De partijen met een deelnemer die vooraf is geregistreerd."""
        return set(
            map(self.partij_van, self.geregistreerd.get(kenmerk, {"deelnemers": ()})["deelnemers"])
        )

    def gaat_door(self, kenmerk: str) -> bool:
        """Of het is geregistreerd en niet afgelast."""
        return not self.geregistreerd.get(kenmerk, {"afgelast": True})["afgelast"]

    def begin(self, kenmerk: str) -> datetime:
        """Wanneer het begint; wat niet is geregistreerd begint nooit."""
        document = self.geregistreerd.get(kenmerk)
        return datetime.max.replace(tzinfo=UTC) if document is None else lees_utc(document["begin"])

    def _dag(self, document: Document) -> date:
        return datum_nl(lees_utc(document["begin"]))

    def _registreer(self, kenmerk: str, getekend: Document) -> Antwoord:
        assert (getekend["id"], getekend["versie"] >= 1) == (kenmerk, True)
        over = ("id", "versie", "tijdstip")
        document = {lid: waarde for lid, waarde in getekend.items() if lid not in over}
        bekend = self.geregistreerd.get(kenmerk)
        aan_de_deur = bekend is not None and self._is_deur(bekend, document)
        begonnen = bekend is not None and lees_utc(bekend["begin"]) <= self.klok()
        if begonnen and not aan_de_deur:
            probleem = {
                "type": f"{TYPEBASIS}kenmerk-al-gebruikt",
                "detail": "Dit overleg is al begonnen en verandert niet meer.",
            }
            return 409, probleem, {}
        if bekend is not None and self._ligt_vast(kenmerk, bekend, document):
            probleem = {
                "type": f"{TYPEBASIS}overleg-ligt-vast",
                "detail": "In dit overleg is al iets toegestaan. Er komt niemand meer bij.",
            }
            return 409, probleem, {}
        if self.uitingen.iets_gezegd_in(kenmerk):
            probleem = {
                "type": f"{TYPEBASIS}overleg-ligt-vast",
                "detail": "Van dit overleg is al verteld wat er is gezegd.",
            }
            return 409, probleem, {}
        fouten = [f for f in self._fouten(document) if not (begonnen and f["pad"] == "/begin")]
        if fouten:
            return 400, {"detail": "Dit kan niet.", "fouten": fouten}, {}
        self.geregistreerd[kenmerk] = document
        velden = {naam: waarde for naam, waarde in document.items() if naam != "soort"}
        bladnummer = self.voeg_toe(
            "overleg", utc_tekst(self.klok()), id=kenmerk, overlegsoort=document["soort"], **velden
        )
        return 200, {"bladnummer": bladnummer}, {}

    def _is_deur(self, bekend: Document, nieuw: Document) -> bool:
        gelijk = {**nieuw, "deelnemers": bekend["deelnemers"]} == bekend
        nog_bezig = lees_utc(bekend["einde"]) > self.klok()
        return gelijk and nog_bezig and set(nieuw["deelnemers"]) > set(bekend["deelnemers"])

    def _ligt_vast(self, kenmerk: str, bekend: Document, nieuw: Document) -> bool:
        erbij = {
            *(set(nieuw["deelnemers"]) - set(bekend["deelnemers"])),
            *(set(nieuw["groepen"]) - set(bekend["groepen"])),
        }
        return bool(erbij) and self.uitingen.iets_toegestaan_in(kenmerk)

    def _fouten(self, document: Document) -> list[Document]:
        fouten = []
        if document["locatie"] not in REGELS.overleglocaties:
            fouten.append({"pad": "/locatie", "melding": "kan niet"})
        if lees_utc(document["begin"]) <= self.klok():
            fouten.append({"pad": "/begin", "melding": "is al voorbij"})
        for nummer, wie in enumerate(document["deelnemers"]):
            partij = self.partij_van(wie)
            waarom = (
                self._beletsel(document, partij, lees_utc(document["begin"]))
                if partij in REGELS.partijen
                else "is geen bekende autorisatie"
            )
            if waarom is not None:
                fouten.append({"pad": f"/deelnemers/{nummer}", "melding": waarom})
        return fouten

    def _beletsel(self, document: Document, partij: str, moment: datetime) -> str | None:
        beletsels = (
            beletsel_op_dag(
                REGELS, partij, document["soort"], self.groepen.get(groep), datum_nl(moment)
            )
            for groep in document["groepen"]
        )
        return next((een for een in beletsels if een is not None), None)

    def _mag_weten(self, kenmerk: str, partij: str) -> bool:
        document = self.geregistreerd[kenmerk]
        erbij = partij in {document["partij"], *self.aan_tafel(kenmerk)}
        nu = self.klok()
        return erbij and all(
            self._beletsel(document, partij, moment) is None
            for moment in (nu, max(nu, lees_utc(document["begin"])))
        )

    def _vorm(self, kenmerk: str, partij: str) -> Document:
        uitingen = self.uitingen.in_overleg(kenmerk)
        return {
            **self.geregistreerd[kenmerk],
            "id": kenmerk,
            "uitingen": [
                self.uitingen.beeld(een, partij)
                for een in uitingen
                if self.uitingen.was_erbij(een, partij, self.aan_tafel(kenmerk))
            ],
            "open": [
                self.uitingen.open_(een)
                for een in uitingen
                if self.uitingen.is_open(een) and self.gaat_door(kenmerk)
            ],
        }
