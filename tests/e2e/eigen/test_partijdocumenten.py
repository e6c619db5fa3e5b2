"""Wie de gateway heeft, leest niets en plant niets, en elke partij ziet het.

De aanval van de beveiligingsproef: rijen over de partijen gewijzigd, en een certificaat van
dezelfde CA. Ook adres, DPIA en getuige zijn zulke rijen. En wat een partij wel zelf wijzigt, hoort
ieder.
"""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.klant import Klant
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from shared.bericht.bericht import verzegel
from shared.bericht.fouten import VersleutelingOngeldig
from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.jws import lees_kop
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.sleutels.versleuteling import ontsleutel
from tests.e2e.aanvallen import Aanvaller, Doelwit, Poging, deel
from tests.e2e.bewijs import haal_bundel, verifieer
from tests.e2e.conftest import SNEL, draaiend
from tests.e2e.kantoor import ANALIST, REGISSEUR, Wie, wacht_tot
from tests.e2e.kantoor import deel as onderdeel
from tests.e2e.overname import OIN, Indringer
from tests.e2e.storing import zonder
from tests.e2e.verloop import NAAR_GEMEENTE, Verloop
from tests.e2e.wereld import Wereld

PARTIJEN = ("gemeente", "politie", "om")
REGEL = "partij-niet-van-haar"


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Verloop]:
    """Een groep in stap 2 met een vraag van de gemeente; elke partij heeft de andere al gezien."""
    map_ = tmp_path_factory.mktemp("overgenomen") / "omgeving"
    shutil.copytree(lege_omgeving, map_)
    extra = {**SNEL, "limieten": {**SNEL["limieten"], "log_volgen_seconden": 0.5}}
    with draaiend(Omgeving(map_, vrije_poorten(lees_lokaal()), extra=extra)) as wereld:
        zaak = wereld.zaak()
        stand = Verloop(wereld, zaak, geboren=wereld.geboren(16))
        stand.bij["politie", "lid"] = wereld.persoon(ANALIST, "Bram Proefman")
        zaak.lid(ANALIST, stand.bij["politie", "lid"])
        stand.berichten["vraag"] = {"id": zaak.vraag(REGISSEUR, ANALIST)}
        for partij in PARTIJEN:
            wacht_tot(
                lambda partij=partij: (
                    {een["partij"] for een in _gelezen(wereld, partij)} == set(PARTIJEN)
                ),
                f"{partij} heeft gezien wat de partijen over zichzelf zeggen",
            )
        yield stand


@pytest.fixture
def indringer(stand: Verloop, tmp_path: Path) -> Indringer:
    return Indringer(stand.wereld, tmp_path)


def _beheer(wereld: Wereld, partij: str) -> Klant:
    return wereld.als(Wie(partij, wereld.omgeving.lokaal.beheerder(partij).functie))


def _alles(wereld: Wereld, partij: str) -> dict[str, Any]:
    gevonden: dict[str, Any] = _beheer(wereld, partij).haal("/partijdocumenten")
    return gevonden


def _gelezen(wereld: Wereld, partij: str) -> list[dict[str, Any]]:
    """De documenten waar deze partij nu op afgaat."""
    return [een for een in _alles(wereld, partij)["partijdocumenten"] if een["geldt"]]


def _van(wereld: Wereld, partij: str, over: str) -> dict[str, Any]:
    return next(een for een in _gelezen(wereld, partij) if een["partij"] == over)


def _wacht_op_alarm(wereld: Wereld, *over: str) -> None:
    """Elke partij zag het, in haar eigen bestand en als alarm."""
    for partij in PARTIJEN:
        wacht_tot(
            lambda partij=partij: {
                een["partij"] for een in _alles(wereld, partij)["afwijkingen"]
            } >= set(over),
            f"{partij} ziet wat er over {over} niet klopt",
        )  # fmt: skip
        controleur = wereld.als(Wie(partij, "privacyfunctionaris"))
        wacht_tot(
            lambda controleur=controleur: {
                een["onderwerp"] for een in controleur.haal("/alarmen")["alarmen"]
                if een["regel"] == REGEL
            } >= set(over),
            f"{partij} heeft een alarm over {over}",
        )  # fmt: skip


def _opdracht(stand: Verloop) -> dict[str, Any]:
    delen = [onderdeel(stand.bij["politie", "lid"], "NAW", NAAR_GEMEENTE)]
    vraag = stand.berichten["vraag"]["id"]
    return stand.zaak.opdracht(REGISSEUR, delen, reactie_op=vraag)


def test_wie_de_rij_van_de_gemeente_vervangt_leest_geen_verstrekking(
    stand: Verloop, indringer: Indringer
) -> None:
    wereld = stand.wereld
    with (
        indringer.luistert() as adres,
        indringer.vervangen(gemeente=indringer.als("gemeente", adres)),
    ):
        _wacht_op_alarm(wereld, "gemeente")
        gestuurd = wereld.als(ANALIST).stuur("/verstrekkingen", _opdracht(stand))
        wacht_tot(lambda: indringer.afgeleverd, "de gateway leverde bij de indringer af")
        jwe = indringer.afgeleverd[-1]["inhoud"]
        paar = wereld.omgeving.pki.deelnemers["gemeente"].versleuteling
        assert paar is not None
        echt = Certificaat.uit_pem(paar.certificaat.read_bytes())
        assert lees_kop(jwe.split(".")[0])["x5t#S256"] == echt.x5t_s256
        with pytest.raises(VersleutelingOngeldig):
            ontsleutel(jwe, indringer.ontsleutelaar)
        wacht_tot(
            lambda: (
                wereld.als(ANALIST).haal(f"/verstrekkingen/{gestuurd['id']}")["status"]
                == "bewijs_onvoldoende"
            ),
            "de politie gelooft de handtekening van de indringer niet",
        )
        for partij in PARTIJEN:
            assert _van(wereld, partij, "gemeente")["oin"] != OIN


def test_wie_de_rij_van_de_politie_vervangt_plant_geen_politiegegeven(
    stand: Verloop, indringer: Indringer
) -> None:
    """Hij levert zelf af, met de sleutels van de gateway, wat hij als politie tekende."""
    wereld = stand.wereld
    voor = wereld.alles(REGISSEUR, "/ontvangen-gegevens", "ontvangenGegevens")
    met_zijn_sleutels = indringer.als("politie", wereld.omgeving.lokaal.onderdeel("politie").url)
    with indringer.vervangen(politie=met_zijn_sleutels):
        _wacht_op_alarm(wereld, "politie")
        antwoord = _lever_af(stand, indringer)
        assert antwoord.status_code == 200, antwoord.text
        ontvangst = antwoord.json()
        assert (ontvangst["status"], ontvangst["reden"]) == ("geweigerd", "HANDTEKENING")
    na = wereld.alles(REGISSEUR, "/ontvangen-gegevens", "ontvangenGegevens")
    assert na == voor


def _lever_af(stand: Verloop, indringer: Indringer) -> httpx.Response:
    wereld, pki = stand.wereld, stand.wereld.omgeving.pki
    lid = next(iter(stand.zaak.leden(ANALIST)))
    wat = deel(lid, "NAW", NAAR_GEMEENTE, leeftijdsklasse="16-17")
    leden = {"in_reactie_op": stand.berichten["vraag"]["id"]}
    poging = Poging("verstrekking", ANALIST, REGISSEUR, [wat], stap=2, leden=leden)
    doelwit = Doelwit(stand, stand.zaak, stand.zaak)
    kop, inhoud = Aanvaller(doelwit).stel_op(poging, wereld.autorisatie(ANALIST))
    paar = pki.deelnemers["gemeente"].versleuteling
    assert paar is not None
    jwe = verzegel(kop, inhoud, Certificaat.uit_pem(paar.certificaat.read_bytes()))
    body = json.dumps({"kop": kop, "inhoud": jwe}, ensure_ascii=False).encode()
    digest, nu = digest_header(body), datetime.now(UTC)
    eigen = pki.deelnemers["gateway"]
    gateway = BestandsOndertekenaar.uit_pem(
        eigen.ondertekening.sleutel.read_bytes(), eigen.ondertekening.certificaat.read_bytes()
    )
    besluit = GatewayBesluit(kop["id"], digest, "gemeente", "toegestaan", 10_000, nu)
    tls = ssl.create_default_context(cafile=str(pki.vertrouwen))
    tls.load_cert_chain(eigen.transport.certificaat, eigen.transport.sleutel)
    koppen = {
        "Content-Type": "application/json",
        "Digest": digest,
        "Payload-Signature": onderteken_digest(indringer.tekenaar, digest, nu),
        "Gateway-Besluit": onderteken_gateway_besluit(gateway, besluit),
    }
    adres = f"{wereld.omgeving.lokaal.onderdeel('gemeente').url}/v1/ontvangsten"
    return httpx.post(adres, content=body, headers=koppen, verify=tls, trust_env=False)


@pytest.mark.parametrize(
    ("lid", "waarde"),
    [
        ("endpoint", "https://indringer.example"),
        ("dpia", None),
        ("getuige", "indringer.example/getuige+00000000+BAAA"),
        ("actief", False),
    ],
)
def test_ook_adres_dpia_en_getuige_zijn_van_de_partij_zelf(
    stand: Verloop, indringer: Indringer, lid: str, waarde: object
) -> None:
    wereld = stand.wereld
    voor = {partij: _van(wereld, partij, "om") for partij in PARTIJEN}
    gezien = {partij: len(_over(wereld, partij, "om")) for partij in PARTIJEN}
    with indringer.vervangen(om=indringer.erachter("om", **{lid: waarde})):
        for partij in PARTIJEN:
            wacht_tot(
                lambda partij=partij: len(_over(wereld, partij, "om")) > gezien[partij],
                f"{partij} ziet dat het om dit niet zei",
            )
        _wacht_op_alarm(wereld, "om")
        assert {partij: _van(wereld, partij, "om") for partij in PARTIJEN} == voor


def _over(wereld: Wereld, partij: str, over: str) -> list[dict[str, Any]]:
    return [een for een in _alles(wereld, partij)["afwijkingen"] if een["partij"] == over]


def test_wat_een_partij_zelf_wijzigt_hoort_ieder_en_kan_een_ander_weigeren(
    stand: Verloop, tmp_path: Path
) -> None:
    wereld = stand.wereld
    eerder = _van(wereld, "politie", "om")["versie"]
    _wijzig_om(wereld, "--dpia", "geen")
    with zonder(wereld, "gateway"):
        """De gateway laadt het bij een start."""
    for partij in PARTIJEN:
        nieuw = wacht_tot(
            lambda partij=partij: next(
                (een for een in _gelezen(wereld, partij)
                 if (een["partij"], een["versie"]) == ("om", eerder + 1)), None,
            ),
            f"{partij} ziet het nieuwe document",
        )  # fmt: skip
        assert (nieuw["wijzigingen"], nieuw["dpia"]) == (["dpia"], None)
    weiger = f"/partijdocumenten/om/{eerder + 1}"
    _beheer(wereld, "politie").stuur(f"{weiger}/_weiger", {"reden": "Gebeld: dit klopt niet."})
    assert _van(wereld, "politie", "om")["versie"] == eerder
    assert _van(wereld, "gemeente", "om")["versie"] == eerder + 1
    _beheer(wereld, "politie").stuur(f"{weiger}/_aanvaard", {"reden": "Toch nagevraagd: klopt."})
    assert _van(wereld, "politie", "om")["versie"] == eerder + 1
    _controleer_bundel(wereld, tmp_path)


def _wijzig_om(wereld: Wereld, *wat: str) -> None:
    paar = wereld.omgeving.pki.deelnemers["om"].ondertekening
    opdracht = [
        sys.executable, "-m", "shared.cli", "partijdocument", "volgende",
        str(wereld.omgeving.paden.partijbestand("om")), "--sleutel", str(paar.sleutel),
        "--certificaat", str(paar.certificaat), *wat,
    ]  # fmt: skip
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr


def _controleer_bundel(wereld: Wereld, map_: Path) -> None:
    """De auditor weet zelf wie de partijen zijn; een ander OIN valt door de mand."""
    eerste = {"bladnummers": list(range(2 * len(PARTIJEN) + 1))}
    bundel = haal_bundel(wereld, eerste, map_ / "bewijs.zip")
    pins = {deel.code: deel.oin for deel in wereld.omgeving.lokaal.partijen}
    klaar = verifieer(bundel, *_opties(pins))
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert all(f"{code}: OIN {oin}" in klaar.stdout for code, oin in pins.items())
    zonder_pins = verifieer(bundel)
    assert "--partij CODE=OIN" in zonder_pins.stdout
    vals = verifieer(bundel, *_opties({**pins, "om": OIN}))
    assert vals.returncode == 1
    assert "partij-klopt-niet" in vals.stdout


def _opties(pins: dict[str, str]) -> list[str]:
    return [deel for code, oin in pins.items() for deel in ("--partij", f"{code}={oin}")]
