"""Former addresses of the site: read, settled against each other and against what is published."""
