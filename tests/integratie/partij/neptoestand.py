"""De toestand waarin de nepgateway beslist: uit haar registers, met wat een poort leest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.convenant.kopvorm import Kop
from shared.tijd.klok import Klok
from tests.integratie.partij.nepoverleg import Nepoverleggen
from tests.integratie.partij.nepregister import REGELS, Geregistreerd, Register

Document = dict[str, Any]


# Wat een partij meldt, en geen toetsing aangaat.
_GEEN_TOESTAND = ("account", "bevestigdDoor")


@dataclass
class Neptoestand:
    """De registers samen."""

    berichten: Register
    partijen: Mapping[str, Geregistreerd]
    autorisaties: Mapping[str, Document]
    groepen: Mapping[str, Document]
    overleggen: Nepoverleggen
    klok: Klok

    def van(self, kop: Kop) -> Document:
        """De toestand van één kop, nu."""
        overleg = self._overleg(kop)
        return {
            "nu": self.klok().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "convenant": {
                "id": REGELS.id,
                "laatsteOndertekening": REGELS.ondertekend.isoformat(),
                "beeindigdPer": None,
                "opzeggingen": [],
            },
            "partijen": {
                code: {
                    "actief": self.partijen[code].actief,
                    "dpiaGoedgekeurd": self.partijen[code].dpia,
                }
                for code in (kop.afzender, kop.ontvanger)
                if code in self.partijen
            },
            "autorisaties": self._autorisaties(kop, overleg),
            "groep": self._groep(kop),
            "verwijzing": self.berichten.verwijzing(kop),
            "overleg": overleg,
        }

    def _autorisaties(self, kop: Kop, overleg: Document | None) -> Document:
        genoemd = {kop.medewerker, kop.ontvangende_medewerker}
        genoemd |= {deel.betrokkene for deel in kop.onderdelen}
        genoemd |= {deel.kind for deel in kop.onderdelen}
        genoemd |= set(overleg["deelnemers"]) if overleg is not None else set()
        return {
            wie: {naam: waarde for naam, waarde in een.items() if naam not in _GEEN_TOESTAND}
            for wie, een in self.autorisaties.items()
            if wie in genoemd
        }

    def _groep(self, kop: Kop) -> Document | None:
        groep = self.groepen.get(kop.groep or "")
        if groep is None:
            return None
        vorm = {naam: waarde for naam, waarde in groep.items() if naam != "code"}
        return {**vorm, "informatieverzoeken": self.berichten.verzoeken(kop)}

    def _overleg(self, kop: Kop) -> Document | None:
        kanaal = REGELS.kanalen.get(kop.kanaal)
        if kanaal is None or not kanaal.overleg or kop.overleg is None:
            return None
        return self.overleggen.toestand(kop.overleg)
