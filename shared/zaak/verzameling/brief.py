"""The answer on paper: tagged, in plain Dutch, with what he gets of his data, and as a file inside.

Who took the request answers for all; another party gives only what is its own part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.woordenboek import woordenboek_van
from shared.drukwerk.bijlage import Bijlage
from shared.drukwerk.opgemaakt import Afdeling, Document, Druktabel, Lijst
from shared.leesbaar.tijd import datum_tekst
from shared.zaak.verzameling.antwoordvormen import AntwoorddeelUit, AntwoordUit

_WEG: Final = frozenset({
    "id", "bericht", "bladnummer", "inLog", "betrokkene", "groep", "status", "interpretatie",
})  # fmt: skip
"""What is there for a machine and says a reader nothing; it is in the file that goes along."""
_LIJSTEN: Final = (
    "partijen", "gegevenssoorten", "doelen", "soorten", "rechten", "grondslagen", "taakgrondslagen",
    "kanalen",
)  # fmt: skip
"""The lists of the covenant whose codes may stand in what somebody gets."""
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?")
_NIET_GENOEMD: Final = (
    "Wij konden deze partij niet zeggen onder welke naam zij u kent. Vond zij niets over u in haar "
    "bestand, dan had zij niets om te geven of te veranderen."
)
_WIE: Final = "Wie u bent in ons bestand"
_AFDELINGEN: Final = {
    "eigen": "Wat wij zelf vastlegden",
    "ontvangen": "Wat wij van anderen kregen",
    "verstrekt": "Wat wij aan anderen gaven",
    "registers": "Wat er verder van u in onze registers staat",
    "groepen": "In welke aanpak u staat",
    "lezingen": "Wanneer iemand uw gegevens bekeek, en waarvoor",
}


def stel_brief_op(
    regels: Convenantregels,
    antwoord: AntwoordUit,
    afschrift: Mapping[str, Any] | None,
    nu: datetime,
    *,
    van: str,
) -> Document:
    """The document, of the party that gives it."""
    wie = regels.partijen[van]
    recht = regels.betrokkenenrechten.soorten[antwoord.recht]
    afdelingen = [
        _wat_er_is_besloten(regels, antwoord),
        _wie_gegevens_kreeg(regels, antwoord),
        *([] if afschrift is None else [_gegevens(regels, afschrift)]),
        _als_u_het_er_niet_mee_eens_bent(antwoord),
    ]
    return Document(
        titel=f"Antwoord op uw verzoek om {recht}",
        afzender=wie.naam,
        kenmerk=antwoord.verzoek,
        kopregels=(
            ("Verantwoordelijk", wie.verwerkingsverantwoordelijke),
            ("Uw verzoek kwam op", datum_tekst(antwoord.ontvangen_op)),
            ("Datum van dit antwoord", datum_tekst(nu.date())),
            ("Behandeld door", regels.partijen[antwoord.behandeld_door].naam),
        ),
        afdelingen=tuple(afdelingen),
        vertrouwelijk="Dit antwoord gaat over u. Geef het aan niemand die het niet hoeft te zien.",
    )


def als_bijlage(antwoord: AntwoordUit, afschrift: Mapping[str, Any] | None) -> Bijlage:
    """The same for a machine."""
    inhoud = {
        "antwoord": antwoord.model_dump(mode="json", by_alias=True),
        "gegevens": None if afschrift is None else dict(afschrift),
    }
    return Bijlage(
        naam=f"antwoord-{antwoord.verzoek}.json",
        soort="application/json",
        wat="Hetzelfde antwoord, leesbaar voor een computer",
        inhoud=json.dumps(inhoud, ensure_ascii=False, indent=1).encode(),
    )


def _wat_er_is_besloten(regels: Convenantregels, antwoord: AntwoordUit) -> Afdeling:
    delen: list[str | Lijst | Druktabel | Afdeling] = [
        f"Over uw verzoek beslissen {len(antwoord.delen)} partijen, elk onder haar eigen wet. "
        "Wat een partij u geeft, voert zij zelf uit."
        if len(antwoord.delen) > 1
        else "De partij hieronder beslist over uw verzoek, onder haar eigen wet."
    ]
    delen += [Afdeling(een.naam, tuple(_van_een_partij(regels, een))) for een in antwoord.delen]
    return Afdeling("Wat er is besloten", tuple(delen))


def _van_een_partij(regels: Convenantregels, een: AntwoorddeelUit) -> Iterator[str | Lijst]:
    wat = regels.betrokkenenrechten.uitkomsten.get(een.uitkomst or "", "heeft nog niet beslist")
    afgewezen = een.uitkomst in (None, regels.betrokkenenrechten.hele_afwijzing)
    if een.in_bestand is False and not afgewezen:
        wat = "vond niets over u in haar bestand"
    op = "" if een.op is None else f" op {datum_tekst(een.op)}"
    yield f"De partij {wat}{op}. De wet is de {een.regime}."
    if een.genoemd is False and not afgewezen:
        yield _NIET_GENOEMD
    if een.uitgevoerd is not None:
        yield "Dat is gedaan." if een.uitgevoerd else "Dat wordt nog uitgevoerd."
    if een.gronden:
        yield "Wat u niet krijgt, krijgt u niet om deze reden:"
        yield Lijst(tuple(f"{grond.titel} ({grond.wet})" for grond in een.gronden))


def _wie_gegevens_kreeg(regels: Convenantregels, antwoord: AntwoordUit) -> Afdeling:
    vanaf = datum_tekst(antwoord.ontvangers_vanaf)
    if not antwoord.ontvangers:
        return Afdeling(
            "Wie uw gegevens kreeg",
            (f"Vanaf {vanaf} gaven de partijen geen gegevens over u die wij u kunnen noemen.",),
        )
    namen = tuple(regels.partijen[een].naam for een in antwoord.ontvangers)
    zin = f"Vanaf {vanaf} kregen deze partijen gegevens over u van een andere partij:"
    return Afdeling("Wie uw gegevens kreeg", (zin, Lijst(namen)))


def _gegevens(regels: Convenantregels, afschrift: Mapping[str, Any]) -> Afdeling:
    delen: list[str | Lijst | Druktabel | Afdeling] = [
        "Waar iemand anders in een tekst stond, leest u 'een andere persoon'.",
        Druktabel(
            _WIE, ("Gegeven", "Wat er staat"), tuple(_persoonsregels(afschrift["persoon"])), (1, 2)
        ),
    ]
    for titel, rijen in _per_afdeling(regels, afschrift):
        delen.append(Afdeling(titel, tuple(Lijst(tuple(regels_)) for regels_ in rijen)))
    return Afdeling("Uw gegevens", tuple(delen))


def lees_voor(
    regels: Convenantregels, afschrift: Mapping[str, Any]
) -> list[tuple[str, list[list[str]]]]:
    """The copy in the words of the letter: per heading, per thing that was kept, its lines.

    Who reads it again before it goes reads what the betrokkene will read.
    """
    persoon = [f"{naam}: {waarde}" for naam, waarde in _persoonsregels(afschrift["persoon"])]
    return [(_WIE, [persoon]), *_per_afdeling(regels, afschrift)]


def _persoonsregels(persoon: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for naam, waarde in persoon.items():
        if waarde is not None and naam != "id":
            yield _woord(naam), _waarde(waarde)


def _per_afdeling(
    regels: Convenantregels, afschrift: Mapping[str, Any]
) -> Iterator[tuple[str, list[list[str]]]]:
    for lid, titel in _AFDELINGEN.items():
        rijen: Sequence[Any] = afschrift.get(lid) or ()
        if rijen:
            yield titel, [_rij(regels, een) for een in rijen]


def _rij(regels: Convenantregels, rij: Mapping[str, Any]) -> list[str]:
    return [
        f"{_woord(naam)}: {_in_woorden(regels, een)}"
        for naam, een in _plat(rij)
        if naam not in _WEG
    ]


def _in_woorden(regels: Convenantregels, waarde: object) -> str:
    """A code of the covenant file by what it is called; anything else as it is."""
    if isinstance(waarde, str):
        boek = woordenboek_van(regels)
        woorden = (boek.woord(lijst, waarde) for lijst in _LIJSTEN)
        gevonden = next((woord for woord in woorden if woord is not None), None)
        if gevonden is not None:
            return gevonden.tekst if gevonden.wet is None else f"{gevonden.tekst} ({gevonden.wet})"
    return _waarde(waarde)


def _plat(rij: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for naam, waarde in rij.items():
        if naam in ("gegevens", "inhoud") and isinstance(waarde, Mapping):
            yield from waarde.items()
        elif waarde not in (None, [], {}):
            yield naam, waarde


def _als_u_het_er_niet_mee_eens_bent(antwoord: AntwoordUit) -> Afdeling:
    return Afdeling(
        "Bent u het er niet mee eens?",
        ("U kunt klagen bij:", Lijst(tuple(antwoord.klachtroutes)), "Een verzoek kost niets."),
    )


def _woord(naam: str) -> str:
    uit = "".join(f" {teken.lower()}" if teken.isupper() else teken for teken in naam)
    return uit[:1].upper() + uit[1:]


def _waarde(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Mapping):
        return "; ".join(
            f"{_woord(naam)}: {_waarde(een)}"
            for naam, een in waarde.items()
            if een is not None and naam not in _WEG
        )
    if isinstance(waarde, list | tuple):
        return "; ".join(_waarde(een) for een in waarde) or "geen"
    if isinstance(waarde, str):
        return _dag_of_tekst(waarde)
    return "niet bekend" if waarde is None else str(waarde)


def _dag_of_tekst(waarde: str) -> str:
    """A day or a moment as people write it. Any other text whole, also one that begins with a day:
    whoever asks what is known about him gets all of it."""
    if _MOMENT.fullmatch(waarde) is None:
        return waarde
    try:
        return datum_tekst(date.fromisoformat(waarde[:10]))
    except ValueError:
        return waarde
