"""A damaged covenant file is refused as a whole, and says where it is wrong and what."""
# ruff: noqa: E501 - de tabellen met beschadigingen lezen alleen als tabel

import pytest

from shared.convenant.regels.laden import InconsistentConvenant, laad_convenant, standaard_convenant

TEKST = standaard_convenant().bron.decode()


def fouten(tekst: str) -> list[str]:
    with pytest.raises(InconsistentConvenant) as gevangen:
        laad_convenant(tekst.encode())
    return [str(fout) for fout in gevangen.value.fouten]


def vervang(na: str, oud: str, nieuw: str) -> str:
    """The file with the first ``oud`` after ``na`` replaced."""
    begin = TEKST.index(na)
    assert oud in TEKST[begin:], (na, oud)
    return TEKST[:begin] + TEKST[begin:].replace(oud, nieuw, 1)


def erbij(na: str, regel: str) -> tuple[str, str, str]:
    """A line added right after the header ``na``."""
    return na, na, f"{na}\n{regel}"


VERSTREKKING, CORRECTIE = "[soorten.verstrekking]", "[soorten.correctie]"
VRAAG, GROEPSBERICHT = "[soorten.informatieverzoek]", "[soorten.groepsbericht]"
WPG8, VERVOLGD = "[gegevenssoorten.WPG8]", "[gegevenssoorten.RECENT_VERVOLGD]"
STRAFVORDERLIJK, OVERLEG = "[gegevenssoorten.STRAFVORDERLIJK]", "[[overlegregels]]"
SIGNAAL, BIJZONDER = "[stukken.signaal]", "[redenen.BIJZONDER]"

VORM = [
    (("[convenant]", 'versie = "2.0.0"', "versie = 1"), "/convenant/versie", "tekst"),
    (("[convenant]", 'versie = "2.0.0"', 'versie = "een"'), "/convenant/versie", "vorm"),
    (("[convenant]", 'id = "rotterdam-groepsaanpak-2019"', 'id = "Rotterdam 2019"'), "/convenant/id", "vorm"),
    (("[convenant]", "ondertekend = 2019-07-16", ""), "/convenant/ondertekend", "verplicht"),
    (("[schuilnaam]", 'plaats = "RTM"', 'plaats = "Kade"'), "/schuilnaam/plaats", "vorm"),
    (("[schuilnaam]", "cijfers = 3", "cijfers = 9"), "/schuilnaam/cijfers", "ten hoogste 6"),
    (erbij("[poorten]", 'kleur = "rood"'), "/poorten", "1 tot en met 16"),
    (erbij("[partijen.gemeente]", "kleur = 1"), "/partijen/gemeente/kleur", "niet voor"),
    ((VERSTREKKING, 'onderdelen = "verplicht"', 'onderdelen = "soms"'), "/soorten/verstrekking/onderdelen", "verplicht"),
    ((VERSTREKKING, 'inhoud = "verplicht"', 'inhoud = "verboden"'), "/soorten/verstrekking/inhoud", "verplicht"),
    ((VERSTREKKING, 'autorisatie = "volledig"', 'autorisatie = "geen"'), "/soorten/verstrekking/autorisatie", "volledig"),
    ((VERSTREKKING, 'persoonseisen = "volledig"', 'persoonseisen = "geen"'), "/soorten/verstrekking/persoonseisen", "volledig"),
    ((VERSTREKKING, 'regime = "kenmerken"', 'regime = "geen"'), "/soorten/verstrekking/regime", "kenmerken"),
    ((VERSTREKKING, '["groep", "status", "stap"]', '["groep", "humeur"]'), "/soorten/verstrekking/groepseisen/1", "moet een van"),
    (("[soorten.correctie.verwijzing]", '["heen", "terug"]', '["opzij"]'), "/soorten/correctie/verwijzing/richtingen/0", "moet een van"),
    (("[soorten.correctie.verwijzing]", 'onderdelen = "plaats"', 'onderdelen = "alles"'), "/soorten/correctie/verwijzing/onderdelen", "moet een van"),
    (("[kanalen.telefoon]", '"PT1H"', '"een uur"'), "/kanalen/telefoon/zeggenBinnen", "vorm"),
    (("[mondeling]", "= 5", "= 0"), "/mondeling/afleverenBinnenWerkdagen", "ten minste 1"),
    (("[categorieen.1]", '"12-15"', '"12-16"'), "/categorieen/1/leeftijdsklassen/0", "moet een van"),
    (("[gegevenssoorten.WPG8]", 'eis = "nietInToekomst"', 'eis = "ooit"'), "/gegevenssoorten/WPG8/voorwaarden/1/eis", "moet een van"),
    (("[gegevenssoorten.NAW.vorm]", 'soort = "regel"', 'soort = "roman"'), "/gegevenssoorten/NAW/vorm/naam/soort", "moet een van"),
    (("[gegevenssoorten.NAW.vorm]", "naam =", '"De Naam" ='), "/gegevenssoorten/NAW/vorm/De Naam", "vorm"),
    (("[[bewaartermijnen]]", 'bijAfloop = "herzien"', 'bijAfloop = "vergeten"'), "/bewaartermijnen/1/bijAfloop", "moet een van"),
    (("[[plichten]]", 'vanaf = "herbeoordeling"', 'vanaf = "ooit"'), "/plichten/6/vanaf", "herbeoordeling"),
    (("[[logboek.termijnen]]", 'vanaf = "blad"', 'vanaf = "ooit"'), "/logboek/termijnen/0/vanaf", "moet een van"),
    (("[groepsbesluiten.openen]", 'ondertekenaars = [{ partij = "gemeente", functies = ["regisseur"] }]', "ondertekenaars = []"), "/groepsbesluiten/openen/ondertekenaars", "ten minste 1"),
    (("[geweigerd.kanalen]", "email =", '"e mail" ='), "/geweigerd/kanalen/e mail", "vorm"),
]  # fmt: skip

ALGEMEEN = [
    (("[convenant]", '"P3M"', '"drie maanden"'), "/convenant/opzegtermijn", "geen termijn"),
    (("[poorten]", '16 = "informatie"\n', ""), "/poorten", "1 tot en met 16"),
    (("nummer = 3", "nummer = 3", "nummer = 4"), "/stappen", "in volgorde"),
    (("[[zonderVerzoek]]", "stap = 2", "stap = 3"), "/zonderVerzoek/0/stap", "geen verzoek nodig"),
    (("[[zonderVerzoek]]", 'van = "politie"', 'van = "rijk"'), "/zonderVerzoek/0/van", "'rijk'"),
    (("[[zonderVerzoek]]", 'naar = "om"', 'naar = "rijk"'), "/zonderVerzoek/0/naar", "'rijk'"),
    (("[[zonderVerzoek]]", 'naar = "om"', 'naar = "politie"'), "/zonderVerzoek/0", "dezelfde partij"),
    (("[[zonderVerzoek]]", "[1, 3]", "[1, 4]"), "/zonderVerzoek/0/categorieen", "'4'"),
    (("[overlegsoorten]", 'structureel = "structureel overleg"\ndriehoek = "overleg van de driehoek"\n', ""), "/overlegsoorten", "een van de kanalen is een overleg"),
    (("[overleglocaties]", 'gemeente = "een vergaderlocatie van de gemeente"\npolitie = "een vergaderlocatie van de politie"\n', ""), "/overleglocaties", "een van de kanalen is een overleg"),
    (("[start]", '"P12M"', '"een jaar"'), "/start/venster", "geen termijn"),
    (("[start]", '"P14D"', '"twee weken"'), "/start/herbeoordeling", "geen termijn"),
    (("[uitzondering]", '"P3M"', '"drie maanden"'), "/uitzondering/herbeoordelenBinnen", "geen termijn"),
    (("[categorieen.3]", "[categorieen.3]", "[categorieen.drie]"), "/categorieen/drie", "getal"),
    (("[categorieen.3]", "[categorieen.3]", "[categorieen.03]"), "/categorieen/03", "getal"),
    (("[categorieen.3]", "[9, 16]", "[9, 17]"), "/categorieen/3/zonderPoorten", "'17'"),
    (("[categorieen.2]", '"P30D"', '"een maand"'), "/categorieen/2/naLeeftijd", "geen termijn"),
    (("[categorieen.2]", '"extraMotivering"', '"zin"'), "/categorieen/2/kenmerken", "'zin'"),
    (("[categorieen.1]", '["23"]', '["24+"]'), "/categorieen/1/metMotivering", "klasse 24+ mag helemaal niet"),
    (("[categorieen.1]", 'redenLeeftijd = "LEEFTIJD_LID"', ""), "/categorieen/1/redenLeeftijd", "beide of geen van beide"),
    (("[categorieen.3]", "kenmerken = []", 'kenmerken = []\nredenLeeftijd = "LEEFTIJD_LID"'), "/categorieen/3/redenLeeftijd", "beide of geen van beide"),
    (("[partijen.politie]", '"D2"]', '"D9"]'), "/partijen/politie/doelen", "'D9'"),
    (("[partijen.politie]", '["noodzaak",', '["gevoel",'), "/partijen/politie/afweging", "'gevoel'"),
    (("[partijen.gemeente]", '"taakgrondslag"', '"taak"'), "/partijen/gemeente/kenmerken", "'taak'"),
    (("[partijen.om]", 'eis = "onwaar"', 'eis = "in", waarden = ["x"]'), "/partijen/om/voorwaarden/1", "past niet bij"),
    (("[partijen.om]", 'kenmerk = "jdsBevraagd", eis = "onwaar"', 'kenmerk = "toezicht", eis = "in", waarden = ["horeca"]'), "/partijen/om/voorwaarden/1/waarden", "code 'horeca'"),
    (("[partijen.om]", 'kenmerk = "jdsBevraagd"', 'kenmerk = "jds"'), "/partijen/om/voorwaarden/1", "'jds' bestaat niet"),
    (("[functies.auditor]", '["controleren"]', '["alles"]'), "/functies/auditor/rechten", "'alles'"),
    (("[partijen.om.functies.zaakofficier]", '"zaken.behandelen"', '"zaken.winnen"'), "/partijen/om/functies/zaakofficier/rechten", "'zaken.winnen'"),
    (("[partijen.politie.functies.wijkagent]", '"WPG8"', '"BSN"'), "/partijen/politie/functies/wijkagent/soorten", "'BSN'"),
    (("[partijen.gemeente.functies.burgemeester]", 'titel = "burgemeester"', 'titel = "burgemeester"\nsysteem = true'), "/groepsbesluiten/start/ondertekenaars/0/functies", "alleen een mens"),
    (("[partijen.om.functies.beheerder]", "functies.beheerder", "functies.auditor"), "/partijen/om/functies/auditor", "bestaat al"),
    (("[namenlijsten]", 'brutolijst = "politie"', 'brutolijst = "rijk"'), "/namenlijsten/brutolijst", "'rijk'"),
    (("[namenlijsten]", 'nettolijst = "gemeente"', 'nettolijst = "rijk"'), "/namenlijsten/nettolijst", "'rijk'"),
    (("[namenlijsten]", '"BEKENDHEID"', '"BSN"'), "/namenlijsten/gegevenssoort", "'BSN'"),
    (("[namenlijsten]", 'partij = "gemeente"', 'partij = "rijk"'), "/namenlijsten/naAfsluiting/partij", "'rijk'"),
    (("[namenlijsten]", '"P2Y"', '"twee jaar"'), "/namenlijsten/naAfsluiting/termijn", "geen termijn"),
    (("[documenten]", 'wachtwoordVan = ["om"]', 'wachtwoordVan = ["rijk"]'), "/documenten/wachtwoordVan", "'rijk'"),
    (("[[documenten.regels]]", 'van = ["politie"', 'van = ["rijk"'), "/documenten/regels/0/van", "'rijk'"),
    (("[[documenten.regels]]", 'naar = ["*"]', 'naar = ["rijk"]'), "/documenten/regels/0/naar", "'rijk'"),
    (("[[documenten.regels]]", '"beveiligde-email"', '"duif"'), "/documenten/regels/0/wegen", "'duif'"),
    (("[documenten.wachtwoordwegen]", 'telefoon = "per telefoon"\npersoonlijk = "in persoon"\n', ""), "/documenten/wachtwoordwegen", "geen enkele weg"),
    (("[documenten.wachtwoordwegen]", "telefoon =", "beveiligde-email ="), "/documenten/wachtwoordwegen/beveiligde-email", "een andere"),
    (("[groepsbesluiten.openen]", "[groepsbesluiten.openen]", "[groepsbesluiten.maken]"), "/groepsbesluiten/openen", "ontbreekt"),
    (("[groepsbesluiten.openen]", "[groepsbesluiten.openen]", "[groepsbesluiten.maken]"), "/groepsbesluiten/maken", "bestaat niet"),
    (("[groepsbesluiten.prioritering]", 'partij = "politie"', 'partij = "rijk"'), "/groepsbesluiten/prioritering/ondertekenaars/1/partij", "'rijk'"),
    (("[groepsbesluiten.prioritering]", '"teamchef"', '"officier"'), "/groepsbesluiten/prioritering/ondertekenaars/1/functies", "'officier'"),
    (("[groepsbesluiten.prioritering]", "naar = 5", "naar = 9"), "/groepsbesluiten/prioritering/overgangen/0/naar", "'9'"),
    (("[groepsbesluiten.prioritering]", "van = 4", "van = 0"), "/groepsbesluiten/prioritering/overgangen/0/van", "'0'"),
    (("[groepsbesluiten.openen]", "van = 0", "van = 1"), "/groepsbesluiten/openen/overgangen/0/van", "'1'"),
    (("[groepsbesluiten.afsluiting]", '"eindcriterium"', '"reden"'), "/groepsbesluiten/afsluiting/velden", "'reden'"),
    (("[groepsbesluiten.prioritering]", 'partij = "om"', 'partij = "politie"'), "/groepsbesluiten/prioritering/ondertekenaars/2", "staat al in een eerdere regel"),
    (("[[aanstellingen.ondertekenaars]]", 'partij = "politie"', 'partij = "rijk"'), "/aanstellingen/ondertekenaars/0/partij", "'rijk'"),
    (("[[aanstellingen.ondertekenaars]]", '"teamchef"', '"officier"'), "/aanstellingen/ondertekenaars/0/functies", "'officier'"),
    (("[[aanstellingen.ondertekenaars]]", 'partij = "politie"', 'partij = "om"'), "/aanstellingen/ondertekenaars/1", "staat al in een eerdere regel"),
    (("[[aanstellingen.ondertekenaars]]", 'partij = "politie"', 'partij = "om"'), "/aanstellingen/ondertekenaars", "partij politie niet"),
    (("[aanstellingen]", '"P1Y"', '"P1X"'), "/aanstellingen/termijn", "P1X"),
    (("[vervullingen]", "VERSLAG =", "VERHAAL ="), "/vervullingen/VERHAAL", "'VERHAAL'"),
    (("[vervullingen]", "{ inhoud = true }", "{ inhoud = true, vernietigd = true }"), "/vervullingen/VERSLAG", "precies één"),
    (("[vervullingen]", "{ inhoud = true }", "{}"), "/vervullingen/VERSLAG", "precies één"),
    (("[vervullingen]", '"geinformeerd", "uitzondering"', '"verteld"'), "/vervullingen/INFORMEREN/informatie/0", "moet een van"),
]  # fmt: skip

SOORTEN = [
    ((VRAAG, "7, 13, 14]", "7, 13, 17]"), "/soorten/informatieverzoek/poorten", "'17'"),
    ((VERSTREKKING, "15, 16]", "15]"), "/soorten/verstrekking/poorten", "alle zestien"),
    ((VRAAG, "4, 5, 7,", "4, 7,"), "/soorten/informatieverzoek/groepseisen", "poort 5"),
    (("[soorten.incident]", "[1, 2, 4, 7, 14]", "[1, 2, 4, 5, 7, 14]"), "/soorten/incident/groepseisen", "poort 5"),
    ((GROEPSBERICHT, '["groep", "stap"]', '["stap"]'), "/soorten/groepsbericht/groepseisen", "'groep' ontbreekt"),
    ((GROEPSBERICHT, 'convenant = "4.1 en 5.1"', ""), "/soorten/groepsbericht", "convenant en wet zijn nodig"),
    ((CORRECTIE, 'wet = "art. 16 en 19 AVG; art. 4 lid 4 Wpg"', ""), "/soorten/correctie", "convenant en wet zijn nodig"),
    ((VERSTREKKING, 'rechtAfzender = "verstrekken"', 'rechtAfzender = "gunnen"'), "/soorten/verstrekking", "'gunnen'"),
    ((VERSTREKKING, 'rechtOntvanger = "ontvangen"', 'rechtOntvanger = "gunnen"'), "/soorten/verstrekking", "'gunnen'"),
    ((VERSTREKKING, '["stukken.lezen"]', '["gunnen"]'), "/soorten/verstrekking", "'gunnen'"),
    ((VERSTREKKING, "{ driehoek =", "{ borrel ="), "/soorten/verstrekking/rechtInOverleg", "'borrel'"),
    ((CORRECTIE, 'kanalen = ["koppelvlak"]', 'kanalen = ["duif"]'), "/soorten/correctie/kanalen", "'duif'"),
    ((CORRECTIE, '"jdsBevraagd"', '"jds"'), "/soorten/correctie/kenmerken", "'jds'"),
    (("[soorten.aanvulling.verwijzing]", '"aanvulling"]', '"brief"]'), "/soorten/aanvulling/verwijzing/soorten", "'brief'"),
    (("[soorten.aanvulling.verwijzing]", "[2]", "[8]"), "/soorten/aanvulling/verwijzing/nietGekregenInStappen", "'8'"),
    (("[soorten.correctie.verwijzing]", 'onderdelen = "plaats"', 'onderdelen = "betrokkene"'), "/soorten/correctie", "noemt er geen plaats"),
    (("[soorten.intrekking.verwijzing]", 'onderdelen = "plaats"', 'onderdelen = "betrokkene"'), "/soorten/intrekking", "noemt er geen plaats"),
    ((VRAAG, 'regime = "kenmerken"', 'regime = "verwijzing"'), "/soorten/informatieverzoek", "noemt er geen plaats"),
    ((VRAAG, 'rechtAfzender = "opvragen"', "rechtVanVerwijzing = true"), "/soorten/informatieverzoek", "noemt er geen plaats"),
]  # fmt: skip

STROMEN = [
    ((WPG8, 'kenmerk = "eersteVerwerking"', 'kenmerk = "eerste"'), "/gegevenssoorten/WPG8/voorwaarden/0", "'eerste' bestaat niet"),
    ((WPG8, 'kenmerk = "eersteVerwerking", eis = "aanwezig"', 'kenmerk = "eersteVerwerking", eis = "waar"'), "/gegevenssoorten/WPG8/voorwaarden/0", "past niet bij"),
    ((WPG8, 'termijn = "P5Y", ', ""), "/gegevenssoorten/WPG8/voorwaarden/2", "een termijn hoort bij"),
    ((WPG8, 'eis = "aanwezig", ', 'eis = "aanwezig", termijn = "P1Y", '), "/gegevenssoorten/WPG8/voorwaarden/0", "een termijn hoort bij"),
    ((WPG8, 'termijn = "P5Y"', 'termijn = "vijf jaar"'), "/gegevenssoorten/WPG8/voorwaarden/2", "geen termijn"),
    ((WPG8, 'tenzij = "gerelateerd"', 'tenzij = "bron"'), "/gegevenssoorten/WPG8/voorwaarden/3", "waar of onwaar"),
    ((WPG8, "categorieen = [2], reden", "categorieen = [4], reden"), "/gegevenssoorten/WPG8/voorwaarden/4/categorieen", "'4'"),
    ((WPG8, 'kenmerken = ["eersteVerwerking"', 'kenmerken = ["eerste"'), "/gegevenssoorten/WPG8/kenmerken", "'eerste'"),
    (("[gegevenssoorten.WPG13]", 'waarden = ["8"], ', ""), "/gegevenssoorten/WPG13/voorwaarden/3", "waarden horen bij"),
    ((STRAFVORDERLIJK, 'eis = "aanwezig"', 'eis = "aanwezig", waarden = ["x"]'), "/gegevenssoorten/STRAFVORDERLIJK/voorwaarden/0", "waarden horen bij"),
    (("[gegevenssoorten.WPG13]", 'waarden = ["8"]', 'waarden = ["7"]'), "/gegevenssoorten/WPG13/voorwaarden/3/waarden", "code '7'"),
    ((VERVOLGD, 'correctiekanalen = ["telefoon"]', 'correctiekanalen = ["duif"]'), "/gegevenssoorten/RECENT_VERVOLGD/correctiekanalen", "'duif'"),
    ((VERVOLGD, 'kanalen = ["overleg", "telefoon"]', 'kanalen = ["duif"]'), "/gegevenssoorten/RECENT_VERVOLGD/regels/0/kanalen", "'duif'"),
    (("[gegevenssoorten.NAW]", 'van = ["politie", "om", "gemeente"]', 'van = ["rijk"]'), "/gegevenssoorten/NAW/regels/0/van", "'rijk'"),
    (("[gegevenssoorten.NAW]", "categorieen = [1]", "categorieen = [4]"), "/gegevenssoorten/NAW/regels/0/categorieen", "'4'"),
    (("[gegevenssoorten.NAW]", "categorieen = [2]", "categorieen = [1]"), "/gegevenssoorten/NAW/regels/1", "staan al in een eerdere regel"),
    (("[gegevenssoorten.NAW]", "stappen = [2, 3, 5, 6]", "stappen = [2, 3, 5, 8]"), "/gegevenssoorten/NAW/regels/0/stappen", "stap '8'"),
    (("[gegevenssoorten.NAW]", "stappen = [2, 3, 5, 6]", "stappen = [1, 2]"), "/gegevenssoorten/NAW/regels/0/stappen", "in stap 1 worden geen"),
    (("[gegevenssoorten.NAW]", "stappen = [2, 3, 5, 6]", "stappen = [2, 2]"), "/gegevenssoorten/NAW/regels/0/stappen/1", "dubbel"),
    (("[gegevenssoorten.GEBOORTEDATUM]", 'geboortedatum = "geboortedatum"', 'geboortedatum = "jarig"'), "/gegevenssoorten/GEBOORTEDATUM/geboortedatum", "geen lid van de vorm"),
    (("[gegevenssoorten.STRAFVORDERLIJK.vorm]", 'kop = "zaak"', 'kop = "bron"'), "/gegevenssoorten/STRAFVORDERLIJK/vorm/zaak", "'bron' is hier geen kenmerk"),
    (("[gegevenssoorten.NAW.vorm]", 'soort = "regel", verplicht = true', 'soort = "regel", waarden = ["x"]'), "/gegevenssoorten/NAW/vorm", "waarden horen bij een code"),
    (("[[verstrekkingsregels]]", 'van = "politie"', 'van = "rijk"'), "/verstrekkingsregels/0/van", "'rijk'"),
    (("[[verstrekkingsregels]]", 'naar = "gemeente"', 'naar = "rijk"'), "/verstrekkingsregels/0/naar", "'rijk'"),
    (("[[verstrekkingsregels]]", 'gegevenssoorten = ["*"]', 'gegevenssoorten = ["BSN"]'), "/verstrekkingsregels/0/gegevenssoorten", "'BSN'"),
    (("[[verstrekkingsregels]]", 'behalve = ["CONTACT_DEELNEMER"]', 'behalve = ["BSN"]'), "/verstrekkingsregels/0/behalve", "'BSN'"),
    (("[[verstrekkingsregels]]", '"WPG16_1_B_2"]', '"WPG20"]'), "/verstrekkingsregels/0/grondslagen", "'WPG20'"),
    (("[[verstrekkingsregels]]", 'naar = "gemeente"', 'naar = "politie"'), "/verstrekkingsregels/0", "geen enkele stroom"),
    (("[[verstrekkingsregels]]", '["WJSG39F_A"]', '["WJSG39F_B"]'), "/verstrekkingsregels/3", "staat al in een eerdere regel"),
    (("[[verstrekkingsregels]]", '"PW11"]', '"PW3"]'), "/verstrekkingsregels/11/taakgrondslagen", "'PW3'"),
    (("[[verstrekkingsregels]]", '"alcoholwet"]', '"hondenpoep"]'), "/verstrekkingsregels/4/voorwaarden/0/waarden", "code 'hondenpoep'"),
    (("[[verstrekkingsregels]]", 'kenmerk = "toezicht", eis = "in"', 'kenmerk = "toezicht", eis = "waar"'), "/verstrekkingsregels/4/voorwaarden/0", "past niet bij"),
]  # fmt: skip

GEVOLGEN = [
    ((OVERLEG, 'partij = ["om"]', 'partij = ["rijk"]'), "/overlegregels/0/partij", "'rijk'"),
    ((OVERLEG, 'kanalen = ["overleg"]', 'kanalen = ["duif"]'), "/overlegregels/0/kanalen", "'duif'"),
    ((OVERLEG, 'overlegsoorten = ["structureel"]', 'overlegsoorten = ["borrel"]'), "/overlegregels/0/overlegsoorten", "'borrel'"),
    ((OVERLEG, 'aanTafel = ["om"]', 'aanTafel = ["rijk"]'), "/overlegregels/1/aanTafel", "'rijk'"),
    ((OVERLEG, "categorieen = [1, 2]", "categorieen = [4]"), "/overlegregels/1/categorieen", "'4'"),
    ((OVERLEG, 'andersDan = ["RECENT_VERVOLGD"]', 'andersDan = ["BSN"]'), "/overlegregels/2/andersDan", "'BSN'"),
    ((OVERLEG, 'van = ["politie", "gemeente"]', 'van = ["rijk"]'), "/overlegregels/3/van", "'rijk'"),
    ((OVERLEG, 'naar = ["om"]', 'naar = ["rijk"]'), "/overlegregels/3/naar", "'rijk'"),
    ((OVERLEG, "vanafStap = 4", "vanafStap = 8"), "/overlegregels/3/vanafStap", "'8'"),
    ((OVERLEG, 'gegevenssoorten = ["RECENT_VERVOLGD"]', 'gegevenssoorten = ["BSN"]'), "/overlegregels/5/gegevenssoorten", "'BSN'"),
    ((OVERLEG, 'partij = ["om"]\nkanalen = ["overleg"]\noverlegsoorten = ["structureel"]', ""), "/overlegregels/0", "zou dus altijd sluiten"),
    (("[[plichten]]", 'soorten = ["rechtenverzoek"]', 'soorten = ["klacht"]'), "/plichten/9/soorten", "'klacht'"),
    (("[[plichten]]", 'stukken = ["nettolijst"]', 'stukken = ["lijstje"]'), "/plichten/8/stukken", "'lijstje'"),
    (("[[plichten]]", 'kanalen = ["koppelvlak"]', 'kanalen = ["duif"]'), "/plichten/1/kanalen", "'duif'"),
    (("[[plichten]]", 'van = ["om"]', 'van = ["rijk"]'), "/plichten/4/van", "'rijk'"),
    (("[[plichten]]", 'naar = ["gemeente"]', 'naar = ["rijk"]'), "/plichten/5/naar", "'rijk'"),
    (("[[plichten]]", "categorieen = [1, 2]", "categorieen = [4]"), "/plichten/5/categorieen", "'4'"),
    (("[[plichten]]", '"P1M"', '"een maand"'), "/plichten/5/termijn", "geen termijn"),
    (("[[plichten]]", "perOnderdeel = true", ""), "/plichten/6/vanaf", "perOnderdeel"),
    (("[[bewaartermijnen]]", "stappen = [2]", "stappen = [8]"), "/bewaartermijnen/0/stappen", "'8'"),
    (("[[bewaartermijnen]]", "categorieen = [1, 2]", "categorieen = [4]"), "/bewaartermijnen/0/categorieen", "'4'"),
    (("[[bewaartermijnen]]", '"P30D"', '"een maand"'), "/bewaartermijnen/0/termijn", "geen termijn"),
    (("[[bewaartermijnen]]", '["WPG8"]', '["BSN"]'), "/bewaartermijnen/3/gegevenssoorten", "'BSN'"),
    (("[[bewaartermijnen]]", 'vanaf = "termijnTot"', 'vanaf = "subdoel"'), "/bewaartermijnen/4/vanaf", "geen kenmerk met een datum"),
    (("[[bewaartermijnen]]", 'van = ["politie", "gemeente"]', 'van = ["rijk"]'), "/bewaartermijnen/5/van", "'rijk'"),
    (("[[bewaartermijnen]]", 'naar = ["om"]', 'naar = ["rijk"]'), "/bewaartermijnen/5/naar", "'rijk'"),
    (("[[bewaartermijnen]]", 'kanalen = ["overleg"]', 'kanalen = ["duif"]'), "/bewaartermijnen/6/kanalen", "'duif'"),
    (("[[logboek.termijnen]]", '"P4Y"', '"vier jaar"'), "/logboek/termijnen/0/termijn", "geen termijn"),
    (("[[logboek.termijnen]]", 'besluit = "geweigerd"', 'besluit = "toegestaan"'), "/logboek/termijnen/1", "'besluit' heeft al een termijn"),
    (("[[logboek.termijnen]]", '["autorisatie"]', '["autorisatie", "besluit"]'), "/logboek/termijnen/4", "'besluit' heeft al een termijn"),
    (("[[logboek.termijnen]]", '["autorisatie"]', '["autorisaties"]'), "/logboek/termijnen/4/soorten", "'autorisaties'"),
    (("[gegevenssoorten.NAW]", "enkelvoudig = true", "enkelvoudig = false"), "/gegevenssoorten/NAW/enkelvoudig", "moet true zijn"),
    (("[correcties.fouten]", 'verwisseld = "', 'vergeten = "er is niets"\nverwisseld = "'), "/correcties/fouten/vergeten", "kan geen melding noemen"),
    (("[ontvangstredenen]", "LEEFTIJD = ", "LEEFTIJDEN = "), "/ontvangstredenen/LEEFTIJD", "ontbreekt"),
    (("[aanvaardredenen]", "APART = ", "TERZIJDE = "), "/aanvaardredenen/APART", "ontbreekt"),
    (("[stukken.driehoeklijst]", 'genummerd = "leden"', 'genummerd = "lijst"'), "/stukken/driehoeklijst/genummerd", "is geen lijst"),
    (("[bevestigingen]", '"P14D"', '"twee weken"'), "/bevestigingen/termijn", "geen termijn"),
    (("[partijen.politie.functies.wijkagent]", 'titel = "wijkagent"', 'titel = "wijkagent"\nbevestigdDoor = ["kok"]'), "/partijen/politie/functies/wijkagent/bevestigdDoor", "'kok'"),
    (("[[logboek.termijnen]]", '["autorisatie"]', '["overleg"]'), "/logboek/termijnen/4", "'overleg' heeft al een termijn"),
]  # fmt: skip

WOORDEN = [
    (erbij("[geweigerd.kanalen]", 'telefoon = "mag niet"'), "/geweigerd/kanalen/telefoon", "mag of is geweigerd"),
    (erbij("[geweigerd.gegevenssoorten]", 'NAW = "mag niet"'), "/geweigerd/gegevenssoorten/NAW", "mag of is geweigerd"),
    (erbij("[geweigerd.meldingsbronnen]", 'politie = "telt niet"'), "/geweigerd/meldingsbronnen/politie", "mag of is geweigerd"),
    (("[[doelregels]]", '"D5"]', '"D9"]'), "/doelregels/0/doelen", "'D9'"),
    (("[[doelregels]]", "[1, 2]", "[4]"), "/doelregels/0/categorieen", "'4'"),
    (("[[doelregels]]", '"B_AANBOD"', '"BSN"'), "/doelregels/0/gegevenssoorten", "'BSN'"),
    ((SIGNAAL, 'soort = "groepsbericht"', 'soort = "brief"'), "/stukken/signaal/soort", "'brief'"),
    ((SIGNAAL, 'van = ["*"]', 'van = ["rijk"]'), "/stukken/signaal/stromen/0/van", "'rijk'"),
    ((SIGNAAL, 'naar = ["*"]', 'naar = ["rijk"]'), "/stukken/signaal/stromen/0/naar", "'rijk'"),
    ((SIGNAAL, "4, 5, 6]", "4, 5, 8]"), "/stukken/signaal/stromen/0/stappen", "'8'"),
    (("[stukken.nettolijst]", 'pseudoniemen = "verwijderen"', 'pseudoniemen = "wie"'), "/stukken/nettolijst/pseudoniemen", "geen lid van de vorm"),
    (("[stukken.driehoeklijst]", 'genummerd = "leden"', 'genummerd = "wie"'), "/stukken/driehoeklijst/genummerd", "geen lid van de vorm"),
    (("[stukken.nettolijst]", 'pseudoniemen = "verwijderen"', 'pseudoniemen = "reden"'), "/stukken/nettolijst/pseudoniemen", "geen lid van de vorm"),
    (("[stukken.gezamenlijk-verslag]", 'overleg = "overleg"', 'overleg = "taak"'), "/stukken/gezamenlijk-verslag/overleg", "geen lid van de vorm"),
    (("[stukken.gezamenlijk-verslag]", 'overleg = "overleg"', 'overleg = "dag"'), "/stukken/gezamenlijk-verslag/overleg", "geen kenmerk"),
    (("[stukken.gezamenlijk-verslag]", 'overleg = "overleg"\n', ""), "/stukken/reactie-op-verslag/overleg", "één verslag en één reactie"),
    (("[stukken.reactie-op-verslag]", 'overleg = "overleg"\n', ""), "/stukken/reactie-op-verslag/reactie", "reactie op niets"),
    (("[stukken.actie]", 'onderwerp = "actie"', 'onderwerp = "taak"'), "/stukken/actie/onderwerp", "geen lid van de vorm"),
    (("[stukken.actie]", 'onderwerp = "actie"', 'onderwerp = "doel"'), "/stukken/actie/onderwerp", "geen verplicht kenmerk"),
    (("[stukken.actie.vorm]", 'actie = { soort = "kenmerk", verplicht = true }', 'actie = { soort = "kenmerk" }'), "/stukken/actie/onderwerp", "geen verplicht kenmerk"),
    ((SIGNAAL, "los = true", 'los = true\nbeantwoordt = true'), "/stukken/signaal", "meer dan één"),
    ((SIGNAAL, "los = true", "los = false"), "/stukken/signaal/zonderGroep", "laat open waar een versie over gaat"),
    (("[stukken.antwoord]", 'lid = "antwoord"', 'lid = "wat"'), "/stukken/antwoord/uitstel", "geen lid van de vorm"),
    (("[stukken.antwoord]", 'lid = "antwoord"', 'lid = "toelichting"'), "/stukken/antwoord/uitstel", "is geen code"),
    (("[stukken.antwoord]", 'dag = "verwacht"', 'dag = "toelichting"'), "/stukken/antwoord/uitstel", "is geen datum"),
    (("[stukken.antwoord]", 'waarden = ["later"]', 'waarden = ["ooit"]'), "/stukken/antwoord/uitstel", "'ooit'"),
    (("[stukken.antwoord]", "beantwoordt = true", "beantwoordt = false"), "/stukken/antwoord/uitstel", "hoort bij wat een vraag beantwoordt"),
    (erbij("[aanvaardredenen]", 'HANDTEKENING = "klopt niet"'), "/aanvaardredenen/HANDTEKENING", "zegt ook dat het is geweigerd"),
    (("[stukken.signaal.vorm]", 'datum = { soort = "datum"', 'datum = { soort = "datum", vrij = true'), "/stukken/signaal/vorm", "is geen tekst en dus niet vrij"),
    (("[stukken.nettolijst.vorm]", ', van = { soort = "kenmerk", pseudoniem = true }', ""), "/stukken/nettolijst/vorm", "heeft van of leden"),
    (("[stukken.leerpunten.vorm]", 'van = { soort = "tekst", vrij = true }', 'van = { soort = "tekst" }, leden = { x = { soort = "tekst" } }'), "/stukken/leerpunten/vorm", "heeft van of leden"),
    (("[stukken.plan-van-aanpak.vorm]", 'soort = "object"', 'soort = "tekst"'), "/stukken/plan-van-aanpak/vorm", "geen lijst of object"),
    (("[stukken.plan-van-aanpak.vorm]", ', leden = { hoe = { soort = "tekst", verplicht = true, vrij = true }, frequentie = { soort = "regel", verplicht = true, vrij = true } } }', " }"), "/stukken/plan-van-aanpak/vorm", "geen leden"),
    (("[stukken.plan-van-aanpak.vorm]", 'convenantdoel = { soort = "code"', 'convenantdoel = { soort = "regel"'), "/stukken/plan-van-aanpak/vorm", "'doelen.convenantdoel'"),
    (("[stukken.actie.vorm]", 'doel = { soort = "code", verplicht = true, patroon = "G[1-9][0-9]?" }', 'doel = { soort = "regel", verplicht = true }'), "/stukken/actie/vorm", "'doel' is tekst die niemand nakijkt"),
    (("[stukken.actie.vorm]", ', patroon = "G[1-9][0-9]?"', ""), "/stukken/actie/vorm", "geen waarden en geen patroon"),
    (("[stukken.actie.vorm]", '"G[1-9][0-9]?"', '"G[9-1]"'), "/stukken/actie/vorm", "niet te lezen"),
    (("[stukken.actie.vorm]", '"G[1-9][0-9]?"', '".*"'), "/stukken/actie/vorm/doel/patroon", "vorm"),
    (("[stukken.plan-van-aanpak.vorm]", 'code = { soort = "code", verplicht = true, patroon = "G[1-9][0-9]?" }', 'code = { soort = "regel", verplicht = true }'), "/stukken/plan-van-aanpak/vorm", "'doelen.code' is tekst die niemand nakijkt"),
    (("[stukken.leerpunten.vorm]", 'van = { soort = "tekst", vrij = true }', 'van = { soort = "tekst" }'), "/stukken/leerpunten/vorm", "tekst die niemand nakijkt"),
    (("[correcties.melding]", '"verwisseld"]', '"zoek"]'), "/correcties/melding", "fout 'zoek'"),
    (("[correcties.melding]", 'lid = { soort = "code" }', 'lid = { soort = "lijst" }'), "/correcties/melding", "heeft van of leden"),
    (("[correcties.verbetering]", 'soort = "code"', 'soort = "getal"'), "/correcties/verbetering", "waarden horen bij een code"),
]  # fmt: skip

REDENEN = [
    ((BIJZONDER, "BIJZONDER]", "BIJZONDER_OUD]"), "/redenen/BIJZONDER", "ontbreekt"),
    ((BIJZONDER, "BIJZONDER]", "BIJZONDER_OUD]"), "/redenen/BIJZONDER_OUD", "nergens gebruikt"),
    ((BIJZONDER, "poort = 8", "poort = 9"), "/redenen/BIJZONDER/poort", "poort 8"),
    (("[redenen.ZAAK_ONTBREEKT]", "poort = 9", "poort = 10"), "/gegevenssoorten/STRAFVORDERLIJK/voorwaarden/0/reden", "hoort bij poort 10"),
    (("[partijen.om]", '"SEPOT_OF_VRIJSPRAAK"', '"SEPOT"'), "/partijen/om/voorwaarden/2/reden", "'SEPOT'"),
    ((STRAFVORDERLIJK, 'reden = "ZAAK_ONTBREEKT"', 'reden = "ZAAK_WEG"'), "/gegevenssoorten/STRAFVORDERLIJK/voorwaarden/0/reden", "'ZAAK_WEG'"),
    (("[[verstrekkingsregels]]", '"HELPDESK_AKKOORD"', '"HELPDESK"'), "/verstrekkingsregels/3/voorwaarden/0/reden", "'HELPDESK'"),
    ((OVERLEG, '"OM_LUISTERT_MEE"', '"OREN"'), "/overlegregels/1/reden", "'OREN'"),
    (("[[doelregels]]", '"DOEL_ALLEEN_AANBOD"', '"AANBOD"'), "/doelregels/0/reden", "'AANBOD'"),
    (("[categorieen.1]", '"LEEFTIJD_LID"', '"LEEFTIJD"'), "/categorieen/1/redenLeeftijd", "'LEEFTIJD'"),
    (("[redenen.DPIA_ONTBREEKT]", 'interpretatie = "K3"', 'interpretatie = "Z9"'), "/redenen/DPIA_ONTBREEKT/interpretatie", "'Z9'"),
    ((SIGNAAL, 'interpretatie = "D4"', 'interpretatie = "Z9"'), "/stukken/signaal/interpretatie", "'Z9'"),
    (("[redenen.MOTIVERING_ONTBREEKT]", "De afweging heeft", "Onderdeel {nummer} heeft"), "/redenen/MOTIVERING_ONTBREEKT/uitleg", "'{nummer}' bestaat hier niet"),
    (("[redenen.MOTIVERING_ONTBREEKT]", "De afweging heeft", "De {afweging heeft"), "/redenen/MOTIVERING_ONTBREEKT/uitleg", "accolades"),
    (("[redenen.KANAAL_GEWEIGERD]", "Kanaal {waarde} is", "Kanaal {waarde!r} is"), "/redenen/KANAAL_GEWEIGERD/uitleg", "accolades"),
    (("[redenen.DERDEN_NIET_VERWIJDERD]", 'convenant = "4.1"', ""), "/redenen/DERDEN_NIET_VERWIJDERD", "geen artikel"),
]  # fmt: skip

ALLE = [*VORM, *ALGEMEEN, *SOORTEN, *STROMEN, *GEVOLGEN, *WOORDEN, *REDENEN]


@pytest.mark.parametrize(
    ("schade", "plaats", "melding"),
    ALLE,
    ids=[f"{plaats} {melding}" for _, plaats, melding in ALLE],
)
def test_een_beschadigd_bestand_zegt_waar(
    schade: tuple[str, str, str], plaats: str, melding: str
) -> None:
    gevonden = fouten(vervang(*schade))
    assert any(fout.startswith(f"{plaats}: ") and melding in fout for fout in gevonden), gevonden


def test_zonder_kanalen_of_eindcriteria_is_er_niets_te_beslissen() -> None:
    begin, einde = TEKST.index("[kanalen.koppelvlak]"), TEKST.index("# Binnen hoeveel werkdagen")
    gevonden = fouten(TEKST[:begin] + "[kanalen]\n" + TEKST[einde:])
    assert "/kanalen: noemt geen enkel kanaal" in gevonden
    begin = TEKST.index("overlast_gestopt =")
    einde = TEKST.index("# --- Categorieën betrokkenen")
    gevonden = fouten(TEKST[:begin] + TEKST[einde:])
    assert "/eindcriteria: noemt geen enkel eindcriterium" in gevonden


def test_wie_over_alle_partijen_kijkt_doet_dat_met_een_opdracht() -> None:
    begin, einde = (
        TEKST.index("wettelijke-audit ="),
        TEKST.index("[[aanstellingen.ondertekenaars]]"),
    )
    assert any(
        "noemt geen enkele opdracht" in fout for fout in fouten(TEKST[:begin] + TEKST[einde:])
    )


def test_een_partij_verstrekt_niet_aan_zichzelf() -> None:
    regel = (
        '[[verstrekkingsregels]]\nvan = "om"\nnaar = "om"\n'
        'gegevenssoorten = ["NAW"]\ngrondslagen = ["WJSG39F_B"]\n'
    )
    (gevonden,) = fouten(TEKST + regel)
    assert gevonden.endswith(": gaat over geen enkele stroom tussen twee partijen")


def test_alle_fouten_komen_in_een_keer() -> None:
    tekst = TEKST.replace('doelen = ["D1", "D2"]', 'doelen = ["D8", "D9"]', 1)
    tekst = tekst.replace('interpretatie = "K3"', 'interpretatie = "Z9"', 1)
    assert len(fouten(tekst)) == 3


@pytest.mark.parametrize(
    ("bron", "melding"),
    [
        (b"", "verplicht"),
        (b"[convenant", "geen TOML"),
        (b'naam = "\xff"', "geen UTF-8"),
        (b"a = 1\na = 2", "geen TOML"),
        (b"a = " + b"[" * 5000, "geen TOML"),
    ],
)
def test_wat_geen_convenant_is_wordt_geweigerd(bron: bytes, melding: str) -> None:
    with pytest.raises(InconsistentConvenant, match=melding):
        laad_convenant(bron)
