"""The covenant's codes as choices for one party, with what each means. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.vernietigen.gronden import gronden as vernietigingsgronden
from shared.verzenden.stukken.begrippen import is_deelbaar
from shared.verzenden.stukken.vlaggen import zelf_te_geven
from shared.zaak.rechten.begrippen import NIET_NOEMEN, STELT_VOOR


def keuzelijsten(regels: Convenantregels, partij: str, soorten: Collection[str]) -> dict[str, Any]:
    """Every list of choices, for the party that gives; ``soorten``: what it has records of."""
    eigen = regels.partijen[partij]
    return {
        "convenant": regels.id,
        "versie": regels.versie,
        "partijen": {code: een.titel for code, een in regels.partijen.items()},
        "functies": {
            code: {naam: functie.titel for naam, functie in regels.functies[code].items()}
            for code in regels.partijen
        },
        "stappen": {str(nummer): stap.naam for nummer, stap in regels.stappen.items()},
        "doelen": {code: regels.doelen[code] for code in eigen.doelen},
        "afweging": [naam for naam, _ in eigen.afweging],
        "kanalen": {code: kanaal.titel for code, kanaal in regels.kanalen.items()},
        "overleglocaties": dict(regels.overleglocaties),
        "categorieen": {str(nummer): een.titel for nummer, een in regels.categorieen.items()},
        "lidsoorten": [
            {"categorie": nummer, "titel": een.titel, "bij_kind": een.kind_verplicht}
            for nummer, een in regels.categorieen.items()
            if not een.deelnemer
        ],
        "gegevens": list(_gegevens(regels, partij, soorten)),
        "stukken": list(_stukken(regels, partij)),
        "stukwaarden": dict(_stukwaarden(regels)),
        "verbeteraard": dict(regels.correcties.fouten),
        "aanstellingsopdrachten": dict(regels.aanstellingen.opdrachten),
        "meldingbronnen": sorted(regels.start.bronnen),
        "randvoorwaarden": dict(regels.randvoorwaarden),
        "eindcriteria": dict(regels.eindcriteria),
        "incidentaarden": _incidentaarden(regels),
        "incidentgronden": {
            code: f"{een.titel} ({een.wet})"
            for code, een in regels.incidenten.gronden.items()
            if eigen.regime in een.regimes
        },
        "rechtenverzoeken": _rechtenverzoeken(regels, eigen.regime),
        "vernietigingsgronden": {
            code: een.titel for code, een in vernietigingsgronden().items() if een.mens
        },
        "bekendmakingsgronden": {
            code: een.titel for code, een in regels.bekendmakingen.soorten.items()
        },
        "niet_actief": _niet_actief(regels),
        "uitzonderingsgronden": dict(regels.uitzonderingsgronden),
        "uitzonderingspunten": {
            grond: dict(punten) for grond, punten in regels.uitzonderingspunten.items()
        },
    }


def _incidentaarden(regels: Convenantregels) -> list[str]:
    """What can have happened to data, in the words of the message that tells it."""
    return [
        waarde
        for rij in regels.stukken.values()
        if rij.meldt_voorval
        for lid in rij.vorm.values()
        for waarde in lid.waarden
    ]


def _niet_actief(regels: Convenantregels) -> dict[str, Any]:
    """Why one looks back into what is kept, and what one can find of it."""
    rij = regels.niet_actief
    return {
        "aanleidingen": {
            code: {
                "titel": een.titel,
                "van_de_groep": een.van_de_groep,
                "nieuwe_groep": een.nieuwe_groep,
            }
            for code, een in rij.aanleidingen.items()
        },
        "uitslagen": {
            code: {"titel": een.titel, "blijft": een.blijft, "verbetert": een.verbetert}
            for code, een in rij.uitslagen.items()
        },
    }


def _rechtenverzoeken(regels: Convenantregels, regime: str) -> dict[str, Any]:
    """What somebody may ask about his own data, and how this party answers under its law."""
    rij = regels.betrokkenenrechten
    gronden = {
        code: f"{een.titel} ({een.wet})"
        for code, een in rij.gronden.items()
        if een.regime == regime
    }
    return {
        "rechten": dict(rij.soorten),
        "wijzen": dict(rij.identiteit.wijzen),
        "vertegenwoordigers": dict(rij.identiteit.vertegenwoordigers),
        "voorstellen": _bij_afstemmen(regels, "voorstel"),
        "niet_noemen": [code for code in _bij_afstemmen(regels, NIET_NOEMEN) if code in gronden],
        "uitkomsten": dict(rij.uitkomsten),
        "gronden": gronden,
        "gevolgen": dict(rij.gevolgen),
        "vervolg": {recht: dict(een.stappen) for recht, een in rij.vervolg.items()},
    }


def _bij_afstemmen(regels: Convenantregels, lid: str) -> list[str]:
    """What a party can say while coordinating, in the words of the message that says it."""
    rol = next(een for een in regels.stukken.values() if een.rol_in_verzoek == STELT_VOOR)
    return list(rol.vorm[lid].waarden or ())


def _stukken(regels: Convenantregels, partij: str) -> Iterator[dict[str, Any]]:
    """Per stuk and receiver: in which steps an official of this party can give it."""
    for code in zelf_te_geven(regels, partij):
        rij = regels.stukken[code]
        for (van, naar), regel in regels.stukregels[code].items():
            if van == partij != naar:
                yield {
                    "stuk": code,
                    "titel": rij.titel,
                    "naar": naar,
                    "stappen": sorted(regels.stappen if regel.stappen is None else regel.stappen),
                    "zonder_groep": rij.zonder_groep,
                }


def _stukwaarden(regels: Convenantregels) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Per stuk that can be shared: the members with a fixed choice, and what one can choose."""
    for code, rij in regels.stukken.items():
        keuzes = {naam: list(lid.waarden) for naam, lid in rij.vorm.items() if lid.waarden}
        if keuzes and is_deelbaar(regels, code):
            yield code, keuzes


def _gegevens(
    regels: Convenantregels, partij: str, soorten: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Per receiver and kind: in which steps it can go, and on which basis."""
    deelnemer = deelnemercategorie(regels)
    for naar in regels.partijen:
        for code, soort in regels.gegevenssoorten.items():
            gronden = regels.grondslagregels.get((partij, naar, code))
            over_deelnemer = (partij, deelnemer) in soort.regels
            if not gronden or not (over_deelnemer or code in soorten):
                continue
            stappen = {
                stap
                for (van, _), regel in soort.regels.items()
                if van == partij
                for stap in regel.stappen
            }
            yield {
                "gegevenssoort": code,
                "titel": soort.titel,
                "naar": naar,
                "deelnemer": over_deelnemer,
                "stappen": sorted(stappen),
                "grondslagen": [
                    {
                        "code": grond.code,
                        "convenant": grond.convenant,
                        "wet": grond.wet,
                        "taakgrondslagen": dict(grond.taakgrondslagen),
                    }
                    for grond in gronden.values()
                ],
            }
