"""The tables of the profile (1.1, 1.3 and 1.4), copied by hand for the second reading."""

PARTIJEN = {"politie", "om", "gemeente"}
GEGEVENS = ("verstrekking", "aanvulling")
#: What stays possible for who left, and after the end of the covenant.
PLICHTEN = {"correctie", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"}
KAN_WEG = {"verstrekking", "aanvulling", "correctie", "groepsbericht", "informatieverzoek"}
MONDELING = ("overleg", "telefoon")

POORTEN = {
    "verstrekking": set(range(1, 17)),
    "aanvulling": set(range(1, 17)),
    "correctie": {1, 2, 4, 5, 6, 7, 8, 9, 14, 15},
    "informatieverzoek": {1, 2, 4, 5, 7, 13, 14},
    "groepsbericht": {1, 2, 4, 5, 7, 13, 14},
    "intrekking": {1, 2, 4, 5, 14},
    "vernietigingsbericht": {1, 2, 4, 7, 14},
    "rechtenverzoek": {1, 2, 4, 7, 14},
    "incident": {1, 2, 4, 7, 14},
}
#: Right of the sender, of the receiver.
SOORTRECHT: dict[str, tuple[str | None, str | None]] = {
    "verstrekking": ("verstrekken", "ontvangen"),
    "aanvulling": ("verstrekken", "ontvangen"),
    "correctie": ("verstrekken", "ontvangen"),
    "informatieverzoek": ("opvragen", "verstrekken"),
    "groepsbericht": ("stukken.delen", "stukken.lezen"),
    "vernietigingsbericht": (None, None),
    "rechtenverzoek": ("rechtenverzoeken.behandelen", "rechtenverzoeken.behandelen"),
    "incident": ("incidenten.melden", "incidenten.melden"),
}
DRIEHOEK_RECHT = "stukken.lezen"

_MELDEN = {"incidenten.melden"}
_VOL = {"verstrekken", "ontvangen", "opvragen", "stukken.delen", "stukken.lezen"} | _MELDEN
_OVERAL = {
    "privacyfunctionaris": {"rechtenverzoeken.behandelen"} | _MELDEN,
    "fg": _MELDEN,
    "beheerder": _MELDEN,
}
RECHTEN: dict[str, dict[str, set[str]]] = {
    "politie": {
        "analist": _VOL,
        "teamchef": _VOL,
        "wijkagent": {"ontvangen", "stukken.delen", "stukken.lezen"} | _MELDEN,
        **_OVERAL,
    },
    "om": {"parketsecretaris": _VOL, "officier": _VOL, "zaakofficier": _MELDEN, **_OVERAL},
    "gemeente": {"regisseur": _VOL, "burgemeester": {"stukken.lezen"} | _MELDEN, **_OVERAL},
}

DOELEN = {
    "politie": {"D1", "D2"},
    "om": {"D1", "D2"},
    "gemeente": {"D1", "D2", "D3", "D4", "D5"},
}

_IDENTITEIT = {"NAW", "GEBOORTEDATUM", "TEL_EMAIL"}
#: (sender, category) -> kinds
SOORTEN: dict[tuple[str, int], set[str]] = {
    ("politie", 1): _IDENTITEIT | {"BEKENDHEID", "WPG8", "WPG13"},
    ("politie", 2): _IDENTITEIT | {"WPG8", "WPG13"},
    ("om", 1): _IDENTITEIT
    | {"BEKENDHEID", "STRAFVORDERLIJK", "JUSTITIEEL", "TENUITVOERLEGGING", "RECENT_VERVOLGD"},
    ("gemeente", 1): _IDENTITEIT | {"BEKENDHEID", "B_OVERLAST", "B_AANGESPROKEN", "B_AANBOD"},
    ("gemeente", 2): _IDENTITEIT | {"B_OVERLAST", "B_AANGESPROKEN", "B_OUDERBETROKKENHEID"},
    **{(partij, 3): {"CONTACT_DEELNEMER"} for partij in PARTIJEN},
}
_STAP_2 = {"NAW", "GEBOORTEDATUM", "BEKENDHEID", "RECENT_VERVOLGD", "CONTACT_DEELNEMER"}
_VAN_STAP_3 = {"WPG8", "WPG13", "STRAFVORDERLIJK", "JUSTITIEEL", "TENUITVOERLEGGING",
               "B_OVERLAST", "B_AANGESPROKEN"}  # fmt: skip
_STAP_5 = (_STAP_2 - {"RECENT_VERVOLGD"}) | _VAN_STAP_3
_STAP_5 |= {"TEL_EMAIL", "B_AANBOD", "B_OUDERBETROKKENHEID"}
PER_STAP: dict[int | None, set[str]] = {
    None: set(),
    1: set(),
    2: _STAP_2,
    3: _STAP_2 | _VAN_STAP_3,
    4: {"CONTACT_DEELNEMER"},
    5: _STAP_5,
    6: _STAP_5,
    7: {"CONTACT_DEELNEMER"},
}
BEKEND = _STAP_2 | _STAP_5
GEWEIGERD = {
    "BSN", "FOTO", "NATIONALITEIT", "GEBOORTEPLAATS", "SCHOOL", "WERK", "SOCIALE_MEDIA",
    "KENTEKEN", "GEZONDHEID", "ZORG", "SCHULDEN", "ETNICITEIT", "RELIGIE", "GROEPSSCAN",
    "ZORGSIGNAAL",
}  # fmt: skip

_GEMEENTE, _ANDEREN = {"gemeente"}, {"politie", "om"}
#: stuk -> (soort, from, to, steps; None: any)
STUKKEN: dict[str, tuple[str, set[str], set[str], set[int] | None]] = {
    "signaal": ("groepsbericht", PARTIJEN, PARTIJEN, {1, 2, 3, 4, 5, 6}),
    "melding": ("groepsbericht", {"politie"}, _GEMEENTE, {1, 2, 3, 4, 5, 6}),
    "probleemdefinitie": ("groepsbericht", _GEMEENTE, _ANDEREN, {3, 4, 5, 6}),
    "advies": ("groepsbericht", _GEMEENTE, _ANDEREN, {3, 4, 5}),
    "driehoeklijst": ("groepsbericht", _GEMEENTE, _ANDEREN, {3, 4, 5}),
    "nettolijst": ("groepsbericht", _GEMEENTE, _ANDEREN, {3, 4, 5, 6}),
    "plan-van-aanpak": ("groepsbericht", _GEMEENTE, _ANDEREN, {5, 6, 7}),
    "actie": ("groepsbericht", PARTIJEN, PARTIJEN, {5, 6, 7}),
    "voortgang": ("groepsbericht", PARTIJEN, PARTIJEN, {5, 6, 7}),
    "terugkoppeling": ("groepsbericht", _ANDEREN, _GEMEENTE, {2, 3, 4, 5, 6, 7}),
    "antwoord": ("groepsbericht", PARTIJEN, PARTIJEN, {2, 3, 4, 5, 6, 7}),
    "besluitantwoord": ("groepsbericht", PARTIJEN, PARTIJEN, {1, 2, 3, 4, 5, 6, 7}),
    "restacties": ("groepsbericht", _GEMEENTE, _ANDEREN, {7}),
    "leerpunten": ("groepsbericht", PARTIJEN, PARTIJEN, {7}),
    "gezamenlijk-verslag": ("groepsbericht", PARTIJEN, PARTIJEN, set(range(1, 8))),
    "reactie-op-verslag": ("groepsbericht", PARTIJEN, PARTIJEN, set(range(1, 8))),
    "vraag": ("informatieverzoek", PARTIJEN, PARTIJEN, None),
    "verzoek": ("rechtenverzoek", PARTIJEN, PARTIJEN, None),
    "afstemming": ("rechtenverzoek", PARTIJEN, PARTIJEN, None),
    "uitkomst": ("rechtenverzoek", PARTIJEN, PARTIJEN, None),
    "incident": ("incident", PARTIJEN, PARTIJEN, None),
    "ap-melding": ("incident", PARTIJEN, PARTIJEN, None),
}

UITZONDERINGEN = {f"AVG14_5_{letter}" for letter in "abcd"} | {
    f"UAVG41_1_{letter}" for letter in "abcdefghij"
}
