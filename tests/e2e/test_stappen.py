"""Op echte processen: een stap vraagt haar antwoorden, en een open vraag vervalt met de stap."""

from __future__ import annotations

import pytest

from deploy.klant import Geweigerd
from tests.e2e.kantoor import ANALIST, NAGELEZEN, REGISSEUR, wacht_tot
from tests.e2e.wereld import Wereld


def test_een_groep_gaat_pas_verder_als_de_vragen_van_haar_stap_zijn_beantwoord(
    wereld: Wereld,
) -> None:
    zaak = wereld.zaak()
    with pytest.raises(Geweigerd) as te_vroeg:
        zaak.besluit(REGISSEUR, "stap", {"stap": 3})
    assert te_vroeg.value.status == 409
    redenen = te_vroeg.value.probleem["redenen"]
    vragen = wereld.als(REGISSEUR).haal(f"/stapantwoorden/{zaak.id}/2")["vragen"]
    assert [vraag in reden["uitleg"] for vraag, reden in zip(vragen, redenen, strict=True)] == [
        True
    ] * len(vragen)
    assert wereld.als(REGISSEUR).haal(f"/groepen/{zaak.id}")["stap"] == 2
    assert zaak.naar_stap(3)["stap"] == 3


def test_een_vraag_wordt_ingetrokken_of_vervalt_en_de_ander_ziet_dat(wereld: Wereld) -> None:
    zaak = wereld.zaak()
    ingetrokken, blijft = zaak.vraag(REGISSEUR, ANALIST), zaak.vraag(REGISSEUR, ANALIST)
    wereld.als(REGISSEUR).stuur(f"/informatieverzoeken/{ingetrokken}/_intrekken", {})
    analist = wereld.als(ANALIST)

    def ingetrokken_gezien() -> bool:
        return analist.haal(f"/informatieverzoeken/{ingetrokken}")["teruggenomenOp"] is not None

    wacht_tot(ingetrokken_gezien, "de politie weet dat de vraag is ingetrokken")
    assert analist.haal(f"/informatieverzoeken/{blijft}")["vervallen"] is None
    zaak.naar_stap(3)
    # Wie zijn werk bekijkt, weet waar de groep nu staat.
    assert analist.haal("/werklijst", groep=zaak.id, soort="informatieverzoek")["werk"] == []
    for wie in (ANALIST, REGISSEUR):
        rij = wereld.als(wie).haal(f"/informatieverzoeken/{blijft}")
        assert rij["vervallen"] == "Dit is gevraagd in stap 2; de groep staat nu in stap 3."
    for verzoek in (ingetrokken, blijft):
        with pytest.raises(Geweigerd) as te_laat:
            analist.stuur(
                f"/informatieverzoeken/{verzoek}/_beantwoord",
                {"antwoord": "niets_bekend", **NAGELEZEN},
            )
        assert te_laat.value.status == 409
