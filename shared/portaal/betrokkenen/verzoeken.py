"""Requests of people about their own data: the register, taking one on, and one on its page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.betrokkenen.werk import (
    BEHANDELEN,
    HANDELINGEN,
    KIJKEN,
    LEZEN,
    wacht_op_wie,
    wievelden,
)
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.sleutel import Conceptsleutel
from shared.portaal.personen.zoeken import DATUMFOUT, ZOEKVELDEN, datum_goed, persoonsregel
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.bewaard import dien_bewaard_in, met_tekst
from shared.portaal.schermen.wegen import wegwijzer
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import Ding
from shared.portaal.vraagbladen.velden import (
    DAG,
    GEHEIM,
    KEUZE,
    TEKST,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.vraagbladen.vraagblad import dien_in, fouten_uit, toon_vraagblad
from shared.portaal.weergave import hoofdletter, over
from shared.portaal.woorden import Woordenlijst, eigen_woord


def klokregel(uiterlijk: str | None, vandaag: date) -> dict[str, Any]:
    """A clock in words: how far, and whether it is late."""
    laat = bool(uiterlijk) and date.fromisoformat(str(uiterlijk)) < vandaag
    return {"dag": uiterlijk, "over": over(uiterlijk, vandaag), "laat": laat}


def verzoekregel(een: Ding, begrippen: Woordenlijst, keuzes: Ding, vandaag: date) -> dict[str, Any]:
    """One request in words."""
    beslist = sum(1 for deel in een["delen"] if deel["besluit"])
    open_ = een["stand"] == "open"
    return {
        "pad": f"/verzoeken/{een['id']}",
        "titel": hoofdletter(keuzes["rechtenverzoeken"]["rechten"].get(een["recht"], "verzoek")),
        "op": een["ontvangenOp"],
        "van": "Bij ons" if een["eigen"] else f"Bij {begrippen.partij(een['van'])}",
        "open": open_,
        "stand": "Loopt"
        if open_
        else "Beslist, nog uit te voeren"
        if een["klok"]
        else "Afgehandeld",
        "klok": klokregel(een["klok"], vandaag) if een["klok"] else None,
        "bekend": een["persoon"] is not None,
        "beslist": f"{beslist} van {len(een['delen'])} partijen besliste",
    }


def deelregels(
    delen: Iterable[Ding], begrippen: Woordenlijst, keuzes: Ding, vandaag: date
) -> list[dict[str, Any]]:
    """Of every party how far it is, with its clocks and where they come from."""
    uitkomsten = keuzes["rechtenverzoeken"]["uitkomsten"]
    gronden = keuzes["rechtenverzoeken"]["gronden"]
    regels = []
    for een in delen:
        besluit = een["besluit"]
        regels.append(
            {
                "naam": hoofdletter(begrippen.partij(een["partij"])),
                "wacht": een["wachtOpVertegenwoordiger"],
                "voorstel": eigen_woord("verzoekvoorstel", een["voorstel"])
                if een["voorstel"]
                else "",
                "toelichting": een["voorstelToelichting"],
                "niet_noemen": bool(een["nietNoemen"]),
                "uitgevoerd": een["uitgevoerdOp"],
                "verlengd": een["verlengdOp"],
                "besluit": uitkomsten.get(besluit["uitkomst"], "") if besluit else "",
                "tweede": bool(besluit) and besluit["stand"] == "voorgesteld",
                "besloten": besluit["op"] if besluit else None,
                "gronden": [gronden.get(code) or begrippen.naam_van(code)
                            for code in besluit["gronden"]] if besluit else [],
                "motivering": besluit["motivering"] if besluit else None,
                "klokken": [
                    {
                        **klokregel(klok["uiterlijk"], vandaag),
                        "deel": eigen_woord("klokdeel", klok["deel"]),
                        "bron": ", ".join(x for x in (
                            f"convenant {klok['convenant']}" if klok["convenant"] else "",
                            klok["wet"] or "") if x),
                    }
                    for klok in een["klokken"]
                ],
            }
        )  # fmt: skip
    return regels


async def toon_lijst(verzoek: Verzoek) -> Response:
    """The register: what runs first, by its clock."""
    begrippen = await verzoek.begrippen()
    alles = verzoek.vraag("alles") == "ja"
    lijst, keuzes = await asyncio.gather(
        verzoek.api.haal(
            "/rechtenverzoeken",
            paginagrootte=100,
            **({"volgorde": "nieuwste"} if alles else {"stand": "open"}),
        ),
        verzoek.api.haal("/keuzelijsten"),
    )
    regels = [verzoekregel(een, begrippen, keuzes, verzoek.vandaag)
              for een in lijst["rechtenverzoeken"]]  # fmt: skip
    regels.sort(key=lambda een: (not een["open"], een["klok"]["dag"] if een["klok"] else "9"))
    return verzoek.toon(
        "betrokkenen/verzoeken.html",
        "Verzoeken van betrokkenen",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=regels,
        alles=alles,
    )


def _nieuwvelden(keuzes: Ding) -> tuple[Invulveld, ...]:
    rechten = list(keuzes["rechtenverzoeken"]["rechten"].items())
    return (
        Invulveld("recht", "Wat vraagt hij?", KEUZE, keuzes=rechten),
        Invulveld("ontvangenOp", "Op welke dag kwam het verzoek?", DAG,
             hint="De klokken lopen vanaf die dag."),
        Invulveld("omschrijving", "Wat vraagt hij precies?", TEKST, verplicht=False,
             hint="Blijft bij onze partij."),
        *wievelden(keuzes),
    )  # fmt: skip


def _concept(verzoek: Verzoek) -> Conceptsleutel:
    """From the page of a person it is about him: who goes, takes it along."""
    if "persoon" not in verzoek.request.path_params:
        return sleutel_van(verzoek, "verzoek", "nieuw")
    persoon = verzoek.achter(verzoek.deel("persoon"))
    return sleutel_van(verzoek, "verzoek", persoon, (persoon,))


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form to take one on; of a person when one came from his page."""
    keuzes = await verzoek.api.haal("/keuzelijsten")
    naar = verzoek.request.url.path
    vorm = Invulblad(_nieuwvelden(keuzes), "Neem het verzoek aan", naar)
    van_persoon = "persoon" in verzoek.request.path_params
    return await toon_vraagblad(
        verzoek,
        "Verzoek aannemen",
        await met_tekst(verzoek, vorm, _concept(verzoek), fouten),
        kruimels=[("Verzoeken", "/verzoeken")],
        uitleg="Het verzoek gaat over de persoon van wie u hier kwam."
        if van_persoon
        else "Weet u nog niet wie het vraagt, leg het dan toch vast. De klok loopt al.",
        terug="/verzoeken",
    )


async def neem_aan(verzoek: Verzoek) -> Response:
    """Take it on."""
    keuzes = await verzoek.api.haal("/keuzelijsten")

    async def doe(inhoud: dict[str, Any]) -> str:
        if "persoon" in verzoek.request.path_params:
            inhoud["persoon"] = verzoek.achter(verzoek.deel("persoon"))
        koppen = {"Idempotency-Key": verzoek.veld("_sleutel")}
        nieuw = await verzoek.api.stuur("POST", "/rechtenverzoeken", inhoud, koppen=koppen)
        return f"/verzoeken/{nieuw['id']}"

    return await dien_bewaard_in(verzoek, _concept(verzoek), _nieuwvelden(keuzes), doe, toon_nieuw)


async def _geen_verloop() -> Mapping[str, Any]:
    """Who only looks along as a second reads no more than what he looks at."""
    return {"verloop": []}


async def toon_verzoek(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One request: its clocks, what each party decided, what can be done now, what happened."""
    begrippen = await verzoek.begrippen()
    pad = f"/rechtenverzoeken/{verzoek.deel('verzoek')}"
    (een, merk), keuzes, verloop = await asyncio.gather(
        verzoek.api.haal_met_merk(pad),
        verzoek.api.haal("/keuzelijsten"),
        verzoek.api.haal(f"{pad}/verloop") if verzoek.sessie.mag(LEZEN) else _geen_verloop(),
    )
    mogelijk = keuzes["rechtenverzoeken"]
    hier = f"/verzoeken/{een['id']}"
    identiteit, op_dag = een["identiteit"], {**een, "vandaag": verzoek.vandaag.isoformat()}
    wijs = wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat)
    fouten = [((wijs(bij) or "") if bij[:1] == "/" else bij, zin) for bij, zin in fouten]
    return verzoek.toon(
        "betrokkenen/verzoek.html",
        "Verzoek",
        422 if fouten else 200,
        kruimels=[("Verzoeken", "/verzoeken")] if verzoek.sessie.mag(LEZEN) else [],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=verzoekregel(een, begrippen, keuzes, verzoek.vandaag),
        omschrijving=een["omschrijving"],
        identiteit=f"Hij {mogelijk['wijzen'].get(identiteit['wijze'], '')}" if identiteit else "",
        identiteit_op=identiteit["op"] if identiteit else None,
        vertegenwoordiger=mogelijk["vertegenwoordigers"].get(een["vertegenwoordiger"] or "", ""),
        afstemmen_tot=een["afstemmenTot"],
        persoon=f"/personen/{verzoek.handvat(een['persoon'])}"
        if een["persoon"] and verzoek.sessie.mag("personen.lezen")
        else "",
        delen=deelregels(een["delen"], begrippen, keuzes, verzoek.vandaag),
        vertellen=[
            {
                "naam": hoofdletter(begrippen.partij(bericht["partij"])),
                "stand": eigen_woord("status", bericht["status"]),
            }
            for bericht in een["berichten"]
        ],
        doen=te_doen(verzoek, HANDELINGEN, op_dag, keuzes, hier, merk, fouten, welk),
        mag_wie=verzoek.sessie.mag(BEHANDELEN) and een["stand"] == "open",
        eerst_wie=wacht_op_wie(een),
        dubbelen=f"{hier}/dubbelen" if een["persoon"] and verzoek.sessie.mag(BEHANDELEN) else "",
        verloop=[
            {
                "wat": eigen_woord("verzoekverloop", rij["gebeurtenis"]),
                "op": rij["tijdstip"],
                "partij": begrippen.partij(rij["partij"]),
            }
            for rij in reversed(verloop["verloop"])
        ],
        antwoord=f"{hier}/antwoord" if verzoek.sessie.mag(BEHANDELEN) else "",
        fouten=fouten,
        basis=hier,
    )


async def doe(verzoek: Verzoek) -> Response:
    """Do one thing with it."""
    id_ = verzoek.deel("verzoek")
    pad = f"/rechtenverzoeken/{id_}"
    een, keuzes = await asyncio.gather(verzoek.api.haal(pad), verzoek.api.haal("/keuzelijsten"))
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("wat"), een, keuzes, pad, f"/verzoeken/{id_}",
        toon_verzoek,
    )  # fmt: skip


async def toon_wie(
    verzoek: Verzoek, fouten: Fouten = (), gevonden: Mapping[str, Any] | None = None
) -> Response:
    """Whose request it is: find him, and say how that was established."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("verzoek")
    (een, merk), keuzes = await asyncio.gather(
        verzoek.api.haal_met_merk(f"/rechtenverzoeken/{id_}"), verzoek.api.haal("/keuzelijsten")
    )
    hier = f"/verzoeken/{id_}/wie"
    mensen = [*gevonden["personen"], *gevonden["voorstellen"]] if gevonden else []
    vorm = Invulblad(
        (_wiekeuze(verzoek, mensen), *wievelden(keuzes, een)), "Leg dit vast", hier,
        verborgen={"merk": verzoek.veld("merk") or merk},
    )  # fmt: skip
    return verzoek.toon(
        "betrokkenen/wie.html",
        "Van wie is dit verzoek?",
        422 if fouten else 200,
        kruimels=[("Verzoeken", "/verzoeken"), ("Verzoek", f"/verzoeken/{id_}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        zoeken=Invulblad(ZOEKVELDEN, "Zoek", f"{hier}/zoek", fouten, dict(verzoek.velden)),
        gezocht=gevonden is not None,
        beperkt=gevonden["beperkt"] if gevonden else None,
        aantal=len(mensen),
        formulier=vorm.met(verzoek.velden, fouten) if not gevonden else vorm,
        terug=f"/verzoeken/{id_}",
    )


def _wiekeuze(verzoek: Verzoek, mensen: Iterable[Ding]) -> Invulveld:
    keuzes = []
    for een in mensen:
        regel = persoonsregel(een, verzoek)
        naam = f"{regel['naam']}, geboren {regel['geboren']}"
        keuzes.append(
            (verzoek.handvat(een["id"]), ", ".join(x for x in (naam, regel["waar"]) if x))
        )
    return Invulveld("persoon", "Wie is het?", GEHEIM, verplicht=False, keuzes=keuzes,
                hint="Zoek hem eerst. Leeg: u legt vast dat hij er niet in staat.")  # fmt: skip


async def zoek_wie(verzoek: Verzoek) -> Response:
    """Find him in the file; the service logs the question."""
    inhoud = {een.id: verzoek.veld(een.id) for een in ZOEKVELDEN if verzoek.veld(een.id)}
    if "naam" not in inhoud:
        return await toon_wie(verzoek, [("naam", "Vul een naam in.")])
    if not datum_goed(inhoud):
        return await toon_wie(verzoek, [DATUMFOUT])
    try:
        gevonden = await verzoek.api.stuur("POST", "/personen/_zoek", inhoud)
    except ApiFout as fout:
        if not fout.fouten:
            raise
        return await toon_wie(verzoek, fouten_uit(fout, ZOEKVELDEN))
    return await toon_wie(verzoek, gevonden=gevonden)


async def leg_wie_vast(verzoek: Verzoek) -> Response:
    """Record whose it is, on the version that was read. Who it is already, he stays."""
    id_ = verzoek.deel("verzoek")
    een, keuzes = await asyncio.gather(
        verzoek.api.haal(f"/rechtenverzoeken/{id_}"), verzoek.api.haal("/keuzelijsten")
    )

    async def doe_het(inhoud: dict[str, Any]) -> str:
        if een["persoon"]:
            inhoud.setdefault("persoon", een["persoon"])
        koppen = {"If-Match": verzoek.veld("merk")}
        await verzoek.api.stuur("PUT", f"/rechtenverzoeken/{id_}/wie", inhoud, koppen=koppen)
        return f"/verzoeken/{id_}"

    return await dien_in(verzoek, (_wiekeuze(verzoek, ()), *wievelden(keuzes)), doe_het, toon_wie)


_EEN = "/verzoeken/{verzoek:uuid}"
_VAN = "/personen/{persoon}/verzoek"
SCHERMEN = (
    Scherm("verzoeken", "GET", "/verzoeken", toon_lijst, LEZEN, 2),
    Scherm("nieuw-verzoek", "GET", "/verzoeken/nieuw", toon_nieuw, BEHANDELEN, 2),
    Scherm("neem-verzoek-aan", "POST", "/verzoeken/nieuw", neem_aan, BEHANDELEN, 4),
    Scherm("verzoek-van-persoon", "GET", _VAN, toon_nieuw, BEHANDELEN, 2),
    Scherm("neem-aan-van-persoon", "POST", _VAN, neem_aan, BEHANDELEN, 4),
    Scherm("verzoek", "GET", _EEN, toon_verzoek, KIJKEN, 3),
    Scherm("wie-vraagt", "GET", f"{_EEN}/wie", toon_wie, BEHANDELEN, 2),
    Scherm("leg-wie-vast", "POST", f"{_EEN}/wie", leg_wie_vast, BEHANDELEN, 5),
    Scherm("zoek-wie", "POST", f"{_EEN}/wie/zoek", zoek_wie, BEHANDELEN, 3),
)
"""Before the screens of the answer: an address with one more word is theirs."""
DOEN = (Scherm("doe-verzoek", "POST", f"{_EEN}/{{wat}}", doe, KIJKEN, 6),)
