"""Whether a proof that somebody took along holds, for who got it: sent here, and said in words.

The gateway that made it is asked nothing: everything is worked out here, as `driehoek bewijs
verifieer` does, from the file alone. Nothing of it is kept.
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.responses import Response

from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from shared.bewijsbundel.vorm import Bundellimieten
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import lees_vkey
from shared.opslag.draad import in_draad
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import met_schuilnummers, moment
from shared.portaal.woorden import Woordenlijst

HIER = "/uitwisselingen/controleren"
MEGABYTES = 16
_GROOTTE = MEGABYTES * 1024 * 1024
_LIMIETEN = Bundellimieten(
    max_zip_bytes=_GROOTTE, max_bladen_bytes=16 * _GROOTTE, max_regels=10_000, max_fouten=50
)
_BEURT = threading.Semaphore(1)
_BEZET = "Er wordt net een ander bestand nagekeken. Wacht een minuut, en probeer het opnieuw."
_GEEN_BESTAND = "Kies het bestand met het bewijs."
_SLEUTEL = "Dit is geen sleutel van een log. Plak haar heel, of laat het veld leeg."
_TOONT = 50
# What somebody would type after a command is nothing for a screen.
_OPDRACHT = re.compile(r"(?:, of geef| ?Geef)[^.]* --[^.]*(?=\.)")
_TIJDSTIP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def _in_woorden(tekst: str, begrippen: Woordenlijst) -> str:
    zonder = _OPDRACHT.sub("", tekst).replace("..", ".")
    met_tijd = _TIJDSTIP.sub(lambda gevonden: moment(gevonden[0]), zonder)
    return met_schuilnummers(begrippen.in_woorden(met_tijd))


def uitkomst_van(rapport: Bundelrapport, begrippen: Woordenlijst) -> dict[str, Any]:
    """What was found, in words."""
    dekking = rapport.dekking

    def zin(tekst: str) -> str:
        return _in_woorden(tekst, begrippen)

    return {
        "goed": rapport.in_orde,
        "fouten": [{"zin": zin(een.melding), "blad": een.blad} for een in rapport.fouten[:_TOONT]],
        "meer": max(0, len(rapport.fouten) - _TOONT),
        "opmerkingen": [zin(een) for een in rapport.opmerkingen],
        "grootte": rapport.checkpoint.grootte if rapport.checkpoint else None,
        "getuigen": [begrippen.partij(een) for een in rapport.getuigen],
        "bladen": rapport.bladen,
        "besluiten": rapport.besluiten,
        "handtekeningen": rapport.handtekeningen,
        "gemaakt": rapport.gemaakt.isoformat() if rapport.gemaakt else None,
        "dekt": [zin(een) for een in (dekking.vraag, dekking.dekt)] if dekking else [],
        "niet": [zin(een) for een in dekking.niet_getoond] if dekking else [],
        "partijen": [(begrippen.partij(een.code), een.organisatie) for een in rapport.partijen],
    }


async def toon_nakijken(
    verzoek: Verzoek, fout: tuple[str, str] | None = None, rapport: Bundelrapport | None = None
) -> Response:
    """The form, and what came of the last file."""
    begrippen = await verzoek.begrippen()
    return verzoek.toon(
        "audit/nakijken.html",
        "Een bewijs nakijken",
        422 if fout else 200,
        kruimels=[("Uitwisselingen", "/uitwisselingen")],
        fout=fout,
        sleutel=verzoek.veld("sleutel"),
        megabytes=MEGABYTES,
        uit=uitkomst_van(rapport, begrippen) if rapport else None,
    )


async def kijk_na(verzoek: Verzoek) -> Response:
    """Work it out, one file at a time."""
    inhoud = verzoek.bestanden.get("bewijs", b"")
    if not inhoud:
        return await toon_nakijken(verzoek, ("bewijs", _GEEN_BESTAND))
    try:
        sleutel = lees_vkey(verzoek.veld("sleutel")) if verzoek.veld("sleutel") else None
    except NotitieOngeldig:
        return await toon_nakijken(verzoek, ("sleutel", _SLEUTEL))
    rapport = await in_draad(_controleer, inhoud, Vertrouwd(logsleutel=sleutel))
    if rapport is None:
        return await toon_nakijken(verzoek, ("bewijs", _BEZET))
    return await toon_nakijken(verzoek, rapport=rapport)


def _controleer(inhoud: bytes, vertrouwd: Vertrouwd) -> Bundelrapport | None:
    """None: another is being checked."""
    if not _BEURT.acquire(blocking=False):
        return None
    try:
        with TemporaryDirectory() as map_:
            pad = Path(map_) / "bewijs.zip"
            pad.write_bytes(inhoud)
            return verifieer_bundel(pad, vertrouwd, _LIMIETEN)
    finally:
        _BEURT.release()


SCHERMEN = (
    Scherm("controleren", "GET", HIER, toon_nakijken, CONTROLEREN, 0),
    Scherm("kijk-na", "POST", HIER, kijk_na, CONTROLEREN, 0, bestand=_GROOTTE),
)
