"""How old one person is, and when somebody was born. Pure."""

from __future__ import annotations

import re

from shared.vrijetekst.lezing import reeks
from shared.vrijetekst.patroon import AANTAL, MAAND, maak

_TELWOORDEN = (
    "vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig eenentwintig tweeentwintig drieentwintig"
)
_TELWOORD = f"(?:{_TELWOORDEN.replace(' ', '|')})"
_RANGTELWOORD = r"(?:[a-z]{0,10}(?:tiende|twintigste|elfde|twaalfde)|\d{1,2}(?:e|de|ste))"
_L = rf"(?:{_TELWOORD}|[4-9]|[1-9]\d)\b"
_GEEN = rf"(?!\s?(?:{AANTAL}|tot\b|t/m|à\b|en\s\d|of\s\d|[.:,]\d|-\d|/\d))"
_GEEN_BEHALVE_JAAR = r"(?!\s?(?:tot\b|t/m|à\b|en\s\d|of\s\d|-\d|keer|maal|uur))"
_MENSEN = (
    "jongen jongetje meisje jongere jongeman man vrouw knul gast gozer knaap kerel tiener puber "
    "kind peuter kleuter baby scholier scholiere leerling leerlinge student studente slachtoffer "
    "verdachte betrokkene minderjarige meerderjarige dader leider aanvoerder aanjager kernlid "
    "broer broertje stiefbroer zus zusje zuster zoon zoontje dochter dochtertje stiefzoon neef "
    "neefje nicht nichtje kleinzoon kleindochter vader moeder stiefvader stiefmoeder opa oma oom "
    "tante vriend vriendin bewoner bewoonster buurman buurvrouw buurtbewoner buurtbewoonster "
    "melder meldster aangever aangeefster getuige client patient eigenaar winkelier persoon dame "
    "heer jongste oudste eentje iemand jhr"
)
_EEN_MENS = f"(?:{_MENSEN.replace(' ', '|')})"
_JAAR = r"(?:19[3-9]\d|200\d|201\d|202[0-6])"
_GEBOORTEJAAR = r"(?:19[4-9]\d|200\d|201\d)"
_GEBOREN = (
    r"\b(?:geb|gebdat|geboren|geboortedatum|geboortejaar|geboortedag|geboorte|gbd|bj|jrg|bouwjaar|"
    r"jaargang)\b\.?(?:\s?dat(?:um|\.)?)?"
)
_BIJ_GEBOREN = (
    "geb gebdat geboren geboortedatum geboortejaar geboortedag geboorte gbd bj jrg jaargang"
)
_GEBEURTENIS = reeks(
    "geopend opening openen gebouwd bouw opgericht oprichting sinds gesloten sluiting gesloopt "
    "verbouwd verbouwing besluit besloten brief convenant wet verordening ingesteld vastgesteld "
    "gestart start gestopt periode overleg vergadering verslag rapport nota beleid notitie dd "
    "ingevoerd ingegaan inwerkingtreding ondertekend gepubliceerd bestaat bestond ontstaan "
    "gevestigd verhuisd opgeleverd heropend raad raadsbesluit evaluatie tijdens brand ramp storm "
    "krant artikel scan groepsscan melding meldingen incident incidenten vanaf per"
)
_WIJST_MENS_AAN = reeks(f"{_MENSEN} {_BIJ_GEBOREN} hij zij ze haar zijn")
_WOORD = re.compile(r"[a-z]+")


def _van_een_mens(treffer: re.Match[str]) -> bool:
    """A date long ago is somebody's birth, unless its sentence is about an event and no person."""
    voor = re.split(
        r"[.!?;\n](?=\s|$)", treffer.string[max(0, treffer.start() - 90) : treffer.start()]
    )
    na = re.split(r"[.!?;\n](?=\s|$)", treffer.string[treffer.end() : treffer.end() + 60])
    woorden = set(_WOORD.findall(voor[-1] + " " + na[0]))
    if not woorden.isdisjoint(_WIJST_MENS_AAN):
        return True
    return woorden.isdisjoint(_GEBEURTENIS)


PATRONEN = (
    maak(
        "leeftijd",
        rf"\b{_EEN_MENS}(?:\s[a-z]{{2,14}}){{0,2}}\svan\s(?:net\s|pas\s|nog\s)?{_L}"
        rf"(?:\s?(?:jaar|jr)\b|{_GEEN}){_GEEN_BEHALVE_JAAR}",
        vanaf=_MENSEN,
    ),
    maak(
        "leeftijd",
        rf"\b{_EEN_MENS}(?:\s[a-z]{{2,14}}){{0,2}}\s?[,(]\s?\(?(?:van\s)?{_L}"
        r"(?:\s?(?:jaar|jr|j)\b\.?(?!\scel|\sgeleden)|(?=\s?[,)]))(?!\s(?:tot|t/m|en\s\d))",
        vanaf=_MENSEN,
    ),
    maak(
        "leeftijd",
        rf"\b{_EEN_MENS}\s(?:\([^)]{{0,3}}\)?\s?)?(?:[a-z]{{2,12}}\s)?{_L}\s?(?:jaar|jr)\b"
        r"(?!\s(?:tot|cel|geleden|of\souder))",
        vanaf=_MENSEN,
    ),
    maak(
        "leeftijd",
        r"\b[1-9]\d?[- ]?jarige?\s{1,3}(?:[a-z]{3,14}\s)?" + _EEN_MENS + r"\b",
        vanaf_cijfer=True,
    ),
    maak(
        "leeftijd",
        r"(?<!\w)(?:een|de|deze|die)\s[1-9]\d?-?\s?jarige\b(?!\s[a-z]{2,20}en\b)",
        vanaf="een de deze die",
    ),
    maak(
        "leeftijd",
        rf"{_TELWOORD}jarige\b(?!\s[a-z]{{2,20}}en\b)",
        vanaf=" ".join(f"{telwoord}jarige" for telwoord in _TELWOORDEN.split()),
    ),
    maak(
        "leeftijd",
        rf"\b(?:hij|zij|ze|stel|jongste|oudste|leider|dader|melder|verdachte)\s(?:is|wordt|was|werd)"
        rf"\s(?:net\s|pas\s|nu\s|nog\s(?:maar\s)?|al\s)?{_L}(?:\s?(?:jaar|jr)\b|{_GEEN})"
        rf"{_GEEN_BEHALVE_JAAR}",
        vanaf="hij zij ze stel jongste oudste leider dader melder verdachte",
    ),
    maak(
        "leeftijd",
        rf"\b(?:is|wordt|was|werd)\s(?:hij|zij|ze|ie)\s(?:net\s|pas\s|nu\s|nog\s)?{_L}{_GEEN}",
        vanaf="is wordt was werd",
    ),
    maak(
        "leeftijd",
        rf"\b(?:hij|zij|ze|die|jongen|meisje)\b[^.!?\n]{{0,40}}?\b{_L}\s(?:jaar\s)?(?:wordt|werd)\b",
        vanaf="hij zij ze die jongen meisje",
    ),
    maak(
        "leeftijd",
        r"\b(?:oudste|jongste)\b[^.!?\n]{0,45}?\bis\s(?:net\s|pas\s|al\s)?"
        rf"{_L}(?:\s?jaar\b|{_GEEN})",
        vanaf="oudste jongste",
    ),
    maak("leeftijd", rf"\been(?:tje)?\sbij\svan\s{_L}{_GEEN}", vanaf="een eentje"),
    maak(
        "leeftijd",
        r"(?<!en )(?<!tot )(?<!t/m )(?<!à )(?<!-)(?<!van )(?<!of )(?<!vanaf )(?<!boven )(?<!onder )"
        rf"(?<!dan )\b{_L}\s?jr\b(?!\.?\s(?:en|tot|cel))",
        vanaf=_TELWOORDEN,
        vanaf_cijfer=True,
    ),
    maak(
        "leeftijd",
        rf"(?<!en )(?<!tot )(?<!t/m )(?<!à )(?<!-)(?<!dan )\b{_L}\sjaar\soud\b",
        vanaf=_TELWOORDEN,
        vanaf_cijfer=True,
    ),
    maak(
        "leeftijd",
        rf"\b(?:zijn|haar|z'n|zn|d'r)\s(?:[a-z]{{2,12}}\s)?{_RANGTELWOORD}\sverjaardag\b",
        vanaf="zijn haar z'n zn d'r",
    ),
    maak(
        "leeftijd",
        rf"\bleeftijd\s?(?:is|:)\s?{_L}{_GEEN}(?!\s?(?:jaar\s)?(?:en|tot|-))",
        vanaf="leeftijd",
    ),
    maak(
        "geboortedatum",
        rf"\b\d{{1,2}}[ ./-]{{1,2}}(?:\d{{1,2}}|{MAAND})[ ./-]{{1,2}}{_GEBOORTEJAAR}\b",
        vanaf_cijfer=True,
        mits=_van_een_mens,
    ),
    maak(
        "geboortedatum",
        rf"(?<![\d-])\b{_GEBOORTEJAAR}-\d{{2}}-\d{{2}}\b",
        vanaf_cijfer=True,
        mits=_van_een_mens,
    ),
    maak(
        "geboortedatum",
        rf"{_GEBOREN}\s{{0,3}}(?:op\s|:\s?|is\s|in\s|dd\.?\s|d\.d\.\s)?\s?\d{{1,2}}[ ./-]{{1,3}}"
        rf"(?:\d{{1,2}}|{MAAND})(?:[ ./-]{{1,3}}'?\d{{2,4}})?",
        vanaf=_BIJ_GEBOREN,
    ),
    maak(
        "geboortedatum",
        rf"{_GEBOREN}\s?(?:in\s|te\s|op\s|is\s|:\s?)?[^.!?\n]{{0,25}}?(?:{MAAND}\s)?'?{_JAAR}\b",
        vanaf=_BIJ_GEBOREN,
    ),
    maak(
        "geboortedatum",
        r"\b(?:gbd|geb|bj)\b\.?\s?:?\s?'?\d(?:[ .\-/]?\d){1,7}(?!\d)",
        vanaf="gbd geb bj",
    ),
    maak(
        "geboortedatum",
        r"\bgb\b\.?\s?:?\s?(?:\d{6}|\d{8}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d{4}|\d{2}))(?!\w)",
        vanaf="gb",
    ),
    maak(
        "geboortedatum",
        r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\sgeboren\b",
        vanaf_cijfer=True,
    ),
    maak(
        "geboortedatum",
        rf"\b(?:jarig|verjaart|verjaardag)\b[^.!?\n\d]{{0,14}}\d{{1,2}}(?:[ ./-]{{1,2}}|e\s)"
        rf"(?:\d{{1,2}}\b|{MAAND})",
        vanaf="jarig verjaart verjaardag",
    ),
    maak(
        "geboortedatum",
        rf"\b(?:hij|zij|ze)\s(?:is|komt)\s(?:van|uit)\s(?:\d{{1,2}}[ ./-]{{1,3}}"
        rf"(?:\d{{1,2}}|{MAAND})[ ./-]{{1,3}}'?\d{{2,4}}|{_JAAR}\b)",
        vanaf="hij zij ze",
    ),
    maak(
        "geboortedatum",
        rf"(?<!\w)\*\s?\d{{1,2}}[ ./-]{{1,2}}(?:\d{{1,2}}|{MAAND})[ ./-]{{1,2}}\d{{2,4}}",
        teken="*",
    ),
)
