"""S11: exactly what leaves, with what is stopped in its place; and sending it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout, ApiWeg
from shared.portaal.formulier.gevenconcept import leg_weg, van_adres
from shared.portaal.formulier.gevenkeuzes import GEVEN
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import onderdeelregels
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import opsomming
from shared.portaal.woorden import foutzin


def _namen(onderdelen: list[dict[str, Any]]) -> dict[str, str]:
    """The name of a person, where the message itself says it."""
    namen = {}
    for een in onderdelen:
        naam = (een.get("gegevens") or {}).get("naam")
        if een.get("persoon") and isinstance(naam, str):
            namen[een["persoon"]] = naam
    return namen


async def toon_voorbeeld(verzoek: Verzoek, *, onzeker: bool = False) -> Response:
    """What the other would get. Nothing was sent, and the page says so first."""
    concept = await van_adres(verzoek)
    if concept.verstuurd:
        return verzoek.naar(f"/berichten/{concept.verstuurd}")
    opdracht: Mapping[str, Any] | None = concept.opdracht
    if opdracht is None:
        raise NietGevonden
    begrippen = await verzoek.begrippen()
    voorbeeld = await verzoek.api.stuur("POST", "/verstrekkingen/_voorbeeld", opdracht)
    delen = [
        # Of what is stopped only by the whole message, the message says why.
        {**een, "mag": een["mag"] or not een["redenen"]}
        for een in voorbeeld["onderdelen"]
    ]
    niet = sum(not een["mag"] for een in delen)
    kop = voorbeeld["kop"]
    afweging = opdracht["afweging"]
    return verzoek.toon(
        "voorbeeld.html",
        "Voorbeeld van uw bericht",
        503 if onzeker else 200,
        kruimels=[("Groepen", "/groepen"), (concept.code, f"/groepen/{concept.groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        begrippen=begrippen,
        naam=concept.naam,
        concept=concept,
        onzeker=foutzin("weg_na_versturen") if onzeker else None,
        mag=voorbeeld["magWeg"],
        van=begrippen.partij(kop["afzender"]),
        aan=begrippen.partij(kop["ontvanger"]),
        doel=begrippen.kort("doelen", kop["doel"]),
        stap=kop["stap"],
        mensen=onderdeelregels(delen, begrippen, _namen(delen)),
        aantal=len(delen),
        niet=niet,
        redenen=voorbeeld["voorAlles"],
        zonder=voorbeeld["zonder"] is not None and bool(voorbeeld["zonder"]["onderdelen"]),
        motivering=voorbeeld["motivering"],
        gewogen=opsomming([naam for naam in _AFWEGING if afweging.get(naam)]),
        # The same sentence with the same day is said once, of however many items it holds.
        plichten=dict.fromkeys(
            (begrippen.rij("plichten", een["code"]).get("zin", ""), een.get("uiterlijk"))
            for een in voorbeeld["besluit"]["plichten"]
        ),
    )


_AFWEGING = ("noodzaak", "proportionaliteit", "subsidiariteit")


async def laat_weg(verzoek: Verzoek) -> Response:
    """The same message without what may not go along, as the service itself proposes."""
    concept = await van_adres(verzoek)
    if concept.opdracht is not None:
        pad = "/verstrekkingen/_voorbeeld"
        voorbeeld = await verzoek.api.stuur("POST", pad, concept.opdracht)
        if voorbeeld["zonder"] is not None:
            concept.opdracht = voorbeeld["zonder"]
            await leg_weg(verzoek, concept)
    return verzoek.naar(f"/geven/{concept.naam}/voorbeeld")


async def verstuur(verzoek: Verzoek) -> Response:
    """Send it, under the key made with the message: twice a click is one message."""
    concept = await van_adres(verzoek)
    if concept.verstuurd:
        return verzoek.naar(f"/berichten/{concept.verstuurd}")
    if concept.opdracht is None:
        raise NietGevonden
    try:
        bericht = await verzoek.api.stuur(
            "POST",
            "/verstrekkingen",
            concept.opdracht,
            koppen={"Idempotency-Key": concept.sleutel},
        )
    except ApiWeg:
        return await toon_voorbeeld(verzoek, onzeker=True)
    except ApiFout as fout:
        if not fout.redenen:
            raise
        return await toon_voorbeeld(verzoek)
    # What could not be kept is sent all the same: under this key it is the same message.
    with suppress(ApiFout, ApiWeg):
        await leg_weg(verzoek, concept.zonder_inhoud(str(bericht["id"])))
    return verzoek.naar(f"/berichten/{bericht['id']}")


SCHERMEN = (
    Scherm("voorbeeld", "GET", f"{GEVEN}/voorbeeld", toon_voorbeeld, "verstrekken", 2),
    Scherm("weglaten", "POST", f"{GEVEN}/weglaten", laat_weg, "verstrekken", 3),
    Scherm("versturen", "POST", f"{GEVEN}/versturen", verstuur, "verstrekken", 4),
)
