"""Wat er gebeurt als de ontvanger, het log, de verbinding of het proces het laat afweten."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from concurrent.futures import wait
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from deploy.pki import Pki
from shared.bericht.bericht import VerzendklaarBericht
from shared.bericht.gatewaybesluit import verifieer_gateway_besluit
from shared.bericht.sleutels.handtekening import onderteken_digest
from shared.bericht.tijd import utc_tekst
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.controle import (
    bladen_van,
    certificaat_van,
    controleer_log,
    lees_log,
    waarom,
)
from tests.integratie.gateway.gegevens import GROEP
from tests.integratie.gateway.koppen import verstrekking
from tests.integratie.gateway.ontvanger import Net, Ontvanger, ontvangstantwoord
from tests.integratie.gateway.opstelling import ALS, Opstelling, draaiende_gateway
from tests.integratie.gateway.storing import log_dicht


def _statussen(gateway: Opstelling) -> list[str]:
    return [blad["status"] for blad in bladen_van(gateway, "bevestiging")]


# --- de ontvanger is weg --------------------------------------------------------------------------


def test_de_ontvanger_is_weg_en_komt_terug(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    gateway.net.weg.add("politie")
    for _ in range(3):
        antwoord = gateway.verstuur(bericht)
        assert antwoord.status_code == 503
        assert int(antwoord.headers["retry-after"]) > 0
    assert _statussen(gateway) == ["onbereikbaar"]
    gateway.net.weg.clear()
    assert gateway.verstuur(bericht).status_code == 201
    assert _statussen(gateway) == ["onbereikbaar", "aanvaard"]
    # Na een 503 telt niets als gegeven: elke poging kreeg haar eigen besluit.
    assert len(bladen_van(gateway, "besluit")) == 4
    (koppen,) = gateway.net.ontvangers["politie"].verzoeken
    besluit = verifieer_gateway_besluit(
        koppen["gateway-besluit"], certificaat_van(gateway, "gateway")
    )
    assert lees_log(gateway)[besluit.bladnummer] == bladen_van(gateway, "besluit")[-1]


@pytest.mark.parametrize("minuten", [0.1, 10])
def test_na_een_503_wordt_opnieuw_beslist_voor_het_doorgaat(
    gateway: Opstelling, minuten: float
) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    gateway.net.weg.add("politie")
    assert gateway.verstuur(bericht).status_code == 503
    gateway.net.weg.clear()
    eerst = gateway.klok()
    gateway.klok.vooruit(minutes=minuten)
    assert gateway.verstuur(bericht).status_code == 201
    besluiten = bladen_van(gateway, "besluit")
    momenten = [utc_tekst(eerst), utc_tekst(gateway.klok())]
    assert [b["toestand"]["nu"] for b in besluiten] == momenten


def test_wat_in_hetzelfde_moment_niet_meer_mag_gaat_ook_niet_door(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    gateway.net.weg.add("politie")
    assert gateway.verstuur(bericht).status_code == 503
    gateway.net.weg.clear()
    assert gateway.registreer("gemeente", geautoriseerd=False).status_code == 200
    antwoord = gateway.verstuur(bericht)
    assert antwoord.status_code == 403
    assert gateway.net.ontvangers["politie"].aangenomen == {}
    assert gateway.haal(f"/v1/groepen/{GROEP}").json()["informatieverzoeken"] == []


def test_een_verzoek_telt_pas_als_de_ander_het_heeft_ingenomen(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    kenmerk = json.loads(bericht.body)["kop"]["id"]
    gateway.net.weg.add("politie")
    assert gateway.verstuur(bericht).status_code == 503
    antwoord = gateway.verstuur(gateway.verstrekking(kenmerk))
    assert [reden["code"] for reden in antwoord.json()["redenen"]] == ["VERZOEK_ONTBREEKT"]
    gateway.net.weg.clear()
    assert gateway.verstuur(bericht).status_code == 201
    assert gateway.verstuur(gateway.verstrekking(kenmerk)).status_code == 201


def test_een_geweigerd_verzoek_is_geen_verzoek_om_te_beantwoorden(balie: Opstelling) -> None:
    ontvanger = balie.net.ontvangers["politie"]
    bericht = balie.onderteken(balie.verzoekkop())
    kenmerk = json.loads(bericht.body)["kop"]["id"]
    ontvanger.ingreep = lambda _request, _body: ontvangstantwoord(
        *ontvanger.ontvangst(kenmerk, bericht.digest, "REGELS"), 400
    )
    assert balie.verstuur(bericht).status_code == 201
    ontvanger.ingreep = None
    kop = verstrekking(balie.klok(), "politie", "gemeente", inReactieOp=kenmerk)
    assert balie.redenen(kop) == {"VERZOEK_ONTBREEKT"}
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["informatieverzoeken"] == []


def test_een_oud_besluit_dat_nu_anders_uitvalt_gaat_niet_door(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    gateway.net.weg.add("gemeente")
    assert gateway.verstuur(bericht).status_code == 503
    gateway.klok.vooruit(minutes=10)
    gesloten = gateway.groepsbesluit(
        "afsluiting", {"eindcriterium": _eindcriterium(gateway)}, "gemeente"
    )
    assert gesloten.status_code == 201, gesloten.text
    gateway.net.weg.clear()
    antwoord = gateway.verstuur(bericht)
    assert antwoord.status_code == 403
    assert gateway.net.ontvangers["gemeente"].aangenomen == {}
    assert gateway.verstuur(bericht).content == antwoord.content


def _eindcriterium(gateway: Opstelling) -> str:
    from shared.convenant.regels.laden import standaard_convenant

    return next(iter(standaard_convenant().eindcriteria))


def test_een_nieuwe_handtekening_vraagt_een_nieuw_besluit(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    gateway.net.weg.add("politie")
    assert gateway.verstuur(bericht).status_code == 503
    gateway.net.weg.clear()
    gateway.klok.vooruit(seconds=2)
    opnieuw = onderteken_digest(gateway.ondertekenaars["gemeente"], bericht.digest, gateway.klok())
    koppen = [(n, opnieuw if n == "Payload-Signature" else w) for n, w in bericht.koppen]
    assert gateway.verstuur(bericht, koppen=koppen).status_code == 201
    assert [b["payloadSignature"] for b in bladen_van(gateway, "besluit")] == [
        bericht.payload_signature,
        opnieuw,
    ]


# --- de ontvanger antwoordt iets anders -----------------------------------------------------------


def test_een_geweigerde_ontvangst_bereikt_de_afzender(gateway: Opstelling) -> None:
    ontvanger = gateway.net.ontvangers["politie"]

    def weiger(_: Request, body: bytes) -> Response:
        kop = json.loads(body)["kop"]
        tekst, handtekening = ontvanger.ontvangst(kop["id"], bericht.digest, "NIET_HIER")
        return ontvangstantwoord(tekst, handtekening, 400)

    bericht = gateway.onderteken(gateway.verzoekkop())
    ontvanger.ingreep = weiger
    antwoord = gateway.verstuur(bericht)
    assert antwoord.status_code == 201
    ontvangst = json.loads(antwoord.json()["ontvangst"]["inhoud"])
    assert (ontvangst["status"], ontvangst["reden"]) == ("geweigerd", "NIET_HIER")
    assert _statussen(gateway) == ["geweigerd"]
    ontvanger.ingreep = None
    assert gateway.verstuur(bericht).content == antwoord.content
    assert ontvanger.keren[antwoord.json()["id"]] == 0


def _zonder_handtekening(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    tekst, _ = ontvanger.ontvangst(kenmerk, digest)
    return Response(tekst, 201)


def _ander_bericht(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    ander = ("0" if kenmerk[-1] != "0" else "1").join([kenmerk[:-1], ""])
    return ontvangstantwoord(*ontvanger.ontvangst(ander, digest))


def _dubbele_handtekening(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    antwoord = ontvangstantwoord(*ontvanger.ontvangst(kenmerk, digest))
    antwoord.headers.append("Payload-Signature", antwoord.headers["Payload-Signature"])
    return antwoord


def _veranderde_tekst(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    tekst, handtekening = ontvanger.ontvangst(kenmerk, digest)
    return ontvangstantwoord(tekst + " ", handtekening)


def _reden_van_niemand(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    return ontvangstantwoord(*ontvanger.ontvangst(kenmerk, digest, "KRUIMEL_NOOITGEDACHT"))


def _reden_in_een_zin(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    return ontvangstantwoord(*ontvanger.ontvangst(kenmerk, digest, "Hij woont er niet meer."))


def _lange_reden(ontvanger: Ontvanger, kenmerk: str, digest: str) -> Response:
    return ontvangstantwoord(*ontvanger.ontvangst(kenmerk, digest, '"' * 40_000))


def _onzin(_: Ontvanger, __: str, ___: str) -> Response:
    return Response(b"\xff\xfe onzin", 200, {"Payload-Signature": "x..y"})


def _onondertekende_weigering(_: Ontvanger, __: str, ___: str) -> Response:
    return Response('{"title": "Nee"}', 403)


@pytest.mark.parametrize(
    "antwoord",
    [
        _zonder_handtekening,
        _ander_bericht,
        _dubbele_handtekening,
        _veranderde_tekst,
        _reden_van_niemand,
        _reden_in_een_zin,
        _lange_reden,
        _onzin,
        _onondertekende_weigering,
    ],
)
def test_wat_geen_geldige_ontvangst_is_telt_niet_als_afgeleverd(
    balie: Opstelling, antwoord: object
) -> None:
    ontvanger = balie.net.ontvangers["politie"]
    bericht = balie.onderteken(balie.verzoekkop())
    kenmerk = json.loads(bericht.body)["kop"]["id"]
    assert callable(antwoord)
    ontvanger.ingreep = lambda _request, _body: antwoord(ontvanger, kenmerk, bericht.digest)
    gekregen = balie.verstuur(bericht)
    assert gekregen.status_code == 502
    assert gekregen.json()["type"].endswith("ontvangst-ongeldig")
    assert _statussen(balie) == ["onbereikbaar"]
    ontvanger.ingreep = None
    assert balie.verstuur(bericht).status_code == 201


def test_een_storing_bij_de_ontvanger_is_tijdelijk(balie: Opstelling) -> None:
    balie.net.ontvangers["politie"].ingreep = lambda _request, _body: Response("", 500)
    antwoord = balie.verstuur(balie.onderteken(balie.verzoekkop()))
    assert antwoord.status_code == 503
    assert "retry-after" in antwoord.headers


def test_een_eindeloos_antwoord_wordt_niet_uitgelezen(balie: Opstelling) -> None:
    groot = b"x" * (balie.instellingen.limieten.max_antwoord_bytes + 1)
    balie.net.ontvangers["politie"].ingreep = lambda _request, _body: Response(groot, 200)
    assert waarom(balie.verstuur(balie.onderteken(balie.verzoekkop()))).startswith(
        "502 ontvangst-ongeldig: De ontvanger antwoordde met meer dan mag"
    )


# --- gelijktijdig, en wie weggaat -----------------------------------------------------------------


def _begin(gateway: Opstelling, bericht: VerzendklaarBericht, als: str) -> object:
    return gateway.client.begin(
        "POST",
        "/v1/berichten",
        content=bericht.body,
        headers=httpx.Headers([*bericht.koppen, (ALS, als)]),
    )


def test_twee_keer_tegelijk_hetzelfde_bericht_gaat_een_keer_door(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    lopend = [_begin(gateway, bericht, "gemeente") for _ in range(8)]
    antwoorden = [f.result(timeout=30) for f in lopend]  # type: ignore[attr-defined]
    assert {a.status_code for a in antwoorden} == {201}
    assert len({a.content for a in antwoorden}) == 1
    assert gateway.net.ontvangers["politie"].keren[antwoorden[0].json()["id"]] == 1
    assert len(bladen_van(gateway, "besluit")) == 1


def test_veel_berichten_tegelijk_krijgen_elk_hun_eigen_antwoord(gateway: Opstelling) -> None:
    berichten = [gateway.onderteken(gateway.verzoekkop()) for _ in range(24)]
    lopend = [_begin(gateway, bericht, "gemeente") for bericht in berichten]
    wait(lopend, timeout=60)  # type: ignore[type-var]
    antwoorden = [f.result() for f in lopend]  # type: ignore[attr-defined]
    assert [a.status_code for a in antwoorden] == [201] * 24
    assert [a.json()["id"] for a in antwoorden] == [
        json.loads(bericht.body)["kop"]["id"] for bericht in berichten
    ]
    assert len({a.json()["logboek"]["bladnummer"] for a in antwoorden}) == 24


def test_wie_weggaat_laat_geen_halve_uitwisseling_achter(gateway: Opstelling) -> None:
    onderweg, doorgaan = threading.Event(), threading.Event()

    async def wacht() -> None:
        onderweg.set()
        await asyncio.to_thread(doorgaan.wait, 30)

    gateway.net.bij_doorsturen = wacht
    bericht = gateway.onderteken(gateway.verzoekkop())
    lopend = _begin(gateway, bericht, "gemeente")
    assert onderweg.wait(30)
    lopend.cancel()  # type: ignore[attr-defined]
    doorgaan.set()
    gateway.net.bij_doorsturen = None
    grens = time.monotonic() + 30
    while _statussen(gateway) != ["aanvaard"]:
        assert time.monotonic() < grens, "de uitwisseling is halverwege gestopt"
        time.sleep(0.02)
    assert gateway.verstuur(bericht).status_code == 201
    assert gateway.net.ontvangers["politie"].keren[json.loads(bericht.body)["kop"]["id"]] == 1


# --- het log --------------------------------------------------------------------------------------


def test_zonder_log_gaat_er_niets_door(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    with log_dicht(gateway.instellingen.database.url):
        antwoord = gateway.verstuur(bericht)
        assert antwoord.status_code == 503
        assert int(antwoord.headers["retry-after"]) > 0
        assert antwoord.json()["type"].endswith("logboek-niet-beschikbaar")
        assert gateway.net.doorgestuurd == 0
    assert gateway.verstuur(bericht).status_code == 201


def test_een_ontvangst_die_niet_is_vast_te_leggen_wordt_niet_beantwoord(
    gateway: Opstelling,
) -> None:
    dicht = ExitStack()

    async def sluit_log() -> None:
        storing = log_dicht(gateway.instellingen.database.url)
        await asyncio.to_thread(dicht.enter_context, storing)

    bericht = gateway.onderteken(gateway.verzoekkop())
    gateway.net.bij_doorsturen = sluit_log
    with dicht:
        assert gateway.verstuur(bericht).status_code == 503
    gateway.net.bij_doorsturen = None
    assert _statussen(gateway) == []
    antwoord = gateway.verstuur(bericht)
    assert antwoord.status_code == 201
    assert _statussen(gateway) == ["aanvaard"]
    assert gateway.net.ontvangers["politie"].keren[antwoord.json()["id"]] == 2


# --- het proces -----------------------------------------------------------------------------------


def test_een_herstart_na_het_besluit_maakt_de_uitwisseling_af(
    pki: Pki, tmp_path: Path, databank_url: str, vaste_klok: VasteKlok, net: Net
) -> None:
    async def val_om() -> None:
        raise RuntimeError("het proces valt om")

    with draaiende_gateway(pki, tmp_path, databank_url, vaste_klok, net) as eerste:
        eerste.richt_in()
        bericht = eerste.onderteken(eerste.verzoekkop())
        net.bij_doorsturen = val_om
        assert eerste.verstuur(bericht).status_code == 500
        net.bij_doorsturen = None
    aantal = len(bladen_van(eerste, "besluit"))
    with draaiende_gateway(pki, tmp_path, databank_url, vaste_klok, net) as tweede:
        antwoord = tweede.verstuur(bericht)
        assert antwoord.status_code == 201
        assert (aantal, len(bladen_van(tweede, "besluit"))) == (1, 2)
    with draaiende_gateway(pki, tmp_path, databank_url, vaste_klok, net) as derde:
        assert derde.verstuur(bericht).content == antwoord.content
    controleer_log(derde)
