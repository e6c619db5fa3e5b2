"""Wat een afzender ook in zijn kop zet: in een rekenblad blijft het tekst."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from gateway.uitvoer.export import als_csv
from gateway.zoekregister.regels import Plichtstand, Regel
from gateway.zoekregister.vraag import Uitkomst
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.regels.woordenboek import woordenboek_van
from shared.leesbaar.bladtekst import Bladlezer

WOORDEN = Bladlezer(woordenboek_van(standaard_convenant())).woorden


def _regel(doel: str, *plichten: Plichtstand) -> Regel:
    return Regel(
        bladnummer=1, bericht="b", tijdstip=datetime(2026, 11, 23, tzinfo=UTC), soort="s",
        afzender="a", ontvanger="o", groep=None, stap=None, doel=doel, kanaal="k", medewerker=None,
        functie=None, ontvangende_medewerker=None, ontvangende_functie=None, in_reactie_op=None,
        stuk=None, overleg=None, uiting=None,
        besluit="geweigerd", uitkomst=Uitkomst.GEWEIGERD, bevestiging=None, gezegd=None,
        inhoud=None, lijsten={}, redenen=(), plichten=plichten,
    )  # fmt: skip


def _rij(regel: Regel, *kolommen: str) -> dict[str, str]:
    tekst = b"".join(als_csv([regel], kolommen, WOORDEN)).decode("utf-8-sig")
    (rij,) = csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";")
    return rij


def _cel(doel: str) -> str:
    rij = _rij(_regel(doel), "doel", "kanaal")
    assert rij["kanaal"] == "k"
    return rij["doel"]


def test_een_plicht_staat_er_in_woorden_en_is_alleen_open_als_het_log_dat_weet() -> None:
    regels = standaard_convenant()
    blijkt = next(rij for rij in regels.plichten if rij.code in regels.vervullingen)
    nooit = next(rij for rij in regels.plichten if rij.code not in regels.vervullingen)
    plichten = (
        Plichtstand(nooit.code, None, None),
        Plichtstand(blijkt.code, "2026-12-01", None),
        Plichtstand(blijkt.code, None, 7),
    )
    rij = _rij(_regel("D1", *plichten), "plichten")
    assert rij["plichten"] == f"{nooit.code}, {blijkt.code}, {blijkt.code}"
    woorden = [een.tekst.rstrip(".") for een in (nooit, blijkt)]
    assert rij["plichtenInWoorden"] == (
        f"{woorden[0]}; {woorden[1]} (uiterlijk 2026-12-01): open; "
        f"{woorden[1]}: vervuld, zie blad 7"
    )


@pytest.mark.parametrize(
    "waarde",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|x", "%x", " =1", "\"=1", "' =1",
        "＝1+1", "＋1", "－1", "＠x", "﹦1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\u202e=1",
        "\u2003=1", "\u0007=1",
    ],
)  # fmt: skip
def test_een_formule_krijgt_een_apostrof(waarde: str) -> None:
    assert _cel(waarde) == "'" + waarde


@pytest.mark.parametrize("waarde", ["", "D1", "a;b", 'a"b', "a\r\n=1", "1=1", "é", "'D1'"])
def test_gewone_tekst_blijft_zoals_zij_is(waarde: str) -> None:
    assert _cel(waarde) == waarde
