"""Whether who asks stands in the file twice: for each of the same name, the same human or not.

Of who is kept after a group closed nothing is shown but that he is there: this is no look back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.betrokkenen.werk import BEHANDELEN
from shared.portaal.personen.persoon import kaart
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.rijen import Ding
from shared.portaal.vraagbladen.velden import KEUZE, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in

_ZELFDE, _ANDER = "zelfde", "ander"
_KEUZES = (
    (
        _ZELFDE,
        "Dezelfde mens. Hetzelfde verzoek loopt dan ook voor deze persoon, met dezelfde klok. "
        "U beslist op elk van de twee.",
    ),
    (
        _ANDER,
        "Een ander mens. Dit verzoek gaat niet over hem, en zijn gegevens blijven. "
        "Dat u dit zei, ligt vast.",
    ),
)
_WIE_IS_HET = Invulveld("keuze", "Wie is dit?", KEUZE, keuzes=_KEUZES)
_MEEGEVEN = ("recht", "ontvangenOp", "identiteit", "vertegenwoordiger", "omschrijving")
_PLEK = "plek"
_HOOGSTENS_NAAST_ELKAAR = 5
_NIET_VOOR_U = (403, 404, 410)


def _voor(plek: str) -> str:
    """What the names of the fields of one of the forms begin with; a number, whatever was sent."""
    return f"persoon-{plek if plek.isascii() and plek.isdecimal() else ''}"


def verschillen(een: Ding, ander: Ding) -> list[tuple[str, str, str]]:
    """Line by line what is not the same of two people; what neither has is not there."""
    links, rechts = dict(kaart(een)), dict(kaart(ander))
    titels = dict.fromkeys([*links, *rechts])
    return [
        (titel, links.get(titel, "niets"), rechts.get(titel, "niets"))
        for titel in titels
        if links.get(titel) != rechts.get(titel)
    ]


def dubbelregel(
    verzoek: Verzoek, dubbel: Ding, mensen: Mapping[str, Ding], van: str, plek: str
) -> dict[str, Any]:
    """One other record: what is said of it, what differs, and what can be said; nothing any
    more without a `plek` on the page."""
    wie = dubbel["persoonId"]
    anders = mensen.get(wie) and mensen.get(van) and verschillen(mensen[van], mensen[wie])
    if dubbel["verzoekId"]:
        stand, kleur = "Zelfde verzoek loopt", ""
    elif dubbel["anderMens"]:
        stand, kleur = "Een ander mens", ""
    else:
        stand, kleur = "Nog niet gezegd", "let-op"
    keuzes = _KEUZES[:1] if dubbel["anderMens"] else _KEUZES
    handvat = verzoek.handvat(wie)
    blad = Invulblad(
        (Invulveld(_WIE_IS_HET.naam, _WIE_IS_HET.vraag, KEUZE, keuzes=keuzes),),
        "Leg dit vast", f"/verzoeken/{verzoek.deel('verzoek')}/dubbelen/{handvat}",
        verborgen={_PLEK: plek}, voor=_voor(plek),
    )  # fmt: skip
    return {
        "bewaard": dubbel["afgeschermd"],
        "stand": stand,
        "kleur": kleur,
        "ander": dubbel["anderMens"],
        "verzoek": f"/verzoeken/{dubbel['verzoekId']}" if dubbel["verzoekId"] else "",
        "verschillen": anders or [],
        "zelfde": anders == [],
        "pad": f"/personen/{handvat}" if wie in mensen else "",
        "blad": blad if plek and not dubbel["verzoekId"] else None,
        "id": wie,
    }


async def _lees(verzoek: Verzoek) -> tuple[Ding, Ding]:
    pad = f"/rechtenverzoeken/{verzoek.deel('verzoek')}"
    een, gevonden = await verzoek.api.samen(pad, f"{pad}/dubbelen")
    return een, gevonden


async def _mensen(verzoek: Verzoek, een: Ding, gevonden: Ding) -> dict[str, Ding]:
    """Who may be laid side by side: he and the others, as far as who looks may see them."""
    anderen = [rij["persoonId"] for rij in gevonden["dubbelen"] if not rij["afgeschermd"]]
    if gevonden["afgeschermd"] or not anderen or not verzoek.sessie.mag("personen.lezen"):
        return {}
    wie = [een["persoon"], *anderen[:_HOOGSTENS_NAAST_ELKAAR]]
    try:
        gelezen = await verzoek.api.samen(*(f"/personen/{id_}" for id_ in wie))
    except ApiFout as fout:
        if fout.status not in _NIET_VOOR_U:
            raise
        return {}
    return dict(zip(wie, gelezen, strict=True))


async def toon_dubbelen(verzoek: Verzoek, fouten: Fouten = (), bij: str = "") -> Response:
    """Everybody of this name and date of birth. `bij`: of whom the form came back."""
    begrippen = await verzoek.begrippen()
    een, gevonden = await _lees(verzoek)
    mensen = await _mensen(verzoek, een, gevonden)
    open_ = een["stand"] == "open"
    regels = [
        dubbelregel(
            verzoek,
            rij,
            mensen,
            een["persoon"] or "",
            str(nummer) if open_ or rij.get("beperkt") else "",
        )
        for nummer, rij in enumerate(gevonden["dubbelen"], 1)
    ]
    for regel in regels:
        if regel["id"] == bij and regel["blad"]:
            regel["blad"] = regel["blad"].met(verzoek.velden, fouten)
    hier = f"/verzoeken/{een['id']}"
    return verzoek.toon(
        "betrokkenen/dubbelen.html",
        "Wie heet ook zo",
        422 if fouten else 200,
        kruimels=[("Verzoeken", "/verzoeken"), ("Verzoek", hier)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        van=bool(een["persoon"]),
        open=open_,
        zelf_bewaard=gevonden["afgeschermd"],
        buiten_taak=gevonden["buitenTaak"],
        te_zeggen=sum(1 for regel in regels if regel["kleur"]),
        regels=regels,
        basis=hier,
        fouten=fouten,
    )


async def zeg(verzoek: Verzoek) -> Response:
    """Say of one of them who it is: another, or take the same request for him."""
    wie = verzoek.achter(verzoek.deel("persoon"))
    pad = f"/rechtenverzoeken/{verzoek.deel('verzoek')}"
    hier = f"/verzoeken/{verzoek.deel('verzoek')}/dubbelen"

    async def doe(inhoud: dict[str, Any]) -> str:
        if inhoud["keuze"] == _ANDER:
            await verzoek.api.stuur("POST", f"{pad}/dubbelen/{wie}/_ander")
        elif inhoud["keuze"] == _ZELFDE:
            een = await verzoek.api.haal(pad)
            zelfde = {lid: een[lid] for lid in _MEEGEVEN if een[lid] is not None}
            await verzoek.api.stuur(
                "POST", "/rechtenverzoeken", {**zelfde, "persoon": wie}, koppen=verzoek.een_keer
            )
        else:
            raise NietGevonden
        return hier

    async def terug(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_dubbelen(verzoek, fouten, wie)

    return await dien_in(verzoek, (_WIE_IS_HET,), doe, terug, _voor(verzoek.veld(_PLEK)))


_ALLE = "/verzoeken/{verzoek:uuid}/dubbelen"
SCHERMEN = (
    Scherm("dubbelen", "GET", _ALLE, toon_dubbelen, BEHANDELEN, 2),
    Scherm("zeg-dubbel", "POST", f"{_ALLE}/{{persoon}}", zeg, BEHANDELEN, 4),
)
