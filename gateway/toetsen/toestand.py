"""Builds the `toestand` the toetsing decides in, from the registers, in the given transaction.

Exactly the shape of the profile's toetsverzoek schema, and only what a gate of this message reads
(profile, 1.2): which gates and checks its kind meets, and what those look at, follows from the
covenant file. A leaf holds it whole, so whoever reads the leaf can decide again, and learns
nothing about anyone who has nothing to do with the message.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection

from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beeld
from gateway.registers.begrippen import Berichtstand
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.onderdelen import Onderdelenregister
from gateway.registers.overleggen import Overleg, Overlegregister
from shared.bericht.tijd import utc_tekst
from shared.convenant.begrippen import Convenantregels, Overlegregel
from shared.convenant.bestand.model import Berichtsoort
from shared.convenant.verzoek import Kop

_POORT_ONDERZOEK: Final = 13

#: A check of gate 5 -> the member of the group's state it reads, beside id, step and status.
_GELEZEN_DOOR: Final = MappingProxyType(
    {"start": "startbesluit", "einde": "eindcriterium", "prioritering": "prioritering"}
)
_LEEST_VERZOEK: Final = "verzoek"


def bouw_toestand(verbinding: Connection, beeld: Beeld, kop: Kop, nu: datetime) -> dict[str, Any]:
    """The state for deciding on `kop` at `nu`; what is not registered is simply absent.

    The kop's codes are known to the covenant (`eis_woorden`).
    """
    soort = beeld.regels.soorten[kop.soort]
    overleg = _geregistreerd_overleg(verbinding, beeld.regels, kop)
    genoemd = _genoemd_bericht(verbinding, beeld.regels, kop)
    autorisaties = _autorisaties(verbinding, kop, overleg)
    aan_tafel = frozenset(autorisaties[wie]["partij"] for wie in _aan_tafel(overleg, autorisaties))
    return {
        "nu": utc_tekst(nu),
        "convenant": dict(beeld.convenant_toestand),
        "partijen": {
            code: beeld.partijen[code].toestand()
            for code in dict.fromkeys((kop.afzender, kop.ontvanger))
            if code in beeld.partijen
        },
        "autorisaties": autorisaties,
        "groep": _groep(verbinding, beeld.regels, kop, soort, genoemd, aan_tafel),
        "verwijzing": _verwijzing(verbinding, kop, soort, genoemd),
        "overleg": None if overleg is None else _overleg(overleg, kop),
    }


def _autorisaties(verbinding: Connection, kop: Kop, overleg: Overleg | None) -> dict[str, Any]:
    """Of the named officials, of everybody it is about who is one, and of who is at the table."""
    genoemd = [kop.medewerker, kop.ontvangende_medewerker]
    for deel in kop.onderdelen:
        genoemd += (deel.betrokkene, deel.kind)
    genoemd += overleg.deelnemers if overleg is not None else ()
    gevonden = Autorisatieregister(verbinding).van(
        dict.fromkeys(wie for wie in genoemd if wie is not None)
    )
    return {wie: autorisatie.toestand() for wie, autorisatie in gevonden.items()}


def _aan_tafel(overleg: Overleg | None, autorisaties: dict[str, Any]) -> Iterator[str]:
    for wie in () if overleg is None else overleg.deelnemers:
        if wie in autorisaties:
            yield wie


# --- groep ----------------------------------------------------------------------------------------


def _groep(
    verbinding: Connection,
    regels: Convenantregels,
    kop: Kop,
    soort: Berichtsoort,
    genoemd: Berichtstand | None,
    aan_tafel: frozenset[str],
) -> dict[str, Any] | None:
    eisen = set(soort.groepseisen)
    if soort.persoonsgegevens and kop.onderdelen:
        eisen.update(soort.groepseisen_gegevens)
    onderzoek = _POORT_ONDERZOEK in soort.poorten and _vraagt_onderzoek(regels, kop, aan_tafel)
    if kop.groep is None or not (eisen or onderzoek):
        return None
    groep = Groepenregister(verbinding).een(kop.groep)
    if groep is None:
        return None
    leden = ["id", "stap", "status"]
    leden += [lid for eis, lid in _GELEZEN_DOOR.items() if eis in eisen]
    if onderzoek:
        leden.append("strafrechtelijkOnderzoek")
    toestand = {lid: groep.toestand.get(lid) for lid in leden}
    if _LEEST_VERZOEK in eisen:
        toestand["informatieverzoeken"] = _verzoeken(regels, kop, genoemd)
    return toestand


def _vraagt_onderzoek(regels: Convenantregels, kop: Kop, aan_tafel: frozenset[str]) -> bool:
    """Whether a row of gate 13 that asks for an investigation may be about these parties."""
    return any(
        _raakt(regel, kop, aan_tafel) for regel in regels.overlegregels if regel.zonder_onderzoek
    )


def _raakt(regel: Overlegregel, kop: Kop, aan_tafel: frozenset[str]) -> bool:
    van, naar = kop.afzender, kop.ontvanger
    return (
        (regel.partij is None or van in regel.partij or naar in regel.partij)
        and (regel.van is None or van in regel.van)
        and (regel.naar is None or naar in regel.naar)
        and (regel.aan_tafel is None or bool(regel.aan_tafel & aan_tafel))
    )


def _verzoeken(
    regels: Convenantregels, kop: Kop, genoemd: Berichtstand | None
) -> list[dict[str, str]]:
    """The one request this message answers: permitted, accepted and not withdrawn."""
    if (
        genoemd is None
        or not regels.soorten[genoemd.soort].verzoek
        or not genoemd.aanvaard
        or genoemd.ingetrokken()
        or genoemd.groep != kop.groep
    ):
        return []
    return [{"id": genoemd.id, "van": genoemd.afzender, "aan": genoemd.ontvanger}]


# --- verwijzing -----------------------------------------------------------------------------------


def _genoemd_bericht(
    verbinding: Connection, regels: Convenantregels, kop: Kop
) -> Berichtstand | None:
    """The message that `inReactieOp` names, if this sender sent or received it."""
    if kop.in_reactie_op is None:
        return None
    stand = Berichtenregister(verbinding).een(kop.in_reactie_op)
    if stand is None or stand.soort not in regels.soorten:
        return None
    return stand if kop.afzender in (stand.afzender, stand.ontvanger) else None


def _verwijzing(
    verbinding: Connection, kop: Kop, soort: Berichtsoort, genoemd: Berichtstand | None
) -> dict[str, Any] | None:
    if soort.verwijzing is None or genoemd is None:
        return None
    # Teruggenomen kan worden wat mocht, ook als er geen ontvangst van kwam.
    telt = genoemd.toegestaan if soort.recht_van_verwijzing else genoemd.aanvaard
    if not telt:
        return None
    over = {deel.betrokkene for deel in kop.onderdelen}
    plaatsen = [
        plaats
        for plaats in (Onderdelenregister(verbinding).van(genoemd.id) if over else ())
        if plaats.betrokkene in over
    ]
    return {
        "id": genoemd.id,
        "soort": genoemd.soort,
        "afzender": genoemd.afzender,
        "ontvanger": genoemd.ontvanger,
        "groep": genoemd.groep,
        "onderdelen": [plaats.toestand(kop.id) for plaats in plaatsen],
        "ingetrokken": genoemd.ingetrokken(behalve=kop.id),
        "vernietigd": genoemd.vernietigd or any(plaats.vernietigd for plaats in plaatsen),
    }


# --- overleg --------------------------------------------------------------------------------------


def _geregistreerd_overleg(
    verbinding: Connection, regels: Convenantregels, kop: Kop
) -> Overleg | None:
    kanaal = regels.kanalen.get(kop.kanaal)
    if kop.overleg is None or kanaal is None or not kanaal.overleg:
        return None
    overleg = Overlegregister(verbinding).een(kop.overleg)
    return None if overleg is None or overleg.afgelast else overleg


def _overleg(overleg: Overleg, kop: Kop) -> dict[str, Any]:
    """As it was registered; of the groups it is about only whether that is this one."""
    return {
        "id": overleg.id,
        "soort": overleg.soort,
        "locatie": overleg.locatie,
        "deelnemers": list(overleg.deelnemers),
        "groepen": [groep for groep in overleg.groepen if groep == kop.groep],
        "dag": overleg.dag.isoformat(),
    }
