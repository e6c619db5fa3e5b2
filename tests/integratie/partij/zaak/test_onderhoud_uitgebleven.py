"""Draait het onderhoud niet, dan blijft liggen wat weg moet; dat hoort wie toezicht houdt (8.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shared.partijdienst.onderdelen import maak_bestandswacht
from shared.partijdienst.onderhoud import draai_onderhoud
from shared.partijdienst.onderhoudswacht import Onderhoudswacht
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld

REGEL = "onderhoud-uitgebleven"


def _alarmen(driehoek: Driehoek, toezicht: Klant) -> list[dict[str, Any]]:
    driehoek.wereld.doe(maak_bestandswacht(driehoek.bureau("om").geheel).ronde())
    alle = toezicht.haal("/alarmen")["alarmen"]
    return [een for een in alle if een["regel"] == REGEL]


def test_een_dag_zonder_onderhoud_is_een_alarm_en_een_beurt_maakt_het_stil(
    gedeelde_driehoek: Wereld,
) -> None:
    driehoek = Driehoek.richt_in(gedeelde_driehoek)
    geheel, klok = driehoek.bureau("om").geheel, gedeelde_driehoek.klok
    toezicht = driehoek.bureau("om").collega("privacyfunctionaris")[0]
    toen = klok.nu
    wacht = Onderhoudswacht(geheel.dienst)
    gedeelde_driehoek.doe(draai_onderhoud(geheel, timedelta(minutes=15)))
    klok.vooruit(hours=26)
    assert not wacht.kijk(), "een dag en wat speling"
    klok.vooruit(minutes=1)
    assert wacht.kijk()
    assert wacht.kijk(), "nog steeds, en het staat er maar een keer"
    (alarm,) = _alarmen(driehoek, toezicht)
    assert (alarm["per"], alarm["onderwerp"], alarm["ernst"]) == ("partij", "om", "hoog")
    # Een nieuw proces weet het nog: de laatste beurt staat in het bestand.
    klok.vooruit(hours=25)
    assert Onderhoudswacht(geheel.dienst).kijk()
    assert len(_alarmen(driehoek, toezicht)) == 2
    gedeelde_driehoek.doe(draai_onderhoud(geheel, timedelta(minutes=15)))
    assert not wacht.kijk()
    klok.nu = toen
