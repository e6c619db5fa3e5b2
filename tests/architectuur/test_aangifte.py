"""Een onderwerp is op één plaats aangegeven: in `onderwerp.py`, en die staat in één rij.

Zo touwt niemand een router, een bron of een map met migraties ergens los vast, en is er niets dat
wel geschreven is en nergens meedoet.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import pytest

from tests.architectuur.bron import Bestand, imports, meld, pythonbestanden

KAMERS = tuple(
    f"shared/{een}/" for een in ("partij", "bestand", "verzenden", "zaak", "innemen", "overzicht")
)
AANGIFTE = "onderwerp.py"
# De rijen waar een aangifte in staat.
RIJEN = ("shared/partijdienst/onderwerpen.py", "partij.py")
BRONNEN = frozenset({"Werkbron", "Tijdlijnbron", "Seinbron", "Meegaand", "alle_rijen"})


def _van_een_partij(bestand: Bestand) -> bool:
    return bestand.pad.startswith((*KAMERS, "services/"))


def _is_aangifte(bestand: Bestand) -> bool:
    return PurePosixPath(bestand.pad).name == AANGIFTE and "Onderwerp" in _aangeroepen(bestand)


def _is_rij(bestand: Bestand) -> bool:
    pad = PurePosixPath(bestand.pad)
    return bestand.pad == RIJEN[0] or (pad.parts[0] == "services" and pad.name == RIJEN[1])


def _aangeroepen(bestand: Bestand) -> set[str]:
    return {
        knoop.func.id
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name)
    }


def draagt(bestand: Bestand) -> Iterator[tuple[str, bool]]:
    """Wat een bestand te bieden heeft, en of meer onderwerpen het mogen gebruiken."""
    for knoop in bestand.boom.body:
        if isinstance(knoop, ast.FunctionDef) and knoop.name.endswith("_router"):
            # Met een argument is het een mal; wie hem vult, geeft hem aan.
            yield knoop.name, bool(knoop.args.args)
        doel, waarde = _toekenning(knoop)
        if doel == "PROBLEMEN" or (doel and _naam_van(waarde) in BRONNEN):
            yield doel, False


def _toekenning(knoop: ast.stmt) -> tuple[str, ast.expr | None]:
    doelen = knoop.targets if isinstance(knoop, ast.Assign) else []
    if isinstance(knoop, ast.AnnAssign):
        doelen = [knoop.target]
    namen = [doel.id for doel in doelen if isinstance(doel, ast.Name)]
    return (namen[0], getattr(knoop, "value", None)) if namen else ("", None)


def _naam_van(waarde: ast.expr | None) -> str:
    if isinstance(waarde, ast.Call) and isinstance(waarde.func, ast.Name):
        return waarde.func.id
    return ""


def _genoemd(aangifte: Bestand) -> Iterator[str]:
    for gebruik in imports(aangifte):
        yield from (f"{gebruik.module}.{naam}" for naam in gebruik.namen)


def niet_eenmaal_aangegeven(bestanden: Iterable[Bestand]) -> list[str]:
    """Routers, bronnen en fouten die geen aangifte noemt, of meer dan een."""
    alle = [bestand for bestand in bestanden if _van_een_partij(bestand)]
    keren = Counter(naam for een in alle if _is_aangifte(een) for naam in _genoemd(een))
    fouten = []
    for bestand in alle:
        for naam, mag_vaker in draagt(bestand):
            aantal = keren[f"{bestand.module}.{naam}"]
            if aantal == 0 or (aantal > 1 and not mag_vaker):
                fouten.append(f"{bestand.pad}: {naam} staat in {aantal} aangiften")
    return fouten


def migraties_niet_eenmaal(bestanden: Iterable[Bestand]) -> list[str]:
    """Mappen met revisies die geen aangifte noemt, of meer dan een."""
    alle = [bestand for bestand in bestanden if _van_een_partij(bestand)]
    mappen = {
        PurePosixPath(een.pad).parent
        for een in alle
        if PurePosixPath(een.pad).parent.name == "migraties"
    }
    keren = Counter(map_ for een in alle if _is_aangifte(een) for map_ in _migratiemappen(een))
    return [
        f"{map_} staat in {keren[map_]} aangiften" for map_ in sorted(mappen) if keren[map_] != 1
    ]


def _migratiemappen(aangifte: Bestand) -> Iterator[PurePosixPath]:
    hier = PurePosixPath(aangifte.pad)
    if 'Path(__file__).parent / "migraties"' in aangifte.tekst:
        yield hier.parent / "migraties"
    if 'Path(__file__).parents[1] / "migraties"' in aangifte.tekst:
        yield hier.parents[1] / "migraties"


def niet_in_een_rij(bestanden: Iterable[Bestand]) -> list[str]:
    """Aangiften die in geen rij staan, of in meer dan een.

    Wat gedeeld is maar niet bij elke partij bestaat, staat bij de partijen die het hebben.
    """
    alle = list(bestanden)
    keren: dict[str, list[str]] = {}
    for rij in filter(_is_rij, alle):
        for gebruik in imports(rij):
            keren.setdefault(gebruik.module, []).append(rij.pad)
    return [
        f"{een.pad} staat in {len(keren.get(een.module, []))} rijen"
        for een in alle
        if _van_een_partij(een)
        and _is_aangifte(een)
        and not _goed_geplaatst(een, keren.get(een.module, []))
    ]


def _goed_geplaatst(aangifte: Bestand, rijen: list[str]) -> bool:
    van_partijen = RIJEN[0] not in rijen and len(set(rijen)) == len(rijen) > 0
    return len(rijen) == 1 or (aangifte.pad.startswith("shared/") and van_partijen)


def _gebouwd() -> tuple[Bestand, ...]:
    return pythonbestanden("shared", "services")


@pytest.mark.parametrize(
    ("regel", "doen"),
    [
        (niet_eenmaal_aangegeven, "Noem dit in de `onderwerp.py` van zijn onderwerp"),
        (migraties_niet_eenmaal, "Noem de map in de `onderwerp.py` van zijn onderwerp"),
        (niet_in_een_rij, f"Zet de aangifte in {RIJEN[0]}, of in de `partij.py` van haar partij"),
    ],
)
def test_elk_onderwerp_is_een_keer_aangegeven(regel: object, doen: str) -> None:
    assert callable(regel)
    fouten = regel(_gebouwd())
    assert not fouten, meld(f"{doen}. Zie docs/recepten.md, 'Een onderwerp'.", fouten)


def _onderwerp(*regels: str, map_: str = "shared/zaak/proef") -> Bestand:
    kop = "from shared.partij.onderwerp import Onderwerp"
    return Bestand(f"{map_}/onderwerp.py", "\n".join([kop, *regels, "ONDERWERP = Onderwerp()"]))


ROUTER = Bestand("shared/zaak/proef/router.py", "def proef_router():\n    pass")
MAL = Bestand("shared/zaak/proef/router.py", "def mal_router(soort):\n    pass")
WERK = Bestand("shared/zaak/proef/werk.py", "PROEF = Werkbron({}, _werk)")
FOUTEN = Bestand("shared/zaak/proef/problemen.py", "PROBLEMEN: tuple[Foutrij, ...] = ()")
REVISIE = Bestand("shared/zaak/proef/migraties/proef_0001.py", "")
NOEMT_ROUTER = "from shared.zaak.proef.router import proef_router"
NOEMT_MAL = "from shared.zaak.proef.router import mal_router"
RIJ = Bestand(RIJEN[0], "from shared.zaak.proef.onderwerp import ONDERWERP as PROEF")


@pytest.mark.parametrize("bestand", [ROUTER, MAL, WERK, FOUTEN])
def test_wat_nergens_is_aangegeven_valt_op(bestand: Bestand) -> None:
    assert niet_eenmaal_aangegeven([bestand, _onderwerp()])


def test_wat_twee_keer_is_aangegeven_valt_op() -> None:
    tweede = _onderwerp(NOEMT_ROUTER, map_="shared/zaak/ander")
    assert niet_eenmaal_aangegeven([ROUTER, _onderwerp(NOEMT_ROUTER)]) == []
    assert niet_eenmaal_aangegeven([ROUTER, _onderwerp(NOEMT_ROUTER), tweede])
    vaker = [_onderwerp(NOEMT_MAL), _onderwerp(NOEMT_MAL, map_="services/haven/gegevens")]
    assert niet_eenmaal_aangegeven([MAL, *vaker]) == []


def test_een_map_met_migraties_hoort_bij_een_onderwerp() -> None:
    noemt = 'PAD = Path(__file__).parent / "migraties"'
    assert migraties_niet_eenmaal([REVISIE, _onderwerp(noemt)]) == []
    assert migraties_niet_eenmaal([REVISIE, _onderwerp()])
    hoger = 'PAD = Path(__file__).parents[1] / "migraties"'
    ook = _onderwerp(hoger, map_="shared/zaak/proef/deel")
    assert migraties_niet_eenmaal([REVISIE, _onderwerp(noemt), ook])


def test_een_aangifte_staat_in_een_rij() -> None:
    partij = Bestand("services/haven/partij.py", RIJ.tekst)
    assert niet_in_een_rij([_onderwerp(), RIJ]) == []
    assert niet_in_een_rij([_onderwerp()])
    assert niet_in_een_rij([_onderwerp(), RIJ, partij])
    # Gedeeld, en bij twee partijen; een eigen onderwerp is van een.
    markt = Bestand("services/markt/partij.py", RIJ.tekst)
    assert niet_in_een_rij([_onderwerp(), partij, markt]) == []
    eigen = _onderwerp(map_="services/haven/proef")
    noemt = "from services.haven.proef.onderwerp import ONDERWERP as PROEF"
    rijen = [Bestand(f"services/{een}/partij.py", noemt) for een in ("haven", "markt")]
    assert niet_in_een_rij([eigen, rijen[0]]) == []
    assert niet_in_een_rij([eigen, *rijen])
    # De vorm van een aangifte is er zelf geen.
    vorm = Bestand("shared/partij/onderwerp.py", "class Onderwerp:\n    pass")
    assert niet_in_een_rij([vorm]) == []
