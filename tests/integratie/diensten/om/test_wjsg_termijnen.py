"""Wat bij het OM ligt gaat op de laatste dag van zijn Wjsg-termijn vanzelf weg (8.1)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, select

from services.om.bewaren.onderhoud import ruim_wjsg
from services.om.bewaren.tabellen import WjsgtermijnRij, WjsgvernietigingRij
from services.om.bewaren.termijnen import wjsgtermijnen
from services.om.gegevens.bronnen import JustitieelRij, StrafvorderlijkRij
from services.om.partij import OM
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.kluis.fouten import SleutelVernietigd
from shared.zaak.vernietigen.uitvoeren import verklaar
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vernietigen import verklaard
from tests.integratie.diensten.opstelling import Klant, Opstelling
from tests.integratie.diensten.test_dossiers import JUSTITIEEL, PERSOON, STRAFVORDERLIJK

TERMIJN = {"categorie": "overtreding", "afgedaanOp": "2021-11-23"}


@pytest.fixture
def secretaris(om: Opstelling) -> Klant:
    return om.medewerker("parketsecretaris")


def _persoon(klant: Klant) -> str:
    return str(klant.maak("/personen", PERSOON)["id"])


def _gegeven(klant: Klant, persoon: str) -> str:
    pad = f"/personen/{persoon}/strafvorderlijke-gegevens"
    return str(klant.maak(pad, STRAFVORDERLIJK)["id"])


def _zet(klant: Klant, persoon: str, gegeven: str, status: int = 200, **anders: Any) -> Any:
    pad = f"/personen/{persoon}/wjsg-termijnen/{gegeven}"
    koppen = {"If-Match": anders.pop("etag")} if "etag" in anders else {}
    antwoord = klant.vraag("PUT", pad, json=TERMIJN | anders, headers=koppen)
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _sleutel(om: Opstelling, persoon: str) -> str:
    with om.dienst.transactie() as sessie:
        sleutel = sessie.get_one(PersoonRij, persoon).sleutel_id
    assert sleutel is not None
    return sleutel


def test_na_de_laatste_dag_is_het_weg_en_met_het_laatste_gegeven_ook_de_persoon(
    om: Opstelling, secretaris: Klant
) -> None:
    persoon = _persoon(secretaris)
    gegeven = _gegeven(secretaris, persoon)
    assert _zet(secretaris, persoon, gegeven).json()["vernietigenNa"] == "2026-11-23"
    sleutel = _sleutel(om, persoon)
    om.klok.nu = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert ruim_wjsg(om.dienst)["wjsgGegevens"] == 0, "de laatste dag telt nog mee"
    om.klok.nu = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert ruim_wjsg(om.dienst) == {"wjsgGegevens": 1, "wjsgPersonen": 1}
    assert ruim_wjsg(om.dienst) == {"wjsgGegevens": 0, "wjsgPersonen": 0}
    with pytest.raises(SleutelVernietigd):
        om.dienst.kluis.verzegel(sleutel, b"x", b"x")
    with om.dienst.transactie() as sessie:
        for tabel in (StrafvorderlijkRij, WjsgtermijnRij):
            assert sessie.scalars(select(tabel)).all() == []
        (verklaring,) = sessie.scalars(select(WjsgvernietigingRij)).all()
        assert (verklaring.gegevens, verklaring.personen) == (1, 1)
    assert secretaris.vraag("GET", f"/personen/{persoon}").status_code == 410
    (rij,) = secretaris.haal("/wjsg-vernietigingen")["vernietigingen"]
    assert (rij["gegevens"], rij["personen"]) == (1, 1)


def test_wie_nog_meer_heeft_blijft_en_verliest_alleen_dat_ene_gegeven(
    om: Opstelling, secretaris: Klant
) -> None:
    persoon = _persoon(secretaris)
    gegeven = _gegeven(secretaris, persoon)
    pad = f"/personen/{persoon}/strafvorderlijke-gegevens/{gegeven}"
    etag = secretaris.vraag("GET", pad).headers["ETag"]
    verbeterd = {"omschrijving": "Verzonnen, verbeterd.", "reden": "Verkeerd overgenomen."}
    secretaris.vraag("PATCH", pad, json=verbeterd, headers={"If-Match": etag})
    blijft = secretaris.maak(f"/personen/{persoon}/justitiele-gegevens", JUSTITIEEL)["id"]
    _zet(secretaris, persoon, gegeven)
    _zet(secretaris, persoon, blijft, categorie="misdrijf-minder-dan-zes-jaar")
    om.klok.nu = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert ruim_wjsg(om.dienst) == {"wjsgGegevens": 1, "wjsgPersonen": 0}
    assert secretaris.vraag("GET", pad).status_code == 404
    (over,) = secretaris.haal(f"/personen/{persoon}/wjsg-termijnen")["termijnen"]
    assert (over["gegeven"], over["vernietigenNa"]) == (blijft, "2041-11-23")
    with om.dienst.transactie() as sessie:
        assert sessie.scalars(select(CorrectieRij)).all() == []
        assert [rij.id for rij in sessie.scalars(select(JustitieelRij))] == [blijft]


class _Stroomuitval(BaseException):
    """Het proces houdt op, midden in een regel."""


def test_wat_de_beurt_die_sneuvelt_al_vernietigde_wordt_verklaard_en_maar_een_keer(
    om: Opstelling, secretaris: Klant
) -> None:
    heel, deels = _persoon(secretaris), _persoon(secretaris)
    for wie in (heel, deels):
        _zet(secretaris, wie, _gegeven(secretaris, wie))
    secretaris.maak(f"/personen/{deels}/justitiele-gegevens", JUSTITIEEL)
    om.klok.nu = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def valt_uit(_: object, __: object, opdracht: str, *___: object) -> None:
        if opdracht.startswith("INSERT INTO wjsg_vernietiging"):
            raise _Stroomuitval

    event.listen(om.dienst.engine, "before_cursor_execute", valt_uit)
    try:
        with pytest.raises(_Stroomuitval):
            ruim_wjsg(om.dienst)
    finally:
        event.remove(om.dienst.engine, "before_cursor_execute", valt_uit)
    assert secretaris.vraag("GET", f"/personen/{heel}").status_code == 410
    assert ruim_wjsg(om.dienst) == {"wjsgGegevens": 1, "wjsgPersonen": 0}
    assert [verklaar(om.dienst) for _ in range(2)] == [1, 0]
    alles = [("wjsg-termijn", {"personen": 1, "strafvorderlijk_gegeven": 2})]
    assert verklaard(om.bevestiger) == alles


def test_een_nieuwe_veroordeling_verlengt_en_wie_tussendoor_wijzigt_merkt_het(
    secretaris: Klant,
) -> None:
    persoon = _persoon(secretaris)
    gegeven = _gegeven(secretaris, persoon)
    etag = _zet(secretaris, persoon, gegeven).headers["ETag"]
    _zet(secretaris, persoon, gegeven, 428)
    nieuw = _zet(secretaris, persoon, gegeven, etag=etag, afgedaanOp="2026-01-10").json()
    assert (nieuw["vernietigenNa"], nieuw["versie"]) == ("2031-01-10", 2)
    _zet(secretaris, persoon, gegeven, 412, etag=etag)


def test_welk_feit_het_was_staat_verzegeld(om: Opstelling, secretaris: Klant) -> None:
    persoon = _persoon(secretaris)
    _zet(secretaris, persoon, _gegeven(secretaris, persoon), categorie="zedenmisdrijf")
    with om.dienst.transactie() as sessie:
        (rij,) = sessie.scalars(select(WjsgtermijnRij)).all()
        waarden = {naam: getattr(rij, naam) for naam in WjsgtermijnRij.__table__.c.keys()}  # noqa: SIM118 - kolommen, geen dict
    assert b"zeden" not in rij.zegel
    assert "zeden" not in str({n: w for n, w in waarden.items() if n != "zegel"})


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"categorie": "heel-erg"}, "/categorie"),
        ({"afgedaanOp": "2030-01-01"}, "/afgedaanOp"),
        ({"overledenOp": "2030-01-01"}, "/overledenOp"),
    ],
)
def test_een_termijn_die_niet_kan(secretaris: Klant, anders: dict[str, Any], pad: str) -> None:
    persoon = _persoon(secretaris)
    fout = _zet(secretaris, persoon, _gegeven(secretaris, persoon), 400, **anders).json()
    assert [een["pad"] for een in fout["fouten"]] == [pad]


def test_een_termijn_bij_het_gegeven_van_een_ander(secretaris: Klant) -> None:
    persoon = _persoon(secretaris)
    _zet(secretaris, persoon, _gegeven(secretaris, _persoon(secretaris)), 404)
    _zet(secretaris, persoon, nieuw_id(), 404)


def test_onderhoud_van_het_om_voert_de_termijnen_uit() -> None:
    assert ruim_wjsg in [werk for een in OM.onderwerpen for werk in een.onderhoud]


@pytest.mark.parametrize(
    ("categorie", "overleden", "dag"),
    [
        ("misdrijf-zes-jaar-of-meer", None, date(2050, 3, 1)),
        ("misdrijf-zes-jaar-of-meer", date(2025, 3, 1), date(2045, 3, 1)),
        ("misdrijf-minder-dan-zes-jaar", None, date(2040, 3, 1)),
        ("misdrijf-minder-dan-zes-jaar", date(2021, 3, 1), date(2033, 3, 1)),
        ("misdrijf-lange-straf", None, date(2070, 3, 1)),
        ("zedenmisdrijf", date(2021, 3, 1), date(2100, 3, 1)),
        ("overtreding", None, date(2025, 3, 1)),
        ("overtreding-met-straf", None, date(2030, 3, 1)),
        ("overtreding-met-straf", date(2021, 3, 1), date(2023, 3, 1)),
    ],
)
def test_de_termijnen_van_artikel_4_en_6(categorie: str, overleden: date | None, dag: date) -> None:
    assert wjsgtermijnen()[categorie].laatste_dag(date(2020, 3, 1), overleden) == dag
