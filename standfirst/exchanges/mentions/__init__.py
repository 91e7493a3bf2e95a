"""What a text mentions: numbers, days, countries and nationalities. Functions of the text alone; no record is known here."""
