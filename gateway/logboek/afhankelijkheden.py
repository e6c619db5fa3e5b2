"""What endpoints depend on: the parts that read the log, and record that it was read."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from gateway.logboek.aansluiting import Aansluitinzage
from gateway.logboek.inzage import Inzage
from gateway.logboek.leesreeksen import Leesreeksen
from gateway.logboek.verantwoording import Verantwoording
from shared.web.verzoek.onderdelen import van

InzageAfh = Annotated[Inzage, Depends(van(Inzage))]
AansluitingAfh = Annotated[Aansluitinzage, Depends(van(Aansluitinzage))]
LeesreeksenAfh = Annotated[Leesreeksen, Depends(van(Leesreeksen))]
VerantwoordingAfh = Annotated[Verantwoording, Depends(van(Verantwoording))]
