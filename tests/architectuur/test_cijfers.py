"""De cijfers van de importgraaf: wat een grens is, en of wat er in docs/cijfers.md staat klopt.

`pytest -s tests/architectuur/test_cijfers.py` laat de tabel zien, `make kaart` schrijft haar op.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architectuur import cijfers, graaf
from tests.architectuur.bron import Bestand, meld
from tests.architectuur.graaf import Maat

GEMIDDELDE_HOOGTE = 3.5
"""Hoe hoog een bestand gemiddeld in zijn kamer staat: daaronder is een kamer te overzien."""


@pytest.fixture(scope="module", autouse=True)
def _vergeet_de_graaf() -> Iterator[None]:
    yield
    graaf.vergeet()


def test_geen_pijl_terug_en_geen_kring() -> None:
    regels = cijfers.gemeten()
    print("\n" + cijfers.als_tabel(regels))  # noqa: T201 - met -s te zien
    fouten = [f"{naam}: {regel}" for naam, regel in regels.items() if regel[3] or regel[4]]
    assert not fouten, meld("Draai de import om, of geef de waarde door achter een poort.", fouten)


def test_een_bestand_staat_laag_in_zijn_kamer() -> None:
    gemiddeld = graaf.gemiddelde_hoogte(*graaf.kamergraaf())
    assert gemiddeld < GEMIDDELDE_HOOGTE, (
        "Zet wat velen nodig hebben (een vorm, een constante) apart van wat het gebruikt."
    )


def test_de_cijfers_in_de_documenten_kloppen() -> None:
    staat = cijfers.opgeschreven(cijfers.STUK.read_text(encoding="utf-8"))
    fouten = cijfers.verschillen(staat, cijfers.gemeten())
    assert not fouten, meld("Draai `make kaart` en kijk wat er verschoof.", fouten)


def _graaf(**naar: str) -> dict[str, frozenset[str]]:
    return {een: frozenset(doelen.split()) for een, doelen in naar.items()}


def test_verdiepingen_pijlen_en_kringen_worden_geteld() -> None:
    recht = _graaf(a="", b="a", c="a b")
    assert graaf.hoogten(recht) == {"a": 1, "b": 2, "c": 3}
    assert graaf.meet(recht) == Maat(dozen=3, verdiepingen=3, pijlen=3, terug=0, kringen=0)
    rond = _graaf(a="c", b="a", c="b", d="c")
    assert graaf.kringen(rond) == [["a", "b", "c"]]
    assert graaf.meet(rond) == Maat(dozen=4, verdiepingen=2, pijlen=4, terug=3, kringen=1)


def test_een_pijl_tegen_de_volgorde_is_een_pijl_terug() -> None:
    recht = _graaf(a="", b="a", c="a b")
    assert graaf.meet(recht, {"a": 1, "b": 2, "c": 3}).terug == 0
    assert graaf.meet(recht, {"a": 2, "b": 1, "c": 3}).terug == 1


def test_een_import_van_een_naam_is_een_pijl_naar_haar_bestand() -> None:
    bestanden = (
        Bestand("shared/a/x.py", "from shared.b import y, z\nfrom shared.b.y import Ding"),
        Bestand("shared/a/w.py", "def f():\n    from . import x"),
        Bestand("shared/b/__init__.py", "z = 1"),
        Bestand("shared/b/y.py", "import json"),
    )
    assert graaf.bestandsgraaf(bestanden) == {
        "shared.a.x": frozenset({"shared.b", "shared.b.y"}),
        "shared.a.w": frozenset({"shared.a.x"}),
        "shared.b": frozenset(),
        "shared.b.y": frozenset(),
    }


def test_leeg_en_revisies_tellen_niet_mee() -> None:
    assert not graaf.telt_mee(Bestand("shared/a/__init__.py", '"""Uitleg."""'))
    assert not graaf.telt_mee(Bestand("shared/a/migraties/a_0001.py", "x = 1\ny = 2"))
    assert graaf.telt_mee(Bestand("shared/a/__init__.py", "x = 1\ny = 2"))


def test_een_cijfer_dat_niet_meer_klopt_valt_op() -> None:
    nu = {"het huis": (20, 9, 100, 0, 0, 3.41)}
    assert cijfers.opgeschreven(cijfers.als_tabel(nu)) == nu
    assert cijfers.verschillen({"het huis": (21, 10, 92, 0, 0, 3.3)}, nu) == []
    for anders in ((30, 9, 100, 0, 0, 3.4), (20, 9, 100, 1, 0, 3.4), (20, 9, 100, 0, 0, 2.9)):
        assert len(cijfers.verschillen({"het huis": anders}, nu)) == 1
    assert cijfers.verschillen({}, nu)
