"""Faults of the log: one tree, every one with a Dutch sentence.

LogboekFout
├── MerkleFout             a question about the tree that has no answer (size, number)
│   └── BewijsOngeldig     a proof that does not hold
├── NotitieOngeldig        a note, key or signature that breaks a rule of its format
├── BladOngeldig           bytes that may not become a leaf
├── BladOpgeschoond        the leaf's body was pruned; its hash and proofs remain
├── LogNietBeschikbaar     the log cannot be written now: nothing may be forwarded
└── LogBeschadigd          what is stored contradicts itself: refuse to go on
"""


class LogboekFout(Exception):
    """Base of every fault of the log. `str(fout)` is a Dutch sentence."""


class MerkleFout(LogboekFout):
    """A number or size for which the tree has no answer."""


class BewijsOngeldig(MerkleFout):
    """An inclusion or consistency proof that does not hold."""


class NotitieOngeldig(LogboekFout):
    """A signed note, checkpoint or verifier key that breaks a rule of its format."""


class BladOngeldig(LogboekFout):
    """Bytes that may not become a leaf of the log."""


class BladOpgeschoond(LogboekFout):
    """The leaf's body has been pruned after its term; its hash and proofs remain."""


class LogNietBeschikbaar(LogboekFout):
    """The log cannot be written at this moment. No log, no exchange."""


class LogBeschadigd(LogboekFout):
    """The stored log contradicts itself; writing on would hide what happened."""
