"""Searching in leaves of any kind: who read the log, decisions on groups, alarms."""

from __future__ import annotations

from anyio import to_thread

from gateway.fouten import InvoerOngeldig
from gateway.keuzes.vertaling import Vertaling
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.toegang.zicht import Raadpleger
from gateway.web.afhankelijkheden import Diensten, DienstenAfh
from gateway.web.paginering import PaginagrootteAfh
from gateway.zoeken import voorbeelden
from gateway.zoeken.antwoorden import facetvorm, gelezen_in_woorden
from gateway.zoeken.bladen import Bladzoeken, Gevondenblad
from gateway.zoeken.bladvormen import (
    Bladantwoord,
    Bladfilters,
    Bladregelvorm,
    Bladzoekverzoek,
)
from gateway.zoeken.dienst import Pagina
from gateway.zoekregister.bladvraag import Bladfacet, Bladopdracht
from shared.convenant.regels.woordenboek import Woordenboek
from shared.leesbaar.bladtekst import Bladlezer
from shared.web.beschrijving.routes import maak_router, operatie

router = maak_router("logboek")

_CODES = {
    "afzender": "partijen",
    "lezing": "leessoorten",
    "groepsbesluit": "groepsbesluiten",
    "incident": "incidentsoorten",
}
"""Filters that are codes, and the list of words they are in."""


@router.post(
    "/logboek/bladen/_zoek",
    **operatie(
        "zoekBladen",
        "Zoek in de bladen die u mag zien, van elke soort",
        beschrijving=(
            "Ook wie in het logboek las (`bladsoort: raadpleging`), besluiten over groepen, "
            "autorisaties, overleggen en alarmen. De nieuwste eerst, elk blad in woorden. Wat "
            "iemand zocht en opende staat in het blad dat zijn leesreeks sluit. Ook deze "
            "raadpleging komt in het logboek."
        ),
        verzoek=voorbeelden.BLADEN_IN,
        antwoord=voorbeelden.BLADEN_UIT,
        beveiliging=LEZERS,
    ),
)
async def zoek_bladen(
    diensten: DienstenAfh,
    wie: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    vraag: Bladzoekverzoek,
) -> Bladantwoord:
    return await bladantwoord(diensten, wie, paginagrootte, vraag, vraag.facetten, vraag.cursor)


async def bladantwoord(
    diensten: Diensten,
    wie: Raadpleger,
    aantal: int,
    vraag: Bladfilters,
    facetten: list[Bladfacet],
    cursor: str | None,
) -> Bladantwoord:
    """A page of leaves. `InvoerOngeldig` for a code that nobody knows."""
    opdracht, vertaling = vraag.als_opdracht(), diensten.een(Vertaling)
    eis_woorden(opdracht, await to_thread.run_sync(vertaling.woorden))
    pagina = await diensten.een(Bladzoeken).zoek(
        opdracht, wie, aantal=aantal, cursor=cursor, facetten=list(dict.fromkeys(facetten))
    )
    return await to_thread.run_sync(_bladantwoord, vertaling, pagina, opdracht)


def eis_woorden(opdracht: Bladopdracht, woorden: Woordenboek) -> None:
    """A question goes into a leaf, so it holds no sentence somebody made up."""
    fouten = tuple(
        (f"/{naam}", f"bestaat niet; wel: {', '.join(w.code for w in woorden.lijsten[lijst])}")
        for naam, lijst in _CODES.items()
        if (waarde := getattr(opdracht, naam)) is not None and woorden.woord(lijst, waarde) is None
    )
    if fouten:
        raise InvoerOngeldig("De vraag klopt niet; zie fouten.", fouten)


def _bladantwoord(
    vertaling: Vertaling, pagina: Pagina[Gevondenblad], opdracht: Bladopdracht
) -> Bladantwoord:
    lezer = vertaling.lezer()
    return Bladantwoord(
        bladen=[bladregel(een, lezer) for een in pagina.regels],
        volgende=pagina.volgende,
        aantal=pagina.aantal,
        grootte=pagina.grootte,
        facetten=facetvorm(pagina.facetten, lezer.woorden),
        vraag=opdracht.als_dict(),
    )


def bladregel(een: Gevondenblad, lezer: Bladlezer) -> Bladregelvorm:
    """A leaf of an answer, in words."""
    blad = een.blad
    return Bladregelvorm(
        bladnummer=een.bladnummer,
        bladsoort=blad.soort.value,
        tijdstip=blad.tijdstip,
        in_woorden=gelezen_in_woorden(blad, lezer),
    )
