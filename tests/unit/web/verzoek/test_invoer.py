"""What comes in: every fault told, strict JSON, the right form, and not too much of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.web.meldingen import melding
from tests.unit.web.proefapp import Vraag, is_probleem


def test_alle_fouten_in_de_inhoud_komen_tegelijk_terug(vraag: Vraag) -> None:
    antwoord = vraag("POST", "/v1/meldingen", json={"aantal": 12, "bsn": "x"})
    fouten = {fout["pad"]: fout["melding"] for fout in is_probleem(antwoord, 400)["fouten"]}
    assert fouten == {
        "/naam": "ontbreekt",
        "/aantal": "mag hoogstens 9 zijn",
        "/bsn": "is hier onbekend",
    }


def test_fouten_in_vraag_en_koppen_worden_bij_naam_genoemd(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/meldingen?aantal=veel", headers={"X-Soort": "te lang"})
    paden = {fout["pad"] for fout in is_probleem(antwoord, 400)["fouten"]}
    assert paden == {"query:aantal", "kop:x-soort"}


def test_een_nummer_dat_geen_nummer_is_is_een_400(vraag: Vraag) -> None:
    fouten = is_probleem(vraag("GET", "/v1/meldingen/een"), 400)["fouten"]
    zin = "moet een geheel getal zijn, in cijfers zonder voorloopnullen"
    assert fouten == [{"pad": "pad:nummer", "melding": zin}]


def test_een_lawine_van_fouten_wordt_begrensd_en_geteld(vraag: Vraag) -> None:
    veel = {f"veld{n}": n for n in range(10)} | {"naam": "x", "aantal": 1}
    fouten = is_probleem(vraag("POST", "/v1/meldingen", json=veel), 400)["fouten"]
    assert len(fouten) == 4
    assert fouten[-1]["melding"] == "en nog 7 andere fouten"


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (("string_too_short", {"min_length": 1}), "mag niet leeg zijn"),
        (("string_too_short", {"min_length": 2}), "moet minstens 2 tekens hebben"),
        (("too_short", {"min_length": 1}), "mag niet leeg zijn; noem er ten minste één"),
        (
            ("string_pattern_mismatch", {"pattern": "^(een|twee)$"}),
            "moet een van deze waarden zijn: 'een' of 'twee'",
        ),
        (
            ("string_pattern_mismatch", {"pattern": r"^\d{2}/\d{6}-\d{2}$"}),
            "moet eruitzien als 10/000000-26",
        ),
        (
            ("string_pattern_mismatch", {"pattern": "^x+$"}),
            "heeft niet de vereiste vorm (^x+$)",
        ),
    ],
)
def test_een_fout_staat_er_in_gewone_woorden(fout: tuple[str, dict[str, object]], zin: str) -> None:
    assert melding({"type": fout[0], "ctx": fout[1]}) == zin


@pytest.mark.parametrize(
    "inhoud",
    [
        b"geen json",
        b'{"naam": "x", "aantal": NaN}',
        b'{"naam": "x", "naam": "y", "aantal": 1}',
        b'{"naam": "\\ud800", "aantal": 1}',
        b'{"naam": "\xff", "aantal": 1}',
        b"[" * 400,
        b'{"aantal": ' + b"9" * 900 + b"}",
    ],
)
def test_wat_geen_nette_json_is_wordt_uitgelegd(vraag: Vraag, inhoud: bytes) -> None:
    antwoord = vraag(
        "POST", "/v1/meldingen", content=inhoud, headers={"Content-Type": "application/json"}
    )
    assert is_probleem(antwoord, 400)["fouten"]


def test_een_ontbrekende_inhoud_is_een_400(vraag: Vraag) -> None:
    assert is_probleem(vraag("POST", "/v1/meldingen"), 400)["fouten"] == [
        {"pad": "", "melding": "ontbreekt"}
    ]


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "image/*, text/csv"])
def test_een_vorm_die_er_niet_is_is_een_406(vraag: Vraag, accept: str) -> None:
    is_probleem(vraag("GET", "/v1/meldingen", headers={"Accept": accept}), 406)


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1"])
def test_wie_json_ook_goed_vindt_krijgt_json(vraag: Vraag, accept: str) -> None:
    assert vraag("GET", "/v1/meldingen", headers={"Accept": accept}).status_code == 200


def test_een_adres_met_tekst_geeft_tekst(vraag: Vraag) -> None:
    assert vraag("GET", "/v1/tekst", headers={"Accept": "text/plain"}).text == "tekst"
    is_probleem(vraag("GET", "/v1/tekst", headers={"Accept": "application/json"}), 406)


@pytest.mark.parametrize(
    "koppen",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": "application/problem+json"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {},
    ],
)
def test_een_inhoud_in_een_andere_vorm_is_een_415(vraag: Vraag, koppen: dict[str, str]) -> None:
    antwoord = vraag("POST", "/v1/meldingen", content=b'{"naam":"x","aantal":1}', headers=koppen)
    is_probleem(antwoord, 415)


def test_json_met_utf8_erbij_mag(vraag: Vraag) -> None:
    koppen = {"Content-Type": 'application/json; charset="UTF-8"'}
    inhoud = b'{"naam":"x","aantal":1}'
    assert vraag("POST", "/v1/meldingen", content=inhoud, headers=koppen).status_code == 201


def test_een_te_grote_inhoud_is_een_413(vraag: Vraag) -> None:
    is_probleem(vraag("POST", "/v1/meldingen", json={"naam": "x" * 2000}), 413)


def test_een_te_grote_inhoud_zonder_lengte_vooraf_is_een_413(vraag: Vraag) -> None:
    async def stukken() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 100

    koppen = {"Content-Type": "application/json"}
    is_probleem(vraag("POST", "/v1/meldingen", content=stukken(), headers=koppen), 413)
