"""`python -m factextract`: the command line."""

import sys

from factextract.cli import main

sys.exit(main())
