"""Hoe een onderwerp er van binnen uitziet: wie HTTP kent vraagt de databank niets, en andersom."""

from __future__ import annotations

import ast

import pytest

from tests.architectuur.bron import Bestand, importeert, imports, meld, pythonbestanden

KAMERS = (
    *(
        f"shared/{een}"
        for een in ("partij", "bestand", "verzenden", "zaak", "innemen", "overzicht")
    ),
    "gateway",
    "services",
)
VRAGEN = frozenset({"select", "insert", "update", "delete"})
WEB = ("fastapi", "starlette", "shared.web.problemen", "shared.partij.web.versies")
# Wie het web wel mag kennen, aan zijn naam.
NAMEN = ("router.py", "afhankelijkheden.py", "problemen.py", "/app.py")
EIGEN_WEB = ("shared/partij/web/", "gateway/web/")
# Kamers die nog niet zo ver zijn, en bestanden die er met reden van afwijken. Liever leeg.
VRAAGT_ZELF: dict[str, str] = {}
KENT_HET_WEB: dict[str, str] = {
    "shared/zaak/lijstinzicht/vormen.py": "een vorm die haar eigen versie toont",
    "shared/zaak/lijstinzicht/voorbeelden.py": "een voorbeeld van die vorm",
    "shared/zaak/taken/versie.py": "zegt bij een weigering welke versie er nu is",
    "shared/partij/dienst.py": "biedt routers de dienst aan",
    "shared/partij/onderwerp.py": "noemt de routers van een onderwerp",
    "shared/verzenden/uitwisseling.py": "biedt routers de uitwisseling aan",
    "shared/bestand/toegang/medewerker.py": "leest wie er aanroept",
    "shared/bestand/toegang/weigeringen.py": "legt een geweigerde aanroep vast",
}


def vragen_in_router(bestand: Bestand) -> list[str]:
    """Vragen aan de databank die in een router zijn opgesteld."""
    if not bestand.pad.endswith(("router.py", "/routers.py")) or bestand.pad in VRAAGT_ZELF:
        return []
    return [
        f"{bestand.pad}:{knoop.lineno} {knoop.func.id}"
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Name)
        and knoop.func.id in VRAGEN
    ]


def web_in_onderwerp(bestand: Bestand) -> list[str]:
    """Imports van het web in een bestand dat er niet voor is."""
    in_kamer = bestand.pad.startswith(tuple(f"{kamer}/" for kamer in KAMERS))
    if not in_kamer or bestand.pad in KENT_HET_WEB:
        return []
    if bestand.pad.endswith(NAMEN) or bestand.pad.startswith(EIGEN_WEB):
        return []
    return [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}"
        for gebruik in imports(bestand)
        if any(importeert(gebruik, module) for module in WEB)
    ]


def naam_van_vroeger(bestand: Bestand) -> bool:
    """`modellen` zegt niet of het rijen zijn of vormen: `tabellen.py` en `vormen.py` zeggen dat."""
    return bestand.pad.endswith("modellen.py")


def _gebouwd() -> tuple[Bestand, ...]:
    return pythonbestanden("shared", "gateway", "services")


def test_een_router_vraagt_de_databank_niets() -> None:
    fouten = [fout for bestand in _gebouwd() for fout in vragen_in_router(bestand)]
    assert not fouten, meld("Zet de vraag in `opslag.py` van het onderwerp.", fouten)


def test_alleen_wie_ervoor_is_kent_het_web() -> None:
    fouten = [fout for bestand in _gebouwd() for fout in web_in_onderwerp(bestand)]
    assert not fouten, meld(
        "Gooi een fout van het domein, of zet dit in `router.py` of `afhankelijkheden.py`.", fouten
    )


def test_een_naam_zegt_of_het_rijen_zijn_of_vormen() -> None:
    fouten = [bestand.pad for bestand in _gebouwd() if naam_van_vroeger(bestand)]
    assert not fouten, meld("Noem het `tabellen.py` of `vormen.py`.", fouten)
    assert naam_van_vroeger(Bestand("shared/zaak/taken/taakmodellen.py", ""))
    assert not naam_van_vroeger(Bestand("shared/zaak/taken/vormen.py", ""))


def test_elke_uitzondering_is_nog_nodig() -> None:
    zonder = {een.pad: Bestand("shared/zaak/x/dienst.py", een.tekst) for een in _gebouwd()}
    over = [pad for pad in KENT_HET_WEB if pad not in zonder or not web_in_onderwerp(zonder[pad])]
    router = {een.pad: Bestand("services/x/router.py", een.tekst) for een in _gebouwd()}
    over += [pad for pad in VRAAGT_ZELF if pad not in router or not vragen_in_router(router[pad])]
    assert not over, meld("Deze uitzonderingen zijn niet meer nodig: haal ze weg.", over)


@pytest.mark.parametrize(
    ("pad", "tekst"),
    [
        ("shared/zaak/taken/router.py", "rijen = sessie.scalars(select(TaakRij))"),
        ("services/haven/routers.py", "sessie.execute(delete(Rij).where(Rij.id == id))"),
        ("gateway/zoeken/zoekrouter.py", "def f():\n    return update(Rij)"),
    ],
)
def test_een_vraag_in_een_router_valt_op(pad: str, tekst: str) -> None:
    assert vragen_in_router(Bestand(pad, tekst))
    assert vragen_in_router(Bestand(pad.replace("router", "opslag"), tekst)) == []


@pytest.mark.parametrize(
    ("pad", "tekst"),
    [
        ("shared/zaak/taken/opslag.py", "from fastapi import HTTPException"),
        ("shared/innemen/inname.py", "from shared.web.problemen import ProbleemFout"),
        ("shared/bestand/dossier/dossier.py", "from starlette.requests import Request"),
        ("gateway/toegang/ondertekend.py", "from starlette.requests import Request"),
        ("services/haven/kades/dienst.py", "import fastapi"),
        ("shared/zaak/taken/taken.py", "from shared.partij.web.versies import eis_versie"),
    ],
)
def test_het_web_in_een_onderwerp_valt_op(pad: str, tekst: str) -> None:
    assert web_in_onderwerp(Bestand(pad, tekst))
    assert web_in_onderwerp(Bestand("shared/zaak/taken/router.py", tekst)) == []
    assert web_in_onderwerp(Bestand("shared/web/x.py", tekst)) == []
    assert web_in_onderwerp(Bestand("gateway/web/paginering.py", tekst)) == []
    assert web_in_onderwerp(Bestand("services/haven/app.py", tekst)) == []
