"""Wie met de uitleg aansluit, maakt berichten die de gateway en de ontvanger lezen.

De voorbeelden in `docs/integratie.md` zijn samen één programma; hier draait het, met sleutels voor
tests, en leest de code wat het maakt.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from shared.bericht.bericht import OntvangenBericht, verifieer
from shared.bericht.inhoud import Inhoud, lees_platte_tekst
from shared.bericht.inhoudlevering import OntvangenInhoud, verifieer_inhoud
from shared.bericht.jsonvorm import jcs, ontb64url
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import vergelijk
from shared.convenant.besluit import Besluit
from shared.convenant.besluiten.groepsbesluit import (
    lees_groepsbesluit,
    ondertekening,
    tekenende_functies,
)
from shared.convenant.poorten.toetsing import toets
from shared.convenant.verzoek import lees_kop, lees_toetsverzoek
from tests.hulp.profiel import WORTEL
from tests.unit.bericht.hulp import (
    NU,
    POLITIE,
    REGELS,
    VANDAAG,
    VECTOREN,
    certificaat,
    ontsleutelaar,
    ontvanger,
    uitgegeven,
    vertrouwen,
)

UITLEG = (WORTEL / "docs" / "integratie.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def programma(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Wat de voorbeelden samen opleveren, van boven naar beneden uitgevoerd."""
    map_ = tmp_path_factory.mktemp("aansluiting")
    eigen = uitgegeven("rsa", POLITIE)
    (map_ / "ondertekening-sleutel.pem").write_bytes(eigen.sleutel_pem)
    (map_ / "ondertekening-certificaat.pem").write_bytes(eigen.pem)
    (map_ / "versleuteling-ontvanger.pem").write_bytes(ontvanger().pem)
    blokken = re.findall(r"```python\n(.*?)```", UITLEG, re.DOTALL)
    assert len(blokken) > 5
    namen: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as daar:
        daar.chdir(map_)
        for blok in blokken:
            exec(compile(blok, "docs/integratie.md", "exec"), namen)  # noqa: S102
    return namen


def _politie() -> Certificaat:
    return certificaat(uitgegeven("rsa", POLITIE))


def _open(jwe: str) -> tuple[str, Inhoud]:
    return lees_platte_tekst(ontsleutel(jwe, ontsleutelaar()))


def _besluit(kop: Mapping[str, Any], verwijzing: Mapping[str, Any] | None = None) -> Besluit:
    """Het besluit in de toestand van de uitwisseling uit het profiel."""
    blad = json.loads(base64.b64decode(VECTOREN["logboek"]["bladen"][1]))
    toestand = {**blad["toestand"], "verwijzing": verwijzing}
    return toets(lees_toetsverzoek({"kop": dict(kop), "toestand": toestand}, REGELS), REGELS)


def test_de_gateway_leest_het_bericht_en_de_ontvanger_de_inhoud(programma: dict[str, Any]) -> None:
    ontvangen = OntvangenBericht.lees(programma["body"], list(programma["koppen"].items()))
    ontvangen.eis_woorden(REGELS)
    verifieer(ontvangen, _politie(), POLITIE.oin, NU, vertrouwen())

    assert ontvangen.inhoud is not None
    gelezen_kop_digest, inhoud = _open(ontvangen.inhoud)
    vergelijk(ontvangen.kop_json, gelezen_kop_digest, inhoud, REGELS, VANDAAG)
    assert _besluit(ontvangen.kop_json).toegestaan


def test_de_voorbeelden_maken_de_uitwisseling_van_het_profiel_na(programma: dict[str, Any]) -> None:
    zout = ontb64url(VECTOREN["zout"])
    document = json.loads(VECTOREN["platteTekst"])
    inhoud = {naam: document[naam] for naam in ("onderdelen", "motivering")}

    assert programma["bind"](VECTOREN["kop"], inhoud, zout) == VECTOREN["kop"]
    plat = programma["platte_tekst"](VECTOREN["kop"], inhoud, zout)
    assert plat == VECTOREN["platteTekst"].encode()
    assert programma["digest"](VECTOREN["body"].encode()) == VECTOREN["headers"]["Digest"]


@pytest.mark.parametrize("naam", ["signaal", "melding", "verbetering"])
def test_elk_ander_bericht_is_wat_zijn_kop_aankondigt(programma: dict[str, Any], naam: str) -> None:
    kop = programma[f"{naam}kop"]
    lees_kop(kop, REGELS)
    plat = programma["platte_tekst"](kop, programma[naam], programma[f"{naam}zout"])
    assert len(plat) % 1024 == 0
    vergelijk(kop, *lees_platte_tekst(plat), REGELS, VANDAAG)


def test_een_melding_aan_de_bron_en_haar_antwoord_mogen(programma: dict[str, Any]) -> None:
    eerder = {
        **{lid: programma["kop"][lid] for lid in ("id", "soort", "afzender", "ontvanger", "groep")},
        "ingetrokken": False,
        "vernietigd": False,
        "onderdelen": [
            {
                "plaats": 0,
                "betrokkene": programma["LID"],
                "categorie": 1,
                "gegevenssoort": "NAW",
                "bron": "politie",
            }
        ],
    }
    assert _besluit(programma["meldingkop"], eerder).toegestaan
    assert _besluit(programma["verbeteringkop"], eerder).toegestaan


def test_een_signaal_mag_in_stap_2(programma: dict[str, Any]) -> None:
    assert _besluit(programma["signaalkop"]).toegestaan


def test_wat_is_gezegd_wordt_bevestigd_en_daarna_geleverd(programma: dict[str, Any]) -> None:
    aankondiging = json.loads(programma["aankondiging"])
    kop = aankondiging["kop"]
    assert aankondiging["inhoud"] is None
    assert _besluit(kop).toegestaan

    for lid in ("bevestiging", "nalevering"):
        koppen = programma[f"{lid}skoppen"]
        assert koppen["Digest"] == digest_header(programma[lid])
        verifieer_digest_handtekening(koppen["Payload-Signature"], koppen["Digest"], _politie())

    koppen = list(programma["naleveringskoppen"].items())
    levering = OntvangenInhoud.lees(programma["nalevering"], koppen, kop["id"])
    verifieer_inhoud(levering, _politie(), POLITIE.oin, NU, vertrouwen())
    vergelijk(kop, *_open(levering.inhoud), REGELS, VANDAAG)


def test_een_partij_tekent_welk_besluit_en_wie_het_nam(programma: dict[str, Any]) -> None:
    aanbod = json.loads(programma["besluitbody"])
    besluit = lees_groepsbesluit(aanbod["besluit"])
    assert tekenende_functies(REGELS.groepsbesluiten[besluit.soort], "politie")

    getekend = aanbod["handtekeningen"]["politie"]
    document = ondertekening(digest_header(jcs(aanbod["besluit"])), getekend["medewerker"])
    verifieer_digest_handtekening(
        getekend["handtekening"], digest_header(jcs(document)), _politie()
    )


def test_de_uitleg_noemt_elke_reden_van_een_geweigerde_ontvangst() -> None:
    rijen = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|$", UITLEG, re.MULTILINE)
    assert dict(rijen) == dict(REGELS.ontvangstredenen)


def test_de_uitleg_noemt_geen_pad_dat_er_niet_is() -> None:
    for pad in re.findall(r"`((?:shared|docs)/[\w./-]+)`", UITLEG):
        assert (WORTEL / pad).exists(), pad
