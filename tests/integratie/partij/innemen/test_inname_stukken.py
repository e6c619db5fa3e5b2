"""Elk stuk zonder personen komt aan zoals het is gestuurd, in zijn gesloten vorm."""

from __future__ import annotations

import re
from typing import Any

import pytest

from deploy.pki import Pki
from shared.bericht.inhoud import Stuk, stel_inhoud_op
from shared.bestand.ontvangen.zegel import open_stuk
from shared.verzenden.stukken.tabellen import GroepsstukRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.nepregister import REGELS
from tests.integratie.partij.opstelling import Wereld

TEKST = "Er zijn drie meldingen over het plein gedaan."
WAARDEN: dict[str, Any] = {
    "tekst": TEKST,
    "regel": "het plein",
    "datum": "2026-11-20",
    "vlag": True,
    "getal": 3,
}
STUKKEN = sorted(REGELS.stukken)


@pytest.fixture
def post(driehoek_voor_tabellen: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(driehoek_voor_tabellen, pki)


def _voorbeeld(lid: Any) -> Any:
    """Een waarde die past bij wat het convenant over dit lid zegt."""
    if lid.soort == "code":
        return lid.waarden[0] if lid.waarden else _past_in(lid.patroon)
    if lid.soort == "kenmerk":
        return nieuw_id()
    if lid.soort in ("object", "lijst") and lid.leden:
        een: Any = {naam: _voorbeeld(deel) for naam, deel in lid.leden.items()}
        return [een] if lid.soort == "lijst" else een
    if lid.soort == "lijst":
        return [_voorbeeld(lid.van)]
    return WAARDEN[lid.soort]


def _past_in(patroon: str) -> str:
    return next(een for een in ("G1", "2026-123") if re.fullmatch(patroon, een))


def _gegevens(stuk: str) -> dict[str, Any]:
    return {naam: _voorbeeld(lid) for naam, lid in REGELS.stukken[stuk].vorm.items()}


def _wie(bode: Postbode, partij: str, soort: str) -> str:
    """Iemand die dit bij deze partij mag sturen of krijgen."""
    recht = REGELS.soorten[soort].recht_ontvanger
    functies = REGELS.functies[partij]
    mensen = {naam: een for naam, een in functies.items() if not een.systeem}
    functie = next(naam for naam, een in mensen.items() if recht is None or recht in een.rechten)
    _, kenmerk = bode.wereld.bureaus[partij].medewerker(
        functie, f"{functie}.{nieuw_id()}@{partij}.example"
    )
    return kenmerk


def _stuur(post: Postbode, stuk: str) -> tuple[Postbode, dict[str, Any]]:
    """De kop van dit stuk, langs een weg waarover het mag."""
    wegen = REGELS.stukregels[stuk].items()
    van, naar, rij = next((*weg, rij) for weg, rij in wegen if weg[0] != weg[1])
    bode = post.tussen(van, naar)
    soort = REGELS.stukken[stuk].soort
    stappen = rij.stappen
    kop = bode.kop(
        [],
        soort=soort,
        stuk=stuk,
        doel=None,
        afweging=None,
        stap=min(stappen) if stappen else 3,
        medewerker=_wie(bode, van, soort),
        ontvangendeMedewerker=_wie(bode, naar, soort),
    )
    if REGELS.stukken[stuk].beantwoordt:
        assert post.driehoek is not None
        kop["inReactieOp"] = post.driehoek.vraag(naar, van)
    return bode, kop


@pytest.mark.parametrize("stuk", STUKKEN)
def test_elk_stuk_komt_aan_zoals_het_is(post: Postbode, stuk: str) -> None:
    bode, kop = _stuur(post, stuk)
    gegevens = _gegevens(stuk)
    kenmerk = bode.neem(kop, stel_inhoud_op((), None, Stuk(stuk, 1, gegevens)))
    u = bode.bureau.uitwisseling
    with u.dienst.lezend() as sessie:
        gelezen = open_stuk(sessie, u.dienst.kluis, kenmerk)
    assert gelezen is not None
    assert (gelezen.soort, gelezen.gegevens) == (stuk, gegevens)
    assert bode.rijen(kenmerk) == []


@pytest.mark.parametrize("stuk", STUKKEN)
def test_wat_niet_in_de_vorm_van_een_stuk_past_wordt_geweigerd(post: Postbode, stuk: str) -> None:
    bode, kop = _stuur(post, stuk)
    gegevens = {**_gegevens(stuk), "naam": "Dwarrel Testerman"}
    assert bode.weiger(kop, stel_inhoud_op((), None, Stuk(stuk, 1, gegevens))) == "VORM"


@pytest.mark.parametrize("stuk", STUKKEN)
def test_een_ander_stuk_dan_de_kop_noemt_wijkt_af(post: Postbode, stuk: str) -> None:
    bode, kop = _stuur(post, stuk)
    ander = next(een for een in STUKKEN if een != stuk)
    inhoud = stel_inhoud_op((), None, Stuk(ander, 1, _gegevens(ander)))
    assert bode.weiger(kop, inhoud) == "INHOUD_WIJKT_AF"


@pytest.mark.parametrize("stuk", STUKKEN)
def test_een_stuk_gaat_alleen_naar_wie_het_mag_hebben(post: Postbode, stuk: str) -> None:
    bode, kop = _stuur(post, stuk)
    _, zonder = bode.bureau.medewerker("auditor", f"auditor.{nieuw_id()}@{bode.naar}.example")
    inhoud = stel_inhoud_op((), None, Stuk(stuk, 1, _gegevens(stuk)))
    assert bode.weiger({**kop, "ontvangendeMedewerker": zonder}, inhoud) == "REGELS"


def test_een_kenmerk_dat_iemands_pseudoniem_is_wordt_geweigerd(post: Postbode) -> None:
    bode, kop = _stuur(post, "actie")
    bode.geef("NAW", "GEBOORTEDATUM")
    gegevens = {**_gegevens("actie"), "eigenaar": bode.betrokkene}
    assert bode.weiger(kop, stel_inhoud_op((), None, Stuk("actie", 1, gegevens))) == "VORM"


def test_een_script_dat_een_ander_stuurt_ziet_niemand_tot_iemand_beslist(post: Postbode) -> None:
    """De dienst van de afzender weigert het; wie een andere voor zich heeft, stuurt het wel."""
    bode, kop = _stuur(post, "advies")
    gegevens = {**_gegevens("advies"), "aanpak": "Kijk <img src=x onerror=alert(1)> hier."}
    inhoud = stel_inhoud_op((), None, Stuk("advies", 1, gegevens))
    kenmerk = bode.neem(kop, inhoud, apart=True)
    with bode.bureau.uitwisseling.dienst.lezend() as sessie:
        assert sessie.get_one(GroepsstukRij, kenmerk).stand == "apart"


LOS = [een for een in STUKKEN if REGELS.stukken[een].los]


@pytest.mark.parametrize("stuk", LOS)
def test_een_stuk_over_een_andere_groep_is_geen_volgende_versie(post: Postbode, stuk: str) -> None:
    """Anders verving wie in de ene groep werkt, wat in een andere groep geldt."""
    bode, kop = _stuur(post, stuk)
    eerst = bode.neem(kop, stel_inhoud_op((), None, Stuk(stuk, 1, _gegevens(stuk))))
    bode.wereld.klok.vooruit(seconds=1)
    for groep, stand in ((nieuw_id(), "geldt"), (kop["groep"], "vervangen")):
        volgende = {**kop, **_nieuw(bode), "groep": groep, "inReactieOp": eerst}
        bode.neem(volgende, stel_inhoud_op((), None, Stuk(stuk, 2, _gegevens(stuk))))
        with bode.bureau.uitwisseling.dienst.lezend() as sessie:
            assert sessie.get_one(GroepsstukRij, eerst).stand == stand


def _nieuw(bode: Postbode) -> dict[str, Any]:
    kop = bode.kop([])
    return {"id": kop["id"], "tijdstip": kop["tijdstip"]}
