"""Wat er ook gebeurt: elk bericht komt één keer aan, of het ligt zichtbaar stil."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.politie.partij import POLITIE
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import wereld

STORINGEN = (
    "goed", "weg", "later", "sterft-voor-bezorging", "sterft-na-bezorging",
    "valse-ontvangst", "vals-bewijs", "vals-checkpoint", "ander-blad", "zonder-blad",
)  # fmt: skip
VOORVALLEN = st.lists(
    st.one_of(
        st.tuples(st.just("verstuur"), st.lists(st.sampled_from(STORINGEN), max_size=2)),
        st.tuples(st.just("storing"), st.sampled_from(STORINGEN)),
        st.tuples(st.just("later"), st.sampled_from([1, 10, 60, 120, 600, 30_000])),
        st.tuples(st.just("ontvanger weg"), st.booleans()),
        st.tuples(st.just("stroomuitval"), st.booleans()),
    ),
    min_size=2,
    max_size=8,
)


class _Stroomuitval(BaseException):
    """Het proces houdt op."""


@pytest.fixture(scope="module")
def kantoor(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kantoor]:
    map_: Path = tmp_path_factory.mktemp("eigenschap")
    partijen = {"politie": POLITIE, "gemeente": GEMEENTE}
    with wereld(partijen, lambda n: f"sqlite:///{map_ / n}.sqlite", uitgever, pki, map_) as alles:
        yield Kantoor.richt_in(alles)


@pytest.fixture(scope="module")
def opdracht(kantoor: Kantoor) -> dict[str, Any]:
    return kantoor.opdracht(kantoor.persoon(), kantoor.vraag_om_informatie())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(voorvallen=VOORVALLEN)
def test_elk_bericht_komt_een_keer_aan_of_ligt_zichtbaar_stil(
    kantoor: Kantoor, opdracht: dict[str, Any], voorvallen: list[tuple[str, Any]]
) -> None:
    gateway = kantoor.wereld.gateway
    berichten: list[str] = []
    for voorval, wat in [("verstuur", []), *voorvallen]:
        if voorval == "verstuur":
            gateway.storingen.extend(wat)
            antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
            assert antwoord.status_code in (201, 202), antwoord.text
            berichten.append(antwoord.json()["id"])
        elif voorval == "storing":
            gateway.storingen.append(wat)
        elif voorval == "later":
            kantoor.wereld.klok.vooruit(seconds=wat)
            kantoor.politie.ronde()
        elif voorval == "ontvanger weg":
            (kantoor.wereld.sluit_af if wat else kantoor.wereld.sluit_aan)("gemeente")
        else:
            _val_uit(kantoor, na_bezorging=wat)
    _kom_tot_rust(kantoor, berichten)
    for bericht in berichten:
        _controleer(kantoor, bericht)


def _val_uit(kantoor: Kantoor, *, na_bezorging: bool) -> None:
    """Het proces sterft terwijl het aan het bezorgen is, voor of na het versturen."""
    gateway = kantoor.politie.uitwisseling.gateway
    echt = gateway.verstuur

    async def sterf(*wat: Any) -> Any:
        if na_bezorging:
            await echt(*wat)
        raise _Stroomuitval

    kantoor.wereld.klok.vooruit(seconds=10)
    gateway.verstuur = sterf  # type: ignore[method-assign, assignment]
    try:
        kantoor.politie.ronde()
    except _Stroomuitval:
        pass
    finally:
        gateway.verstuur = echt  # type: ignore[method-assign]


def _kom_tot_rust(kantoor: Kantoor, berichten: list[str]) -> None:
    kantoor.wereld.gateway.storingen.clear()
    kantoor.wereld.sluit_aan("gemeente")
    for _ in range(10):
        if all(kantoor.stand(b)["status"] in ("afgeleverd", "dood") for b in berichten):
            return
        kantoor.wereld.klok.vooruit(seconds=301)
        kantoor.politie.ronde()
    raise AssertionError([kantoor.stand(bericht) for bericht in berichten])


def _controleer(kantoor: Kantoor, bericht: str) -> None:
    stand = kantoor.stand(bericht)
    bladen = [json.loads(b) for b in kantoor.wereld.gateway.boom.bladen if bericht.encode() in b]
    besluiten = [b for b in bladen if b["soort"] == "besluit" and b["kop"]["id"] == bericht]
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        rij = sessie.get(InkomendRij, bericht)
        gegevens = sessie.query(OntvangenGegevenRij).filter_by(bericht_id=bericht).count()
    # Zo vaak als er beslist is, ging het over dezelfde bytes.
    assert len({blad["digest"] for blad in besluiten}) <= 1
    if stand["status"] == "afgeleverd":
        assert besluiten
        assert rij is not None
        assert (rij.status, rij.digest) == (
            "aanvaard",
            kantoor.wereld.gateway.berichten[bericht].digest,
        )
        assert gegevens == 2
    else:
        # Zes keer niet gelukt: het ligt stil, iemand ziet waarom, en het is hoogstens één keer
        # aangekomen.
        assert stand["pogingen"] == 6
        assert stand["laatsteFout"]
        assert gegevens in (0, 2)
    regels = kantoor.analist.haal(f"/journaal?bericht={bericht}")["journaal"]
    einde = {"afgeleverd": "afgeleverd", "dood": "opgegeven"}[stand["status"]]
    assert [regel["handeling"] for regel in regels] == ["toegezegd", einde]
