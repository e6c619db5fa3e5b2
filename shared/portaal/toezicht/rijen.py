"""Alarms, acts and what runs, as rows of a screen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.portaal.schermen.gegevens import leesbaar
from shared.portaal.schermen.wegen import scherm_van
from shared.portaal.weergave import hoofdletter, over, schuilnummer
from shared.portaal.woorden import Woordenlijst, eigen_woord, eigen_woorden

_KLEUREN = {"nieuw": "fout", "in_behandeling": "let-op", "afgehandeld": "goed"}
ALARMSTANDEN = tuple(_KLEUREN)
"""What needs somebody first."""
_DRINGEND = ("te_laat", "vandaag")


def alarmregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One alarm in words."""
    return {
        "id": een["id"],
        "titel": een["titel"],
        "doen": een["watTeDoen"],
        "op": een["tijdstip"],
        "blad": een["bladnummer"],
        "bladen": een["bladen"],
        "aantal": een["aantal"],
        "venster": (een["venster"]["van"], een["venster"]["tot"]),
        "over": f"{een['per']} {_onderwerp(een['onderwerp'], begrippen)}",
        "status": een["status"],
        "stand": begrippen.kort("alarmstatussen", een["status"]),
        "kleur": _KLEUREN.get(een["status"], ""),
        "partijen": [begrippen.partij(code) for code in een["partijen"]],
        "uitkomst": begrippen.kort("alarmuitkomsten", een["uitkomst"]) if een["uitkomst"] else "",
        "toelichting": een["toelichting"] or "",
        "gewijzigd": een["gewijzigdOp"],
    }


def _onderwerp(verwijzing: str, begrippen: Woordenlijst) -> str:
    if verwijzing in begrippen.soorten.get("partijen", {}):
        return begrippen.partij(verwijzing)
    return schuilnummer(verwijzing)


def spoorregel(
    een: Mapping[str, Any], namen: Mapping[str, str], begrippen: Woordenlijst
) -> dict[str, Any]:
    """One act in words; whom it was about by a number only."""
    handelingen: Mapping[str, str] = eigen_woorden()["handeling"]
    functie = begrippen.kort("functies", een["functie"]) if een["functie"] else "niet meer bekend"
    return {
        "op": een["tijdstip"],
        "wie": namen.get(een["medewerker"]) or schuilnummer(een["medewerker"]),
        "functie": "een programma" if een["programma"] else functie,
        "deed": handelingen.get(een["handeling"], leesbaar(een["handeling"].replace("_", " "))),
        "wat": hoofdletter(leesbaar(een["soort"].replace("_", " ").replace("-", " "))),
        "over": schuilnummer(een["persoon"]) if een["persoon"] else "",
        "aan": begrippen.partij(een["aan"]) if een["aan"] else "",
        "recht": begrippen.kort("rechten", een["recht"]) if een["recht"] else "",
    }


def toezichtregel(een: Mapping[str, Any], vandaag: date) -> dict[str, Any]:
    """One thing that runs or was done."""
    open_ = een["stand"] == "open"
    return {
        "titel": een["titel"],
        "pad": scherm_van(een["pad"]),
        "rubriek": eigen_woord("rubriek", een["rubriek"]),
        "wanneer": over(een["uiterlijk"], vandaag) if open_ else "gedaan",
        "kleur": ("fout" if een["urgentie"] in _DRINGEND else "") if open_ else "goed",
        "uiterlijk": een["uiterlijk"] if open_ else None,
        "klok": een["klok"] if open_ else None,
        "sinds": een["sinds"],
        "gedaan": een["gedaanOp"],
    }
