"""Which transport certificates each organisation really has.

That a certificate chains to the trust list and holds the right OIN says only that some CA of that
list once wrote it so. Who an organisation is on the line, is what it said itself: the certificate
it has now and, during a change, the next one beside it. Where that comes from is for who makes the
app: a party's configuration, the gateway's register, or documents the parties sign.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from shared.bericht.sleutels.certificaten import Certificaat, CertificaatOngeldig


class Transportregister(Protocol):
    """Asked on every request, from the event loop: answer from memory."""

    def vingerafdrukken(self, oin: str) -> frozenset[str] | None:
        """The x5t#S256 of every certificate this OIN may connect with now.

        None: nobody by this OIN is registered here. Then it has no rights either, and what it asks
        is refused where the right is looked up.
        """
        ...


@dataclass(frozen=True, slots=True)
class VastRegister:
    """What was known at start: from an OIN to its certificates."""

    per_oin: Mapping[str, frozenset[str]]

    @classmethod
    def van(cls, certificaten: Iterable[tuple[str, Certificaat]]) -> Self:
        """From pairs of an OIN and a certificate of it."""
        per_oin: dict[str, set[str]] = {}
        for oin, certificaat in certificaten:
            per_oin.setdefault(oin, set()).add(certificaat.x5t_s256)
        return cls({oin: frozenset(afdrukken) for oin, afdrukken in per_oin.items()})

    def vingerafdrukken(self, oin: str) -> frozenset[str] | None:
        """See `Transportregister`."""
        return self.per_oin.get(oin)


def eis_geregistreerd(register: Transportregister | None, certificaat: Certificaat) -> None:
    """Raise `CertificaatOngeldig` for another certificate than the registered one(s)."""
    bekend = None if register is None else register.vingerafdrukken(certificaat.oin)
    if bekend is not None and certificaat.x5t_s256 not in bekend:
        raise CertificaatOngeldig(
            f"Dit is niet het transportcertificaat dat {certificaat.organisatie} hier heeft "
            "geregistreerd. Registreer een nieuw certificaat voordat u het gebruikt."
        )
