"""Request headers as RFC 9110 and 9112 read them, before anything looks at one.

A header that is a list may come in several lines: they are one list (RFC 9110, 5.3), so every
reader after this sees one line. Exactly one `Host` names a host (RFC 9112, 3.2): without that, or
with two, two readers of one request could see two different addresses.
"""

import re
from collections.abc import Iterable

from shared.web.problemen import ProbleemFout

Koppen = list[tuple[bytes, bytes]]

_LIJSTEN = frozenset(
    {
        b"accept", b"accept-charset", b"accept-encoding", b"accept-language", b"cache-control",
        b"if-match", b"if-none-match", b"tracestate",
    }
)  # fmt: skip
"""What we read of requests and is a list; two lines of any other header stay two."""

_HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")


def waarden(koppen: Iterable[tuple[bytes, bytes]], naam: bytes) -> list[bytes]:
    """The values of one header, a line each; `naam` in lower case."""
    return [waarde for kop, waarde in koppen if kop == naam]


def een_regel_per_lijst(koppen: Koppen) -> Koppen:
    """The same headers, each list in one line, in the order in which its lines came."""
    namen = [naam for naam, _ in koppen]
    dubbel = {naam for naam in _LIJSTEN.intersection(namen) if namen.count(naam) > 1}
    if not dubbel:
        return koppen
    samen = {naam: b", ".join(waarden(koppen, naam)) for naam in dubbel}
    uit: Koppen = []
    for naam, waarde in koppen:
        if naam not in dubbel:
            uit.append((naam, waarde))
        elif naam in samen:
            uit.append((naam, samen.pop(naam)))
    return uit


def eis_host(koppen: Koppen, http_versie: str) -> None:
    """Refuse (400) a request that does not name exactly one host. HTTP/1.0 needs to name none."""
    namen = waarden(koppen, b"host")
    if not namen and http_versie == "1.0":
        return
    if len(namen) != 1:
        aantal = "geen" if not namen else str(len(namen))
        raise ProbleemFout(400, f"Een verzoek heeft precies één kop Host; hier zijn er {aantal}.")
    if not _HOST.fullmatch(namen[0]):
        raise ProbleemFout(400, "De kop Host is geen naam of adres van een dienst.")
