"""A form as data: its fields, what is in them, and the JSON an API gets. Pure.

The name of a field is its place in that JSON: ``monitoring.hoe``; of a row ``doelen.0.titel``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from shared.portaal.formulier.vraag import (
    DAG,
    JA_NEE,
    KEUZES,
    NUMMER,
    ONGEVRAAGD,
    REGELS,
    RIJEN,
    Veld,
)
from shared.portaal.weergave import lees_dag, lees_getal

Waarden = Mapping[str, Sequence[str]]
Fout = tuple[str, str]
"""The name of a field, and what is asked."""

_MEESTE_RIJEN: Final = 30


def rijen_van(veld: Veld, waarden: Waarden) -> list[tuple[Veld, ...]]:
    """The rows that are there, and at least one: each the fields with their full names."""
    begin = f"{veld.naam}."
    aantal = min(max(_rijnummers(begin, waarden), default=0) + 1, _MEESTE_RIJEN)
    return [
        tuple(replace(een, naam=f"{begin}{nummer}.{een.naam}") for een in veld.velden)
        for nummer in range(aantal)
    ]


def nog_een(veld: str, waarden: Waarden) -> dict[str, list[str]]:
    """The same with an empty row after it."""
    begin = f"{veld}."
    laatste = max(_rijnummers(begin, waarden), default=-1)
    return {**{naam: list(een) for naam, een in waarden.items()}, f"{begin}{laatste + 1}.": [""]}


def _rijnummers(begin: str, waarden: Waarden) -> list[int]:
    """Of which rows something was sent."""
    delen = (een.removeprefix(begin).partition(".")[0] for een in waarden if een.startswith(begin))
    return [nummer for een in delen if (nummer := lees_getal(een)) is not None]


def inhoud_van(velden: Iterable[Veld], waarden: Waarden) -> tuple[dict[str, Any], list[Fout]]:
    """What the API gets, and what is still missing or cannot be read."""
    inhoud: dict[str, Any] = {}
    fouten: list[Fout] = []
    for veld in velden:
        waarde = _lees(veld, waarden, fouten)
        if veld.soort in ONGEVRAAGD and waarde is None:
            continue
        if waarde is None and veld.verplicht and not any(een[0] == veld.naam for een in fouten):
            fouten.append((veld.naam, f"{_vraag(veld)}: vul dit in."))
        elif waarde is not None:
            _zet(inhoud, veld.naam.split("."), waarde)
    return inhoud, fouten


def _vraag(veld: Veld) -> str:
    return veld.label.rstrip("?:. ")


def _lees(veld: Veld, waarden: Waarden, fouten: list[Fout]) -> Any:  # noqa: ANN401 - any JSON
    tekst = next(iter(waarden.get(veld.naam, ())), "").strip()
    if veld.soort == RIJEN:
        return _lees_rijen(veld, waarden, fouten)
    if veld.soort == KEUZES:
        return [een for een in waarden.get(veld.naam, ()) if een] or None
    if veld.soort == REGELS:
        return [regel.strip() for regel in tekst.splitlines() if regel.strip()] or None
    if not tekst:
        return None
    if veld.soort == JA_NEE:
        return tekst == "ja"
    if veld.soort == DAG:
        dag = lees_dag(tekst)
        if dag is None:
            fouten.append((veld.naam, f"{_vraag(veld)}: schrijf de dag als 31-12-2026."))
        return None if dag is None else dag.isoformat()
    return tekst


def _lees_rijen(veld: Veld, waarden: Waarden, fouten: list[Fout]) -> list[Any] | None:
    begin = f"{veld.naam}."
    rijen = []
    genummerd = [een for een in veld.velden if een.soort == NUMMER]
    for nummer, rij in enumerate(rijen_van(veld, waarden)):
        gevraagd = [een.naam for een in rij if een.soort not in ONGEVRAAGD]
        if not any(_gevuld(waarden.get(naam, ())) for naam in gevraagd):
            continue
        kaal = {
            naam.removeprefix(f"{begin}{nummer}."): een
            for naam, een in waarden.items()
            if naam.startswith(f"{begin}{nummer}.")
        }
        gelezen, mist = inhoud_van(veld.velden, kaal)
        fouten += [(f"{begin}{nummer}.{naam}", zin) for naam, zin in mist]
        rijen.append(gelezen)
    for een in genummerd:
        _nummer(een, rijen)
    return rijen or None


def _nummer(veld: Veld, rijen: Iterable[dict[str, Any]]) -> None:
    """A row without a number gets the first that no other row has."""
    alle = list(rijen)
    bezet = {rij.get(veld.naam) for rij in alle}
    vrij = (f"{veld.hint}{getal}" for getal in range(1, _MEESTE_RIJEN * 2 + 1))
    over = (een for een in vrij if een not in bezet)
    for rij in alle:
        if not rij.get(veld.naam):
            rij[veld.naam] = next(over)


def _gevuld(waarden: Sequence[str]) -> bool:
    return any(een.strip() for een in waarden)


def _zet(inhoud: dict[str, Any], delen: Sequence[str], waarde: Any) -> None:  # noqa: ANN401
    for deel in delen[:-1]:
        inhoud = inhoud.setdefault(deel, {})
    inhoud[delen[-1]] = waarde


def waarden_van(velden: Iterable[Veld], inhoud: Mapping[str, Any]) -> dict[str, list[str]]:
    """The reverse: what stands in the fields when the record says this."""
    waarden: dict[str, list[str]] = {}
    for veld in velden:
        waarde = _haal(inhoud, veld.naam.split("."))
        if waarde is None:
            continue
        if veld.soort == RIJEN:
            for nummer, rij in enumerate(waarde):
                for naam, een in waarden_van(veld.velden, rij).items():
                    waarden[f"{veld.naam}.{nummer}.{naam}"] = een
        else:
            waarden[veld.naam] = _als_waarden(veld, waarde)
    return waarden


def _haal(inhoud: Any, delen: Sequence[str]) -> Any:  # noqa: ANN401 - any JSON
    for deel in delen:
        inhoud = inhoud.get(deel) if isinstance(inhoud, Mapping) else None
    return inhoud


def _als_waarden(veld: Veld, waarde: Any) -> list[str]:  # noqa: ANN401 - any JSON
    if isinstance(waarde, list) and veld.soort != REGELS:
        return [str(een) for een in waarde]
    if veld.soort == REGELS:
        return ["\n".join(waarde)]
    if veld.soort == JA_NEE:
        return ["ja" if waarde else "nee"]
    if veld.soort == DAG:
        return [f"{date.fromisoformat(waarde[:10]):%d-%m-%Y}"]
    return [str(waarde)]


def plaats_van(pad: str, velden: Iterable[Veld]) -> str:
    """The field that a fault of the API is about: ``/doelen/0/titel``; empty when it is in none."""
    delen = [een for een in pad.strip("/").split("/") if een]
    if delen and delen[0] in ("body", "velden"):
        delen = delen[1:]
    naam = ".".join(delen)
    alle = list(velden)
    bekend, rijen = {een.naam for een in alle}, [een.naam for een in alle if een.soort == RIJEN]
    while naam:
        if naam in bekend or any(naam.startswith(f"{een}.") for een in rijen):
            return naam
        naam = naam.rpartition(".")[0]
    return ""


def veldfouten(fouten: Iterable[Mapping[str, Any]], velden: Sequence[Veld]) -> list[Fout]:
    """The faults an API named, each with the field it is in, in words."""
    regels = []
    for een in fouten:
        naam = plaats_van(str(een.get("pad", "")), velden)
        label = next((_vraag(veld) for veld in velden if naam.split(".0")[0] == veld.naam), "")
        zin = str(een.get("melding", ""))
        regels.append((naam, f"{label}: {zin}" if label else zin[:1].upper() + zin[1:]))
    return regels
