"""Wie wij bellen is wie daar hoort: over een echte verbinding, voordat er iets over gaat."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import Request

from deploy.pki import Pki
from shared.bericht.sleutels.certificaten import Certificaat
from shared.web.aanmelding.gebelden import VasteGebelden, Verwacht, per_adres
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.proces.app import maak_app
from shared.web.proces.clients import maak_client, vraag
from tests.hulp.certificaten import intrekkingslijst, nog_een_certificaat
from tests.hulp.postvak import draaiende_haak
from tests.unit.web.conftest import draaiende_server, maak_instellingen


@pytest.fixture(scope="module")
def bezoek() -> list[tuple[str, int]]:
    """Van elk verzoek dat aankwam het adres van de verbinding."""
    return []


@pytest.fixture(scope="module")
def adres(pki: Pki, bezoek: list[tuple[str, int]]) -> Iterator[str]:
    """De gemeente, met haar eigen transportcertificaat."""
    router = maak_router("proeven")

    @router.get("/bezoek", **operatie("leesBezoek", "Bezoek", antwoord={}))
    async def ontvang(request: Request) -> dict[str, str]:
        assert request.client is not None
        bezoek.append((request.client.host, request.client.port))
        return {}

    instellingen = maak_instellingen(pki, "gemeente")
    app = maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])
    with draaiende_server(app, instellingen) as poort:
        yield f"https://localhost:{poort}"


def _bel(
    instellingen: Instellingen,
    adres: str,
    verwacht: Verwacht | None = None,
    keer: int = 1,
    *,
    tussendoor: Callable[[], None] | None = None,
) -> None:
    rijen = [(adres + "/v1", oin, namen) for oin, namen in (verwacht or {}).items()]

    async def doe() -> None:
        gebelden = VasteGebelden(per_adres(rijen))
        async with maak_client(
            instellingen, adres, gebelden=gebelden, hercontrole_seconden=0 if tussendoor else 60
        ) as client:
            for nummer in range(keer):
                if nummer and tussendoor is not None:
                    tussendoor()
                assert (await vraag(client, "GET", "/v1/bezoek", max_bytes=99)).status == 200

    asyncio.run(doe())


def _afdruk(pki: Pki, code: str) -> str:
    return Certificaat.uit_pem(pki.deelnemers[code].transport.certificaat.read_bytes()).x5t_s256


def _oin(pki: Pki, code: str) -> str:
    return pki.deelnemers[code].deelnemer.oin


def test_de_goede_organisatie_met_het_goede_certificaat_en_een_verbinding_voor_alles(
    pki: Pki, adres: str, bezoek: list[tuple[str, int]]
) -> None:
    bezoek.clear()
    nieuw = Certificaat.uit_pem(nog_een_certificaat(pki, "gemeente").pem).x5t_s256
    namen = frozenset({nieuw, _afdruk(pki, "gemeente")})
    _bel(
        maak_instellingen(pki),
        adres,
        {_oin(pki, "politie"): frozenset(), _oin(pki, "gemeente"): namen},
        3,
    )
    assert len(bezoek) == 3
    assert len(set(bezoek)) == 1


def test_van_wie_geen_certificaat_is_opgegeven_telt_het_oin(pki: Pki, adres: str) -> None:
    _bel(maak_instellingen(pki), adres, {_oin(pki, "gemeente"): frozenset()})


@pytest.mark.parametrize("fout", ["ander OIN", "ander certificaat"])
def test_wie_een_ander_is_krijgt_geen_byte(
    pki: Pki, adres: str, bezoek: list[tuple[str, int]], fout: str
) -> None:
    bezoek.clear()
    verwacht = {
        "ander OIN": {_oin(pki, "politie"): frozenset({_afdruk(pki, "politie")})},
        "ander certificaat": {_oin(pki, "gemeente"): frozenset({_afdruk(pki, "politie")})},
    }[fout]
    zin = {"ander OIN": "daar hoort een ander", "ander certificaat": "ander transportcertificaat"}
    with pytest.raises(httpx.TransportError, match=zin[fout]):
        _bel(maak_instellingen(pki), adres, verwacht)
    assert bezoek == []


def test_een_intrekking_telt_ook_op_een_verbinding_die_al_open_was(
    pki: Pki, adres: str, bezoek: list[tuple[str, int]], tmp_path: Path
) -> None:
    bezoek.clear()
    lijst, naast = tmp_path / "intrekkingen.pem", tmp_path / "nieuw.pem"
    lijst.write_bytes(intrekkingslijst(pki))
    gemeente = pki.deelnemers["gemeente"].transport.certificaat.read_text(encoding="ascii")

    def trek_in() -> None:
        naast.write_bytes(intrekkingslijst(pki, gemeente))
        os.replace(naast, lijst)

    instellingen = maak_instellingen(pki)
    tls = instellingen.tls.model_copy(update={"intrekkingen": lijst})
    met_lijst = instellingen.model_copy(update={"tls": tls})
    with pytest.raises(httpx.TransportError, match="ingetrokken"):
        _bel(met_lijst, adres, keer=2, tussendoor=trek_in)
    assert len(bezoek) == 1
    with pytest.raises(httpx.TransportError, match="ingetrokken"):
        _bel(met_lijst, adres)


def test_in_productie_wordt_niemand_gebeld_van_wie_niet_vaststaat_of_hij_is_ingetrokken(
    pki: Pki, adres: str, bezoek: list[tuple[str, int]], tmp_path: Path
) -> None:
    bezoek.clear()
    lijst = tmp_path / "intrekkingen.pem"
    lijst.write_bytes(intrekkingslijst(pki, dagen=-1))
    instellingen = maak_instellingen(pki)
    tls = instellingen.tls.model_copy(update={"intrekkingen": lijst})
    echt = instellingen.model_copy(update={"tls": tls, "omgeving": "productie"})
    with pytest.raises(httpx.TransportError, match="vast te stellen"):
        _bel(echt, adres)
    assert bezoek == []


def test_een_webhook_op_deze_machine_zelf_heeft_geen_certificaat_te_tonen(pki: Pki) -> None:
    """Over http, en dat laten de instellingen alleen daar toe: de melding komt aan."""

    async def stuur(url: str) -> int:
        async with maak_client(maak_instellingen(pki)) as client:
            return (await client.post(url, content=b"{}")).status_code

    with draaiende_haak() as haak:
        assert asyncio.run(stuur(haak.url)) == 204
        assert [body for _, body in haak.ontvangen] == [b"{}"]
