"""S18: who does what for a group, by when: the actions of the plan, and how each stands."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from frontends.gemeente.invullen import lees_stand
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import DAG, KEUZE, REGEL, Veld
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, over
from shared.portaal.woorden import Woordenlijst

_ALLE = 100
_STANDEN = {
    "open": ("Nog niet begonnen", ""),
    "aanvaard": ("Aangenomen", ""),
    "teruggegeven": ("Teruggegeven", "fout"),
    "bezig": ("Bezig", ""),
    "gereed": ("Klaar", "goed"),
    "vervallen": ("Vervallen", ""),
}
_KLAAR = ("gereed", "vervallen")


def actieregel(
    actie: Mapping[str, Any],
    doelen: Mapping[str, str],
    begrippen: Woordenlijst,
    vandaag: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """One action in words."""
    stand, kleur = _STANDEN.get(actie["status"], ("Onbekend", ""))
    wie = begrippen.partij(actie["partij"])
    if actie["functie"]:
        wie = f"{wie}, de {begrippen.kort('functies', actie['functie'])}"
    return {
        "id": actie["id"],
        "titel": actie["omschrijving"],
        "doel": doelen.get(actie["doel"], ""),
        "wie": wie,
        "uitvoerder": actie["uitvoerder"] or "",
        "uiterlijk": actie["uiterlijk"],
        "wanneer": "" if actie["status"] in _KLAAR else over(actie["uiterlijk"], vandaag),
        "stand": stand,
        "kleur": kleur,
        "te_laat": actie["teLaat"],
        "voortgang": actie["voortgang"] or "",
        "effect": actie["effect"] or "",
        "reden": actie["reden"] or "",
        "te_geven": actie["teGeven"],
        "loopt": actie["status"] not in _KLAAR,
    }


def doelen_van(plan: Mapping[str, Any] | None) -> dict[str, str]:
    """The goals of a plan, by what actions refer to."""
    doelen = [] if plan is None else plan["inhoud"].get("doelen") or ()
    return {een["code"]: een["titel"] for een in doelen}


async def toon_acties(verzoek: Verzoek) -> Response:
    """Every action of a group, per goal, what is late first."""
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    toestand, acties, (plan, _) = await asyncio.gather(
        api.haal(f"/groepen/{groep}"),
        api.haal(f"/groepen/{groep}/acties", paginagrootte=_ALLE),
        lees_stand(verzoek, f"/plannen-van-aanpak/{groep}"),
    )
    doelen = doelen_van(plan)
    regels = [actieregel(een, doelen, begrippen, verzoek.vandaag) for een in acties["acties"]]
    return verzoek.toon(
        "gemeente/acties.html",
        f"Acties voor {toestand['code']}",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        doelen=list(doelen.values()),
        zonder=sorted(set(doelen.values()) - {een["doel"] for een in regels}),
        acties=sorted(regels, key=lambda een: (not een["loopt"], str(een["uiterlijk"]))),
    )


def _wie(
    collegas: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> tuple[tuple[str, str], ...]:
    """Everybody who can take an action, by party and function."""
    alle = list(collegas)
    return tuple(
        (f"{partij}/{kenmerk}", f"{hoofdletter(begrippen.partij(partij))}, de {functie}")
        for partij in dict.fromkeys(een["partij"] for een in alle)
        for kenmerk, functie in ontvangers(
            [een for een in alle if een["partij"] == partij], begrippen
        )
    )


async def _blad(verzoek: Verzoek) -> Blad:
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    (plan, _), collegas = await asyncio.gather(
        lees_stand(verzoek, f"/plannen-van-aanpak/{groep}"),
        api.haal("/collegas", paginagrootte=_ALLE),
    )
    doelen = tuple(doelen_van(plan).items())
    velden = (
        Veld("doel", "Aan welk doel draagt dit bij?", KEUZE, opties=doelen),
        Veld("omschrijving", "Wat gaat er gebeuren?", hint="Noem niemand."),
        Veld("wie", "Wie zorgt ervoor?", KEUZE, opties=_wie(collegas["collegas"], begrippen)),
        Veld("uiterlijk", "Voor welke dag?", DAG, hint="Zoals 31-12-2026"),
        Veld(
            "uitvoerder", "Wie voert het uit, als dat een ander is?", REGEL, verplicht=False,
            hint="Bijvoorbeeld stadsbeheer. Die krijgt van ons zelf niets.",
        ),
    )  # fmt: skip
    return Blad(
        sleutel=sleutel_van(verzoek, "actie", groep),
        titel="Actie afspreken",
        inleiding="Doet een andere partij het, dan krijgt zij de actie meteen."
        if velden[0].opties
        else "Schrijf eerst het plan van aanpak: een actie hoort bij een doel daaruit.",
        knop="Actie afspreken",
        velden=velden,
        terug=f"/groepen/{groep}/acties",
        kruimels=[("Groepen", "/groepen"), ("Acties", f"/groepen/{groep}/acties")],
    )


async def toon_nieuwe(verzoek: Verzoek) -> Response:
    """The form for an action."""
    return await toon(verzoek, await _blad(verzoek))


async def spreek_af(verzoek: Verzoek) -> Response:
    """An action was agreed on."""
    groep = verzoek.deel("groep")

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        inhoud["partij"], _, inhoud["eigenaar"] = inhoud.pop("wie").partition("/")
        await verzoek.api.stuur("POST", f"/groepen/{groep}/acties", inhoud, koppen=koppen)
        return f"/groepen/{groep}/acties"

    return await verwerk(verzoek, await _blad(verzoek), stuur, lambda: _blad(verzoek))


async def _volgblad(verzoek: Verzoek) -> Blad:
    begrippen = await verzoek.begrippen()
    actie, merk = await verzoek.api.haal_met_merk(f"/acties/{verzoek.deel('actie')}")
    regel = actieregel(actie, {}, begrippen, verzoek.vandaag)
    eigen = actie["partij"] == verzoek.bediening.portaal.partij
    standen = [(code, woord) for code, (woord, _) in _STANDEN.items() if code in ("bezig", *_KLAAR)]
    velden: tuple[Veld, ...] = (Veld("uiterlijk", "Voor welke dag?", DAG, hint="Zoals 31-12-2026"),)
    if eigen:
        velden = (
            Veld("status", "Hoe staat het ervoor?", KEUZE, opties=tuple(standen)),
            Veld("voortgang", "Wat is er gebeurd?", verplicht=False),
            Veld("effect", "Wat leverde het op?", verplicht=False),
            *velden,
        )
    pad = f"/groepen/{actie['groep']}/acties"
    return Blad(
        sleutel=sleutel_van(verzoek, "actie-volgen", actie["id"]),
        titel="Eén actie",
        velden=velden,
        inhoud=actie,
        merk=merk,
        terug=pad,
        kruimels=[("Groepen", "/groepen"), ("Acties", pad)],
        sjabloon="gemeente/actie.html",
        zet={"actie": regel, "pad": pad},
    )


async def toon_actie(verzoek: Verzoek) -> Response:
    """One action, and how it stands."""
    return await toon(verzoek, await _volgblad(verzoek))


async def volg(verzoek: Verzoek) -> Response:
    """How an action goes was told."""
    blad = await _volgblad(verzoek)

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        await verzoek.api.stuur("PATCH", f"/acties/{verzoek.deel('actie')}", inhoud, koppen=koppen)
        return str(blad.zet["pad"])

    return await verwerk(verzoek, blad, stuur, lambda: _volgblad(verzoek))


_PAD = "/groepen/{groep:uuid}/acties"
_ACTIE = "/acties/{actie:uuid}"
SCHERMEN = (
    Scherm("acties", "GET", _PAD, toon_acties, "dossier.lezen", 3),
    Scherm("nieuwe-actie", "GET", f"{_PAD}/nieuw", toon_nieuwe, "dossier.schrijven", 3),
    Scherm("spreek-af", "POST", f"{_PAD}/nieuw", spreek_af, "dossier.schrijven", 7),
    Scherm("actie", "GET", _ACTIE, toon_actie, "dossier.schrijven", 2),
    Scherm("volg-actie", "POST", _ACTIE, volg, "dossier.schrijven", 6),
)
