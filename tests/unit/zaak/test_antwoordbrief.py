"""Het antwoord op papier leest als een brief: geen code van het convenant staat erin."""

from __future__ import annotations

from shared.convenant.regels.laden import standaard_convenant
from shared.zaak.verzameling.antwoordvormen import VOORBEELD, AntwoordUit
from shared.zaak.verzameling.brief import stel_brief_op
from tests.hulp.klok import VasteKlok


def test_wat_iemand_krijgt_staat_er_in_woorden() -> None:
    regels = standaard_convenant()
    partij = next(iter(regels.partijen))
    gronden = sorted({een.code for rij in regels.grondslagregels.values() for een in rij.values()})
    afschrift = {
        "persoon": {"naam": "Zwaan Verdicht"},
        "verstrekt": [
            {
                "grondslag": grond,
                "gegevenssoort": soort,
                "doel": doel,
                "partij": partij,
                "op": "2026-11-23T10:00:00Z",
            }
            for grond, soort, doel in zip(
                gronden, sorted(regels.gegevenssoorten), sorted(regels.doelen) * 9, strict=False
            )
        ],
    }
    antwoord = AntwoordUit.model_validate(
        {**VOORBEELD, "behandeldDoor": partij, "verteldAan": [], "ontvangers": [], "delen": []}
    )
    brief = stel_brief_op(regels, antwoord, afschrift, VasteKlok().nu, van=partij)
    tekst = str(brief.afdelingen)
    assert len(afschrift["verstrekt"]) > 3
    for rij in afschrift["verstrekt"]:
        codes = {rij[een] for een in ("grondslag", "gegevenssoort", "doel")}
        assert not {code for code in codes if f" {code}" in tekst}, rij
    assert "art. 16 lid 1 onder b, 2° Wpg" in tekst
