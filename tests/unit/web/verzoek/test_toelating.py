"""Ruimte voor verzoeken: wie onbekend is heeft weinig, en voor organisaties blijft er altijd."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.types import Message

from shared.web.aanmelding.aanroeper import Aanroeper, Soort, adres_van
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout
from shared.web.proces.app import maak_app
from shared.web.proces.verbindingen import Verbindingen
from shared.web.verzoek.toelating import Toelating

KRAP = Limieten(
    max_gelijktijdig=8, deel_voor_organisaties=0.25, max_per_medewerker=5,
    max_onbekend_per_adres=2, max_onaf_per_aanroeper=3,
)  # fmt: skip
ORGANISATIE = Aanroeper(Soort.ORGANISATIE, "00000099000000010001")


def _wie(soort: Soort, nummer: int = 1) -> Aanroeper:
    return Aanroeper(soort, f"wie {nummer}")


def _vul(stapel: ExitStack, toelating: Toelating, wie: Aanroeper, aantal: int) -> None:
    for _ in range(aantal):
        stapel.enter_context(toelating.plaats(wie))


def test_wat_mensen_ook_doen_een_organisatie_komt_er_altijd_bij() -> None:
    toelating = Toelating(KRAP)
    with ExitStack() as stapel:
        _vul(stapel, toelating, _wie(Soort.MEDEWERKER, 1), 5)
        _vul(stapel, toelating, _wie(Soort.MEDEWERKER, 2), 1)
        with pytest.raises(ProbleemFout) as vol, toelating.plaats(_wie(Soort.MEDEWERKER, 2)):
            pass
        assert vol.value.probleem.status == 503
        _vul(stapel, toelating, ORGANISATIE, 2)
        with pytest.raises(ProbleemFout), toelating.plaats(ORGANISATIE):
            pass
    assert toelating.bezig == 0


@pytest.mark.parametrize(("soort", "hoogstens"), [(Soort.MEDEWERKER, 5), (Soort.ONBEKEND, 2)])
def test_een_enkele_vrager_neemt_niet_alles(soort: Soort, hoogstens: int) -> None:
    toelating = Toelating(KRAP)
    with ExitStack() as stapel:
        _vul(stapel, toelating, _wie(soort), hoogstens)
        with pytest.raises(ProbleemFout), toelating.plaats(_wie(soort)):
            pass
        with toelating.plaats(_wie(soort, 2)):
            pass


def test_wie_half_stuurt_doet_dat_niet_eindeloos_en_houdt_geen_plaats_bezet() -> None:
    toelating = Toelating(KRAP)
    with ExitStack() as stapel:
        for _ in range(3):
            stapel.enter_context(toelating.ontvangst(ORGANISATIE))
        with pytest.raises(ProbleemFout) as vol, toelating.ontvangst(ORGANISATIE):
            pass
        assert vol.value.probleem.koppen["Connection"] == "close"
        assert toelating.bezig == 0
    with toelating.ontvangst(ORGANISATIE):
        pass


def test_een_ipv6_netwerk_is_een_adres() -> None:
    assert adres_van("2001:db8:1:2:3:4:5:6") == adres_van("2001:db8:1:2:9:9:9:9")
    assert adres_van("2001:db8:1:2:3:4:5:6") != adres_van("2001:db8:1:3:3:4:5:6")
    assert adres_van("2001:db8::1") == adres_van("2001:db8::2") != adres_van("2001:db8:0:1::1")
    assert adres_van("::ffff:192.0.2.7") != adres_van("::ffff:192.0.2.8")
    assert adres_van("192.0.2.7") == "192.0.2.7"
    assert adres_van("een-pijp") == "een-pijp"


class _Lijn:
    """Een verbinding die onthoudt dat zij is verbroken."""

    def __init__(self) -> None:
        self.verbroken = False

    def verbreek(self) -> None:
        self.verbroken = True


def test_de_langst_wachtende_wijkt_voor_een_nieuwe_en_wie_werkt_blijft() -> None:
    alle = Verbindingen(Limieten(max_verbindingen_per_adres=2, max_verbindingen=3))
    een, twee, drie, elders, verder = (_Lijn() for _ in range(5))
    alle.wacht("a", een, met_certificaat=False)
    alle.wacht("a", twee, met_certificaat=False)
    alle.werkt("a", een)
    alle.wacht("a", drie, met_certificaat=False)
    assert not any(lijn.verbroken for lijn in (een, twee, drie))
    alle.wacht("a", een, met_certificaat=False)
    assert [lijn.verbroken for lijn in (een, twee, drie)] == [False, True, False]
    alle.werkt("a", twee)
    alle.wacht("b", elders, met_certificaat=False)
    alle.wacht("c", verder, met_certificaat=False)
    assert [lijn.verbroken for lijn in (drie, een, elders, verder)] == [True, False, False, False]


def test_een_deelnemer_wijkt_niet_voor_vreemden() -> None:
    grens = Limieten(
        max_verbindingen_per_adres=1, max_verbindingen=1, max_verbindingen_per_certificaat=1
    )
    alle, deelnemer, tweede = Verbindingen(grens), _Lijn(), _Lijn()
    alle.wacht("vingerafdruk", deelnemer, met_certificaat=True)
    for nummer in range(20):
        alle.wacht(f"adres {nummer}", _Lijn(), met_certificaat=False)
    assert not deelnemer.verbroken
    alle.wacht("vingerafdruk", tweede, met_certificaat=True)
    assert deelnemer.verbroken
    assert not tweede.verbroken


def test_wie_afbreekt_voordat_zijn_verzoek_er_was_laat_niets_bezet(
    instellingen: Instellingen,
) -> None:
    router = maak_router("proeven")

    @router.post("/proeven", **operatie("maakProef", "Proef", verzoek={}, antwoord={}))
    async def maak(inhoud: dict[str, str]) -> dict[str, str]:
        return inhoud

    app = maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])
    statussen: list[int] = []

    async def doe() -> None:
        async def ontvang() -> Message:
            return {"type": "http.disconnect"}

        async def zend(bericht: Message) -> None:
            if bericht["type"] == "http.response.start":
                statussen.append(bericht["status"])

        await app(_scope("POST", "/v1/proeven"), ontvang, zend)

    asyncio.run(doe())
    assert statussen == [400]
    assert app.state.toelating.bezig == 0


def _scope(methode: str, pad: str) -> dict[str, Any]:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": methode,
        "scheme": "https", "path": pad, "raw_path": pad.encode(), "query_string": b"",
        "root_path": "", "client": ("192.0.2.7", 1), "server": ("test", 443),
        "headers": [(b"host", b"test"), (b"content-type", b"application/json")],
    }  # fmt: skip
