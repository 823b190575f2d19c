"""English."""

from __future__ import annotations

from verbena.catalogs.checks.words.language_words import LanguageWords

WORDS = LanguageWords(
    numbers={
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        20: "twenty",
        30: "thirty",
        100: "hundred",
    },
    also={
        1: "one a an once first single",
        2: "both twice double pair couple second",
        3: "thrice triple third",
        4: "fourth quarter",
        5: "fifth",
        12: "dozen",
    },
    half="half",
    scales={1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"},
    percent="percent per_cent",
    minus="minus",
    units={
        "g": "gram grams",
        "mg": "milligram milligrams",
        "ug": "microgram micrograms",
        "kg": "kilogram kilograms kilo kilos",
        "l": "liter liters litre litres",
        "ml": "milliliter milliliters millilitre millilitres",
        "IU": "international_unit international_units",
        "tablet": "tablet tablets",
        "capsule": "capsule capsules",
        "drop": "drop drops",
        "teaspoon": "teaspoon teaspoons",
        "tablespoon": "tablespoon tablespoons",
        "minute": "minute minutes",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "cm": "centimeter centimeters centimetre centimetres",
        "mm": "millimeter millimeters millimetre millimetres",
    },
    joins="to and or",
    often={
        "hour": "hourly every_hour an_hour per_hour each_hour",
        "day": "daily every_day per_day each_day once_a_day twice_a_day times_a_day a_day every_night every_morning",
        "week": "weekly every_week per_week each_week once_a_week twice_a_week times_a_week a_week",
        "month": "monthly every_month per_month each_month once_a_month twice_a_month times_a_month a_month",
        "year": "yearly annually every_year per_year each_year once_a_year twice_a_year times_a_year a_year",
    },
    periods={
        "hour": "hour* *hourly",
        "day": "day* daily everyday night* morning* evening* today* twenty-four 24",
        "week": "week* weekly fortnight* biweekly",
        "month": "month* monthly",
        "year": "year* yearly annual* per_annum",
    },
    negations="not never cannot don't doesn't isn't aren't won't can't shouldn't mustn't didn't wasn't weren't",
    negative=(
        "not no nor neither none never nothing nobody nowhere without cannot *n't un* in* im* ir* il* non* dis* mis*"
        " anti* lack* avoid* stop* quit* less only fail* prevent* unless until rather few fewer hardly rarely seldom"
        " barely little except instead than against away free absent absence missing lost lose* refus* den* end* keep*"
        " hard harder difficult* low* still too wrong bad block* ban* before yet any whether if but other unable"
        " past post* gone rid out off since already limit* exclud* reject* withdraw* remov* cut*"
    ),
    idioms=(
        "not_only not_just no_surprise whether_or_not not_all not_least daily_life daily_lives everyday_life"
        " day-to-day monthly_period monthly_periods not_at_all if_not or_not not_yet"
    ),
)
