"""Veel berichten tegelijk: elk krijgt zijn eigen ontvangst, en de een stoort de ander niet."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from shared.bericht.inhoud import InhoudOnderdeel, stel_inhoud_op
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.partij import innamebundel
from shared.partij.innameopslag import Innameopslag
from shared.partij.innamerij import Innamerij
from shared.partij.kenmerk import nieuw_pseudoniem
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepgateway import _Bericht
from tests.integratie.partij.test_inname import Aflevering


@pytest.fixture
def aflevering(kantoor: Kantoor, pki: Pki) -> Aflevering:
    """De persoon is al bekend, zodat wat volgt samen opgeslagen kan worden."""
    gereed = Aflevering(kantoor, pki)
    assert gereed.lever_af(gereed.bericht()).json()["status"] == "aanvaard"
    return gereed


def _politiegegeven(aflevering: Aflevering, tekst: str, **anders: Any) -> _Bericht:
    kop = aflevering.kop(stap=3, **anders)
    kop["onderdelen"] = [
        {
            **kop["onderdelen"][0],
            "gegevenssoort": "WPG8",
            "kenmerken": {"eersteVerwerking": "2026-10-01"},
        }
    ]
    deel = InhoudOnderdeel(kop["onderdelen"][0]["betrokkene"], "WPG8", {"omschrijving": tekst})
    return aflevering.bericht(kop, stel_inhoud_op([deel], f"Waarom {tekst}."))


def _samen(aflevering: Aflevering, berichten: list[_Bericht]) -> list[httpx.Response]:
    gateway = aflevering.kantoor.wereld.gateway
    app = gateway.partijen["gemeente"].app
    assert app is not None

    async def alle() -> list[httpx.Response]:
        return await asyncio.gather(*(gateway.lever_af(app, bericht) for bericht in berichten))

    return aflevering.kantoor.wereld.doe(alle())


def _teksten(aflevering: Aflevering) -> list[str]:
    soorten = [g for g in aflevering.kantoor.ontvangen() if g["gegevenssoort"] == "WPG8"]
    return sorted(g["gegevens"]["omschrijving"] for g in soorten)


def test_twintig_tegelijk_zijn_twintig_ontvangsten(aflevering: Aflevering) -> None:
    berichten = [_politiegegeven(aflevering, f"feit {nummer:02}") for nummer in range(20)]
    antwoorden = _samen(aflevering, berichten)
    assert [a.json()["status"] for a in antwoorden] == ["aanvaard"] * 20
    assert [a.json()["digest"] for a in antwoorden] == [b.digest for b in berichten]
    assert _teksten(aflevering) == [f"feit {nummer:02}" for nummer in range(20)]
    assert {aflevering.bewaard(bericht) for bericht in berichten} == {("aanvaard", 1)}


def test_samen_opgeslagen_is_hetzelfde_als_een_voor_een(
    aflevering: Aflevering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def velden(bericht: _Bericht) -> dict[str, Any]:
        (gegeven,) = [
            g for g in aflevering.kantoor.ontvangen() if g["bericht"] == bericht.ontvangen.kop.id
        ]
        return {naam: w for naam, w in gegeven.items() if naam not in ("id", "bericht")}

    samen = [_politiegegeven(aflevering, "zelfde") for _ in range(3)]
    _samen(aflevering, samen)
    monkeypatch.setattr(innamebundel, "_is_gewoon", lambda *_: False)
    apart = _politiegegeven(aflevering, "zelfde")
    _samen(aflevering, [apart])
    assert [velden(bericht) for bericht in samen] == [velden(apart)] * 3


def test_een_slecht_bericht_tussen_goede_stoort_niemand(aflevering: Aflevering) -> None:
    kop = aflevering.kop()
    bekend = aflevering.bericht(kop)
    aflevering.lever_af(bekend)
    onbekende = nieuw_pseudoniem()
    nieuwe = aflevering.kop()
    nieuwe["onderdelen"] = [{**d, "betrokkene": onbekende} for d in nieuwe["onderdelen"][:1]]
    naam = InhoudOnderdeel(onbekende, "NAW", {"naam": "Wolkje Schijnberg"})
    berichten = [
        _politiegegeven(aflevering, "voor"),
        aflevering.bericht(tekent="gemeente"),
        bekend,
        aflevering.bericht(kop),
        aflevering.bericht(nieuwe, stel_inhoud_op([naam], "Nodig.")),
        _politiegegeven(aflevering, "na"),
    ]
    antwoorden = _samen(aflevering, berichten)
    assert [a.status_code for a in antwoorden] == [200, 200, 200, 409, 200, 200]
    assert [a.json()["status"] for a in antwoorden if a.status_code == 200] == [
        "aanvaard", "geweigerd", "aanvaard", "aanvaard", "aanvaard",
    ]  # fmt: skip
    assert _teksten(aflevering) == ["na", "voor"]


def test_hetzelfde_bericht_tegelijk_is_een_bericht(aflevering: Aflevering) -> None:
    bericht = _politiegegeven(aflevering, "dubbel")
    antwoorden = _samen(aflevering, [bericht] * 6)
    assert {a.status_code for a in antwoorden} == {200}
    assert len({a.content for a in antwoorden}) == 1
    assert _teksten(aflevering) == ["dubbel"]


def test_een_antwoord_op_een_verzoek_telt_ook_samen_met_andere(aflevering: Aflevering) -> None:
    kantoor = aflevering.kantoor
    verzoek = kantoor.vraag_om_informatie()
    antwoord = _politiegegeven(aflevering, "antwoord", inReactieOp=verzoek)
    _samen(aflevering, [_politiegegeven(aflevering, "los"), antwoord])
    rij = kantoor.regisseur.haal(f"/informatieverzoeken/{verzoek}")
    assert rij["beantwoordDoor"] == antwoord.ontvangen.kop.id


def test_kan_de_databank_niet_dan_krijgt_niemand_een_ontvangst(
    aflevering: Aflevering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: Any) -> None:
        raise DatabankNietBeschikbaar("de schijf is vol")

    berichten = [_politiegegeven(aflevering, f"later {nummer}") for nummer in range(4)]
    monkeypatch.setattr(Innameopslag, "_bewaar_gewone", vol)
    antwoorden = _samen(aflevering, berichten)
    assert {a.status_code for a in antwoorden} == {503}
    assert not any("payload-signature" in a.headers for a in antwoorden)
    monkeypatch.undo()
    assert {a.status_code for a in _samen(aflevering, berichten)} == {200}
    assert len(_teksten(aflevering)) == 4


def test_wie_niet_meer_wacht_houdt_de_rij_niet_op(aflevering: Aflevering) -> None:
    """Een afgebroken verbinding: het bericht is er wel, en de volgende gaat gewoon door."""
    gateway = aflevering.kantoor.wereld.gateway
    app = gateway.partijen["gemeente"].app
    assert app is not None
    weg, blijft = _politiegegeven(aflevering, "weg"), _politiegegeven(aflevering, "blijft")

    async def verloop() -> httpx.Response:
        afgebroken = asyncio.create_task(gateway.lever_af(app, weg))
        ander = asyncio.create_task(gateway.lever_af(app, blijft))
        await asyncio.sleep(0.01)
        afgebroken.cancel()
        return await ander

    assert aflevering.kantoor.wereld.doe(verloop()).json()["status"] == "aanvaard"
    assert aflevering.lever_af(weg).json()["status"] == "aanvaard"
    assert _teksten(aflevering) == ["blijft", "weg"]


def test_de_rij_geeft_een_onverwachte_fout_aan_wie_wacht() -> None:
    def kapot(_: Any) -> Any:
        raise ZeroDivisionError

    async def twee() -> list[Any]:
        rij = Innamerij(kapot)
        een: Any = object()
        return await asyncio.gather(rij.bewaar(een), rij.bewaar(een), return_exceptions=True)

    assert [type(fout) for fout in asyncio.run(twee())] == [ZeroDivisionError] * 2
