"""What a party of a local environment says about itself, signed with its own test key."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.pki import Deelnemerpaden
from shared.bericht.partijen.partijbestand import Partijbestand, vul_aan
from shared.bericht.partijen.partijdocument import lees_partijdocument, verschillen
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar


def teken_partijdocument(
    paden: Deelnemerpaden, bestand: Partijbestand, nu: datetime, **anders: str
) -> Partijbestand:
    """The file with a document of this moment on top, or the same file when nothing changed.

    ``anders``: members as in JSON (``endpoint``, ``dpia``, ``getuige``); of what is not named the
    first document says: takes part, DPIA approved that day. The certificates are the ones on disk.
    Signed with the key on disk, which has to be one the last document names.
    """
    if paden.versleuteling is None:
        raise ValueError(f"{paden.deelnemer.code} heeft geen versleutelingscertificaat")
    paren = {
        "transport": paden.transport,
        "ondertekening": paden.ondertekening,
        "versleuteling": paden.versleuteling,
    }
    certificaten = {
        rol: [Certificaat.uit_pem(paar.certificaat.read_bytes())] for rol, paar in paren.items()
    }
    ondertekenaar = BestandsOndertekenaar.uit_pem(
        paden.ondertekening.sleutel.read_bytes(), paden.ondertekening.certificaat.read_bytes()
    )
    velden = {**_eerder(paden, bestand, nu), **anders}
    nieuw = vul_aan(bestand, velden, certificaten, ondertekenaar, _moment(bestand, nu))
    if not bestand.keten:
        return nieuw
    laatste, volgende = (lees_partijdocument(een.inhoud) for een in nieuw.keten[-2:])
    return nieuw if verschillen(laatste, volgende) else bestand


def _moment(bestand: Partijbestand, nu: datetime) -> datetime:
    """Now, in whole seconds; a next document is later than the one before it."""
    if not bestand.keten:
        return nu
    laatste = lees_partijdocument(bestand.keten[-1].inhoud).tijdstip
    return max(nu, laatste + timedelta(seconds=1))


def _eerder(paden: Deelnemerpaden, bestand: Partijbestand, nu: datetime) -> dict[str, Any]:
    """What the last document says; before there is one, how a party begins."""
    deelnemer = paden.deelnemer
    wie = {"code": deelnemer.code, "oin": deelnemer.oin, "naam": deelnemer.naam}
    if not bestand.keten:
        dpia = nu.date().isoformat()
        return {**wie, "actief": True, "dpia": dpia, "endpoint": "", "getuige": None}
    laatste = lees_partijdocument(bestand.keten[-1].inhoud)
    goedgekeurd = None if laatste.dpia is None else laatste.dpia.isoformat()
    leden = ("actief", "endpoint", "getuige")
    return {**wie, "dpia": goedgekeurd, **{naam: getattr(laatste, naam) for naam in leden}}
