"""How somebody is reached: telephone, e-mail, account on the internet, IP address. Pure."""

from __future__ import annotations

import re

from shared.vrijetekst.patroon import maak
from shared.vrijetekst.woorden import is_woord

_DATUM = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d{4}|\d{2})(?!\d)(?![-. ]?\d\d[-. ]?\d\d)")
_DAGEN = re.compile(r"\d{1,2}[-.]\d{1,2}\s(?:en\s)?\d{1,2}[-.]\d{1,2}\s")
_CIJFERWOORD = r"(?:nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_NETWERK = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|telegram|facebook|fb|discord|whatsapp|signal|"
    r"twitter|youtube|twitch|spotify|roblox|psn|playstation|xbox|steam|threads|onlyfans)"
)
_BIJ_NETWERK = (
    "insta instagram ig snap snapchat tiktok tik telegram facebook fb discord whatsapp signal "
    "twitter youtube twitch spotify roblox psn playstation xbox steam threads onlyfans "
    "instaaccount instagramaccount snapaccount snapnaam tiktokaccount"
)
_ACCOUNT = r"@?[a-z0-9][a-z0-9._-]{1,38}[a-z0-9_]"
_GEEN_ACCOUNT = re.compile(r"(?:[a-z]\.){1,12}[a-z]?$|\d{1,40}(?:e|x|jarige)?$")
_DOMEIN = re.compile(r"(?:https?://)?(?:www\.)?([^/\s]{3,100})(/?.{0,200})")
_SOCIAAL = (
    r"(?:instagram\.com|facebook\.com|tiktok\.com|snapchat\.com|youtube\.com|youtu\.be|t\.me|"
    r"wa\.me|fb\.me|m\.me|discord\.gg|linktr\.ee|linkedin\.com|twitter\.com|x\.com|twitch\.tv)"
)


def _is_nummer(treffer: re.Match[str]) -> bool:
    """Ten digits after a 0, nine to fifteen after a country; no date, no row of days, no 0900."""
    stuk = treffer[0]
    cijfers = re.sub(r"\D", "", stuk)
    if _DATUM.match(stuk) or _DAGEN.match(stuk + " "):
        return False
    if stuk[0] == "+" or cijfers.startswith("00"):
        return 9 <= len(cijfers) <= 16
    return len(cijfers) == 10 and not cijfers.startswith(("0800", "0900", "0906", "0909"))


def _geen_datum(treffer: re.Match[str]) -> bool:
    return not _DATUM.match(treffer[0]) and not _DAGEN.match(treffer[0] + " ")


def _is_account(treffer: re.Match[str]) -> bool:
    """After the name of a network: something no sentence has as its next word."""
    naam = treffer[1].lstrip("@")
    if _GEEN_ACCOUNT.match(naam):
        return False
    return not naam.isalpha() and (any(t.isdigit() for t in naam) or "_" in naam or "." in naam)


def _is_genoemd_account(treffer: re.Match[str]) -> bool:
    """After "insta:" or "onder de naam": any word that is not an ordinary one."""
    naam = treffer[1].lstrip("@")
    return not _GEEN_ACCOUNT.match(naam) and not (naam.isalpha() and is_woord(naam))


def _wijst_iemand_aan(treffer: re.Match[str]) -> bool:
    """An address on the internet, unless every part of its host is an ordinary word or place."""
    deel = _DOMEIN.match(treffer[0])
    if deel is None:
        return False
    if deel[2].strip("/.,;:)"):
        return True
    namen = deel[1].split(".")[:-1] or [deel[1]]
    return not all(is_woord(naam) or naam in ("rotterdam", "nederland") for naam in namen)


PATRONEN = (
    maak(
        "telefoon",
        r"(?<![\w+])(?:\+ ?\d|00|\(?0)[\d() .\-]{7,22}\d(?!\d)",
        vanaf_cijfer=True,
        mits=_is_nummer,
    ),
    maak(
        "telefoon", r"(?<![\d-])06(?:[ .\-]{0,3}\d){6,8}(?!\d)", vanaf_cijfer=True, mits=_geen_datum
    ),
    maak(
        "telefoon",
        r"(?<!\d)06[ .\-]?\d{2,6}\s(?:en\sdan|dan|daarna)\s\d{2,6}(?!\d)",
        vanaf_cijfer=True,
    ),
    maak("telefoon", r"(?<!\w)(?:o6|nul\s?zes)(?:[ .\-]?\d){8}(?!\d)", vanaf_cijfer=True),
    maak("telefoon", rf"\bnul\s?zes\b(?:\s{_CIJFERWOORD}\b){{0,8}}", vanaf="nul nulzes"),
    maak(
        "telefoon",
        rf"\b{_CIJFERWOORD}(?:[\s,-]{{1,2}}{_CIJFERWOORD}\b){{5,11}}",
        vanaf="nul een twee drie vier vijf zes zeven acht negen",
    ),
    maak(
        "telefoon",
        r"\b(?:tel|telefoon|telnr|telefoonnr|telefoonnummer|mob|mobiel|gsm)\b\.?(?:\s?nr\.?)?[\s:]"
        r"{1,3}(\d(?:[ .\-]?\d){5,11})(?!\d)",
        vanaf="tel telefoon telnr telefoonnr telefoonnummer mob mobiel gsm",
        mits=_geen_datum,
    ),
    maak(
        "e-mail",
        r"\b[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b",
        teken="@",
    ),
    maak(
        "e-mail",
        r"\b[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\sat\s)\s?[\w-]{1,63}\s?"
        r"(?:\.|\(punt\)|\[punt\]|\spunt\s|\(dot\))\s?(?:nl|com|net|org|be|eu|example)\b",
        bij="at punt dot",
    ),
    maak("sociale-media", r"(?<![\w.])@[a-z0-9][a-z0-9._-]{2,40}", teken="@"),
    maak("sociale-media", r"www\.\S{3,200}", vanaf="www", mits=_wijst_iemand_aan),
    maak("sociale-media", r"https?://\S{3,200}", vanaf="http https", mits=_wijst_iemand_aan),
    maak("sociale-media", rf"\b{_SOCIAAL}/\S{{2,80}}", teken="/"),
    maak(
        "sociale-media",
        rf"\b{_NETWERK}[- ]?(?:account|naam|profiel)?(?:\sis|\sheet|\sals|\sonder)?[\s:=(,]{{1,3}}"
        rf"({_ACCOUNT})",
        vanaf=_BIJ_NETWERK,
        mits=_is_account,
    ),
    maak(
        "sociale-media",
        rf"\b{_NETWERK}[- ]?(?:account|naam|profiel)?\s?(?:[:=]|is\b|heet\b|onder\sde\snaam\b)\s?"
        rf"({_ACCOUNT})",
        vanaf=_BIJ_NETWERK,
        mits=_is_genoemd_account,
    ),
    maak(
        "sociale-media",
        rf"op\s{_NETWERK}\s(?:als|onder|bekend\sals|heet\s(?:hij|zij|ze|ie))\s({_ACCOUNT})",
        vanaf="op",
        mits=_is_genoemd_account,
    ),
    maak(
        "sociale-media", r"\bapenstaart(?:je)?\s[a-z0-9._]{3,40}", vanaf="apenstaart apenstaartje"
    ),
    maak("sociale-media", r"(?<!\w)[\[(]at[\])]\s?[a-z0-9._]{3,40}", bij="at"),
    maak(
        "sociale-media",
        r"\b(?:gebruikersnaam|accountnaam|username|nickname)\s?(?:is\s|:\s?)?[a-z0-9._-]{3,40}",
        vanaf="gebruikersnaam accountnaam username nickname",
    ),
    maak("sociale-media", r"(?<![\w.@])[a-z][a-z0-9.]{1,20}_[a-z0-9._]{1,30}", teken="_"),
    maak("sociale-media", r"(?<!\w)[a-z0-9._]{2,30}#\d{3,5}\b", teken="#"),
    maak("ip-adres", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])", vanaf_cijfer=True),
    maak("ip-adres", r"(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])", vanaf_cijfer=True),
)
