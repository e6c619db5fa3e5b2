"""Has every reason a sentence, and every source a row? Part of the check of a covenant file."""

from collections.abc import Iterator, Sequence
from typing import Any

from shared.convenant.bestand.model import Convenantbestand
from shared.convenant.bestand.rijen import VoorwaardeRij
from shared.convenant.redencodes import CODES, plaatshouders, toegestane_plaatshouders
from shared.convenant.vorm import Fout, json_pointer

Pad = tuple[int | str, ...]


def controleer_redenen(bestand: Convenantbestand, ruw: dict[str, Any]) -> Iterator[Fout]:
    """Faults in [redenen], in references to it, and in references to [interpretaties]."""
    verwezen = dict(CODES)
    for pad, code, poort in _verwijzingen(bestand):
        reden = bestand.redenen.get(code)
        if reden is None:
            yield Fout(json_pointer(pad), f"reden '{code}' bestaat niet")
        elif reden.poort != poort:
            yield Fout(json_pointer(pad), f"reden '{code}' hoort bij poort {reden.poort}")
        verwezen[code] = poort
    for code, poort in CODES.items():
        reden = bestand.redenen.get(code)
        if reden is None:
            yield Fout(f"/redenen/{code}", "ontbreekt, maar is verplicht")
        elif reden.poort != poort:
            yield Fout(f"/redenen/{code}/poort", f"moet poort {poort} zijn")
    for code in sorted(set(bestand.redenen) - set(verwezen)):
        yield Fout(f"/redenen/{code}", "wordt nergens gebruikt")
    yield from _teksten(bestand)
    yield from _interpretaties(bestand, ruw, ())


def _verwijzingen(bestand: Convenantbestand) -> Iterator[tuple[Pad, str, int]]:
    for code, partij in bestand.partijen.items():
        yield from _uit(partij.voorwaarden, ("partijen", code, "voorwaarden"), 9)
    for code, soort in bestand.gegevenssoorten.items():
        yield from _uit(soort.voorwaarden, ("gegevenssoorten", code, "voorwaarden"), 9)
    for nummer, regel in enumerate(bestand.verstrekkingsregels):
        yield from _uit(regel.voorwaarden, ("verstrekkingsregels", nummer, "voorwaarden"), 11)
    for nummer, overleg in enumerate(bestand.overlegregels):
        yield ("overlegregels", nummer, "reden"), overleg.reden, 13
    for nummer, doel in enumerate(bestand.doelregels):
        yield ("doelregels", nummer, "reden"), doel.reden, 10
    for code, categorie in bestand.categorieen.items():
        if categorie.reden_leeftijd is not None:
            yield ("categorieen", code, "redenLeeftijd"), categorie.reden_leeftijd, 6


def _uit(
    voorwaarden: Sequence[VoorwaardeRij], pad: Pad, poort: int
) -> Iterator[tuple[Pad, str, int]]:
    for nummer, voorwaarde in enumerate(voorwaarden):
        yield (*pad, nummer, "reden"), voorwaarde.reden, poort


def _teksten(bestand: Convenantbestand) -> Iterator[Fout]:
    for code, reden in bestand.redenen.items():
        plek = f"/redenen/{code}"
        if reden.convenant is None and reden.wet is None:
            yield Fout(plek, "noemt geen artikel van het convenant of de wet")
        try:
            namen = plaatshouders(reden.uitleg)
        except ValueError as fout:
            yield Fout(f"{plek}/uitleg", f"accolades kloppen niet: {fout}")
            continue
        for naam in sorted(namen - toegestane_plaatshouders(code, reden.poort)):
            yield Fout(f"{plek}/uitleg", f"plaatshouder '{{{naam}}}' bestaat hier niet")


def _interpretaties(bestand: Convenantbestand, waarde: object, pad: Pad) -> Iterator[Fout]:
    if isinstance(waarde, dict):
        for naam, inhoud in waarde.items():
            if naam == "interpretatie" and inhoud not in bestand.interpretaties:
                yield Fout(json_pointer((*pad, naam)), f"interpretatie '{inhoud}' bestaat niet")
            yield from _interpretaties(bestand, inhoud, (*pad, naam))
    elif isinstance(waarde, list):
        for nummer, inhoud in enumerate(waarde):
            yield from _interpretaties(bestand, inhoud, (*pad, nummer))
