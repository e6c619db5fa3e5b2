"""Which signature lines are kept and published: only those that verified under a known key.

A note may carry lines by anybody. One in the name of a key its reader knows that does not verify
makes the whole note malformed for that reader (C2SP signed-note); a hundred by nobody make it too
long to read. So what a witness sends, or what was stored once, is never passed on as it came.
"""

from __future__ import annotations

from collections.abc import Iterable

from shared.logboek.controlepunt import open_checkpoint, voeg_samen
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Soort, Verificatiesleutel, splits_notitie


def regel_van(checkpoint: str, antwoord: str, getuige: Verificatiesleutel) -> str:
    """The cosignature by this witness in its answer, as one line; whatever else it sent is left.

    Raises `NotitieOngeldig` when it has none, or one that does not verify.
    """
    geldig = _geldige_regels(checkpoint + antwoord, [getuige], streng=True)
    if not geldig:
        raise NotitieOngeldig("De getuige ondertekende niet met de geregistreerde sleutel.")
    return geldig[0]


def met_bekende_regels(checkpoint: str, andere: str, getuigen: Iterable[Verificatiesleutel]) -> str:
    """The checkpoint with the cosignatures on it in another note, each by a known witness.

    A note that cannot be read, or over another text, adds nothing.
    """
    if not over_dezelfde_tekst(checkpoint, andere):
        return checkpoint
    tekst = splits_notitie(checkpoint)[0]
    extra = [f"{tekst}\n{regel}" for regel in _geldige_regels(andere, getuigen, streng=False)]
    return voeg_samen(checkpoint, extra)


def zuiver(
    notitie: str, logsleutel: Verificatiesleutel, getuigen: Iterable[Verificatiesleutel]
) -> str | None:
    """A stored note with nothing in it but what verifies; None when the log did not sign it."""
    try:
        tekst, _ = splits_notitie(notitie)
        (regel,) = _geldige_regels(notitie, [logsleutel], streng=False)
        kaal = f"{tekst}\n{regel}"
        open_checkpoint(kaal, logsleutel)
    except (NotitieOngeldig, ValueError):
        return None
    return met_bekende_regels(kaal, notitie, getuigen)


def over_dezelfde_tekst(notitie: str, andere: str) -> bool:
    """Whether both can be read and are over the same text, whoever signed them."""
    try:
        return splits_notitie(notitie)[0] == splits_notitie(andere)[0]
    except NotitieOngeldig:
        return False


def _geldige_regels(
    notitie: str, sleutels: Iterable[Verificatiesleutel], *, streng: bool
) -> list[str]:
    """One line for each of these keys that signed; `streng`: a line that fails is a fault."""
    tekst, regels = splits_notitie(notitie)
    bekend = {(sleutel.naam, sleutel.sleutelid): sleutel for sleutel in sleutels}
    geldig: dict[tuple[str, bytes], str] = {}
    # De laatste regels van de notitie zijn er precies zoveel als er handtekeningen zijn.
    geschreven = notitie.removesuffix("\n").split("\n")[-len(regels) :]
    for (naam, kenmerk, handtekening), regel in zip(regels, geschreven, strict=True):
        sleutel = bekend.get((naam, kenmerk))
        if sleutel is None:
            continue
        try:
            gezet = sleutel.controleer(tekst.encode(), handtekening)
            if sleutel.soort is Soort.COSIGNATURE and not gezet.tijd:
                raise NotitieOngeldig("Een medeondertekening zegt wanneer zij is gezet.")
        except NotitieOngeldig:
            if streng:
                raise
            continue
        geldig.setdefault((naam, kenmerk), f"{regel}\n")
    return list(geldig.values())
