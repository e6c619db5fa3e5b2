"""How long own records may stay by the Wjsg: which have no term yet, and setting one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.personen.weergave import geboren, getypt
from shared.portaal.portaal import Persoonsdeel, Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import DAG, KEUZE, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import hoofdletter

_LEZEN, _SCHRIJVEN = "dossier.lezen", "dossier.schrijven"
# De soorten waarvoor de wet een termijn heeft, zoals de dienst ze noemt.
_SOORTEN = {
    "strafvorderlijk": "strafvorderlijk gegeven",
    "justitieel": "justitieel gegeven",
    "tenuitvoerlegging": "gegeven over de tenuitvoerlegging",
}


def soortnaam(code: str) -> str:
    """What kind of record it is."""
    return hoofdletter(_SOORTEN.get(code, "eigen gegeven"))


def termijnvelden(
    mogelijk: Iterable[Mapping[str, Any]], nu: Mapping[str, Any] | None
) -> tuple[Invulveld, ...]:
    """What is asked: which row of the law, and the days that count."""
    nu = nu or {}
    keuzes = [(een["code"], f"{een['titel']} ({een['wet']})") for een in mogelijk]
    return (
        Invulveld("categorie", "Waar gaat dit gegeven over?", KEUZE, keuzes=keuzes,
                  begin=str(nu.get("categorie") or "")),
        Invulveld("afgedaanOp", "Op welke dag was de zaak klaar?", DAG,
                  hint="De beslissing om niet te vervolgen, de einduitspraak, of de dag waarop "
                  "alles is uitgevoerd.", begin=getypt(nu.get("afgedaanOp"))),
        Invulveld("overledenOp", "Op welke dag overleed hij?", DAG, verplicht=False,
                  hint="Laat dit leeg als hij leeft.", begin=getypt(nu.get("overledenOp"))),
    )  # fmt: skip


async def toon_zonder(verzoek: Verzoek) -> Response:
    """Own records of which nobody said how long they may stay; without names."""
    begrippen = await verzoek.begrippen()
    alle = (await verzoek.api.haal("/wjsg-zonder-termijn"))["gegevens"]
    return verzoek.toon(
        "om/termijnen.html",
        "Bewaartermijnen",
        kruimels=[("Werklijst", "/werklijst")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=[
            {
                "titel": soortnaam(een["soort"]),
                "op": een["vastgelegdOp"],
                "pad": f"/personen/{verzoek.handvat(een['persoonId'])}/termijn/{een['id']}",
            }
            for een in alle
        ],
    )


async def toon_deel(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """The part of the page of a person: the terms that were set."""
    lijst = await verzoek.api.haal(f"/personen/{persoon}/wjsg-termijnen")
    hier = f"/personen/{verzoek.handvat(persoon)}/termijn"
    return {
        "termijnen": [
            {
                "titel": soortnaam(een["soort"]),
                "wet": een["wet"],
                "tot": een["vernietigenNa"],
                "pad": f"{hier}/{een['gegeven']}" if verzoek.sessie.mag(_SCHRIJVEN) else "",
            }
            for een in lijst["termijnen"]
        ]
    }


DEEL = Persoonsdeel(
    "termijnen", "Bewaartermijnen van de Wjsg", "Hoe lang onze gegevens over hem mogen blijven.",
    toon_deel, "om/termijnendeel.html", _LEZEN,
)  # fmt: skip


def _api(verzoek: Verzoek) -> str:
    persoon = verzoek.achter(verzoek.deel("persoon"))
    return f"/personen/{persoon}/wjsg-termijnen/{verzoek.deel('gegeven')}"


async def toon(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form, with what stands there now."""
    persoon, (stand, merk) = await asyncio.gather(
        verzoek.api.haal(f"/personen/{verzoek.achter(verzoek.deel('persoon'))}"),
        verzoek.api.haal_met_merk(_api(verzoek)),
    )
    vorm = Invulblad(
        termijnvelden(stand["mogelijk"], stand["termijn"]), "Leg deze termijn vast",
        verzoek.request.url.path, verborgen={"merk": verzoek.veld("merk") or merk},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Bewaartermijn",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", f"/personen/{verzoek.deel('persoon')}")],
        kop=f"Hoe lang mag dit blijven? {soortnaam(stand['soort'])}",
        uitleg="Na de laatste dag vernietigt de dienst het gegeven vanzelf.",
        persoon={"naam": persoon["naam"], "geboren": geboren(persoon["geboortedatum"])},
        terug=f"/personen/{verzoek.deel('persoon')}",
    )


async def leg_vast(verzoek: Verzoek) -> Response:
    """Set it, on the version that was read."""

    async def doe(inhoud: dict[str, Any]) -> str:
        koppen = {"If-Match": verzoek.veld("merk")} if verzoek.veld("merk") else {}
        await verzoek.api.stuur("PUT", _api(verzoek), inhoud, koppen=koppen)
        return f"/personen/{verzoek.deel('persoon')}?deel={DEEL.naam}#deel-{DEEL.naam}"

    return await dien_in(verzoek, termijnvelden((), None), doe, toon)


_PAD = "/personen/{persoon}/termijn/{gegeven:uuid}"
SCHERMEN = (
    Scherm("zonder-termijn", "GET", "/wjsg-termijnen", toon_zonder, _SCHRIJVEN, 1),
    Scherm("termijn", "GET", _PAD, toon, _SCHRIJVEN, 2),
    Scherm("leg-termijn-vast", "POST", _PAD, leg_vast, _SCHRIJVEN, 3),
)
