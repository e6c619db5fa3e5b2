"""Veel berichten tegelijk: elk krijgt zijn eigen ontvangst, en de een stoort de ander niet."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.innemen.inname import Innamerij
from shared.tijd.kenmerk import nieuw_pseudoniem
from tests.hulp.storing import weigerende_databank
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepregister import Bericht


@pytest.fixture
def post(kantoor: Kantoor, pki: Pki) -> Postbode:
    """De persoon is al bekend, zodat wat volgt samen opgeslagen kan worden."""
    wie = {"politie": kantoor.analist_id, "gemeente": kantoor.regisseur_id}
    bode = Postbode(kantoor.wereld, pki, kantoor.groep, wie)
    bode.geef("NAW", "GEBOORTEDATUM")
    return bode


def _politiegegeven(post: Postbode, tekst: str, **anders: Any) -> Bericht:
    kop, _ = post.over("WPG8")
    inhoud = post.inhoud({"omschrijving": tekst}, soorten=("WPG8",), motivering="Waarom het moet.")
    return post.bericht({**kop, **anders}, inhoud)


def _samen(post: Postbode, berichten: list[Bericht]) -> list[httpx.Response]:
    gateway = post.wereld.gateway
    app = gateway.partijen["gemeente"].app
    assert app is not None

    async def alle() -> list[httpx.Response]:
        return await asyncio.gather(*(gateway.lever_af(app, bericht) for bericht in berichten))

    return post.wereld.doe(alle())


def _teksten(post: Postbode) -> list[str]:
    u = post.bureau.uitwisseling
    soorten = [rij for rij in post.rijen() if rij.gegevenssoort == "WPG8"]
    inhoud = [open_gegeven(u.dienst.kluis, rij) for rij in soorten]
    return sorted(str((een or {}).get("omschrijving")) for een in inhoud)


def test_twintig_tegelijk_zijn_twintig_ontvangsten(post: Postbode) -> None:
    berichten = [_politiegegeven(post, f"feit {nummer:02}") for nummer in range(20)]
    antwoorden = _samen(post, berichten)
    assert [a.json()["status"] for a in antwoorden] == ["aanvaard"] * 20
    assert [a.json()["digest"] for a in antwoorden] == [b.digest for b in berichten]
    assert _teksten(post) == [f"feit {nummer:02}" for nummer in range(20)]
    assert {post.status(bericht) for bericht in berichten} == {("aanvaard", 1)}


def test_een_slecht_bericht_tussen_goede_stoort_niemand(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    bekend = post.bericht(kop, inhoud)
    post.lever_af(bekend)
    ander = post.tussen("politie", "gemeente")
    ander.betrokkene = nieuw_pseudoniem()
    berichten = [
        _politiegegeven(post, "voor"),
        post.bericht(*post.over("NAW"), tekent="gemeente"),
        bekend,
        post.bericht(kop, inhoud),
        ander.bericht(*ander.over("NAW")),
        _politiegegeven(post, "na"),
    ]
    antwoorden = _samen(post, berichten)
    assert [a.status_code for a in antwoorden] == [200, 200, 200, 409, 200, 200]
    assert [a.json()["status"] for a in antwoorden if a.status_code == 200] == [
        "aanvaard", "geweigerd", "aanvaard", "aanvaard", "aanvaard",
    ]  # fmt: skip
    assert _teksten(post) == ["na", "voor"]


def test_hetzelfde_bericht_tegelijk_is_een_bericht(post: Postbode) -> None:
    bericht = _politiegegeven(post, "dubbel")
    antwoorden = _samen(post, [bericht] * 6)
    assert {a.status_code for a in antwoorden} == {200}
    assert len({a.content for a in antwoorden}) == 1
    assert _teksten(post) == ["dubbel"]


def test_een_antwoord_op_een_verzoek_telt_ook_samen_met_andere(
    post: Postbode, kantoor: Kantoor
) -> None:
    verzoek = kantoor.vraag_om_informatie()
    antwoord = _politiegegeven(post, "antwoord", inReactieOp=verzoek)
    _samen(post, [_politiegegeven(post, "los"), antwoord])
    rij = kantoor.regisseur.haal(f"/informatieverzoeken/{verzoek}")
    assert rij["beantwoordDoor"] == antwoord.kop.id


def test_kan_de_databank_niet_dan_krijgt_niemand_een_ontvangst(post: Postbode) -> None:
    berichten = [_politiegegeven(post, f"later {nummer}") for nummer in range(4)]
    with weigerende_databank(post.bureau.uitwisseling.dienst.engine, "inkomend"):
        antwoorden = _samen(post, berichten)
    assert {a.status_code for a in antwoorden} == {503}
    assert not any("payload-signature" in a.headers for a in antwoorden)
    assert {a.status_code for a in _samen(post, berichten)} == {200}
    assert len(_teksten(post)) == 4


def test_wie_niet_meer_wacht_houdt_de_rij_niet_op(post: Postbode) -> None:
    """Een afgebroken verbinding: het bericht is er wel, en de volgende gaat gewoon door."""
    gateway = post.wereld.gateway
    app = gateway.partijen["gemeente"].app
    assert app is not None
    weg, blijft = _politiegegeven(post, "weg"), _politiegegeven(post, "blijft")

    async def verloop() -> httpx.Response:
        afgebroken = asyncio.create_task(gateway.lever_af(app, weg))
        ander = asyncio.create_task(gateway.lever_af(app, blijft))
        await asyncio.sleep(0.01)
        afgebroken.cancel()
        return await ander

    assert post.wereld.doe(verloop()).json()["status"] == "aanvaard"
    assert post.lever_af(weg).json()["status"] == "aanvaard"
    assert _teksten(post) == ["blijft", "weg"]


def test_de_rij_geeft_een_onverwachte_fout_aan_wie_wacht() -> None:
    def kapot(_: Any) -> Any:
        raise ZeroDivisionError

    async def twee() -> list[Any]:
        rij = Innamerij(lambda een: een, kapot)
        een: Any = object()
        return await asyncio.gather(rij.bewaar(een), rij.bewaar(een), return_exceptions=True)

    assert [type(fout) for fout in asyncio.run(twee())] == [ZeroDivisionError] * 2


def test_wat_niet_te_openen_is_houdt_de_anderen_niet_op() -> None:
    def open_(een: Any) -> Any:
        if een == "kapot":
            raise ZeroDivisionError
        return een

    async def drie() -> list[Any]:
        rij = Innamerij(open_, lambda berichten: [f"bewaard: {een}" for een in berichten])  # type: ignore[misc]
        berichten: list[Any] = ["een", "kapot", "twee"]
        samen = (rij.bewaar(een) for een in berichten)
        return await asyncio.gather(*samen, return_exceptions=True)

    een, fout, twee = asyncio.run(drie())
    assert (een, type(fout), twee) == ("bewaard: een", ZeroDivisionError, "bewaard: twee")
