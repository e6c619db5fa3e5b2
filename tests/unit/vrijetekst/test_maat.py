"""De maat van buiten: 400 teksten waarin iemand staat en 400 waarin niemand staat."""

from __future__ import annotations

import re

import pytest

from shared.vrijetekst.detectie import vind
from tests.hulp.maatteksten import Maattekst, lees_maat

MAAT = lees_maat()
VIND_TEN_MINSTE, STOP_TEN_HOOGSTE = 0.97, 0.03
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _aangewezen(tekst: Maattekst) -> bool:
    """Of er een vondst ligt op een plek die de schrijver van de maat merkte."""
    return any(
        vondst.begin < plek.eind and plek.begin < vondst.einde
        for vondst in vind(tekst.tekst)
        for plek in tekst.aanwijzingen
    )


@pytest.mark.parametrize("helften", [("ontwikkeling", "eindmeting"), ("eindmeting",)])
def test_wie_in_een_tekst_staat_wordt_gevonden_en_een_schone_tekst_blijft_staan(
    helften: tuple[str, ...],
) -> None:
    teksten = [tekst for tekst in MAAT if tekst.helft in helften]
    met = [tekst for tekst in teksten if tekst.aanwijzingen]
    zonder = [tekst for tekst in teksten if not tekst.aanwijzingen]
    gevonden = sum(map(_aangewezen, met))
    gestopt = sum(bool(vind(tekst.tekst)) for tekst in zonder)
    print(  # noqa: T201 - de cijfers horen bij de test
        f"{'+'.join(helften)}: gevonden {gevonden}/{len(met)}, "
        f"ten onrechte gestopt {gestopt}/{len(zonder)}"
    )
    assert gevonden >= VIND_TEN_MINSTE * len(met)
    assert gestopt <= STOP_TEN_HOOGSTE * len(zonder)


def test_de_maat_is_wat_zij_zegt_te_zijn() -> None:
    """Vierhonderd om vierhonderd, in drie stemmen, de helft om te meten, niets dubbel."""
    met = [tekst for tekst in MAAT if tekst.aanwijzingen]
    assert len(met) == len(MAAT) - len(met) == 400
    assert sum(tekst.helft == "eindmeting" for tekst in met) == 200
    assert sum(tekst.helft == "eindmeting" for tekst in MAAT) == 400
    assert len({tekst.tekst for tekst in MAAT}) == len(MAAT)
    for stem in ("politie", "gemeente", "jongerenwerk"):
        assert sum(tekst.stem == stem for tekst in met) >= 133
    for tekst in met:
        for plek in tekst.aanwijzingen:
            assert 0 <= plek.begin < plek.eind <= len(tekst.tekst)


def test_in_de_maat_staat_geen_echt_nummer_of_adres() -> None:
    for tekst in MAAT:
        for nummer in re.findall(r"(?<!\d)\d{8,9}(?!\d)", tekst.tekst):
            som = sum(
                gewicht * int(cijfer)
                for gewicht, cijfer in zip(_GEWICHTEN, nummer.zfill(9), strict=True)
            )
            assert som % 11, f"dit kan een burgerservicenummer zijn: {nummer}"
        for adres in re.findall(r"\S+@\S+\.\w+", tekst.tekst):
            assert adres.rstrip(").,:").endswith(".example")
