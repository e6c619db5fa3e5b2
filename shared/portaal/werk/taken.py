"""Tasks that colleagues gave themselves and each other: what is open, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding, Handeling
from shared.portaal.vraagbladen.velden import (
    DAG,
    KEUZE,
    LIJST,
    TEKST,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import nl_dag, over
from shared.portaal.woorden import Woordenlijst, eigen_woord

RECHT = "taken.bijhouden"
_OPEN = "open"
_NIEMAND = "Noem niemand bij naam."


def taakregel(
    taak: Mapping[str, Any], namen: Mapping[str, str], verzoek: Verzoek
) -> dict[str, Any]:
    """One task in words: what, for whom, when."""
    loopt = taak["stand"] == _OPEN
    return {
        "id": taak["id"],
        "titel": taak["titel"],
        "stand": eigen_woord("taakstand", taak["stand"]),
        "kleur": "let-op" if loopt else "goed",
        "loopt": loopt,
        "voor": "uzelf"
        if taak["eigenaar"] == verzoek.sessie.autorisatie
        else f"de {namen.get(taak['eigenaar'], 'collega die hier niet meer werkt')}",
        "uiterlijk": taak["uiterlijk"],
        "wanneer": over(taak["uiterlijk"], verzoek.vandaag) if loopt else "",
    }


def _collegas(
    antwoord: Mapping[str, Any], begrippen: Woordenlijst, zelf: str
) -> list[tuple[str, str]]:
    """Who keeps tasks here; who looks is called so."""
    namen = ontvangers(antwoord["collegas"], begrippen, RECHT)
    return [(id_, f"{titel} (uzelf)" if id_ == zelf else titel) for id_, titel in namen]


def _nieuwe_velden(collegas: list[tuple[str, str]], zelf: str) -> tuple[Invulveld, ...]:
    return (
        Invulveld("titel", "Wat is er te doen?", hint=_NIEMAND),
        Invulveld("eigenaar", "Wie doet het?", LIJST, keuzes=collegas, begin=zelf),
        Invulveld("uiterlijk", "Uiterlijk op welke dag?", DAG),
        NAGELEZEN,
    )


def _collegapad(verzoek: Verzoek) -> str:
    return f"/collegas?partij={verzoek.bediening.portaal.partij}&paginagrootte=100"


async def toon_taken(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The tasks about a group, what is open first, and a form for one more."""
    groep, begrippen = verzoek.deel("groep"), await verzoek.begrippen()
    toestand, lijst, wie = await verzoek.api.samen(
        f"/groepen/{groep}", f"/taken?groep={groep}&paginagrootte=100", _collegapad(verzoek)
    )
    zelf = verzoek.sessie.autorisatie
    collegas = _collegas(wie, begrippen, zelf)
    regels = [taakregel(een, dict(collegas), verzoek) for een in lijst["taken"]]
    blad = Invulblad(_nieuwe_velden(collegas, zelf), "Leg deze taak vast", _taken(groep))
    return verzoek.toon(
        "werk/taken.html",
        f"Taken voor {toestand['code']}",
        422 if fouten else 200,
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        taken=sorted(regels, key=lambda een: (not een["loopt"], een["uiterlijk"])),
        blad=blad.met(verzoek.velden, fouten),
    )


def _taken(groep: str) -> str:
    return f"/groepen/{groep}/taken"


async def maak_taak(verzoek: Verzoek) -> Response:
    """One more task; twice a click is one."""
    groep, zelf = verzoek.deel("groep"), verzoek.sessie.autorisatie

    async def doe(inhoud: dict[str, Any]) -> str:
        await verzoek.api.stuur("POST", "/taken", {**inhoud, "groep": groep})
        return _taken(groep)

    return await dien_in(verzoek, _nieuwe_velden([], zelf), doe, toon_taken)


def _overdragen(_: Ding, keuzes: Ding) -> list[Invulveld]:
    return [
        Invulveld("eigenaar", "Aan welke collega?", LIJST, keuzes=keuzes["anderen"]),
        Invulveld("toelichting", "Wat moet uw collega weten?", TEKST, _NIEMAND, verplicht=False),
        NAGELEZEN,
    ]


def _wijzigen(taak: Ding, _: Ding) -> list[Invulveld]:
    return [
        Invulveld("titel", "Wat is er te doen?", hint=_NIEMAND, begin=taak["titel"]),
        Invulveld("uiterlijk", "Uiterlijk op welke dag?", DAG, begin=nl_dag(taak["uiterlijk"])),
        NAGELEZEN,
    ]


def _afronden(_: Ding, __: Ding) -> list[Invulveld]:
    standen = [(code, eigen_woord("taakafloop", code)) for code in ("klaar", "vervallen")]
    return [
        Invulveld("stand", "Hoe liep het af?", KEUZE, keuzes=standen),
        Invulveld("uitkomst", "Wat kwam eruit?", TEKST, _NIEMAND),
        NAGELEZEN,
    ]


def _loopt(taak: Ding, *_: Any) -> bool:  # noqa: ANN401
    return bool(taak["stand"] == _OPEN)


HANDELINGEN = (
    Handeling("afronden", "Rond deze taak af", "Rond af", "/_afronden", RECHT, _afronden, _loopt),
    Handeling(
        "overnemen", "Neem deze taak over", "Ik neem deze taak over", "/_overnemen", RECHT,
        kan=lambda taak, _, keuzes: _loopt(taak) and taak["eigenaar"] != keuzes["zelf"],
    ),
    Handeling(
        "overdragen", "Geef deze taak aan een collega", "Geef over", "/_overdragen", RECHT,
        _overdragen, lambda taak, _, keuzes: _loopt(taak) and bool(keuzes["anderen"]),
    ),
    Handeling(
        "wijzigen", "Verander de taak of de dag", "Bewaar dit", "", RECHT, _wijzigen, _loopt,
        methode="PATCH",
    ),
)  # fmt: skip


async def _lees(verzoek: Verzoek) -> tuple[dict[str, Any], str, dict[str, Any]]:
    """The task, its version, and who could do it."""
    begrippen, zelf = await verzoek.begrippen(), verzoek.sessie.autorisatie
    taak, merk = await verzoek.api.haal_met_merk(f"/taken/{verzoek.deel('taak')}")
    collegas = _collegas(await verzoek.api.haal(_collegapad(verzoek)), begrippen, zelf)
    anderen = [een for een in collegas if een[0] != taak["eigenaar"]]
    return taak, merk, {"zelf": zelf, "anderen": anderen, "namen": dict(collegas)}


async def toon_taak(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One task, what happened to it, and what can be done."""
    begrippen = await verzoek.begrippen()
    taak, merk, keuzes = await _lees(verzoek)
    verloop = await verzoek.api.haal(f"/taken/{taak['id']}/verloop")
    hier = f"/taken/{taak['id']}"
    return verzoek.toon(
        "werk/taak.html",
        "Taak",
        422 if fouten else 200,
        kruimels=[("Groepen", "/groepen"), ("Taken", _taken(taak["groep"]))],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        taak=taakregel(taak, keuzes["namen"], verzoek),
        groep=taak["groep"],
        uitkomst=taak["uitkomst"],
        verloop=[
            (
                eigen_woord("taakverloop", een["handeling"]),
                keuzes["namen"].get(een["door"], "een collega die hier niet meer werkt"),
                een["tijdstip"],
                een["toelichting"],
            )
            for een in reversed(verloop["verloop"])
        ],
        fouten=fouten,
        te_doen=te_doen(verzoek, HANDELINGEN, taak, keuzes, hier, merk, fouten, welk),
    )


async def handel(verzoek: Verzoek) -> Response:
    """Do one of these with the task, on the version that was read."""
    taak, _, keuzes = await _lees(verzoek)

    async def opnieuw(verzoek: Verzoek, fouten: Fouten, welk: str) -> Response:
        return await toon_taak(verzoek, fouten, welk)

    pad = f"/taken/{taak['id']}"
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("handeling"), taak, keuzes, pad, pad, opnieuw
    )


_GROEP, _TAAK = "/groepen/{groep:uuid}/taken", "/taken/{taak:uuid}"
SCHERMEN = (
    Scherm("taken", "GET", _GROEP, toon_taken, RECHT, 1),
    Scherm("maak-taak", "POST", _GROEP, maak_taak, RECHT, 2),
    Scherm("taak", "GET", _TAAK, toon_taak, RECHT, 3),
    Scherm("doe-taak", "POST", f"{_TAAK}/{{handeling}}", handel, RECHT, 6),
)
