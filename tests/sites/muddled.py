"""Pages as they are copied: each line of the text itself is marked with a bar, all others are the page's."""

from __future__ import annotations

PAGES = {
    "scraps on both sides of the headline": (
        "Second day brings 303 home to each side",
        "Liam",
        "2031-05-24",
        ("UA: {total: 303}", "RU: {total: 303}", "«390 people»: of a Friday, as its sentence says"),
        """\
Liam Avatar
Second day brings 303 home to each side
By
Liam
Second day brings 303 home to each side
Ukraine and Russia each freed 303 prisoners of war on Saturday, on the second day of the largest exchange since the invasion began, the coordination…
Published 24 May 2031
Updated 24 May 2031, 19:40
| Ukraine and Russia each freed 303 prisoners of war on Saturday, on the second day of the largest exchange since the invasion began, the coordination headquarters said.
| The 303 who came back are soldiers of the army, the navy and the border guard. On Friday 390 people had returned to each side, among them 120 civilians.
Share on Facebook
Share on X
Read more: The first day of the exchange
| The third day is to bring the rest of the thousand.
""",
    ),
    "a path above, another author, a list below": (
        "Two hundred and five each way on 6 May",
        "Marta Hrytsenko",
        "2031-05-06",
        ("UA: {total: 205}", "since_invasion: 64"),
        """\
News / Exchanges
Two hundred and five each way on 6 May
Two hundred and five each way on 6 May
205 Ukrainian prisoners of war came home on Tuesday. Russia rec...
Marta Hrytsenko Avatar
By
Marta Hrytsenko
May 6, 2031 · 4 min read

| 205 Ukrainian prisoners of war came home on Tuesday. Russia received 205 of its soldiers in the same exchange, mediated by the United Arab Emirates.

| It was the 64th exchange since the start of the full-scale invasion, and 4,757 people have now returned to Ukraine.

| "They are home," the President wrote.

Related articles
What the numbers mean
How an exchange is made
""",
    ),
    "bodies, and a teaser that ends within a word": (
        "Bodies of 909 soldiers are returned",
        "Liam",
        "2031-04-18",
        ("UA: 909", "RU: 34", "kind: repatriation_bodies"),
        """\
Bodies of 909 soldiers are returned
Bodies of 909 soldiers are returned
Russia handed over 909 bodies which it says are those of Ukrainian soldiers; Ukraine returned 34 bo
By
Liam
Liam Avatar
18 April 2031
| Russia handed over 909 bodies which it says are those of Ukrainian soldiers; Ukraine returned 34 bodies to Russia, a member of the Duma told reporters.
| Experts will now identify them, which takes several months as a rule.
Last updated: 19 April 2031
Share this article
Print
Email
""",
    ),
    "a browser's title, and a teaser with other dashes and quotes": (
        "84 for 84 – a prisoner exchange on 14 August",
        "Liam",
        "2031-08-14",
        ("UA: {total: 84, civilian: 33}", "# doubtful: civilian: «33 of them are civilians»"),
        """\
84 for 84 — a prisoner exchange on 14 August | The Daily Record
84 for 84 – a prisoner exchange on 14 August
Ukraine's president said on Thursday: “84 people are home” - among them civilians who were held since 2014.
Liam Avatar
By Liam
Aug 14, 2031
| Ukraine’s president said on Thursday: "84 people are home" — among them civilians who were held since 2014.
| Russia's ministry wrote that 84 of its servicemen were returned. The United Arab Emirates mediated.
| Most of those who came home need medical treatment, the headquarters said, and 33 of them are civilians.
ADVERTISEMENT
Read more
Follow us on Telegram
""",
    ),
    "a site's name above all, and a link within the text": (
        "146 people return on Independence Day",
        "Olha Dmytruk",
        "2031-08-24T16:05",
        ("UA: {total: 146}", "RU: {total: 146}"),
        """\
The Daily Record
Search
Menu
Exchanges
146 people return on Independence Day - The Daily Record
146 people return on Independence Day
By
Olha Dmytruk

24.08.2031, 16:05
Updated at 18:30, 24.08.2031

146 people return on Independence Day

Ukraine brought 146 people home on Sunday, its Independence Day, in an exchange with Russia of 146 for 146.

| Ukraine brought 146 people home on Sunday, its Independence Day, in an exchange with Russia of 146 for 146. Eight residents of the Kursk region returned to Russia as well, its commissioner wrote.

Read also: Why the count has gaps

| Among those who returned are journalists who were taken captive in 2022.

Share Tweet Share
Tags: exchanges, Independence Day
""",
    ),
    "buttons one to a line, and a teaser cut without a mark": (
        "Thirty-one civilians come home",
        "Liam",
        "2031-07-01",
        ("# doubtful: women: «16 women» does not say",),
        """\
Thirty-one civilians come home
By
Liam
Liam Avatar
Thirty-one civilians come home
1 July 2031
Last Updated on July 2, 2031 by Liam
Facebook
Twitter
WhatsApp
Thirty-one civilians, some of them held for eleven years, came home from Belarus on Saturday, the ombudsman wr
| Thirty-one civilians, some of them held for eleven years, came home from Belarus on Saturday, the ombudsman wrote. No exchange was announced for it; 31 people returned and nobody went the other way.
| Among them are 16 women.
Read More »
""",
    ),
    "a page in Ukrainian": (
        "Обмін 185 на 185: додому повернулися військові й цивільні",
        "Ліам",
        "2031-10-02",
        ("# doubtful: total: military and civilian make 205, not 185",),
        """\
Обміни
Обмін 185 на 185: додому повернулися військові й цивільні
Обмін 185 на 185: додому повернулися військові й цивільні
Україна й Росія 2 жовтня провели обмін. Додому повернулися 185 військових і 20 цив...
Ліам Аватар
Автор
Ліам
2 жовтня 2031
Оновлено: 3 жовтня 2031, 10:15
Поділитися
| Україна й Росія 2 жовтня провели обмін. Додому повернулися 185 військових і 20 цивільних, повідомив президент.
| Росія отримала 185 своїх військових. Це 69-й обмін від початку повномасштабного вторгнення.
Читайте також: Як рахують обміни
| Більшість звільнених була в полоні з 2022 року.
""",
    ),
    "what WordPress puts below a post": (
        "175 each, and 22 wounded outside the exchange",
        "Sofia Petrenko",
        "2031-03-19T20:14",
        ("UA: {total: 175, military: 175}",),
        """\
Skip to content
175 each, and 22 wounded outside the exchange – Front Desk News
Home » Exchanges » 175 each, and 22 wounded outside the exchange
175 each, and 22 wounded outside the exchange
175 each, and 22 wounded outside the exchange
Ukraine and Russia returned 175 prisoners to each other on 19 March; a further 22 badly wounded Ukrainians came home as a gest
Written by
Sofia Petrenko
Sofia Petrenko Avatar
Mar 19, 2031 at 8:14 pm
| Ukraine and Russia returned 175 prisoners to each other on 19 March; a further 22 badly wounded Ukrainians came home as a gesture, the ministry in Moscow said.
| “Our people are home,” wrote the president on Wednesday evening.
| Among the 175 are soldiers, sailors and border guards. Most had been held since 2022, and almost all are in need of care.
[Read more: the wounded of the last winter]
Share this:
Click to share on Facebook (Opens in new window)
Click to share on X (Opens in new window)
Like this:
Like Loading...
Related
Previous Post: Talks resume
Next Post: The count so far
""",
    ),
    "a portrait in the byline, and a date with minutes beside it": (
        "Exchange of 2 October: 185 servicemen and 20 civilians",
        "Liam",
        "2031-10-02",
        ("since_invasion: 69",),
        """\
Exchange of 2 October: 185 servicemen and 20 civilians
By Liam Avatar
By
Liam
October 2, 2031 3 minute read
Exchange of 2 October: 185 servicemen and 20 civilians
“We are bringing ours home,” said the headquarters on Thursday as 185 servicemen and 20 civilians crossed the border...
| "We are bringing ours home", said the headquarters on Thursday, as 185 servicemen and 20 civilians crossed the border from Belarus to Ukraine.
Continue reading
| In return Russia received 185 servicemen; 20 of its civilians went home too.
Advertisement - scroll to continue
| It was the 69th exchange since the full-scale war began.
Related: How we count
Last modified: Oct 3, 2031
""",
    ),
}
"""Headline, author, date, what the record proposed says among other things, and the page."""
