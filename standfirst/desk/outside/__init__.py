"""Links to other sites, asked politely and only on request: what answers, what has moved, what is gone."""
