"""A notification as an event: CloudEvents 1.0 with the rules of the Dutch government's profile.

Pure. An event says that something happened and where to look; what it is about is read there, by
whoever may. So `data` holds references, codes and counts, and nothing about a person.

Structured mode, JSON (`application/cloudevents+json`). Of the profile (NL GOV profile for
CloudEvents): `source` is a URN under `urn:nld:`, `type` a name turned around that begins with the
country, `time` is present, and one event with its data is at most 64 KiB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bericht.tijd import lees_utc, utc_tekst

INHOUDSTYPE = "application/cloudevents+json; charset=utf-8"
MAX_BYTES = 64 * 1024
_VERSIE = "1.0"
_JSON = "application/json"
_BRON = re.compile(r"urn:nld:[a-z0-9][a-z0-9-]*:[A-Za-z0-9()+,\-.:=@;$_!*'%/]+")
_TYPE = re.compile(r"nl(\.[a-z0-9]+(-[a-z0-9]+)*){2,}")
_MAX_NAAM = 200


class OngeldigeGebeurtenis(Exception):
    """Not an event of this profile; the text says what is wrong, in Dutch."""


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """One event. `source` and `id` together name it: a receiver that has them, had it before.

    `subject` is the reference of what it is about; events of one subject arrive in order.
    `dataref`: where what it is about can be read, instead of in `data`. `sequence`: orders what
    goes to one destination (as text); the outbox gives it. `time`: aware datetime.

    Raises `OngeldigeGebeurtenis`.
    """

    id: str
    source: str
    type: str
    subject: str
    time: datetime
    data: Mapping[str, JsonWaarde] = field(default_factory=dict)
    dataref: str | None = None
    sequence: str | None = None

    def __post_init__(self) -> None:
        if not _BRON.fullmatch(self.source):
            raise OngeldigeGebeurtenis("source moet een URN onder urn:nld: zijn")
        if not _TYPE.fullmatch(self.type):
            raise OngeldigeGebeurtenis("type moet een omgekeerde naam zijn die met nl. begint")
        if not 0 < len(self.id) <= _MAX_NAAM or not 0 < len(self.subject) <= _MAX_NAAM:
            raise OngeldigeGebeurtenis(f"id en subject hebben 1 tot {_MAX_NAAM} tekens")
        if self.time.tzinfo is None:
            raise OngeldigeGebeurtenis("time heeft een tijdzone")

    def als_dict(self) -> dict[str, JsonWaarde]:
        """The event in the JSON form of the standard."""
        extensies = {"dataref": self.dataref, "sequence": self.sequence}
        return {
            "specversion": _VERSIE,
            "id": self.id,
            "source": self.source,
            "type": self.type,
            "subject": self.subject,
            "time": utc_tekst(self.time),
            "datacontenttype": _JSON,
            **{naam: waarde for naam, waarde in extensies.items() if waarde is not None},
            "data": dict(self.data),
        }


def bron_urn(oin: str, systeem: str) -> str:
    """The `source` of one system of an organisation."""
    return f"urn:nld:oin:{oin}:systeem:{systeem}"


def schrijf_gebeurtenis(gebeurtenis: CloudEvent) -> bytes:
    """The body of the request; the same event always gives the same bytes."""
    tekst = json.dumps(gebeurtenis.als_dict(), ensure_ascii=False, separators=(",", ":"))
    inhoud = tekst.encode()
    if len(inhoud) > MAX_BYTES:
        raise OngeldigeGebeurtenis("een gebeurtenis is hoogstens 64 KiB")
    return inhoud


def lees_gebeurtenis(inhoud: bytes) -> CloudEvent:
    """The event in a body; `OngeldigeGebeurtenis` when it is none of this profile."""
    try:
        waarde = lees_json(inhoud)
    except OngeldigeJson as fout:
        raise OngeldigeGebeurtenis(str(fout)) from fout
    if not isinstance(waarde, dict) or waarde.get("specversion") != _VERSIE:
        raise OngeldigeGebeurtenis("specversion moet 1.0 zijn")
    data = waarde.get("data", {})
    if not isinstance(data, dict) or waarde.get("datacontenttype", _JSON) != _JSON:
        raise OngeldigeGebeurtenis("data moet een JSON-object zijn")
    try:
        moment = lees_utc(waarde.get("time"))
    except ValueError:
        raise OngeldigeGebeurtenis("time moet een tijdstip in UTC zijn") from None
    namen = {naam: waarde.get(naam) for naam in ("id", "source", "type", "subject")}
    if not all(isinstance(naam, str) for naam in namen.values()):
        raise OngeldigeGebeurtenis("id, source, type en subject zijn tekst")
    dataref, sequence = waarde.get("dataref"), waarde.get("sequence")
    if not isinstance(dataref, str | None) or not isinstance(sequence, str | None):
        raise OngeldigeGebeurtenis("dataref en sequence zijn tekst")
    return CloudEvent(
        time=moment,
        data=data,
        dataref=dataref,
        sequence=sequence,
        **{naam: str(tekst) for naam, tekst in namen.items()},
    )
