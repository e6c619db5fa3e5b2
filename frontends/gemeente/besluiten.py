"""Laying a decision ready: of the driehoek, and the one that ends an approach."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import DAG, KEUZE, KEUZES, Veld
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.woorden import Woordenlijst

_PRIORITERING = "prioritering"
_LEEST = "driehoekstuk.lezen"
_ALLE = 100


async def _driehoekblad(verzoek: Verzoek) -> Blad:
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    toestand, stukken, lijsten, collegas = await asyncio.gather(
        api.haal(f"/groepen/{groep}"),
        api.haal(f"/groepen/{groep}/driehoekstukken"),
        api.haal(f"/groepen/{groep}/namenlijsten"),
        api.haal("/collegas", paginagrootte=_ALLE),
    )
    randvoorwaarden = begrippen.soorten.get("randvoorwaarden", {})
    velden = (
        Veld(
            _PRIORITERING, "Wordt deze groep aangepakt?", KEUZE,
            opties=(("ja", "Ja, deze groep krijgt prioriteit"), ("nee", "Nee, nu niet")),
        ),
        Veld(
            "randvoorwaarden", "Onder welke voorwaarden?", KEUZES, verplicht=False,
            opties=tuple((code, str(rij["kort"])) for code, rij in randvoorwaarden.items()),
        ),
    )  # fmt: skip
    eigen = verzoek.bediening.portaal.partij
    return Blad(
        sleutel=sleutel_van(verzoek, "driehoek", groep),
        titel="Het besluit van de driehoek",
        inleiding="U zet het klaar. De burgemeester, de politie en het OM lezen dezelfde "
        "stukken, en tekenen elk in hun eigen portaal.",
        knop="Zet klaar voor de burgemeester",
        velden=velden,
        groepstekst=False,
        terug=f"/groepen/{groep}/stap",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        sjabloon="gemeente/driehoek.html",
        zet={
            "groep": toestand,
            "stukken": stukken["driehoekstukken"],
            "lijst": next((een["id"] for een in lijsten["namenlijsten"]), ""),
            "lezers": lezers(collegas["collegas"], begrippen, eigen),
        },
    )


def lezers(
    collegas: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, eigen: str | None
) -> list[tuple[str, str]]:
    """Who at another party decides on the group, and so reads the list under numbers."""
    rijen = []
    for een in collegas:
        rij = begrippen.rij("functies", een["functie"])
        if een["partij"] == eigen or not een["geldig"] or _LEEST not in rij.get("rechten", ()):
            continue
        partij = begrippen.partij(een["partij"])
        rijen.append((f"{een['partij']}/{een['id']}", f"{partij}, de {rij['kort']}"))
    return rijen


async def toon_driehoek(verzoek: Verzoek) -> Response:
    """What the driehoek decides, and on what."""
    return await toon(verzoek, await _driehoekblad(verzoek))


async def zet_driehoek_klaar(verzoek: Verzoek) -> Response:
    """Lay it ready for who signs first."""
    groep = verzoek.deel("groep")

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        inhoud.setdefault("randvoorwaarden", [])
        besluit = {"groep": groep, "soort": _PRIORITERING, "gegevens": inhoud}
        concept = await verzoek.api.stuur("POST", "/besluitconcepten", besluit, koppen=koppen)
        return f"/ondertekenen/concept/{concept['id']}"

    return await verwerk(
        verzoek, await _driehoekblad(verzoek), stuur, lambda: _driehoekblad(verzoek)
    )


async def geef_lijst(verzoek: Verzoek) -> Response:
    """Give the list under numbers, without names, to who decides at another party."""
    groep, api = verzoek.deel("groep"), verzoek.api
    lijst = verzoek.veld("lijst")
    if not lijst:
        raise NietGevonden
    stuk = verzoek.veld("stuk")
    if not stuk:
        pad = f"/groepen/{groep}/namenlijsten/{lijst}/driehoekstukken"
        stuk = str((await api.stuur("POST", pad, {}))["id"])
    for wie in verzoek.keuzes("lezer"):
        partij, _, medewerker = wie.partition("/")
        await api.stuur(
            "POST",
            f"/groepen/{groep}/driehoekstukken/{stuk}/_deel",
            {"ontvanger": partij, "ontvangendeMedewerker": medewerker},
        )
    return verzoek.naar(f"/groepen/{groep}/prioriteren")


async def _afsluitblad(verzoek: Verzoek) -> Blad:
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    (stand, merk), collegas = await asyncio.gather(
        api.haal_met_merk(f"/groepen/{groep}/afsluiting"),
        api.haal("/collegas", paginagrootte=_ALLE),
    )
    acties = stand["openActies"]
    velden: list[Veld] = [
        Veld(
            "eindcriterium", "Waarom eindigt de aanpak?", KEUZE,
            opties=tuple(stand["eindcriteria"].items()),
        ),
        Veld("motivering", "Waaruit blijkt dat?"),
    ]  # fmt: skip
    for nummer, actie in enumerate(acties):
        van = [een for een in collegas["collegas"] if een["partij"] == actie["partij"]]
        velden += [
            Veld(
                f"restacties.{nummer}.eigenaar",
                f"Wie bij {begrippen.partij(actie['partij'])} zorgt hierna voor: "
                f"{actie['omschrijving']}",
                KEUZE,
                opties=tuple(ontvangers(van, begrippen)),
            ),
            Veld(f"restacties.{nummer}.uiterlijk", "Voor welke dag?", DAG, hint="Zoals 31-12-2026"),
        ]
    return Blad(
        sleutel=sleutel_van(verzoek, "afsluiten", groep),
        titel="Stoppen met de aanpak",
        inleiding="De burgemeester besluit of de aanpak eindigt. U zet het klaar.",
        knop="Zet klaar voor de burgemeester",
        velden=tuple(velden),
        merk=merk,
        terug=f"/groepen/{groep}/stap",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        zet={"acties": [een["id"] for een in acties]},
    )


async def toon_afsluiten(verzoek: Verzoek) -> Response:
    """What an end would leave open, and the form."""
    return await toon(verzoek, await _afsluitblad(verzoek))


async def zet_afsluiting_klaar(verzoek: Verzoek) -> Response:
    """Lay the end ready; every open action has an owner and a day."""
    groep, blad = verzoek.deel("groep"), await _afsluitblad(verzoek)

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        rest = inhoud.pop("restacties", {})
        inhoud["restacties"] = [
            {"actie": blad.zet["acties"][int(nummer)], **een} for nummer, een in rest.items()
        ]
        pad = f"/groepen/{groep}/afsluitingen"
        concept = await verzoek.api.stuur("POST", pad, inhoud, koppen=koppen)
        return f"/ondertekenen/concept/{concept['id']}"

    return await verwerk(verzoek, blad, stuur, lambda: _afsluitblad(verzoek))


_PAD = "/groepen/{groep:uuid}"
SCHERMEN = (
    Scherm("prioriteren", "GET", f"{_PAD}/prioriteren", toon_driehoek, "ondertekenen", 5),
    Scherm(
        "zet-driehoek-klaar", "POST", f"{_PAD}/prioriteren", zet_driehoek_klaar, "ondertekenen", 11
    ),
    Scherm("geef-lijst", "POST", f"{_PAD}/prioriteren/lijst", geef_lijst, "stukken.delen", 12),
    Scherm("afsluiten", "GET", f"{_PAD}/afsluiten", toon_afsluiten, "ondertekenen", 3),
    Scherm(
        "zet-afsluiting-klaar", "POST", f"{_PAD}/afsluiten", zet_afsluiting_klaar, "ondertekenen", 7
    ),
)
