"""Wie toezicht houdt vraagt, leest het verhaal, en rekent het bewijs na zonder opdrachtregel."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from shared.logboek.merkle import bladhash, inclusiebewijs, knoophash, wortel
from shared.portaal.beeld.merkle import reken_na, teken_bewijs
from tests.portaal.kijker import ingelogd
from tests.portaal.zaal import AUDITOR, REGISSEUR, Zaal, csrf_van, log_in, post, tekst_van

_ANDERE_WORTEL = re.compile(r"\n[A-Za-z0-9+/=]{44}\n")
BLADEN = [f"blad {nummer}".encode() for nummer in range(300)]


class _Boom:
    """A log of so many leaves, for the hashes a proof is made of."""

    def __init__(self, grootte: int) -> None:
        self.grootte = grootte

    def hash_van(self, niveau: int, nummer: int) -> bytes:
        if niveau == 0:
            return bladhash(BLADEN[nummer])
        return knoophash(
            self.hash_van(niveau - 1, 2 * nummer), self.hash_van(niveau - 1, 2 * nummer + 1)
        )


@given(st.integers(1, 300), st.data())
def test_elke_stap_komt_uit_op_de_wortel_en_een_veranderd_blad_niet(
    grootte: int, data: st.DataObject
) -> None:
    nummer = data.draw(st.integers(0, grootte - 1))
    boom = _Boom(grootte)
    hashes = inclusiebewijs(nummer, grootte, boom.hash_van)
    echt = wortel(grootte, boom.hash_van)
    goed = reken_na(BLADEN[nummer], nummer, grootte, hashes, echt)
    assert goed.klopt
    assert (goed.stappen[-1].uitkomst if goed.stappen else goed.blad) == echt
    assert f"in {len(hashes)} stappen uit op" in teken_bewijs(goed)

    anders = reken_na(BLADEN[nummer] + b"!", nummer, grootte, hashes, echt)
    assert not anders.klopt
    assert "niet uit op" in teken_bewijs(anders, smal=True)
    if hashes:
        plek = data.draw(st.integers(0, len(hashes) - 1))
        hashes[plek] = sha256(hashes[plek]).digest()
        assert not reken_na(BLADEN[nummer], nummer, grootte, hashes, echt).klopt


def test_van_vraag_naar_verhaal_naar_bewijs(browser: Browser, zaal: Zaal) -> None:
    with ingelogd(browser, zaal, AUDITOR) as (blad, adres):
        assert blad.url == f"{adres}/tien-vragen"
        blad.get_by_role("link", name="Een andere vraag stellen").click()
        blad.get_by_label("Wie gaf").select_option("politie")
        blad.get_by_label("Hoe het afliep").select_option("geweigerd")
        blad.get_by_role("button", name="Zoek in het log").click()
        assert re.fullmatch(rf"{adres}/uitwisselingen\?vraag=[0-9a-f]{{8}}", blad.url)
        assert blad.get_by_text("tegengehouden door de toetsing. Op de stand").is_visible()
        blad.locator(".lijst__kop").get_by_role("link").first.click()
        assert blad.get_by_text("Het mocht niet. Er is niets doorgestuurd.").is_visible()
        assert blad.get_by_text("Zelfde uitkomst").is_visible()
        assert blad.get_by_text("Ja", exact=True).first.is_visible()
        with blad.expect_download() as wacht:
            blad.get_by_role("button", name="Haal het bewijs").click()
        bundel = Path(wacht.value.path())
        kopie = bundel.with_name("bewijs.zip")
        kopie.write_bytes(bundel.read_bytes())
    klaar = subprocess.run(
        [sys.executable, "-m", "shared.cli", "bewijs", "verifieer", str(kopie),
         "--vertrouwen", str(zaal.omgeving.pki.vertrouwen)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in klaar.stderr


@pytest.mark.parametrize(
    ("wijzig", "zegt"),
    [
        (lambda tekst: tekst, "Ja, het log is heel"),
        (
            lambda tekst: re.sub(r"\n[A-Za-z0-9+/=]{44}\n", f"\n{'A' * 43}=\n", tekst, count=1),
            "Nee, het log is niet heel",
        ),
        (lambda _: "zomaar een tekst", "Dit is niet te vergelijken"),
        (lambda tekst: tekst.replace("driehoek.example", "elders.example"), "van een ander log"),
    ],
)
def test_een_bewaarde_stand_zegt_of_er_iets_is_veranderd(
    zaal: Zaal, wijzig: object, zegt: str
) -> None:
    assert callable(wijzig)
    with zaal.ingelogd(AUDITOR) as client:
        pagina = client.get("/logboek").text
        stand = re.search(r"<pre[^>]*>(.*?)</pre>", pagina, re.DOTALL)
        assert stand is not None
        antwoord = post(client, "/logboek", csrf_van(pagina), oud=wijzig(stand[1]))
        assert zegt in tekst_van(antwoord.text)


def test_een_adres_van_een_vraag_zegt_niets_en_is_van_niemand_anders(zaal: Zaal) -> None:
    schuilnummer = "0193aaaa-0000-7000-8000-0000000000b1"
    with zaal.ingelogd(AUDITOR) as een, zaal.ingelogd(AUDITOR) as ander:
        csrf = csrf_van(een.get("/uitwisselingen").text)
        velden = {"van": "01-11-2026", "tot": "31-12-2026", "betrokkene": schuilnummer}
        pad = post(een, "/uitwisselingen", csrf, **velden).headers["location"]
        assert schuilnummer not in pad
        assert "over één schuilnummer" in tekst_van(een.get(pad).text)
        assert "over één schuilnummer" not in tekst_van(ander.get(pad).text)


def test_een_regisseur_komt_het_portaal_van_toezicht_niet_in(zaal: Zaal) -> None:
    with zaal.bezoeker("toezicht") as client:
        binnen = log_in(client, REGISSEUR)
        assert binnen.status_code == 403
        assert "U heeft hier geen toegang" in binnen.text
        assert client.get("/uitwisselingen").headers["location"].startswith("/inloggen")
