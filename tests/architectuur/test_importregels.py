"""Wie wat mag importeren. De kaart is docs/architectuur.md.

Een regel wijzigen begint hier; `make kaart` schrijft haar daarna in de README van elke kamer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architectuur.bron import PRODUCT, Bestand, importeert, imports, meld, pythonbestanden

PLATTEGROND = "Zie docs/architectuur.md en de README van de kamer; draai daarna `make kaart`."

# Een kamer van shared en de andere kamers van shared die zij mag kennen.
KAMERS: dict[str, frozenset[str]] = {
    "convenant": frozenset(),
    "tijd": frozenset(),
    "bericht": frozenset({"convenant", "tijd"}),
    "logboek": frozenset({"convenant", "bericht", "opslag"}),
    "bewijsbundel": frozenset({"convenant", "bericht", "logboek", "opslag"}),
    "opslag": frozenset(),
    "kluis": frozenset({"opslag", "tijd"}),
    "web": frozenset({"bericht", "tijd", "opslag", "kluis"}),
    "vrijetekst": frozenset(),
    "partij": frozenset({"convenant", "tijd", "bericht", "opslag", "kluis", "web", "vrijetekst"})
    | {"meldingen", "dataverwerkingen"},
    "bestand": frozenset({"convenant", "tijd", "bericht", "opslag", "kluis", "web", "vrijetekst"})
    | {"meldingen", "alarmen", "dataverwerkingen", "partij"},
    "verzenden": frozenset({"convenant", "tijd", "bericht", "logboek", "opslag", "kluis", "web"})
    | {"meldingen", "dataverwerkingen", "partij", "bestand"},
    "zaak": frozenset({"convenant", "tijd", "bericht", "opslag", "kluis", "web", "vrijetekst"})
    | {"leesbaar", "drukwerk", "partij", "bestand", "verzenden"},
    "innemen": frozenset({"convenant", "tijd", "bericht", "opslag", "kluis", "web"})
    | {"dataverwerkingen", "partij", "bestand", "verzenden", "zaak"},
    "overzicht": frozenset({"convenant", "tijd", "bericht", "logboek", "opslag", "kluis", "web"})
    | {"leesbaar", "meldingen", "partij", "bestand", "verzenden", "zaak"},
    "partijdienst": frozenset({"convenant", "tijd", "bericht", "logboek", "opslag", "kluis", "web"})
    | {"meldingen", "alarmen", "dataverwerkingen"}
    | {"partij", "bestand", "verzenden", "zaak", "innemen", "overzicht"},
    "leesbaar": frozenset(
        {"convenant", "bericht", "logboek", "bewijsbundel", "alarmen", "drukwerk"}
    ),
    "drukwerk": frozenset(),
    "meldingen": frozenset({"bericht", "tijd", "opslag", "web"}),
    "alarmen": frozenset(),
    "cli": frozenset(
        {"convenant", "tijd", "bericht", "logboek", "opslag", "kluis", "web", "verzenden"}
    )
    | {"partijdienst", "bewijsbundel", "dataverwerkingen", "leesbaar", "drukwerk", "alarmen"},
    "dataverwerkingen": frozenset({"convenant", "tijd", "opslag", "web"}),
    "portaal": frozenset({"tijd", "opslag", "web", "logboek", "bewijsbundel"}),
}

# De kamers van shared die de gateway mag kennen: geen van een partij.
GATEWAY = frozenset(
    {"alarmen", "bericht", "bewijsbundel", "convenant", "dataverwerkingen", "leesbaar", "logboek"}
    | {"meldingen", "opslag", "tijd", "vrijetekst", "web"}
)

# Het log op schijf; al het andere van het logboek rekent alleen.
ONZUIVERE_LOGMODULES = frozenset(
    f"shared.logboek.{naam}"
    for naam in (
        "opslag",
        "schrijver",
        "herstel",
        "lezer",
        "beurten.beurt",
        "beurten.achterstand",
        "beurten.wachtrij",
    )
)
# Wat een zuivere module niet nodig heeft: een webraamwerk, een databank, een netwerk.
ONZUIVER = (
    "fastapi", "starlette", "uvicorn", "sqlalchemy", "alembic", "psycopg", "sqlite3",
    "httpx", "httpx_aiohttp", "aiohttp", "urllib.request", "http.client", "http.server", "socket",
)  # fmt: skip


def _kamer(module: str) -> str | None:
    delen = module.split(".")
    return delen[1] if delen[0] == "shared" and len(delen) > 1 else None


def _is_zuiver(module: str) -> bool:
    kamer = _kamer(module)
    return kamer in ("convenant", "tijd", "bericht", "vrijetekst", "alarmen", "bewijsbundel") or (
        kamer == "logboek" and module not in ONZUIVERE_LOGMODULES
    )


def vreemde_top(bestand: Bestand) -> list[str]:
    """Niets importeert services of gateway, en shared kent alleen zichzelf."""
    eigen = bestand.pad.split("/")
    verboden = {"services", "gateway", "frontends", "tests"}
    if eigen[0] in ("shared", "gateway", "services", "frontends"):
        verboden.add("deploy")
    verboden.discard(eigen[0])
    fouten = [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}"
        for gebruik in imports(bestand)
        if any(importeert(gebruik, top) for top in verboden)
    ]
    if eigen[0] == "services" and len(eigen) > 2:
        fouten += [
            f"{bestand.pad}:{gebruik.regel} importeert een andere dienst: {gebruik.module}"
            for gebruik in imports(bestand)
            if importeert(gebruik, "services") and not importeert(gebruik, f"services.{eigen[1]}")
        ]
    return fouten


def vreemd_in_een_portaal(bestand: Bestand) -> list[str]:
    """Een portaal kent alleen wat portalen delen, en zichzelf: gegevens komen over HTTP."""
    eigen = bestand.pad.split("/")
    if eigen[0] != "frontends":
        return []
    return [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}"
        for gebruik in imports(bestand)
        if gebruik.module.split(".")[0] in PRODUCT
        and not importeert(gebruik, "shared.portaal")
        and not importeert(gebruik, f"frontends.{eigen[1]}")
    ]


def vreemde_kamer(bestand: Bestand) -> list[str]:
    """Binnen shared kent een kamer alleen de kamers op haar lijstje, en zo ook de gateway."""
    kamer = _kamer(bestand.module)
    if kamer is None and not bestand.pad.startswith("gateway/"):
        return []
    mag = GATEWAY if kamer is None else KAMERS[kamer] | {kamer}
    return [
        f"{bestand.pad}:{gebruik.regel} importeert shared.{ander}"
        for gebruik in imports(bestand)
        for ander in sorted({k for k in KAMERS if importeert(gebruik, f"shared.{k}")} - mag)
    ]


def in_een_kring(kamers: Mapping[str, Iterable[str]]) -> list[str]:
    """Kamers die elkaar kennen, al is het langs een omweg."""
    try:
        tuple(TopologicalSorter(kamers).static_order())
    except CycleError as kring:
        return [str(een) for een in kring.args[1]]
    return []


def onzuiver(bestand: Bestand) -> list[str]:
    """Een zuivere module importeert geen web, databank of netwerk, ook niet langs een omweg."""
    if _kamer(bestand.module) == "portaal":
        # Van het log kent een portaal alleen wat rekent: de bladen komen over HTTP.
        return [
            f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}, dat niet zuiver is"
            for gebruik in imports(bestand)
            if any(importeert(gebruik, module) for module in ONZUIVERE_LOGMODULES)
        ]
    if not _is_zuiver(bestand.module):
        return []
    fouten = [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}"
        for gebruik in imports(bestand)
        if any(importeert(gebruik, module) for module in ONZUIVER)
    ]
    fouten += [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}, dat niet zuiver is"
        for gebruik in imports(bestand)
        if any(importeert(gebruik, module) for module in ONZUIVERE_LOGMODULES)
    ]
    return fouten


def test_elke_kamer_staat_op_de_lijst() -> None:
    gevonden = {_kamer(bestand.module) for bestand in pythonbestanden("shared")} - {None}
    nieuw = sorted(str(kamer) for kamer in gevonden - KAMERS.keys())
    assert not nieuw, meld(
        f"Nieuwe kamers in shared: schrijf in de plattegrond wat zij mogen kennen en zet ze in "
        f"KAMERS. {PLATTEGROND}",
        nieuw,
    )
    assert gevonden == set(KAMERS), "Een kamer op de lijst bestaat niet meer: haal haar weg."


def test_niets_importeert_een_dienst_of_de_gateway() -> None:
    fouten = [fout for bestand in pythonbestanden(*PRODUCT) for fout in vreemde_top(bestand)]
    assert not fouten, meld(
        "Verhuis wat gedeeld is naar shared; services, gateway en deploy kennen elkaar niet. "
        + PLATTEGROND,
        fouten,
    )


def test_een_portaal_kent_alleen_wat_portalen_delen() -> None:
    fouten = [
        fout for bestand in pythonbestanden("frontends") for fout in vreemd_in_een_portaal(bestand)
    ]
    assert not fouten, meld("Vraag het de dienst over HTTP; een portaal heeft niets.", fouten)


def test_een_kamer_kent_alleen_haar_buren() -> None:
    bestanden = pythonbestanden("shared", "gateway")
    fouten = [fout for bestand in bestanden for fout in vreemde_kamer(bestand)]
    assert not fouten, meld(
        "Geef de waarde door als argument of achter een poort (Protocol) in plaats van de kamer "
        f"te importeren. {PLATTEGROND}",
        fouten,
    )


def ongebruikt(lijst: dict[str, frozenset[str]], bestanden: tuple[Bestand, ...]) -> list[str]:
    """Wat een kamer mag kennen en nergens kent: een deur die niemand gebruikt, gaat dicht."""
    gekend: dict[str, set[str]] = {kamer: set() for kamer in lijst}
    for bestand in bestanden:
        kamer = _kamer(bestand.module) or bestand.pad.split("/")[0]
        gekend.setdefault(kamer, set()).update(
            ander
            for gebruik in imports(bestand)
            for ander in KAMERS
            if importeert(gebruik, f"shared.{ander}")
        )
    return [
        f"{kamer} mag {ander} kennen en doet dat niet"
        for kamer, mag in lijst.items()
        for ander in sorted(mag - gekend[kamer])
    ]


def test_elke_rij_van_de_lijst_wordt_gebruikt() -> None:
    fouten = ongebruikt({**KAMERS, "gateway": GATEWAY}, pythonbestanden("shared", "gateway"))
    assert not fouten, meld("Haal uit de lijst wat niet nodig is.", fouten)


def test_een_ongebruikte_rij_valt_op() -> None:
    bestanden = (Bestand("shared/web/x.py", "from shared.opslag import engine"),)
    assert ongebruikt({"web": frozenset({"opslag"})}, bestanden) == []
    over = ongebruikt({"web": frozenset({"opslag", "kluis"})}, bestanden)
    assert over == ["web mag kluis kennen en doet dat niet"]


def test_kamers_staan_boven_elkaar() -> None:
    kring = in_een_kring(KAMERS)
    assert not kring, meld(f"Deze kamers kennen elkaar over en weer. {PLATTEGROND}", kring)
    assert in_een_kring({"a": ["b"], "b": ["c"], "c": ["a"]})
    assert not in_een_kring({"a": ["b", "c"], "b": ["c"]})


def test_de_kern_is_zuiver() -> None:
    fouten = [fout for bestand in pythonbestanden("shared") for fout in onzuiver(bestand)]
    assert not fouten, meld(
        "De toetsing, het bericht en het zuivere logboek kennen geen web, databank of netwerk: "
        f"zet dit stuk aan de rand. {PLATTEGROND}",
        fouten,
    )


def test_python_jose_staat_op_een_plek() -> None:
    """De bibliotheek is alleen veilig met alles vastgezet; dat kan maar op een plek kloppen."""
    plekken = sorted(
        {
            bestand.pad
            for bestand in pythonbestanden(*PRODUCT)
            for gebruik in imports(bestand)
            if importeert(gebruik, "jose")
        }
    )
    assert len(plekken) <= 1, meld(
        "python-jose hoort in een module; roep die aan. Gebruik voor berichten joserfc.", plekken
    )


def prive_namen(bestand: Bestand) -> list[str]:
    """Namen van het product die met een streepje beginnen."""
    return [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}.{naam}"
        for gebruik in imports(bestand)
        if gebruik.module.split(".")[0] in PRODUCT
        for naam in (*gebruik.module.split("."), *gebruik.namen)
        if naam.startswith("_") and not naam.startswith("__")
    ]


def test_tests_gebruiken_alleen_wat_de_buitenwereld_ook_heeft() -> None:
    fouten = [fout for bestand in pythonbestanden("tests") for fout in prive_namen(bestand)]
    assert not fouten, meld(
        "Toets het gedrag langs een openbare naam, of maak de naam openbaar als hij dat is.", fouten
    )


OVERTREDINGEN = [
    (vreemde_top, "shared/web/x.py", "from gateway.registers.begrippen import Besluit"),
    (vreemde_top, "shared/web/x.py", "import deploy.pki"),
    (vreemde_top, "deploy/x.py", "import services.haven.app"),
    (vreemde_top, "gateway/x.py", "from services import haven"),
    (vreemde_top, "gateway/x.py", "def f():\n    import tests.hulp"),
    (vreemde_top, "services/haven/x.py", "from services.markt import app"),
    (vreemde_top, "services/haven/x.py", "from ..markt import app"),
    (vreemde_top, "deploy/x.py", "from frontends.haven.portaal import HAVEN"),
    (vreemde_top, "frontends/haven/x.py", "import deploy.pki"),
    (vreemd_in_een_portaal, "frontends/haven/x.py", "from shared.partij.dienst import Dienst"),
    (vreemd_in_een_portaal, "frontends/haven/x.py", "from frontends.markt import portaal"),
    (vreemd_in_een_portaal, "frontends/haven/x.py", "from shared import convenant"),
    (vreemde_kamer, "shared/portaal/x.py", "from shared.partij.dienst import Dienst"),
    (vreemde_kamer, "shared/convenant/x.py", "from shared.bericht import jsonvorm"),
    (vreemde_kamer, "shared/convenant/x.py", "from shared import bericht"),
    (vreemde_kamer, "shared/kluis/x.py", "from ..web import app"),
    (onzuiver, "shared/convenant/x.py", "import sqlalchemy.orm"),
    (onzuiver, "shared/bericht/x.py", "from typing import Any\nfrom httpx import Client"),
    (onzuiver, "shared/logboek/merkle.py", "import sqlite3"),
    (onzuiver, "shared/logboek/merkle.py", "from shared.logboek.opslag import blad"),
    (onzuiver, "shared/logboek/nieuw.py", "import sqlalchemy"),
    (onzuiver, "shared/bewijsbundel/blad/x.py", "from shared.logboek import lezer"),
    (onzuiver, "shared/portaal/x.py", "from shared.logboek import lezer"),
    (vreemde_kamer, "gateway/logboek/x.py", "from shared.partij import paginering"),
    (vreemde_kamer, "gateway/logboek/x.py", "from shared.kluis.kluis import Kluis"),
    (vreemde_kamer, "shared/logboek/x.py", "from shared.bewijsbundel.vorm import Dekking"),
    (prive_namen, "tests/x.py", "from shared.kluis.kluis import _als_id"),
    (prive_namen, "tests/x.py", "from shared.kluis._intern import iets"),
]


@pytest.mark.parametrize(("regel", "pad", "tekst"), OVERTREDINGEN)
def test_de_regel_ziet_een_overtreding(regel: object, pad: str, tekst: str) -> None:
    assert callable(regel)
    assert regel(Bestand(pad, tekst))


@pytest.mark.parametrize(
    ("regel", "pad", "tekst"),
    [
        (vreemde_top, "services/haven/x.py", "from services.haven import app\nimport shared.web"),
        (vreemde_top, "services/haven/x.py", "from . import app"),
        (vreemde_top, "shared/web/x.py", "import gatewaydienst"),
        (
            vreemd_in_een_portaal,
            "frontends/haven/x.py",
            "from shared.portaal.portaal import Portaal",
        ),
        (vreemd_in_een_portaal, "frontends/haven/x.py", "from frontends.haven import eigen"),
        (vreemd_in_een_portaal, "services/haven/x.py", "from shared.partij.dienst import Dienst"),
        (vreemde_kamer, "shared/bericht/x.py", "from shared.convenant.verzoek import Kop"),
        (vreemde_kamer, "gateway/x.py", "from shared.web.beschrijving.routes import operatie"),
        (vreemde_kamer, "services/haven/x.py", "from shared.kluis.kluis import Kluis"),
        (onzuiver, "shared/logboek/schrijver.py", "import sqlalchemy"),
        (onzuiver, "shared/bericht/x.py", "import httpxyz"),
        (prive_namen, "tests/x.py", "from shared.kluis.kluis import Kluis, __doc__"),
    ],
)
def test_de_regel_laat_het_goede_met_rust(regel: object, pad: str, tekst: str) -> None:
    assert callable(regel)
    assert regel(Bestand(pad, tekst)) == []
