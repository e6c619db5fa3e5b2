"""Een signaal van wie geen partij is: van buiten, over het echte netwerk, zonder account."""

from __future__ import annotations

import ssl

import httpx

from tests.e2e.kantoor import REGISSEUR
from tests.e2e.wereld import Wereld


def test_wie_een_code_heeft_levert_in_zonder_certificaat_of_token(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=1)
    regisseur, intake = wereld.als(REGISSEUR), {"organisatie": "stadsbeheer", "groep": zaak.id}
    code = regisseur.stuur("/intakes", intake)["code"]
    gemeente = wereld.omgeving.lokaal.onderdeel("gemeente")
    tls = ssl.create_default_context(cafile=str(wereld.omgeving.pki.vertrouwen))
    inhoud = {
        "code": code,
        "soort": "waarneming",
        "datum": wereld.dag(-1),
        "plek": "het winkelcentrum",
        "omschrijving": "Verzonnen: de groep laat elke avond veel afval achter.",
        "bevestigdZonderPersonen": True,
    }
    adres = f"{gemeente.url}/v1/intakesignalen"
    with httpx.Client(verify=tls, trust_env=False) as buiten:
        met_naam = buiten.post(adres, json={**inhoud, "omschrijving": "Bel 0612345678 terug."})
        assert met_naam.status_code == 400, met_naam.text
        assert "teken 5 tot en met 14" in met_naam.text
        goed = buiten.post(adres, json=inhoud)
        assert (goed.status_code, goed.content) == (204, b"")
        assert buiten.post(adres, json=inhoud).status_code == 403
        assert buiten.get(f"{gemeente.url}/v1/intakes").status_code == 401
    (signaal,) = regisseur.haal(f"/groepen/{zaak.id}/signalen")["signalen"]
    assert (signaal["bron"], signaal["omschrijving"]) == ("stadsbeheer", inhoud["omschrijving"])
