"""What points at one person through the words around it: an age, a number read out. Pure.

Beside `patronen.py`, which knows what has its form by itself. Every pattern is linear.
"""

from __future__ import annotations

TELWOORD = (
    r"(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig)"
)
_LEEFTIJD = rf"(?:{TELWOORD}|1\d|2[0-3]|[89])"
_GEEN_AANTAL = (
    r"(?!\s?(?:keer|maal|uur|u\b|meter|minuten|euro|%|procent|dagen|weken|maanden|man\b|jongeren|"
    r"[.:,]\d|-))"
)
_NIET_IN_REEKS = r"(?<!en )(?<!tot )(?<!t/m )(?<!à )(?<!-)"
_STRAAT = r"[a-z]{2,30}(?:straat|laan|weg|plein|kade|singel|dijk|hof|pad|steeg|gracht|plaats|dreef)"
_TIENTAL = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"

AANWIJZINGEN: tuple[tuple[str, str], ...] = (
    (
        "leeftijd",
        r"\b(?:hij|zij|ze|stel|jongste|oudste)\sis\s(?:net\s|pas\s|nog\s(?:maar\s)?)?"
        rf"{_LEEFTIJD}\b{_GEEN_AANTAL}",
    ),
    (
        "leeftijd",
        r"\b(?:zoon(?:tje)?|dochter(?:tje)?|broer(?:tje)?|zus(?:je)?|neefje|nichtje|"
        r"klein(?:zoon|dochter)|kind)\svan\s"
        rf"{_LEEFTIJD}\b{_GEEN_AANTAL}",
    ),
    ("leeftijd", rf"\been(?:tje)?\sbij\svan\s{_LEEFTIJD}\b{_GEEN_AANTAL}"),
    ("leeftijd", rf"{_NIET_IN_REEKS}(?<!van )\b{_LEEFTIJD}\s?jr\b"),
    ("leeftijd", rf"{_NIET_IN_REEKS}\b{_LEEFTIJD}\sjaar\soud\b"),
    ("leeftijd", r"\b(?:scholiere?|leerlinge?|puber|tiener|kind)\s\(\d{1,2}\)"),
    ("adres", rf"\b{_STRAAT}\s(?:huis)?(?:nr|nummer)\.?\s?\d{{1,4}}"),
    ("adres", r"\bhuisn(?:r|ummer)\.?\s?\d{1,4}"),
    ("adres", rf"\b{_STRAAT}\s\d{{1,4}}[a-z]\d{{1,2}}\b"),
    ("adres", rf"\b{_STRAAT}\s[a-zë]{{0,12}}{_TIENTAL}\b{_GEEN_AANTAL}"),
    ("adres", r"\bnr\.?\s\d{1,4}(?:[a-z]\b|\s(?:op|aan|in)\sde\s)"),
    (
        "burgerservicenummer",
        r"\b(?:bsn|sofi(?:nummer)?|burgerservicenummer)\b[^\d.]{0,12}\d(?:[ .\-]?\d){7,8}(?!\d)",
    ),
    ("geboortedatum", r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})\sgeboren\b"),
    (
        "geboortedatum",
        r"\b(?:hij|zij|ze)\sis\svan\s\d{1,2}[ ./-]{1,3}(?:\d{1,2}|[a-z]{3,9}\.?)"
        r"[ ./-]{1,3}'?\d{2,4}",
    ),
    ("geboortedatum", r"\bgeboren\sop\s\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}"),
    ("geboortedatum", r"\b(?:gbd|geb)\b\.?\s?:?\s?\d(?:[ .\-/]?\d){5,7}(?!\d)"),
    ("telefoon", r"(?<!\w)(?:o6|nul\s?zes)(?:[ .\-]?\d){8}(?!\d)"),
    ("telefoon", r"(?<!\d)06[ .\-]?\d{2,6}\s(?:en\sdan|dan|daarna)\s\d{2,6}(?!\d)"),
    ("telefoon", r"\bnul\szes\b"),
    (
        "e-mail",
        r"\b[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\sat\s)\s?[\w-]{1,63}\s?"
        r"(?:\.|\(punt\)|\[punt\]|\spunt\s|\(dot\))\s?(?:nl|com|net|org|be|eu|example)\b",
    ),
    ("sociale-media", r"\bapenstaart(?:je)?\s[a-z0-9._]{3,40}"),
    ("sociale-media", r"(?<!\w)[\[(]at[\])]\s?[a-z0-9._]{3,40}"),
    (
        "sociale-media",
        r"\bop\s(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|discord)\s"
        r"(?:als|onder|heet\s(?:hij|zij|ze|ie))\s[a-z0-9._-]{3,40}",
    ),
    (
        "sociale-media",
        r"\b(?:gebruikersnaam|accountnaam|username)\s?(?:is\s|:\s?)?[a-z0-9._-]{3,40}",
    ),
    ("kenteken", r"\b[a-z0-9]{1,3}\sstreepje\s[a-z0-9]{1,3}\sstreepje\s[a-z0-9]{1,3}\b"),
    (
        "kenteken",
        r"(?<!\w)(?=(?:[a-z] ){0,5}\d)(?=(?:\d ){0,5}[a-z])(?:[a-z0-9] ){5}[a-z0-9](?!\w)",
    ),
    (
        "kenteken",
        r"(?<![\w-])(?:\d{2}[a-z]{2,3}\d{1,2}|\d[a-z]{2,3}\d{2,3}|\d{3}[a-z]{2}\d)(?![\w-])",
    ),
)  # fmt: skip
"""Kind and pattern, to be read without regard to capitals."""
