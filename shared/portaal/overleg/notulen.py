"""S17, afterwards: the one report of a meeting, written by who organised it and signed by each."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import BLIJFT, DAG, KEUZES, LIJST, RIJEN, Veld
from shared.portaal.overleg.tafel import tafelgenoot
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding, Handeling
from shared.portaal.vraagbladen.velden import KEUZE, TEKST, Fouten, Invulveld
from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst, eigen_woord, eigen_woorden

_LEZEN, _SCHRIJVEN = "verslagen.lezen", "overleggen"
_AKKOORD, _BEZWAAR = "akkoord", "bezwaar"
_ER_IS_NIETS = 404


def _oordeel(notulen: Ding, partij: str) -> str:
    """What a party thinks of this version; empty for one that was not there."""
    return next((str(een["oordeel"]) for een in notulen["oordelen"] if een["partij"] == partij), "")


def _te_tekenen(notulen: Ding, eigen: str, wie: Ding) -> bool:
    was_er = any(een["deelnemer"] == wie["ik"] for een in notulen["aanwezig"])
    return was_er and _oordeel(notulen, eigen) not in ("", _AKKOORD)


def _te_bezwaren(notulen: Ding, eigen: str, _: Ding) -> bool:
    return eigen != notulen["van"] and _oordeel(notulen, eigen) not in ("", _BEZWAAR)


def _te_doen(notulen: Ding, eigen: str) -> list[tuple[str, str]]:
    """What our party agreed to and did not say it did."""
    return [
        (een["regel"], een["tekst"])
        for een in notulen["regels"]
        if een["eigenaar"] == eigen and een["soort"] == "afspraak" and not een["gedaan"]
    ]


def _bezwaar(_: Ding, __: Ding) -> tuple[Invulveld, ...]:
    vraag = Invulveld("toelichting", "Wat moet er anders?", TEKST, hint="Noem niemand bij naam.")
    return (vraag, NAGELEZEN)


def _afspraken(_: Ding, keuzes: Ding) -> tuple[Invulveld, ...]:
    return (Invulveld("regel", "Welke afspraak is gedaan?", KEUZE, keuzes=keuzes["te_doen"]),)


def _iets_te_doen(_: Ding, __: str, keuzes: Ding) -> bool:
    return bool(keuzes["te_doen"])


def _pad(werk: str) -> Callable[[Ding, dict[str, Any]], str]:
    return lambda notulen, _: f"/{werk}?groep={notulen['groep']}"


def handelingen(versie: str = "") -> tuple[Handeling, ...]:
    """What can be done with a report; who signs, signs the version the page showed."""
    gelezen = {"versie": int(versie) if versie.isdecimal() else 0}
    return (
        Handeling(
            "tekenen", "Onderteken dit verslag", "Onderteken namens onze partij",
            _pad("_onderteken"), _SCHRIJVEN, kan=_te_tekenen,
            vorm=lambda _: {**gelezen, "akkoord": True, "bevestigdZonderPersonen": True},
            uitleg="U tekent precies deze versie. Iedere partij die erbij was ziet het.",
        ),
        Handeling(
            "bezwaar", "Er moet iets anders", "Zeg wat er anders moet",
            _pad("_onderteken"), _SCHRIJVEN, _bezwaar, _te_bezwaren,
            vorm=lambda inhoud: {**inhoud, **gelezen, "akkoord": False},
            uitleg="Wie het verslag schreef leest dit en maakt een nieuwe versie.",
        ),
        Handeling(
            "gedaan", "Wij deden wat wij afspraken", "Meld dat dit is gedaan",
            _pad("_gedaan"), _SCHRIJVEN, _afspraken, _iets_te_doen,
        ),
    )  # fmt: skip


def verslagbeeld(
    notulen: Ding, deelnemers: list[Mapping[str, Any]], begrippen: Woordenlijst
) -> dict[str, Any]:
    """The report in words: who was there, line by line, and what each party says of it."""
    wie = {een["id"]: tafelgenoot(een, begrippen) for een in deelnemers}
    niet_meer = "iemand die hier niet meer werkt"
    return {
        "dag": notulen["dag"],
        "versie": notulen["versie"],
        "versies": notulen["versies"],
        "aanwezig": [
            hoofdletter(wie.get(een["deelnemer"], niet_meer)) for een in notulen["aanwezig"]
        ],
        "gezegd": [
            f"{hoofdletter(begrippen.partij(een['afzender']))} gaf iets aan "
            + opsomming([begrippen.partij(partij) for partij in een["aan"]])
            for een in notulen["gezegd"]
        ],
        "regels": [
            {
                **een,
                "kop": eigen_woord("verslagregel", een["soort"]),
                "door": wie.get(een["door"], niet_meer),
                "eigenaar": begrippen.partij(een["eigenaar"]) if een["eigenaar"] else "",
            }
            for een in notulen["regels"]
        ],
        "oordelen": [
            {
                "partij": hoofdletter(begrippen.partij(een["partij"])),
                "schreef": een["partij"] == notulen["van"],
                "woord": eigen_woord("verslagoordeel", een["oordeel"]),
                "kleur": {_AKKOORD: "goed", _BEZWAAR: "fout"}.get(een["oordeel"], "let-op"),
                "toelichting": een["toelichting"],
                "beletsel": een["beletsel"],
            }
            for een in notulen["oordelen"]
        ],
        "vastgesteld": notulen["vastgesteld"],
        "aan_te_vullen": notulen["aanTeVullen"],
    }


def _api(verzoek: Verzoek) -> str:
    return f"/overleggen/{verzoek.deel('overleg')}/notulen"


def _hier(verzoek: Verzoek) -> str:
    return f"/overleggen/{verzoek.deel('overleg')}/notulen/{verzoek.deel('groep')}"


async def _lees(
    verzoek: Verzoek,
) -> tuple[Mapping[str, Any], list[Any], str, Mapping[str, Any] | None, str]:
    """The meeting, who was registered, the code of the group, the report if it is there, and its
    version."""
    id_, groep = verzoek.deel("overleg"), verzoek.deel("groep")
    (overleg, genoten, toestand), (notulen, merk) = await asyncio.gather(
        verzoek.api.samen(
            f"/overleggen/{id_}", f"/overleggen/{id_}/deelnemers", f"/groepen/{groep}"
        ),
        _notulen(verzoek),
    )
    if groep not in overleg["groepen"]:
        raise NietGevonden
    return overleg, genoten["deelnemers"], str(toestand["code"]), notulen, merk


async def _notulen(verzoek: Verzoek) -> tuple[Mapping[str, Any] | None, str]:
    try:
        return await verzoek.api.haal_met_merk(f"{_api(verzoek)}?groep={verzoek.deel('groep')}")
    except ApiFout as fout:
        if fout.status != _ER_IS_NIETS:
            raise
        return None, ""


def _kruimels(verzoek: Verzoek) -> list[tuple[str, str]]:
    return [("Overleg", "/overleg"), ("Aan tafel", f"/overleggen/{verzoek.deel('overleg')}")]


async def toon_notulen(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """The report, who signed it, and what can be done with it now."""
    begrippen = await verzoek.begrippen()
    overleg, genoten, code, notulen, _ = await _lees(verzoek)
    eigen = verzoek.bediening.portaal.partij
    begonnen = datetime.fromisoformat(overleg["begin"]) <= verzoek.bediening.klok()
    keuzes = {
        "ik": verzoek.sessie.autorisatie,
        "te_doen": _te_doen(notulen, eigen or "") if notulen else [],
    }
    return verzoek.toon(
        "overleg/notulen.html",
        "Verslag van een overleg",
        422 if fouten else 200,
        kruimels=_kruimels(verzoek),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        code=code,
        soort=begrippen.kort("overlegsoorten", overleg["soort"]),
        begin=overleg["begin"],
        dit=_hier(verzoek),
        van=begrippen.partij(overleg["partij"]),
        wij_schrijven=overleg["partij"] == eigen
        and begonnen
        and not overleg["afgelast"]
        and verzoek.sessie.mag(_SCHRIJVEN),
        open=len(overleg["open"]),
        beeld=verslagbeeld(notulen, genoten, begrippen) if notulen else None,
        doen=te_doen(
            verzoek, handelingen(), notulen, keuzes, _hier(verzoek), str(notulen["versie"]),
            fouten, welk,
        )
        if notulen
        else [],
        fouten=fouten,
    )  # fmt: skip


async def doe(verzoek: Verzoek) -> Response:
    """Sign it, say what must be different, or say that we did as agreed."""
    notulen, _ = await _notulen(verzoek)
    if notulen is None:
        raise NietGevonden
    keuzes = {"te_doen": _te_doen(notulen, verzoek.bediening.portaal.partij or "")}
    return await voer_uit(
        verzoek, handelingen(verzoek.veld("merk")), verzoek.deel("wat"), notulen, keuzes,
        _api(verzoek), _hier(verzoek), toon_notulen,
    )  # fmt: skip


async def druk(verzoek: Verzoek) -> Response:
    """The same report as a file to print."""
    pad = f"{_api(verzoek)}/document"
    return verzoek.geef_bestand(
        await verzoek.api.haal(pad, groep=verzoek.deel("groep")),
        "verslag-van-overleg", verzoek.deel("overleg"),
    )  # fmt: skip


async def _blad(verzoek: Verzoek) -> Blad:
    begrippen = await verzoek.begrippen()
    overleg, genoten, code, notulen, merk = await _lees(verzoek)
    if overleg["partij"] != verzoek.bediening.portaal.partij:
        raise NietGevonden
    wie = tuple((een["id"], hoofdletter(tafelgenoot(een, begrippen))) for een in genoten)
    partijen = tuple(
        (een, begrippen.partij(een)) for een in dict.fromkeys(rij["partij"] for rij in genoten)
    )
    soorten = tuple(eigen_woorden()["verslagregel"].items())
    velden = (
        Veld(
            "regels", "Wat is er besproken en afgesproken?", RIJEN,
            hint="Noem niemand over wie het ging. Wat over mensen is gezegd, staat al in het log.",
            velden=(
                Veld("regel", "", BLIJFT),
                Veld("soort", "Wat is het?", LIJST, opties=soorten),
                Veld("tekst", "Wat is er gezegd?"),
                Veld("door", "Wie zei het?", LIJST, opties=wie),
                Veld("eigenaar", "Welke partij doet het?", LIJST, "Alleen bij een afspraak.",
                     verplicht=False, opties=partijen),
                Veld("uiterlijk", "Voor welke dag?", DAG, "Alleen bij een afspraak. "
                     "Zoals 31-12-2026.", verplicht=False),
            ),
        ),
        Veld("afwezig", "Wie was aangemeld en kwam niet?", KEUZES, verplicht=False, opties=wie),
    )  # fmt: skip
    return Blad(
        sleutel=sleutel_van(verzoek, "notulen", _kenmerk(verzoek)),
        titel="Het verslag schrijven",
        inleiding=f"Over {code}. Iedere partij die erbij was krijgt dit verslag en tekent ervoor. "
        "Wie er was en wat er is gezegd, voegt de dienst toe.",
        knop="Geef dit verslag",
        velden=velden,
        inhoud=None if notulen is None else _als_invoer(notulen, dict(wie)),
        merk=merk,
        terug=_hier(verzoek),
        kruimels=[*_kruimels(verzoek), ("Verslag", _hier(verzoek))],
    )


def _als_invoer(notulen: Ding, wie: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the form when there is a version already."""
    erbij = {een["deelnemer"] for een in notulen["aanwezig"]}
    return {"regels": notulen["regels"], "afwezig": [een for een in wie if een not in erbij]}


def _kenmerk(verzoek: Verzoek) -> str:
    """The text is of one meeting and one group."""
    return str(uuid.uuid5(uuid.UUID(verzoek.deel("overleg")), verzoek.deel("groep")))


async def toon_schrijven(verzoek: Verzoek) -> Response:
    """The form, with the lines of the version before."""
    return await toon(verzoek, await _blad(verzoek))


async def stel_op(verzoek: Verzoek) -> Response:
    """Give it to every party that was there."""
    groep = verzoek.deel("groep")

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        pad = f"{_api(verzoek)}?groep={groep}"
        await verzoek.api.stuur("PUT", pad, inhoud, koppen=koppen)
        return _hier(verzoek)

    return await verwerk(verzoek, await _blad(verzoek), stuur, lambda: _blad(verzoek))


_EEN = "/overleggen/{overleg:uuid}/notulen/{groep:uuid}"
SCHERMEN = (
    Scherm("notulen", "GET", _EEN, toon_notulen, _LEZEN, 2),
    Scherm("schrijf-notulen", "GET", f"{_EEN}/schrijven", toon_schrijven, _SCHRIJVEN, 3),
    Scherm("stel-notulen-op", "POST", f"{_EEN}/schrijven", stel_op, _SCHRIJVEN, 7),
    Scherm("druk-notulen", "GET", f"{_EEN}/document", druk, _LEZEN, 1),
    Scherm("doe-notulen", "POST", f"{_EEN}/{{wat}}", doe, _SCHRIJVEN, 5),
)
