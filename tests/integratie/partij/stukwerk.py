"""Wat mensen met stukken doen, in de proeven: geven, een volgende versie, terugnemen en lezen."""

from __future__ import annotations

from typing import Any

from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld

SIGNAAL: dict[str, Any] = {
    "soort": "signaal",
    "bron": "politie",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Een groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
}
ZACHT = "Gezien bij Zirvano op het plein."
"""Misschien een naam: wie schrijft kan zeggen van niet, wie ontvangt kijkt het na."""
HARD = "Bel 0612345678 terug."


def nieuwe_dag(alles: Wereld) -> Driehoek:
    """Een nieuwe groep in stap 3, de klok terug, en iedereen bereikbaar."""
    alles.klok.nu = VasteKlok().nu
    alles.gateway.storingen.clear()
    for code in alles.bureaus:
        alles.sluit_aan(code)
    driehoek = Driehoek.richt_in(alles)
    driehoek.kantoor.naar_stap(3)
    return driehoek


def aan(driehoek: Driehoek, *partijen: str) -> list[dict[str, Any]]:
    """Deze partijen als ontvangers, elk met wie er daar aan de groep werkt."""
    return [{"partij": een, "medewerker": driehoek.klant(een)[1]} for een in partijen]


def signaal(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    """De opdracht van de analist: een signaal aan de gemeente. `anders` gaat in de inhoud."""
    opdracht = {naam: anders.pop(naam) for naam in ("groep", "inReactieOp") if naam in anders}
    return {
        "stuk": "signaal",
        "groep": driehoek.groep,
        "ontvangers": aan(driehoek, "gemeente"),
        "gegevens": {**SIGNAAL, **anders},
        "bevestigdZonderPersonen": True,
        **opdracht,
    }


def geef(driehoek: Driehoek, van: str, opdracht: dict[str, Any], status: int = 201) -> Any:
    return driehoek.klant(van)[0].maak("/stukken", opdracht, status)


def trek_in(driehoek: Driehoek, van: str, stuk: str, status: int = 201) -> Any:
    return driehoek.klant(van)[0].maak(f"/stukken/{stuk}/_intrekken", {}, status)


def bij(driehoek: Driehoek, code: str, vraag: str = "") -> list[dict[str, Any]]:
    """Wat een partij over deze groep aan stukken heeft."""
    pagina = driehoek.klant(code)[0].haal(f"/stukken?groep={driehoek.groep}{vraag}")
    stukken: list[dict[str, Any]] = pagina["stukken"]
    return stukken


def lees(driehoek: Driehoek, code: str, stuk: str) -> dict[str, Any]:
    gelezen: dict[str, Any] = driehoek.klant(code)[0].haal(f"/stukken/{stuk}")
    return gelezen


def in_een_blad(driehoek: Driehoek, woord: str) -> bool:
    """Of dit in enig blad van het log staat."""
    return any(woord.encode() in blad for blad in driehoek.wereld.gateway.boom.bladen)
