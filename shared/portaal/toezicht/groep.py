"""T6: who gave whom within one group, step by step, and what was decided about it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from shared.portaal.beeld.stroom import Stroom, samengenomen, teken_stroom
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN, bladregel
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, opsomming, schuilnummer
from shared.portaal.woorden import Woordenlijst

_VANAF = "2019-01-01"
KOLOMMEN = {"van": "Wie gaf", "naar": "Aan wie", "mocht": "Mocht", "niet": "Tegengehouden"}


def stappen_van(
    stromen: Sequence[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[tuple[str, list[Stroom]]]:
    """By step, in its order, its name with what went through the toetsing in it."""
    per_stap: dict[int | None, list[Stroom]] = {}
    for een in stromen:
        per_stap.setdefault(een["stap"], []).append(
            Stroom(
                begrippen.partij(een["afzender"]), begrippen.partij(een["ontvanger"]),
                een["toegestaan"], een["geweigerd"],
            )
        )  # fmt: skip
    volgorde = sorted(per_stap, key=lambda stap: (stap is None, stap or 0))
    return [(_stapnaam(stap, begrippen), per_stap[stap]) for stap in volgorde]


def _stapnaam(stap: int | None, begrippen: Woordenlijst) -> str:
    if stap is None:
        return "Buiten de stappen"
    return f"Stap {stap}. {hoofdletter(begrippen.kort('stappen', str(stap)))}"


def gesorteerd(stromen: Sequence[Stroom], volgorde: str) -> list[Stroom]:
    """As somebody chose: names from a to z, numbers from high to low."""
    if volgorde in ("mocht", "niet"):
        return sorted(stromen, key=lambda een: (-getattr(een, volgorde), een.van, een.naar))
    return sorted(stromen, key=lambda een: (getattr(een, volgorde), een.van, een.naar))


def beeld_van(titel: str, stromen: Sequence[Stroom]) -> dict[str, Any]:
    """One figure: wide and narrow, and its sentence."""
    return {
        "titel": titel,
        "zin": in_een_zin(stromen),
        # Made by `beeld`, which escapes every text in it.
        "breed": Markup(teken_stroom(titel, stromen)),  # noqa: S704
        "smal": Markup(teken_stroom(titel, stromen, smal=True)),  # noqa: S704
    }


def in_een_zin(stromen: Sequence[Stroom]) -> str:
    """How much in all, and by whom: above the drawing."""
    mocht, niet = sum(een.mocht for een in stromen), sum(een.niet for een in stromen)
    gevers = opsomming(sorted({een.van for een in stromen}))
    if not gevers:
        return "Er is niets gegeven."
    tegen = f" {niet} keer hield de toetsing het tegen." if niet else ""
    return f"{mocht + niet} keer wilde iemand iets geven, van {gevers}.{tegen}"


async def toon_groep(verzoek: Verzoek) -> Response:
    """The whole group: in one picture, per step, as a table, and the decisions about it."""
    groep, begrippen = verzoek.deel("groep"), await verzoek.begrippen()
    alles = {**vragen.nieuw(verzoek.vandaag), "van": _VANAF}
    periode = {"periode": vragen.periode(alles)}
    stromen, besluiten = await asyncio.gather(
        verzoek.api.stuur("POST", "/uitwisselingen/_stromen", {**periode, "groep": groep}),
        verzoek.api.stuur(
            "POST",
            "/logboek/bladen/_zoek?paginagrootte=50",
            {**periode, "groep": groep, "bladsoort": "groepsbesluit"},
        ),
    )
    per_stap = stappen_van(stromen["stromen"], begrippen)
    samen = samengenomen(een for _, rij in per_stap for een in rij)
    volgorde = verzoek.vraag("volgorde")
    volgorde = volgorde if volgorde in KOLOMMEN else "van"
    return verzoek.toon(
        "toezicht/groep.html",
        "Groep in het log",
        kruimels=[("Uitwisselingen", "/uitwisselingen")],
        groep=groep,
        nummer=schuilnummer(groep),
        samen=beeld_van("Wie gaf wie", samen) if samen else None,
        stappen=[beeld_van(titel, rij) for titel, rij in per_stap] if len(per_stap) > 1 else [],
        kolommen=list(KOLOMMEN.items()),
        volgorde=volgorde,
        rijen=gesorteerd(samen, volgorde),
        besluiten=[bladregel(een) for een in besluiten["bladen"]],
        grootte=stromen["grootte"],
    )


SCHERMEN = (
    Scherm("groep-log", "GET", "/uitwisselingen/groep/{groep:uuid}", toon_groep, CONTROLEREN, 2),
)
