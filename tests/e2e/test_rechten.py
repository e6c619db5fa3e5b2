"""Eén verzoek over drie partijen en drie wetten, over het echte netwerk: op tijd, en te lezen.

Iemand vraagt bij de gemeente wat er over hem is. Het OM geeft een deel niet. Wie gegevens kreeg
staat in het log: ook aan wie de politie gaf, wat de gemeente zelf niet weet.
"""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pikepdf

from tests.e2e.kantoor import OFFICIER, Wie, wacht_tot
from tests.e2e.verloop import QUIRIËN, Verloop
from tests.hulp.toegankelijk import ontoegankelijk

BEHANDELT = {code: Wie(code, "privacyfunctionaris") for code in ("gemeente", "om", "politie")}


def test_een_verzoek_krijgt_op_tijd_een_antwoord_van_drie_partijen_onder_drie_wetten(
    verloop: Verloop,
) -> None:
    wereld = verloop.wereld
    mensen = {code: wereld.als(wie) for code, wie in BEHANDELT.items()}
    gemeente = mensen["gemeente"]
    verzoek = gemeente.stuur(
        "/rechtenverzoeken",
        {
            "recht": "inzage", "ontvangenOp": wereld.dag(0),
            "identiteit": {"wijze": "getoond", "op": wereld.dag(0)},
            "persoon": verloop.bij["gemeente", "quirien"],
        },
    )  # fmt: skip
    pad = f"/rechtenverzoeken/{verzoek['id']}"
    regimes = {een["partij"]: een["regime"] for een in verzoek["delen"]}
    assert regimes == {"gemeente": "AVG", "om": "Wjsg", "politie": "Wpg"}

    verteld = gemeente.stuur(f"{pad}/_vertel", {})
    stand = {een["partij"]: (een["status"], een["genoemd"]) for een in verteld["berichten"]}
    assert stand == {"om": ("afgeleverd", True), "politie": ("afgeleverd", True)}
    for code, klant in mensen.items():
        assert klant.haal(pad)["persoon"] == verloop.bij[code, "quirien"], "van wie het is"
        voorstel = "deels_toewijzen" if code == "om" else "toewijzen"
        klant.stuur(f"{pad}/_afstemmen", {"voorstel": voorstel})
    mensen["om"].stuur(
        f"{pad}/_beslis",
        {
            "uitkomst": "deels_toegewezen", "gronden": ["WJSG21_2_B"],
            "motivering": "Zolang dat onderzoek loopt is het nodig (verzonnen).",
        },
    )  # fmt: skip
    wereld.als(OFFICIER).stuur(f"{pad}/_bevestig", {"akkoord": True})
    for code in ("politie", "gemeente"):
        mensen[code].stuur(f"{pad}/_beslis", {"uitkomst": "toegewezen"})

    opgesteld = gemeente.stuur(f"{pad}/_stelafschriftop", {})
    assert opgesteld["inhoud"]["persoon"]["naam"] == QUIRIËN["naam"]
    gezien = {"versie": 1, "bekeken": [een["pad"] for een in opgesteld["teBekijken"]]}
    gemeente.stuur(f"{pad}/_kijkafschriftna", gezien)

    def volledig() -> dict[str, Any] | None:
        gelezen: dict[str, Any] = gemeente.haal(f"{pad}/antwoord")
        return gelezen if gelezen["volledig"] else None

    antwoord = wacht_tot(volledig, "elke partij heeft beslist")
    uitkomsten = {een["partij"]: een["uitkomst"] for een in antwoord["delen"]}
    assert uitkomsten == {
        "gemeente": "toegewezen", "om": "deels_toegewezen", "politie": "toegewezen",
    }  # fmt: skip
    assert (antwoord["ontvangers"], antwoord["ontvangersUitLog"]) == (sorted(uitkomsten), True)
    assert all(een["op"] <= een["uiterlijk"] for een in antwoord["delen"]), "op tijd"
    assert [een["gronden"] for een in antwoord["delen"] if een["partij"] == "om"] == [[]], (
        "waarom het OM iets niet geeft blijft bij het OM"
    )

    document = base64.b64decode(gemeente.stuur(f"{pad}/_druk", {})["document"])
    zelfde = te_lezen(document)
    assert zelfde["antwoord"]["ontvangers"] == sorted(uitkomsten)
    assert zelfde["gegevens"]["persoon"]["naam"] == QUIRIËN["naam"]
    klaar = gemeente.stuur(f"{pad}/_beantwoord", {})
    assert klaar["stand"] == "afgehandeld"
    assert wereld.vandaag.isoformat() <= verzoek["uiterlijk"]


def te_lezen(document: bytes) -> dict[str, Any]:
    """Wat er voor een computer in zit, als een mens het ook kan lezen."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert ontoegankelijk(pdf) == []
        (bijlage,) = pdf.attachments.values()
        zelfde: dict[str, Any] = json.loads(bijlage.get_file().read_bytes())
        return zelfde
