"""What of somebody nobody uses now, and ending that: one asks, a second agrees.

His name is not here. Whoever looks along as a second need not know who it is, and gets a page of
his own that leads to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.betrokkenen.werk import BEHANDELEN, BEVESTIGEN
from shared.portaal.personen.weergave import wat_beperkt
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import Ding, Handeling
from shared.portaal.vraagbladen.velden import DAG, Fouten, Invulveld
from shared.portaal.woorden import Woordenlijst

_RECHT = "personen.lezen"


def _verteld(_: Ding, __: Ding) -> Sequence[Invulveld]:
    return (Invulveld("verteldOp", "Op welke dag is het hem verteld?", DAG),)


def _geldt(beperking: Ding) -> bool:
    return not beperking["opgehevenOp"]


def _te_vragen(beperking: Ding, _: str, __: Ding) -> bool:
    return _geldt(beperking) and not beperking["eindeGevraagdDoor"]


def _van_een_ander(beperking: Ding, _: str, wie: Ding) -> bool:
    return _geldt(beperking) and beperking["gevraagdDoor"] != wie["ik"]


HANDELINGEN = (
    Handeling(
        "opheffen",
        "Hef deze beperking op",
        "Vraag een tweede om dit op te heffen",
        "/_opheffen",
        BEHANDELEN,
        _verteld,
        _te_vragen,
        uitleg="Vertel het de betrokkene eerst. De beperking geldt tot een tweede ermee instemt.",
    ),
)
ALS_TWEEDE = (
    Handeling(
        "instemmen", "Stem in", "Ik keek het na: deze beperking eindigt", "/_bevestigopheffen",
        BEVESTIGEN, kan=_van_een_ander, vorm=lambda _: {"akkoord": True},
    ),
    Handeling(
        "weigeren", "Stem niet in", "Niet akkoord: deze beperking blijft", "/_bevestigopheffen",
        BEVESTIGEN, kan=_van_een_ander, vorm=lambda _: {"akkoord": False}, gevaar=True,
    ),
)  # fmt: skip


def beperkregel(een: Ding, begrippen: Woordenlijst, ik: str, basis: str) -> dict[str, Any]:
    """One restriction in words, and whose turn it is."""
    gevraagd = een["eindeGevraagdDoor"]
    if een["opgehevenOp"]:
        stand, kleur = "Opgeheven", ""
    elif gevraagd:
        stand = "Wacht op een tweede" if gevraagd == ik else "Wacht op wie instemt"
        kleur = "let-op"
    else:
        stand, kleur = "Geldt", "fout"
    return {
        "pad": f"{basis}/{een['id']}",
        "wat": wat_beperkt(een, begrippen),
        "sinds": een["sinds"],
        "verteld": een["verteldOp"],
        "opgeheven": een["opgehevenOp"],
        "van_mij": bool(gevraagd) and gevraagd == ik and not een["opgehevenOp"],
        "van_ander": bool(gevraagd) and gevraagd != ik and not een["opgehevenOp"],
        "stand": stand,
        "kleur": kleur,
    }


def _basis(verzoek: Verzoek) -> str:
    return f"/personen/{verzoek.deel('persoon')}/beperkingen"


async def _alle(verzoek: Verzoek) -> list[Mapping[str, Any]]:
    persoon = verzoek.achter(verzoek.deel("persoon"))
    return list((await verzoek.api.haal(f"/personen/{persoon}/beperkingen"))["beperkingen"])


async def _een(verzoek: Verzoek) -> Mapping[str, Any]:
    for een in await _alle(verzoek):
        if een["id"] == verzoek.deel("beperking"):
            return een
    raise NietGevonden


def _kruimels(verzoek: Verzoek) -> list[tuple[str, str]]:
    return [("Personen", "/personen"), ("Persoon", f"/personen/{verzoek.deel('persoon')}")]


async def toon_alle(verzoek: Verzoek) -> Response:
    """Every restriction of somebody, also those that ended."""
    begrippen = await verzoek.begrippen()
    ik, basis = verzoek.sessie.autorisatie, _basis(verzoek)
    regels = [beperkregel(een, begrippen, ik, basis) for een in await _alle(verzoek)]
    return verzoek.toon(
        "betrokkenen/beperkingen.html",
        "Wat beperkt is",
        kruimels=_kruimels(verzoek),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=sorted(regels, key=lambda een: bool(een["opgeheven"])),
    )


async def toon_een(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One of them, and what can be done with it now."""
    begrippen = await verzoek.begrippen()
    ik, basis = verzoek.sessie.autorisatie, _basis(verzoek)
    een = await _een(verzoek)
    regel = beperkregel(een, begrippen, ik, basis)
    return verzoek.toon(
        "betrokkenen/beperking.html",
        "Beperking",
        422 if fouten else 200,
        kruimels=[*_kruimels(verzoek), ("Wat beperkt is", basis)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=regel,
        tweede=f"/beperkingen/{een['id']}"
        if regel["van_ander"] and verzoek.sessie.mag(BEVESTIGEN)
        else "",
        verzoekpad=f"/verzoeken/{een['verzoek']}"
        if verzoek.sessie.mag("rechtenverzoeken.lezen")
        else "",
        doen=te_doen(
            verzoek, HANDELINGEN, een, {"ik": ik}, regel["pad"], fouten=fouten, welk=welk
        ),
        fouten=fouten,
    )  # fmt: skip


async def doe(verzoek: Verzoek) -> Response:
    """Ask to end it."""
    een = await _een(verzoek)
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("wat"), een, {}, f"/beperkingen/{een['id']}",
        f"{_basis(verzoek)}/{een['id']}", toon_een,
    )  # fmt: skip


async def toon_tweede(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """What a second decides about: what is restricted, and whether the betrokkene was told."""
    begrippen = await verzoek.begrippen()
    een = await verzoek.api.haal(_tweede(verzoek))
    ik = verzoek.sessie.autorisatie
    return verzoek.toon(
        "betrokkenen/opheffing.html",
        "Beperking opheffen",
        422 if fouten else 200,
        kruimels=[("Werklijst", "/werklijst")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        een=een,
        wat=wat_beperkt({**een, "gegevenId": een["eenGegeven"]}, begrippen),
        van_mij=een["gevraagdDoor"] == ik and not een["opgehevenOp"],
        doen=te_doen(
            verzoek, ALS_TWEEDE, een, {"ik": ik}, _tweede(verzoek), fouten=fouten, welk=welk
        ),
        fouten=fouten,
    )


async def beslis_als_tweede(verzoek: Verzoek) -> Response:
    """Say whether it ends; after a no there is nothing left to look at."""
    een = await verzoek.api.haal(_tweede(verzoek))
    return await voer_uit(
        verzoek, ALS_TWEEDE, verzoek.deel("wat"), een, {}, _tweede(verzoek),
        "/werklijst" if verzoek.deel("wat") == "weigeren" else _tweede(verzoek), toon_tweede,
    )  # fmt: skip


def _tweede(verzoek: Verzoek) -> str:
    """The address of it, here and at the service."""
    return f"/beperkingen/{verzoek.deel('beperking')}"


_ALLE = "/personen/{persoon}/beperkingen"
_EEN = f"{_ALLE}/{{beperking:uuid}}"
_TWEEDE = "/beperkingen/{beperking:uuid}"
SCHERMEN = (
    Scherm("beperkingen", "GET", _ALLE, toon_alle, _RECHT, 1),
    Scherm("beperking", "GET", _EEN, toon_een, _RECHT, 1),
    Scherm("doe-beperking", "POST", f"{_EEN}/{{wat}}", doe, _RECHT, 3),
    Scherm("opheffing", "GET", _TWEEDE, toon_tweede, BEVESTIGEN, 1),
    Scherm("beslis-opheffing", "POST", f"{_TWEEDE}/{{wat}}", beslis_als_tweede, BEVESTIGEN, 3),
)
