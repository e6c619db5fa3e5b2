"""Uit een bundel van een periode is geen enkel blad te halen of te verwisselen, waar ook."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.controle import verifieer_bundel
from shared.logboek.merkle import bladhash, deelbomen, inclusiebewijs, wortel_uit, zusters
from tests.unit.bewijsbundel.proefbundel import NU, herschrijf, wijzig_regels
from tests.unit.bewijsbundel.proefperiode import Periodebundel, zonder
from tests.unit.logboek.hulp import blad_bytes, lezer_van, naieve_wortel

BEGIN = NU - timedelta(hours=1)


def _log(aantal: int) -> list[bytes]:
    return [
        blad_bytes("configuratie", BEGIN + timedelta(minutes=n), omgeving="test", nummer=n)
        for n in range(aantal)
    ]


@st.composite
def _periodes(trek: st.DrawFn) -> tuple[Periodebundel, int, int]:
    """Een log, daarvan een reeks bladen, en twee plekken daarin."""
    aantal = trek(st.integers(3, 40))
    eerste = trek(st.integers(0, aantal - 2))
    laatste = trek(st.integers(eerste + 1, aantal - 1))
    van = BEGIN + timedelta(minutes=eerste)
    tot = BEGIN + timedelta(minutes=laatste, seconds=30)
    bundel = Periodebundel(
        vraag={"soort": "periode", "van": utc_tekst(van), "tot": utc_tekst(tot)},
        bladen=_log(aantal),
        nummers=range(eerste, laatste + 1),
        voor=eerste - 1 if eerste else None,
        na=laatste + 1 if laatste + 1 < aantal else None,
    )
    plekken = trek(st.lists(st.integers(eerste, laatste), min_size=2, max_size=2, unique=True))
    return bundel, plekken[0], plekken[1]


def _met_reden(bundel: Periodebundel, nummer: int, waarom: str) -> Callable[[dict[str, Any]], None]:
    hash_ = base64.b64encode(bladhash(bundel.bladen[nummer])).decode()

    def voeg_toe(document: dict[str, Any]) -> None:
        weg = {"bladen": [nummer, nummer], "waarom": waarom, "hashes": [hash_]}
        document["dekking"]["weggelaten"].append(weg)
        if waarom == "opgeschoond":
            document["opgeschoond"] = [[nummer, nummer]]

    return voeg_toe


@settings(max_examples=60)
@given(
    _periodes(),
    st.sampled_from(["weg", "opgeschoond", "niet-zichtbaar", "na-de-vraag", "verwisseld", "ander"]),
)
def test_een_blad_weg_of_verwisseld_wordt_altijd_gevonden(
    keuze: tuple[Periodebundel, int, int], hoe: str
) -> None:
    bundel, plek, ander = keuze
    with tempfile.TemporaryDirectory() as map_:
        pad = bundel.schrijf(Path(map_) / "b.zip")
        goed = verifieer_bundel(pad)
        assert [str(fout) for fout in goed.fouten] == []
        assert goed.dekking is not None
        assert "zitten erin" in goed.dekking.dekt

        def verwissel(regels: list[dict[str, Any]]) -> None:
            per_nummer = {regel["bladnummer"]: regel for regel in regels}
            een, twee = per_nummer[plek], per_nummer[ander]
            if hoe == "verwisseld":
                een["bladnummer"], twee["bladnummer"] = ander, plek
                regels.sort(key=lambda regel: int(regel["bladnummer"]))
            else:
                een["blad"] = twee["blad"]

        if hoe in ("verwisseld", "ander"):
            wijziging: Any = {"bladen.jsonl": wijzig_regels(verwissel)}
        else:
            wijziging = zonder(plek, None if hoe == "weg" else _met_reden(bundel, plek, hoe))
        rapport = verifieer_bundel(herschrijf(pad, wijziging))
    assert not rapport.in_orde
    assert rapport.dekking is not None
    assert rapport.dekking.dekt == "niets; zie de fouten"


@given(st.integers(1, 60), st.data())
def test_deelbomen_dekken_precies_de_reeks(aantal: int, data: st.DataObject) -> None:
    eind = data.draw(st.integers(0, aantal))
    begin = data.draw(st.integers(0, eind))
    verwacht = begin
    for niveau, index in deelbomen(begin, eind):
        assert index << niveau == verwacht
        verwacht += 1 << niveau
    assert verwacht == eind


@given(st.integers(1, 60), st.data())
def test_wat_een_bewijs_prijsgeeft_geeft_de_wortel(aantal: int, data: st.DataObject) -> None:
    bladen = [bytes([n]) for n in range(aantal)]
    nummer = data.draw(st.integers(0, aantal - 1))
    bewijs = inclusiebewijs(nummer, aantal, lezer_van(bladen))
    knopen = dict(zip(zusters(nummer, aantal), bewijs, strict=True))
    knopen[nummer, nummer + 1] = bladhash(bladen[nummer])
    assert wortel_uit(0, aantal, knopen) == naieve_wortel(bladen)
    # En daarmee ook die van toen het log met dit blad eindigde.
    assert wortel_uit(0, nummer + 1, knopen) == naieve_wortel(bladen[: nummer + 1])
