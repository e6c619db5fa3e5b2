"""Elke vorm van een gegeven heeft buren: anders geschreven, vermomd, en bijna hetzelfde.

Tussen de streepjes (~) staat wat gevonden moet worden. Alle namen en nummers zijn verzonnen.
"""

from __future__ import annotations

import pytest

from shared.vrijetekst.detectie import vind

VORMEN: dict[str, tuple[str, ...]] = {
    "naam": (
        "Gisteren was ~VROLIKZENAAR~ er weer bij.",
        "~VROLIKZENAAR~ was er weer bij.",
        "Gezien: ~ZWANTINKSTRA~, ook de rest.",
        "Dat is ~A.Th. Vrolikzen~ geweest.",
        "Dat is ~A. Th. van der Vrolikzen~ geweest.",
        "Dat is ~Chr. Vrolikzen~ geweest.",
        "Dat is ~J.-P. Vrolikzen~ geweest.",
        "Dat is ~IJ. Vrolikzen~ geweest.",
        "het gaat om ~a.th. vrolikzen~ uit de flat",
        "Het gaat om ~j. vrolikzen~ uit de flat.",
        "Dat is ~Vrolikzen, A.Th.~ geweest.",
        "Ik sprak ~mevrouw van 't Zwantink~ erover.",
        "Ik sprak ~Mevrouw van der zwantink~ erover.",
        "~mevrouw van der zwantink~ belde.",
        "~mw. zwantink~ belde.",
        "~dhr zwantink~ belde.",
        "~fam. zwantink~ belde.",
        "~ds. Zwantink~ belde.",
        "~mr. dr. Zwantink~ belde.",
        "~hr. el Zwantinki~ belde.",
        "~juf Zwantink~ belde.",
        "Dat was el ~Zwantinki~ weer.",
        "Dat was ~Zwantink-Vrolikzen~ weer.",
        "Dat was Sean ~O\u02bcVrolikzen~ weer.",
        "Dat was ~Mu\u02bfadh~ weer.",
        "Dat was ~Zwan\u00adtink~ weer.",
        "Dat was ~Ach\u200bmed~ weer.",
        "Dat was ~Ke\u2060vin~ weer.",
        "Dat was ~M\u043eh\u0430med~ weer.",
        "Dat was ~\u039aevin~ weer.",
        "Dat was ~\u0645\u062d\u0645\u062f~ weer.",
        "Dat was ~\u0420\u0443\u0441\u0442\u0430\u043c~ weer.",
        "Dat was ~\u674e\u4f1f~ weer.",
        "Dat was ~K-e-v-i-n~ weer.",
        "Dat was ~K3v1n~ weer.",
        "De jongen ~Zwantink~ is terug.",
        "Moeder van ~zwantink~ belde.",
        "De melder (~Zwantink~) belde.",
        "Gesproken met ~Zwantink~, Vrolikzen en de rest.",
        "Bij ~R.K.~ thuis.",
        "~Zwantink~ is de leider van de groep.",
        "Een jongen die ~de Zwantink~ genoemd wordt.",
    ),
    "telefoon": (
        "Bel ~(010) 123 45 67~ vanavond.",
        "Bel ~(06) 12 34 56 78~ vanavond.",
        "Bel ~+32 475 12 34 56~ vanavond.",
        "Bel ~+31 (0)6 12345678~ vanavond.",
        "Bel ~0032475123456~ vanavond.",
        "Bel ~06\u20111234\u20115678~ vanavond.",
        "Bel ~06\u00a012\u00a034\u00a056\u00a078~ vanavond.",
        "Bel ~06.12.34.56.78~ vanavond.",
        "Bel ~06\u201312345678~ vanavond.",
        "Bel ~\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668~ vanavond.",
        "Bel ~zes nul nul een een twee twee drie~ vanavond.",
        "Mijn tel ~1234567~ doet het.",
        "Bel ~0181-123456~ vanavond.",
    ),
    "iban": (
        "Geld ging naar ~BE68 5390 0754 7034~ toe.",
        "Geld ging naar ~DE00 0000 0000 1234 5678 90~ toe.",
        "Geld ging naar ~NL00FANT0123456789~ toe.",
        "Geld ging naar ~nl00 fant 0123 4567 89~ toe.",
        "Geld ging naar ~FR0000000000000000000000000~ toe.",
        "Giro ~1234567~ gebruikt.",
    ),
    "adres": (
        "Zij wonen ~Verzonnenstr. 12~ boven.",
        "Zij wonen ~Verzonnenstr 12-III~ boven.",
        "Zij wonen ~Verzonnenln. 12a~ boven.",
        "Zij wonen ~Verzonnenpln 12~ boven.",
        "Zij wonen ~Verzonnenstraat nr. 12~ boven.",
        "Zij wonen ~Verzonnenstraat, nummer 12~ boven.",
        "Zij wonen ~Verzonnenkade 12 bis~ boven.",
        "Zij wonen ~Verzonnenplein 12c3~ boven.",
        "Zij wonen aan de ~Zwantink 112~ boven.",
        "Zij wonen op ~Verzonnenplein 12~, 2e etage.",
        "~Flat Nergens, nummer 412~ is van oma.",
    ),
    "postcode": (
        "Het is in ~3011-AB~ gebeurd.",
        "Het is in ~3011AB~ gebeurd.",
        "Het is in ~3011.AB~ gebeurd.",
        "Het is in ~3011 ab~ gebeurd.",
        "Het is in ~3011\u00a0AB~ gebeurd.",
    ),
    "sociale-media": (
        "Zie ~insta zwantink010~ daar.",
        "Zie ~insta: zwantink~ daar.",
        "Zie ~@zwantink~ daar.",
        "Zie ~snap zwan.tink~ daar.",
        "Zie ~tiktok zwan_tink~ daar.",
        "Zie ~t.me/zwantink~ daar.",
        "Zie ~wa.me/31600000000~ daar.",
        "Hij zit ~op telegram als zwantinker~ daar.",
        "Zie ~snapnaam zwantink1~ daar.",
        "Zie ~www.zwantink.example~ daar.",
        "Zie ~https://instagram.example/zwantink~ daar.",
    ),
    "e-mail": (
        "Mail ~zwan.tink@nergens.example~ maar.",
        "Mail ~zwantink (at) nergens (punt) example~ maar.",
    ),
    "geboortedatum": (
        "Hij is ~geboren in feb. 2009~ hier.",
        "Een jongen ~bj. 2009~ hier.",
        "Een jongen ~bj 09~ hier.",
        "Een jongen ~geb. 12-3-2009~ hier.",
        "Een jongen ~geb 120309~ hier.",
        "Een jongen ~geboortejaar 2009~ hier.",
        "Een jongen ~* 2 juli 2009~ hier.",
        "Een jongen van ~2 juli 2009~ hier.",
        "Hij is ~jarig op 2 juli~ hier.",
        "Zijn ~verjaardag is 2 juli~ hier.",
    ),
    "leeftijd": (
        "Een ~jongen van 14~ liep weg.",
        "Een ~meisje, 14 jaar~, liep weg.",
        "~Betrokkene, 19 jaar~, liep weg.",
        "~Jongen (16~) liep weg.",
        "Een ~16-jarige jongen~ liep weg.",
        "~Hij wordt 18~.",
        "Daarna ~wordt hij 18~.",
        "De ~bewoonster van 82 jaar~ belt.",
        "Een ~veertienjarige~ liep weg.",
    ),
    "nummer": (
        "~PL1700-2026000123~ is de mutatie.",
        "Zaak ~10/000123-26~ loopt.",
        "Clientnr. ~C000871~ is bekend.",
        "Dossier ~2026-0000781~ is dicht.",
        "Kaartnummer ~3528 0000 0000 0001~ is leeg.",
        "IMEI ~000000001234567~ is bekend.",
        "rijbewijs ~5012345678~ is bekend.",
        "Pv-nummer ~2026000456-1~ is klaar.",
        "Paspoort ~NW00000X0~ is bekend.",
    ),
    "burgerservicenummer": (
        "BSN ~123456789~ is bekend.",
        "bsn: ~123.456.789~ is bekend.",
    ),
    "documentnummer": ("Zij liet ~NW00000X0~ zien.",),
    "kenteken": (
        "Scooter ~ab12cd~ stond er.",
        "Scooter ~AB12CD~ stond er.",
        "Scooter ~ab-12-cd~ stond er.",
        "Scooter ~f 000 zz~ stond er.",
        "Scooter ~F 000 ZZ~ stond er.",
        "Scooter ~12\u2011abc\u20113~ stond er.",
        "Een busje met Pools kenteken ~WZ 0000X~ stond er.",
    ),
    "ip-adres": (
        "Hij komt van ~192.0.2.44~ binnen.",
        "Hij komt van ~2001:db8:0:0:0:0:2:1~ binnen.",
    ),
    "omschrijving": (
        "De ~zoon van de slager~ was erbij.",
        "De ~jongen met het litteken~ was erbij.",
    ),
}


@pytest.mark.parametrize(
    ("soort", "tekst"), [(soort, tekst) for soort, teksten in VORMEN.items() for tekst in teksten]
)
def test_elke_vorm_wordt_gevonden_op_haar_plek(soort: str, tekst: str) -> None:
    voor, stuk, na = tekst.split("~")
    begin, einde = len(voor), len(voor) + len(stuk)
    vondsten = vind(voor + stuk + na)
    assert any(
        vondst.soort == soort and vondst.begin <= begin and einde <= vondst.einde
        for vondst in vondsten
    ), vondsten


@pytest.mark.parametrize(
    "tekst",
    [
        "Zwantinkplein 12 maart 2026 overlast",
        "Zwantinkplein 12 mrt overlast",
        "Zwantinkplein 12-3-2026 overlast.",
        "Zwantinkplein 12/3 overlast.",
        "Zwantinkplein 12 en 13 maart overlast.",
        "Zwantinkplein 3 meldingen, Zwantinkstraat 14 klachten.",
        "Zwantinkstraat 2x gecontroleerd.",
        "Zwantinkplein 22:00 uur, Zwantinkweg 23.30 uur.",
        "Zwantinkplein 20 tot 25 jongeren.",
        "Zwantinkplein 15 à 20 man.",
        "De school is geopend op 3 maart 1998.",
        "De school is op 3 maart 1998 geopend.",
        "Het buurthuis is op 12-05-2001 gesloten.",
        "Het convenant is van 16 juli 2019.",
        "Besluit van 3-2-2016.",
        "Het plein is heropend op 1 juni 2012 door de wethouder.",
        "Sinds 1 januari 2015 geldt het verbod.",
        "Zie het verslag van 12 mei 2016.",
        "Op 06-03-2026 en 13-03-2026 was het onrustig.",
        "Op 07-03 14-03 en 21-03 was het onrustig.",
        "Tussen 10 en 12 uur reed de auto rond.",
        "Bel 112 of 0900-8844, of 14 010.",
        "Jongeren van 14 tot 18 jaar, jongens van 16 en 17 jaar.",
        "Een groep van 14 jongens.",
        "Schade 12.500 euro, 1.250.000 euro in totaal.",
        "Zie RTM-2026-001, versie 2.1, bijlage 3.",
        "Kamer 4.12, lijn 2, bus 70, tram 25.",
        "Artikel 172a, eerste lid, onder b.",
        "Op 2026-03-12 is geteld.",
        "Het is 38% in 2025 en 41% in 2026.",
        "Via www.rotterdam.example staat meer.",
        "Op snap en insta zijn filmpjes gedeeld.",
        "Meneer en mevrouw zijn gewaarschuwd.",
        "Mevrouw is boos, meneer was weg.",
        "De zoon van een van de jongens.",
        "De moeder van de groep jongens.",
        "Een jongen met een mes is gezien.",
        "Er zijn 2 verdachten, 1 aangehouden.",
        "O.M. en B.V. zijn afkortingen.",
        "De R.E.T. rijdt om.",
        "Het ging om 1500 m2 en 3 km.",
    ],
)
def test_wat_erop_lijkt_maar_niemand_aanwijst_blijft_staan(tekst: str) -> None:
    assert vind(tekst) == ()
