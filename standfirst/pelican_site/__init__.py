"""Standfirst inside Pelican: the only package that imports it. Pelican's words are translated here and nowhere else."""
