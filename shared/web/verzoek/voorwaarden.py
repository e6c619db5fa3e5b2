"""Conditions on a request (RFC 9110, 13): what somebody already has, and what somebody read.

`If-None-Match` is answered for every endpoint that gives an `ETag`, by the route class. `If-Match`
is for the endpoint that changes something, within its transaction.
"""

import re
from typing import Final, Literal

from starlette.responses import Response

from shared.web.problemen import ProbleemFout

ELKE: Final = "*"
Etags = tuple[str, ...] | Literal["*"]

# entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE; a comma may stand inside the quotes.
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_PLEK = "\x00"
_INHOUD = frozenset({"content-length", "content-type", "content-encoding"})


def lees_etags(kop: str | None) -> Etags:
    """The entity tags of a condition, `*`, or nothing at all when it cannot be read as either."""
    tekst = "" if kop is None else kop.strip(" \t")
    if tekst == ELKE:
        return ELKE
    plekken = {deel.strip(" \t") for deel in _ETAG.sub(_PLEK, tekst).split(",")}
    return tuple(_ETAG.findall(tekst)) if plekken <= {"", _PLEK} else ()


def past_zwak(etag: str, etags: Etags) -> bool:
    """Weak comparison (8.8.3.2), for `If-None-Match`: the same but for the mark of weakness."""
    return etags == ELKE or etag.removeprefix("W/") in {een.removeprefix("W/") for een in etags}


def of_onveranderd(antwoord: Response, if_none_match: str | None) -> Response:
    """The answer, or a 304 without it when the caller has it already."""
    etag = antwoord.headers.get("etag")
    if etag is None or if_none_match is None or antwoord.status_code != 200:
        return antwoord
    if not past_zwak(etag, lees_etags(if_none_match)):
        return antwoord
    koppen = {naam: w for naam, w in antwoord.headers.items() if naam not in _INHOUD}
    return Response(status_code=304, headers=koppen, background=antwoord.background)


def eis_if_match(kop: str | None, huidig: str) -> None:
    """Refuse a change that is not based on the current state (RFC 9110, 13.1.1).

    Without the header 428; with another ETag 412. `*` names no state and counts as missing. The
    comparison is strong: a weak tag never matches.
    """
    if kop is None or not kop.strip() or kop.strip() == ELKE:
        raise ProbleemFout(428)
    if huidig not in lees_etags(kop):
        raise ProbleemFout(412, koppen={"ETag": huidig})
