"""What the receiver may rely on when it decides again, whoever said yes before it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import given, settings

from shared.convenant.besluit import Besluit
from shared.convenant.poorten.hertoetsing import Eigenkennis, hertoets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_kop
from tests.hulp.omvang import omvang
from tests.property.convenant.mutaties import verzoeken
from tests.property.convenant.naslag import oordeel
from tests.unit.convenant.gevallenbouw import Document, beslis

REGELS = standaard_convenant()
#: Gates whose subject is in the kop alone, or in what the receiver knows itself.
VAN_DE_KOP = {7, 8, 9, 10, 11, 12, 15, 16}


def kennis_van(verzoek: Document) -> Eigenkennis:
    """What a receiver would know of its own, where the gateway told it the truth."""
    kop, toestand = verzoek["kop"], verzoek["toestand"]
    groep = toestand["groep"] or {}
    return Eigenkennis(
        op=datetime.fromisoformat(toestand["nu"].replace("Z", "+00:00")),
        autorisaties={
            wie: a for wie, a in toestand["autorisaties"].items() if a["partij"] == kop["ontvanger"]
        },
        gevraagd=frozenset(
            v["id"]
            for v in groep.get("informatieverzoeken", ())
            if (v["van"], v["aan"]) == (kop["ontvanger"], kop["afzender"])
        ),
        verwijzing=toestand["verwijzing"],
    )


def hertoetst(verzoek: Document, kennis: Eigenkennis | None = None) -> Besluit:
    kop: dict[str, Any] = verzoek["kop"]
    return hertoets(lees_kop(kop, REGELS), kop, REGELS, kennis or kennis_van(verzoek))


@settings(max_examples=omvang(100), deadline=None)
@given(verzoeken(hoogstens=3))
def test_wat_mag_neemt_de_ontvanger_in(verzoek: Document) -> None:
    if beslis(verzoek).toegestaan:
        assert hertoetst(verzoek).redenen == ()


@settings(max_examples=omvang(100), deadline=None)
@given(verzoeken(hoogstens=3))
def test_wat_de_kop_zelf_niet_mag_zeggen_weigert_de_ontvanger_ook(verzoek: Document) -> None:
    kop, toestand = verzoek["kop"], verzoek["toestand"]
    over_de_kop = oordeel(verzoek).moet & VAN_DE_KOP
    if kop["convenant"] == toestand["convenant"]["id"] == REGELS.id and over_de_kop:
        assert not hertoetst(verzoek).toegestaan
