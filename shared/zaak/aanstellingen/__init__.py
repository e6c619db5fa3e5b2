"""Auditors over all parties: appointed, signed and ended here, for this party's part in it."""
