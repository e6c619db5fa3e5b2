"""Content negotiation: what a client sends (415), what it wants back (406), and how packed."""

import gzip
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response

from shared.web.problemen import PROBLEEM_TYPE, ProbleemFout

_UTF8 = frozenset({"utf-8", "utf8"})


def controleer_inhoudsvorm(koppen: Headers) -> None:
    """Refuse (415) a body that is not plain `application/json` in UTF-8.

    A request without a body passes; whether a body is missing is for the validation to say.
    """
    if koppen.get("content-encoding", "identity").strip().lower() != "identity":
        raise ProbleemFout(415, "De inhoud mag niet gecomprimeerd zijn.")
    vorm = koppen.get("content-type")
    if vorm is None:
        if koppen.get("content-length", "0") == "0" and "transfer-encoding" not in koppen:
            return
        raise ProbleemFout(415)
    soort, _, parameters = vorm.partition(";")
    if soort.strip().lower() != "application/json":
        raise ProbleemFout(415)
    for parameter in parameters.split(";"):
        naam, _, waarde = parameter.partition("=")
        if naam.strip().lower() == "charset" and waarde.strip(' "').lower() not in _UTF8:
            raise ProbleemFout(415, "De inhoud moet in UTF-8 zijn.")


def controleer_accept(accept: str | None, vormen: Sequence[str]) -> None:
    """Refuse (406) when none of `vormen` is acceptable to the client (RFC 9110, 12.5.1)."""
    if accept is None or ("*/*" in accept and ";" not in accept):
        return
    wensen = _lees_wensen(accept)
    if not wensen:
        return
    if not any(_gewicht(vorm, wensen) > 0 for vorm in (*vormen, PROBLEEM_TYPE)):
        raise ProbleemFout(406, "Beschikbaar is: " + ", ".join(vormen) + ".")


def eventueel_gzip(antwoord: Response, accept_encoding: str | None) -> Response:
    """The same answer, compressed when the client takes that (RFC 9110, 12.5.3).

    Only for what is worth it and holds nothing the caller chose beside something secret: lengths
    of compressed answers tell about both together. Compressed it is another representation, with
    an ETag of its own.
    """
    antwoord.headers["Vary"] = "Accept-Encoding"
    wensen = _lees_wensen(accept_encoding or "")
    if wensen.get("gzip", wensen.get("*", 0.0)) <= 0:
        return antwoord
    koppen = dict(antwoord.headers.items()) | {"content-encoding": "gzip"}
    koppen.pop("content-length", None)
    if "etag" in koppen:
        koppen["etag"] = koppen["etag"][:-1] + '-gzip"'
    inhoud = gzip.compress(bytes(antwoord.body), mtime=0)
    return Response(inhoud, antwoord.status_code, koppen, background=antwoord.background)


def _lees_wensen(accept: str) -> dict[str, float]:
    wensen: dict[str, float] = {}
    for deel in accept.split(","):
        soort, _, parameters = deel.partition(";")
        soort = soort.strip().lower()
        if not soort:
            continue
        gewicht = 1.0
        for parameter in parameters.split(";"):
            naam, _, waarde = parameter.partition("=")
            if naam.strip().lower() == "q":
                try:
                    gewicht = float(waarde.strip())
                except ValueError:
                    gewicht = 0.0
        wensen[soort] = max(gewicht, wensen.get(soort, 0.0))
    return wensen


def _gewicht(vorm: str, wensen: dict[str, float]) -> float:
    """The weight of the most specific range that matches."""
    hoofd = vorm.partition("/")[0]
    for bereik in (vorm, f"{hoofd}/*", "*/*"):
        if bereik in wensen:
            return wensen[bereik]
    return 0.0
