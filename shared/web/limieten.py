"""Every limit of a process, each a named field with a default.

Whoever needs a new limit adds a field here, with its unit in the name and its reason in the
docstring; nobody writes a bare number in code. A limit set out of reach is a limit switched off, so
each has a bound of its own that production does not go beyond.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Productiegrens:
    """The highest value a limit may have where real personal data are handled."""

    hoogstens: float

    @property
    def tekst(self) -> str:
        """As an operator would write it in the file: `8388608`, `2.5`."""
        return f"{self.hoogstens:.12g}"


class _Grenzen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def boven_productiegrens(self) -> Iterator[tuple[str, str]]:
        """Every limit that is higher than production may have, with what it may be."""
        for naam, veld in type(self).model_fields.items():
            for grens in veld.metadata:
                if isinstance(grens, Productiegrens) and getattr(self, naam) > grens.hoogstens:
                    yield naam, grens.tekst


class Limieten(_Grenzen):
    """Bounds on what comes in, on what is kept, and on how long anything may take."""

    max_body_bytes: Annotated[int, Productiegrens(8 * 1024 * _KIB)] = Field(
        default=1024 * _KIB, gt=0
    )
    """De inhoud van een verzoek; groter is een 413, voor er iets van is gelezen."""

    max_koppen_bytes: Annotated[int, Productiegrens(64 * _KIB)] = Field(default=32 * _KIB, gt=0)
    """Verzoekregel en koppen samen; groter is een 431 en de verbinding sluit."""

    max_antwoord_bytes: Annotated[int, Productiegrens(64 * 1024 * _KIB)] = Field(
        default=4 * 1024 * _KIB, gt=0
    )
    """Hoeveel van het antwoord van een ander wordt gelezen."""

    max_json_diepte: Annotated[int, Productiegrens(64)] = Field(default=32, gt=0, le=200)
    """Hoe diep objecten en lijsten in elkaar mogen zitten."""

    max_fouten: Annotated[int, Productiegrens(1_000)] = Field(default=200, gt=0)
    """Hoeveel fouten een antwoord noemt; een laatste regel zegt hoeveel er nog waren."""

    max_gelijktijdig: Annotated[int, Productiegrens(4_096)] = Field(default=512, gt=0)
    """Hele verzoeken van bekende aanroepers die tegelijk in behandeling zijn; het volgende
    krijgt een 503 met `Retry-After`."""

    deel_voor_organisaties: Annotated[float, Productiegrens(0.9)] = Field(
        default=0.25, ge=0.1, lt=1
    )
    """Welk deel van `max_gelijktijdig` alleen voor organisaties is: berichten en
    ontvangstbewijzen."""

    max_per_medewerker: Annotated[int, Productiegrens(256)] = Field(default=64, gt=0)
    """Als `max_gelijktijdig`, voor een account."""

    max_onbekend_per_adres: Annotated[int, Productiegrens(256)] = Field(default=32, gt=0)
    """Als `max_gelijktijdig`, voor een adres waarvandaan iemand iets vraagt waarvoor niemand
    bekend hoeft te zijn."""

    max_onbekend_body_bytes: Annotated[int, Productiegrens(64 * _KIB)] = Field(
        default=16 * _KIB, gt=0
    )
    """Als `max_body_bytes`, van wie niemand weet wie het is."""

    max_pogingen_per_adres: Annotated[int, Productiegrens(120)] = Field(default=30, gt=0)
    """Hoe vaak vanaf een adres iets mag worden ingeleverd met een code in plaats van een inlog, in
    `pogingen_venster_seconden`; het volgende krijgt een 429 met `Retry-After`."""

    pogingen_venster_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=600, ge=60)
    """Hoe lang een poging vanaf een adres meetelt."""

    max_onaf_per_aanroeper: Annotated[int, Productiegrens(256)] = Field(default=64, gt=0)
    """Verzoeken van een bekende aanroeper waarvan de inhoud nog binnenkomt."""

    max_verbindingen: Annotated[int, Productiegrens(16_384)] = Field(default=1024, gt=0)
    """Verbindingen zonder clientcertificaat waarop niets gebeurt."""

    max_verbindingen_per_adres: Annotated[int, Productiegrens(1_024)] = Field(default=128, gt=0)
    """Als `max_verbindingen`, van een adres."""

    max_verbindingen_per_certificaat: Annotated[int, Productiegrens(1_024)] = Field(
        default=256, gt=0
    )
    """Als `max_verbindingen`, met een clientcertificaat; meer dan `client_verbindingen`."""

    handdruk_seconden: Annotated[float, Productiegrens(60)] = Field(default=10.0, gt=0)
    """Hoe lang een client over het opzetten van TLS mag doen."""

    antwoord_tijd_seconden: Annotated[float, Productiegrens(300)] = Field(default=30.0, gt=0)
    """Hoe lang een client mag laten liggen wat wij hem sturen."""

    opnieuw_na_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=5, gt=0)
    """`Retry-After` waar niets beters bekend is."""

    onderhoud_slot_seconden: Annotated[int, Productiegrens(24 * 3_600)] = Field(default=900, gt=0)
    """Hoe lang een beurt van het onderhoud het slot houdt; is die gesneuveld, dan neemt de
    volgende het daarna over."""

    onderhoud_uiterlijk_seconden: Annotated[int, Productiegrens(36 * 3_600)] = Field(
        default=26 * 3_600, gt=0
    )
    """Hoe lang de laatste beurt van het onderhoud geleden mag zijn; daarna is er een alarm."""

    verzoek_tijd_seconden: Annotated[float, Productiegrens(120)] = Field(default=30.0, gt=0)
    """Hoe lang een client over het sturen van een heel verzoek mag doen."""

    keep_alive_seconden: Annotated[int, Productiegrens(600)] = Field(default=65, gt=0)
    """Hoe lang een verbinding waarop niets gebeurt open blijft; langer dan de clients haar
    zelf laten rusten."""

    afsluittijd_seconden: Annotated[int, Productiegrens(300)] = Field(default=20, gt=0)
    """Hoe lang een proces dat stopt wacht op verzoeken die nog lopen."""

    client_verbinden_seconden: Annotated[float, Productiegrens(60)] = Field(default=5.0, gt=0)
    """Een verbinding met een ander opzetten, met TLS erbij."""

    client_antwoord_seconden: Annotated[float, Productiegrens(120)] = Field(default=30.0, gt=0)
    """Wachten op (het volgende deel van) het antwoord van een ander."""

    client_verbindingen: Annotated[int, Productiegrens(256)] = Field(default=64, gt=0)
    """Verbindingen met een ander tegelijk."""

    client_rust_seconden: Annotated[float, Productiegrens(300)] = Field(default=30.0, gt=0)
    """Hoe lang een ongebruikte verbinding met een ander wordt bewaard; korter dan
    `keep_alive_seconden`, zodat de client als eerste sluit en niet schrijft in wat de
    server net sloot."""

    paginagrootte: Annotated[int, Productiegrens(500)] = Field(default=50, gt=0)
    """Hoeveel rijen een bladzijde heeft als de vrager geen aantal noemt."""

    max_paginagrootte: Annotated[int, Productiegrens(500)] = Field(default=200, gt=0)
    """Hoeveel rijen per bladzijde iemand mag vragen."""

    tijdvenster_seconden: Annotated[int, Productiegrens(300)] = Field(default=300, gt=0)
    """Hoe ver de tijd in een bericht van onze klok mag liggen (profiel, herhaling)."""

    max_token_bytes: Annotated[int, Productiegrens(16 * _KIB)] = Field(default=8 * _KIB, gt=0)
    """Een toegangstoken."""

    token_klokverschil_seconden: Annotated[int, Productiegrens(60)] = Field(default=10, ge=0, le=60)
    """Hoe ver de klok van de inlog van de onze mag afwijken."""

    token_max_geldigheid_seconden: Annotated[int, Productiegrens(24 * 3_600)] = Field(
        default=24 * 3600, gt=0, le=7 * 24 * 3600
    )
    """Hoe lang een token na uitgifte hoogstens geldt; wie uit dienst gaat, is er dan uit."""

    jwks_max_leeftijd_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=600, gt=0)
    """Hoe lang de sleutels van de inlog gebruikt worden zonder opnieuw te vragen."""

    jwks_min_tussenpoos_seconden: Annotated[int, Productiegrens(600)] = Field(default=30, gt=0)
    """De kortste tijd tussen twee keer ophalen, zodat tokens met verzonnen sleutelnamen ons de
    inlog niet laten bestoken."""

    jwks_herkansing_seconden: Annotated[int, Productiegrens(60)] = Field(default=2, gt=0)
    """Hetzelfde zolang er nog geen sleutels zijn: een inlog die later start dan wij."""

    max_jwks_bytes: Annotated[int, Productiegrens(512 * _KIB)] = Field(default=64 * _KIB, gt=0)
    """De sleutelset van de inlog."""

    max_bundel_bladen: Annotated[int, Productiegrens(100_000)] = Field(default=10_000, gt=0)
    """Bladen in een bewijsbundel; wie meer nodig heeft, vraagt ze in delen."""

    leesreeks_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=900, gt=0)
    """Hoe lang iemands lezen in het log als een reeks telt, met een blad aan het begin en aan
    het eind wat er gelezen is."""

    getuigenronde_seconden: Annotated[float, Productiegrens(60)] = Field(default=1.0, gt=0)
    """Hoe lang na een nieuw blad de getuigen om hun handtekening wordt gevraagd."""

    alarmronde_seconden: Annotated[float, Productiegrens(60)] = Field(default=1.0, gt=0)
    """Hoe vaak de alarmregels kijken naar wat erbij is gekomen."""

    log_volgen_seconden: Annotated[float, Productiegrens(300)] = Field(default=15.0, gt=0)
    """Hoe vaak een partij uit zichzelf naar het checkpoint en de partijdocumenten kijkt."""

    aansluiten_seconden: Annotated[float, Productiegrens(24 * 3600)] = Field(default=600.0, gt=0)
    """Hoe vaak een partij haar eigen bestand naast het log legt dat zij mede ondertekent."""

    aansluiten_na_seconden: Annotated[float, Productiegrens(3600)] = Field(default=60.0, gt=0)
    """Hoe oud een regel van het eigen journaal is voor hij meedoet: langer dan een transactie
    duurt, zodat er geen bij komt achter waar het al was."""

    aansluittermijn_seconden: Annotated[int, Productiegrens(24 * 3600)] = Field(default=3600, gt=0)
    """Hoe lang een ingenomen bericht op zijn blad mag wachten voor dat een alarm is. Het blad
    is er voor het bericht; dit geldt alleen als de gateway niet te bereiken is."""

    groepen_volgen_seconden: Annotated[float, Productiegrens(600)] = Field(default=60.0, gt=0)
    """Hoe vaak een partij kijkt hoe haar groepen ervoor staan als niemand een werklijst opent."""

    max_evaluaties: Annotated[int, Productiegrens(1_000)] = Field(default=100, gt=0)
    """Vragen in een verzoek om meer evaluaties."""


class Verzending(_Grenzen):
    """How the outbox sends again what could not be delivered."""

    eerste_wachttijd_seconden: Annotated[float, Productiegrens(300)] = Field(default=1.0, gt=0)
    """Wachten na de eerste mislukte poging; verdubbelt bij elke volgende."""

    maximale_wachttijd_seconden: Annotated[float, Productiegrens(3_600)] = Field(
        default=900.0, gt=0
    )
    """De langste tijd tussen twee pogingen."""

    maximale_pogingen: Annotated[int, Productiegrens(10_000)] = Field(default=1000, gt=0)
    """Na zoveel pogingen moet een mens kijken. Met de wachttijden hierboven is dat meer dan
    een week: een ontvanger die een nacht of een weekend weg is, kost niets."""

    gelijktijdig: Annotated[int, Productiegrens(64)] = Field(default=8, gt=0)
    """Berichten die tegelijk worden verstuurd."""

    rusttijd_seconden: Annotated[float, Productiegrens(60)] = Field(default=1.0, gt=0)
    """Hoe vaak de postuit kijkt als niemand haar wekt."""

    opruimen_rusttijd_seconden: Annotated[float, Productiegrens(3_600)] = Field(default=60.0, gt=0)
    """Hoe vaak een dienst kijkt wat zij moet vernietigen als geen bericht haar wekt."""

    lease_seconden: Annotated[float, Productiegrens(900)] = Field(default=90.0, gt=0)
    """Hoe lang een poging mag duren; daarna geldt haar proces als gestorven en volgt een
    andere. Langer dan `client_antwoord_seconden` van al haar verzoeken samen."""

    wacht_seconden: Annotated[float, Productiegrens(60)] = Field(default=5.0, gt=0)
    """Hoe lang een medewerker die iets verstuurt op het eindantwoord wacht voor hij een 202
    krijgt."""

    spreiding: Annotated[float, Productiegrens(0.9)] = Field(default=0.3, ge=0, lt=1)
    """Welk deel van een wachttijd toeval is, zodat niet veel berichten tegelijk terugkomen."""

    partijen_houdbaar_seconden: Annotated[float, Productiegrens(900)] = Field(default=300.0, gt=0)
    """Hoe lang het register van partijen gebruikt wordt zonder de gateway opnieuw te vragen."""
