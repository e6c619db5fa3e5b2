"""Who belongs to a group: putting somebody in it, and saying that he does not belong any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.gevenkeuzes import LEDEN_SCHRIJVEN as SCHRIJVEN
from shared.portaal.personen.weergave import geboren
from shared.portaal.personen.zoeken import (
    DATUMFOUT,
    ZOEKVELDEN,
    datum_goed,
    getypt_bij_zoeken,
    persoonsregel,
)
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import KEUZE, LIJST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, fouten_uit, toon_vraagblad

_KIND = "kind"


async def zoek_personen(verzoek: Verzoek) -> tuple[Mapping[str, Any] | None, Fouten]:
    """Who the form asks for, in the own file; or what is wrong with the form. The service logs the
    question."""
    inhoud = {een.id: verzoek.veld(een.id) for een in ZOEKVELDEN if verzoek.veld(een.id)}
    if "naam" not in inhoud:
        return None, [("naam", "Vul een naam in.")]
    if not datum_goed(inhoud):
        return None, [DATUMFOUT]
    try:
        return await verzoek.api.stuur("POST", "/personen/_zoek", inhoud), ()
    except ApiFout as fout:
        if not fout.fouten:
            raise
        return None, fouten_uit(fout, ZOEKVELDEN)


async def toon_erbij(
    verzoek: Verzoek, fouten: Fouten = (), gevonden: Mapping[str, Any] | None = None
) -> Response:
    """Find who is put in this group."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand = await verzoek.api.haal(f"/groepen/{groep}")
    mensen = [*gevonden["personen"], *gevonden["voorstellen"]] if gevonden else []
    regels = [persoonsregel(een, verzoek) for een in mensen]
    return verzoek.toon(
        "leden/erbij.html",
        "Zet iemand in deze groep",
        422 if fouten else 200,
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        code=toestand["code"],
        zoeken=Invulblad(
            ZOEKVELDEN, "Zoek", f"/groepen/{groep}/leden/erbij", fouten, dict(verzoek.velden)
        ),
        gezocht=gevonden is not None,
        beperkt=gevonden["beperkt"] if gevonden else None,
        personen=[{**een, "kies": f"{een['pad']}/groep?groep={groep}"} for een in regels],
        terug=f"/groepen/{groep}",
        zoekvelden=getypt_bij_zoeken(verzoek),
        daarna=f"groep:{groep}",
    )


async def zoek_erbij(verzoek: Verzoek) -> Response:
    """The question, and who was found."""
    gevonden, fouten = await zoek_personen(verzoek)
    return await toon_erbij(verzoek, fouten, gevonden)


def lidvelden(
    groepen: list[tuple[str, str]],
    lidsoorten: list[Mapping[str, Any]],
    groep: str,
    *,
    bij_kind: bool,
) -> tuple[Invulveld, ...]:
    """What is asked of who comes in. `bij_kind`: he comes as a parent, with a child."""
    soorten = [
        (str(een["categorie"]), str(een["titel"]))
        for een in lidsoorten
        if een["bijKind"] == bij_kind
    ]
    return (
        Invulveld("groep", "In welke groep?", LIJST, keuzes=groepen, begin=groep),
        Invulveld(
            "categorie", "Hij hoort erbij als", KEUZE, keuzes=soorten,
            begin=soorten[0][0] if len(soorten) == 1 else "",
        ),
    )  # fmt: skip


async def _velden(verzoek: Verzoek) -> tuple[Invulveld, ...]:
    groepen, keuzes = await verzoek.api.samen("/groepen", "/keuzelijsten")
    return lidvelden(
        [(een["id"], een["code"]) for een in groepen["groepen"] if not een["afgeslotenOp"]],
        keuzes["lidsoorten"],
        verzoek.vraag("groep"),
        bij_kind=bool(_kind(verzoek)),
    )


def _kind(verzoek: Verzoek) -> str:
    """Of whom he is a parent, as a handle; empty when he comes for himself."""
    return verzoek.vraag(_KIND) or verzoek.veld(_KIND)


async def toon_groepskeuze(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """Of one person: which group, and as what."""
    persoon = await verzoek.api.haal(f"/personen/{verzoek.achter(verzoek.deel('persoon'))}")
    hier, kind = f"/personen/{verzoek.deel('persoon')}", _kind(verzoek)
    vorm = Invulblad(
        await _velden(verzoek), "Zet hem in de groep", f"{hier}/groep",
        verborgen={_KIND: kind} if kind else {},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Zet iemand in een groep",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        uitleg="De anderen zien hem alleen onder een schuilnummer, tot u gegevens over hem geeft.",
        persoon={
            "naam": persoon["naam"] or "iemand",
            "geboren": geboren(persoon["geboortedatum"]),
        },
        terug=hier,
    )


async def zet_erbij(verzoek: Verzoek) -> Response:
    """Put him in it."""
    kind, velden = _kind(verzoek), await _velden(verzoek)
    for veld in velden:
        if verzoek.veld(veld.id) and verzoek.veld(veld.id) not in dict(veld.keuzes):
            return await toon_groepskeuze(verzoek, [(veld.id, "Kies wat hier staat.")])

    async def doe(inhoud: dict[str, Any]) -> str:
        lid = {
            "persoonId": verzoek.achter(verzoek.deel("persoon")),
            "categorie": int(inhoud["categorie"]),
        }
        if kind:
            lid["kindPersoonId"] = verzoek.achter(kind)
        await verzoek.api.stuur("POST", f"/groepen/{inhoud['groep']}/leden", lid)
        return f"/groepen/{inhoud['groep']}?lid=erbij#leden"

    return await dien_in(verzoek, velden, doe, toon_groepskeuze)


async def haal_eruit(verzoek: Verzoek) -> Response:
    """He does not belong to it any more."""
    groep = verzoek.deel("groep")
    betrokkene = verzoek.achter(verzoek.veld("lid"))

    try:
        await verzoek.api.stuur("DELETE", f"/groepen/{groep}/leden/{betrokkene}")
    except ApiFout as fout:
        if fout.status != httpx.codes.NOT_FOUND:  # who clicks twice finds him gone
            raise
    return verzoek.naar(f"/groepen/{groep}?lid=weg#leden")


_ERBIJ = "/groepen/{groep:uuid}/leden/erbij"
_GROEP = "/personen/{persoon}/groep"
SCHERMEN = (
    Scherm("lid-erbij", "GET", _ERBIJ, toon_erbij, SCHRIJVEN, 1),
    Scherm("zoek-lid", "POST", _ERBIJ, zoek_erbij, SCHRIJVEN, 2),
    Scherm("lid-eruit", "POST", "/groepen/{groep:uuid}/leden/eruit", haal_eruit, SCHRIJVEN, 1),
    Scherm("groepskeuze", "GET", _GROEP, toon_groepskeuze, SCHRIJVEN, 2),
    Scherm("zet-erbij", "POST", _GROEP, zet_erbij, SCHRIJVEN, 4),
)
