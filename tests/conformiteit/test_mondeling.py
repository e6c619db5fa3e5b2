"""Wat wordt gezegd: eerst beslist, dan gezegd, dan geleverd."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import AFWEGING, Bericht, inhoud_bij, onderdeel
from tests.conformiteit.buitenstaander import MOTIVERING, Buitenstaander
from tests.conformiteit.controle import controleer_ontvangst
from tests.conformiteit.probleem import eis_probleem, fouten, poorten

GROND = {"gemeente": "WPG16_1_B_2", "om": "WPG16_1_A_2"}


def _zeg(
    buiten: Buitenstaander,
    groep: str,
    uiting: str | None,
    naar: str,
    lid: str,
    **anders: Any,
) -> Bericht:
    """What the politie would say about a member, to one of those who hear it."""
    leden = {
        "onderdelen": [onderdeel(lid, "NAW", grondslag=GROND[naar])],
        "doel": "D1",
        "afweging": AFWEGING,
        "kanaal": "telefoon",
        "uiting": uiting,
        **anders,
    }
    inhoud = inhoud_bij(leden, MOTIVERING)
    return buiten.bericht("verstrekking", "politie", naar, groep, inhoud, gezegd=True, **leden)


def _stand(buiten: Buitenstaander, uiting: str, partij: str = "politie") -> dict[str, Any]:
    antwoord = buiten.als(partij).get(f"/v1/uitingen/{uiting}")
    assert antwoord.status_code == 200, antwoord.text
    stand: dict[str, Any] = antwoord.json()
    return stand


@pytest.fixture
def uiting() -> str:
    return profiel.uuid7()


def test_door_de_telefoon_eerst_beslist_dan_gezegd_dan_geleverd(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    bericht = _zeg(buiten, groep, uiting, "gemeente", profiel.uuid4())
    buiten.geef(bericht)
    stand = _stand(buiten, uiting)
    assert (stand["magGezegd"], stand["wachtOp"], stand["gezegd"]) == (True, [], None)
    # Voordat is verteld dat het is gezegd, gaat er geen inhoud weg.
    eis_probleem(buiten.lever(bericht), 409)
    verteld = buiten.bevestig("politie", uiting, bericht)
    assert verteld.status_code == 201, verteld.text
    assert verteld.json()["zonderToestemming"] is False
    assert _stand(buiten, uiting)["gezegd"]["bladnummer"] == verteld.json()["bladnummer"]
    assert bericht.jwe is not None
    geleverd = buiten.lever(bericht)
    assert geleverd.status_code == 201, geleverd.text
    digest = profiel.digest(geleverd.request.content)
    ontvangst = controleer_ontvangst(
        buiten.doel, bericht, geleverd.json()["ontvangst"], digest=digest
    )
    assert ontvangst["status"] == "aanvaard"
    assert buiten.lever(bericht).json() == geleverd.json(), "dezelfde bytes, hetzelfde antwoord"
    ander = profiel.jwe(b"{}", buiten.doel.partijen["gemeente"].versleuteling)
    eis_probleem(buiten.lever(bericht, ander), 409)


def test_wie_het_hoort_ziet_alleen_zijn_eigen_bericht(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    bericht = _zeg(buiten, groep, uiting, "gemeente", profiel.uuid4())
    buiten.geef(bericht)
    ziet = _stand(buiten, uiting, "gemeente")
    assert [een["id"] for een in ziet["berichten"]] == [bericht.id]
    eis_probleem(buiten.als("om").get(f"/v1/uitingen/{uiting}"), 404)


def test_mondeling_zonder_uiting_of_met_het_verkeerde_kanaal(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    lid = profiel.uuid4()
    zonder = _zeg(buiten, groep, None, "gemeente", lid)
    assert poorten(eis_probleem(buiten.stuur(zonder), 403)) == [14]
    geschreven = buiten.verstrekking(groep, uiting=uiting)
    assert poorten(eis_probleem(buiten.stuur(geschreven), 403)) == [14]
    mailen = buiten.verstrekking(groep, kanaal="email")
    assert poorten(eis_probleem(buiten.stuur(mailen), 403)) == [14]


def test_een_ander_verhaal_onder_dezelfde_uiting_wordt_niet_beslist(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    buiten.geef(_zeg(buiten, groep, uiting, "gemeente", profiel.uuid4()))
    ander = _zeg(buiten, groep, uiting, "om", profiel.uuid4())
    probleem = eis_probleem(buiten.stuur(ander), 409)
    assert probleem["type"].endswith("uiting-botst")


def test_wat_gezegd_is_zonder_dat_het_mocht_staat_er_zo_bij_en_komt_niet_aan(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    """Geweigerd, en toch gezegd: dat wordt vastgelegd, en inhoud volgt er niet."""
    lid = profiel.uuid4()
    bericht = _zeg(
        buiten, groep, uiting, "gemeente", lid,
        onderdelen=[onderdeel(lid, "NAW", leeftijdsklasse="24+")],
    )  # fmt: skip
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [6]
    assert _stand(buiten, uiting)["magGezegd"] is False
    verteld = buiten.bevestig("politie", uiting, bericht)
    assert verteld.status_code == 201, verteld.text
    assert verteld.json()["zonderToestemming"] is True
    eis_probleem(buiten.lever(bericht), 409)


def test_hetzelfde_vertellen_is_een_keer_verteld(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    bericht = _zeg(buiten, groep, uiting, "gemeente", profiel.uuid4())
    buiten.geef(bericht)
    toen = profiel.nu_tekst()
    eerste = buiten.bevestig("politie", uiting, bericht, gezegdOp=toen)
    nog_eens = buiten.bevestig("politie", uiting, bericht, gezegdOp=toen)
    assert (eerste.status_code, nog_eens.status_code) == (201, 201), nog_eens.text
    assert eerste.json() == nog_eens.json()
    anders = {"gezegdOp": toen, "medewerker": buiten.wie("politie", "teamchef")}
    eis_probleem(buiten.bevestig("politie", uiting, bericht, **anders), 409)


def test_met_drie_aan_tafel_mag_het_pas_als_het_voor_iedereen_mag(
    buiten: Buitenstaander, uiting: str
) -> None:
    groep = buiten.nieuwe_groep()
    buiten.begin_onderzoek(groep)
    tafel = [buiten.wie(partij) for partij in ("politie", "gemeente", "om")]
    overleg = buiten.registreer_overleg(groep, *tafel)
    time.sleep(1.1)
    lid, hier = profiel.uuid4(), {"kanaal": "overleg", "overleg": overleg}
    aan_gemeente = _zeg(buiten, groep, uiting, "gemeente", lid, **hier)
    buiten.geef(aan_gemeente)
    stand = _stand(buiten, uiting)
    assert (stand["magGezegd"], stand["wachtOp"]) == (False, ["om"])
    aan_om = _zeg(buiten, groep, uiting, "om", lid, **hier)
    buiten.geef(aan_om)
    assert _stand(buiten, uiting)["magGezegd"] is True
    # Vanaf het eerste toegestane bericht komt er niemand meer bij.
    laatkomer = buiten.wie("politie", "wijkagent")
    gelezen = buiten.als("gemeente").get(f"/v1/overleggen/{overleg}").json()
    vast = {lid_: gelezen[lid_] for lid_ in (
        "partij", "groepen", "soort", "locatie", "begin", "einde", "afgelast"
    )}  # fmt: skip
    erbij = buiten.registreer(
        "gemeente", f"/v1/overleggen/{overleg}", {**vast, "deelnemers": [*tafel, laatkomer]}
    )
    eis_probleem(erbij, 409)
    assert buiten.bevestig("politie", uiting, aan_gemeente, aan_om).status_code == 201
    for bericht in (aan_gemeente, aan_om):
        geleverd = buiten.lever(bericht)
        assert geleverd.status_code == 201, geleverd.text


def test_zonder_onderzoek_wordt_er_niets_over_iemand_gezegd_waar_het_om_bij_zit(
    buiten: Buitenstaander, uiting: str
) -> None:
    """Ook niet aan de gemeente alleen: wie aan tafel zit, hoort het. Zonder onderzoek wordt zo'n
    overleg niet eens geregistreerd; hier eindigt het onderzoek nadat het was gepland.
    """
    groep = buiten.nieuwe_groep()
    buiten.begin_onderzoek(groep)
    tafel = [buiten.wie(partij) for partij in ("politie", "gemeente", "om")]
    overleg = buiten.registreer_overleg(groep, *tafel)
    buiten.eindig_onderzoek(groep)
    time.sleep(1.1)
    bericht = _zeg(
        buiten, groep, uiting, "gemeente", profiel.uuid4(), kanaal="overleg", overleg=overleg
    )
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [13]


def test_zonder_onderzoek_komt_het_om_niet_aan_tafel(buiten: Buitenstaander, groep: str) -> None:
    nu = datetime.now(UTC)
    invoer = {
        "partij": "gemeente", "groepen": [groep], "soort": "structureel", "locatie": "gemeente",
        "begin": profiel.nu_tekst(nu + timedelta(seconds=5)),
        "einde": profiel.nu_tekst(nu + timedelta(hours=1)),
        "deelnemers": [buiten.wie(partij) for partij in ("politie", "gemeente", "om")],
        "afgelast": False,
    }  # fmt: skip
    antwoord = buiten.registreer("gemeente", f"/v1/overleggen/{profiel.uuid7()}", invoer)
    assert "/deelnemers/2" in fouten(eis_probleem(antwoord, 400))


def test_een_overleg_dat_niet_is_aangemeld_bestaat_niet(
    buiten: Buitenstaander, groep: str, uiting: str
) -> None:
    bericht = _zeg(
        buiten, groep, uiting, "gemeente", profiel.uuid4(),
        kanaal="overleg", overleg=profiel.uuid7(),
    )  # fmt: skip
    assert poorten(eis_probleem(buiten.stuur(bericht), 403)) == [14]
