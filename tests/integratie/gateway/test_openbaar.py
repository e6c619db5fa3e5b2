"""Het convenant voor iedereen: zonder aanmelden, uit het bestand; er is niemand in te vinden."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

from gateway.openbaar.blad import maak_blad
from gateway.openbaar.telling import maanden_voor, veilig
from shared.convenant.regels.laden import laad_convenant, standaard_convenant
from tests.integratie.gateway.gegevens import GROEP
from tests.integratie.gateway.opstelling import Opstelling

REGELS = standaard_convenant()
PAD = "/v1/convenant/_openbaar"


def _lees(balie: Opstelling) -> dict[str, Any]:
    antwoord = balie.haal(PAD, als=None)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["cache-control"] == "public, max-age=300"
    gelezen: dict[str, Any] = antwoord.json()
    return gelezen


def test_iedereen_leest_het_convenant_en_vindt_er_niemand_in(balie: Opstelling) -> None:
    for _ in range(12):
        assert balie.verstuur(balie.verstrekking(None)).status_code == 403
    assert balie.verstuur(balie.onderteken(balie.verzoekkop())).status_code == 201
    bladen = balie.haal("/v1/logboek/checkpoint").text
    nu = _lees(balie)
    assert [een["maand"] for een in nu["tellingen"]["maanden"]] == [
        "2026-10", "2026-09", "2026-08", "2026-07", "2026-06", "2026-05",
    ]  # fmt: skip
    assert {een["tegengehouden"] for een in nu["tellingen"]["maanden"]} == {None}

    balie.klok.vooruit(days=9)
    later = _lees(balie)
    # Twaalf geweigerd is afgerond; wat onder de grens blijft is niet van niets te onderscheiden.
    assert later["tellingen"]["maanden"][:2] == [
        {"maand": "2026-11", "doorgelaten": None, "tegengehouden": 10},
        {"maand": "2026-10", "doorgelaten": None, "tegengehouden": None},
    ]
    assert later["convenant"] == nu["convenant"]
    assert balie.haal("/v1/logboek/checkpoint").text == bladen, "lezen legt niets vast"

    tekst = json.dumps(later, ensure_ascii=False)
    assert GROEP not in tekst
    convenant = later["convenant"]
    assert convenant["vingerafdruk"] == REGELS.hash
    assert (convenant["versie"], convenant["beeindigdPer"]) == (REGELS.versie, None)
    assert [een["naam"] for een in convenant["partijen"]] == [
        een.naam for een in REGELS.partijen.values()
    ]
    wegen = {
        (soort["titel"], weg["van"], weg["naar"])
        for soort in convenant["gegevens"] for weg in soort["wegen"]
    }  # fmt: skip
    for van, naar, soort in REGELS.grondslagregels:
        geeft = any(code == van for code, _ in REGELS.gegevenssoorten[soort].regels)
        titels = REGELS.titel_van(van), REGELS.titel_van(naar)
        assert ((REGELS.gegevenssoorten[soort].titel, *titels) in wegen) == geeft
    assert convenant["rechten"]["klachtroutes"] == list(REGELS.betrokkenenrechten.klachtroutes)


def test_wie_blijft_vragen_wacht(balie: Opstelling) -> None:
    hoogstens = balie.instellingen.limieten.max_pogingen_per_adres
    standen = [balie.haal(PAD, als=None).status_code for _ in range(hoogstens + 1)]
    assert standen == [200] * hoogstens + [429]
    assert balie.client.vraag("POST", PAD, json={}).status_code == 405


def test_een_ander_convenantbestand_is_een_ander_blad() -> None:
    naam = next(iter(REGELS.partijen.values())).naam
    ander = laad_convenant(REGELS.bron.replace(naam.encode(), b"Eenheid Voorbeeldstad"))
    opgezegd = {next(iter(REGELS.partijen)): date(2027, 1, 1)}
    blad = maak_blad(ander, date(2027, 2, 1), opgezegd)
    assert blad.partijen[0].naam == "Eenheid Voorbeeldstad"
    assert [een.opgezegd_per for een in blad.partijen] == [date(2027, 1, 1), None, None]
    assert (blad.beeindigd_per, blad.vingerafdruk) == (date(2027, 2, 1), ander.hash)
    assert blad.vingerafdruk != REGELS.hash
    termijnen = [rij.termijn for groep in blad.bewaren for rij in groep.regels]
    assert REGELS.namenlijsten.na_afsluiting.termijn in termijnen
    assert {"P0D", "P30D", "P6M", None} <= set(termijnen)


def test_onder_de_grens_staat_geen_aantal_en_daarboven_een_rond() -> None:
    assert [veilig(een) for een in (0, 9, 10, 14, 16, 104)] == [None, None, 10, 10, 20, 100]
    maanden = maanden_voor(date(2027, 1, 31))
    assert [een.begin for een in maanden[:2]] == [date(2026, 12, 1), date(2026, 11, 1)]
    assert all(later.begin == eerder.eind for later, eerder in pairwise(maanden))
