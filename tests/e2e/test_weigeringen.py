"""Wat mensen op kantoor proberen en niet mag: elke weigering zegt waarom en laat niets weg."""

from __future__ import annotations

from typing import Any

import pytest

from deploy.klant import Geweigerd
from tests.e2e.kantoor import (
    ANALIST,
    BURGEMEESTER,
    OFFICIER,
    PARKETSECRETARIS,
    REGISSEUR,
    TAAK,
    Wie,
    deel,
    poorten,
    wacht_tot,
)
from tests.e2e.verloop import (
    NAAR_GEMEENTE,
    NAAR_OM,
    ZWAARWEGEND,
    Verloop,
    klare_opdracht,
)
from tests.e2e.wereld import Wereld, Zaak


def _eis_niets_weg(zaak: Zaak, naar: Wie, weigering: Geweigerd) -> None:
    """A refusal says why, is in the log, and left nothing at the receiver."""
    assert weigering.status == 403, str(weigering)
    probleem = weigering.probleem
    for reden in probleem["redenen"]:
        assert reden["uitleg"].endswith(".")
        assert reden["convenant"] or reden["wet"]
    bericht = probleem["id"]
    assert zaak.ontvangen(naar, bericht) == []
    assert zaak.wereld.alles(naar, "/journaal", "journaal", bericht=bericht) == []
    assert isinstance(probleem["bladnummer"], int)


def _weiger(zaak: Zaak, van: Wie, naar: Wie, opdracht: dict[str, Any]) -> list[int]:
    weigering = zaak.weiger(van, opdracht)
    _eis_niets_weg(zaak, naar, weigering)
    return poorten(weigering)


def test_iemand_van_vierentwintig_hoort_er_niet_bij(klaar: Verloop) -> None:
    zaak = klaar.zaak
    te_oud = klaar.wereld.persoon(ANALIST, "Otto Ouderling", jaren=24)
    zaak.lid(ANALIST, te_oud)
    opdracht = klare_opdracht(klaar, onderdelen=[deel(te_oud, "NAW", NAAR_GEMEENTE)])
    assert _weiger(zaak, ANALIST, REGISSEUR, opdracht) == [6]


def test_een_kind_van_elf_hoort_er_niet_bij(klaar: Verloop) -> None:
    te_jong = klaar.wereld.persoon(ANALIST, "Jip Jongste", jaren=11)
    klaar.zaak.lid(ANALIST, te_jong)
    opdracht = klare_opdracht(klaar, onderdelen=[deel(te_jong, "NAW", NAAR_GEMEENTE)])
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [6]


@pytest.mark.parametrize("soort", ["BSN", "FOTO", "GEZONDHEID"])
def test_wat_het_convenant_niet_kent_is_niet_te_kiezen(klaar: Verloop, soort: str) -> None:
    lid = klaar.bij["politie", "lid"]
    opdracht = klare_opdracht(klaar, onderdelen=[deel(lid, soort, NAAR_GEMEENTE)])
    weigering = klaar.zaak.weiger(ANALIST, opdracht)
    assert weigering.status == 400
    (fout,) = weigering.probleem["fouten"]
    assert fout["pad"] == "/onderdelen/0/gegevenssoort"


def test_het_om_geeft_niets_aan_de_politie(verloop: Verloop) -> None:
    zaak, om = verloop.zaak, verloop.bij["om", "quirien"]
    opdracht = zaak.opdracht(
        ANALIST,
        [deel(om, "BEKENDHEID", "WJSG39F_B")],
        afweging={**ZWAARWEGEND, "motivering": "De politie wil het weten."},
    )
    assert _weiger(zaak, PARKETSECRETARIS, ANALIST, opdracht) == [11]


def test_wat_van_een_ander_kwam_gaat_niet_verder(verloop: Verloop) -> None:
    zaak, persoon = verloop.zaak, verloop.bij["gemeente", "ysbrecht"]
    verloop.wereld.informeer(persoon)
    opdracht = zaak.opdracht(
        PARKETSECRETARIS, [deel(persoon, "NAW", "AVG6_1_E", kenmerken=TAAK)], doel="D1"
    )
    assert _weiger(zaak, REGISSEUR, PARKETSECRETARIS, opdracht) == [2]


def test_het_om_weegt_het_zwaarwegend_belang_of_geeft_niets(verloop: Verloop) -> None:
    opdracht = verloop.zaak.opdracht(
        REGISSEUR, [deel(verloop.bij["om", "quirien"], "BEKENDHEID", "WJSG39F_B")]
    )
    assert _weiger(verloop.zaak, PARKETSECRETARIS, REGISSEUR, opdracht) == [12]


def test_in_stap_een_gaat_er_geen_naam_weg(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=1)
    persoon = wereld.persoon(ANALIST, "Vroege Vogel")
    zaak.lid(ANALIST, persoon)
    opdracht = zaak.opdracht(REGISSEUR, [deel(persoon, "NAW", NAAR_GEMEENTE)])
    assert _weiger(zaak, ANALIST, REGISSEUR, opdracht) == [5, 7]


def test_een_collega_zonder_vog_krijgt_niets(klaar: Verloop) -> None:
    zonder = klaar.wereld.neem_aan("stagiair@gemeente.example", "gemeente", "regisseur", vog=None)
    opdracht = klare_opdracht(klaar, ontvangendeMedewerker=zonder)
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [4]


def test_zonder_vraag_van_de_ontvanger_gaat_er_in_stap_twee_niets(klaar: Verloop) -> None:
    opdracht = klare_opdracht(klaar, inReactieOp=None)
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [5]


def test_op_andermans_grond_gaat_er_niets(klaar: Verloop) -> None:
    lid = klaar.bij["politie", "lid"]
    opdracht = klare_opdracht(klaar, onderdelen=[deel(lid, "NAW", NAAR_OM)])
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [11]


def test_een_oud_politiegegeven_blijft_waar_het_is(verloop: Verloop) -> None:
    wereld, zaak, lid = verloop.wereld, verloop.zaak, verloop.bij["politie", "quirien"]
    oud = wereld.stuk(
        ANALIST, lid, "politiegegevens", artikel="8",
        omschrijving="Lang geleden gezien (verzonnen).", eersteVerwerking=wereld.dag(-400),
    )  # fmt: skip
    opdracht = zaak.opdracht(REGISSEUR, [deel(lid, "WPG8", NAAR_GEMEENTE, oud)])
    assert _weiger(zaak, ANALIST, REGISSEUR, opdracht) == [9]


def test_wie_niet_is_geinformeerd_daarover_geeft_de_gemeente_niets(verloop: Verloop) -> None:
    wereld = verloop.wereld
    zaak = wereld.zaak(stap=3)
    persoon = wereld.persoon(REGISSEUR, "Ongeïnformeerde Otto")
    zaak.lid(REGISSEUR, persoon)
    opdracht = zaak.opdracht(ANALIST, [deel(persoon, "NAW", "AVG6_1_E", kenmerken=TAAK)])
    assert _weiger(zaak, REGISSEUR, ANALIST, opdracht) == [16]
    wereld.informeer(persoon)
    assert zaak.verstrek(REGISSEUR, opdracht)["status"] == "afgeleverd"


def test_een_afgesloten_groep_is_dicht_en_wat_van_een_ander_kwam_gaat_weg(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=3)
    persoon = wereld.persoon(ANALIST, "Slot Akkoord", adres="Eindweg 1")
    zaak.lid(ANALIST, persoon)
    opdracht = zaak.opdracht(REGISSEUR, [deel(persoon, "NAW", NAAR_GEMEENTE)])
    eerste = zaak.verstrek(ANALIST, opdracht)
    assert [een["status"] for een in zaak.ontvangen(REGISSEUR, eerste["id"])] == ["actief"]
    zaak.sluit_af("overlast_gestopt")
    weigering = zaak.weiger(ANALIST, opdracht)
    # Hoorde de politie het al, dan is de groep daar weg; anders zegt de gateway het.
    assert weigering.status in (400, 404, 409) or 5 in poorten(weigering), str(weigering)

    def is_weg() -> bool:
        return all(een["status"] != "actief" for een in zaak.ontvangen(REGISSEUR, eerste["id"]))

    # Over wie geen melding is, bewaart ook de gemeente na die dag niets.
    wacht_tot(is_weg, "wat de gemeente kreeg is dezelfde dag weg")


def test_een_wijkagent_verstuurt_niets(klaar: Verloop) -> None:
    weigering = klaar.zaak.weiger(Wie("politie", "wijkagent"), klare_opdracht(klaar))
    assert weigering.status == 403
    assert "redenen" not in weigering.probleem, "zover dat er getoetst wordt komt het niet"


def test_een_token_van_de_ene_partij_opent_niets_bij_een_andere(wereld: Wereld) -> None:
    for wie, elders in ((ANALIST, "gemeente"), (REGISSEUR, "om"), (PARKETSECRETARIS, "politie")):
        with wereld.klant(wie, elders) as klant, pytest.raises(Geweigerd) as weigering:
            klant.haal("/ontvangen-gegevens")
        assert weigering.value.status == 403


def test_een_groepsbesluit_zonder_alle_handtekeningen_gaat_niet_door(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=3)
    zaak.naar_stap(4)
    zaak.maak_klaar(4)
    prioritering = {"prioritering": "ja", "randvoorwaarden": []}
    with pytest.raises(Geweigerd) as weigering:
        zaak.besluit(BURGEMEESTER, "prioritering", prioritering, mede=[OFFICIER])
    assert weigering.value.status == 403
    assert wereld.als(REGISSEUR).haal(f"/groepen/{zaak.id}")["stap"] == 4
