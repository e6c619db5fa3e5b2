"""Wat terug wordt genomen is weg: het gegeven, elke versie ervan, en wat het over iemand zei."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import Engine, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from deploy.pki import Pki
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import PersoonRij
from shared.zaak.lijsten.tabellen import OpruimingRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.voorbeeldgegevens import WAARDEN

_TABEL = cast(Table, OntvangenGegevenRij.__table__)


@pytest.fixture
def post(gedeelde_driehoek: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(gedeelde_driehoek, pki)


def _regisseur(post: Postbode) -> Klant:
    assert post.driehoek is not None
    return post.driehoek.kantoor.regisseur


def _standen(post: Postbode, kenmerk: str) -> list[tuple[str, bool]]:
    return [(rij.status, rij.inhoud is not None) for rij in post.rijen(kenmerk)]


def _verbeter(post: Postbode, op: str, plaats: int, soort: str, **gegevens: Any) -> str:
    kop = post.vervolg("correctie", op, [post.vervolgdeel(soort, plaats)])
    return post.neem(kop, post.inhoud(gegevens or WAARDEN[soort], soorten=(soort,)))


def test_een_heel_bericht_terug_laat_geen_inhoud_achter(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    post.neem(post.vervolg("intrekking", eerst))
    assert _standen(post, eerst) == [("ingetrokken", False), ("ingetrokken", False)]
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    gelezen = _regisseur(post).haal(f"/personen/{persoon}")
    assert (gelezen["naam"], gelezen["geboortedatum"], gelezen["woonplaats"]) == (None,) * 3


def test_een_plaats_terug_laat_de_andere_staan(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    deel = post.vervolgdeel("NAW", 0, kenmerken=None)
    post.neem(post.vervolg("intrekking", eerst, [deel]))
    assert _standen(post, eerst) == [("ingetrokken", False), ("actief", True)]
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    gelezen = _regisseur(post).haal(f"/personen/{persoon}")
    assert (gelezen["naam"], gelezen["geboortedatum"]) == (None, "2010-03-04")


def test_wat_een_ander_ook_gaf_blijft_bekend(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    post.tussen("om", "gemeente").geef("NAW")
    post.neem(post.vervolg("intrekking", eerst))
    gelezen = _regisseur(post).haal(f"/personen/{persoon}")
    assert (gelezen["naam"], gelezen["geboortedatum"]) == ("Plofje Oefenaar", None)


def test_wie_een_verbetering_terugneemt_neemt_het_gegeven_terug(post: Postbode) -> None:
    """De versie van daarvoor komt niet terug."""
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    tweede = _verbeter(post, eerst, 0, "NAW", naam="Plofje Oefenaarster")
    derde = _verbeter(post, tweede, 0, "NAW", naam="Plofje Oefenaarstra")
    assert _standen(post, eerst)[0] == ("vervangen", True)
    assert _standen(post, derde) == [("actief", True)]
    post.neem(post.vervolg("intrekking", derde))
    for kenmerk in (tweede, derde):
        assert _standen(post, kenmerk) == [("ingetrokken", False)]
    assert _standen(post, eerst) == [("ingetrokken", False), ("actief", True)]
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    assert _regisseur(post).haal(f"/personen/{persoon}")["naam"] is None


def test_wie_het_eerste_bericht_terugneemt_neemt_ook_de_verbetering_terug(
    post: Postbode,
) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    tweede = _verbeter(post, eerst, 0, "NAW", naam="Plofje Oefenaarster")
    post.neem(post.vervolg("intrekking", eerst))
    assert _standen(post, eerst) == [("ingetrokken", False)] * 2
    assert _standen(post, tweede) == [("ingetrokken", False)]


def test_een_bericht_dat_later_komt_dan_zijn_intrekking_wordt_niet_meer_aangenomen(
    post: Postbode,
) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    assert post.weiger(post.vervolg("intrekking", kop["id"])) == "NIET_HIER"
    assert post.weiger(kop, inhoud) == "NIET_HIER"


def test_een_intrekking_die_de_afzender_niet_tekende_houdt_zijn_bericht_niet_tegen(
    post: Postbode,
) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    valse = post.vervolg("intrekking", kop["id"])
    assert post.weiger(valse, tekent=post.naar) == "HANDTEKENING"
    post.neem(kop, inhoud)


def test_een_verbetering_neemt_doel_grond_bron_en_termijn_over(post: Postbode) -> None:
    eerst = post.geef("WPG8")
    (oud,) = post.rijen(eerst)
    post.wereld.klok.nu += timedelta(days=40)
    tweede = _verbeter(post, eerst, 0, "WPG8", omschrijving="Stond niet bij het hek.")
    (nieuw,) = post.rijen(tweede)
    for wat in ("doel", "grondslag", "convenantartikel", "bron", "regime", "vervalt_op"):
        assert getattr(nieuw, wat) == getattr(oud, wat), wat
    assert nieuw.oorsprong == eerst
    (oud,) = post.rijen(eerst)
    assert (oud.status, oud.vervangen_door) == ("vervangen", nieuw.id)


def test_een_verbetering_noemt_altijd_de_plaats_in_het_laatste_bericht(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    tweede = _verbeter(post, eerst, 1, "GEBOORTEDATUM", geboortedatum="2010-04-05")
    derde = _verbeter(post, tweede, 0, "GEBOORTEDATUM", geboortedatum="2010-05-06")
    assert [rij.status for rij in post.rijen(eerst)] == ["actief", "vervangen"]
    assert [rij.status for rij in post.rijen(tweede)] == ["vervangen"]
    (nu,) = post.rijen(derde)
    assert (nu.status, nu.gegevenssoort, nu.oorsprong) == ("actief", "GEBOORTEDATUM", eerst)
    (persoon,) = {rij.persoon_id for rij in post.rijen(derde)}
    assert _regisseur(post).haal(f"/personen/{persoon}")["geboortedatum"] == "2010-05-06"


def test_van_twee_verbeteringen_telt_de_laatste_ook_als_die_het_eerst_aankomt(
    post: Postbode,
) -> None:
    """De uitbak bezorgt opnieuw wat niet aankwam: dan kan het oudere het nieuwere inhalen."""
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    deel = post.vervolgdeel("NAW", 0)
    onderzoek = post.vervolg("correctie", eerst, [deel])
    besluit = post.vervolg("correctie", eerst, [deel])
    assert onderzoek["id"] < besluit["id"]
    beter = {"naam": "Plofje Oefenaarster", "verbetering": "bevestigd"}
    post.neem(besluit, post.inhoud(beter, soorten=("NAW",)))
    later = post.inhoud({**WAARDEN["NAW"], "verbetering": "onderzoek"}, soorten=("NAW",))
    post.neem(onderzoek, later)
    assert _standen(post, onderzoek["id"]) == [("vervangen", True)]
    assert _standen(post, besluit["id"]) == [("actief", True)]
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    assert _regisseur(post).haal(f"/personen/{persoon}")["naam"] == "Plofje Oefenaarster"


def test_een_teruggenomen_nettolijst_verwijdert_niemand_meer(post: Postbode) -> None:
    bode = post.tussen("gemeente", "politie")
    post.geef("NAW", "GEBOORTEDATUM")
    lijst = bode.stuk("nettolijst", verwijderen=[bode.betrokkene])
    # De opruimer is nog met iets anders bezig.
    bezig = bode.bureau.geheel.opruimer._een_tegelijk
    bode.wereld.doe(bezig.acquire())
    try:
        kenmerk = bode.neem(bode.kop([], soort="groepsbericht", stuk="nettolijst"), lijst)
        assert _opruimingen(bode) == 1
        bode.neem(bode.vervolg("intrekking", kenmerk))
        assert _opruimingen(bode) == 0
    finally:
        bezig.release()


def _opruimingen(bode: Postbode) -> int:
    with bode.bureau.uitwisseling.dienst.lezend() as sessie:
        vraag = select(OpruimingRij).where(
            OpruimingRij.groep == bode.groep, OpruimingRij.gedaan_op.is_(None)
        )
        return len(sessie.scalars(vraag).all())


# --- Niets in gebruik zonder grond en doel ---


@pytest.mark.parametrize("status", ["actief", "opgeschort", "vervangen"])
@pytest.mark.parametrize("leeg", ["grondslag", "doel"])
def test_de_databank_houdt_geen_gegeven_zonder_grond_en_doel(
    post: Postbode, leeg: str, status: str
) -> None:
    kenmerk = post.geef("NAW")
    with pytest.raises(IntegrityError):
        _wijzig(post, kenmerk, status=status, **{leeg: None})
    (rij,) = post.rijen(kenmerk)
    waarden = {kolom.name: getattr(rij, kolom.name) for kolom in _TABEL.columns}
    nieuw = {**waarden, "id": nieuw_id(), "volgnummer": 9, "status": status, leeg: None}
    with pytest.raises(IntegrityError), _engine(post).begin() as verbinding:
        verbinding.execute(insert(_TABEL), nieuw)
    assert _standen(post, kenmerk) == [("actief", True)]


def test_de_databank_kent_alleen_deze_standen_en_houdt_van_wat_is_ingetrokken_geen_inhoud(
    post: Postbode,
) -> None:
    kenmerk = post.geef("NAW")
    for wat in ({"status": "melding"}, {"status": "ingetrokken"}):
        with pytest.raises(IntegrityError):
            _wijzig(post, kenmerk, **wat)
    _wijzig(post, kenmerk, status="ingetrokken", inhoud=None, grondslag=None)
    assert _standen(post, kenmerk) == [("ingetrokken", False)]


def _engine(post: Postbode) -> Engine:
    return post.bureau.uitwisseling.dienst.engine


def _wijzig(post: Postbode, kenmerk: str, **waarden: Any) -> None:
    with _engine(post).begin() as verbinding:
        verbinding.execute(update(_TABEL).where(_TABEL.c.bericht_id == kenmerk).values(waarden))


def test_van_wie_hier_vernietigd_is_vergeet_een_intrekking_niets_meer(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    post.bureau.vernietig(persoon)
    post.neem(post.vervolg("intrekking", eerst))
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        assert sessie.get_one(PersoonRij, persoon).sleutel_id is None


def test_een_intrekking_brengt_zelf_geen_gegevens_binnen(post: Postbode) -> None:
    """Zij gaat langs minder poorten dan een verstrekking: dan mag er ook niets in zitten."""
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    deel = post.vervolgdeel("NAW", 0, kenmerken=None)
    met_naam = post.inhoud({"naam": "Dwarrel Testerman"}, soorten=("NAW",))
    assert post.weiger(post.vervolg("intrekking", eerst, [deel]), met_naam) == "VORM"
    assert _standen(post, eerst) == [("actief", True), ("actief", True)]
    leeg = post.inhoud({}, soorten=("NAW",), motivering="Het had niet gegeven mogen worden.")
    kenmerk = post.neem(post.vervolg("intrekking", eerst, [deel]), leeg)
    assert _standen(post, eerst) == [("ingetrokken", False), ("actief", True)]
    assert post.rijen(kenmerk) == []
