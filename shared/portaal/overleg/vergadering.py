"""S17: a meeting as it goes: what was said, what is open, and asking whether something may be said.

Asked once, decided for everybody at the table: the answer is one sentence.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.gevenkeuzes import AFWEGING, toon_niemand
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import Veld
from shared.portaal.overleg.tafel import tafelgenoot
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.bezig import RUST
from shared.portaal.schermen.gegevens import onderdeelregels
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, opsomming, schuilnummer
from shared.portaal.woorden import Woordenlijst

_NAMEN = "naam,leeftijd"
_ALLE = 100
_EIGEN_NODIG = "Dit gegeven vraagt een eigen motivering. Schrijf die op, en zet het vinkje."
_AFSPRAKEN = (Veld("afspraken", "Wat is er afgesproken?", hint="Noem niemand bij naam."),)


def verslagregels(
    regels: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[dict[str, Any]]:
    """What was said, by whom and about which numbers; never what was said."""
    beeld = []
    for regel in regels:
        gedeeld: dict[tuple[str, str], None] = {}
        for bericht in regel["berichten"]:
            for een in bericht["gedeeld"]:
                soort = begrippen.kort("gegevenssoorten", een["gegevenssoort"])
                gedeeld[(schuilnummer(een["betrokkene"]), soort)] = None
        beeld.append(
            {
                "wie": begrippen.partij(regel["afzender"]),
                "op": regel["gezegdOp"],
                "zonder": bool(regel["zonderToestemming"]),
                "gedeeld": [f"{soort} van {nummer}" for nummer, soort in gedeeld],
                "aan": opsomming(
                    [begrippen.partij(een["ontvanger"]) for een in regel["berichten"]]
                ),
            }
        )
    return sorted(beeld, key=lambda een: str(een["op"] or ""))


async def toon_overleg(verzoek: Verzoek) -> Response:
    """The meeting: who sits there, what was said so far, what is still open."""
    id_, api = verzoek.deel("overleg"), verzoek.api
    begrippen = await verzoek.begrippen()
    overleg, genoten, verslag, groepen = await asyncio.gather(
        api.haal(f"/overleggen/{id_}"),
        api.haal(f"/overleggen/{id_}/deelnemers"),
        api.haal(f"/overleggen/{id_}/verslag"),
        api.haal("/groepen"),
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    nu = verzoek.bediening.klok()
    eigen = verzoek.bediening.portaal.partij
    begin, einde = (datetime.fromisoformat(overleg[een]) for een in ("begin", "einde"))
    return verzoek.toon(
        "overleg/overleg.html",
        "Overleg",
        kruimels=[("Overleg", "/overleg")],
        kruimel=hoofdletter(begrippen.kort("overlegsoorten", overleg["soort"])),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        overleg=overleg,
        titel_overleg=hoofdletter(begrippen.kort("overlegsoorten", overleg["soort"])),
        waar=begrippen.kort("overleglocaties", overleg["locatie"]),
        groepen=[(een, codes[een]) for een in overleg["groepen"] if een in codes],
        wie=[hoofdletter(tafelgenoot(een, begrippen)) for een in genoten["deelnemers"]],
        gezegd=verslagregels([*verslag["gezegd"], *verslag["gehoord"]], begrippen),
        open=[
            {
                "id": een["uiting"],
                "wie": begrippen.partij(een["afzender"]),
                "eigen": een["afzender"] == eigen,
                "uiterlijk": een["uiterlijk"],
            }
            for een in verslag["open"]
        ],
        verslag=verslag,
        bezig=begin <= nu < einde and not overleg["afgelast"],
        geweest=nu >= einde,
        straks=nu < begin,
    )


async def toon_zeggen(
    verzoek: Verzoek, fouten: list[tuple[str, str]] | None = None, waarschuwing: str = ""
) -> Response:
    """Everything of ours that could be said here, by person; what is chosen is asked at once."""
    id_, groep, api = verzoek.deel("overleg"), verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    genoten, leden, vragen = await asyncio.gather(
        api.haal(f"/overleggen/{id_}/deelnemers"),
        api.haal(f"/groepen/{groep}/leden", met=_NAMEN),
        api.haal("/informatieverzoeken", groep=groep, richting="in", paginagrootte=_ALLE),
    )
    eigen = verzoek.bediening.portaal.partij
    partijen = [
        een
        for een in dict.fromkeys(rij["partij"] for rij in genoten["deelnemers"])
        if een and een != eigen
    ]
    personen = [een["persoonId"] for een in leden["leden"] if een["persoonId"]]
    if not personen:
        return toon_niemand(verzoek, groep, "Mag ik dit zeggen?")
    vraag = {"groep": groep, "personen": personen}
    mogelijk = await asyncio.gather(
        *(
            api.stuur("POST", "/verstrekkingen/_mogelijkheden", {**vraag, "ontvanger": partij})
            for partij in partijen
        )
    )
    samen = te_zeggen(dict(zip(partijen, mogelijk, strict=True)), leden["leden"], begrippen)
    for mens in samen:
        mens["zinnen"] = [
            {**een, "waarde": verzoek.handvat(json.dumps(een.pop("wat")))} for een in mens["zinnen"]
        ]
    doelen = {doel for mens in samen for een in mens["zinnen"] for doel in een["doelen"]}
    return verzoek.toon(
        "overleg/zeggen.html",
        "Mag ik dit zeggen?",
        422 if fouten else 200,
        kruimels=[("Overleg", "/overleg"), ("Aan tafel", f"/overleggen/{id_}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        overleg=id_,
        groep=groep,
        horen=opsomming([begrippen.partij(een) for een in partijen]),
        mensen=samen,
        vragen=[
            {
                "id": f"{een['van']}/{een['id']}",
                "van": begrippen.partij(een["van"]),
                **_gesteld(een),
            }
            for een in vragen["informatieverzoeken"]
            if een["van"] in partijen and not een["teruggenomenOp"] and not een["vervallen"]
        ],
        doelen=[(code, begrippen.kort("doelen", code)) for code in sorted(doelen)],
        fouten=fouten or [],
        eigen=any(een["eigen"] for mens in samen for een in mens["zinnen"]),
        waarschuwing=waarschuwing,
        gekozen=verzoek.velden,
        sleutel=verzoek.veld("_sleutel") or secrets.token_hex(16),
    )


def _gesteld(vraag: Mapping[str, Any]) -> dict[str, Any]:
    return {"op": vraag["gemaaktOp"], "al": bool(vraag["beantwoordOp"])}


def te_zeggen(
    mogelijk: Mapping[str, Mapping[str, Any]],
    leden: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
) -> list[dict[str, Any]]:
    """By person what may be said to at least one at the table, and who then may not hear it."""
    wie = {een["persoonId"]: een for een in leden}
    mensen: dict[str, dict[tuple[str, str | None], dict[str, Any]]] = {}
    for partij, antwoord in mogelijk.items():
        for persoon in antwoord["personen"]:
            zinnen = mensen.setdefault(persoon["persoon"], {})
            for soort in persoon["soorten"]:
                for een in soort["gegevens"]:
                    if not een["mag"]:
                        continue
                    sleutel = (soort["gegevenssoort"], een["gegeven"])
                    zin = zinnen.setdefault(
                        sleutel,
                        {
                            "titel": soort["titel"], "doelen": set(), "gronden": {},
                            "eigen": een["eigenMotivering"],
                        },
                    )  # fmt: skip
                    zin["gronden"][partij] = een["gronden"][0]
                    zin["doelen"] |= set(een["doelen"])
    beeld = []
    for persoon, zinnen in mensen.items():
        lid = wie[persoon]
        regels = []
        for (soort, gegeven), zin in zinnen.items():
            niet = [begrippen.partij(een) for een in mogelijk if een not in zin["gronden"]]
            regels.append(
                {
                    "titel": hoofdletter(zin["titel"]),
                    "niet": opsomming(niet),
                    "doelen": sorted(zin["doelen"]),
                    "eigen": zin["eigen"],
                    "wat": [persoon, soort, gegeven, zin["gronden"], zin["eigen"]],
                }
            )
        beeld.append({"naam": lid.get("naam") or "Naam onbekend", "zinnen": regels})
    return sorted(beeld, key=lambda een: str(een["naam"]))


async def vraag_of_het_mag(verzoek: Verzoek) -> Response:
    """Ask for everybody at the table; the answer has a page of its own."""
    id_, groep = verzoek.deel("overleg"), verzoek.deel("groep")
    verplicht = (
        ("deel", "Kies wat u wilt zeggen."),
        ("doel", "Kies waarvoor dit nodig is."),
        ("motivering", "Schrijf op waarom dit nodig is."),
    )
    fouten = [(veld, zin) for veld, zin in verplicht if not verzoek.veld(veld)]
    if fouten:
        return await toon_zeggen(verzoek, fouten)
    persoon, soort, gegeven, gronden, eigen = verzoek.lijst_achter(verzoek.veld("deel"))
    if eigen and not verzoek.veld("eigen"):
        return await toon_zeggen(verzoek, [("eigen", _EIGEN_NODIG)])
    onderdeel: dict[str, Any] = {"persoon": persoon, "gegevenssoort": soort, "grondslagen": gronden}
    if eigen:
        onderdeel["kenmerken"] = {"extraMotivering": True}
    if gegeven:
        onderdeel["gegeven"] = gegeven
    afweging: dict[str, Any] = {naam: True for naam in AFWEGING if verzoek.veld(naam)}
    antwoordt = dict(een.split("/", 1) for een in reversed(verzoek.keuzes("vraag")) if "/" in een)
    opdracht = {
        "groep": groep,
        "overleg": id_,
        "doel": verzoek.veld("doel"),
        "afweging": {**afweging, "motivering": verzoek.veld("motivering")},
        "bevestigdZonderPersonen": verzoek.veld("nagelezen") == "ja",
        "onderdelen": [onderdeel],
        "toehoorders": [
            {"partij": partij, "inReactieOp": vraag} for partij, vraag in antwoordt.items()
        ],
    }
    koppen = {"Idempotency-Key": verzoek.veld("_sleutel")}
    try:
        stand = await verzoek.api.stuur("POST", "/uitingen", opdracht, koppen=koppen)
    except ApiFout as fout:
        waarschuwing = str(fout.probleem.get("waarschuwing") or "")
        if not waarschuwing and fout.status != 400:
            raise
        zinnen = [str(een.get("melding", "")) for een in fout.fouten]
        return await toon_zeggen(verzoek, [("motivering", zin) for zin in zinnen], waarschuwing)
    return verzoek.naar(f"/uitingen/{stand['id']}/{verzoek.handvat(persoon)}")


async def toon_uiting(verzoek: Verzoek) -> Response:
    """The answer: may it be said, to whom, until when; and then whether it was."""
    id_, api = verzoek.deel("uiting"), verzoek.api
    begrippen = await verzoek.begrippen()
    stand, persoon = await asyncio.gather(
        api.haal(f"/uitingen/{id_}"),
        api.haal(f"/personen/{verzoek.achter(verzoek.deel('over'))}"),
    )
    open_ = stand["stand"] in ("open", "te_bevestigen")
    inhoud = None
    if stand["magGezegd"]:
        inhoud = await api.haal(f"/verstrekkingen/{stand['berichten'][0]['id']}/inhoud")
    delen = [] if inhoud is None else onderdeelregels(inhoud["onderdelen"], begrippen, {})
    return verzoek.toon(
        "overleg/uiting.html",
        "U mag dit nu zeggen" if stand["magGezegd"] else "Nog niet zeggen",
        kruimels=[("Overleg", "/overleg"), ("Aan tafel", f"/overleggen/{stand['overleg']}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        stand=stand,
        naam=persoon["naam"],
        delen=delen,
        aan=opsomming([begrippen.partij(een["ontvanger"]) for een in stand["berichten"]]),
        wacht_op=opsomming([begrippen.partij(een) for een in stand["wachtOp"]]),
        open=open_,
        ververs=open_ and not stand["magGezegd"] and not verzoek.vraag(RUST),
        dit=f"/uitingen/{id_}/{verzoek.deel('over')}",
        rust=f"?{RUST}=ja",
    )


async def is_gezegd(verzoek: Verzoek) -> Response:
    """It was said: tell it, for every message that was allowed."""
    id_ = verzoek.deel("uiting")
    stand = await verzoek.api.haal(f"/uitingen/{id_}")
    melding = {
        "gezegdOp": verzoek.bediening.klok().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "berichten": [een["id"] for een in stand["berichten"]],
    }
    await verzoek.api.stuur("POST", f"/uitingen/{id_}/_bevestig", melding)
    return verzoek.naar(f"/overleggen/{stand['overleg']}")


async def is_niet_gezegd(verzoek: Verzoek) -> Response:
    """It was not said after all: then it lapses."""
    id_ = verzoek.deel("uiting")
    stand = await verzoek.api.haal(f"/uitingen/{id_}")
    await verzoek.api.stuur("POST", f"/uitingen/{id_}/_nietgezegd")
    return verzoek.naar(f"/overleggen/{stand['overleg']}")


async def _verslagblad(verzoek: Verzoek) -> Blad:
    id_ = verzoek.deel("overleg")
    begrippen = await verzoek.begrippen()
    verslag, merk = await verzoek.api.haal_met_merk(f"/overleggen/{id_}/verslag")
    return Blad(
        sleutel=sleutel_van(verzoek, "verslag", id_),
        titel="Het verslag vaststellen",
        inleiding="Elke partij stelt haar eigen helft vast: wat zij zei en wat zij hoorde.",
        knop="Stel ons verslag vast",
        velden=_AFSPRAKEN,
        inhoud=verslag,
        merk=merk,
        terug=f"/overleggen/{id_}",
        kruimels=[("Overleg", "/overleg"), ("Aan tafel", f"/overleggen/{id_}")],
        sjabloon="overleg/verslag.html",
        zet={
            "gezegd": verslagregels(verslag["gezegd"], begrippen),
            "gehoord": verslagregels(verslag["gehoord"], begrippen),
            "open": [begrippen.partij(een["afzender"]) for een in verslag["open"]],
            "vastgesteld": verslag["vastgesteld"],
        },
    )


async def toon_verslag(verzoek: Verzoek) -> Response:
    """Our half, and what is still open first."""
    return await toon(verzoek, await _verslagblad(verzoek))


async def stel_vast(verzoek: Verzoek) -> Response:
    """Our half is fixed, with what was agreed."""
    id_ = verzoek.deel("overleg")

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        pad = f"/overleggen/{id_}/verslag/_vaststellen"
        await verzoek.api.stuur("POST", pad, inhoud, koppen=koppen)
        return f"/overleggen/{id_}"

    return await verwerk(verzoek, await _verslagblad(verzoek), stuur, lambda: _verslagblad(verzoek))


_PAD = "/overleggen/{overleg:uuid}"
_ZEGGEN = f"{_PAD}/zeggen/{{groep:uuid}}"
_UITING = "/uitingen/{uiting:uuid}/{over}"
SCHERMEN = (
    Scherm("overleg", "GET", _PAD, toon_overleg, "verslagen.lezen", 4),
    Scherm("zeggen", "GET", _ZEGGEN, toon_zeggen, "verstrekken", 5),
    Scherm("vraag-zeggen", "POST", _ZEGGEN, vraag_of_het_mag, "verstrekken", 6),
    Scherm("uiting", "GET", _UITING, toon_uiting, "verstrekken", 3),
    Scherm(
        "uiting-stand", "GET", f"{_UITING}/stand", toon_uiting, "verstrekken", 3, gaat_door=True
    ),
    Scherm("gezegd", "POST", f"{_UITING}/gezegd", is_gezegd, "overleggen", 2),
    Scherm("niet-gezegd", "POST", f"{_UITING}/niet-gezegd", is_niet_gezegd, "overleggen", 2),
    Scherm("verslag", "GET", f"{_PAD}/verslag", toon_verslag, "overleggen", 2),
    Scherm("stel-verslag-vast", "POST", f"{_PAD}/verslag", stel_vast, "overleggen", 6),
)
