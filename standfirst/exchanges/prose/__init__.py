"""An article's words against the record: figures, dates, countries and nationalities. Functions of values alone."""
