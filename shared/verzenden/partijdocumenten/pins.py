"""Who the other parties are and how they are reached, as this party's own settings say it."""

from __future__ import annotations

from shared.bericht.sleutels.certificaten import is_test_oin
from shared.convenant.regels.laden import Convenantregels
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout


def pins_van(
    instellingen: Instellingen, regels: Convenantregels, partij: str, oin: str
) -> dict[str, str]:
    """The OIN of every party to the covenant, by code; ``oin`` is this party's own.

    Raises ``OngeldigeInstellingen`` naming every one that is missing, unknown, used twice, for
    tests in production, or other than where the same party is reached as a witness: what is not
    pinned would have to be believed.
    """
    fouten = [
        Invoerfout(f"partijen.{code}", "ontbreekt: zet hier het OIN van deze partij")
        for code in sorted(regels.partijen.keys() - instellingen.partijen.keys() - {partij})
    ]
    for code, gezet in instellingen.partijen.items():
        plaats, ander = f"partijen.{code}", instellingen.getuigen.get(code)
        if code not in regels.partijen:
            fouten.append(Invoerfout(plaats, "is geen partij bij het convenant"))
        if code == partij and gezet != oin:
            fouten.append(Invoerfout(plaats, "is niet het OIN in het eigen certificaat"))
        if instellingen.productie and is_test_oin(gezet):
            fouten.append(Invoerfout(plaats, "is een OIN om mee te testen"))
        if ander is not None and ander.oin != gezet:
            fouten.append(Invoerfout(plaats, f"is een ander OIN dan in getuigen.{code}"))
    pins = {**instellingen.partijen, partij: oin}
    for code, gezet in pins.items():
        if list(pins.values()).count(gezet) > 1:
            fouten.append(Invoerfout(f"partijen.{code}", "is ook het OIN van een andere partij"))
    if fouten:
        raise OngeldigeInstellingen("deze partij", tuple(fouten))
    return pins


def eis_medegetuigen(instellingen: Instellingen) -> None:
    """In production somebody can be told: nobody leaves the others out by accident."""
    if instellingen.productie and not instellingen.getuigen:
        zin = "ontbreekt: wie hoort het als het log zichzelf tegenspreekt?"
        raise OngeldigeInstellingen("deze partij", (Invoerfout("[getuigen.<partij>]", zin),))
