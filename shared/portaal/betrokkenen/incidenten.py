"""Incidents: report one (also when an authorisation lapsed), the register, its clocks and work."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.betrokkenen.incidentwerk import (
    HANDELINGEN,
    LEZEN,
    MELDEN,
    meldvelden,
)
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.formulier.sleutel import Conceptsleutel
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.bewaard import dien_bewaard_in, met_tekst
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.velden import Fouten, Invulblad
from shared.portaal.weergave import hoofdletter, telwoord
from shared.portaal.woorden import Woordenlijst, eigen_woord, eigen_woorden

_MINUTEN = 60


def klokregels(klokken: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a list of the API
    """The clocks in words: how far, met or late, and where they come from."""
    regels = []
    for een in klokken:
        uren = abs(een["overMinuten"]) // _MINUTEN
        tijd = telwoord(uren, "uur", "uur") if uren else "minder dan een uur"
        if een["gestoptOp"]:
            stand, kleur = "Gehaald" if not een["teLaat"] else "Te laat gedaan", "goed"
        elif een["teLaat"]:
            stand, kleur = f"{tijd} te laat", "fout"
        else:
            stand, kleur = f"Nog {tijd}", "let-op"
        regels.append(
            {
                "titel": hoofdletter(een["titel"]),
                "tot": een["uiterlijk"],
                "stand": stand,
                "kleur": "fout" if een["teLaat"] else kleur,
                "bron": ", ".join(
                    x for x in (
                        f"convenant {een['convenant']}" if een["convenant"] else "",
                        een["wet"] or "",
                    ) if x
                ),
                "loopt": not een["gestoptOp"],
            }
        )  # fmt: skip
    return regels


def incidentregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One incident in words."""
    klokken = [klok for klok in klokregels(een["klokken"]) if klok["loopt"]]
    return {
        "pad": f"/incidenten/{een['id']}",
        "titel": hoofdletter(eigen_woord("incidentaard", een["aard"])),
        "van": "Bij ons" if een["eigen"] else f"Bij {begrippen.partij(een['van'])}",
        "op": een["ontdektOp"],
        "open": een["stand"] == "open",
        "klok": klokken[0] if klokken and een["stand"] == "open" else None,
        "nieuw": not een["eigen"] and not een["gezienOp"],
    }


async def toon_lijst(verzoek: Verzoek) -> Response:
    """The register; who may not read it sees only what he reported."""
    begrippen = await verzoek.begrippen()
    lijst, voorstellen = await asyncio.gather(
        verzoek.api.haal("/incidenten", paginagrootte=100, volgorde="nieuwste"),
        verzoek.api.haal("/incidentvoorstellen"),
    )
    regels = [incidentregel(een, begrippen) for een in lijst["incidenten"]]
    return verzoek.toon(
        "betrokkenen/incidenten.html",
        "Incidenten",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=sorted(regels, key=lambda een: not een["open"]),
        voorstellen=voorstellen["voorstellen"],
        register=verzoek.sessie.mag(LEZEN),
    )


async def _aarden(verzoek: Verzoek) -> Mapping[str, Any]:
    """The choices; who may ask nothing any more gets the words that the portal has itself."""
    if not verzoek.sessie.rechten:
        return {"incidentaarden": list(eigen_woorden()["incidentaard"])}
    keuzes: Mapping[str, Any] = await verzoek.api.haal("/keuzelijsten")
    return keuzes


def _concept(verzoek: Verzoek) -> Conceptsleutel:
    """What is reported of something said has a text of its own."""
    uiting = verzoek.vraag("uiting") or verzoek.veld("uiting")
    return sleutel_van(verzoek, "incident", uiting or "nieuw")


async def toon_melden(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form: no threshold, nobody in it, and it goes to all other parties at once."""
    keuzes = await _aarden(verzoek)
    uiting = verzoek.vraag("uiting") or verzoek.veld("uiting")
    nu = verzoek.bediening.klok().isoformat()
    begin: Mapping[str, Any] = {"ontdektOp": nu}
    if uiting and verzoek.sessie.mag(MELDEN):
        begin = await verzoek.api.haal(f"/incidentvoorstellen/{uiting}")
    vorm = Invulblad(
        meldvelden(keuzes, begin), "Meld dit aan alle partijen", "/incidenten/melden",
        verborgen={"uiting": uiting} if uiting else {},
    )  # fmt: skip
    return verzoek.toon(
        "betrokkenen/melden.html",
        "Incident melden",
        422 if fouten else 200,
        kruimels=[("Incidenten", "/incidenten")] if verzoek.sessie.mag(MELDEN) else [],
        formulier=await met_tekst(verzoek, vorm, _concept(verzoek), fouten),
    )


async def meld(verzoek: Verzoek) -> Response:
    """Report it. Two clicks are one report."""
    keuzes = await _aarden(verzoek)

    async def doe(inhoud: dict[str, Any]) -> str:
        if verzoek.veld("uiting"):
            inhoud["uiting"] = verzoek.veld("uiting")
        koppen = {"Idempotency-Key": verzoek.veld("_sleutel")}
        gemeld = await verzoek.api.stuur("POST", "/incidenten", inhoud, koppen=koppen)
        return f"/incidenten/{gemeld['id']}" if verzoek.sessie.mag(MELDEN) else "/incidenten/gemeld"

    return await dien_bewaard_in(
        verzoek, _concept(verzoek), meldvelden(keuzes, {}), doe, toon_melden
    )


async def toon_gemeld(verzoek: Verzoek) -> Response:
    """For who may read nothing any more: it arrived."""
    return verzoek.toon("betrokkenen/gemeld.html", "Gemeld")


async def _keuzes(verzoek: Verzoek, begrippen: Woordenlijst) -> dict[str, Any]:
    """The choices, with the colleagues who can get a task."""
    eigen = verzoek.bediening.portaal.partij
    keuzes, collegas = await asyncio.gather(
        verzoek.api.haal("/keuzelijsten"),
        verzoek.api.haal("/collegas", partij=eigen, paginagrootte=100),
    )
    lijst = [
        (een["id"], f"{een['naam']}, {begrippen.kort('functies', een['functie'])}")
        for een in collegas["collegas"]
        if een["geldig"] and een["naam"]
    ]
    return {**keuzes, "collegas": lijst or ontvangers(collegas["collegas"], begrippen)}


async def toon_incident(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One incident: its clocks, who knows, what was decided, what has to be done."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("incident")
    (een, merk), keuzes = await asyncio.gather(
        verzoek.api.haal_met_merk(f"/incidenten/{id_}"), _keuzes(verzoek, begrippen)
    )
    hier = f"/incidenten/{id_}"
    return verzoek.toon(
        "betrokkenen/incident.html",
        "Incident",
        422 if fouten else 200,
        kruimels=[("Incidenten", "/incidenten")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=incidentregel(een, begrippen),
        omschrijving=een["omschrijving"] or "De tekst is er niet meer.",
        maatregelen=een["maatregelen"],
        gemeld=een["gemeldOp"],
        ontbrak=een["ontbrak"],
        uitkomst=een["uitkomst"],
        klokken=klokregels(een["klokken"]),
        ontvangers=[
            {
                "naam": hoofdletter(begrippen.partij(ander["partij"])),
                "stand": eigen_woord("status", ander["status"]),
            }
            for ander in een["ontvangers"]
        ],
        besluiten=[_besluitregel(besluit, begrippen) for besluit in een["besluiten"]],
        taken=[
            {
                "titel": eigen_woord("incidenttaak", taak["soort"]),
                "wie": dict(keuzes["collegas"]).get(taak["eigenaar"], "een collega"),
                "voor": taak["uiterlijk"],
                "uitkomst": taak["uitkomst"],
                "klaar": taak["afgerondOp"],
            }
            for taak in een["taken"]
        ],
        toezicht=[
            {"naam": hoofdletter(begrippen.partij(rij["partij"])), "op": rij["gemeld"]}
            for rij in een["toezicht"]
        ],
        doen=te_doen(verzoek, HANDELINGEN, een, keuzes, hier, merk, fouten, welk),
        document=f"{hier}/document" if verzoek.sessie.mag(LEZEN) else "",
        fouten=fouten,
    )


def _besluitregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    return {
        "titel": eigen_woord("incidentbesluit", een["soort"]),
        "keuze": eigen_woord(f"besluit_{een['soort']}", een["keuze"]),
        "stand": eigen_woord("besluitstand", een["stand"]),
        "reden": een["reden"],
        "grond": begrippen.kort("incidentgronden", een["grond"]) if een["grond"] else "",
        "wet": een["wet"],
        "opnieuw": een["herbeoordelenVoor"],
        "tweede": een["tweedeReden"],
    }


async def doe(verzoek: Verzoek) -> Response:
    """Do one thing about it."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("incident")
    een, keuzes = await asyncio.gather(
        verzoek.api.haal(f"/incidenten/{id_}"), _keuzes(verzoek, begrippen)
    )
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("wat"), een, keuzes, f"/incidenten/{id_}",
        f"/incidenten/{id_}", toon_incident,
    )  # fmt: skip


async def druk(verzoek: Verzoek) -> Response:
    """The report to the authority, drawn up to take over, on paper."""
    pad = f"/incidenten/{verzoek.deel('incident')}/toezichtdocument/afdruk"
    return verzoek.geef_bestand(
        await verzoek.api.haal(pad), "melding-aan-toezichthouder", verzoek.deel("incident")
    )


_EEN = "/incidenten/{incident:uuid}"
SCHERMEN = (
    Scherm("incidenten", "GET", "/incidenten", toon_lijst, MELDEN, 2),
    Scherm("incident-melden", "GET", "/incidenten/melden", toon_melden, None, 3),
    Scherm("meld-incident", "POST", "/incidenten/melden", meld, None, 5),
    Scherm("incident-gemeld", "GET", "/incidenten/gemeld", toon_gemeld, None, 0),
    Scherm("lees-incident", "GET", _EEN, toon_incident, MELDEN, 3),
    Scherm("incidentdocument", "GET", f"{_EEN}/document", druk, LEZEN, 1),
    Scherm("doe-incident", "POST", f"{_EEN}/{{wat}}", doe, MELDEN, 7),
)
