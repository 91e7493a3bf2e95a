"""An edition as text: feeds, sitemaps, structured data and the files at the site's root. Pure functions."""
