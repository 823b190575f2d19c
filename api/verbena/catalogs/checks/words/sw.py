"""Swahili."""

from __future__ import annotations

from verbena.catalogs.checks.words.language_words import LanguageWords

WORDS = LanguageWords(
    numbers={
        2: "mbili wawili miwili mawili viwili kuwili",
        3: "tatu watatu mitatu matatu vitatu",
        4: "nne wanne minne manne vinne",
        5: "tano watano mitano matano vitano",
        6: "sita",
        7: "saba",
        8: "nane wanane minane manane vinane",
        9: "tisa",
        10: "kumi",
        20: "ishirini",
        30: "thelathini",
    },
    also={
        1: "moja mmoja kimoja jambo_moja kwanza mara_moja",
        2: "mbili zote_mbili yote_mawili wote_wawili mara_mbili pili nusu",
        3: "tatu theluthi",
        4: "nne robo",
        11: "kumi_na_moja",
        12: "kumi_na_mbili dazeni",
        100: "mia",
    },
    half="nusu",
    scales={1_000: "elfu", 1_000_000: "milioni", 1_000_000_000: "bilioni"},
    percent="asilimia",
    minus="hasi kasoro",
    units={
        "g": "gramu",
        "mg": "miligramu milligramu",
        "ug": "mikrogramu maikrogramu",
        "kg": "kilogramu kilo",
        "l": "lita",
        "ml": "mililita millilita",
        "IU": "vipimo_vya_kimataifa kipimo_cha_kimataifa",
        "tablet": "kidonge vidonge tembe",
        "capsule": "kapsuli",
        "drop": "tone matone",
        "teaspoon": "kijiko_cha_chai vijiko_vya_chai",
        "tablespoon": "kijiko_cha_chakula vijiko_vya_chakula kijiko_kikubwa vijiko_vikubwa",
        "minute": "dakika",
        "hour": "saa",
        "day": "siku",
        "week": "wiki juma majuma",
        "month": "mwezi miezi",
        "year": "mwaka miaka",
        "cm": "sentimita",
        "mm": "milimita",
    },
    joins="hadi na au mpaka",
    often={
        "hour": "kila_saa kwa_saa",
        "day": "kila_siku kwa_siku kila_usiku kila_asubuhi",
        "week": "kila_wiki kwa_wiki kila_juma",
        "month": "kila_mwezi kwa_mwezi",
        "year": "kila_mwaka kwa_mwaka",
    },
    periods={
        "hour": "saa masaa",
        "day": "siku usiku asubuhi jioni kutwa",
        "week": "wiki juma majuma",
        "month": "mwezi miezi",
        "year": "mwaka miaka",
    },
    negations="si usi* sio kamwe hapana",
    negative=(
        "si sio siyo usi* asi* tusi* msi* wasi* isi* yasi* zisi* kuto* bila kamwe wala hapana acha kuacha epuka*"
        " kuepuka* badala isipokuwa pasipo kinyume dhidi kupinga chache kinga kuzuia hai* hat* hak* haw* ham* has*"
        " hau* hay* haz* hap*"
    ),
    idioms="si_tu sio_tu maisha_ya_kila_siku hedhi_ya_kila_mwezi",
)
