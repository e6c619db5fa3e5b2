"""`python -m frontends.toezicht [serveer|migreer] --config PAD`."""

from frontends.toezicht.portaal import TOEZICHT
from shared.portaal.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main(TOEZICHT))
