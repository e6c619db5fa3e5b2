"""De dienst is weg, of wil niet: het portaal zegt wat er gebeurde en wat er bewaard is."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.configuratie import Omgevingspaden, schrijf_configuratie
from deploy.lokaal import lees_lokaal
from frontends.gemeente.portaal import GEMEENTE
from frontends.toezicht.convenant import PAD
from frontends.toezicht.portaal import TOEZICHT
from gateway.openbaar.router import VOORBEELD
from shared.opslag.gereedheid import migreer_alle
from shared.portaal.app import maak_app
from shared.portaal.handvat import maak_handvat, sleutel_voor
from shared.portaal.instellingen import laad_portaalinstellingen
from shared.portaal.opdracht import databanken
from shared.portaal.sessies.sessie import Sessie
from tests.portaal.formulieren import lees_pagina
from tests.portaal.zaal import ZELFDE, in_eigen_lus, tekst_van

GROEP = "0193aaaa-0000-7000-8000-000000000001"
RECHTEN = ["raadplegen", "groepsleden.lezen", "verstrekken"]


class Alleen:
    """A portal whose service is nowhere, with somebody logged in."""

    def __init__(self, config: Path) -> None:
        instellingen = laad_portaalinstellingen(config)
        migreer_alle(databanken(instellingen), meld=lambda _: None)
        self.app = maak_app(GEMEENTE, instellingen)
        self.geheim = secrets.token_bytes(32)
        self.sessie = Sessie("rhea", "Rhea", "regisseur", RECHTEN, "token", "teken", "nu")
        nu = datetime.now(UTC)
        self.sessies = self.app.state.bediening.sessies
        self.sessies.begin(self.geheim, self.sessie, nu, nu + timedelta(hours=1))
        self.kop = ZELFDE
        self.koek = f"__Host-sessie-gemeente={urlsafe_b64encode(self.geheim).rstrip(b'=').decode()}"

    def bewaar(self) -> None:
        self.sessies.bewaar(self.geheim, self.sessie)

    def vraag(self, methode: str, pad: str, **velden: str) -> httpx.Response:
        async def stuur() -> httpx.Response:
            vervoer = httpx.ASGITransport(app=self.app)
            koek = {"cookie": self.koek}
            async with httpx.AsyncClient(transport=vervoer, base_url="https://x.example") as een:
                return await een.request(methode, pad, data=velden or None, headers=koek | self.kop)

        return in_eigen_lus(stuur())


@pytest.fixture
def alleen(tmp_path: Path) -> Alleen:
    lokaal = lees_lokaal()
    nergens = {deel.code: 1 for deel in lokaal.onderdelen}
    nergens |= {een.onderdeel: een.poort for een in lokaal.portalen}
    paden = Omgevingspaden(tmp_path)
    schrijf_configuratie(lokaal.op_poorten(nergens, 1), paden, ondertekening="p256")
    return Alleen(paden.config("portaal-gemeente"))


def test_een_dienst_die_weg_is_heeft_een_zin(alleen: Alleen) -> None:
    antwoord = alleen.vraag("GET", "/werklijst")
    assert antwoord.status_code == 503
    tekst = tekst_van(antwoord.text)
    assert "De dienst antwoordt niet" in tekst
    assert "Verstuurde u net iets? Dan kan dat zijn gelukt." in tekst
    assert "Er is niets verstuurd" not in tekst, "dat weet wie een pagina opent niet"
    assert "Rhea" in tekst, "wie is ingelogd, blijft dat"


def test_ook_een_open_pagina_zegt_dat_zij_nu_niets_kan_laten_zien(
    alleen: Alleen, tmp_path: Path
) -> None:
    config = Omgevingspaden(tmp_path).config("portaal-toezicht")
    alleen.app = maak_app(TOEZICHT, laad_portaalinstellingen(config))
    antwoord = alleen.vraag("GET", PAD)
    assert antwoord.status_code == 503
    assert "Wij kunnen dit nu niet laten zien" in tekst_van(antwoord.text)
    assert "Rhea" not in antwoord.text, "wie hier komt is niemand"
    # Wie meteen daarna komt wacht niet ook nog eens op die dienst.
    terug = httpx.MockTransport(lambda _: httpx.Response(200, json=VOORBEELD))
    klant = httpx.AsyncClient(base_url="https://x.example", transport=terug)
    alleen.app.state.bediening.klanten["gateway"] = klant
    assert alleen.vraag("GET", PAD).status_code == 503


def test_wie_iets_verstuurde_en_geen_antwoord_krijgt_mag_veilig_nog_eens(alleen: Alleen) -> None:
    pad = f"/berichten/{GROEP}/opnieuw"
    antwoord = alleen.vraag("POST", pad, _csrf="teken")
    assert antwoord.status_code == 503
    assert "Opnieuw klikken is veilig" in tekst_van(antwoord.text)


@pytest.mark.parametrize(
    ("methode", "pad", "kop", "velden"),
    [
        ("GET", f"/groepen/{GROEP}", "De dienst antwoordt niet", {}),
        ("POST", "/personen/nieuw", "Kijk eerst of het er al staat", {"naam": "<b>Iemand"}),
        (
            "POST", f"/groepen/{GROEP}/vragen", "Opnieuw klikken is veilig",
            {"wie": "om/iemand", "vraag": "Wat weet u?", "sleutel": "s", "leeg": ""},
        ),
    ],
)  # fmt: skip
def test_zonder_dienst_blijft_staan_wat_iemand_invulde(
    alleen: Alleen, methode: str, pad: str, kop: str, velden: dict[str, str]
) -> None:
    """En wat er gezegd wordt klopt: alleen wat een sleutel heeft kan veilig nog eens."""
    alleen.sessie.rechten = [*RECHTEN, "personen.schrijven", "opvragen"]
    alleen.bewaar()
    antwoord = alleen.vraag(methode, pad, **({"_csrf": "teken"} | velden if velden else {}))
    assert antwoord.status_code == 503
    assert kop in tekst_van(antwoord.text)
    nog = [een for een in lees_pagina(pad, antwoord.text).formulieren if een.pad == pad]
    assert [een.ingevuld(lambda *_: "") for een in nog] == (
        [{"_csrf": ["teken"], **{naam: [een] for naam, een in velden.items()}}] if velden else []
    )


def test_wie_weggaat_voor_zijn_formulier_er_is_laat_geen_fout_achter(alleen: Alleen) -> None:
    kop = {**ZELFDE, "cookie": alleen.koek}
    alles = {
        "type": "http", "method": "POST", "path": "/concept", "query_string": b"",
        "headers": [(naam.encode(), een.encode()) for naam, een in kop.items()],
    }  # fmt: skip
    alleen.sessie.rechten = ["incidenten.melden"]
    alleen.bewaar()
    gezegd: list[Any] = []

    async def weg() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def zeg(bericht: Any) -> None:
        gezegd.append(bericht)

    in_eigen_lus(alleen.app(alles, weg, zeg))
    assert gezegd[0]["status"] == 400


def test_een_scherm_zonder_recht_vraagt_de_dienst_niets(alleen: Alleen) -> None:
    alleen.sessie.rechten = ["raadplegen"]
    alleen.bewaar()
    antwoord = alleen.vraag("GET", f"/groepen/{GROEP}/geven")
    assert antwoord.status_code == 403
    assert "Uw beheerder weet wie het heeft" in tekst_van(antwoord.text)


@pytest.mark.parametrize("pad", ["/groepen/geen-nummer", "/geven/ffffffff", "/%00", "/../etc"])
def test_een_adres_dat_niemand_gaf_is_er_niet(alleen: Alleen, pad: str) -> None:
    assert alleen.vraag("GET", pad).status_code == 404


@pytest.mark.parametrize("tekst", ["5", '"een"', '["te weinig"]', "geen json", "{}"])
def test_een_veld_dat_geen_concept_is_is_een_fout_van_wie_het_stuurt(
    alleen: Alleen, tekst: str
) -> None:
    """Ook als de sessie intussen voorbij is: dan is er niets te bewaren, en logt hij in."""
    alleen.sessie.rechten = ["incidenten.melden"]
    alleen.bewaar()
    veld = maak_handvat(sleutel_voor(alleen.geheim, "handvat"), tekst)
    for concept in (veld, "van een andere sessie", ""):
        assert alleen.vraag("POST", "/concept", _csrf="teken", _concept=concept).status_code == 404
    alleen.sessies.eindig(alleen.geheim)
    terug = alleen.vraag("POST", "/concept", _csrf="teken", _concept=veld)
    assert (terug.status_code, terug.headers["location"]) == (303, "/inloggen?verlopen&naar=%2F")
    assert "set-cookie" not in terug.headers


def test_wie_is_uitgelogd_ziet_nog_een_keer_wat_hij_schreef_en_een_vreemde_pagina_niets(
    alleen: Alleen,
) -> None:
    """Een kort formulier heeft geen concept; zijn tekst staat er om te kopiëren."""
    alleen.sessies.eindig(alleen.geheim)
    velden = {"_csrf": "teken", "reden": "Verhuisd <b>vorige</b> week.", "soort": "wonen"}
    terug = alleen.vraag("POST", "/personen/x/wijzigen", **velden)
    assert terug.status_code == 401
    assert "Er is niets verstuurd" in tekst_van(terug.text)
    assert "readonly>Verhuisd &lt;b&gt;vorige&lt;/b&gt; week.</textarea>" in terug.text
    alleen.kop = {"sec-fetch-site": "cross-site"}
    vreemd = alleen.vraag("POST", "/personen/x/wijzigen", **velden)
    assert (vreemd.status_code, vreemd.text) == (303, "")


@pytest.mark.parametrize(
    ("methode", "pad"),
    [("GET", "/ingelogd-blijven"), ("GET", "/uitloggen"), ("DELETE", "/concept")],
)
def test_ook_wat_een_adres_niet_kan_komt_met_de_koppen_van_elk_antwoord(
    alleen: Alleen, methode: str, pad: str
) -> None:
    antwoord = alleen.vraag(methode, pad)
    assert antwoord.status_code == 404
    assert "default-src 'none'" in antwoord.headers["content-security-policy"]
    assert antwoord.headers["cache-control"] == "no-store"


def test_een_inlog_die_weg_is_heeft_ook_een_zin(alleen: Alleen) -> None:
    antwoord = alleen.vraag("GET", "/inloggen/verder")
    assert antwoord.status_code == 503
    assert "Inloggen lukt nu niet" in tekst_van(antwoord.text)
