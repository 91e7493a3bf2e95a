"""The exchange record. Functions of values alone."""
