"""From a bundle on disk to the report over it: checked, told, and set as PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.rapport import Bevindingen, Bundelrapport
from shared.bewijsbundel.vorm import BUNDELLIMIETEN, SLEUTELS, ZOEKVRAAG
from shared.bewijsbundel.zip import Bundelbestand
from shared.convenant.regels.woordenboek import woordenboek
from shared.drukwerk.bijlage import Bijlage
from shared.drukwerk.drukpers import druk
from shared.leesbaar.bladtekst import Bladlezer
from shared.leesbaar.bundelbladen import Bundelbladen
from shared.leesbaar.rapport import Rapportopdracht, sjabloon, stel_rapport_op

NAAM: Final = "bewijs.zip"
OPDRACHT: Final = (
    "driehoek bewijs verifieer {bestand} --log-sleutel 'SLEUTEL' --vertrouwen WORTELS.pem "
    "--getuige PARTIJ=SLEUTEL"
)
MAX_BIJLAGE_BYTES: Final = 32 << 20
"""A larger bundle does not go inside the report; the report says so."""

_WAT: Final = "De bewijsbundel waar dit rapport over gaat"
_LAATSTE: Final = 2**62


def rapport_over(
    pad: Path, maker: str, nu: datetime, vertrouwd: Vertrouwd, naam: str = NAAM
) -> tuple[bytes, Bundelrapport]:
    """The report as PDF with the bundle inside, and what the verifier found.

    ``naam``: how the bundle is called in it.

    Raises `LogboekFout` for a file that is no bundle at all, and `DrukpersFout`. A bundle that does
    not hold does get its report: it says what is wrong.
    """
    gegevens, uitkomst = rapportgegevens(pad, maker, nu, vertrouwd, naam)
    bijlage = None
    if gegevens["bijgevoegd"]:
        bijlage = Bijlage(naam, "application/zip", _WAT, pad.read_bytes())
    return druk(sjabloon(), gegevens, nu, bijlage=bijlage), uitkomst


def rapportgegevens(
    pad: Path, maker: str, nu: datetime, vertrouwd: Vertrouwd, naam: str
) -> tuple[dict[str, Any], Bundelrapport]:
    """What the report says, as text; faults as of `rapport_over`."""
    bevindingen = Bevindingen(BUNDELLIMIETEN.max_fouten)
    with Bundelbestand(pad, BUNDELLIMIETEN, bevindingen) as bundel:
        uitkomst = verifieer_bundel(pad, vertrouwd)
        bladen = Bundelbladen(bundel, bevindingen)
        regels = bladen.regels_voor(_LAATSTE)
        opdracht = Rapportopdracht(
            bestand=naam,
            sha256=_sha256(pad),
            vraag=_object(bundel, ZOEKVRAAG),
            sleutels=_object(bundel, SLEUTELS),
            uitkomst=uitkomst,
            maker=maker,
            opdracht=OPDRACHT.format(bestand=naam),
            bijgevoegd=pad.stat().st_size <= MAX_BIJLAGE_BYTES,
            nu=nu,
        )
        lezer = Bladlezer(woordenboek(regels.bron))
        return stel_rapport_op(opdracht, bladen, regels, lezer), uitkomst


def _object(bundel: Bundelbestand, naam: str) -> Mapping[str, JsonWaarde]:
    """A small file of the bundle; what is wrong with it the verifier says."""
    try:
        waarde = lees_json(bundel.lees(naam) or b"")
    except OngeldigeJson:
        return {}
    return waarde if isinstance(waarde, dict) else {}


def _sha256(pad: Path) -> str:
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()
