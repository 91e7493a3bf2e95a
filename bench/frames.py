# ruff: noqa: RUF001 - Ukrainian text
"""Made-up news texts with slots, for labelled pairs. DEV is what thresholds are set on; HELD_OUT is only measured."""

_SLOTS = {
    "n": "12 17 23 31 46 58 64 75 84 95 103 117 146 160 185 205 230 390 1,200 1,212",
    "small": "two three four five six seven eight nine ten eleven twelve",
    "score": "1-0 2-0 2-1 3-0 3-1 3-2 4-1 0-0 1-1 2-2",
    "pct": "0.3 0.4 0.7 1.1 1.6 2.4 2.9 3.8 4.5 5.2 6.1 8.7",
    "deg": "-7 -3 2 6 9 12 15 18 21 24 27 31",
    "day": " ".join(str(n) for n in range(1, 29)),
    "year": "2019 2020 2021 2022 2023 2024 2025",
    "age": "61 67 72 74 78 81 83 85 88 90 93 97",
    "month": "January February March April May June July August September October November December",
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "place": "Lviv Odesa Kharkiv Dnipro Poltava Sumy Chernihiv Rivne Lutsk Vinnytsia Leeds Bristol Norwich Galway "
    "Ostrava Gdansk Malmo Bergen Porto Lyon",
    "team": "Dynamo,Shakhtar,Karpaty,Vorskla,Zorya,Rovers,United,Athletic,Wanderers,Sparta,Slavia,Brann",
    "given": "Olena Taras Maria Ivan Helen Peter Aisha Viktor Ingrid Marek Sofia Daniel Hanna Oskar",
    "family": "Petrenko Shevchuk Kovalenko Bondar Moroz Hughes Larsen Novak Brandt Adeyemi Silva Whitcomb Moreau",
    "job": "novelist,painter,composer,surgeon,film director,trade unionist,botanist,photographer,judge,sculptor",
    "thing": "school,bridge,library,tram depot,sports hall,market square,water works,bus station,clinic,theatre",
    "sky": "rain,snow,fog,sunshine,thunderstorms,sleet,strong winds,clear skies,light showers,heavy cloud",
    "share": "Orbis,Meridian Foods,Caldwell,Northline,Ferrum,Halden Steel,Arctica,Vesna Bank,Lumen,Kestrel",
    "cause": "weak orders,rising costs,a strong quarter,a warning on profits,takeover talk,higher interest rates,"
    "a record harvest,falling oil prices",
    "uk_n": "12 17 23 31 46 58 64 75 84 95 103 117 146 160 185 205",
    "uk_month": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "uk_weekday": "понеділок,вівторок,середу,четвер,пʼятницю,суботу,неділю",
    "uk_place": "Львові,Одесі,Харкові,Дніпрі,Полтаві,Сумах,Чернігові,Рівному,Луцьку,Вінниці,Тернополі,Ужгороді",
    "uk_person": "Олена Коваль,Тарас Мороз,Марія Бондар,Іван Шевчук,Ганна Лисенко,Петро Гончар,Софія Ткач",
    "uk_thing": "школу,міст,бібліотеку,лікарню,стадіон,дитячий садок,водогін,театр,ринок,парк",
    "uk_sky": "дощ,сніг,туман,гроза,сильний вітер,мокрий сніг,ясна погода,хмарно",
    "uk_team": "Динамо,Шахтар,Карпати,Ворскла,Зоря,Рух,Кривбас,Полісся",
}  # fmt: skip
SLOTS = {name: text.split("," if "," in text.replace("1,2", "") else None) for name, text in _SLOTS.items()}

Frames = dict[str, list[str]]

DEV: Frames = {
    "exchange": [
        "{n} people returned to Ukraine on {day} {month} in an exchange of prisoners. Most of them are soldiers who had been held since the spring of {year}. Buses took them to {place}, where doctors and relatives were waiting.",
        "Ukraine and Russia exchanged {n} prisoners each on {weekday}. The families had been told the evening before. It was the exchange number {n} since the beginning of the full invasion.",
        "Among the {n} who came home on {day} {month} are {small} women and a medic from {place}. The youngest is 20 years old, and the eldest 60.",
        "The list of {day} {month} has {n} names, of which {n} had stood among the missing. The headquarters asks relatives to call before they travel to {place}.",
    ],
    "sport": [
        "{team} beat {team} {score} on {weekday} with two late goals in the second half. The visitors had a man sent off after an hour, and their coach left without a word to the press.",
        "{team} drew {score} away at {team} and stay fourth in the table. {given} {family} scored from the spot before half time. The next match is on {day} {month}.",
        "{given} {family} won the marathon of {place} in two hours and {n} minutes, ahead of a field of {n} runners who set out in heavy rain.",
    ],
    "weather": [
        "{place} can expect {sky} on {weekday} with a high of {deg} degrees. Winds will be light in the morning and freshen towards the evening.",
        "Forecasters warn of {sky} in the north and {sky} along the coast this week. Drivers should allow more time for their journeys and take warm clothes with them.",
        "The temperature in {place} fell to {deg} degrees overnight, the lowest for {month} since {year}. Schools stay open, but trains run late.",
    ],
    "markets": [
        "Shares in {share} rose {pct} per cent on {weekday} after {cause}. The wider market closed little changed as investors waited for figures on jobs.",
        "The hryvnia opened at 41.{n} to the dollar on {weekday}, the central bank said. A week ago the rate stood at 41.{n}.",
        "{share} reported a profit of {n} million for the quarter, and named {given} {family} as its new head of finance. Analysts had expected {n} million.",
    ],
    "obituary": [
        "{given} {family}, the {job} whose work was shown across Europe for half a century, has died in {place} aged {age}. The family asks for quiet.",
        "The {job} {given} {family} died on {day} {month} at the age of {age}. Born in {place}, {family} studied abroad and came home in {year}.",
    ],
    "council": [
        "The council of {place} voted {n} to {n} for a new {thing} on {weekday} night. Work begins in {month} and will take about two years. Opponents say the money is needed elsewhere.",
        "Residents of {place} have until {day} {month} to object to plans for a {thing} on the old barracks site. The drawings hang in the town hall.",
        "Councillors rejected the plan for a {thing} after a long debate, and asked the architects for a cheaper design before the summer.",
    ],
    "uk": [
        "{day} {uk_month} з полону повернулися {uk_n} захисників. Більшість із них перебувала в неволі понад три роки. На звільнених чекали рідні та лікарі у {uk_place}.",
        "У {uk_place} відкрили нову виставку, присвячену історії міста. Її підготувала {uk_person} разом із місцевим музеєм. Вхід вільний до {day} {uk_month}.",
        "«{uk_team}» переміг «{uk_team}» з рахунком {score} у {uk_weekday}. Обидва голи гості пропустили після перерви, коли залишилися вдесятьох.",
        "Міська рада у {uk_weekday} підтримала рішення відремонтувати {uk_thing}. На роботи виділили {uk_n} мільйонів гривень, їх мають завершити до кінця року.",
        "У {uk_weekday} у {uk_place} очікується {uk_sky}, вдень до {deg} градусів. Водіїв просять бути обережними на дорогах області.",
        "Помер письменник {uk_person}, автор романів про життя карпатських сіл. Йому було {age} років. Прощання відбудеться {day} {uk_month}.",
    ],
}

HELD_OUT: Frames = {
    "exchange": [
        "Another {n} defenders are home. The swap of {day} {month} took place at the border with Belarus, officials of both sides confirmed, and no further stage was announced.",
        "The remains of {n} soldiers were handed over on {weekday}. Experts will now begin to identify them, work which may take many months. The Red Cross took part.",
        "After {small} years in captivity {given} {family} came back to {place} this {weekday}. Neighbours lined the street with flags, and a small band played.",
        "Mediators from the Emirates announced an exchange of {n} for {n}. With it the number of people who returned through their good offices goes up to {n}.",
    ],
    "sport": [
        "{given} {family} scored twice as {team} came from behind to win {score} at {team} in front of {n} thousand spectators.",
        "A goal in the last minute gave {team} a {score} win over {team}, their first since {month}. The referee added six minutes, to the fury of the home bench.",
        "{place} will host the cup final on {day} {month}. Tickets go on sale this {weekday} and cost from {n} euros.",
        "Goalless at the break, the match between {team} and {team} came alive late and ended {score}.",
    ],
    "weather": [
        "Tomorrow brings {sky} to most of the country, with {deg} degrees in {place} and {deg} in {place}. The night stays dry in the west.",
        "An amber warning for {sky} is in force for {place} until noon on {weekday}. People are asked to stay away from the coast and not to park under trees.",
        "It was the warmest {day} {month} on record in {place}: {deg} degrees were measured at the airport shortly after two in the afternoon.",
    ],
    "markets": [
        "Oil traded at {n} dollars a barrel early on {weekday}, {pct} per cent more than the day before, on hopes of lower output.",
        "Inflation slowed to {pct} per cent in {month} from {pct} per cent a month earlier, the statistics office reported. Food prices rose least.",
        "{share} is to close its plant near {place} with the loss of {n} jobs, blaming {cause}. The union spoke of a dark day for the region.",
        "The price of bread in {place} has gone up by {pct} per cent within a year, a survey of {n} bakeries shows.",
    ],
    "obituary": [
        "Tributes have been paid to {given} {family}, {job} and lifelong campaigner, who has died after a short illness. {family} was {age}.",
        "{place} mourns {given} {family}. The {job}, who was made an honorary citizen in {year}, died at home on {weekday}. A book of condolence lies open in the town hall.",
    ],
    "council": [
        "A {thing} for {n} million euros is to be built in {place}, the city's assembly decided by a narrow majority. The first stone will be laid in {month} {year}.",
        "Parking in the centre of {place} will cost {n} cents an hour from {day} {month}. Residents with a permit pay nothing, the mayor, {given} {family}, promised.",
        "The {thing} in {place} stays closed until {month} because of damp in the cellar. Repairs are thought to cost {n} thousand.",
    ],
    "uk": [
        "Україна повернула додому {uk_n} військових і цивільних. Обмін відбувся {day} {uk_month} за посередництва Еміратів. Імена оприлюднять після розмов із родинами.",
        "Унаслідок нічної атаки в {uk_place} пошкоджено {uk_n} будинків, є поранені. Рятувальники працюють на місці з самого ранку, рух транспорту змінено.",
        "Курс долара на {day} {uk_month} становить 41,{uk_n} гривні, повідомив Національний банк. Євро подешевшав на {uk_n} копійок.",
        "{uk_person} очолить обласну лікарню в {uk_place}. Новий головний лікар обіцяє скоротити черги та купити томограф уже цього року.",
        "Синоптики обіцяють {uk_sky} на заході та {uk_sky} на сході країни. Температура вночі опуститься до {deg} градусів.",
        "Матч між «{uk_team}» і «{uk_team}» завершився внічию {score}. Вирішальний мʼяч забили на останній хвилині.",
        "Громада просить депутатів зберегти {uk_thing} у {uk_place}. Під зверненням підписалися {uk_n} мешканців, відповіді чекають до {day} {uk_month}.",
    ],
}  # fmt: skip

SYNONYMS = {
    "people": "persons", "returned": "came back", "officials": "authorities", "rose": "climbed", "beat": "defeated",
    "died": "passed away", "said": "stated", "about": "around", "begins": "starts", "waiting": "standing by",
    "money": "funds", "warn": "caution", "announced": "made public", "confirmed": "acknowledged", "residents": "people",
    "won": "took", "fell": "dropped", "asked": "requested", "needed": "required", "night": "evening", "win": "victory",
    "closed": "shut", "reported": "announced", "expected": "forecast", "rejected": "turned down", "plan": "scheme",
    "plans": "proposals", "take": "last", "home": "back", "largest": "biggest", "brings": "means", "whole": "entire",
    "повернулися": "приїхали", "більшість": "переважна частина", "рішення": "постанову", "відбувся": "пройшов",
    "очікується": "прогнозують", "просять": "закликають", "завершився": "закінчився", "чекали": "зустрічали",
    "підтримала": "схвалила", "обіцяє": "планує", "пошкоджено": "зруйновано", "повідомив": "заявив", "відкрили": "показали",
    "працюють": "залишаються", "додому": "на батьківщину", "просить": "вимагає", "нову": "оновлену", "рідні": "близькі",
}  # fmt: skip
FILLERS = {
    "en": ["also", "reportedly", "however", "just", "in fact", "meanwhile", "it is understood"],
    "uk": ["також", "нарешті", "за словами посадовців", "водночас", "як відомо"],
}
DROPPED = {
    "the",
    "a",
    "an",
    "also",
    "and",
    "that",
    "in",
    "of",
    "still",
    "most",
    "their",
    "такі",
    "та",
    "із",
    "вже",
    "на",
    "у",
}
MORE = {
    "en": [
        "The president thanked all who had taken part.",
        "A spokeswoman said more details would follow in the afternoon.",
        "This story has been brought up to date with a statement by the ministry.",
        "An inquiry has been opened, and first results are due within a week.",
    ],
    "uk": [
        "Пізніше у міністерстві уточнили подробиці та подякували всім учасникам.",
        "За фактом розпочато перевірку, перші висновки оголосять за тиждень.",
        "Новину доповнено коментарем речниці.",
    ],
}
DATELINES = {
    "en": ["KYIV, 19 July (Agency) — ", "LONDON (Reuters) - ", "WARSAW, 3 March — ", "BERLIN (AP) — "],
    "uk": ["КИЇВ, 19 липня (Укрінформ) — ", "ЛЬВІВ. 3 березня — ", "КИЇВ (Інтерфакс) — "],
}
