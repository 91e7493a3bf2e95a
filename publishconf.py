"""Settings of the production build: those of the local one, with the site's real address."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "https://standfirst.example")
RELATIVE_URLS = False

# A figure that contradicts its record is not published; locally it is a warning.
STANDFIRST_SEVERITY = {"SF205": "error", "SF211": "error", "SF212": "error"}
