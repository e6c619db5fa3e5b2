"""Wie vernietigd wordt neemt zijn plaats in de index mee; wie blijft, blijft te vinden."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from shared.bestand.personen.herindexeren import (
    herstel_vakken,
    verhuis_oude_indexen,
    ververs_vakken,
)
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.tabellen import PersoonRij
from shared.bestand.zoekvakken.opslag import alle_vakken
from shared.bestand.zoekvakken.tabellen import ZoekvaklidRij, ZoekvakRij
from shared.bestand.zoekvakken.vakken import LEDEN
from shared.kluis.fouten import KluisNietBeschikbaar
from shared.kluis.kluis import Kluis
from shared.partij.dienst import Dienst
from shared.partij.persoon import Persoonsgegevens
from tests.integratie.diensten.opstelling import Opstelling

GEBOREN = date(2010, 5, 6)
AANTAL = LEDEN + 10


def naam(nummer: int) -> str:
    return f"Verzonneling Nummer{nummer}"


def vul(dienst: Dienst, aantal: int = AANTAL) -> list[str]:
    with dienst.transactie() as sessie:
        register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        return [
            register.maak(Persoonsgegevens(naam=naam(n), geboortedatum=GEBOREN), door=None).id
            for n in range(aantal)
        ]


def gevonden(dienst: Dienst, nummers: Iterable[int]) -> list[list[str]]:
    with dienst.transactie() as sessie:
        register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        return [[een.id for een in register.zoek(naam(n), GEBOREN)] for n in nummers]


def indexen(dienst: Dienst) -> dict[str, str | None]:
    with dienst.transactie() as sessie:
        rijen = sessie.execute(select(PersoonRij.id, PersoonRij.zoekindex))
        return {persoon: index for persoon, index in rijen}


def te_raden(dienst: Dienst, nummer: int) -> set[str]:
    """Wat iemand met elke sleutel van nu van deze naam kan maken."""
    with dienst.lezend() as sessie:
        vakken = alle_vakken(sessie)
    return {vak.persoon(naam(nummer), GEBOREN) for vak in dienst.kluis.indexen(vakken).values()}


def test_een_index_sterft_met_zijn_persoon_en_de_anderen_blijven_te_vinden(
    politie: Opstelling,
) -> None:
    dienst = politie.dienst
    personen = vul(dienst)
    toen = indexen(dienst)
    assert toen[personen[3]] in te_raden(dienst, 3), "anders zegt niet te raden niets"

    vernietig_persoon(dienst, personen[3], door=None, grond="proef")

    assert toen[personen[3]] not in te_raden(dienst, 3)
    assert gevonden(dienst, [3]) == [[]]
    blijft = [n for n in range(AANTAL) if n != 3]
    assert gevonden(dienst, blijft) == [[personen[n]] for n in blijft]
    with dienst.lezend() as sessie:
        assert sessie.scalars(select(ZoekvakRij.gesloten_op)).all() == [None, None]


def test_valt_vernietigen_om_dan_is_iedereen_te_vinden_en_gaat_het_later_door(
    politie: Opstelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    dienst = politie.dienst
    personen = vul(dienst, 5)
    toen = indexen(dienst)

    def weg(*_: object) -> None:
        raise KluisNietBeschikbaar("de stroom viel uit")

    with monkeypatch.context() as even:
        even.setattr(Kluis, "vernietig_alle", weg)
        with pytest.raises(KluisNietBeschikbaar):
            vernietig_persoon(dienst, personen[0], door=None, grond="proef")
    # Ook wie weg moest: hij is er nog, en een bericht over hem mag geen tweede van hem maken.
    assert gevonden(dienst, range(5)) == [[een] for een in personen]
    vul(dienst, 1)
    assert len(gevonden(dienst, [0])[0]) == 2, "wie nieuw is komt niet in een gesloten vak"

    vernietig_persoon(dienst, personen[0], door=None, grond="proef")

    assert toen[personen[0]] not in te_raden(dienst, 0)
    assert [len(een) for een in gevonden(dienst, range(5))] == [1, 1, 1, 1, 1]


def test_wie_er_was_voor_er_vakken_waren_wordt_gevonden_en_verhuist(politie: Opstelling) -> None:
    dienst = politie.dienst
    personen = vul(dienst, 3)
    kluis = dienst.kluis
    assert isinstance(kluis, Kluis)
    oud = kluis._maak(naam="blinde-index/1")
    with dienst.transactie() as sessie:
        zonder_vakken(sessie, dienst, oud, personen)
    toen = indexen(dienst)
    assert gevonden(dienst, range(3)) == [[een] for een in personen]

    assert verhuis_oude_indexen(dienst) == {"naarZoekvak": 3}

    assert gevonden(dienst, range(3)) == [[een] for een in personen]
    assert kluis.oude_indexsleutel() is None
    assert not {toen[een] for een in personen} & set(indexen(dienst).values())
    assert verhuis_oude_indexen(dienst) == {}


def zonder_vakken(sessie: Session, dienst: Dienst, oud: str, personen: list[str]) -> None:
    index = dienst.kluis.index_onder(oud)
    sessie.execute(delete(ZoekvaklidRij))
    sessie.execute(delete(ZoekvakRij))
    for nummer, persoon in enumerate(personen):
        zoekindex = index.persoon(naam(nummer), GEBOREN)
        sessie.execute(
            update(PersoonRij).where(PersoonRij.id == persoon).values(zoekindex=zoekindex)
        )


def test_wie_uit_een_oude_kopie_komt_onder_een_sleutel_die_weg_is_wordt_weer_gevonden(
    politie: Opstelling,
) -> None:
    dienst = politie.dienst
    personen = vul(dienst, 4)
    with dienst.lezend() as sessie:
        vakken = alle_vakken(sessie)
    # Zoals een bestand van voor een vernietiging naast de kluis van erna.
    dienst.kluis.vernietig_alle(vakken)
    assert gevonden(dienst, range(4)) == [[], [], [], []]

    assert herstel_vakken(dienst) == {"uitVerlorenZoekvak": 4}

    assert gevonden(dienst, range(4)) == [[een] for een in personen]
    assert herstel_vakken(dienst) == {}


def test_elke_indexsleutel_en_het_tijdperk_zijn_te_verversen_ook_na_een_val(
    politie: Opstelling,
) -> None:
    dienst = politie.dienst
    personen = vul(dienst)
    toen = set(indexen(dienst).values())

    def val(klaar: int, _: int) -> None:
        if klaar == 1:
            raise KluisNietBeschikbaar("het proces sneuvelde")

    with pytest.raises(KluisNietBeschikbaar):
        ververs_vakken(dienst, val)
    assert gevonden(dienst, range(AANTAL)) == [[een] for een in personen]

    gemeld: list[tuple[int, int]] = []
    aantal = ververs_vakken(dienst, lambda klaar, totaal: gemeld.append((klaar, totaal)))
    dienst.kluis.ververs()
    dienst.kluis.ververs()

    assert gemeld == [(n, aantal) for n in range(1, aantal + 1)]
    assert gevonden(dienst, range(AANTAL)) == [[een] for een in personen]
    assert not toen & set(indexen(dienst).values())
    assert not any(te_raden(dienst, nummer) & toen for nummer in range(5))
    with dienst.lezend() as sessie:
        assert set(sessie.scalars(select(ZoekvakRij.gesloten_op))) == {None}
