"""Een ingetrokken ondertekeningscertificaat tekent niets meer; wat het eerder tekende blijft."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.cli.hoofd import main
from tests.hulp.certificaten import intrekkingslijst
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import draaiende_gateway

UUR = timedelta(hours=1)


def test_een_ingetrokken_sleutel_tekent_niets_meer(
    pki: Pki, tmp_path: Path, sqlite_url: str, vaste_klok: VasteKlok, net: Net,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    politie, lijst, zip_ = pki.deelnemers["politie"], tmp_path / "crl.pem", tmp_path / "bewijs.zip"
    tekent = politie.ondertekening.certificaat.read_text(encoding="ascii")
    lijst.write_bytes(intrekkingslijst(pki, nu=vaste_klok()))
    tls = {
        "certificaat": pki.deelnemers["gateway"].transport.certificaat,
        "sleutel": pki.deelnemers["gateway"].transport.sleutel,
        "vertrouwen": pki.vertrouwen,
        "intrekkingen": lijst,
    }
    with draaiende_gateway(pki, tmp_path, sqlite_url, vaste_klok, net, tls=tls) as gateway:
        gateway.richt_in()
        vraag = gateway.vraag_informatie()
        goed = gateway.verstuur(gateway.verstrekking(vraag))
        assert goed.status_code == 201, goed.text
        bundel = gateway.post("/v1/bewijsbundels", {"bericht": goed.json()["id"]})
        zip_.write_bytes(bundel.content)
        vaste_klok.vooruit(hours=1)
        lijst.write_bytes(intrekkingslijst(pki, tekent, nu=vaste_klok() - UUR / 2))
        ervoor = len(bladen_van(gateway, "besluit"))
        geweigerd = gateway.verstuur(gateway.verstrekking(vraag))
        assert (geweigerd.status_code, "ingetrokken" in geweigerd.text) == (400, True)
        assert len(bladen_van(gateway, "besluit")) == ervoor

    def verifieer(*opties: str) -> tuple[int, str]:
        opdracht = ["bewijs", "verifieer", str(zip_), "--vertrouwen", str(pki.vertrouwen)]
        uitkomst = main([*opdracht, *opties])
        return uitkomst, "".join(capsys.readouterr())

    uitkomst, tekst = verifieer()
    assert (uitkomst, "--intrekkingen" in tekst) == (0, True)
    uitkomst, tekst = verifieer("--intrekkingen", str(lijst))
    assert (uitkomst, "--intrekkingen" in tekst) == (0, False)
    lijst.write_bytes(intrekkingslijst(pki, tekent, nu=vaste_klok() - 2 * UUR))
    uitkomst, tekst = verifieer("--intrekkingen", str(lijst))
    assert (uitkomst, "[certificaat-ongeldig]" in tekst, "ingetrokken" in tekst) == (1, True, True)
    lijst.write_bytes(b"geen lijst")
    uitkomst, tekst = verifieer("--intrekkingen", str(lijst))
    assert (uitkomst, "geen leesbare CRL" in tekst) == (2, True)
    assert main(["bewijs", "verifieer", str(zip_), "--intrekkingen", str(lijst)]) == 2
