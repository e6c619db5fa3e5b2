"""One onderdeel of what builds on a place of an earlier message: taken back, or corrected (6.5).

Whom it is about keeps the pseudonym, the category and the child under which it was given: the
other party knows it under those, whatever became of the group since.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from shared.partij.persoon import Persoon
from shared.verzenden.samenstellen.bestandslezers import Bestand, EerderBericht, EerderDeel
from shared.verzenden.samenstellen.onderdelen import (
    eigen_gegeven,
    eis_ingevuld,
    eis_oud_genoeg,
    fout,
    kenmerken_van,
    lees_persoon,
    of_fout,
)
from shared.verzenden.samenstellen.opdracht import Onderdeelopdracht, Verzendopdracht
from shared.verzenden.samenstellen.samenstelling import Afzender, Deel, klasse_van

Gelezen: TypeAlias = tuple[dict[str, Any], Deel | None]
"""What the kop says, and what travels sealed; nothing does of what is taken back."""

_NIET_VAN_HIER = "Dit bericht is hier niet verstuurd."


def lees_intrekkingsdeel(
    gevraagd: Onderdeelopdracht, opdracht: Verzendopdracht, bestand: Bestand
) -> Gelezen:
    """A place of an own message that is taken back. Raises ``OngeldigeInvoer``."""
    eerder = _verstuurd(opdracht, bestand)
    plaats = eis_ingevuld(gevraagd.vervangt, "/vervangt")
    if plaats >= len(eerder.delen):
        raise fout("/vervangt", f"Dat bericht heeft geen plaats {plaats}.")
    for naam in ("persoon", "deelnemer", "gegevenssoort", "gegeven", "grondslag", "kenmerken",
                 "informatie", "gegevens"):  # fmt: skip
        if getattr(gevraagd, naam) is not None:
            raise fout(f"/{naam}", "Laat dit weg: noem alleen de plaats (vervangt).")
    return teruggenomen_deel(eerder.delen[plaats].kopdeel, plaats), None


def lees_correctiedeel(
    gevraagd: Onderdeelopdracht,
    soort: str,
    opdracht: Verzendopdracht,
    afzender: Afzender,
    bestand: Bestand,
) -> Gelezen:
    """A place that is corrected: an own datum as it is now, or word that it is wrong."""
    for naam in ("grondslag", "informatie", "deelnemer"):
        if getattr(gevraagd, naam) is not None:
            raise fout(f"/{naam}", "Laat dit weg: dat van het eerdere bericht geldt.")
    gegevenssoort = eis_ingevuld(gevraagd.gegevenssoort, "/gegevenssoort")
    if gevraagd.gegevens is not None:
        return _melding(gevraagd, gegevenssoort, gevraagd.gegevens, opdracht, bestand)
    return _verbetering(gevraagd, soort, opdracht, afzender, bestand)


def _verbetering(
    gevraagd: Onderdeelopdracht,
    soort: str,
    opdracht: Verzendopdracht,
    afzender: Afzender,
    bestand: Bestand,
) -> Gelezen:
    plaats, eerder = _eigen_plaats(gevraagd, _verstuurd(opdracht, bestand))
    persoon = lees_persoon(gevraagd, bestand)
    gegevenssoort = eerder.kopdeel["gegevenssoort"]
    gegeven = eigen_gegeven(gevraagd, gegevenssoort, persoon, bestand)
    leeftijd_van = eerder.leeftijd_van
    ouder = None if leeftijd_van is None else of_fout(
        "/persoon", lambda: bestand.personen.lees(leeftijd_van)
    )  # fmt: skip
    categorie = eerder.kopdeel["categorie"]
    if afzender.regels.gegevenssoorten[gegevenssoort].geboortedatum is not None:
        eis_oud_genoeg(persoon, ouder, categorie, afzender)
    kopdeel = teruggenomen_deel(eerder.kopdeel, plaats) | {
        "leeftijdsklasse": klasse_van(ouder, afzender.regels.categorieen[categorie], afzender.nu),
        "herkomst": "eigen",
        "bijzonder": gegeven.bijzonder,
        "aard": gegeven.aard,
        "derdenVerwijderd": gegeven.derden_verwijderd,
        "kenmerken": kenmerken_van(gegeven, gevraagd, soort, categorie, afzender),
    }
    return kopdeel, _deel(persoon, gevraagd, kopdeel, gegeven.gegevens, leeftijd_van)


def _melding(
    gevraagd: Onderdeelopdracht,
    gegevenssoort: str,
    gegevens: Mapping[str, Any],
    opdracht: Verzendopdracht,
    bestand: Bestand,
) -> Gelezen:
    """To the source: which member of a received item is wrong, with a code and no value."""
    if gevraagd.kenmerken is not None:
        raise fout("/kenmerken", "Laat dit weg: het gegeven is van een ander.")
    persoon = lees_persoon(gevraagd, bestand)
    gegeven_id = eis_ingevuld(gevraagd.gegeven, "/gegeven")
    staat = bestand.eerder.ontvangen(gegeven_id, persoon.id, gegevenssoort)
    if staat is None:
        raise fout("/gegeven", "Dit ontvangen gegeven is er niet over deze persoon.")
    if staat.bericht_id != opdracht.in_reactie_op:
        raise fout("/gegeven", f"Dit gegeven staat in bericht {staat.bericht_id}; noem dat.")
    if gevraagd.vervangt not in (None, staat.plaats):
        raise fout("/vervangt", f"Dit gegeven staat op plaats {staat.plaats}.")
    kopdeel = teruggenomen_deel(staat.kopdeel, staat.plaats) | {
        "herkomst": "ontvangen",
        "aard": staat.kopdeel["aard"],
    }
    return kopdeel, _deel(persoon, gevraagd, kopdeel, gegevens, None)


def _verstuurd(opdracht: Verzendopdracht, bestand: Bestand) -> EerderBericht:
    eerder = bestand.eerder.verstuurd(opdracht.in_reactie_op or "")
    if eerder is None:
        raise fout("/vervangt", _NIET_VAN_HIER)
    return eerder


def _eigen_plaats(gevraagd: Onderdeelopdracht, eerder: EerderBericht) -> tuple[int, EerderDeel]:
    """Where the item stands in the named message; the official says which if it is there twice."""
    plaatsen = [
        (plaats, deel)
        for plaats, deel in enumerate(eerder.delen)
        if deel.persoon_id == gevraagd.persoon
        and deel.kopdeel["gegevenssoort"] == gevraagd.gegevenssoort
        and gevraagd.gegeven in (None, deel.gegeven_id)
        and gevraagd.vervangt in (None, plaats)
    ]
    if not plaatsen:
        raise fout("/vervangt", "Dit gegeven staat niet op die plaats in dat bericht.")
    if len(plaatsen) > 1:
        nummers = ", ".join(str(plaats) for plaats, _ in plaatsen)
        raise fout("/vervangt", f"Dit staat er meer dan eens; kies uit plaats {nummers}.")
    return plaatsen[0]


def teruggenomen_deel(eerder: Mapping[str, Any], plaats: int) -> dict[str, Any]:
    """The same betrokkene, category and kind; what else it says is not of the earlier message."""
    return {
        "betrokkene": eerder["betrokkene"],
        "categorie": eerder["categorie"],
        "leeftijdsklasse": None,
        "kind": eerder.get("kind"),
        "gegevenssoort": eerder["gegevenssoort"],
        "grondslag": None,
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": None,
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        "vervangt": plaats,
    }


def _deel(
    persoon: Persoon,
    gevraagd: Onderdeelopdracht,
    kopdeel: Mapping[str, Any],
    gegevens: Mapping[str, Any],
    leeftijd_van: str | None,
) -> Deel:
    return Deel(
        persoon_id=persoon.id,
        sleutel_id=persoon.sleutel_id,
        leeftijd_van=leeftijd_van,
        gegeven_id=gevraagd.gegeven,
        betrokkene=kopdeel["betrokkene"],
        gegevenssoort=kopdeel["gegevenssoort"],
        gegevens=gegevens,
    )
