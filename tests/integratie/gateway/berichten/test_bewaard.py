"""Wat er bij de gateway blijft: verwijzingen, codes, dagen en handtekeningen; nooit een zin."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData, make_url, select

from deploy.pki import Pki
from gateway.toegang.toegang import account_van
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.bladen import Bladsoort
from shared.opslag.engine import maak_engine
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.aanstellen import beeindig, stel_aan
from tests.integratie.gateway.controle import lees_log
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, SCHUILNAAM, autorisatie
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway

REGELS = standaard_convenant()
AUDITOR, SUB = "0193aaaa-0000-7000-8000-0000000000a1", "auditor@toezicht.example"
VORMEN = re.compile(
    r"""[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}          # een verwijzing
      | SHA-256=[A-Za-z0-9+/]{43}=                          # een digest
      | [A-Za-z0-9_-]{43} | [0-9a-f]{64}                    # een hash
      | \d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?             # een dag of een moment
      | [A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+                    # een handtekening
      | \d+(\.\d+)*((,|\ en)\ \d+(\.\d+)*)*               # artikelen van het convenant
      | \d{20} | RTM-\d{4}-\d{3} | rotterdam-groepsaanpak-2019 | \d+\.\d+\.\d+
    """,
    re.VERBOSE | re.ASCII,
)
UIT_HET_CONVENANT = ("uitleg", "tekst")
"""Zinnen in een besluit: elk besluit wordt na de test uit zijn blad opnieuw genomen."""
VAN_ONZELF = {"configuratie", "partij"}
"""Instellingen van de gateway, en de naam en het adres van een organisatie."""


@pytest.fixture
def gevuld(
    pki: Pki, tmp_path: Path, ingericht_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Een gateway waar van alles is gebeurd, ook wat niet mocht."""
    with (
        draaiende_uitgever() as uitgever,
        draaiende_gateway(
            pki, tmp_path, ingericht_url, vaste_klok, net, oidc=uitgever.oidc(), migreren=False
        ) as gateway,
    ):
        _laat_gebeuren(gateway, uitgever)
        yield gateway


def _laat_gebeuren(gateway: Opstelling, uitgever: Uitgever) -> None:
    account = account_van(uitgever.url, SUB)
    gateway.zet_autorisatie(
        AUDITOR, autorisatie("gemeente", "auditor", account=account), "gemeente"
    )
    aangesteld = stel_aan(gateway, AUDITOR)
    verzoek = gateway.vraag_informatie()
    gateway.verstuur(gateway.verstrekking(verzoek))
    gateway.verstuur(gateway.verstrekking(None))
    kop = {"Authorization": f"Bearer {uitgever.token(SUB)}"}
    periode = {"van": "2026-11-01T00:00:00Z", "tot": "2026-12-31T00:00:00Z"}
    for pad, vraag in (
        ("/v1/uitwisselingen/_zoek", {"periode": periode, "soort": "verstrekking"}),
        ("/v1/uitwisselingen/_exporteer", {"periode": periode, "vorm": "csv", "groep": GROEP}),
        ("/v1/bewijsbundels", {"bericht": verzoek}),
    ):
        assert gateway.post(pad, vraag, als=None, **kop).status_code == 200
    assert gateway.haal("/v1/logboek/bladen/0", als=None, **kop).status_code == 200
    gateway.klok.vooruit(hours=1)
    gateway.post("/v1/uitwisselingen/_zoek", {"periode": periode}, als=None, **kop)
    assert beeindig(gateway, aangesteld, "om").status_code == 200


def _codes(deel: object) -> Iterator[str]:
    """Elke naam en elke waarde zonder spatie in het convenantbestand."""
    if isinstance(deel, dict):
        for naam, waarde in deel.items():
            yield naam
            yield from _codes(waarde)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _codes(waarde)
    elif isinstance(deel, str):
        yield deel


def _teksten(deel: object, pad: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Elke tekst in een blad, met de namen waaronder zij staat; een ontvangst is zelf JSON."""
    if isinstance(deel, dict):
        for naam, waarde in deel.items():
            yield (*pad, "namen"), naam
            yield from _teksten(waarde, (*pad, naam))
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _teksten(waarde, pad)
    elif isinstance(deel, str) and pad[-1:] == ("ontvangst",):
        yield from _teksten(json.loads(deel), pad)
    elif isinstance(deel, str):
        yield pad, deel


def test_geen_blad_bevat_iets_dat_iemand_zelf_schreef(gevuld: Opstelling) -> None:
    bladen = lees_log(gevuld)
    bekend = set(_codes(tomllib.loads(REGELS.bron.decode()))) | set(Bladsoort) | _EIGEN
    anders = [
        (blad["soort"], pad, tekst)
        for blad in bladen
        if blad["soort"] not in VAN_ONZELF
        for pad, tekst in _teksten(blad)
        if pad[-1] not in (*UIT_HET_CONVENANT, "namen")
        and tekst not in bekend
        and not VORMEN.fullmatch(tekst)
    ]
    assert anders == []
    assert {blad["soort"] for blad in bladen} >= {
        "besluit", "bevestiging", "groepsbesluit", "autorisatie", "raadpleging", "convenant",
    }  # fmt: skip
    assert any(blad.get("besluit", {}).get("redenen") for blad in bladen)
    assert SCHUILNAAM in json.dumps(bladen)


_EIGEN = {
    "toegestaan", "geweigerd", "aanvaard", "onbereikbaar", "feit", "oordeel", "eigen",
    "ontvangen", "actief",
    "blad", "bericht", "export", "csv", "leesreeks", "leesreeks-einde",
}  # fmt: skip
"""Woorden van het profiel zelf: hoe iets afliep, en wat er werd gelezen."""


def test_wat_er_in_een_bericht_stond_staat_nergens_bij_de_gateway(gevuld: Opstelling) -> None:
    """Niet in een tabel en niet in het bestand; een pseudoniem met zijn soorten staat er wel."""
    engine = maak_engine(gevuld.instellingen.database.url)
    try:
        with engine.connect() as verbinding:
            tabellen = MetaData()
            tabellen.reflect(verbinding)
            rijen = {
                naam: repr(
                    [tuple(map(_als_tekst, rij)) for rij in verbinding.execute(select(tabel))]
                )
                for naam, tabel in tabellen.tables.items()
            }
    finally:
        engine.dispose()
    alles = "".join(rijen.values()) + _bestanden(gevuld)
    assert [zin for zin in WAT_ER_WERD_GESTUURD if zin in alles] == []
    assert {naam for naam, tekst in rijen.items() if BETROKKENE in tekst} >= {
        "log_blad", "uitwisseling", "zoekterm",
    }  # fmt: skip


WAT_ER_WERD_GESTUURD = (
    "Kruimel", "Nooitgedacht", "Nergensstraat", "2010-02-03", "verzonnen meldingen",
    "Wat is er bekend", SUB,
)  # fmt: skip


def _als_tekst(waarde: object) -> object:
    return waarde.decode("utf-8", "replace") if isinstance(waarde, bytes) else waarde


def _bestanden(gateway: Opstelling) -> str:
    """Bij SQLite ook wat de databank nog niet heeft opgeruimd."""
    pad = make_url(gateway.instellingen.database.url).database or ""
    bestanden = [Path(pad + eind) for eind in ("", "-wal") if Path(pad + eind).is_file()]
    return "".join(een.read_bytes().decode("utf-8", "replace") for een in bestanden)
