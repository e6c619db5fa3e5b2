"""What the gemeente fills in about a group: each form of `formulieren.toml` on the same two pages.

One to write it, and of a document one to read it as others will, to fix it and to give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.document import documentdelen
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.lezen import Formulier, lees_formulieren, met_begrippen
from shared.portaal.formulier.vraag import KEUZE, KEUZES, Veld
from shared.portaal.portaal import Scherm, Weg
from shared.portaal.schermen.bezig import HIER
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import opsomming
from shared.portaal.woorden import Woordenlijst

FORMULIEREN = lees_formulieren(Path(__file__).with_name("formulieren.toml"))
_NIET_GEVONDEN = 404
_INDELING = "indeling"
_MELDING = "melding"


def formulier_van(verzoek: Verzoek) -> Formulier:
    """The form in the address. Faults: `NietGevonden`."""
    formulier = FORMULIEREN.get(verzoek.deel("formulier"))
    if formulier is None or not verzoek.sessie.mag(formulier.recht):
        raise NietGevonden
    return formulier


async def lees_stand(verzoek: Verzoek, pad: str) -> tuple[Mapping[str, Any] | None, str]:
    """The record as it is and its version, or nothing when nobody wrote it yet."""
    try:
        return await verzoek.api.haal_met_merk(pad)
    except ApiFout as fout:
        if fout.status != _NIET_GEVONDEN:
            raise
        return None, ""


async def _blad(verzoek: Verzoek) -> Blad:
    formulier, groep = formulier_van(verzoek), verzoek.deel("groep")
    velden = met_begrippen(formulier.velden, await verzoek.begrippen())
    stand: Mapping[str, Any] | None = None
    merk = ""
    if formulier.lees:
        stand, merk = await lees_stand(verzoek, formulier.lees.format(groep=groep))
    if formulier.code == _INDELING:
        velden = (*await _assen(verzoek), *velden)
    inleiding = formulier.inleiding
    if formulier.code == _MELDING:
        inleiding = f"{inleiding} {await _wat_telt(verzoek, groep)}"
    return Blad(
        sleutel=sleutel_van(verzoek, formulier.code, groep),
        titel=formulier.titel,
        inleiding=inleiding,
        knop=formulier.knop,
        velden=velden,
        inhoud=_inhoud(stand),
        merk=merk,
        terug=f"/groepen/{groep}/stap",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
    )


def _inhoud(stand: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What a document says; of what is no document, all of it."""
    if stand is None:
        return None
    inhoud: Mapping[str, Any] = stand.get("inhoud", stand)
    return inhoud


async def _wat_telt(verzoek: Verzoek, groep: str) -> str:
    """How many incidents a start takes, how many there are, and who must have recorded them."""
    telling = await verzoek.api.haal(f"/groepen/{groep}/startcriteria")
    return bewijszin(telling, await verzoek.begrippen())


def bronnen_die_tellen(begrippen: Woordenlijst) -> str:
    """Whose reports the covenant counts: `politie, stadsbeheer of jongerenwerk`."""
    bronnen = begrippen.soorten.get("meldingsbronnen", {}).values()
    return opsomming([str(een["kort"]) for een in bronnen if een["mag"]], "of")


def bewijszin(telling: Mapping[str, Any], begrippen: Woordenlijst) -> str:
    """What is needed to start and what there is, in sentences."""
    return (
        f"Voor de start zijn {telling['nodig']} verschillende incidenten nodig, uit het afgelopen "
        f"jaar. Er {'telt' if telling['incidenten'] == 1 else 'tellen'} er nu "
        f"{telling['incidenten']}. Alleen wat {bronnen_die_tellen(begrippen)} vastlegde, telt mee."
    )


async def _assen(verzoek: Verzoek) -> tuple[Veld, ...]:
    """What the covenant lets one say of a kind of group: a question for each axis."""
    assen = await verzoek.api.haal("/indelingen")
    return tuple(
        Veld(
            naam=f"{_INDELING}.{een['code']}",
            label=een["titel"][:1].upper() + een["titel"][1:],
            soort=KEUZES if een["meerdere"] else KEUZE,
            opties=tuple(een["waarden"].items()),
        )
        for een in assen["indelingen"]
    )


async def toon_invullen(verzoek: Verzoek) -> Response:
    """The form, with what stands there and what was kept."""
    return await toon(verzoek, await _blad(verzoek))


async def vul_in(verzoek: Verzoek) -> Response:
    """The form came in."""
    formulier, groep = formulier_van(verzoek), verzoek.deel("groep")

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        if _INDELING in inhoud:
            inhoud[_INDELING] = {
                as_: een if isinstance(een, list) else [een]
                for as_, een in inhoud[_INDELING].items()
            }
        await verzoek.api.stuur(
            formulier.methode, formulier.pad.format(groep=groep), inhoud, koppen=koppen
        )
        if is_document(formulier):
            return f"/groepen/{groep}/document/{formulier.code}"
        return f"/groepen/{groep}/stap?gedaan={formulier.code}"

    return await verwerk(verzoek, await _blad(verzoek), stuur, lambda: _blad(verzoek))


def is_document(formulier: Formulier) -> bool:
    """Whether it is fixed and given to others: then its record has a step of its own."""
    return formulier.lees == formulier.pad and not formulier.pad.startswith("/groepen/")


async def toon_document(verzoek: Verzoek) -> Response:
    """A document as others will read it; from here it is fixed and given."""
    formulier, groep = formulier_van(verzoek), verzoek.deel("groep")
    if not is_document(formulier):
        raise NietGevonden
    begrippen = await verzoek.begrippen()
    document, merk = await lees_stand(verzoek, formulier.lees.format(groep=groep))
    if document is None:
        return verzoek.naar(f"/groepen/{groep}/invullen/{formulier.code}")
    velden = met_begrippen(formulier.velden, begrippen)
    return verzoek.toon(
        "gemeente/document.html",
        formulier.titel,
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=groep,
        formulier=formulier,
        document=document,
        merk=merk,
        delen=documentdelen(velden, document["inhoud"]),
        gegeven=verzoek.vraag("gegeven") == "ja",
        mag_schrijven=verzoek.sessie.mag(formulier.recht),
    )


async def stel_vast(verzoek: Verzoek) -> Response:
    """Fix exactly the version that was on the page."""
    formulier, groep = formulier_van(verzoek), verzoek.deel("groep")
    await verzoek.api.stuur(
        "POST",
        f"{formulier.pad.format(groep=groep)}/_vaststellen",
        {},
        koppen={"If-Match": verzoek.veld("merk")},
    )
    return verzoek.naar(f"/groepen/{groep}/document/{formulier.code}")


async def geef(verzoek: Verzoek) -> Response:
    """Give what was fixed to the other parties."""
    formulier, groep = formulier_van(verzoek), verzoek.deel("groep")
    loopt = await verzoek.api.stuur_lang(f"{formulier.pad.format(groep=groep)}/_deel")
    terug = f"/groepen/{groep}/document/{formulier.code}?gegeven=ja"
    return verzoek.naar(HIER if loopt else terug)


_PAD = "/groepen/{groep:uuid}"
SCHERMEN = (
    Scherm(
        "invullen", "GET", f"{_PAD}/invullen/{{formulier}}", toon_invullen, "dossier.schrijven", 4
    ),
    Scherm("vul-in", "POST", f"{_PAD}/invullen/{{formulier}}", vul_in, "dossier.schrijven", 9),
    Scherm("document", "GET", f"{_PAD}/document/{{formulier}}", toon_document, "raadplegen", 1),
    Scherm(
        "vaststellen", "POST", f"{_PAD}/document/{{formulier}}/vaststellen", stel_vast,
        "dossier.schrijven", 1,
    ),
    Scherm(
        "document-geven", "POST", f"{_PAD}/document/{{formulier}}/geven", geef, "stukken.delen", 1
    ),
)  # fmt: skip
_GROEP = "/{groep}"
WEGEN = tuple(
    Weg(een.pad.replace(_GROEP, "/{kenmerk}{rest}"), f"/groepen/{{}}/document/{een.code}")
    for een in FORMULIEREN.values()
    if is_document(een)
)
"""Where each document of a step is fixed and given."""
