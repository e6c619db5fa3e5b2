"""Wie toezicht houdt ziet wat er loopt en tot wanneer, en doet er zelf niets aan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from shared.bericht.tijd import utc_tekst
from shared.cli.hoofd import maak_lezer, main
from shared.cli.toezicht import DienstFout, toon_leesspoor, toon_overzicht
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.incidentwerk import Wacht
from tests.integratie.partij.keten import Keten, draaiende_keten
from tests.integratie.partij.verzoekwerk import GETOOND

#: Eén verzoek om inzage: het OM over ontvangers, de gemeente, het OM en de politie.
KLOKKEN = ["2026-12-21", "2026-12-23", "2027-01-04", "2027-01-04"]


@pytest.fixture(scope="module")
def wacht(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Wacht]:
    map_: Path = tmp_path_factory.mktemp("toezicht")
    with draaiende_keten(
        lambda naam: f"sqlite:///{map_ / naam}.sqlite", uitgever, pki, map_
    ) as keten:
        yield Wacht(keten)


@pytest.fixture(scope="module")
def fg(wacht: Wacht) -> tuple[Klant, str]:
    return wacht.keten.medewerker("politie", "fg")


def regels(klant: Klant, **waar: str) -> list[dict[str, Any]]:
    """De regels in hun volgorde; over pagina's heen."""
    gevonden, cursor = [], ""
    while True:
        pagina = klant.haal(f"/toezichtoverzicht?paginagrootte=3{cursor}")
        gevonden += pagina["regels"]
        if pagina["volgende"] is None:
            break
        cursor = f"&cursor={pagina['volgende']}"
    return [een for een in gevonden if all(een[naam] == wat for naam, wat in waar.items())]


def telling(klant: Klant, rubriek: str) -> dict[str, int]:
    rubrieken = klant.haal("/toezichtoverzicht")["rubrieken"]
    (gevonden,) = [een for een in rubrieken if een.pop("rubriek") == rubriek]
    return dict(gevonden)


def bij_gateway(keten: Keten, alarm: str, wat: str, document: dict[str, Any]) -> None:
    """Een handeling van de politie met een alarm bij de gateway."""

    async def vraag() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=keten.inkomend("politie"), base_url="https://gateway.example"
        ) as client:
            nu = await client.get(f"/v1/alarmen/{alarm}")
            koppen = {"If-Match": nu.headers["etag"]}
            return await client.post(f"/v1/alarmen/{alarm}/{wat}", json=document, headers=koppen)

    antwoord = keten.doe(vraag())
    assert antwoord.status_code == 200, antwoord.text


def alarm_over(keten: Keten, medewerker: str) -> str:
    """De politie meldt dat een medewerker een lokrecord aanraakte."""
    nu = utc_tekst(keten.klok.nu)
    kenmerk = nieuw_id()
    melding = {
        "id": kenmerk, "regel": "lokrecord-geraakt", "onderwerp": medewerker, "begin": nu,
        "einde": nu, "aantal": 1,
    }  # fmt: skip
    keten.doe(keten.bureaus["politie"].uitwisseling.gateway.meld_alarm(melding))
    return kenmerk


def test_elke_klok_van_een_incident_staat_er_en_te_laat_staat_vooraan(
    wacht: Wacht, fg: tuple[Klant, str]
) -> None:
    toezicht, _ = fg
    incident = wacht.meld()["id"]
    lopend = regels(toezicht, onderwerp=incident)
    assert [(een["soort"], een["urgentie"]) for een in lopend] == [("incident-klok", "later")] * 2
    ontdekt = wacht.keten.klok.nu
    assert [een["klok"] for een in lopend] == [
        utc_tekst(ontdekt + timedelta(hours=uren)) for uren in (48, 72)
    ]
    assert {een["pad"] for een in lopend} == {f"/incidenten/{incident}"}
    with wacht.later(hours=49):
        eerste, tweede = regels(toezicht, onderwerp=incident)
        assert (eerste["urgentie"], tweede["urgentie"]) == ("te_laat", "later")
        assert regels(toezicht)[0] == eerste
        geteld = telling(toezicht, "incidenten")
        assert geteld == {"open": 2, "teLaat": 1, "vandaag": 0, "gedaan": 0}
    assert wacht.functionaris["politie"].haal("/toezichtoverzicht") == toezicht.haal(
        "/toezichtoverzicht"
    )
    for wie in (wacht.wijkagent, wacht.keten.medewerker("politie", "auditor")[0]):
        assert wie.vraag("GET", "/toezichtoverzicht").status_code == 403


def test_van_een_verzoek_lopen_de_klokken_van_elke_wet_en_staat_er_niemand(
    wacht: Wacht, fg: tuple[Klant, str]
) -> None:
    toezicht, _ = fg
    verzoek = wacht.functionaris["politie"].maak(
        "/rechtenverzoeken",
        {"recht": "inzage", "ontvangenOp": "2026-11-23", "identiteit": GETOOND,
         "omschrijving": "Sterrin Nooitgedacht vraagt alles over de straat."},
    )["id"]  # fmt: skip
    lopend = regels(toezicht, onderwerp=verzoek)
    assert "Sterrin" not in str(lopend)
    assert [een["uiterlijk"] for een in lopend] == sorted(een["uiterlijk"] for een in lopend)
    beslissen = [een for een in lopend if een["soort"] == "verzoek-beslissen"]
    assert [een["uiterlijk"] for een in beslissen] == KLOKKEN
    (antwoord,) = [een for een in lopend if een["soort"] == "verzoek-antwoorden"]
    assert antwoord["uiterlijk"] == "2026-12-21"
    assert telling(toezicht, "rechtenverzoeken")["open"] == 5


def test_een_alarm_wacht_op_wie_controleert_tot_het_is_afgehandeld(
    wacht: Wacht, fg: tuple[Klant, str]
) -> None:
    keten, (toezicht, wie) = wacht.keten, fg
    alarm = alarm_over(keten, wacht.wijkagent_id)
    (stuk,) = [een for een in toezicht.haal("/werklijst")["werk"] if een["soort"] == "alarm"]
    assert (stuk["onderwerp"], stuk["pad"]) == (alarm, f"/alarmen/{alarm}")
    assert "alarm" in wacht.werk("politie", alarm)
    wijkagent = wacht.wijkagent.haal("/werklijst")["werk"]
    assert "alarm" not in {een["soort"] for een in wijkagent}
    (regel,) = regels(toezicht, rubriek="alarmen")
    assert (regel["onderwerp"], regel["urgentie"]) == (alarm, "geen_dag")
    bij_gateway(keten, alarm, "_overnemen", {"eigenaar": wie})
    (stuk,) = [een for een in toezicht.haal("/werklijst")["werk"] if een["soort"] == "alarm"]
    assert stuk["eigenaar"] == wie, "in behandeling staat er nog, op naam"
    uitkomst = {"uitkomst": "terecht", "toelichting": "Besproken; het was een vergissing."}
    bij_gateway(keten, alarm, "_afhandelen", uitkomst)
    assert "alarm" not in wacht.werk("politie", alarm)
    assert regels(toezicht, rubriek="alarmen") == []


def test_wie_een_alarm_over_zichzelf_heeft_krijgt_het_niet_als_werk(
    wacht: Wacht, fg: tuple[Klant, str]
) -> None:
    toezicht, wie = fg
    alarm = alarm_over(wacht.keten, wie)
    assert alarm not in {een["onderwerp"] for een in toezicht.haal("/werklijst")["werk"]}
    assert "alarm" in wacht.werk("politie", alarm)
    (regel,) = regels(toezicht, onderwerp=alarm)
    assert regel["rubriek"] == "alarmen", "dat het loopt is geen geheim"


# --- op het scherm ---


class _Via(httpx.BaseTransport):
    """De opdracht aan de voorkant van de dienst, met het token van wie haar geeft."""

    def __init__(self, klant: Klant) -> None:
        self._klant = klant

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        pad = request.url.raw_path.decode().removeprefix("/v1")
        inhoud = {"content": request.read(), "headers": {"Content-Type": "application/json"}}
        gekregen = self._klant.vraag(request.method, pad, **(inhoud if request.content else {}))
        return httpx.Response(gekregen.status_code, content=gekregen.content)


def _opdracht(klant: Klant, *argumenten: str) -> None:
    lezer = maak_lezer()
    keuze = lezer.parse_args(
        ["toezicht", *argumenten, "--dienst", "https://politie.example", "--token-bestand", "t"]
    )
    toon = {"overzicht": toon_overzicht, "leesspoor": toon_leesspoor}[keuze.vraag]
    with httpx.Client(transport=_Via(klant), base_url="https://politie.example/v1/") as client:
        toon(client, keuze)


def test_op_het_scherm_staat_een_tabel_met_aantallen(
    wacht: Wacht, fg: tuple[Klant, str], capsys: pytest.CaptureFixture[str]
) -> None:
    toezicht, _ = fg
    incident = wacht.meld()["id"]
    _opdracht(toezicht, "overzicht", "--rubriek", "incidenten")
    regels_op_scherm = capsys.readouterr().out.splitlines()
    (telling,) = [een for een in regels_op_scherm if een.startswith("incidenten: ")]
    verwacht = len(regels(toezicht, rubriek="incidenten"))
    assert telling.startswith(f"incidenten: {verwacht} open")
    assert regels_op_scherm[-1] == f"{verwacht} regels"
    assert incident not in "".join(regels_op_scherm)
    assert any("melden bij de toezichthouder" in een for een in regels_op_scherm)
    with pytest.raises(DienstFout, match="403"):
        _opdracht(wacht.wijkagent, "overzicht")
    with pytest.raises(DienstFout, match="query:rubriek"):
        _opdracht(toezicht, "overzicht", "--rubriek", "verzonnen")


def test_op_het_scherm_staat_wie_wat_las_en_de_vraag_ligt_vast(
    wacht: Wacht, fg: tuple[Klant, str], capsys: pytest.CaptureFixture[str]
) -> None:
    toezicht, wie = fg
    persoon = wacht.functionaris["politie"].maak("/personen", {"naam": "Wim Verzonnen"})["id"]
    wacht.functionaris["politie"].haal(f"/personen/{persoon}")
    vraag = (
        "leesspoor", "--persoon", persoon, "--van", "2026-11-01", "--tot", "2026-11-30", "--reden",
        "Een betrokkene vroeg wie er keek.",
    )  # fmt: skip
    with pytest.raises(DienstFout, match="bevestigdZonderPersonen"):
        _opdracht(toezicht, *vraag)
    _opdracht(toezicht, *vraag, "--zonder-personen")
    scherm = capsys.readouterr().out
    assert "leesPersoon" in scherm
    assert "Wim" not in scherm
    vragen = toezicht.haal("/leesspoor/vragen?paginagrootte=200")["vragen"]
    (gesteld,) = [een for een in vragen if een["persoon"] == persoon]
    assert scherm.splitlines()[-1] == f"{gesteld['aantal']} regels"
    assert gesteld["door"] == wie


@pytest.mark.parametrize(
    ("dienst", "token", "zin"),
    [
        ("http://politie.example", "tok", "https"),
        ("https://politie.example", "", "geen token"),
        ("https://politie.example", None, "t"),
    ],
)
def test_een_opdracht_die_niet_kan_zegt_waarom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dienst: str, token: str | None, zin: str
) -> None:
    pad = tmp_path / "token"
    if token is not None:
        pad.write_text(token, encoding="ascii")
    opdracht = ["toezicht", "overzicht", "--dienst", dienst, "--token-bestand", str(pad)]
    assert main(opdracht) == 2
    assert zin in capsys.readouterr().err
