"""The reasons the toetsing itself can give, and what a reason's sentence may fill in.

The sentence, article, law and interpretation of each code are rows of the covenant file. Reasons
that belong to a row (a condition, a meeting rule, an age rule) are named by that row only and are
not listed here. The number is the gate the code closes: a file that files a reason under another
gate is inconsistent.
"""

from string import Formatter
from types import MappingProxyType
from typing import Final

ONTVANGSTREDENEN: Final = frozenset(
    {
        "HANDTEKENING",
        "ANDERE_ONTVANGER",
        "ONLEESBAAR",
        "INHOUD_WIJKT_AF",
        "VORM",
        "LEEFTIJD",
        "REGELS",
        "NIET_HIER",
        "VERNIETIGD",
        "ANDERE_GROEP",
        "NIET_BEVESTIGD",
    }
)
"""What a receiver can say of a message it refuses; each has a sentence in the file."""
AANVAARDREDENEN: Final = frozenset({"APART"})
"""What it can say of one it accepts."""

CODES: Final = MappingProxyType(
    {
        "CONVENANT_ANDER": 1,
        "CONVENANT_NIET_IN_WERKING": 1,
        "CONVENANT_BEEINDIGD": 1,
        "CONVENANT_OPGEZEGD": 1,
        "CONVENANT_NIET_VOORTGEZET": 1,
        "PARTIJ_ONBEKEND": 2,
        "PARTIJ_NIET_GEREGISTREERD": 2,
        "PARTIJ_NIET_ACTIEF": 2,
        "PARTIJ_ZICHZELF": 2,
        "DOORVERSTREKKING": 2,
        "DPIA_ONTBREEKT": 3,
        "MEDEWERKER_ONTBREEKT": 4,
        "AUTORISATIE_ONTBREEKT": 4,
        "AUTORISATIE_ANDERE_PARTIJ": 4,
        "NIET_AANGEWEZEN": 4,
        "NIET_GEAUTORISEERD": 4,
        "GEHEIMHOUDING_ONTBREEKT": 4,
        "VOG_ONTBREEKT": 4,
        "AUTORISATIE_VERLOPEN": 4,
        "FUNCTIE_ZONDER_RECHT": 4,
        "ONTVANGER_MAG_NIET": 4,
        "GROEP_ONTBREEKT": 5,
        "GROEP_ANDERE": 5,
        "GROEP_NIET_ACTIEF": 5,
        "STAP_WIJKT_AF": 5,
        "STAP_ZONDER_GEGEVENS": 5,
        "STARTBESLUIT_ONTBREEKT": 5,
        "START_TOEKOMST": 5,
        "START_GROEPSVERBAND": 5,
        "START_MELDINGEN": 5,
        "START_INTERVENTIE": 5,
        "EINDCRITERIUM_BEREIKT": 5,
        "PRIORITERING_ONTBREEKT": 5,
        "VERZOEK_ONTBREEKT": 5,
        "VERWIJZING_ONTBREEKT": 5,
        "VERWIJZING_ONBEKEND": 5,
        "VERWIJZING_ANDERE_GROEP": 5,
        "VERWIJZING_INGETROKKEN": 5,
        "VERWIJZING_VERNIETIGD": 5,
        "VERWIJZING_SOORT": 5,
        "VERWIJZING_RICHTING": 5,
        "PLAATS_ONTBREEKT": 5,
        "PLAATS_DUBBEL": 5,
        "PLAATS_STAAT_NIET": 5,
        "PLAATS_ANDERS": 5,
        "HERKOMST_BRON": 5,
        "BETROKKENE_NIEUW": 5,
        "BESLUIT_SOORT_ONBEKEND": 5,
        "BESLUIT_ONGELDIG": 5,
        "BESLUIT_HANDTEKENING": 5,
        "BESLUIT_FUNCTIE": 5,
        "BESLUIT_VIER_OGEN": 5,
        "BESLUIT_GROEP_BESTAAT": 5,
        "BESLUIT_STAP": 5,
        "BESLUIT_TOEKOMST": 5,
        "BESLUIT_PERIODE": 5,
        "BESLUIT_EINDCRITERIUM": 5,
        "CATEGORIE_ONBEKEND": 6,
        "KIND_ONTBREEKT": 6,
        "KIND_ZICHZELF": 6,
        "LEEFTIJD_ONDERGRENS": 6,
        "BETROKKENE_IS_MEDEWERKER": 6,
        "DEELNEMER_GEEN_MEDEWERKER": 6,
        "CATEGORIE_VERSCHILT": 6,
        "LEEFTIJD_VERSCHILT": 6,
        "ONDERDELEN_ONTBREKEN": 7,
        "ONDERDELEN_VERBODEN": 7,
        "VERNIETIGD_ONTBREEKT": 7,
        "STUK_ANDERE_SOORT": 7,
        "STUK_NIET_IN_STROOM": 7,
        "STUK_NIET_IN_STAP": 7,
        "CORRECTIE_KANAAL": 7,
        "SOORT_NIET_VAN_PARTIJ": 7,
        "SOORT_NIET_VOOR_CATEGORIE": 7,
        "SOORT_NIET_IN_STAP": 7,
        "SOORT_NIET_OVER_KANAAL": 7,
        "SOORT_GEWEIGERD": 8,
        "BIJZONDER": 8,
        "DOEL_ONTBREEKT": 10,
        "DOEL_NIET_VOOR_PARTIJ": 10,
        "GRONDSLAG_ONTBREEKT": 11,
        "GRONDSLAG_PAST_NIET": 11,
        "GRONDSLAG_GEWEIGERD": 11,
        "GEEN_GRONDSLAG": 11,
        "TAAKGRONDSLAG": 11,
        "AFWEGING_ONTBREEKT": 12,
        "AFWEGING_ONVOLLEDIG": 12,
        "MOTIVERING_ONTBREEKT": 12,
        "LEEFTIJD_MOTIVERING": 12,
        "KANAAL_GEWEIGERD": 14,
        "KANAAL_NIET_VOOR_SOORT": 14,
        "UITING_ONTBREEKT": 14,
        "UITING_OVERBODIG": 14,
        "OVERLEG_OVERBODIG": 14,
        "OVERLEG_ONBEKEND": 14,
        "OVERLEG_ANDERE_GROEP": 14,
        "OVERLEG_ANDERE_DAG": 14,
        "OVERLEG_LOCATIE": 14,
        "OVERLEG_MEDEWERKER": 14,
        "OVERLEG_DEELNEMERS": 14,
        "OVERLEG_FUNCTIE": 14,
        "AARD_ONTBREEKT": 15,
        "DERDEN_NIET_VERWIJDERD": 15,
        "INFORMATIE_ONTBREEKT": 16,
        "INFORMATIE_OPEN": 16,
        "UITZONDERING_GROND": 16,
        "UITZONDERING_TWEEDE": 16,
        "UITZONDERING_HERBEOORDELING": 16,
        "UITZONDERING_TE_LAAT": 16,
    }
)

#: Always filled in (a group decision fills in ``vandaag``, ``waarde`` and ``wel`` only).
VAN_BERICHT: Final = frozenset(
    {
        "afzender", "ontvanger", "soort", "kanaal", "stap", "doel", "vandaag", "waarde", "wel",
        "waarom",
    }
)  # fmt: skip
#: Filled in besides when the reason is about one onderdeel.
VAN_ONDERDEEL: Final = frozenset({"nummer", "gegevenssoort", "categorie", "grondslag"})

#: Gates whose reasons are always about one onderdeel.
POORTEN_PER_ONDERDEEL: Final = frozenset({6, 8, 9, 11, 15, 16})
#: Other reasons that are about one onderdeel.
CODES_PER_ONDERDEEL: Final = frozenset(
    {
        "DOORVERSTREKKING", "SOORT_NIET_VAN_PARTIJ", "SOORT_NIET_VOOR_CATEGORIE",
        "SOORT_NIET_IN_STAP", "SOORT_NIET_OVER_KANAAL", "CORRECTIE_KANAAL", "PLAATS_ONTBREEKT",
        "PLAATS_DUBBEL", "PLAATS_STAAT_NIET", "PLAATS_ANDERS", "HERKOMST_BRON",
        "BETROKKENE_NIEUW", "LEEFTIJD_MOTIVERING", "DOEL_ALLEEN_AANBOD",
    }
)  # fmt: skip

#: Of a decision about a group: what is written is no decision at all.
BESLUIT_IS_GEEN_BESLUIT: Final = frozenset({"BESLUIT_ONGELDIG", "BESLUIT_SOORT_ONBEKEND"})
#: What who wrote it can mend by writing something else.
BESLUIT_ANDERS_TE_SCHRIJVEN: Final = BESLUIT_IS_GEEN_BESLUIT | {"BESLUIT_EINDCRITERIUM"}
#: Who signed may not, or did not.
BESLUIT_NIET_GETEKEND: Final = frozenset(
    {"BESLUIT_HANDTEKENING", "BESLUIT_FUNCTIE", "BESLUIT_VIER_OGEN"}
)


def plaatshouders(uitleg: str) -> frozenset[str]:
    """The names between braces in a sentence; ``ValueError`` where the braces do not match."""
    namen = set()
    for _, naam, opmaak, omzetting in Formatter().parse(uitleg):
        if naam is None:
            continue
        if opmaak or omzetting:
            raise ValueError("een plaatshouder is alleen een naam tussen accolades")
        namen.add(naam)
    return frozenset(namen)


def toegestane_plaatshouders(code: str, poort: int) -> frozenset[str]:
    """What the sentence of this reason may fill in."""
    if poort in POORTEN_PER_ONDERDEEL or code in CODES_PER_ONDERDEEL:
        return VAN_BERICHT | VAN_ONDERDEEL
    return VAN_BERICHT
