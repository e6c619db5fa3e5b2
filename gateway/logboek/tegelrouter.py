"""The log's tiles, in the layout of C2SP tlog-tiles: standard tooling follows the log with these.

`/v1/logboek` is the prefix: `checkpoint`, `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`.
A tile never changes and may be kept, a partial one too: of another width it has another address.
Only a tile of leaves loses what was pruned.
Hashes say nothing about any message and are every reader's; leaves are only for who may see all of
them. Tiles of leaves are compressed for who takes that; hashes do not get smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from anyio import to_thread
from fastapi import Header, Path
from starlette.responses import Response

from gateway.fouten import GeenToegang, NietGevonden
from gateway.logboek.afhankelijkheden import InzageAfh, LeesreeksenAfh, VerantwoordingAfh
from gateway.logboek.betrokkenen import van_bladen
from gateway.logboek.leesreeksen import Gevolgd
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from shared.logboek import tegels
from shared.logboek.fouten import MerkleFout
from shared.logboek.tegels import Tegelpad, lees_tegelpad
from shared.web.beschrijving.inhoudsvormen import eventueel_gzip
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.paginering import etag

router = maak_router("logboek")

_BYTES = "application/octet-stream"
KOP_OPGESCHOOND = "Bladen-Opgeschoond"
VOORGOED = "private, max-age=31536000, immutable"
_KOPPEN = {
    "Cache-Control": "Een tegel verandert nooit; ook een gedeeltelijke niet.",
    "ETag": "Geef deze terug in If-None-Match.",
}


@router.get(
    "/logboek/tile/entries/{pad:path}",
    response_class=Response,
    **operatie(
        "leesBladtegel",
        "Tot 256 bladen van het logboek achter elkaar (C2SP tlog-tiles)",
        beschrijving=(
            "Alleen voor een auditor die alle partijen hebben aangesteld. Lezen wordt vastgelegd. "
            "Van een blad dat is opgeschoond staat alleen een lengte van 0 in de tegel, en "
            "`Bladen-Opgeschoond` noemt het; is alles weg, dan is de tegel er niet meer. De hashes "
            "blijven."
        ),
        antwoord="<bytes>",
        vorm=_BYTES,
        fouten=(410,),
        koppen={
            **_KOPPEN,
            "Content-Encoding": "`gzip` als de tegel samengeperst is.",
            KOP_OPGESCHOOND: "De nummers van bladen waarvan de inhoud na de bewaartermijn weg is.",
        },
        beveiliging=LEZERS,
    ),
)
async def lees_bladtegel(
    inzage: InzageAfh,
    verantwoording: VerantwoordingAfh,
    leesreeksen: LeesreeksenAfh,
    wie: RaadplegerAfh,
    pad: Annotated[str, Path(description="Het nummer, zoals `x001/234` of `005.p/12`.")],
    accept_encoding: Annotated[
        str | None, Header(description="Met `gzip` komt de tegel samengeperst.")
    ] = None,
) -> Response:
    if wie.partij is not None:
        raise GeenToegang(
            "Hele tegels met bladen zijn alleen voor wie alle partijen samen hebben aangesteld."
        )
    tegelpad = _lees_pad(f"entries/{pad}")
    inhoud = await to_thread.run_sync(inzage.tegel, tegelpad)
    bladen = tegels.lees_bladtegel(inhoud)
    begin = tegelpad.nummer * tegels.TEGEL_BREEDTE
    weg = [nummer for nummer, blad in enumerate(bladen, begin) if not blad]
    await to_thread.run_sync(verantwoording.gelezen, van_bladen(filter(None, bladen)))
    await leesreeksen.noteer(wie, Gevolgd(str(tegelpad)))
    return eventueel_gzip(_antwoord(tegelpad, inhoud, weg), accept_encoding)


@router.get(
    "/logboek/tile/{niveau}/{pad:path}",
    response_class=Response,
    **operatie(
        "leesTegel",
        "Tot 256 hashes van de boom van het logboek (C2SP tlog-tiles)",
        antwoord="<bytes>",
        vorm=_BYTES,
        koppen=_KOPPEN,
        beveiliging=LEZERS,
    ),
)
def lees_tegel(
    inzage: InzageAfh,
    _: RaadplegerAfh,
    niveau: Annotated[str, Path(description="Het niveau in de boom van tegels, vanaf 0.")],
    pad: Annotated[str, Path(description="Het nummer, zoals `x001/234` of `005.p/12`.")],
) -> Response:
    tegelpad = _lees_pad(f"{niveau}/{pad}")
    return _antwoord(tegelpad, inzage.tegel(tegelpad))


def _lees_pad(rest: str) -> Tegelpad:
    """One spelling per tile; another one is no address of anything."""
    try:
        return lees_tegelpad(f"tile/{rest}")
    except MerkleFout as fout:
        raise NietGevonden(str(fout)) from fout


def _antwoord(pad: Tegelpad, inhoud: bytes, weg: Sequence[int] = ()) -> Response:
    """`weg`: leaves of it that were pruned; then it may lose more, and is asked for again."""
    if not weg:
        koppen = {"Cache-Control": VOORGOED, "ETag": etag("tegel", str(pad))}
    else:
        koppen = {
            "Cache-Control": "private, no-cache",
            "ETag": etag("tegel", str(pad), *weg),
            KOP_OPGESCHOOND: ", ".join(map(str, weg)),
        }
    return Response(inhoud, media_type=_BYTES, headers=koppen)
