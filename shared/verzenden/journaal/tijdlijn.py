"""Messages and signed decisions, from the party's own journal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.convenant.berichtsoorten import geeft_gegevens, is_correctie, is_verzoek
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.verzenden.journaal.journaal import IN
from shared.verzenden.journaal.tabellen import JournaalRij

_UIT = {
    "toegezegd": "bericht-toegezegd",
    "afgeleverd": "bericht-verzonden",
    "geweigerd": "bericht-geweigerd",
    "opgegeven": "bericht-opgegeven",
}
_IN = {"ontvangen": "bericht-ontvangen", "geweigerd": "bericht-niet-aanvaard"}
_VERBETERD = {
    "bericht-verzonden": "correctie-verzonden",
    "bericht-ontvangen": "correctie-ontvangen",
}
_ONDERTEKEND = "besluit-ondertekend"
_SOORTEN = uit(*_UIT.values(), *_IN.values(), *_VERBETERD.values(), _ONDERTEKEND)


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = select(JournaalRij).where(JournaalRij.groep == blik.groep)
    for rij in blik.sessie.scalars(vraag):
        if rij.handeling == "ondertekend":
            yield _besluit(blik, rij)
            continue
        code = (_IN if rij.richting == IN else _UIT).get(rij.handeling)
        if code is None:
            # Wat een partij in haar eigen bestand met een bericht deed is geen verkeer.
            continue
        if rij.soort in blik.regels.soorten and is_correctie(blik.regels, rij.soort):
            code = _VERBETERD.get(code, code)
        yield _bericht(blik, rij, code)


def _bericht(blik: Tijdlijnblik, rij: JournaalRij, code: str) -> Tijdlijnfeit:
    soort = blik.regels.soorten.get(rij.soort)
    verzonden = rij.richting != IN
    return _SOORTEN[code].feit(
        rij.bericht_id,
        rij.tijdstip,
        volg=rij.id,
        partij=rij.tegenpartij,
        door=rij.medewerker if verzonden else None,
        pad=f"/verstrekkingen/{rij.bericht_id}" if verzonden else _waar_ontvangen(blik, rij),
        woorden={
            "soort": rij.soort if soort is None else soort.titel,
            "partij": blik.naam(rij.tegenpartij),
        },
    )


def _waar_ontvangen(blik: Tijdlijnblik, rij: JournaalRij) -> str | None:
    """Where what came in can be read; None where no list has it."""
    if rij.handeling != "ontvangen" or rij.soort not in blik.regels.soorten:
        return None
    if is_verzoek(blik.regels, rij.soort):
        return f"/informatieverzoeken/{rij.bericht_id}"
    if geeft_gegevens(blik.regels, rij.soort):
        return f"/ontvangen-gegevens?groep={blik.groep}"
    return None


def _besluit(blik: Tijdlijnblik, rij: JournaalRij) -> Tijdlijnfeit:
    besluit = blik.regels.groepsbesluiten.get(rij.besluit or "")
    return _SOORTEN[_ONDERTEKEND].feit(
        rij.id,
        rij.tijdstip,
        partij=blik.partij,
        door=rij.medewerker,
        pad=f"/groepen/{blik.groep}",
        woorden={"besluit": rij.besluit if besluit is None else besluit.titel},
    )


JOURNAAL = Tijdlijnbron(_SOORTEN, _feiten)
