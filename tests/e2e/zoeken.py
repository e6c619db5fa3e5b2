"""Zoeken naar inhoud waar zij niet hoort: elke vorm waarin een tekst in een bestand kan liggen."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

from tests.e2e.verloop import OUDER, QUIRIËN, WOORDEN, YSBRECHT, Verloop

# Het begin van elke JWE die de diensten maken: {"alg":"RSA-OAEP
VERSLEUTELDE_INHOUD = base64.urlsafe_b64encode(b'{"alg":"RSA-OAEP').rstrip(b"=")[:-1]
KORTSTE_DEEL = 7


def vormen(tekst: str) -> Iterator[bytes]:
    """Every way in which a text may lie in a file."""
    kaal = unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode()
    varianten = {tekst, unicodedata.normalize("NFD", tekst), kaal, tekst.lower(), tekst.upper()}
    varianten |= {kaal.lower(), kaal.upper(), kaal.lower().replace(" ", "")}
    for variant in varianten:
        rauw = variant.encode()
        yield rauw
        yield json.dumps(variant)[1:-1].encode()
        yield variant.encode("utf-16-le")
        yield variant.encode("utf-16-be")
        yield quote(variant).encode()
        yield quote_plus(variant).encode()
        yield rauw.hex().encode()
        yield from _base64(rauw)


def _base64(rauw: bytes) -> Iterator[bytes]:
    """The part of the base64 form that is the same wherever in a stream the text stands."""
    for voor in range(3):
        heel = base64.b64encode(bytes(voor) + rauw)
        begin = (0, 2, 3)[voor]
        # De laatste tekens hangen af van wat erna komt.
        kern = heel[begin:].rstrip(b"=")[:-1]
        yield kern
        yield kern.replace(b"+", b"-").replace(b"/", b"_")


def naalden(verloop: Verloop) -> dict[bytes, str]:
    """What must not be found, with what it is."""
    teksten = {*verloop.inhoud(), *WOORDEN}
    # Ook een deel van een naam of adres is een naam of adres.
    for wie in (QUIRIËN, YSBRECHT, OUDER):
        delen = {deel for waarde in wie.values() for deel in waarde.replace("-", " ").split()}
        teksten |= {deel for deel in delen if len(deel) >= KORTSTE_DEEL} - {"Verzonnen"}
    return {vorm: tekst for tekst in teksten for vorm in vormen(tekst) if len(vorm) >= KORTSTE_DEEL}


def gevonden(bestanden: Iterable[Path], wat: Mapping[bytes, str]) -> list[str]:
    """Which needles lie in which files."""
    return gevonden_in({bestand.name: bestand.read_bytes() for bestand in bestanden}, wat)


def gevonden_in(hooibergen: Mapping[str, bytes], wat: Mapping[bytes, str]) -> list[str]:
    """Which needles lie in which haystacks."""
    return sorted(
        {
            f"{naam}: {tekst}"
            for naam, inhoud in hooibergen.items()
            for vorm, tekst in wat.items()
            if vorm in inhoud
        }
    )
