"""Reports of exchanges in the manner of agencies, with the other numbers that such reports are full of; each is right."""

REPORTS: list[tuple[str, str]] = [
    (
        "2025-04-19",
        """# Ukraine brings home 246 prisoners of war in Easter swap
> 31 severely wounded soldiers also returned; 15 wounded Russians were handed over.
KYIV, April 19 - Ukraine and Russia carried out a large prisoner exchange on Saturday, on the eve of Easter, with each side releasing 246 prisoners of war, officials in both countries said.
In total, 277 have returned, the president wrote.
Russia's Defense Ministry said 246 of its servicemen had been returned, and that a further 31 wounded Ukrainians had been exchanged for 15 wounded Russian soldiers as a gesture of goodwill.
The soldiers are now in Belarus, where they are receiving medical and psychological help, the ministry added.
The exchange was mediated by the United Arab Emirates, whose foreign ministry said it brought the number of prisoners exchanged through its mediation to 3,233 in 13 swaps.
Zelensky said that the total number of Ukrainians brought home since the start of the war now stands at 4,552.
Most of those freed were young people born after 2000, and 23 of them were on the Mariupol front. They served in the army, navy, National Guard, and border service; 4 were from the Chernobyl plant.
It was the fourth exchange this year and 63rd since Russia's full-scale invasion in February 2022.
On March 19 the two sides exchanged 175 prisoners each, and Russia additionally returned 22 seriously wounded.
The US has been trying to broker a ceasefire. US Secretary of State Marco Rubio said on Friday Washington might walk away. Trump and Putin agreed last month on a 30-day pause on strikes on energy targets.
Overnight Russia launched 8 missiles and 87 drones at Ukraine, the air force said, killing 3 people and injuring 35.
An estimated 6,000 Ukrainian soldiers are still in Russian prisons. More than 60,000 people are listed as missing.""",
    ),
    (
        "2025-04-19",
        """# Додому повертаються 277 воїнів
19 квітня відбувся великий обмін полоненими. Додому повернулися 246 військовослужбовців Збройних Сил, Нацгвардії та прикордонної служби, повідомив Координаційний штаб.
Крім того, повернуто 31 важкопораненого в рамках 63-го обміну.
Переважна більшість звільнених – молодь, народжена після 2000 року. 23 захисники обороняли Маріуполь.
Це четвертий обмін у 2025 році. Загалом від початку повномасштабного вторгнення вдалося повернути 4552 громадянина.
Об'єднані Арабські Емірати виступили посередником. Президент США Дональд Трамп привітав обмін.
У березні 2025 року сторони обміняли по 175 військових. Наступний обмін відбудеться 6 травня.""",
    ),
    (
        "2025-04-19",
        """# Россия и Украина обменялись пленными
19 апреля из подконтрольной Киеву территории возвращены 246 российских военнослужащих. Взамен переданы 246 военнопленных ВСУ, сообщило Минобороны.
Кроме того, в качестве жеста доброй воли переданы 31 раненый военнопленный в обмен на 15 раненых российских военнослужащих.
В настоящее время российские военнослужащие находятся на территории Республики Беларусь.
Посреднические усилия гуманитарного характера оказали Объединённые Арабские Эмираты.
Предыдущий обмен состоялся 19 марта по формуле 175 на 175. Ещё 22 тяжелораненых были переданы дополнительно.""",
    ),
    (
        "2025-05-23",
        """# Russia and Ukraine begin biggest prisoner swap of the war
Ukraine and Russia on Friday each released 390 prisoners, the first part of an agreed exchange of 1,000 captives on each side.
The deal was reached at talks in Istanbul on May 16, the first direct negotiations between the two in more than three years.
Zelenskiy said 390 people had come home. Russia's defence ministry said 270 soldiers and 120 civilians had been freed by Ukraine, among them people from the Kursk region captured in an incursion in August 2024.
They were handed over at the border with Belarus and would be taken to Russia for treatment.
U.S. President Donald Trump was the first to announce the swap, in a post on his network
The largest previous swap was 1,000 for... More are expected on Saturday and Sunday.
Among 390 there are three women. At the meeting point in Chernihiv region, hundreds of relatives, some holding photographs, waited. Natalia, 43, came from 300 km away. Her son has been missing for 2 years and 6 months.
Turkey's foreign minister Hakan Fidan said the exchange was an important step. The Kremlin said lists of 1,000 people each were passed on.
Russia holds around 20% of Ukraine. In the Vatican, Pope Leo has offered to host peace talks. Italy's Meloni supported this.""",
    ),
    (
        "2025-05-23",
        """# «1000 на 1000»: перший етап
Сьогодні, 23 травня, додому повернулися 390 українців — 270 військовослужбовців та 120 цивільних. Серед них троє жінок.
Обмін продовжиться у суботу та неділю. Домовленість про обмін у форматі 1000 на 1000 досягнута 16 травня у Стамбулі. Це 65-й обмін.
Наймолодшому — 21 рік, найстаршому — 60. Усі вони отримають по 50 тисяч гривень. Загалом з 24 лютого 2022 року повернуто вже 5147 людей.
Російська сторона повідомила, що в обмін отримала 270 військових та 120 цивільних, зокрема жителів Курської області.""",
    ),
    (
        "2024-12-30",
        """# New Year exchange: 189 Ukrainians come home
Ukraine on Monday brought home 189 people in an exchange with Russia that was mediated by the United Arab Emirates. Russia received 150 of its soldiers.
Those who returned include soldiers, border guards, two civilians captured in Mariupol, and defenders of Azovstal and Chornobyl; 87 are from the armed forces, 43 from the national guard, 33 border guards and 24 from the navy.
It was the eleventh exchange this year and the 59th in total. In 2024, 1,358 people came back, and since the beginning of the full-scale invasion 3,956.
The UAE's foreign ministry said 300 captives were exchanged, 150 from each side, and that its mediation had freed 2,484.""",
    ),
    (
        "2025-05-06",
        """# 205 for 205
Ukraine and Russia have exchanged 205 prisoners each on Tuesday, three days before Russia marks the 80th anniversary of victory. It's the fifth swap this year.
The returned include 1 woman? Not known. The oldest is 58. Three are officers, the rest soldiers and sergeants. They fought in Mariupol, Donetsk, Luhansk, Kharkiv, Kherson, Zaporizhzhia, Kyiv, Chernihiv, Sumy and Kursk.
This is the 64th exchange. 4,757 people have returned since March 2022. On April 19, 246 were swapped for 246.""",
    ),
    (
        "2025-04-19",
        "Fifteen of the soldiers lost limbs. Over 40 of the freed soldiers were considered missing. 246 returned to their families on Saturday and 12 soldiers spoke with reporters.",
    ),
    (
        "2025-04-19",
        "246 people returned. The Red Cross has visited 3,500 prisoners. Ukraine returned 757 bodies? On 18 April Russia returned 909 bodies of fallen soldiers.",
    ),
    ("2025-04-19", "On 10 April Zelensky said that 246 soldiers would return before Easter. On 19 April they did."),
    ("2025-04-19", "The exchange on Saturday brought 246 home, a year after a 2024 swap that freed 90."),
    ("2025-04-19", "The two sides have exchanged prisoners more than 60 times; 246 returned on Saturday."),
    (
        "2025-04-19",
        "Of the 246 people returned on Saturday, 101 had been held by Chechen forces, 14 in Taganrog and 8 in a colony in Mordovia. 5 of them were in captivity for 1,000 days.",
    ),
    ("2025-04-19", "Two weeks later, on 6 May, another 205 people came home on each side, mediated by the Emirates."),
    (
        "2025-04-19",
        "Azerbaijan and Armenia exchanged prisoners in 2023 too. 246 people returned on Saturday to Ukraine.",
    ),
    ("2025-04-19", "246 soldiers returned. Five Georgian and two Belarusian volunteers remain in captivity."),
    (
        "2025-04-19",
        "The 246 will be flown to hospitals. Sweden and Norway donated ten ambulances used in the exchange.",
    ),
    (
        "2025-04-19",
        "246 soldiers came home on 19 April after 1,095 days of war; two years earlier, in April 2023, 130 had been freed at Easter.",
    ),
    ("2025-04-19", "Since the beginning of 2025, 596 people have returned in four exchanges. On Saturday it was 246."),
    (
        "2025-04-19",
        "246 returned. According to the ombudsman, 15,250 civilians are considered missing. 174 civilians have been returned since the war began.",
    ),
    (
        "2025-04-19",
        "The soldiers are aged 20 to 57. 246 were returned on Saturday, of them 143 from the armed forces, 62 National Guard members and 41 border guards.",
    ),
    (
        "2025-04-19",
        "Ukraine has returned 1,274 children? The exchange brought 246 home; 1,274 children have been returned since 2022 under Bring Kids Back.",
    ),
    (
        "2025-04-19",
        "It was the largest exchange of 2025: 246 for 246. Before it, the biggest was 230 for 248 in January 2024.",
    ),
    ("2025-04-19", "246 prisoners were exchanged. In the 62nd exchange a month before 175 were."),
    (
        "2025-04-19",
        "The 36th Marine Brigade lost 1,000 soldiers who surrendered in April 2022. 12 of them returned among the 246.",
    ),
    (
        "2025-04-19",
        "246 people returned on April 19. Kyiv says more than 4,000 Ukrainian soldiers were returned before 2025.",
    ),
    (
        "2025-04-19",
        """# Swap frees hundreds
246 for 246, plus 31 for 15. 292 names are on the two lists.""",
    ),
    ("2025-04-19", "Belarus said that the 246 crossed its border. Minsk thanked nobody."),
    (
        "2025-04-19",
        "Saturday's exchange: 246 soldiers from each side, including 23 defenders of Mariupol, and 6 defenders of Snake Island.",
    ),
    (
        "2025-04-19",
        "She waited 3 years. Her husband, one of 246 who returned, was taken in Mariupol with 2,500 defenders of Azovstal.",
    ),
    (
        "2025-04-19",
        "The exchange was the 10th since the start of negotiations mediated by the UAE; 246 people went each way.",
    ),
    (
        "2025-04-19",
        "In the last exchange of 2024, on 30 December, 189 Ukrainians and 150 Russians were swapped. Now it is 246 each.",
    ),
    (
        "2025-04-19",
        "Звільнені 246 військових. Серед них 12 нацгвардійців, 8 прикордонників і 3 поліцейських. 16 тисяч цивільних досі утримують у полоні.",
    ),
    ("2025-04-19", "246 військових повернулися додому. 18 квітня Україна отримала 909 тіл загиблих захисників."),
    ("2025-04-19", "Указом від 17 березня нагороджено 52 воїнів. 246 повернулися 19 квітня."),
    (
        "2025-04-19",
        "По данным Минобороны, 246 военных вернулись. За сутки сбиты 87 беспилотников, потери ВСУ составили более 1200 военнослужащих.",
    ),
    (
        "2025-04-19",
        "246 people were freed. The deal follows the 30-day ceasefire talks in Jeddah, where the US and Ukraine met on 11 March.",
    ),
    (
        "2025-04-19",
        "North Korean soldiers captured in Kursk are not among the 246 exchanged. South Korea has offered to receive them.",
    ),
    ("2025-04-19", "Two British nationals remain in captivity after the exchange of 246 for 246, the UK embassy said."),
    ("2025-04-19", "Emirati officials and Ukrainian officials met the 246 at the border with Belarus."),
    ("2025-04-19", "A Lithuanian volunteer crew filmed the exchange; 246 soldiers came home."),
    (
        "2025-04-19",
        "The swap of 246 for 246 came a day after the French and American delegations met in Paris on 17 April.",
    ),
    (
        "2025-05-23",
        "390 people on each side returned on Friday, and the swap should end on Sunday after 1,000 have returned to each.",
    ),
    ("2025-05-23", "On the second day another 307 soldiers each were exchanged, after 390 on Friday."),
    (
        "2025-05-23",
        "So far 390 of the 1,000 have returned. 610 people from each side remain to be exchanged over the weekend.",
    ),
    (
        "2025-05-23",
        "The 390: 270 military personnel, 120 civilians. 6 of the civilians are from Kherson and 12 from Luhansk, 3 women among them. 21 soldiers are younger than 25.",
    ),
    (
        "2025-05-23",
        "Russia freed 120 civilians, the largest number at once. 390 in all. Before that only 168 civilians had come home in the whole war.",
    ),
    (
        "2025-05-23",
        "Ukraine says at least 16,000 civilians are in Russian prisons; 120 civilians returned on Friday with 270 soldiers.",
    ),
    (
        "2025-05-23",
        "Saudi Arabia, Qatar and the Vatican have all offered to host talks after the exchange of 390 prisoners.",
    ),
    (
        "2025-05-23",
        "The first stage: 390 each. By comparison, 215 Ukrainians returned on 21 September 2022 through Turkey and Saudi Arabia.",
    ),
    (
        "2022-09-21",
        "Five commanders went to Türkiye, and ten foreigners flew to Saudi Arabia; 200 returned to Ukraine. 108 of them are from Azov.",
    ),
    (
        "2026-02-05",
        "157 each. Nineteen of the Ukrainians are from Mariupol; 139 had been captured in 2022. The US and UAE helped in arranging the talks in Abu Dhabi.",
    ),
    (
        "2025-04-19",
        "246 Russian servicemen returned. At present they are on the territory of Belarus, where they are given medical help.",
    ),
    (
        "2025-04-19",
        "246 военных вернулись. Сейчас они находятся на территории Белоруссии, где получают медицинскую помощь.",
    ),
]
