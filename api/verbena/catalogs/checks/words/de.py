"""German."""

from __future__ import annotations

from verbena.catalogs.checks.words.language_words import LanguageWords

WORDS = LanguageWords(
    numbers={
        2: "zwei",
        3: "drei",
        4: "vier",
        5: "fünf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf",
        20: "zwanzig",
        30: "dreißig",
        100: "hundert",
    },
    also={
        1: "ein eine einen einem einer eines eins einmal erste* einzig* einmalig*",
        2: "zwei* beide* doppelt* paar zweite* halb*",
        3: "drei* dritt*",
        4: "vier* viert*",
        5: "fünf*",
        6: "sechs* halbjähr* halbes_Jahr",
        7: "sieben*",
        8: "acht*",
        9: "neun*",
        10: "zehn*",
        12: "zwölf* Dutzend",
        100: "hundert*",
    },
    half="halb* *halb*",
    scales={
        1_000: "Tausend tausend Tsd.",
        1_000_000: "Million Millionen Mio. Mio",
        1_000_000_000: "Milliarde Milliarden Mrd. Mrd",
    },
    percent="Prozent prozentig* v.H.",
    minus="minus",
    units={
        "g": "Gramm",
        "mg": "Milligramm*",
        "ug": "Mikrogramm*",
        "kg": "Kilogramm* Kilo Kilos",
        "l": "Liter*",
        "ml": "Milliliter*",
        "IU": "IE I.E. I._E. internationale_Einheit internationale_Einheiten internationalen_Einheiten",
        "tablet": "Tablette*",
        "capsule": "Kapsel*",
        "drop": "Tropfen",
        "teaspoon": "Teelöffel* TL",
        "tablespoon": "Esslöffel* EL",
        "minute": "Minute*",
        "hour": "Stunde* Std.",
        "day": "Tag* täg*",
        "week": "Woche* wöch*",
        "month": "Monat* monat*",
        "year": "Jahr* jähr*",
        "cm": "Zentimeter*",
        "mm": "Millimeter*",
    },
    joins="bis und oder",
    often={
        "hour": "stündlich jede_Stunde pro_Stunde",
        "day": "täglich* jeden_Tag pro_Tag am_Tag einmal_am_Tag jeden_Abend jeden_Morgen",
        "week": "wöchentlich* jede_Woche pro_Woche in_der_Woche",
        "month": "monatlich* jeden_Monat pro_Monat im_Monat",
        "year": "jährlich* jedes_Jahr pro_Jahr im_Jahr",
    },
    periods={
        "hour": "*stund* *stünd*",
        "day": "*tag* *täg* *abend* *morgen* nacht* nächt*",
        "week": "*woch* *wöch*",
        "month": "*monat*",
        "year": "*jahr* *jähr*",
    },
    negations="nicht nie niemals kein keine keinen keinem keiner keines",
    negative=(
        "nicht* nie niemals kein* nichts niemand* ohne weder noch *los *lose *losen *loser *frei *freie* statt"
        " vermeid* verzicht* aufhör* *verbot* verbiet* kaum selten verhinder* fehl* *mangel* wenig* außer vorbeug*"
        " ungeeignet* unklar* unmöglich* ungewiss* unbekannt* unbeding*"
    ),
    idioms="nicht_nur gar_nicht_mehr noch_nicht Alltag* in_den_letzten_Jahren wenn_nicht ob_oder_nicht nicht_zuletzt",
)
