"""Een bestand zonder te wachten: een keer in het log, alleen voor wie het vroeg, en tijdelijk."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from gateway.werkzaamheden.begrippen import BEWAARD, HOOGSTENS
from gateway.werkzaamheden.dienst import Werkzaamheden
from gateway.werkzaamheden.tabellen import WerkdeelRij, WerkRij
from shared.bewijsbundel.controle import verifieer_bundel
from shared.opslag.engine import maak_engine
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.zoeker import AUDIT, PERIODE, PRIVACY, Zoeker

NIET_WACHTEN = {"Prefer": "respond-async"}
EXPORT = "/uitwisselingen/_exporteer"

# Het echte proces, dat zichzelf doodt zodra het hier voor het eerst komt.
_GEDOOD = """
import asyncio, os, pickle, signal, sys
from contextlib import nullcontext
import httpx
from gateway.kern import open_gateway
from gateway.werkzaamheden import opslag
instellingen, nu = pickle.loads(open(sys.argv[1], "rb").read())
setattr(opslag, sys.argv[2], lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
async def draai():
    klant = lambda *a: httpx.AsyncClient()
    async with open_gateway(instellingen, klant, lambda: nu, lambda *a: nullcontext()):
        await asyncio.Event().wait()
asyncio.run(draai())
"""


def _vraag(zoeker: Zoeker, pad: str, vraag: Any, wie: str = AUDIT, **koppen: str) -> Any:
    alle = {**zoeker.koppen(wie), **NIET_WACHTEN, **koppen}
    antwoord = zoeker.gateway.client.vraag("POST", f"/v1{pad}", json=vraag, headers=alle)
    assert antwoord.status_code == 202, antwoord.text
    assert antwoord.headers["Preference-Applied"] == "respond-async"
    assert antwoord.headers["Location"].endswith(f"/werkzaamheden/{antwoord.json()['id']}")
    return antwoord.json()


def _maak(zoeker: Zoeker) -> None:
    """Wat de achtergrondtaak doet, nu."""
    zoeker.gateway.client._portaal.call(_dienst(zoeker).ronde)


def _dienst(zoeker: Zoeker) -> Werkzaamheden:
    dienst: Werkzaamheden = zoeker.gateway.app.state.onderdelen.een(Werkzaamheden)
    return dienst


def _lezingen(zoeker: Zoeker) -> list[Any]:
    return [blad["vraag"] for blad in bladen_van(zoeker.gateway, "raadpleging")]


def test_wie_niet_wacht_krijgt_hetzelfde_bestand_en_hetzelfde_blad(
    zoeker: Zoeker, tmp_path: Path
) -> None:
    for pad, vorm in (
        (EXPORT, "csv"),
        (EXPORT, "jsonl"),
        (EXPORT, "parquet"),
        (EXPORT, "bewijsbundel"),
        (EXPORT, "rapport"),
        ("/logboek/bladen/_exporteer", "csv"),
    ):
        vraag = {"periode": PERIODE, "vorm": vorm, "grootte": zoeker.zoek()["grootte"]}
        gewoon = zoeker.post(pad, vraag)
        werk = _vraag(zoeker, pad, vraag, Prefer="respond-async, wait=9")
        assert (werk["stand"], werk["gedaan"]) == ("klaar", werk["totaal"]), werk
        lezingen = _lezingen(zoeker)
        assert lezingen[-1] == lezingen[-2], "hetzelfde blad als voor wie wacht"
        bestand = [zoeker.haal(werk["resultaat"]) for _ in range(2)][-1]
        for kop in ("Content-Type", "Content-Disposition"):
            assert bestand.headers[kop] == gewoon.headers[kop]
        assert _lezingen(zoeker) == lezingen, "ophalen is geen nieuwe vraag"
        if vorm in ("csv", "jsonl"):
            assert bestand.content == gewoon.content
        assert bestand.content[:4] == gewoon.content[:4]
        if vorm == "bewijsbundel":
            (tmp_path / "bewijs.zip").write_bytes(bestand.content)
            rapport = verifieer_bundel(tmp_path / "bewijs.zip")
            assert (list(rapport.fouten), rapport.bladen) == ([], werk["totaal"])


def test_een_bestand_is_alleen_voor_wie_het_vroeg_en_heeft_een_einde(zoeker: Zoeker) -> None:
    vraag = {"periode": PERIODE}
    werk = _vraag(zoeker, "/bewijsbundels", vraag, Prefer="respond-async, wait=9")
    pad = f"/werkzaamheden/{werk['id']}"
    for ander in (PRIVACY, "politie"):
        assert zoeker.haal(pad, ander).status_code == 404
        assert zoeker.haal(f"{pad}/bestand", ander).status_code == 404
        assert zoeker.haal("/werkzaamheden", ander).json()["werkzaamheden"] == []
    assert [een["id"] for een in zoeker.haal("/werkzaamheden").json()["werkzaamheden"]] == [
        werk["id"]
    ]
    # Een ander kenmerk is er niet, en zonder zich te melden is er niets.
    assert zoeker.gateway.client.vraag("GET", f"/v1{pad}/bestand").status_code == 401
    zoeker.gateway.klok.vooruit(seconds=BEWAARD.total_seconds())
    assert zoeker.haal(f"{pad}/bestand").status_code == 404
    _maak(zoeker)
    engine = maak_engine(zoeker.gateway.instellingen.database.url)
    with engine.connect() as verbinding:
        for tabel in (WerkRij, WerkdeelRij):
            assert verbinding.scalar(select(func.count()).select_from(tabel)) == 0
    engine.dispose()


def test_wat_niet_klopt_laat_niets_na_en_wie_te_veel_vraagt_hoort_dat(
    zoeker: Zoeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = len(_lezingen(zoeker))
    koppen = {**zoeker.koppen(AUDIT), **NIET_WACHTEN}
    for vraag, status in (
        ({"periode": PERIODE, "vorm": "exe"}, 400),
        ({"periode": PERIODE, "vorm": "csv", "grootte": 999_999}, 400),
        ({"periode": PERIODE, "vorm": "bewijsbundel", "afzender": "om"}, 404),
    ):
        antwoord = zoeker.gateway.client.vraag("POST", f"/v1{EXPORT}", json=vraag, headers=koppen)
        assert antwoord.status_code == status, antwoord.text
    assert len(_lezingen(zoeker)) == begin
    monkeypatch.setattr("gateway.werkzaamheden.dienst.HOOGSTENS", 1)
    assert HOOGSTENS > 1
    vraag = {"periode": PERIODE, "vorm": "csv"}
    _vraag(zoeker, EXPORT, vraag)
    vol = zoeker.gateway.client.vraag("POST", f"/v1{EXPORT}", json=vraag, headers=koppen)
    assert (vol.status_code, "na een dag" in vol.json()["detail"]) == (409, True)
    assert len(_lezingen(zoeker)) == begin + 1


@pytest.mark.parametrize("moment", ["leg_deel", "rond_af"])
def test_wat_sneuvelt_wordt_afgemaakt_en_het_blad_staat_er_een_keer(
    zoeker: Zoeker, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def niet(_: Werkzaamheden, __: str) -> None:
        """Dit proces komt er niet aan toe."""

    with monkeypatch.context() as weg:
        weg.setattr(Werkzaamheden, "maak", niet)
        werk = _vraag(zoeker, EXPORT, {"periode": PERIODE, "vorm": "csv"})
    pad = f"/werkzaamheden/{werk['id']}"
    assert zoeker.haal(f"{pad}/bestand").status_code == 409
    gelezen = _lezingen(zoeker)
    ander = tmp_path / "ander"
    ander.write_bytes(pickle.dumps((zoeker.gateway.instellingen, zoeker.gateway.klok())))
    gedood = subprocess.run(
        [sys.executable, "-c", _GEDOOD, str(ander), moment],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert gedood.returncode == -signal.SIGKILL, gedood.stderr.decode()
    # Zolang het andere proces het misschien nog heeft, begint niemand eraan.
    _maak(zoeker)
    bezig = zoeker.haal(pad).json()
    assert (bezig["stand"], bezig["resultaat"]) == ("bezig", None)
    zoeker.gateway.klok.vooruit(minutes=2)
    _maak(zoeker)
    klaar = zoeker.haal(pad).json()
    assert (klaar["stand"], klaar["zin"][:6]) == ("klaar", "Klaar:")
    assert zoeker.haal(f"{pad}/bestand").content.count(b"\n") == werk["totaal"] + 1
    assert _lezingen(zoeker) == gelezen


def test_wie_het_laatst_begon_maakt_het_af(zoeker: Zoeker) -> None:
    werk = _vraag(
        zoeker, EXPORT, {"periode": PERIODE, "vorm": "csv"}, Prefer="respond-async, wait=9"
    )
    engine = maak_engine(zoeker.gateway.instellingen.database.url)
    with engine.begin() as verbinding:
        verbinding.execute(update(WerkRij).values(klaar_op=None, poging=7))
    engine.dispose()
    assert zoeker.haal(f"/werkzaamheden/{werk['id']}").json()["stand"] == "bezig"
    _maak(zoeker)
    klaar = zoeker.haal(f"/werkzaamheden/{werk['id']}").json()
    assert klaar["stand"] == "klaar"
    assert zoeker.haal(klaar["resultaat"]).content.count(b"\n") == werk["totaal"] + 1
