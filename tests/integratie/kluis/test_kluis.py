"""Een sleutel per betrokkene: verzegelen, openen, vernietigen."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from shared.kluis.fouten import SleutelOnbekend, SleutelVernietigd, ZegelGebroken
from shared.kluis.geheugen import Herinnering
from shared.kluis.kluis import Kluis
from shared.kluis.tabellen import Onthouden, Sleutel
from shared.kluis.zegel import Zegelstuk, zegelcontext
from tests.integratie.kluis.opstelling import Opstelling

PLEK = zegelcontext("persoon", "naam", "1")
ANDERE_PLEK = zegelcontext("persoon", "naam", "2")


def test_wat_onthouden_is_gaat_met_de_sleutel_mee(opstelling: Opstelling) -> None:
    kluis = opstelling.kluis
    weg, blijft = (
        Herinnering("beperking", naam, kluis.maak_sleutel(), b"sinds maandag")
        for naam in ("1", "2")
    )
    kluis.geheugen.onthoud([weg, replace(blijft, vast=False)])
    kluis.geheugen.onthoud([blijft, Herinnering("beperking", "3", str(uuid.uuid4()), b"")])
    assert kluis.geheugen.herinner() == [weg, blijft], "van wie de kluis niet kent niets"
    niemand = Herinnering("verzoek", "4", None, b"op dinsdag")
    kluis.geheugen.onthoud([niemand])
    assert niemand in kluis.geheugen.herinner()
    kluis.geheugen.vergeet([niemand.sleutel])
    kluis.vernietig(weg.sleutel_id)
    assert kluis.geheugen.herinner() == [blijft]
    with opstelling.engine.connect() as verbinding:
        (zegel,) = verbinding.scalars(select(Onthouden.zegel)).all()
    assert b"maandag" not in zegel
    kluis.geheugen.onthoud([weg])
    kluis.geheugen.vergeet([blijft.sleutel, weg.sleutel])
    assert kluis.geheugen.herinner() == []


def test_wat_verzegeld_is_gaat_op_dezelfde_plek_weer_open(kluis: Kluis) -> None:
    sleutel = kluis.maak_sleutel()
    verzegeld = kluis.verzegel(sleutel, b"Sterrin van Nergenshuizen", PLEK)
    assert b"Sterrin" not in verzegeld
    assert kluis.open(sleutel, verzegeld, PLEK) == b"Sterrin van Nergenshuizen"


def test_twee_keer_verzegelen_geeft_twee_keer_iets_anders(kluis: Kluis) -> None:
    sleutel = kluis.maak_sleutel()
    assert kluis.verzegel(sleutel, b"zelfde", PLEK) != kluis.verzegel(sleutel, b"zelfde", PLEK)


def test_een_waarde_naar_een_andere_rij_gekopieerd_gaat_niet_open(kluis: Kluis) -> None:
    sleutel = kluis.maak_sleutel()
    verzegeld = kluis.verzegel(sleutel, b"naam", PLEK)
    with pytest.raises(ZegelGebroken):
        kluis.open(sleutel, verzegeld, ANDERE_PLEK)


def test_de_sleutel_van_een_ander_opent_niets(kluis: Kluis) -> None:
    verzegeld = kluis.verzegel(kluis.maak_sleutel(), b"naam", PLEK)
    with pytest.raises(ZegelGebroken):
        kluis.open(kluis.maak_sleutel(), verzegeld, PLEK)


def test_na_vernietigen_is_een_persoon_weg_en_de_rest_nog_leesbaar(kluis: Kluis) -> None:
    weg, blijft = kluis.maak_sleutel(), kluis.maak_sleutel()
    van_weg = kluis.verzegel(weg, b"weg", PLEK)
    van_blijft = kluis.verzegel(blijft, b"blijft", PLEK)
    kluis.vernietig(weg)
    with pytest.raises(SleutelVernietigd):
        kluis.open(weg, van_weg, PLEK)
    with pytest.raises(SleutelVernietigd):
        kluis.verzegel(weg, b"toch nog", PLEK)
    assert kluis.open(blijft, van_blijft, PLEK) == b"blijft"


def test_twee_keer_vernietigen_mag(kluis: Kluis) -> None:
    sleutel = kluis.maak_sleutel()
    kluis.vernietig(sleutel)
    kluis.vernietig(sleutel)
    assert kluis.vernietig_alle([sleutel]).al_vernietigd == {sleutel}


def test_een_sleutel_die_er_nooit_was_heet_niet_vernietigd(kluis: Kluis) -> None:
    onbekend = str(uuid.uuid4())
    for vreemd in (onbekend, "geen sleutel"):
        with pytest.raises(SleutelOnbekend):
            kluis.vernietig(vreemd)
        with pytest.raises(SleutelOnbekend):
            kluis.open(vreemd, b"", PLEK)


def test_een_stapel_vernietigen_zegt_wat_er_met_elk_gebeurde(kluis: Kluis) -> None:
    eerder, nu_een, nu_twee, blijft = (kluis.maak_sleutel() for _ in range(4))
    onbekend = str(uuid.uuid4())
    van_blijft = kluis.verzegel(blijft, b"blijft", PLEK)
    kluis.vernietig(eerder)
    uitkomst = kluis.vernietig_alle([eerder, nu_een, nu_twee, nu_twee, onbekend])
    assert uitkomst.vernietigd == {nu_een, nu_twee}
    assert uitkomst.al_vernietigd == {eerder}
    assert uitkomst.onbekend == {onbekend}
    assert kluis.open(blijft, van_blijft, PLEK) == b"blijft"


def test_meer_sleutels_dan_een_portie_overleven_een_vernietiging(kluis: Kluis) -> None:
    weg = kluis.maak_sleutel()
    sleutels = [kluis.maak_sleutel() for _ in range(520)]
    verzegeld = [kluis.verzegel(sleutel, sleutel.encode(), PLEK) for sleutel in sleutels]
    kluis.vernietig(weg)
    stukken = [Zegelstuk(s, v, PLEK) for s, v in zip(sleutels, verzegeld, strict=True)]
    assert kluis.open_alle(stukken) == [sleutel.encode() for sleutel in sleutels]


def test_een_lijst_openen_laat_een_gat_waar_iemand_vernietigd_is(kluis: Kluis) -> None:
    een, weg = kluis.maak_sleutel(), kluis.maak_sleutel()
    stukken = [Zegelstuk(s, kluis.verzegel(s, b"inhoud", PLEK), PLEK) for s in (een, weg, een)]
    kluis.vernietig(weg)
    assert kluis.open_alle(stukken) == [b"inhoud", None, b"inhoud"]
    assert kluis.open_alle([]) == []


def test_een_index_blijft_gelijk_over_een_vernietiging_en_sterft_met_zijn_sleutel(
    kluis: Kluis,
) -> None:
    een, ander = kluis.maak_sleutel(), kluis.maak_sleutel()
    geboren = date(2009, 3, 1)
    voor = kluis.index_onder(een).persoon("Sterrin van Nergenshuizen", geboren)
    kluis.vernietig(ander)
    assert kluis.indexen([een])[een].persoon("sterrin VAN nergenshuizen", geboren) == voor
    # Wie nog in een vernietigd vak zou staan, houdt het zoeken niet op.
    assert len(kluis.indexen([een, ander])) == 1
    with pytest.raises(SleutelVernietigd):
        kluis.index_onder(ander)


def test_de_eigen_sleutel_van_de_kluis_is_niet_te_vernietigen(opstelling: Opstelling) -> None:
    kluis = opstelling.kluis
    voor = kluis.slotnaam("persoon", "sterrin")
    with opstelling.engine.connect() as verbinding:
        (eigen,) = verbinding.scalars(select(Sleutel.id).where(Sleutel.naam.is_not(None)))
    assert kluis.vernietig_alle([eigen]).onbekend == {eigen}
    assert kluis.slotnaam("persoon", "sterrin") == voor
    assert kluis.slotnaam("persoon", "knikker") != voor


def test_velen_tegelijk_maken_lezen_en_vernietigen_zonder_verlies(kluis: Kluis) -> None:
    blijvers = [kluis.maak_sleutel() for _ in range(8)]
    verzegeld = [kluis.verzegel(sleutel, sleutel.encode(), PLEK) for sleutel in blijvers]

    def werk(nummer: int) -> bytes:
        kluis.vernietig(kluis.maak_sleutel())
        nieuw = kluis.maak_sleutel()
        assert kluis.open(nieuw, kluis.verzegel(nieuw, b"nieuw", PLEK), PLEK) == b"nieuw"
        return kluis.open(blijvers[nummer], verzegeld[nummer], PLEK)

    with ThreadPoolExecutor(4) as pool:
        gelezen = list(pool.map(werk, range(8)))
    assert gelezen == [sleutel.encode() for sleutel in blijvers]
