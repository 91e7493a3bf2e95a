"""Settings of the production build: those of the local one, with the site's real address."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "https://standfirst.example")
RELATIVE_URLS = False
