"""Wat geen bericht is, geen HTTP of geen adres: altijd een net antwoord dat zegt wat er mis is."""

from __future__ import annotations

import base64
import json
import socket
import ssl
from collections.abc import Callable

import httpx
import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    Bericht,
    maak_bericht,
    onderdeel,
    verbinding,
    vertrouwen_in,
)
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.probleem import eis_probleem, eis_vaste_koppen, fouten

# --- vorm -----------------------------------------------------------------------------------------


def _stuur_body(buiten: Buitenstaander, body: bytes, **koppen: str | None) -> httpx.Response:
    sleutels = buiten.doel.partijen["politie"].ondertekening
    bericht = maak_bericht(
        {"id": profiel.uuid7(), "afzender": "politie"}, None, sleutels, body=body
    )
    return buiten.stuur(bericht, bericht.met(**koppen))


@pytest.mark.parametrize(
    "soort", ["text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_onbekende_inhoudsvorm_is_415(buiten: Buitenstaander, bericht: Bericht, soort: str) -> None:
    eis_probleem(buiten.stuur(bericht, bericht.met(Content_Type=soort)), 415)


def test_te_groot_is_413(buiten: Buitenstaander, bericht: Bericht) -> None:
    groot = bericht.body[:-1] + b" " * (2 * 1024 * 1024) + b"}"
    sleutels = buiten.doel.partijen["politie"].ondertekening
    te_groot = maak_bericht(bericht.kop, None, sleutels, body=groot)
    # Een eigen verbinding: na een 413 sluit de gateway haar.
    with verbinding(buiten.doel, buiten.doel.partijen["politie"]) as client:
        antwoord = client.post("/v1/berichten", content=groot, headers=te_groot.koppen)
    eis_probleem(antwoord, 413)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"geen json",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"tekst"',
        b"1",
        b'{"kop": {}, "kop": {}, "inhoud": null}',
        b'{"kop": NaN, "inhoud": null}',
        b'{"kop": {"id": "\\ud800"}, "inhoud": null}',
        b'{"kop": ' + b"[" * 5000 + b"]" * 5000 + b', "inhoud": null}',
        b'{"kop": {"stap": 1' + b"0" * 5000 + b'}, "inhoud": null}',
    ],
    ids=[
        "leeg", "geen-json", "half", "geen-utf8", "lijst", "null", "tekst", "getal",
        "dubbele-naam", "nan", "los-surrogaat", "diep", "lang-getal",
    ],
)  # fmt: skip
def test_wat_geen_bericht_is_is_400(buiten: Buitenstaander, body: bytes) -> None:
    eis_probleem(_stuur_body(buiten, body), 400)


def test_elke_fout_in_de_kop_staat_in_het_antwoord(buiten: Buitenstaander, groep: str) -> None:
    kop = buiten.kop("verstrekking", "politie", "gemeente", groep)
    kop |= {
        "soort": "vriendendienst",
        "stap": "twee",
        "tijdstip": "nu",
        "naamVanBetrokkene": "Ravi Verzinsel",
        "onderdelen": [{"betrokkene": "Ravi Verzinsel", "categorie": 1}],
    }
    del kop["groep"]
    sleutels = buiten.doel.partijen["politie"].ondertekening
    antwoord = buiten.stuur(maak_bericht(kop, None, sleutels))
    gemeld = fouten(eis_probleem(antwoord, 400))
    verwacht = {"/kop/soort", "/kop/stap", "/kop/tijdstip", "/kop/groep", "/kop/naamVanBetrokkene"}
    assert verwacht <= set(gemeld)
    assert {pad for pad in gemeld if pad.startswith("/kop/onderdelen/0/")}
    assert "Verzinsel" not in antwoord.text, "een antwoord herhaalt niet wat iemand stuurde"


def test_onbekend_lid_naast_kop_en_inhoud(buiten: Buitenstaander, groep: str) -> None:
    bericht = buiten.verzoek(groep)
    body = json.dumps({"kop": bericht.kop, "inhoud": None, "bijlage": "x", "cc": "y"}).encode()
    sleutels = buiten.sleutels("gemeente")
    gemeld = fouten(
        eis_probleem(buiten.stuur(maak_bericht(bericht.kop, None, sleutels, body=body)), 400)
    )
    assert {"/bijlage", "/cc"} <= set(gemeld)


@pytest.mark.parametrize("inhoud", ["", "a.b.c", 1, {}, [], "a.b.c.d.e", "é.é.é.é.é", True])
def test_inhoud_die_geen_jwe_is(buiten: Buitenstaander, bericht: Bericht, inhoud: object) -> None:
    body = json.dumps({"kop": bericht.kop, "inhoud": inhoud}).encode()
    sleutels = buiten.doel.partijen["politie"].ondertekening
    vals = maak_bericht(bericht.kop, None, sleutels, body=body)
    antwoord = buiten.stuur(vals)
    assert antwoord.status_code in (400, 201), antwoord.text
    if antwoord.status_code == 201:
        # De gateway kan niet in de inhoud kijken; de ontvanger heeft dan geweigerd.
        ontvangst = json.loads(antwoord.json()["ontvangst"]["inhoud"])
        assert ontvangst["status"] == "geweigerd"
    else:
        eis_probleem(antwoord, 400)


def test_onderdelen_zonder_inhoud(buiten: Buitenstaander, groep: str) -> None:
    kop = buiten.verstrekking(groep).kop
    sleutels = buiten.doel.partijen["politie"].ondertekening
    eis_probleem(buiten.stuur(maak_bericht(kop, None, sleutels)), 400)


def test_heel_veel_onderdelen_geven_een_net_antwoord(buiten: Buitenstaander, groep: str) -> None:
    delen = [onderdeel(profiel.uuid7()) for _ in range(400)]
    antwoord = buiten.stuur(buiten.verstrekking(groep, onderdelen=delen))
    eis_vaste_koppen(antwoord)
    assert antwoord.status_code in (201, 400, 413), antwoord.text


# --- rauw over de lijn ----------------------------------------------------------------------------


def _rauw(buiten: Buitenstaander, verzoek: bytes) -> bytes:
    """What comes back on bytes no HTTP client would send, until the other side closes."""
    adres = httpx.URL(buiten.doel.gateway)
    context = vertrouwen_in(buiten.doel, buiten.doel.partijen["politie"].transport)
    with (
        socket.create_connection((adres.host, adres.port or 443), timeout=10) as kaal,
        context.wrap_socket(kaal, server_hostname=adres.host) as lijn,
    ):
        terug = b""
        try:
            lijn.sendall(verzoek)
            while deel := lijn.recv(65_536):
                terug += deel
        except (ConnectionError, ssl.SSLError):
            pass
        return terug


@pytest.mark.parametrize(
    ("verzoek", "status"),
    [
        (b"ROMMEL\r\n\r\n", 400),
        (b"\x00\x01\x02\x03" * 50 + b"\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nKop zonder dubbele punt\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        (
            b"POST /v1/berichten HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
        (
            b"POST /v1/berichten HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
            b"Content-Length: 6\r\n\r\nabcdef",
            400,
        ),
        (b"POST /v1/berichten HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
    ],
    ids=["geen-http", "bytes", "kop-zonder-waarde", "lange-kop", "lang-adres", "twee-lengtes-te",
         "twee-lengtes-cl", "min-lengte"],
)  # fmt: skip
def test_wat_geen_http_is_krijgt_ook_een_probleem(
    buiten: Buitenstaander, verzoek: bytes, status: int
) -> None:
    """Ook wat een tussenpersoon anders zou lezen dan wij (twee lengtes) gaat niet door."""
    terug = _rauw(buiten, verzoek)
    assert terug.startswith(f"HTTP/1.1 {status} ".encode()), terug[:300]
    kop, _, body = terug.partition(b"\r\n\r\n")
    assert b"application/problem+json" in kop.lower()
    assert json.loads(body)["status"] == status


def test_twee_verzoeken_achter_elkaar_op_een_lijn_krijgen_elk_hun_antwoord(
    buiten: Buitenstaander,
) -> None:
    een = b"GET /v1/partijen HTTP/1.1\r\nHost: a\r\n\r\n"
    laatste = b"GET /v1/bestaat-niet HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    terug = _rauw(buiten, een + laatste)
    assert [deel[:3] for deel in terug.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404"]


# --- paden en methoden ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("methode", "pad", "toegestaan"),
    [
        ("GET", "/v1/berichten", "POST"),
        ("DELETE", "/v1/berichten", "POST"),
        ("PUT", "/v1/groepsbesluiten", "POST"),
        ("POST", "/v1/partijen", "GET"),
        ("GET", "/access/v1/evaluation", "POST"),
    ],
)
def test_verkeerde_methode_is_405_met_wat_wel_mag(
    buiten: Buitenstaander, methode: str, pad: str, toegestaan: str
) -> None:
    antwoord = buiten.als("politie").request(methode, pad)
    eis_probleem(antwoord, 405)
    assert toegestaan in [deel.strip() for deel in antwoord.headers["allow"].split(",")]


@pytest.mark.parametrize(
    "pad",
    [
        "/", "/v1", "/v2/berichten", "/v1/berichten/", "/v1/Berichten", "/docs", "/redoc",
        "/v1/../etc/passwd", "/v1/%2e%2e/%2e%2e/etc/passwd", "/v1/groepen/%00",
        "/v1/groepen/0193aaaa-0000-7000-8000-00000000ffff", "/.git/config", "/metrics",
    ],
)  # fmt: skip
def test_wat_er_niet_is_is_404_zonder_omleiding(buiten: Buitenstaander, pad: str) -> None:
    antwoord = buiten.als("politie").get(pad)
    assert antwoord.status_code in (400, 404), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


@pytest.mark.parametrize("vorm", ["text/html", "application/xml", "image/png"])
def test_een_vorm_die_wij_niet_geven_is_406(
    buiten: Buitenstaander, bericht: Bericht, vorm: str, gaat_daarna_nog: Callable[[], None]
) -> None:
    antwoord = buiten.stuur(bericht, bericht.met(Accept=vorm))
    eis_probleem(antwoord, 406)
    gaat_daarna_nog()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"besluit": 1}', b'{"besluit": {}}'])
@pytest.mark.parametrize(
    "pad", ["/v1/groepsbesluiten", "/access/v1/evaluation", "/access/v1/evaluations",
            "/v1/bewijsbundels"]
)  # fmt: skip
def test_kapotte_invoer_op_andere_adressen_is_400(
    buiten: Buitenstaander, pad: str, body: bytes
) -> None:
    antwoord = buiten.als("gemeente").post(
        pad, content=body, headers={"content-type": "application/json"}
    )
    eis_probleem(antwoord, 400)


@pytest.mark.parametrize("nummer", ["-1", "9" * 30, "1e3", "x", "9007199254740991", "999999"])
def test_bladnummers_die_er_niet_zijn(buiten: Buitenstaander, nummer: str) -> None:
    antwoord = buiten.als("politie").get(f"/v1/logboek/bladen/{nummer}")
    assert antwoord.status_code in (400, 404), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


@pytest.mark.parametrize(
    "vraag", ["", "van=0&tot=1", "van=5&tot=2", "van=1&tot=999999", "van=a&tot=b", "van=1"]
)
def test_consistentie_tussen_wat_er_niet_is(buiten: Buitenstaander, vraag: str) -> None:
    antwoord = buiten.als("politie").get(f"/v1/logboek/consistentie?{vraag}")
    assert antwoord.status_code in (400, 404), antwoord.text
    eis_probleem(antwoord, antwoord.status_code)


@pytest.mark.parametrize(
    "token",
    [
        "Bearer",
        "Bearer rommel",
        "Basic YTpi",
        "Bearer " + "a" * 9000,
        "Bearer eyJhbGciOiJub25lIn0."
        + base64.urlsafe_b64encode(b'{"sub":"auditor@toezicht.example"}').decode().rstrip("=")
        + ".",
    ],
    ids=["leeg", "rommel", "basic", "lang", "zonder-handtekening"],
)
def test_token_dat_niet_deugt_is_401(buiten: Buitenstaander, token: str) -> None:
    with verbinding(buiten.doel, None) as client:
        antwoord = client.get("/v1/logboek/checkpoint", headers={"authorization": token})
    eis_probleem(antwoord, 401)
