"""Een bericht zoals het binnenkomt: precies de vorm van het profiel, of een lijst met elke fout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.bericht.bericht import (
    OntvangenBericht,
)
from shared.bericht.fouten import (
    OngeldigBericht,
)
from shared.bericht.limieten import Berichtlimieten
from tests.unit.bericht.berichten import (
    ID,
    Koppen,
    als_body,
    als_document,
    delen,
    koppen_bij,
    verzendklaar,
)
from tests.unit.bericht.hulp import (
    een_kop,
)


def fouten(body: bytes, koppen: Koppen, **anders: Any) -> list[str]:
    with pytest.raises(OngeldigBericht) as fout:
        OntvangenBericht.lees(body, koppen, **anders)
    assert all(melding for _, melding in fout.value.fouten)
    return [pad for pad, _ in fout.value.fouten]


@pytest.mark.parametrize("naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id"])
def test_kop_die_ontbreekt_wordt_genoemd(naam: str) -> None:
    body, koppen = delen(verzendklaar())
    assert fouten(body, [k for k in koppen if k[0] != naam]) == [naam]


@pytest.mark.parametrize(
    "naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id", "Gateway-Besluit"]
)
@pytest.mark.parametrize("schrijfwijze", [str.title, str.lower, str.upper])
def test_kop_die_er_twee_keer_staat_wordt_geweigerd_ook_als_hij_hetzelfde_zegt(
    naam: str, schrijfwijze: Callable[[str], str]
) -> None:
    body, koppen = delen(verzendklaar())
    bestaand = dict(koppen).get(naam, "x.y.z")
    dubbel = [*koppen, (schrijfwijze(naam), bestaand)]
    if naam not in dict(koppen):
        dubbel.append((naam, bestaand))

    assert fouten(body, dubbel) == [naam]


def test_digest_in_een_andere_vorm_wordt_genoemd() -> None:
    body, koppen = delen(verzendklaar())
    for waarde in ("sha-256=x", "", dict(koppen)["Digest"] + ",x", b"\xff\xfe"):
        anders = [("Digest", waarde), *(k for k in koppen if k[0] != "Digest")]
        assert fouten(body, anders) == ["Digest"]


def test_ander_transactienummer_dan_de_kop_wordt_geweigerd() -> None:
    body = verzendklaar().body
    for id_ in ("0193aaaa-0000-7000-8000-000000000901", ID.upper() + "A", "", f" {ID}"):
        assert fouten(body, koppen_bij(body, id_)) == ["Fsc-Transaction-Id"]


def test_ontvanger_mist_een_transactienummer_niet_maar_weigert_een_ander() -> None:
    body, koppen = delen(verzendklaar())
    zonder = [k for k in koppen if k[0] != "Fsc-Transaction-Id"]

    assert OntvangenBericht.lees(body, zonder, eis_transactie_id=False).transactie_id is None
    ander = [*zonder, ("Fsc-Transaction-Id", "0193aaaa-0000-7000-8000-000000000901")]
    assert fouten(body, ander, eis_transactie_id=False) == ["Fsc-Transaction-Id"]


@pytest.mark.parametrize(
    "id_",
    [
        "0193aaaa-0000-4000-8000-000000000900",
        "0193aaaa-0000-7000-c000-000000000900",
        "0193aaaa-0000-8000-8000-000000000900",
    ],
)
def test_id_dat_geen_uuidv7_in_kleine_letters_is_wordt_geweigerd(id_: str) -> None:
    document = als_document(verzendklaar())
    document["kop"]["id"] = id_
    body = als_body(document)
    assert set(fouten(body, koppen_bij(body, id_))) == {"/kop/id"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"kop"',
        b"{",
        b"\xef\xbb\xbf{}",
        b'{"kop": {}, "kop": {}}',
        b"[" * 100_000,
        b'{"kop": 1e999}',
    ],
    ids=range(9),
)
def test_body_die_geen_gewoon_object_is_wordt_geweigerd(body: bytes) -> None:
    assert fouten(body, koppen_bij(body)) == [""]


def test_alle_fouten_worden_samen_genoemd() -> None:
    kop = een_kop(stap=9, kanaal=None, onzin=1)
    body = als_body({"kop": kop, "inhoud": 5, "bsn": 1, "a/b~c": 2})

    gevonden = fouten(body, [("Digest", "x"), ("Fsc-Transaction-Id", "1"),
                             ("fsc-transaction-id", "1")])  # fmt: skip

    assert set(gevonden) == {
        "Digest",
        "Payload-Signature",
        "Fsc-Transaction-Id",
        "/bsn",
        "/a~1b~0c",
        "/kop/stap",
        "/kop/kanaal",
        "/kop/onzin",
        "/inhoud",
    }


@pytest.mark.parametrize("document", [{}, {"kop": een_kop()}, {"inhoud": None}])
def test_body_zonder_kop_of_inhoud_wordt_geweigerd(document: dict[str, Any]) -> None:
    body = als_body(document)
    ontbreekt = {f"/{naam}" for naam in ("kop", "inhoud") if naam not in document}
    assert set(fouten(body, koppen_bij(body))) == ontbreekt


def test_kop_is_een_object() -> None:
    for kop in (None, [], "kop", 1, {}):
        body = als_body({"kop": kop, "inhoud": None})
        gevonden = fouten(body, koppen_bij(body))
        assert gevonden[0].startswith("/kop")
        assert (gevonden == ["/kop"]) is (kop != {})


def test_inhoud_zonder_binding_in_de_kop_wordt_geweigerd() -> None:
    document = als_document(verzendklaar())
    document["kop"]["inhoudCommitment"] = None
    body = als_body(document)
    assert fouten(body, koppen_bij(body)) == ["/kop/inhoudCommitment"]


def test_een_bericht_zonder_inhoud_kan_een_aankondiging_zijn() -> None:
    """Of de inhoud mee moest, zeggen de regels van het kanaal (test_bericht)."""
    for wijziging in ({}, {"inhoudCommitment": None}):
        document = als_document(verzendklaar())
        document["kop"] |= wijziging
        body = als_body({**document, "inhoud": None})
        assert OntvangenBericht.lees(body, koppen_bij(body)).inhoud is None


@pytest.mark.parametrize("inhoud", ["", "geen jwe", "a.b.c", "....", 1, {}, [], True])
def test_inhoud_die_geen_jwe_is_wordt_geweigerd(inhoud: object) -> None:
    body = als_body({**als_document(verzendklaar()), "inhoud": inhoud})
    assert fouten(body, koppen_bij(body)) == ["/inhoud"]


def test_te_groot_bericht_en_te_grote_kop_worden_geweigerd() -> None:
    body, koppen = delen(verzendklaar())
    klein = Berichtlimieten(max_body_bytes=len(body) - 1)
    assert fouten(body, koppen, limieten=klein) == [""]
    assert fouten(body, koppen, limieten=Berichtlimieten(max_kop_bytes=1000)) == ["/kop"]
    ruimte = body.replace(b'{"kop"', b"{" + b" " * 50_000 + b'"kop"')
    assert fouten(ruimte, koppen_bij(ruimte)) == ["/kop"]
