"""For which own records an archivist agreed with destroying, and recording that he did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.responses import Response

from shared.portaal.bewaren.kalender import VERNIETIGEN
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import leesbaar
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import DAG, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import hoofdletter

_LIJST = "/bewaren/selectielijst"


def categorienaam(code: str) -> str:
    """A category in words."""
    return hoofdletter(leesbaar(code).replace("_", " ").replace("-", " "))


def akkoordregel(een: Mapping[str, Any]) -> dict[str, Any]:
    """One category: whether it may go, and on whose word."""
    akkoord = een["akkoord"]
    if een["geldt"]:
        stand, kleur = "Stemde in", "goed"
    else:
        stand, kleur = ("Geldt nu niet", "let-op") if akkoord else ("Nog niet gevraagd", "")
    return {
        "pad": f"{_LIJST}/{een['categorie']}",
        "naam": categorienaam(een["categorie"]),
        "stand": stand,
        "kleur": kleur,
        "akkoord": akkoord,
    }


def akkoordvelden(akkoord: Mapping[str, Any] | None) -> tuple[Invulveld, ...]:
    """What is recorded of it, with what stands there now."""
    staat = akkoord or {}

    def begin(lid: str) -> str:
        return str(staat.get(lid) or "")

    def dag(lid: str) -> str:
        op = date.fromisoformat(staat[lid]) if staat.get(lid) else None
        return f"{op.day}-{op.month}-{op.year}" if op else ""

    return (
        Invulveld("selectielijst", "Welke selectielijst?", begin=begin("selectielijst"),
                  hint="Met haar jaar."),
        Invulveld("nummer", "Welke categorie op die lijst?", begin=begin("nummer")),
        Invulveld("archivaris", "Wie stemde in?", begin=begin("archivaris"),
                  hint="De functie, en het kenmerk van het besluit."),
        Invulveld("akkoordOp", "Op welke dag?", DAG, begin=dag("akkoordOp")),
        Invulveld("geldigTot", "Tot en met welke dag geldt het?", DAG, verplicht=False,
                  hint="Leeg: tot het wordt vervangen.", begin=dag("geldigTot")),
    )  # fmt: skip


async def toon_lijst(verzoek: Verzoek) -> Response:
    """Every category of own records."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal("/selectielijst")
    return verzoek.toon(
        "bewaren/selectielijst.html",
        "Akkoord van de archivaris",
        kruimels=[("Bewaren", "/bewaren")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=[akkoordregel(een) for een in lijst["categorieen"]],
        mag_vastleggen=verzoek.sessie.mag(VERNIETIGEN),
    )


async def toon_akkoord(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form of one category."""
    categorie = verzoek.deel("categorie")
    een, merk = await verzoek.api.haal_met_merk(f"/selectielijst/{categorie}")
    vorm = Invulblad(
        akkoordvelden(een["akkoord"]), "Leg dit akkoord vast", f"{_LIJST}/{categorie}",
        verborgen={"merk": verzoek.veld("merk") or merk},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Akkoord vastleggen",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Bewaren", "/bewaren"), ("Akkoord van de archivaris", _LIJST)],
        kop=f"{categorienaam(categorie)}: akkoord van de archivaris",
        uitleg="Zonder dit akkoord vernietigt niemand deze gegevens op een termijn.",
        terug=_LIJST,
    )


async def leg_vast(verzoek: Verzoek) -> Response:
    """Record it, on the version that was read."""

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/selectielijst/{verzoek.deel('categorie')}"
        await verzoek.api.stuur("PUT", pad, inhoud, koppen={"If-Match": verzoek.veld("merk")})
        return _LIJST

    return await dien_in(verzoek, akkoordvelden(None), doe, toon_akkoord)


_EEN = f"{_LIJST}/{{categorie}}"
SCHERMEN = (
    Scherm("selectielijst", "GET", _LIJST, toon_lijst, "raadplegen", 1),
    Scherm("akkoord", "GET", _EEN, toon_akkoord, VERNIETIGEN, 1),
    Scherm("leg-akkoord-vast", "POST", _EEN, leg_vast, VERNIETIGEN, 2),
)
