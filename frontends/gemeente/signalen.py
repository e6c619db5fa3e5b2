"""From the first signal to a group: what came in, what it is about, and opening a group for it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import ONBEKEND, Woordenlijst

_PER_KEER = 100


def signaalregel(signaal: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One signal in words."""
    bron = begrippen.kort("meldingsbronnen", signaal["bron"])
    if signaal["van"]:
        bron = begrippen.partij(signaal["van"])
    elif bron == ONBEKEND:
        bron = "een andere bron"
    return {
        "id": signaal["id"],
        "titel": f"{'Signaal' if signaal['soort'] == 'signaal' else 'Waarneming'} van {bron}",
        "datum": signaal["datum"],
        "plek": signaal["plek"],
        "tekst": signaal["omschrijving"],
        "weg": signaal["ingetrokken"],
        "intake": bool(signaal["intake"]),
    }


async def toon_wachtend(verzoek: Verzoek) -> Response:
    """Signals that belong to no group yet, and the groups they may belong to."""
    begrippen = await verzoek.begrippen()
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal("/signalen", paginagrootte=_PER_KEER), verzoek.api.haal("/groepen")
    )
    return verzoek.toon(
        "gemeente/signalen.html",
        "Signalen",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        signalen=[signaalregel(een, begrippen) for een in lijst["signalen"]],
        groepen=[(een["id"], een["code"]) for een in groepen["groepen"] if not een["afgeslotenOp"]],
        mag_openen=verzoek.sessie.mag(OPENEN),
        nieuw=str(uuid.uuid4()),
    )


async def plaats(verzoek: Verzoek) -> Response:
    """Say to which group a signal belongs; without one, open a group for it first."""
    api, signaal = verzoek.api, verzoek.deel("signaal")
    groep = verzoek.veld("groep")
    _, merk = await api.haal_met_merk(f"/signalen/{signaal}")
    if not groep:
        # The id of the signal: twice the same question opens no second group.
        geopend = await api.stuur("POST", "/groepen", {"id": signaal})
        groep = str(geopend["groep"]["id"])
    await api.stuur(
        "POST", f"/signalen/{signaal}/_plaats", {"groep": groep}, koppen={"If-Match": merk}
    )
    return verzoek.naar(f"/groepen/{groep}/stap")


async def open_groep(verzoek: Verzoek) -> Response:
    """Open a group without a signal from elsewhere; the first one is written there."""
    # The id is in the form: twice a click opens no second group.
    geopend = await verzoek.api.stuur("POST", "/groepen", {"id": verzoek.veld("id")})
    return verzoek.naar(f"/groepen/{geopend['groep']['id']}/signalen")


async def toon_van_groep(verzoek: Verzoek) -> Response:
    """What was noticed about one group."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand, lijst = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"),
        verzoek.api.haal(f"/groepen/{groep}/signalen", paginagrootte=_PER_KEER),
    )
    return verzoek.toon(
        "gemeente/groepssignalen.html",
        f"Signalen over {toestand['code']}",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        signalen=[signaalregel(een, begrippen) for een in lijst["signalen"]],
    )


OPENEN = "ondertekenen"
MENU = Menupunt("Signalen", "/signalen", "dossier.schrijven", groep="Groepen")
SCHERMEN = (
    Scherm("signalen", "GET", "/signalen", toon_wachtend, "dossier.schrijven", 2),
    Scherm("open-groep", "POST", "/signalen/groep", open_groep, OPENEN, 1),
    Scherm("plaats", "POST", "/signalen/{signaal:uuid}", plaats, "dossier.schrijven", 3),
    Scherm(
        "groepssignalen", "GET", "/groepen/{groep:uuid}/signalen", toon_van_groep, "raadplegen", 2
    ),
)
