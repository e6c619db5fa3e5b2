"""Wat er al stond, staat er na de migratie nog: overleggen, berichten en aanstellingen."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from sqlalchemy import text

from gateway.kern import MIGRATIES
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.overleggen import Overlegregister
from gateway.registers.tabellen import Basis
from gateway.toegang.aanstellingen import Aanstellingregister
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS

OVERLEG = "0193aaaa-0000-7000-8000-000000000a01"
BERICHT = "0193aaaa-0000-7000-8000-000000000a02"
AUDITOR = "0193aaaa-0000-7000-8000-000000000a03"
AANSTELLING = "0193aaaa-0000-7000-8000-000000000a04"
ACCOUNT = "A" * 43
NIEUW = (
    "gateway_0003", "gateway_0004", "gateway_0005", "gateway_0006", "gateway_0007", "overleg_0002",
    "overleg_0003", "uiting_0", "aanstelling_0002",
)  # fmt: skip
BESLUITEN = [f"0193aaaa-0000-7000-8000-000000000b0{nummer}" for nummer in (1, 2, 3)]
OUD = (
    "INSERT INTO partij (code, oin, naam, endpoint, actief, dpia_goedgekeurd) VALUES "
    "('gemeente', '00000099000000020001', 'Voorbeeld', 'https://x.example', true, true)",
    "INSERT INTO groep (id, code, stap, status, toestand, gewijzigd_op) "
    "VALUES (:groep, 'OUD-1', 2, 'actief', '{}', :nu)",
    # Van een ogenblik; het log zegt in welke volgorde.
    *(
        "INSERT INTO groepsbesluit (id, groep, soort, digest, toegepast_op, groep_na) "  # noqa: S608
        f"VALUES ('{besluit}', :groep, 'stap', 'd', :nu, '{{\"stap\": {stap}}}')"
        for besluit, stap in zip(BESLUITEN, (3, 1, 2), strict=True)
    ),
    *(
        "INSERT INTO log_blad (nummer, soort, tijdstip, bladhash, sleutel) VALUES "  # noqa: S608
        f"({nummer}, 'groepsbesluit', :nu, 'h', 'groepsbesluit:{BESLUITEN[plaats]}')"
        for nummer, plaats in ((4, 1), (6, 2), (9, 0))
    ),
    "INSERT INTO overleg (id, partij, groep, soort, locatie, begin, einde, deelnemers, afgelast, "
    "digest, gewijzigd_op) VALUES (:overleg, 'gemeente', :groep, 'structureel', 'gemeente', "
    ":nu, :nu, :deelnemers, false, 'd', :nu)",
    "INSERT INTO bericht (id, digest, handtekening, afzender, ontvanger, soort, groep, besluit, "
    "beslist_op, status) VALUES (:bericht, 'd', 'h', 'gemeente', 'politie', "
    "'informatieverzoek', :groep, 'toegestaan', :nu, 'afgeleverd')",
    "INSERT INTO autorisatie (id, partij, functie, aangewezen, geautoriseerd, geheimhouding, vog, "
    "geldig_tot, account, digest, gewijzigd_op) VALUES (:auditor, 'gemeente', 'auditor', true, "
    "true, true, true, '2028-12-31', :account, 'd', :nu)",
    "INSERT INTO aanstelling (id, versie, autorisatie, van, tot, document, digest, "
    "handtekeningen, voorgelegd_door, voorgelegd_op, stand, bladnummer) VALUES (:aanstelling, 1, "
    ":auditor, '2026-11-01', '2027-04-30', '{}', 'd', '{}', 'gemeente', :nu, 'geldig', 7)",
)


def _zoals_het_was(map_: Path) -> list[Path]:
    """De revisies van voor profiel 2."""
    oud = []
    for nummer, locatie in enumerate(MIGRATIES):
        bestanden = [pad for pad in locatie.glob("*.py") if not pad.name.startswith(NIEUW)]
        if all(pad.name == "__init__.py" for pad in bestanden):
            continue
        doel = map_ / f"revisies{nummer}"
        doel.mkdir()
        for pad in bestanden:
            shutil.copy(pad, doel)
        oud.append(doel)
    return oud


def test_een_oud_overleg_en_een_oud_bericht_zijn_er_nog(databank_url: str, tmp_path: Path) -> None:
    migreer(databank_url, _zoals_het_was(tmp_path))
    engine = maak_engine(databank_url)
    moment = ":nu" if engine.dialect.name == "sqlite" else "CAST(:nu AS timestamptz)"
    waarden = {
        "nu": "2026-11-23T10:00:00.000000Z",
        "groep": GROEP,
        "overleg": OVERLEG,
        "bericht": BERICHT,
        "auditor": AUDITOR,
        "account": ACCOUNT,
        "aanstelling": AANSTELLING,
        "deelnemers": f'["{MEDEWERKERS["gemeente"][0]}"]',
    }
    with engine.begin() as verbinding:
        for opdracht in OUD:
            genoemd = {naam: waarde for naam, waarde in waarden.items() if f":{naam}" in opdracht}
            verbinding.execute(text(opdracht.replace(":nu", moment)), genoemd)
    engine.dispose()
    migreer(databank_url, MIGRATIES, Basis.metadata)
    engine = maak_engine(databank_url)
    with engine.connect() as verbinding:
        overleg = Overlegregister(verbinding).een(OVERLEG)
        assert overleg is not None
        assert (overleg.groepen, overleg.deelnemers) == ((GROEP,), (MEDEWERKERS["gemeente"][0],))
        assert [een.id for een in Overlegregister(verbinding).van_groep(GROEP)] == [OVERLEG]
        groepen = Groepenregister(verbinding)
        assert groepen.besluiten_over(GROEP) == [BESLUITEN[plaats] for plaats in (1, 2, 0)]
        stand = Berichtenregister(verbinding).een(BERICHT)
        assert stand is not None
        assert (stand.aangekomen, stand.uiting, stand.ingetrokken()) == (True, None, False)
        # Voor welk account er toen is getekend weet niemand: zij staat er nog, en opent niets.
        assert Autorisatieregister(verbinding).vast_account(AUDITOR) == ACCOUNT
        aanstellingen = Aanstellingregister(verbinding)
        assert [een.bladnummer for een in aanstellingen.versies(AANSTELLING)] == [7]
        assert aanstellingen.geldig_voor(AUDITOR, ACCOUNT, date(2026, 11, 23)) is None
    engine.dispose()
