"""S5: the step a group is in: what is done, what is missing, and what opens the next one."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import Response

from frontends.gemeente.invullen import FORMULIEREN, lees_stand
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import Veld
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.groep import rechtskaart
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import lees_getal

_BESTAND = Path(__file__).with_name("stap.toml")
_ZELFDE = "stap"


@dataclass(frozen=True)
class Taak:
    """Something that is done in a step, and where."""

    stappen: tuple[int, ...]
    titel: str
    zin: str
    recht: str
    waar: str = ""
    document: str = ""
    feit: str = ""


@cache
def taken() -> tuple[Taak, ...]:
    """Everything in `stap.toml`."""
    rijen = tomllib.loads(_BESTAND.read_text(encoding="utf-8"))["taken"]
    return tuple(Taak(**{**rij, "stappen": tuple(rij["stappen"])}) for rij in rijen)


Feiten = Mapping[str, tuple[bool, str]]
"""Of what is recorded: whether it is there, and how that is said."""
_KLAAR, _NOG_OPEN = (True, "Klaar"), (False, "Nog open")


def feiten_van(criteria: Mapping[str, Any] | None, indeling: Mapping[str, Any] | None) -> Feiten:
    """What a step counts as evidence; `criteria`: only where the start is still to be decided."""
    feiten: dict[str, tuple[bool, str]] = {
        "indeling": _KLAAR if indeling is not None else _NOG_OPEN
    }
    if criteria is not None:
        aantal, nodig = criteria["incidenten"], criteria["nodig"]
        feiten["incidenten"] = (aantal >= nodig, f"{aantal} van {nodig}")
        for feit in ("groepsverband", "eerdereInterventie"):
            feiten[feit] = _KLAAR if criteria[feit] else _NOG_OPEN
    return feiten


async def _feiten(verzoek: Verzoek, groep: str, *, begonnen: bool) -> Feiten:
    indeling, _ = await lees_stand(verzoek, f"/groepen/{groep}/indeling")
    if begonnen:
        return feiten_van(None, indeling)
    return feiten_van(await verzoek.api.haal(f"/groepen/{groep}/startcriteria"), indeling)


def taakregels(
    alle: Iterable[Taak],
    stand: Mapping[str, Any],
    groep: str,
    rechten: Iterable[str],
    feiten: Feiten,
) -> list[dict[str, Any]]:
    """The tasks of this step that somebody may see, each with how it stands where that is known."""
    documenten = {een["code"]: een for een in stand["documenten"]}
    regels = []
    for taak in alle:
        if stand["stap"] not in taak.stappen or taak.recht not in rechten:
            continue
        regel: dict[str, Any] = {"titel": taak.titel, "zin": taak.zin, "stand": "", "kleur": ""}
        regel["moet"] = False
        regel["pad"] = taak.waar.format(groep=groep)
        if taak.document:
            document = documenten.get(taak.document)
            regel |= _documentstand(document, groep, taak.document)
            regel["moet"] = bool(document and document["nodig"] and not document["vastgesteld"])
        if taak.feit in feiten:
            klaar, zin = feiten[taak.feit]
            regel |= {"stand": zin, "kleur": "goed" if klaar else "let-op", "moet": not klaar}
        regels.append(regel)
    return regels


def _documentstand(document: Mapping[str, Any] | None, groep: str, code: str) -> dict[str, str]:
    if document is None or document["versie"] == 0:
        moet = document is not None and document["nodig"]
        return {
            "pad": f"/groepen/{groep}/invullen/{code}",
            "stand": "Nog te schrijven",
            "kleur": "let-op" if moet else "",
        }
    pad = f"/groepen/{groep}/document/{code}"
    if document["vastgesteld"]:
        return {"pad": pad, "stand": "Vastgesteld", "kleur": "goed"}
    return {"pad": pad, "stand": "Nog niet vastgesteld", "kleur": "let-op"}


async def toon_stap(verzoek: Verzoek) -> Response:
    """One page for the step of now."""
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    toestand, stand, watmag = await asyncio.gather(
        api.haal(f"/groepen/{groep}"),
        api.haal(f"/groepen/{groep}/stapstand"),
        api.haal(f"/groepen/{groep}/wat-mag"),
    )
    stappen = [
        (int(code), rij["kort"]) for code, rij in begrippen.soorten.get("stappen", {}).items()
    ]
    feiten = await _feiten(verzoek, groep, begonnen=toestand["startbesluit"] is not None)
    regels = taakregels(taken(), stand, groep, verzoek.sessie.rechten, feiten)
    gedaan = FORMULIEREN.get(verzoek.vraag("gedaan"))
    verder = [een for een in toestand["verder"] if een["besluit"] == _ZELFDE]
    return verzoek.toon(
        "gemeente/stap.html",
        f"Stap {toestand['stap']} van {toestand['code']}",
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        kruimel=f"Stap {toestand['stap']}",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        stappen=stappen,
        stand=stand,
        taken=regels,
        mag_nog=[een["titel"] for een in regels if een["kleur"] == "let-op" and not een["moet"]],
        verder=verder,
        zinnen=[een["zin"] for een in toestand["verder"]],
        kaart=rechtskaart(watmag, begrippen),
        gedaan=gedaan.titel if gedaan else "",
        loopt=not toestand["afgeslotenOp"],
        laatste=toestand["stap"] == max((nummer for nummer, _ in stappen), default=0),
    )


async def _vragenblad(verzoek: Verzoek) -> Blad:
    groep, stap = verzoek.deel("groep"), int(verzoek.deel("stap"))
    antwoorden, merk = await verzoek.api.haal_met_merk(f"/stapantwoorden/{groep}/{stap}")
    inhoud = antwoorden["inhoud"]
    buiten = {een["vraag"]: een["reden"] for een in inhoud.get("nietVanToepassing") or ()}
    velden: list[Veld] = []
    stond: dict[str, Any] = {"antwoord": {}, "niet": {}}
    for nummer, (vraag, antwoord) in enumerate(
        zip(antwoorden["vragen"], inhoud["antwoorden"], strict=False), 1
    ):
        velden += [
            Veld(f"antwoord.{nummer}", vraag, verplicht=False),
            Veld(
                f"niet.{nummer}", "Of: waarom speelt deze vraag hier niet?", "regel",
                verplicht=False,
            ),
        ]  # fmt: skip
        stond["antwoord"][str(nummer)] = antwoord
        stond["niet"][str(nummer)] = buiten.get(nummer)
    return Blad(
        sleutel=sleutel_van(verzoek, f"stapvragen-{stap}", groep),
        titel=f"De vragen van stap {stap}",
        inleiding="Een vraag mag open blijven. Pas als elke vraag een antwoord heeft, of een reden "
        "waarom zij hier niet speelt, kan de groep verder.",
        velden=tuple(velden),
        inhoud=stond,
        merk=merk,
        terug=f"/groepen/{groep}/stap",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
    )


async def toon_vragen(verzoek: Verzoek) -> Response:
    """The questions of a step, with the answers so far."""
    return await toon(verzoek, await _vragenblad(verzoek))


async def beantwoord(verzoek: Verzoek) -> Response:
    """The answers came in; what is empty stays open."""
    groep, stap = verzoek.deel("groep"), verzoek.deel("stap")
    blad = await _vragenblad(verzoek)

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        gegeven, niet = inhoud.pop("antwoord", {}), inhoud.pop("niet", {})
        aantal = len(blad.velden) // 2
        inhoud["antwoorden"] = [gegeven.get(str(een)) for een in range(1, aantal + 1)]
        inhoud["nietVanToepassing"] = [
            {"vraag": int(nummer), "reden": reden} for nummer, reden in niet.items()
        ]
        pad = f"/stapantwoorden/{groep}/{stap}"
        await verzoek.api.stuur("PUT", pad, inhoud, koppen=koppen)
        return f"/groepen/{groep}/stap"

    return await verwerk(verzoek, blad, stuur, lambda: _vragenblad(verzoek))


async def toon_voorleggen(verzoek: Verzoek) -> Response:
    """What laying the next step before whoever decides means, before somebody does it."""
    groep, begrippen = verzoek.deel("groep"), await verzoek.begrippen()
    toestand = await verzoek.api.haal(f"/groepen/{groep}")
    stap = lees_getal(verzoek.vraag("stap"))
    een = next(
        (x for x in toestand["verder"] if x["besluit"] == _ZELFDE and x["stap"] == stap), None
    )
    if een is None:
        raise NietGevonden
    functie = begrippen.kort("functies", verzoek.sessie.functie)
    return verzoek.toon(
        "gemeente/voorleggen.html",
        f"Stap {stap} voorleggen",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        functienaam=functie,
        groep=toestand,
        volgende=een,
        meteen=beslist_meteen(een["ondertekenaars"], verzoek.bediening.portaal.partij, functie),
        leden=toestand["aantallen"]["leden"],
    )


def beslist_meteen(
    ondertekenaars: Iterable[Mapping[str, Any]], partij: str | None, functie: str
) -> bool:
    """Whether who lays it before is the only one to sign it."""
    alle = list(ondertekenaars)
    return len(alle) == 1 and alle[0]["partij"] == partij and functie in alle[0]["functies"]


async def leg_voor(verzoek: Verzoek) -> Response:
    """Lay the next step before whoever decides on it."""
    groep, stap = verzoek.deel("groep"), lees_getal(verzoek.veld("stap"))
    if stap is None:
        raise NietGevonden
    voorstel = {"groep": groep, "soort": _ZELFDE, "gegevens": {"stap": stap}}
    await verzoek.api.stuur("POST", "/besluitvoorstellen", voorstel)
    return verzoek.naar(f"/groepen/{groep}/stap")


_PAD = "/groepen/{groep:uuid}"
_VRAGEN = f"{_PAD}/stap/{{stap:nummer}}/vragen"
SCHERMEN = (
    Scherm("stap", "GET", f"{_PAD}/stap", toon_stap, "raadplegen", 5),
    Scherm("stapvragen", "GET", _VRAGEN, toon_vragen, "dossier.schrijven", 2),
    Scherm("beantwoord-stap", "POST", _VRAGEN, beantwoord, "dossier.schrijven", 6),
    Scherm(
        "stap-voorleggen", "GET", f"{_PAD}/stap/voorleggen", toon_voorleggen, "ondertekenen", 1
    ),
    Scherm("leg-voor", "POST", f"{_PAD}/stap/voorleggen", leg_voor, "ondertekenen", 1),
)  # fmt: skip
