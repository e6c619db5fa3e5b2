"""Een afzender die alleen het profiel kent, wisselt uit en kan alles wat hij terugkrijgt nagaan."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    Bericht,
    Buitenstaander,
    controleer_logboek,
    controleer_ontvangst,
    maak_bericht,
    onderdeel,
)
from tests.conformiteit.probleem import eis_probleem, eis_vaste_koppen, poorten


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


def test_informatieverzoek_zonder_inhoud_komt_aan(buiten: Buitenstaander, groep: str) -> None:
    bericht = buiten.verzoek(groep)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    eis_vaste_koppen(antwoord)
    _eis_uitgewisseld(buiten, bericht, antwoord.json())


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256"])
def test_verstrekking_komt_aan_en_het_bewijs_klopt(
    buiten: Buitenstaander, groep: str, vraag: str, alg: str
) -> None:
    bericht = buiten.verstrekking(groep, vraag, alg=alg)
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
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    bericht = buiten.verstrekking(groep, vraag)
    eerste, tweede = buiten.stuur(bericht), buiten.stuur(bericht)
    assert eerste.status_code == tweede.status_code == 201, tweede.text
    assert eerste.json() == tweede.json()


def test_hetzelfde_kenmerk_met_een_ander_bericht_botst(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    bericht = buiten.verstrekking(groep, vraag)
    assert buiten.stuur(bericht).status_code == 201
    ander = buiten.verstrekking(groep, vraag, id=bericht.kop["id"])
    eis_probleem(buiten.stuur(ander), 409)
    assert buiten.stuur(bericht).status_code == 201, "het eerste bericht blijft wat het was"


def test_weigering_noemt_alle_poorten_en_staat_in_het_log(
    buiten: Buitenstaander, groep: str
) -> None:
    """Te oud, een soort die niemand kent, geen doel en geen vraag: vier poorten tegelijk."""
    delen = [
        onderdeel(profiel.uuid7(), leeftijdsklasse="24+"),
        onderdeel(profiel.uuid7(), "BSN"),
    ]
    bericht = buiten.verstrekking(groep, None, onderdelen=delen, doel=None)
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
        pytest.param({"gegevenssoort": "FOTO"}, [8], id="foto"),
        pytest.param({"gegevenssoort": "TEL_EMAIL"}, [7], id="telefoon-in-stap-2"),
        pytest.param({"bijzonder": True}, [8], id="bijzonder"),
        pytest.param({"grondslag": "WPG16_1_A_2"}, [11], id="andermans-grondslag"),
        pytest.param({"aard": None}, [15], id="feit-noch-oordeel"),
    ],
)
def test_een_onderdeel_dat_niet_mag_sluit_zijn_poort(
    buiten: Buitenstaander, groep: str, vraag: str, anders: dict[str, Any], gesloten: list[int]
) -> None:
    deel = {**onderdeel(profiel.uuid7()), **anders}
    bericht = buiten.verstrekking(groep, vraag, onderdelen=[deel])
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == gesloten


def test_collega_zonder_vog_krijgt_niets(buiten: Buitenstaander, groep: str, vraag: str) -> None:
    zonder = buiten.autoriseer("gemeente", vog=False)
    bericht = buiten.verstrekking(groep, vraag, ontvangendeMedewerker=zonder)
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [4]


def test_verlopen_autorisatie_telt_niet(buiten: Buitenstaander, groep: str, vraag: str) -> None:
    gisteren = (datetime.now(UTC).date() - timedelta(days=2)).isoformat()
    verlopen = buiten.autoriseer("politie", geldigTot=gisteren)
    bericht = buiten.verstrekking(groep, vraag, medewerker=verlopen)
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [4]


def test_inhoud_die_niet_is_wat_de_kop_zegt_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    """De gateway kan het niet zien; de ontvanger wel, en hij tekent voor zijn weigering."""
    geleverd = [
        {
            "betrokkene": profiel.uuid7(),
            "gegevenssoort": "NAW",
            "gegevens": {"naam": "Iemand Anders-Verzinsel"},
        }
    ]
    bericht = buiten.verstrekking(groep, vraag, geleverd=geleverd)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
    assert ontvangst["reden"]
    assert "Verzinsel" not in antwoord.text


def test_geboortedatum_die_niet_bij_de_leeftijdsklasse_past_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    vandaag = datetime.now(UTC).date()
    deel = onderdeel(profiel.uuid7(), "GEBOORTEDATUM")
    geboren = vandaag.replace(year=vandaag.year - 13, day=1)
    geleverd = [
        {
            "betrokkene": deel["betrokkene"],
            "gegevenssoort": "GEBOORTEDATUM",
            "gegevens": {"geboortedatum": geboren.isoformat()},
        }
    ]
    bericht = buiten.verstrekking(groep, vraag, onderdelen=[deel], geleverd=geleverd)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
    assert geboren.isoformat() not in antwoord.text


def test_inhoud_voor_een_ander_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    goed = buiten.verstrekking(groep, vraag)
    kop, jwe = profiel.verzegel(
        {**goed.kop, "id": profiel.uuid7()},
        [
            {
                "betrokkene": goed.kop["onderdelen"][0]["betrokkene"],
                "gegevenssoort": "NAW",
                "gegevens": {"naam": "Ravi Verzinsel"},
            }
        ],
        None,
        buiten.doel.partijen["om"].versleuteling,
    )
    bericht = maak_bericht(kop, jwe, buiten.doel.partijen["politie"].ondertekening)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
