"""`python -m playground.cli`, which is `playground`."""

import sys

from playground.cli.main import main

sys.exit(main())
