"""Destroying somebody by hand: one proposes, with a ground and a reason; another decides."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.bewaren.kalender import VERNIETIGEN, planregel, telregels
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.bezig import HIER
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.rijen import NAGELEZEN
from shared.portaal.vraagbladen.velden import KEUZE, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.woorden import Woordenlijst

_BESLUITEN = {"weiger": "_weiger", "intrekken": "_intrekken"}
_OPEN, _LOOPT = "voorgesteld", "bevestigd"


def _velden(gronden: Mapping[str, str]) -> tuple[Invulveld, ...]:
    return (
        Invulveld("grond", "Op welke grond?", KEUZE, keuzes=list(gronden.items())),
        Invulveld(
            "reden", "Waarom?", TEKST, hint="Noem niemand bij naam: de reden blijft bestaan."
        ),
        NAGELEZEN,
    )


async def toon_voorstel(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """What would go, in numbers, and the form to propose it."""
    begrippen = await verzoek.begrippen()
    persoon = verzoek.achter(verzoek.deel("persoon"))
    keuzes, proef = await asyncio.gather(
        verzoek.api.haal("/keuzelijsten"),
        verzoek.api.stuur("POST", "/vernietigingsplannen/_proef", {"personen": [persoon]}),
    )
    hier = f"/personen/{verzoek.deel('persoon')}"
    vorm = Invulblad(
        _velden(keuzes["vernietigingsgronden"]), "Stel dit voor", f"{hier}/vernietigen", gevaar=True
    )
    return verzoek.toon(
        "bewaren/voorstel.html",
        "Vernietigen voorstellen",
        422 if fouten else 200,
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        aantallen=telregels(proef["aantallen"]),
        zonder=_zonder(proef, begrippen),
        formulier=vorm.met(verzoek.velden, fouten),
        terug=hier,
    )


def _zonder(proef: Mapping[str, Any], begrippen: Woordenlijst) -> list[str]:
    """For which own data the archivist did not agree."""
    return [begrippen.kort("gegevenssoorten", code) for code in proef["zonderAkkoord"]]


async def stel_voor(verzoek: Verzoek) -> Response:
    """Propose it; nothing is gone yet."""
    persoon = verzoek.achter(verzoek.deel("persoon"))
    keuzes = await verzoek.api.haal("/keuzelijsten")

    async def doe(inhoud: dict[str, Any]) -> str:
        inhoud["personen"] = [persoon]
        plan = await verzoek.api.stuur(
            "POST", "/vernietigingsplannen", inhoud, koppen=verzoek.een_keer
        )
        return f"/bewaren/plannen/{plan['id']}"

    return await dien_in(verzoek, _velden(keuzes["vernietigingsgronden"]), doe, toon_voorstel)


def beslissers(
    collegas: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
    eigen: str | None,
    opsteller: str,
) -> list[str]:
    """Who may decide about a plan of somebody else, by name and function."""
    return [
        f"{een['naam'] or 'een collega'} ({begrippen.kort('functies', een['functie'])})"
        for een in collegas
        if een["partij"] == eigen
        and een["geldig"]
        and een["id"] != opsteller
        and VERNIETIGEN in begrippen.rij("functies", een["functie"]).get("rechten", ())
    ]


async def toon_plan(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """A plan as the second one reads it: who, how much, why."""
    begrippen = await verzoek.begrippen()
    pad = f"/vernietigingsplannen/{verzoek.deel('plan')}"
    eigen = verzoek.bediening.portaal.partij
    (plan, merk), collegas = await asyncio.gather(
        verzoek.api.haal_met_merk(pad),
        verzoek.api.haal("/collegas", partij=eigen, paginagrootte=100),
    )
    regel = planregel(plan)
    personen = plan["proef"]["personen"]
    aantal = len(personen)
    hier = f"/bewaren/plannen/{plan['id']}"
    bevestig = Invulveld(
        "aantal", "Hoeveel personen vernietigt u?",
        hint="Typ het aantal over. Daarna is er geen weg terug.",
    )  # fmt: skip
    vorm = Invulblad(
        (bevestig,), "Vernietig dit nu", f"{hier}/bevestig", gevaar=True,
        verborgen={"merk": verzoek.veld("merk") or merk},
    )  # fmt: skip
    return verzoek.toon(
        "bewaren/plan.html",
        "Plan om te vernietigen",
        422 if fouten else 200,
        kruimels=[("Bewaren", "/bewaren")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=regel,
        personen=[
            {
                "pad": f"/personen/{verzoek.handvat(een['persoonId'])}",
                "aantallen": telregels(een["aantallen"]),
            }
            for een in personen
        ],
        aantal=aantal,
        aantallen=telregels(plan["aantallen"] or plan["proef"]["aantallen"]),
        zonder=_zonder(plan["proef"], begrippen),
        mag=verzoek.sessie.mag(VERNIETIGEN) and plan["stand"] == _OPEN,
        beslissers=beslissers(collegas["collegas"], begrippen, eigen, plan["opgesteldDoor"]),
        loopt=plan["stand"] == _LOOPT and plan["beoordeeldDoor"] == verzoek.sessie.autorisatie,
        van_mij=plan["opgesteldDoor"] == verzoek.sessie.autorisatie,
        basis=hier,
        formulier=vorm.met(verzoek.velden, fouten),
        fouten=fouten,
    )


async def bevestig(verzoek: Verzoek) -> Response:
    """Another says yes, after typing how many people it is about: then it happens."""
    pad = f"/vernietigingsplannen/{verzoek.deel('plan')}"
    plan = await verzoek.api.haal(pad)
    if verzoek.veld("aantal") != str(len(plan["proef"]["personen"])):
        return await toon_plan(verzoek, [("aantal", "Dit is niet het aantal dat er staat.")])

    async def doe(_: dict[str, Any]) -> str:
        merk = verzoek.veld("merk")
        koppen = {"If-Match": merk} if merk else {}
        loopt = await verzoek.api.stuur_lang(f"{pad}/_bevestig", koppen=koppen)
        return HIER if loopt else f"/bewaren/plannen/{plan['id']}"

    return await dien_in(verzoek, (), doe, toon_plan)


async def beslis(verzoek: Verzoek) -> Response:
    """Another says no, or who proposed it takes it back."""
    welk = _BESLUITEN.get(verzoek.deel("besluit"))
    if welk is None:
        raise NietGevonden
    pad = f"/vernietigingsplannen/{verzoek.deel('plan')}/{welk}"

    async def doe(_: dict[str, Any]) -> str:
        await verzoek.api.stuur("POST", pad)
        return "/bewaren"

    return await dien_in(verzoek, (), doe, toon_plan)


_PLAN = "/bewaren/plannen/{plan:uuid}"
_WEG = "/personen/{persoon}/vernietigen"
SCHERMEN = (
    Scherm("vernietigplan", "GET", _PLAN, toon_plan, "raadplegen", 2),
    Scherm("bevestig-plan", "POST", f"{_PLAN}/bevestig", bevestig, VERNIETIGEN, 4),
    Scherm("beslis-plan", "POST", f"{_PLAN}/{{besluit}}", beslis, VERNIETIGEN, 3),
    Scherm("vernietigen", "GET", _WEG, toon_voorstel, VERNIETIGEN, 2),
    Scherm("stel-vernietigen-voor", "POST", _WEG, stel_voor, VERNIETIGEN, 4),
)
