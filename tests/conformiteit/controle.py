"""What a sender checks of everything it gets back, without trusting the gateway."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.conformiteit import profiel
from tests.conformiteit.afzender import Bericht
from tests.conformiteit.doel import Doel


def controleer_ontvangst(
    doel: Doel, bericht: Bericht, ontvangst: dict[str, str], *, digest: str | None = None
) -> dict[str, Any]:
    """The receipt in clear, after checking the receiver's signature over its exact text.

    ``digest``: of the bytes it is about, when those are not the message's own.
    """
    ontvanger = doel.partijen[bericht.kop["ontvanger"]].ondertekening.certificaat
    tekst = ontvangst["inhoud"]
    profiel.controleer_jades(ontvangst["handtekening"], profiel.digest(tekst.encode()), ontvanger)
    gelezen: dict[str, Any] = json.loads(tekst)
    assert set(gelezen) == {"id", "digest", "status", "reden", "ontvangen"}
    assert gelezen["id"] == bericht.id
    assert gelezen["digest"] == (digest or bericht.koppen["Digest"])
    assert (gelezen["reden"] is None) == (gelezen["status"] == "aanvaard")
    return gelezen


def controleer_logboek(doel: Doel, logboek: dict[str, Any], blad: bytes) -> dict[str, Any]:
    """The leaf in clear, after checking its proof against the signed checkpoint."""
    stand = profiel.open_checkpoint(logboek["checkpoint"], doel.log_vkey)
    assert stand.grootte == logboek["grootte"]
    bewijs = [base64.b64decode(hash_, validate=True) for hash_ in logboek["bewijs"]]
    wortel = profiel.wortel_uit_bewijs(blad, logboek["bladnummer"], stand.grootte, bewijs)
    assert wortel == stand.wortel, "het blad staat niet in het log van dit checkpoint"
    gelezen: dict[str, Any] = json.loads(blad)
    assert profiel.jcs(gelezen) == blad, "een blad staat in canonieke vorm"
    assert gelezen["v"] == 2
    return gelezen
