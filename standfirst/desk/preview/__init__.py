"""The preview: the site as readers will see it, on this machine alone, and the desk bar over it."""
