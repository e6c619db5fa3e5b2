"""Een afzender die alleen het profiel kent, wisselt uit en kan alles wat hij terugkrijgt nagaan."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import Bericht, onderdeel
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.controle import controleer_logboek, controleer_ontvangst
from tests.conformiteit.probleem import eis_probleem, eis_vaste_koppen, fouten, poorten


def _dag(dagen: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=dagen)).isoformat()


def _blad(buiten: Buitenstaander, partij: str, nummer: int) -> dict[str, Any]:
    antwoord = buiten.als(partij).get(f"/v1/logboek/bladen/{nummer}")
    assert antwoord.status_code == 200, antwoord.text
    gelezen: dict[str, Any] = antwoord.json()
    return gelezen


def _eis_uitgewisseld(buiten: Buitenstaander, bericht: Bericht, antwoord: dict[str, Any]) -> None:
    """Receipt, proof, checkpoint and leaf of a 201 all hold, without trusting the gateway."""
    assert antwoord["id"] == bericht.kop["id"]
    assert antwoord["besluit"]["besluit"] == "toegestaan"
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord["ontvangst"])
    assert ontvangst["status"] == "aanvaard"
    afzender = bericht.kop["afzender"]
    los = _blad(buiten, afzender, antwoord["logboek"]["bladnummer"])
    blad = base64.b64decode(los["blad"], validate=True)
    for logboek in (antwoord["logboek"], los):
        gelezen = controleer_logboek(buiten.doel, logboek, blad)
        assert gelezen["soort"] == "besluit"
        assert gelezen["kop"] == bericht.kop
        assert gelezen["digest"] == bericht.koppen["Digest"]
        assert gelezen["besluit"] == antwoord["besluit"]
        # Het bewijs van herkomst staat in het log zelf en is daar los van ons te controleren.
        profiel.controleer_jades(
            gelezen["payloadSignature"],
            gelezen["digest"],
            buiten.doel.partijen[afzender].ondertekening.certificaat,
        )


def test_informatieverzoek_komt_aan(buiten: Buitenstaander, groep: str) -> None:
    bericht = buiten.verzoek(groep)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    eis_vaste_koppen(antwoord)
    _eis_uitgewisseld(buiten, bericht, antwoord.json())


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256"])
def test_verstrekking_komt_aan_en_het_bewijs_klopt(
    buiten: Buitenstaander, groep: str, alg: str
) -> None:
    bericht = buiten.verstrekking(groep, alg=alg)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    _eis_uitgewisseld(buiten, bericht, antwoord.json())
    grond = antwoord.json()["besluit"]["grondslagen"][0]
    assert grond["convenant"]
    assert grond["wet"]


def test_andere_schrijfwijze_van_dezelfde_json_is_hetzelfde_bericht(
    buiten: Buitenstaander, groep: str
) -> None:
    """Ondertekend zijn de bytes; de kop in het log is wat er stond."""
    bericht = buiten.verzoek(groep)
    ruim = bericht.body.replace(b'": ', b'" :\n\t ')
    digest = profiel.digest(ruim)
    sleutels = buiten.doel.partijen["gemeente"].ondertekening
    koppen = {
        **bericht.koppen,
        "Digest": digest,
        "Payload-Signature": profiel.jades(sleutels, digest),
    }
    opnieuw = Bericht(bericht.kop, ruim, koppen)
    antwoord = buiten.stuur(opnieuw)
    assert antwoord.status_code == 201, antwoord.text
    _eis_uitgewisseld(buiten, opnieuw, antwoord.json())


def test_hetzelfde_bericht_nog_eens_krijgt_hetzelfde_antwoord(
    buiten: Buitenstaander, groep: str
) -> None:
    bericht = buiten.verstrekking(groep)
    eerste, tweede = buiten.stuur(bericht), buiten.stuur(bericht)
    assert eerste.status_code == tweede.status_code == 201, tweede.text
    assert eerste.json() == tweede.json()


def test_hetzelfde_kenmerk_met_een_ander_bericht_botst(buiten: Buitenstaander, groep: str) -> None:
    bericht = buiten.verstrekking(groep)
    assert buiten.stuur(bericht).status_code == 201
    ander = buiten.verstrekking(groep, id=bericht.kop["id"])
    eis_probleem(buiten.stuur(ander), 409)
    assert buiten.stuur(bericht).status_code == 201, "het eerste bericht blijft wat het was"


def test_hetzelfde_bericht_tegelijk_aangeboden_is_een_uitwisseling(
    buiten: Buitenstaander, groep: str
) -> None:
    bericht = buiten.verstrekking(groep)
    with ThreadPoolExecutor(max_workers=8) as draden:
        antwoorden = list(draden.map(lambda _: buiten.stuur(bericht), range(8)))
    assert [antwoord.status_code for antwoord in antwoorden] == [201] * 8
    assert len({antwoord.text for antwoord in antwoorden}) == 1


def test_van_twee_berichten_met_een_kenmerk_tegelijk_wint_er_een(
    buiten: Buitenstaander, groep: str
) -> None:
    een = buiten.verstrekking(groep)
    ander = buiten.verstrekking(groep, id=een.kop["id"])
    with ThreadPoolExecutor(max_workers=2) as draden:
        antwoorden = list(draden.map(buiten.stuur, (een, ander)))
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [201, 409]


def test_veel_berichten_tegelijk_krijgen_elk_hun_eigen_blad(
    buiten: Buitenstaander, groep: str
) -> None:
    berichten = [buiten.verstrekking(groep) for _ in range(16)]
    with ThreadPoolExecutor(max_workers=8) as draden:
        antwoorden = [antwoord.json() for antwoord in draden.map(buiten.stuur, berichten)]
    for bericht, antwoord in zip(berichten, antwoorden, strict=True):
        _eis_uitgewisseld(buiten, bericht, antwoord)
    assert len({antwoord["logboek"]["bladnummer"] for antwoord in antwoorden}) == len(berichten)


def test_een_lang_bericht_dat_nog_past_komt_aan(buiten: Buitenstaander, groep: str) -> None:
    deel = onderdeel(profiel.uuid4())
    lang = {"omschrijving": "Heel lang bedacht verhaal. " * 19_000}
    deel = {**deel, "gegevenssoort": "WPG8", "kenmerken": {"eersteVerwerking": _dag(-10)}}
    geleverd = [{"betrokkene": deel["betrokkene"], "gegevenssoort": "WPG8", "gegevens": lang}]
    bericht = buiten.verstrekking(groep, onderdelen=[deel], geleverd=geleverd)
    assert 500_000 < len(bericht.body) < 1_000_000
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    # Of zij zoveel wil bewaren is aan de ontvanger; zij tekent in elk geval voor wat zij deed.
    controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])


def test_weigering_noemt_alle_poorten_en_staat_in_het_log(
    buiten: Buitenstaander, groep: str
) -> None:
    """Te oud, een gegeven dat nooit mag, geen doel en een andere stap: vier poorten tegelijk."""
    delen = [
        onderdeel(profiel.uuid4(), leeftijdsklasse="24+"),
        onderdeel(profiel.uuid4(), bijzonder=True),
    ]
    bericht = buiten.verstrekking(groep, onderdelen=delen, doel=None, stap=2)
    antwoord = buiten.stuur(bericht)
    probleem = eis_probleem(antwoord, 403)
    assert poorten(probleem) == [5, 6, 8, 10]
    assert probleem["besluit"]["redenen"] == probleem["redenen"]
    for reden in probleem["redenen"]:
        assert reden["uitleg"].endswith(".")
        assert reden["convenant"] or reden["wet"]
    los = _blad(buiten, "politie", probleem["bladnummer"])
    gelezen = controleer_logboek(buiten.doel, los, base64.b64decode(los["blad"]))
    assert gelezen["besluit"] == probleem["besluit"]
    assert buiten.stuur(bericht).json() == probleem, "opnieuw gevraagd is het antwoord hetzelfde"


@pytest.mark.parametrize(
    ("anders", "gesloten"),
    [
        pytest.param({"herkomst": "ontvangen"}, [2], id="doorverstrekking"),
        pytest.param({"leeftijdsklasse": "24+"}, [6], id="vierentwintig"),
        pytest.param({"leeftijdsklasse": "0-11"}, [6], id="elf"),
        pytest.param({"gegevenssoort": "TEL_EMAIL"}, [7], id="telefoon-in-stap-3"),
        pytest.param({"betrokkene": "medewerker"}, [6], id="een-medewerker-als-lid"),
        pytest.param({"bijzonder": True}, [8], id="bijzonder"),
        pytest.param({"grondslag": "WPG16_1_A_2"}, [11], id="andermans-grondslag"),
        pytest.param({"aard": None}, [15], id="feit-noch-oordeel"),
    ],
)
def test_een_onderdeel_dat_niet_mag_sluit_zijn_poort(
    buiten: Buitenstaander, groep: str, anders: dict[str, Any], gesloten: list[int]
) -> None:
    deel = {**onderdeel(profiel.uuid4()), **anders}
    if deel["betrokkene"] == "medewerker":
        deel["betrokkene"] = buiten.wie("politie")
    bericht = buiten.verstrekking(groep, onderdelen=[deel])
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == gesloten


def test_collega_zonder_vog_krijgt_niets(buiten: Buitenstaander, groep: str) -> None:
    zonder = buiten.autoriseer("gemeente", vog=False)
    bericht = buiten.verstrekking(groep, ontvangendeMedewerker=zonder)
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [4]


def test_verlopen_autorisatie_telt_niet(buiten: Buitenstaander, groep: str) -> None:
    gisteren = (datetime.now(UTC).date() - timedelta(days=2)).isoformat()
    verlopen = buiten.autoriseer("politie", geldigTot=gisteren)
    bericht = buiten.verstrekking(groep, medewerker=verlopen)
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [4]


@pytest.mark.parametrize("functie", ["beheerder", "zaakofficier"])
def test_wie_niet_mag_ontvangen_krijgt_niets(buiten: Buitenstaander, functie: str) -> None:
    """Een beheerder of zaakofficier is een medewerker met alles op orde, en toch."""
    groep = buiten.nieuwe_groep()
    bericht = buiten.verstrekking(groep, naar="om", ontvangendeMedewerker=buiten.wie("om", functie))
    probleem = eis_probleem(buiten.stuur(bericht), 403)
    assert poorten(probleem) == [4]
    assert functie not in str(probleem["redenen"]), "wat iemand anders is, gaat niemand aan"


def test_een_bericht_uit_een_andere_versie_is_geen_bericht(
    buiten: Buitenstaander, groep: str
) -> None:
    antwoord = buiten.stuur(buiten.verstrekking(groep, versie="1"))
    assert "/kop/versie" in fouten(eis_probleem(antwoord, 400))
