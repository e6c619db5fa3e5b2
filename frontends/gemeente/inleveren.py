"""Handing in a signal with a code, by who is no party: a page of its own, without an account.

Whoever comes here writes and reads nothing back. Of a code that does not work nobody hears why.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout, ApiWeg
from shared.portaal.openbaar.bezoek import Bezoek
from shared.portaal.portaal import Scherm
from shared.portaal.vraagbladen.rijen import NAGELEZEN
from shared.portaal.vraagbladen.velden import DAG, KEUZE, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import fouten_uit, lees

PAD = "/signaal-inleveren"
_DANK = f"{PAD}/dank"
_CODE = "code"
_CODE_WERKT_NIET = "Deze code werkt niet (meer). Vraag van wie u haar kreeg een nieuwe."
_TE_GROOT = "Wat deed de groep? Uw tekst is te lang. Schrijf hem korter."
_TE_VAAK = "Er is te vaak geprobeerd. Wacht tien minuten en probeer het dan opnieuw."
_LEES_NA = "Lees uw tekst na, en zet dan dit vinkje."
_WEG = (
    "Wij weten niet of het aankwam. Probeer het nog eens met dezelfde code. Werkt zij dan niet "
    "meer? Vraag dan van wie u haar kreeg of uw signaal binnen is."
)
VELDEN = (
    Invulveld(
        _CODE, "Welke code kreeg u?",
        hint="Zes groepjes van vijf tekens. Hoofdletters of kleine letters maakt niet uit.",
    ),
    Invulveld(
        "soort", "Wat is het?", KEUZE,
        keuzes=(
            ("signaal", "Een los signaal"), ("waarneming", "Een waarneming uit werk of wijk")
        ),
    ),
    Invulveld("datum", "Op welke dag was het?", DAG),
    Invulveld("plek", "Waar was het?", hint="Een plein, straat of buurt. Geen adres."),
    Invulveld(
        "omschrijving", "Wat deed de groep?", TEKST,
        hint="Schrijf over de groep. Noem niemand, ook niet zonder naam.",
    ),
    NAGELEZEN,
)  # fmt: skip


async def toon_formulier(bezoek: Bezoek, fouten: Fouten = (), status: int = 200) -> Response:
    """The form; what was typed is still there, also when it could not be taken."""
    formulier = Invulblad(VELDEN, "Lever het signaal in", PAD).met(bezoek.velden, fouten)
    return bezoek.toon("gemeente/inleveren.html", "Signaal inleveren", status, formulier=formulier)


async def lever_in(bezoek: Bezoek) -> Response:
    """Hand it in. Two clicks are one signal."""
    inhoud, fouten = lees(VELDEN, bezoek)
    if not inhoud[NAGELEZEN.naam]:
        fouten.append((NAGELEZEN.id, _LEES_NA))
    if fouten:
        return await toon_formulier(bezoek, fouten, 422)
    if not bezoek.mag_nog():
        return await toon_formulier(bezoek, [("", _TE_VAAK)], 429)
    try:
        await bezoek.een_keer(lambda: _stuur(bezoek, inhoud))
    except ApiWeg:
        return await toon_formulier(bezoek, [("", _WEG)], 503)
    except ApiFout as fout:
        return await _geweigerd(bezoek, fout)
    return bezoek.naar(_DANK)


async def _stuur(bezoek: Bezoek, inhoud: dict[str, Any]) -> None:
    await bezoek.api.stuur("POST", "/intakesignalen", inhoud)


async def _geweigerd(bezoek: Bezoek, fout: ApiFout) -> Response:
    """What was wrong, at its field; about a code there is one sentence and no other."""
    if fout.status == 429:
        return await toon_formulier(bezoek, [("", _TE_VAAK)], 429)
    if fout.status == 413:
        return await toon_formulier(bezoek, [("omschrijving", _TE_GROOT)], 422)
    if fout.status == 403:
        return await toon_formulier(bezoek, [(_CODE, _CODE_WERKT_NIET)], 422)
    if fout.status != 400:
        return await toon_formulier(bezoek, [("", _WEG)], 503)
    gevonden = [
        (veld, _CODE_WERKT_NIET if veld == _CODE else zin) for veld, zin in fouten_uit(fout, VELDEN)
    ]
    return await toon_formulier(bezoek, gevonden, 422)


async def toon_dank(bezoek: Bezoek) -> Response:
    """It came in; more there is not to read."""
    return bezoek.toon("gemeente/ingeleverd.html", "Ingeleverd")


OPENBAAR = (
    Scherm("inleveren", "GET", PAD, toon_formulier, None, 0),
    Scherm("lever-in", "POST", PAD, lever_in, None, 1),
    Scherm("ingeleverd", "GET", _DANK, toon_dank, None, 0),
)
