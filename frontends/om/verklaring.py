"""What the OM states about somebody, without which nothing about him goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.personen.weergave import geboren
from shared.portaal.portaal import Persoonsdeel, Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import KEUZE, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad

_LEZEN, _SCHRIJVEN = "dossier.lezen", "dossier.schrijven"
_NIET_GEVONDEN = 404
_JA_NEE = (("ja", "Ja"), ("nee", "Nee"))
# Wat er wordt verklaard: het lid van de dienst, de vraag op het formulier, en hoe het daarna staat.
VRAGEN = (
    ("herleidingAnderenVoorkomen", "Is hiermee voorkomen dat men een ander herkent?",
     "Een ander is niet te herkennen"),
    ("jdsBevraagd", "Is het justitieel documentatiesysteem speciaal hiervoor bevraagd?",
     "Het justitieel documentatiesysteem is hiervoor bevraagd"),
    ("geenSepotOfVrijspraak",
     "Rust niets hiervan op een zaak die eindigde in sepot, vrijspraak of ontslag van alle "
     "rechtsvervolging?",
     "Niets rust op een zaak die eindigde in sepot, vrijspraak of ontslag van alle "
     "rechtsvervolging"),
)  # fmt: skip


def verklaarvelden(stand: Mapping[str, Any] | None) -> tuple[Invulveld, ...]:
    """Each is asked: none of them has an answer of its own."""
    return tuple(
        Invulveld(lid, vraag, KEUZE, keuzes=_JA_NEE,
                  begin="" if stand is None else ("ja" if stand[lid] else "nee"))
        for lid, vraag, _ in VRAGEN
    )  # fmt: skip


async def _staat(verzoek: Verzoek, persoon: str) -> tuple[Mapping[str, Any] | None, str]:
    """What was stated, with its version; None when nothing was."""
    try:
        stand, merk = await verzoek.api.haal_met_merk(f"/personen/{persoon}/omverklaring")
    except ApiFout as fout:
        if fout.status != _NIET_GEVONDEN:
            raise
        return None, ""
    return stand, merk


async def toon_deel(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """The part of the page of a person."""
    stand, _ = await _staat(verzoek, persoon)
    return {
        "verklaard": None if stand is None else [
            (zin, "Ja" if stand[lid] else "Nee") for lid, _, zin in VRAGEN
        ],
        "verklaard_op": None if stand is None else stand["gewijzigdOp"],
        "mag_verklaren": verzoek.sessie.mag(_SCHRIJVEN),
    }  # fmt: skip


DEEL = Persoonsdeel(
    "verklaring", "De verklaring", "Waar onze gegevens over hem niet op rusten.", toon_deel,
    "om/verklaringdeel.html", _LEZEN,
)  # fmt: skip


async def toon(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form, with what stands there now."""
    id_ = verzoek.achter(verzoek.deel("persoon"))
    persoon, (stand, merk) = await asyncio.gather(
        verzoek.api.haal(f"/personen/{id_}"), _staat(verzoek, id_)
    )
    hier = f"/personen/{verzoek.deel('persoon')}"
    vorm = Invulblad(
        verklaarvelden(stand), "Verklaar dit", f"{hier}/verklaring",
        verborgen={"merk": verzoek.veld("merk") or merk},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Verklaring",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        kop="Verklaring over onze gegevens",
        uitleg="Zonder deze verklaring gaan zijn naam, adres en bekendheid nergens heen.",
        persoon={"naam": persoon["naam"], "geboren": geboren(persoon["geboortedatum"])},
        terug=hier,
    )


async def verklaar(verzoek: Verzoek) -> Response:
    """State it, on the version that was read."""

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/personen/{verzoek.achter(verzoek.deel('persoon'))}/omverklaring"
        koppen = {"If-Match": verzoek.veld("merk")} if verzoek.veld("merk") else {}
        gezegd = {lid: inhoud[lid] == "ja" for lid, _, _ in VRAGEN}
        await verzoek.api.stuur("PUT", pad, gezegd, koppen=koppen)
        return f"/personen/{verzoek.deel('persoon')}?deel={DEEL.naam}#deel-{DEEL.naam}"

    return await dien_in(verzoek, verklaarvelden(None), doe, toon)


_PAD = "/personen/{persoon}/verklaring"
SCHERMEN = (
    Scherm("verklaar", "GET", _PAD, toon, _SCHRIJVEN, 2),
    Scherm("leg-verklaring-vast", "POST", _PAD, verklaar, _SCHRIJVEN, 3),
)
