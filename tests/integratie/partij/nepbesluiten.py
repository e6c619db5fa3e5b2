"""Hoe de nepgateway over groepen beslist: zoals de echte, handtekeningen eerst, dan de regels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header, verifieer_digest_handtekening
from shared.convenant.besluiten.groepsbesluit import GroepsbesluitGeweigerd, ondertekening, pas_toe
from shared.convenant.termijnen import datum_nl
from shared.tijd.klok import Klok
from tests.integratie.partij.nepregister import REGELS, Geregistreerd

Document = dict[str, Any]


@dataclass
class Nepbesluiten:
    """`beslist`: of een besluit ook echt wordt genomen; anders wordt het alleen onthouden.

    `vlak_ervoor`: wat een ander intussen doet, net voordat dit besluit binnenkomt.
    """

    groepen: dict[str, Document]
    autorisaties: Mapping[str, Document]
    partijen: Mapping[str, Geregistreerd]
    klok: Klok
    genomen: list[Document] = field(default_factory=list)
    ingediend: list[Document] = field(default_factory=list)
    botst: list[Document] = field(default_factory=list)
    beslist: bool = False
    antwoord_kwijt: bool = False
    vlak_ervoor: list[Callable[[], None]] = field(default_factory=list)
    afgesloten: dict[str, str] = field(default_factory=dict)
    beeindigd_per: str | None = None
    opzeggingen: list[Document] = field(default_factory=list)

    def gelezen(self, groep: Document) -> Document:
        """Zoals een partij een groep leest: met de dag waarop het laatste besluit viel."""
        return {
            **groep,
            "afgeslotenOp": self.afgesloten.get(groep["id"]),
            "convenant": {"beeindigdPer": self.beeindigd_per, "opzeggingen": self.opzeggingen},
        }

    def sluit(self, groep: str) -> None:
        """Vandaag eindigde deze groep."""
        self.afgesloten.setdefault(groep, datum_nl(self.klok()).isoformat())

    def dien_in(self, ingediend: Document) -> tuple[int, Document]:
        if self.botst:
            return 409, {"status": 409, "detail": "Nu niet.", "redenen": self.botst}
        while self.vlak_ervoor:
            self.vlak_ervoor.pop()()
        antwoord = self.neem(ingediend)
        if self.antwoord_kwijt:
            raise httpx.ReadError("verbinding verbroken")
        return antwoord

    def neem(self, ingediend: Document) -> tuple[int, Document]:
        self.ingediend.append(ingediend)
        ondertekenaars = self._ondertekenaars(ingediend)
        if eerder := self._eerder(ingediend["besluit"]):
            return eerder
        groep = {"id": ingediend["besluit"]["groep"]}
        antwoord: tuple[int, Document] = (201, {"bladnummer": 3, "groep": groep})
        if self.beslist:
            antwoord = self._voer_uit(ingediend["besluit"], ondertekenaars)
        if antwoord[0] == 201:
            self.genomen.append(ingediend)
        return antwoord

    def _eerder(self, besluit: Document) -> tuple[int, Document] | None:
        """Hetzelfde nog eens krijgt hetzelfde antwoord; een ander onder dit kenmerk niet."""
        for genomen in self.genomen:
            if genomen["besluit"] == besluit:
                groep = self.groepen.get(besluit["groep"]) or {"id": besluit["groep"]}
                return 201, {"bladnummer": 3, "groep": groep}
            if genomen["besluit"]["id"] == besluit["id"]:
                return 409, {"status": 409, "detail": "Dit kenmerk is al gebruikt."}
        return None

    def _voer_uit(
        self, besluit: Document, ondertekenaars: Mapping[str, str | None]
    ) -> tuple[int, Document]:
        try:
            groep = pas_toe(
                self.groepen.get(besluit["groep"]), besluit, ondertekenaars, REGELS, self.klok()
            )
        except GroepsbesluitGeweigerd as fout:
            redenen = [reden.als_dict() for reden in fout.redenen]
            wie = {"BESLUIT_HANDTEKENING", "BESLUIT_FUNCTIE"}
            status = 403 if wie & {reden["code"] for reden in redenen} else 409
            return status, {"status": status, "detail": "Nu niet.", "redenen": redenen}
        if any(een["code"] == groep["code"] and een["id"] != groep["id"]
               for een in self.groepen.values()):  # fmt: skip
            redenen = [{"uitleg": "Deze code is al van een andere groep."}]
            return 409, {"status": 409, "detail": "Nu niet.", "redenen": redenen}
        self.groepen[besluit["groep"]] = groep
        if groep["status"] != "actief":
            self.sluit(groep["id"])
        return 201, {"bladnummer": 3, "groep": groep}

    def _ondertekenaars(self, ingediend: Document) -> dict[str, str | None]:
        """Per partij de functie van wie voor haar tekende; None: zonder volledige autorisatie."""
        digest = digest_header(jcs(ingediend["besluit"]))
        uit: dict[str, str | None] = {}
        for code, zetting in ingediend["handtekeningen"].items():
            wie = zetting["medewerker"]
            getekend = digest_header(jcs(dict(ondertekening(digest, wie))))
            certificaat = self.partijen[code].ondertekening
            verifieer_digest_handtekening(zetting["handtekening"], getekend, certificaat)
            uit[code] = self._functie(code, wie)
        return uit

    def _functie(self, code: str, wie: str) -> str | None:
        een = self.autorisaties.get(wie)
        if een is None or een["partij"] != code or not self._geldig(een):
            return None
        return str(een["functie"])

    def _geldig(self, een: Document) -> bool:
        namen = ("aangewezen", "geautoriseerd", "geheimhouding", "vog")
        vandaag = self.klok().date().isoformat()
        return all(een[naam] for naam in namen) and een["geldigTot"] >= vandaag

    def collegas(self) -> list[Document]:
        """Wie er te vinden is: verwijzing, partij en functie, en of zij vandaag mag."""
        return [
            {
                "id": wie,
                "partij": een["partij"],
                "functie": een["functie"],
                "geldigTot": een["geldigTot"],
                "geldig": self._geldig(een),
            }
            for wie, een in self.autorisaties.items()
        ]
