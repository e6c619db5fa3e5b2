"""The answer on paper: tagged, in plain Dutch, with what he gets of his data, and as a file inside.

Who took the request answers for all; another party gives only what is its own part.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.drukwerk.bijlage import Bijlage
from shared.drukwerk.opgemaakt import Afdeling, Document, Druktabel, Lijst
from shared.leesbaar.tijd import datum_tekst
from shared.zaak.leesklaar.papier import Papierdeel, delen_van
from shared.zaak.verzameling.antwoordvormen import AntwoorddeelUit, AntwoordUit

_NIET_GENOEMD: Final = (
    "Wij konden deze partij niet zeggen onder welke naam zij u kent. Vond zij niets over u in haar "
    "bestand, dan had zij niets om te geven of te veranderen."
)


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
        *([] if afschrift is None else [_gegevens(regels, afschrift, van)]),
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


def _gegevens(regels: Convenantregels, afschrift: Mapping[str, Any], van: str) -> Afdeling:
    delen: list[str | Lijst | Druktabel | Afdeling] = [
        "Hieronder staat wat wij over u hebben. Staat er 'een andere persoon', dan stond daar "
        "iemand anders: wat van een ander is, krijgt u niet. Staat er 'weggelaten', dan geven wij "
        "dat niet. In het bestand bij deze brief staat hetzelfde voor een computer.",
    ]
    delen += [_afdeling(deel) for deel in delen_van(regels, afschrift, van=van)]
    return Afdeling("Uw gegevens", tuple(delen))


def _afdeling(deel: Papierdeel) -> Afdeling:
    inhoud: list[str | Lijst | Druktabel | Afdeling] = [deel.zin] if deel.zin else []
    if deel.tabel is not None:
        return Afdeling(deel.titel, (*inhoud, deel.tabel))
    for stuk in deel.stukken:
        lijst = Lijst(stuk.regels)
        inhoud.append(Afdeling(stuk.kop, (lijst,)) if stuk.kop else lijst)
    return Afdeling(deel.titel, tuple(inhoud))


def _als_u_het_er_niet_mee_eens_bent(antwoord: AntwoordUit) -> Afdeling:
    return Afdeling(
        "Bent u het er niet mee eens?",
        ("U kunt klagen bij:", Lijst(tuple(antwoord.klachtroutes)), "Een verzoek kost niets."),
    )
