"""S18, of who was asked to do something: take it on, give it back, say how it goes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.acties.woorden import ontvangenregel
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import KEUZE, Veld
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek

_KEUZES = (
    ("aanvaard", "Wij nemen deze actie aan"),
    ("geweigerd", "Wij geven deze actie terug"),
    ("bezig", "Wij zijn ermee bezig"),
    ("gedaan", "Het is klaar"),
)
VRAGEN = (
    Veld("stand", "Hoe staat het ervoor?", KEUZE, opties=_KEUZES),
    Veld("reden", "Geeft u de actie terug: waarom?", verplicht=False),
    Veld("voortgang", "Wat is er gebeurd?", verplicht=False),
    Veld("effect", "Wat leverde het op?", verplicht=False),
)


async def toon_acties(verzoek: Verzoek) -> Response:
    """What others asked us to do for a group, what waits first."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand, acties = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"),
        verzoek.api.haal(f"/groepen/{groep}/ontvangen-acties", paginagrootte=100),
    )
    regels = [ontvangenregel(een, begrippen, verzoek.vandaag) for een in acties["acties"]]
    return verzoek.toon(
        "acties/ontvangen.html",
        f"Onze acties voor {toestand['code']}",
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        acties=sorted(regels, key=lambda een: (not een["loopt"], str(een["uiterlijk"]))),
    )


async def _blad(verzoek: Verzoek) -> Blad:
    begrippen = await verzoek.begrippen()
    pad = f"/ontvangen-acties/{verzoek.deel('actie')}"
    actie, merk = await verzoek.api.haal_met_merk(pad)
    terug = f"/groepen/{actie['groep']}/onze-acties"
    return Blad(
        sleutel=sleutel_van(verzoek, "actie-melden", actie["id"]),
        titel="Eén actie",
        inleiding="Wie de actie gaf, leest wat u hier meldt. Noem niemand.",
        knop="Meld dit",
        velden=VRAGEN,
        merk=merk,
        terug=terug,
        kruimels=[("Groepen", "/groepen"), ("Onze acties", terug)],
        sjabloon="acties/melden.html",
        zet={"actie": ontvangenregel(actie, begrippen, verzoek.vandaag), "pad": terug},
    )


async def toon_actie(verzoek: Verzoek) -> Response:
    """One action, and the form to say how it goes."""
    return await toon(verzoek, await _blad(verzoek))


async def meld(verzoek: Verzoek) -> Response:
    """How it goes was told; the other party hears it."""
    blad = await _blad(verzoek)

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        pad = f"/ontvangen-acties/{verzoek.deel('actie')}/_meld"
        await verzoek.api.stuur("POST", pad, inhoud, koppen=koppen)
        return str(blad.zet["pad"])

    return await verwerk(verzoek, blad, stuur, lambda: _blad(verzoek))


_ACTIE = "/onze-acties/{actie:uuid}"
SCHERMEN = (
    Scherm(
        "onze-acties", "GET", "/groepen/{groep:uuid}/onze-acties", toon_acties, "stukken.lezen", 2
    ),
    Scherm("onze-actie", "GET", _ACTIE, toon_actie, "stukken.lezen", 2),
    Scherm("meld-actie", "POST", _ACTIE, meld, "stukken.delen", 6),
)
