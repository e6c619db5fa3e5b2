"""Numbers that belong to somebody: BSN, account, document, file, number plate. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.vrijetekst.lezing import reeks
from shared.vrijetekst.patroon import Blad, Treffer, maak
from shared.vrijetekst.woorden import Woord

_L, _C = "[a-z]", r"\d"
_ZIJCODES = (
    (2, 2, -2), (-2, -2, 2), (-2, 2, -2), (2, -2, 2), (2, 2, -2), (-2, 2, 2), (-2, 3, -1),
    (-1, 3, -2), (2, -3, 1), (1, -3, 2), (3, -2, 1), (1, -2, 3), (-1, 2, -3), (-3, 2, -1),
)  # fmt: skip
"""Sidecodes of Dutch plates: a positive number is so many letters, a negative so many digits."""


def _zijcode(delen: tuple[int, ...], scheiding: str) -> str:
    return scheiding.join(f"{_L if deel > 0 else _C}{{{abs(deel)}}}" for deel in delen)


def _vormen(scheiding: str) -> re.Pattern[str]:
    vormen = "|".join(_zijcode(delen, scheiding) for delen in _ZIJCODES)
    return re.compile(rf"(?<![\w-])(?:{vormen})(?![\w-])", re.ASCII)


_PLAAT = re.compile(
    "|".join(_zijcode(delen, "-") + "|" + _zijcode(delen, "") for delen in _ZIJCODES)
)
_PLAAT_LOS_KLEIN = _vormen(" ")
_PLAAT_LOS = re.compile(_vormen("[ -]?").pattern.replace("a-z", "A-Z"), re.ASCII)
_PLAAT_GESPELD = re.compile(
    r"(?<!\w)(?=(?:[a-z] ){0,5}\d)(?=(?:\d ){0,5}[a-z])(?:[a-z0-9] ){5}[a-z0-9](?!\w)", re.ASCII
)
_LANGSTE_DEEL, _MEESTE_DELEN = 3, 5
_KORTE_WOORDEN = reeks(
    "a e m u x al de en er in is na nu of om op te zo we ze je ik af km cm mm kg gr uur dag jan "
    "feb mrt apr mei jun jul aug sep okt nov dec min max tot van met uit dan per via"
)
_VOERTUIGEN = reeks(
    "auto scooter brommer snorfiets motor busje bus kenteken kentekenplaat plaat plaatje "
    "nummerbord nummerplaat wagen bestelbus vrachtwagen taxi bromfiets clio golf polo voertuig"
)

_GEEN_PERSOON = reeks(
    "lijnnummer busnummer tramnummer artikelnummer volgnummer versienummer paginanummer weeknr "
    "weeknummer rugnummer spoornummer perronnummer alarmnummer noodnummer servicenummer "
    "kamernummer huisnummer zaalnummer liednummer hoofdstuknummer bladnummer haltenummer "
    "mastnummer bijlagenummer lijnnr postcodenummer artikelnr volgnr versienr paginanr bijlagenr "
    "telefoonnummer telefoonnr telnr huisnr metrolijnnummer groepsnummer groepnummer"
)
_ETIKETTEN = reeks(
    "imei bsn sofi pv zaak dossier mutatie mutatienr polis paspoort rijbewijs id idkaart idbewijs "
    "identiteitskaart identiteitsbewijs reisdocument visum parketnr vin chassis aangifte client "
    "patient klant debiteur leerling student lid personeel dienst v-nummer id-kaart id-bewijs "
    "ov-kaart ov-chipkaart parket proces-verbaal procesverbaal casus verzekering "
    "bankpas creditcard giro rekening bankrekening strafdossier klantnr"
)
_WAARDE = re.compile(
    r"\.?(?:\s(?:is|was|luidt|van|met|nr|nummer)\b\.?)?[\s:.=(#]{0,3}"
    r"((?:[a-z]{1,5}[-. /]?)?\d(?:[a-z]{0,3}[-./ ]?\d){1,24}[a-z]{0,2})(?!\w)",
    re.ASCII,
)
_CIJFERS_KORT, _CIJFERS = 3, 5
_CIJFERS_BSN = (8, 9)
"""Digits from which on a number says who: after "clientnr." fewer than after "zaak"."""
_DATUM = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}$|(?:19|20)\d\d(?:[-/ ]\d{1,2}){0,2}$")
_TIJD = re.compile(r"\d{1,2}[.:]\d\d$")
_BEDRAG = re.compile(r"\d{1,3}(?:\.\d{3}){1,8}$")
_SCHUILNAAM = re.compile(r"[a-z]{3}-20\d\d-\d{3}$")


def is_etiket(woord: Woord) -> bool:
    """Whether it is a word that says whose or what the number after it is."""
    if woord.kaal.endswith(("nummer", "nr")):
        return woord.kaal not in _GEEN_PERSOON
    return woord.kaal in _ETIKETTEN


def vind_met_etiket(blad: Blad, woord: Woord) -> Iterator[Treffer]:
    """The number after such a word (`clientnr.`, `zaak`, `IMEI`)."""
    treffer = _WAARDE.match(blad.laag, woord.einde)
    if treffer is None or _geen_nummer(treffer[1]):
        return
    kort = woord.kaal not in _ETIKETTEN and woord.kaal not in ("nummer", "nr")
    cijfers = sum(teken.isdigit() for teken in treffer[1])
    if cijfers >= (_CIJFERS_KORT if kort else _CIJFERS):
        yield Treffer(_soort_nummer(woord.kaal, cijfers), *treffer.span(1))


def _soort_nummer(etiket: str, cijfers: int) -> str:
    if "rek" in etiket or etiket == "giro":
        return "iban"
    los = etiket in ("nummer", "nr") and cijfers in _CIJFERS_BSN
    return "burgerservicenummer" if los or etiket in ("bsn", "sofi") else "nummer"


def _geen_nummer(waarde: str) -> bool:
    return any(vorm.match(waarde) for vorm in (_DATUM, _TIJD, _BEDRAG, _SCHUILNAAM))


def _is_rekening(treffer: re.Match[str]) -> bool:
    return sum(teken.isdigit() for teken in treffer[0]) >= 8


def _in_een_kaart(treffer: re.Match[str]) -> bool:
    """No amount and no moment: digits in a row that count nothing."""
    voor = treffer.string[max(0, treffer.start() - 3) : treffer.start()]
    return "€" not in voor and not re.match(r"20[12]\d[01]\d[0-3]\d", treffer[0])


def vind_plaat(blad: Blad, plek: int) -> Iterator[Treffer]:
    """The number plate that the word at this place belongs to."""
    woord = blad.woorden[plek]
    if _PLAAT.fullmatch(blad.laag, woord.begin, woord.einde):
        if "-" in woord.tekst or _is_plaat(woord.kaal):
            yield Treffer("kenteken", woord.begin, woord.einde)
        return
    if len(woord.tekst) > _LANGSTE_DEEL:
        return
    bij_voertuig = not blad.vormen.isdisjoint(_VOERTUIGEN)
    for begin in _begin_van_delen(blad.woorden, plek):
        treffer = _PLAAT_LOS.match(blad.tekst, begin)
        if treffer is None and bij_voertuig:
            treffer = _PLAAT_LOS_KLEIN.match(blad.laag, begin)
        if treffer is not None and _is_plaat(treffer[0].lower()):
            yield Treffer("kenteken", *treffer.span())
        gespeld = _PLAAT_GESPELD.match(blad.laag, begin)
        if gespeld is not None:
            yield Treffer("kenteken", *gespeld.span())


def _begin_van_delen(woorden: list[Woord], plek: int) -> Iterator[int]:
    """Where a plate can start whose digits stand here: at most five short words back."""
    yield woorden[plek].begin
    for terug in range(plek, max(0, plek - _MEESTE_DELEN), -1):
        vorige = woorden[terug - 1]
        if woorden[terug].tussen not in (" ", "-") or len(vorige.tekst) > _LANGSTE_DEEL:
            return
        yield vorige.begin


def _is_plaat(plaat: str) -> bool:
    """Its letters are no words: "10 en 12" is no plate."""
    letters = re.findall(r"[a-z]+", plaat)
    return _KORTE_WOORDEN.isdisjoint(letters)


def _heeft_beide(treffer: re.Match[str]) -> bool:
    """Letters and digits, on a plate of whatever country."""
    plaat = treffer[1]
    return any(teken.isdigit() for teken in plaat) and any(t.isalpha() for t in plaat)


PATRONEN = (
    maak(
        "burgerservicenummer",
        r"\b(?:bsn|sofi(?:nummer)?|burgerservicenummer)\b[^\d.]{0,12}\d(?:[ .\-]?\d){7,8}(?!\d)",
        vanaf="bsn sofi sofinummer burgerservicenummer",
    ),
    maak(
        "burgerservicenummer",
        r"(?<![\d.,])(?<!\d-)(?!20[12]\d[01]\d[0-3]\d\b)\d{3}[. ]?\d{3}[. ]?\d{2,3}(?![\d.,]?\d)",
        vanaf_cijfer=True,
        mits=_in_een_kaart,
    ),
    maak("burgerservicenummer", r"(?<![\d.])\d{4}[. ]\d{2}[. ]\d{3}(?!\d)", vanaf_cijfer=True),
    maak(
        "iban",
        r"(?<!\w)[a-z]{2}\d{2} ?[a-z0-9]{4}(?: ?\d{4}| ?[a-z0-9]{3}\d){1,7}(?: ?\d{1,3})?(?!\w)",
        vanaf_cijfer=True,
        mits=_is_rekening,
    ),
    maak("nummer", r"(?<![\w.,-])\d{10,20}(?!\w)", vanaf_cijfer=True, mits=_in_een_kaart),
    maak("nummer", r"(?<![\w.,-])\d{4}(?:[ -]\d{4}){3}(?!\w)", vanaf_cijfer=True),
    maak("nummer", r"\bpl\d{4}-?\d{6,10}\b", vanaf_cijfer=True),
    maak(
        "nummer",
        r"(?<![0-9a-z])[0-9a-f]{8}(?:[- ]?[0-9a-f]{4}){3}[- ]?[0-9a-f]{12}(?![0-9a-z])",
    ),
    maak("nummer", r"(?<![\w/])\d{2}/\d{5,6}-\d{2}(?!\w)", vanaf_cijfer=True),
    maak(
        "documentnummer",
        r"(?<!\w)[A-Z]{2}(?=[A-Z0-9]{0,6}\d)[A-Z0-9]{6}\d(?!\w)",
        vanaf_cijfer=True,
        in_hoofdletters=True,
    ),
    maak(
        "kenteken",
        r"\b(?:kenteken(?:plaat)?|nummerbord|nummerplaat|plaatje?|kent)\b\.?[\s:(]{1,3}"
        r"((?:[a-z0-9]{1,5}[- ]?){1,3}(?<=[a-z0-9]))(?!\w)",
        vanaf="kenteken kentekenplaat nummerbord nummerplaat plaat plaatje kent",
        mits=_heeft_beide,
        groep=1,
    ),
    maak(
        "kenteken",
        r"\b[a-z0-9]{1,3}\sstreepje\s[a-z0-9]{1,3}\sstreepje\s[a-z0-9]{1,3}\b",
        bij="streepje",
    ),
)
