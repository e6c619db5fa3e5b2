"""S1: what waits for me, the most urgent first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from starlette.responses import PlainTextResponse, Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import scherm_van, wegwijzer
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import opsomming, over
from shared.portaal.woorden import Woordenlijst, eigen_woord

KEUZES = ("urgentie", "groep", "van")
URGENTIES = ("te_laat", "vandaag", "deze_week", "later")
SCHERM = "werklijst"
"""Under what the service keeps the filters of this screen."""
_ZAAK = "raadplegen"
_WERK = f"{_ZAAK}|beheren"
"""Also who manages has work; of a case he sees nothing but that there is some."""
_DRINGEND = ("te_laat", "vandaag")
_HOOGSTENS, _MEESTE = 100, 200
_GELDT = timedelta(seconds=60)
_KENMERK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_GEDAAN = Invulveld("reden", "Wat is ermee gedaan?", TEKST, "Noem niemand bij naam.")
_GEEN_NAAM = "Geef het filter een naam van hoogstens 60 tekens."
_LANGSTE_NAAM = 60


@dataclass
class Werkregel:
    """One row: equal work of one group stands on one row."""

    titel: str
    groep: str
    groepscode: str
    voor: str
    uiterlijk: str | None
    wanneer: str
    dringend: bool
    pad: str | None
    klaar: str = ""
    """Where somebody says that it is done, of what does not go away by itself."""
    aantal: int = 1


def _sleutel(een: Mapping[str, Any]) -> tuple[Any, ...]:
    """What work that stands on one row has in common."""
    return een["titel"], een["groep"], een["uiterlijk"], een["eigenaar"]


def naam_van(een: Mapping[str, Any]) -> str:
    """A short name for all the work that stands on one row with this."""
    return sha256(repr(_sleutel(een)).encode()).hexdigest()[:16]


def _klaar(een: Mapping[str, Any]) -> str:
    """Where somebody says that this one is done; empty for what goes away by itself."""
    naam = sha256(f"{een['soort']}/{een['onderwerp']}".encode()).hexdigest()[:16]
    zoek = f"?{urlencode({'groep': een['groep']})}" if een["groep"] else ""
    return f"/werklijst/klaar/{naam}{zoek}" if een["afvinken"] else ""


def bundel(
    werk: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
    vandaag: date,
    wijs: Callable[[str | None], str | None] = scherm_van,
) -> list[Werkregel]:
    """The rows of the list, in its order; what is the same but for the person is one row.

    A row of one leads to where it is done, as does one whose work is all done in one place; another
    leads to the list of what stands on it.
    """
    rijen: dict[tuple[Any, ...], Werkregel] = {}
    for een in werk:
        sleutel, pad = _sleutel(een), wijs(een["pad"])
        if sleutel in rijen:
            rij = rijen[sleutel]
            rij.aantal += 1
            samen = f"/werklijst/rij/{naam_van(een)}?{urlencode({'groep': rij.groep})}"
            rij.klaar = samen if rij.klaar else ""
            if rij.pad != pad:
                rij.pad = samen
            continue
        functies = [begrippen.kort("functies", functie) for functie in een["functies"]]
        voor = "op uw naam" if een["eigenaar"] else f"voor iedere {opsomming(functies, 'of')}"
        rijen[sleutel] = Werkregel(
            titel=een["titel"],
            groep=een["groep"] or "",
            groepscode=een["groepscode"] or "",
            voor=voor if functies or een["eigenaar"] else "voor iedereen",
            uiterlijk=een["uiterlijk"],
            wanneer=over(een["uiterlijk"], vandaag),
            dringend=een["urgentie"] in _DRINGEND,
            pad=pad,
            klaar=_klaar(een),
        )
    return list(rijen.values())


def keuze_van(verzoek: Verzoek) -> dict[str, str]:
    """What somebody chose; what is no urgency, group or person counts as nothing."""
    keuze = {naam: verzoek.vraag(naam) for naam in KEUZES}
    if not _KENMERK.fullmatch(keuze["groep"]):
        keuze["groep"] = ""
    if keuze["van"] != "mij":
        keuze["van"] = ""
    if keuze["urgentie"] not in URGENTIES:
        keuze["urgentie"] = ""
    return keuze


def adres_van(keuze: Mapping[str, str]) -> str:
    """The list with these choices."""
    gekozen = {naam: keuze[naam] for naam in KEUZES if keuze.get(naam)}
    return f"/werklijst?{urlencode(gekozen)}" if gekozen else "/werklijst"


async def toon_werklijst(verzoek: Verzoek, fouten: Sequence[str] = ()) -> Response:
    """The list, with the choices in the address: codes only."""
    keuze = keuze_van(verzoek)
    begrippen = await verzoek.begrippen()
    gevraagd = {naam: een for naam, een in keuze.items() if een and naam != "van"}
    if keuze["van"] == "mij":
        gevraagd["van"] = "mij"
    lijst, voorkeuren, *groepen = await verzoek.api.samen(
        f"/werklijst?{urlencode({**gevraagd, 'paginagrootte': _HOOGSTENS})}",
        "/voorkeuren",
        *(["/groepen"] if verzoek.sessie.mag(_ZAAK) else []),
    )
    tellen = lijst["aantallen"]["perUrgentie"]
    if not keuze["groep"] and not keuze["van"]:
        _onthoud(verzoek, tellen)
    tellers = [
        (naam, eigen_woord("urgentie", naam), tellen.get(naam, 0), naam in _DRINGEND)
        for naam in URGENTIES
    ]
    tellers.append(("", eigen_woord("urgentie", "alles"), sum(tellen.values()), False))
    return verzoek.toon(
        "werklijst.html",
        "Werklijst",
        422 if fouten else 200,
        fouten=fouten,
        filters=[
            (een["id"], een["naam"], adres_van(een["keuzes"]))
            for een in voorkeuren["voorkeuren"]
            if een["scherm"] == SCHERM
        ],
        deze=adres_van(keuze),
        filternaam=verzoek.veld("naam"),
        filterid=verzoek.veld("id") or str(uuid4()),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        rijen=bundel(
            lijst["werk"],
            begrippen,
            verzoek.vandaag,
            wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat),
        ),
        aantal=len(lijst["werk"]),
        meer=bool(lijst["volgende"]),
        tellers=tellers,
        keuze=keuze,
        groepen=[(een["id"], een["code"]) for deel in groepen for een in deel["groepen"]],
    )


async def toon_rij(verzoek: Verzoek) -> Response:
    """All that stands on one row of the list, each with its own way in. Nobody by name."""
    groep, naam = verzoek.vraag("groep"), verzoek.deel("naam")
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal("/werklijst", groep=groep, paginagrootte=_MEESTE)
    werk = [een for een in lijst["werk"] if naam_van(een) == naam]
    wijs = wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat)
    samen = bundel(werk, begrippen, verzoek.vandaag, wijs)
    return verzoek.toon(
        "werkrij.html",
        samen[0].titel if samen else "Dit is gedaan",
        kruimels=[("Werklijst", "/werklijst")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        rij=samen[0] if samen else None,
        paden=[(wijs(een["pad"]), _klaar(een)) for een in werk],
    )


async def toon_klaar(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form to say that something is done that does not go away by itself."""
    een = await _af_te_vinken(verzoek)
    hier = verzoek.request.url.path
    zoek = f"?{verzoek.request.url.query}" if verzoek.request.url.query else ""
    return await toon_vraagblad(
        verzoek,
        "Dit is klaar",
        Invulblad((_GEDAAN,), "Haal dit van de werklijst", f"{hier}{zoek}").met(
            verzoek.velden, fouten
        ),
        kruimels=[("Werklijst", "/werklijst")],
        kop=een["titel"],
        uitleg="Dit gaat niet vanzelf van de lijst. Het gaat eraf voor iedereen die het mag doen. "
        "Wat u schrijft, blijft bewaard.",
        terug="/werklijst",
    )


async def vink_af(verzoek: Verzoek) -> Response:
    """Say it is done, and why."""
    een = await _af_te_vinken(verzoek)

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/werklijst/{een['soort']}/{quote(een['onderwerp'], safe='')}/_afhandelen"
        await verzoek.api.stuur("POST", pad, inhoud)
        return "/werklijst"

    return await dien_in(verzoek, (_GEDAAN,), doe, toon_klaar)


async def _af_te_vinken(verzoek: Verzoek) -> Mapping[str, Any]:
    """The one that is meant. Faults: `NietGevonden` when it is on the list no more."""
    groep, hier = verzoek.vraag("groep"), verzoek.request.url.path
    lijst = await verzoek.api.haal("/werklijst", groep=groep, paginagrootte=_MEESTE)
    for een in lijst["werk"]:
        if _klaar(een).partition("?")[0] == hier:
            return dict(een)
    raise NietGevonden


def _onthoud(verzoek: Verzoek, tellen: Mapping[str, int]) -> int:
    """The number beside the list: what is late and what is for today."""
    aantal = sum(tellen.get(een, 0) for een in _DRINGEND)
    verzoek.bediening.wacht[verzoek.sessie.autorisatie] = (aantal, verzoek.bediening.klok())
    return aantal


async def tel_werk(verzoek: Verzoek) -> Response:
    """The same number for a page that is open already; counted once a minute at most."""
    bekend = verzoek.bediening.wacht.get(verzoek.sessie.autorisatie)
    if bekend is not None and verzoek.bediening.klok() - bekend[1] <= _GELDT:
        return PlainTextResponse(str(bekend[0]))
    lijst = await verzoek.api.haal("/werklijst", paginagrootte=1)
    return PlainTextResponse(str(_onthoud(verzoek, lijst["aantallen"]["perUrgentie"])))


def _voorkeurpad(verzoek: Verzoek) -> str:
    kenmerk = verzoek.veld("id")
    if not _KENMERK.fullmatch(kenmerk):
        raise NietGevonden
    return f"/voorkeuren/{kenmerk}"


async def bewaar_filter(verzoek: Verzoek) -> Response:
    """Keep what is chosen now. The page chose the reference: twice is once."""
    keuze, naam = keuze_van(verzoek), verzoek.veld("naam")
    if not 0 < len(naam) <= _LANGSTE_NAAM:
        return await toon_werklijst(verzoek, [_GEEN_NAAM])
    inhoud = {
        "scherm": SCHERM,
        "naam": naam,
        "keuzes": {lid: code for lid, code in keuze.items() if code},
    }
    try:
        await verzoek.api.stuur("PUT", _voorkeurpad(verzoek), inhoud)
    except ApiFout as fout:
        if fout.status not in (400, 409):
            raise
        zinnen = [str(een.get("melding", "")) for een in fout.fouten]
        return await toon_werklijst(verzoek, zinnen or [fout.zin])
    return verzoek.naar(adres_van(keuze))


async def haal_filter_weg(verzoek: Verzoek) -> Response:
    """Take one away; the list stays as it is."""
    await verzoek.api.stuur("DELETE", _voorkeurpad(verzoek))
    return verzoek.naar(adres_van(keuze_van(verzoek)))


SCHERMEN = (
    Scherm("werklijst", "GET", "/werklijst", toon_werklijst, _WERK, 1),
    Scherm("werkrij", "GET", "/werklijst/rij/{naam}", toon_rij, _WERK, 1),
    Scherm("werk-klaar", "GET", "/werklijst/klaar/{naam}", toon_klaar, _WERK, 1),
    Scherm("vink-af", "POST", "/werklijst/klaar/{naam}", vink_af, _WERK, 3),
    Scherm("werk-tellen", "GET", "/werklijst/aantal", tel_werk, _WERK, 1, gaat_door=True),
    Scherm("bewaar-filter", "POST", "/werklijst/filters", bewaar_filter, _WERK, 2),
    Scherm("haal-filter-weg", "POST", "/werklijst/filters/weg", haal_filter_weg, _WERK, 1),
)
