"""Who hears what is said, and on what ground each: from one order to one message a party. Pure.

At a table that follows from the registered meeting: every other party with a deelnemer hears it,
whether or not the official thinks of it. On the telephone the official says who is on the line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.bestand.toegang.bevoegdheid import rechten_van
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import gesprekskanaal
from shared.convenant.poorten.deelname import overlegkanaal
from shared.partij.fouten import OngeldigeInvoer
from shared.verzenden.samenstellen.opdracht import Mondelingopdracht
from shared.verzenden.uitingen.vormen import (
    Toehoorder,
    Toehoorderopdracht,
    Zegonderdeel,
    Zegopdracht,
)
from shared.web.meldingen import Invoerfout

_VAN_ONDERDEEL = (
    "persoon", "deelnemer", "gegevenssoort", "gegeven", "kenmerken", "informatie", "vervangt",
)  # fmt: skip


@dataclass(frozen=True)
class Deelnemer:
    """Somebody at the table. ``geldig``: his authorisation is complete and holds today."""

    id: str
    partij: str
    functie: str
    geldig: bool


def kanaal_van(opdracht: Zegopdracht, regels: Convenantregels) -> str:
    """Along which way it is said: in a meeting, or outside one."""
    return overlegkanaal(regels) if opdracht.overleg is not None else gesprekskanaal(regels)


def aan_de_lijn(opdracht: Zegopdracht, regels: Convenantregels, eigen: str) -> list[Toehoorder]:
    """Who is on the line, as the official says. Raises ``OngeldigeInvoer``."""
    andere = [code for code in regels.partijen if code != eigen]
    fouten = _keuzefouten(opdracht, andere, "is geen andere partij bij het convenant")
    if not opdracht.toehoorders:
        fouten.append(Invoerfout("/toehoorders", "Zeg wie er aan de lijn is."))
    for nummer, een in enumerate(opdracht.toehoorders):
        if een.medewerker is None:
            zin = "Zeg wie van deze partij u aan de lijn hebt."
            fouten.append(Invoerfout(f"/toehoorders/{nummer}/medewerker", zin))
    fouten += _grondslagfouten(opdracht, [een.partij for een in opdracht.toehoorders])
    if fouten:
        raise OngeldigeInvoer(fouten)
    return [
        Toehoorder(een.partij, een.medewerker, een.in_reactie_op, f"/toehoorders/{nummer}")
        for nummer, een in enumerate(opdracht.toehoorders)
    ]


def aan_tafel(
    opdracht: Zegopdracht,
    overlegsoort: str,
    deelnemers: Sequence[Deelnemer],
    regels: Convenantregels,
    eigen: str,
    soort: str,
) -> list[Toehoorder]:
    """Every other party at the table, each by somebody whose function may hear this.

    Where there is nobody like that it is somebody all the same: the toetsing says why not. Raises
    ``OngeldigeInvoer``.
    """
    aanwezig = {een.partij for een in deelnemers} - {eigen}
    partijen = [code for code in regels.partijen if code in aanwezig]
    fouten = _keuzefouten(opdracht, partijen, "zit niet aan tafel")
    if not partijen:
        fouten.append(Invoerfout("/overleg", "Er zit niemand van een andere partij aan tafel."))
    gekozen = {een.partij: (nummer, een) for nummer, een in enumerate(opdracht.toehoorders)}
    fouten += _medewerkerfouten(gekozen, deelnemers)
    fouten += _grondslagfouten(opdracht, partijen)
    if fouten:
        raise OngeldigeInvoer(fouten)
    rechten = _ontvangrechten(regels, soort, overlegsoort)
    gevonden = []
    for partij in partijen:
        nummer, keuze = gekozen.get(partij, (None, None))
        pad = "/overleg" if nummer is None else f"/toehoorders/{nummer}"
        medewerker = keuze.medewerker if keuze is not None else None
        if medewerker is None:
            medewerker = _wie_het_mag_horen(partij, deelnemers, rechten, regels)
        in_reactie_op = keuze.in_reactie_op if keuze is not None else None
        gevonden.append(Toehoorder(partij, medewerker, in_reactie_op, pad))
    return gevonden


def opdracht_voor(
    opdracht: Zegopdracht,
    toehoorder: Toehoorder,
    uiting: str,
    soort: str,
    regels: Convenantregels,
    eigen: str,
) -> Mondelingopdracht:
    """The message for one party: the same words, on the ground for this one."""
    naar = toehoorder.partij
    weegt = regels.soorten[soort].weging
    return Mondelingopdracht.model_validate(
        {
            "soort": opdracht.soort,
            "ontvanger": naar,
            "ontvangende_medewerker": toehoorder.medewerker,
            "groep": opdracht.groep,
            "stap": opdracht.stap,
            "doel": opdracht.doel,
            "kanaal": kanaal_van(opdracht, regels),
            "overleg": opdracht.overleg,
            "uiting": uiting,
            "in_reactie_op": toehoorder.in_reactie_op,
            "afweging": opdracht.afweging,
            "bevestigd_zonder_personen": opdracht.bevestigd_zonder_personen,
            "onderdelen": [
                {
                    **{naam: getattr(deel, naam) for naam in _VAN_ONDERDEEL},
                    "grondslag": _grondslag(deel, regels, eigen, naar) if weegt else None,
                }
                for deel in opdracht.onderdelen
            ],
        },
        by_name=True,
    )


def deelnemers_uit(overleg: Mapping[str, Any], collegas: Sequence[Deelnemer]) -> list[Deelnemer]:
    """Who of these colleagues is at this table, in the order in which they were registered."""
    bekend = {een.id: een for een in collegas}
    return [bekend[wie] for wie in overleg["deelnemers"] if wie in bekend]


def _grondslag(deel: Zegonderdeel, regels: Convenantregels, van: str, naar: str) -> str | None:
    """The ground the official chose, or the only one there is; what is missing the gate says."""
    if naar in deel.grondslagen:
        return deel.grondslagen[naar]
    mogelijk = regels.grondslagregels.get((van, naar, deel.gegevenssoort or ""), {})
    return next(iter(mogelijk)) if len(mogelijk) == 1 else None


def _wie_het_mag_horen(
    partij: str,
    deelnemers: Sequence[Deelnemer],
    rechten: Collection[str],
    regels: Convenantregels,
) -> str:
    mensen = [een for een in deelnemers if een.partij == partij]
    geschikt = (
        een.id
        for een in mensen
        if een.geldig
        and (not rechten or not rechten_van(regels, partij, een.functie).isdisjoint(rechten))
    )
    return next(geschikt, mensen[0].id)


def _ontvangrechten(regels: Convenantregels, soort: str, overlegsoort: str) -> frozenset[str]:
    """The rights of which who hears it needs one, in this kind of meeting."""
    rij = regels.soorten[soort]
    eigen = () if rij.recht_ontvanger is None else (rij.recht_ontvanger,)
    return frozenset((*eigen, *rij.recht_in_overleg.get(overlegsoort, ())))


def _keuzefouten(opdracht: Zegopdracht, partijen: Sequence[str], zin: str) -> list[Invoerfout]:
    fouten, gezien = [], set()
    for nummer, een in enumerate(opdracht.toehoorders):
        pad = f"/toehoorders/{nummer}/partij"
        if een.partij not in partijen:
            wel = f"; wel: {', '.join(partijen)}" if partijen else ""
            fouten.append(Invoerfout(pad, f"{zin}{wel}"))
        elif een.partij in gezien:
            fouten.append(Invoerfout(pad, "staat er al bij: elke partij hoort het één keer"))
        gezien.add(een.partij)
    return fouten


def _medewerkerfouten(
    gekozen: Mapping[str, tuple[int, Toehoorderopdracht]], deelnemers: Sequence[Deelnemer]
) -> Iterator[Invoerfout]:
    erbij = {(een.partij, een.id) for een in deelnemers}
    for partij, (nummer, een) in gekozen.items():
        if een.medewerker is not None and (partij, een.medewerker) not in erbij:
            zin = "is van deze partij niet aangemeld als deelnemer van het overleg"
            yield Invoerfout(f"/toehoorders/{nummer}/medewerker", zin)


def _grondslagfouten(opdracht: Zegopdracht, partijen: Collection[str]) -> list[Invoerfout]:
    """A ground for a party that does not hear it is a slip of the pen, or somebody forgotten."""
    return [
        Invoerfout(f"/onderdelen/{nummer}/grondslagen/{partij}", "Deze partij hoort het niet.")
        for nummer, deel in enumerate(opdracht.onderdelen)
        for partij in deel.grondslagen
        if partij not in partijen
    ]
