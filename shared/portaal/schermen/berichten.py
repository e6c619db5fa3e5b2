"""S12: what we sent, and how each message ended."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import onderdeelregels
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import KEUZES, SLEUTEL, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import hoofdletter, schuilnummer
from shared.portaal.woorden import Woordenlijst, eigen_woord

_KLEUREN = {"afgeleverd": "goed", "geweigerd": "fout", "dood": "fout"}
_PER_KEER = 50
_PLAATS = re.compile(r" \(onderdeel \d+\)")


def berichtregel(bericht: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One message in words."""
    redenen = (bericht["besluit"] or {}).get("redenen") or []
    return {
        "id": bericht["id"],
        "soort": begrippen.kort("soorten", bericht["soort"]),
        "aan": begrippen.partij(bericht["ontvanger"]),
        "stand": eigen_woord("status", bericht["status"]),
        "kleur": _KLEUREN.get(bericht["status"], ""),
        "op": bericht["gemaaktOp"],
        "waarom": _met_zin(redenen[0], begrippen)["zin"] if redenen else "",
        "groep": bericht["groep"],
    }


async def toon_berichten(verzoek: Verzoek) -> Response:
    """Every message, of one group when asked for."""
    groep = verzoek.vraag("groep")
    begrippen = await verzoek.begrippen()
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal(
            "/verstrekkingen",
            groep=groep,
            na=verzoek.vraag("na"),
            paginagrootte=_PER_KEER,
            volgorde="nieuwste",
        ),
        verzoek.api.haal("/groepen"),
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    return verzoek.toon(
        "berichten.html",
        "Berichten",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        berichten=[berichtregel(een, begrippen) for een in lijst["verstrekkingen"]],
        codes=codes,
        gekozen=groep,
        volgende=lijst["volgende"],
    )


async def toon_bericht(
    verzoek: Verzoek,
    inhoud: Any = None,  # noqa: ANN401
    fouten: Fouten = (),
) -> Response:
    """One message: how it stands, who decided what, where the proof is, and taking it back."""
    id_ = verzoek.deel("bericht")
    begrippen = await verzoek.begrippen()
    bericht = await verzoek.api.haal(f"/verstrekkingen/{id_}")
    besluit = bericht["besluit"] or {}
    delen = () if inhoud is None else inhoud["onderdelen"]
    return verzoek.toon(
        "bericht.html",
        "Bericht",
        422 if fouten else 200,
        kruimels=[("Berichten", "/berichten")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        begrippen=begrippen,
        regel=berichtregel(bericht, begrippen),
        bericht=bericht,
        besluit=besluit,
        redenen=[_met_zin(een, begrippen) for een in besluit.get("redenen") or ()],
        gronden=_gronden(besluit, begrippen),
        plichten=dict.fromkeys(
            (begrippen.rij("plichten", een["code"]).get("zin", ""), een.get("uiterlijk"))
            for een in besluit.get("plichten") or ()
        ),
        inhoud=inhoud,
        delen=onderdeelregels(delen, begrippen, {}),
        opnieuw=bericht["status"] in _OPNIEUW and verzoek.sessie.mag("verstrekken"),
        terug=[
            (f"/berichten/{een['bericht']}", een["gemaaktOp"], len(een["plaatsen"]))
            for een in bericht["intrekkingen"]
        ],
        intrekken=_intrekblad(verzoek, bericht, delen, begrippen, fouten),
        klopt_niet=_klopt_niet(verzoek, bericht, delen, begrippen),
        fouten=fouten,
    )


ALLES, _WAT = "alles", "wat"
_TE_LAAT = (
    "Dit bericht is niet meer terug te nemen: het is al teruggenomen, of nog niet aangekomen."
)


def _intrekveld(
    bericht: Mapping[str, Any], delen: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> Invulveld:
    """What can still be taken back: the whole message, and what of it somebody just read."""
    weg = {plaats for een in bericht["intrekkingen"] for plaats in een["plaatsen"]}
    keuzes = [(ALLES, "Het hele bericht")] + [
        (str(een["volgnummer"]), _wat_het_is(een, begrippen))
        for een in delen
        if een["volgnummer"] not in weg
    ]
    hint = "" if len(keuzes) > 1 else "Een deel ervan kiest u als u hebt getoond wat er in staat."
    return Invulveld(_WAT, "Wat neemt u terug?", KEUZES, hint=hint, keuzes=keuzes)


def _wat_het_is(deel: Mapping[str, Any], begrippen: Woordenlijst) -> str:
    soort = begrippen.kort("gegevenssoorten", deel["gegevenssoort"])
    return f"{hoofdletter(soort)} van schuilnummer {schuilnummer(deel['betrokkene'])}"


def _intrekblad(
    verzoek: Verzoek,
    bericht: Mapping[str, Any],
    delen: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
    fouten: Fouten,
) -> Invulblad | None:
    if not bericht["intrekkenMet"] or not verzoek.sessie.mag("verstrekken"):
        return None
    knop = f"Neem dit terug van {begrippen.partij(bericht['ontvanger'])}"
    naar = f"/berichten/{bericht['id']}/intrekken"
    velden = (_intrekveld(bericht, delen, begrippen),)
    return Invulblad(velden, knop, naar, gevaar=True).met(verzoek.velden, fouten)


def _klopt_niet(
    verzoek: Verzoek,
    bericht: Mapping[str, Any],
    delen: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
) -> list[tuple[str, str]]:
    """Of each item of a person: where one says that it is not right, and everybody hears it."""
    if not verzoek.sessie.mag("verstrekken"):
        return []
    return [
        (
            _wat_het_is(een, begrippen),
            "/verbeteringen/nieuw/" + verzoek.handvat(
                json.dumps({
                    "groep": bericht["groep"], "persoon": een["persoon"],
                    "gegevenssoort": een["gegevenssoort"],
                    **({"gegeven": een["gegeven"]} if een["gegeven"] else {}),
                })
            ),
        )
        for een in delen
        if een["persoon"] and bericht["groep"]
    ]  # fmt: skip


async def trek_in(verzoek: Verzoek) -> Response:
    """Take back the whole message, or what was chosen of it; twice a click is one message."""
    bericht = await verzoek.api.haal(f"/verstrekkingen/{verzoek.deel('bericht')}")
    veld = _intrekveld(bericht, (), await verzoek.begrippen())

    if bericht["intrekkenMet"] is None:
        return await toon_bericht(verzoek, fouten=[("", _TE_LAAT)])
    if not all(een == ALLES or een.isdecimal() for een in verzoek.keuzes(_WAT)):
        raise NietGevonden

    async def doe(inhoud: dict[str, Any]) -> str:
        gekozen: list[str] = inhoud[_WAT]
        plaatsen = [] if ALLES in gekozen else sorted(int(een) for een in gekozen)
        opdracht = {
            "soort": bericht["intrekkenMet"],
            "ontvanger": bericht["ontvanger"],
            "groep": bericht["groep"],
            "inReactieOp": bericht["id"],
            "onderdelen": [{"vervangt": een} for een in plaatsen],
        }
        koppen = {"Idempotency-Key": verzoek.veld(SLEUTEL)} if verzoek.veld(SLEUTEL) else {}
        gemaakt = await verzoek.api.stuur("POST", "/verstrekkingen", opdracht, koppen=koppen)
        return f"/berichten/{gemaakt['id']}"

    async def opnieuw(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_bericht(verzoek, fouten=fouten)

    return await dien_in(verzoek, (veld,), doe, opnieuw)


_OPNIEUW = ("dood",)


def _met_zin(reden: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """A reason with its sentence: its own, or that of its kind."""
    kort = begrippen.rij("redenen", reden.get("code"))
    zin = reden.get("uitleg") or reden.get("zin") or kort.get("zin", "")
    return {**reden, "zin": begrippen.in_woorden(_PLAATS.sub("", zin)), "wet": reden.get("wet")}


def _gronden(besluit: Mapping[str, Any], begrippen: Woordenlijst) -> list[str]:
    """Each ground once."""
    zinnen: dict[str, None] = {}
    for een in besluit.get("grondslagen") or ():
        kort = begrippen.rij("grondslagen", een["grondslag"]).get("kort")
        waar = f"{een['wet']}, convenant {een['convenant']}"
        zinnen[f"{kort} ({waar})" if kort else waar] = None
    return list(zinnen)


async def toon_inhoud(verzoek: Verzoek) -> Response:
    """After "Toon wat er verstuurd is": a reading of everybody in it, which the service logs."""
    inhoud = await verzoek.api.haal(f"/verstrekkingen/{verzoek.deel('bericht')}/inhoud")
    return await toon_bericht(verzoek, inhoud)


async def bied_opnieuw_aan(verzoek: Verzoek) -> Response:
    """Once more, the same message."""
    id_ = verzoek.deel("bericht")
    await verzoek.api.stuur("POST", f"/verstrekkingen/{id_}/_opnieuw")
    return verzoek.naar(f"/berichten/{id_}")


SCHERMEN = (
    Scherm("berichten", "GET", "/berichten", toon_berichten, "raadplegen", 2),
    Scherm("bericht", "GET", "/berichten/{bericht:uuid}", toon_bericht, "raadplegen", 1),
    Scherm("inhoud", "POST", "/berichten/{bericht:uuid}/inhoud", toon_inhoud, "raadplegen", 2),
    Scherm(
        "opnieuw", "POST", "/berichten/{bericht:uuid}/opnieuw", bied_opnieuw_aan, "verstrekken", 1
    ),
    Scherm("intrekken", "POST", "/berichten/{bericht:uuid}/intrekken", trek_in, "verstrekken", 3),
)
