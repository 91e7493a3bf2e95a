"""Articles as editors see them: muddled ones with what is to be found, and ordinary ones in which nothing is."""

MUDDLED: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    (
        "2025-04-19",
        """# Russia and Ukraine swap prisoners before Easter
Russia and Ukraine carried out another exchange of prisoners on 19 March, the 62nd since the full-scale invasion began.
Each side handed over 175 people. The handover took place on Armenian soil.""",
        [
            ("SF213", "19 March", "2025-03-19"),
            ("SF212", "62nd", "2025-03-19"),
            ("SF212", "175 people", "2025-03-19"),
            ("SF214", "Armenian", "2025-04-19"),
        ],
    ),
    (
        "2025-04-19",
        """# Черговий обмін полоненими
19 березня відбувся 62-й з початку повномасштабної війни обмін полоненими. Обидві сторони передали по 175 осіб.
Передача пройшла на території Вірменії.""",
        [
            ("SF213", "19 березня", "2025-03-19"),
            ("SF212", "62-й з початку повномасштабної війни обмін", "2025-03-19"),
            ("SF212", "175 осіб", "2025-03-19"),
            ("SF214", "Вірменії", "2025-04-19"),
        ],
    ),
    (
        "2025-04-19",
        """# Россия и Украина провели обмен пленными
Россия и Украина 19 марта провели очередной обмен пленными, 62-й с начала войны. Стороны передали друг другу по 175 человек.
Обмен прошёл на армянской территории.""",
        [
            ("SF213", "19 марта", "2025-03-19"),
            ("SF212", "62-й", "2025-03-19"),
            ("SF212", "175 человек", "2025-03-19"),
            ("SF214", "армянской", "2025-04-19"),
        ],
    ),
    (
        "2025-05-23",
        """# Big swap begins
Ukraine and Russia each freed 390 people on Friday. In all, 4,757 Ukrainians have now been returned from captivity.
The next groups are to follow.""",
        [("SF212", "4,757 Ukrainians", "2025-05-06")],
    ),
    (
        "2025-05-23",
        """# First day of the swap
Among the 390 who crossed from Belarus were 387 women and three men, the headquarters said.""",
        [("SF211", "387 women", "2025-05-23"), ("SF211", "three men", "2025-05-23")],
    ),
    (
        "2025-05-23",
        """# 1000 на 1000
У п'ятницю додому повернулася тисяча українців - це перший етап великого обміну. Серед них 270 військових і 120 цивільних.""",
        [("SF211", "тисяча українців", "2025-05-23")],
    ),
    (
        "2025-08-14",
        """# Обмін 14 серпня
Додому повернулися 84 людини, з них 51 військовий та 33 цивільні. Це вже 66-й обмін. Посередником був Катар.""",
        [
            ("SF211", "51 військовий", "2025-08-14"),
            ("SF211", "33 цивільні", "2025-08-14"),
            ("SF211", "66-й обмін", "2025-08-14"),
            ("SF214", "Катар", "2025-08-14"),
        ],
    ),
    (
        "2024-01-03",
        """# Largest swap in months
Ukraine got back 248 people on Wednesday, and Russia 230.""",
        [("SF211", "248 people", "2024-01-03"), ("SF211", "230", "2024-01-03")],
    ),
    (
        "2024-05-31",
        """# First exchange since February
After a pause of almost four months Ukraine and Russia swapped 75 prisoners each. Among the Ukrainians are 71 soldiers and four civilians.
It was the 51st exchange. Qatar helped to broker it. On the same day 212 bodies were repatriated to Ukraine, and 45 to Russia.""",
        [("SF211", "51st exchange", "2024-05-31"), ("SF214", "Qatar", "2024-05-31")],
    ),
    (
        "2024-05-31",
        """# Swap with bodies
75 for 75 on Friday; 4 soldiers and 71 civilians came to Kyiv. Ukraine got 45 bodies and Russia 212.""",
        [
            ("SF211", "4 soldiers", "2024-05-31"),
            ("SF211", "71 civilians", "2024-05-31"),
            ("SF211", "45 bodies", "2024-05-31"),
            ("SF211", "212", "2024-05-31"),
        ],
    ),
    (
        "2025-10-02",
        """# October exchange
185 civilians and 20 servicemen came home on 2 October. It was the 69th exchange, 205 for 205.""",
        [("SF211", "185 civilians", "2025-10-02"), ("SF211", "20 servicemen", "2025-10-02")],
    ),
    (
        "2025-06-16-bodies",
        """# Last bodies handed over
Ukraine received 1,212 bodies on 16 June; the repatriation brought the total to 6,057.""",
        [("SF211", "1,212 bodies", "2025-06-16-bodies")],
    ),
    (
        "2025-04-19",
        """# «Своїх не кидаємо»
«Сьогодні вдома 175 наших воїнів», — написав президент. Обмін 246 на 246 пройшов за посередництва Еміратів.""",
        [("SF212", "175 наших воїнів", "2025-03-19")],
    ),
    (
        "2025-04-19",
        """# Hundreds freed as Moscow and Kyiv trade captives
> The latest swap involved 205 prisoners from each country.
The deal, the fifth of the year and the 64th of the conflict, was carried out on Saturday with help from Abu Dhabi.
Ukrainian officials put the overall number of people brought back at 4,757.""",
        [
            ("SF212", "205 prisoners", "2025-05-06"),
            ("SF212", "fifth", "2025-05-06"),
            ("SF212", "64th", "2025-05-06"),
            ("SF212", "4,757", "2025-05-06"),
        ],
    ),
    (
        "2025-05-06",
        """# Ukraine and Russia swap 246 POWs each
The exchange — number 63 since Russia's invasion — happened on April 19 with UAE mediation.""",
        [("SF212", "246 POWs", "2025-04-19"), ("SF212", "63", "2025-04-19"), ("SF213", "April 19", "2025-04-19")],
    ),
    (
        "2025-02-05",
        """# Сто пятьдесят на сто пятьдесят
Киев и Москва обменялись пленными. В обмене, шестидесятом с начала войны, домой вернулись по 150 человек. Посредником стала Турция.""",
        [("SF211", "шестидесятом", "2025-02-05"), ("SF214", "Турция", "2025-02-05")],
    ),
    (
        "2024-12-30",
        """# Prisoners home for the New Year
On Monday 189 Ukrainians returned: two servicemen and 187 civilians. It was the 10th exchange of this year.""",
        [
            ("SF211", "two servicemen", "2024-12-30"),
            ("SF211", "187 civilians", "2024-12-30"),
            ("SF211", "10th exchange", "2024-12-30"),
        ],
    ),
    (
        "2025-05-23",
        """# Великий обмін почався
Сьогодні Україна повернула 390 людей: 270 цивільних і 120 військових. Це 64-й обмін, а всього від лютого 2022 року вдома 4552 людини.
Обмін відбувся на кордоні з Молдовою.""",
        [
            ("SF211", "270 цивільних", "2025-05-23"),
            ("SF211", "120 військових", "2025-05-23"),
            ("SF212", "64-й обмін", "2025-05-06"),
            ("SF212", "4552 людини", "2025-04-19"),
            ("SF214", "Молдовою", "2025-05-23"),
        ],
    ),
    (
        "2025-05-24",
        """# Second day of swap
390 more Ukrainians returned on Saturday, of them 120 civilians.""",
        [("SF212", "390 more Ukrainians", "2025-05-23"), ("SF212", "120 civilians", "2025-05-23")],
    ),
    (
        "2025-05-25",
        """# Final day
On Sunday the last 307 Ukrainian soldiers returned, and with them the number freed since the start of the war rose to 5,147.""",
        [("SF212", "307 Ukrainian soldiers", "2025-05-24"), ("SF212", "5,147", "2025-05-23")],
    ),
    (
        "2025-04-19",
        """# Пасхальный обмен
Вчера Россия и Украина обменялись пленными: каждая из сторон вернула по 205 человек. Это был 64-й обмен с февраля 2022 года, и он прошёл при посредничестве Саудовской Аравии.""",
        [
            ("SF212", "205 человек", "2025-05-06"),
            ("SF212", "64-й обмен", "2025-05-06"),
            ("SF214", "Саудовской Аравии", "2025-04-19"),
        ],
    ),
    (
        "2025-03-19",
        """# 197 вдома
Сьогодні повернулися 175 захисників і ще 22 тяжкопоранених. Це вже 63-й обмін, четвертий цього року. Дякуємо Туреччині за посередництво.""",
        [
            ("SF212", "63-й обмін", "2025-04-19"),
            ("SF212", "четвертий", "2025-04-19"),
            ("SF214", "Туреччині", "2025-03-19"),
        ],
    ),
    (
        "2025-02-05",
        """# Prisoner exchange: facts
- Date: 15 January 2025
- People: 25 from each side
- Exchange number 60
- Mediator: United Arab Emirates""",
        [
            ("SF213", "15 January 2025", "2025-02-05"),
            ("SF211", "25 from each side", "2025-02-05"),
            ("SF211", "60", "2025-02-05"),
        ],
    ),
    (
        "2025-08-14",
        """# Captives since 2014 come home
Ukraine got back 33 civilians and 51 soldiers on 14 July.""",
        [
            ("SF211", "33 civilians", "2025-08-14"),
            ("SF211", "51 soldiers", "2025-08-14"),
            ("SF213", "14 July", "2025-08-14"),
        ],
    ),
    (
        "2025-05-24",
        """# Day two
307 soldiers and civilians were exchanged on May 23 on the border of Ukraine and Belarus.""",
        [("SF213", "May 23", "2025-05-23")],
    ),
    (
        "2025-05-23",
        """# First day of three
307 prisoners each were swapped on Friday as the 1,000-for-1,000 exchange got under way.""",
        [("SF212", "307 prisoners", "2025-05-24")],
    ),
]
"""Records named; text; code, words and the record that they belong to or contradict."""

ORDINARY: list[tuple[str, str]] = [
    (
        "2024-01-03",
        """# Обмін після паузи
Україна повернула 248 полонених, Росія - 230. Посередником виступили ОАЕ.""",
    ),
    (
        "2025-05-25",
        """# The thousand is complete
303 defenders returned on Sunday, completing the exchange of 1,000 for 1,000 agreed in Istanbul: 390 on Friday, 307 on Saturday.
It took the total to 5,757. 880 soldiers and 120 civilians are in the thousand. Russia fired 367 drones and missiles at night and killed 12 people.""",
    ),
    (
        "2025-05-23",
        """# Russia and Ukraine start prisoner swap agreed in Turkey
Both sides said 390 people came home on Friday in the first part of a planned 1,000-for-1,000 swap, the biggest since 2022.
An AP journalist in Chernihiv counted about 50 ambulances. Families held photos of 200 missing soldiers; only 12 of them got news.
Trump said on Friday that the swap could lead to "something big". European leaders met in Tirana, Albania, on 16 May.
Since the start of the full-scale war, Kyiv says, it has had back 5,147 of its people.""",
    ),
    (
        "2025-04-19",
        """# Об'єднані Емірати: як посередництво ОАЕ повернуло 246 людей
Усього ОАЕ стали посередником у 15 обмінах, це 3233 полонених. 19 квітня: 246 на 246; 19 березня: 175 на 175; 5 лютого: 150 на 150; 15 січня: 25 на 25.
Україна повернула також 31 тяжкопораненого, Росія - 15.""",
    ),
    (
        "2025-08-14",
        """# Prisoner swap on eve of Alaska summit
84 Ukrainians, mostly civilians, came home. Some had been held since 2014. Ukraine handed over 84 Russian soldiers.
Trump and Putin meet in Alaska, in the United States, on Friday 15 August. Russia launched 45 drones and 2 missiles. In Belgorod 3 people were injured.
On July 23, more than 250 people were exchanged.""",
    ),
    (
        "2025-04-19",
        """# Russia, Ukraine conduct record Easter prisoner exchange
> Nearly 500 soldiers return as Putin declares a 30-hour truce
Kyiv and Moscow have exchanged 246 prisoners of war each in one of the largest swaps since the full-scale invasion, hours before Easter.
The defence ministry in Moscow said the freed Russians were in Belarus, and that the UAE had mediated.
"I am grateful to our team and to the United Arab Emirates," Zelensky said in a post at 17:42, adding that 277 warriors had returned from Russian captivity.
According to the Coordination Headquarters, 225 of them are privates and sergeants, 21 are officers; 82 served in the National Guard; nearly 90% suffered torture. One was 18 years old when captured.
The last swap was a month ago, on 19 March, when 175 prisoners from each side were exchanged and 22 more soldiers came home outside it.
In January 2024 the two sides made the largest exchange by then: 230 Ukrainians against 248 Russians.
At least 8,000 Ukrainians are still in captivity, the ombudsman says. Britain, France and Germany sent delegations to Paris on 17 April.""",
    ),
    (
        "2025-04-19",
        """# 63-й обмін: хто повернувся
Додому повернулися 246 захисників: 82 нацгвардійці, 31 прикордонник, 4 десантники. 22 воїни служили в 36-й бригаді, 10 - у полку «Азов».
Наймолодшому 20, найстаршому 56. 60 звільнених мають інвалідність. Обмін став 4-м за рік. Того ж дня відбулася передача 31 пораненого в обмін на 15.
20 квітня Великдень. Росія вдарила 67 дронами. Польща підняла винищувачі.""",
    ),
    (
        "2025-05-24",
        """# Second leg of giant swap
Russia and Ukraine swapped another 307 prisoners each on Saturday, a day after freeing 390 each, the first leg of an exchange that is to involve 1,000 from each side over three days.
Hours earlier Kyiv came under one of the biggest combined attacks of the war: 250 drones, 14 missiles, 15 injured. Two children were hurt. In Kharkiv region 4 people died, Odesa 2, Donetsk 4.
The U.S. said talks may follow. Turkey hosted the talks in Istanbul on May 16 that lasted 2 hours.
Ukrinform: 697 people in two days; the third stage is on Sunday.""",
    ),
    (
        "2025-06-16-bodies",
        """# Final bodies
Ukraine received 1,245 bodies on Monday; Russia claims 1,248. Within the Istanbul accords 6,057 bodies have been returned to Ukraine, 78 to Russia. Identification of each takes months; in 2024, 3,037 bodies came home. On Saturday the 14th 1,200 were handed over. 15 fallen Russians were found among them.""",
    ),
    (
        "2024-05-31",
        """# Бранці вдома після паузи
75 людей вдома: 4 цивільні і 71 військовий. Це 52-й обмін, 4-й цьогоріч. 19 - захисники Зміїного, 14 - ЧАЕС, 10 - азовці. Понад третина поранені. Загалом повернулися 3210 українців. Того ж дня тіла 212 загиблих захисників повернуто Україні, 45 - Росії.""",
    ),
    (
        "2024-01-03",
        """# Mediation by UAE ends five-month freeze
Moscow freed 230 Ukrainians in return for 248 Russians after mediation by the UAE, which has good relations with both. It was the 49th exchange and the first since 7 August, when 22 men came back. 4,337 Ukrainians were in captivity in November, officials said. The 230 include 130 from Azovstal? 213 soldiers and sergeants, 11 officers and 6 civilians are home.""",
    ),
]
