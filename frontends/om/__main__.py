"""`python -m frontends.om [serveer|migreer] --config PAD`."""

from frontends.om.portaal import OM
from shared.portaal.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main(OM))
