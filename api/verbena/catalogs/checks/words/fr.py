"""French."""

from __future__ import annotations

from verbena.catalogs.checks.words.language_words import LanguageWords

WORDS = LanguageWords(
    numbers={
        2: "deux",
        3: "trois",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        10: "dix",
        11: "onze",
        12: "douze",
        20: "vingt",
        30: "trente",
        100: "cent",
    },
    also={
        1: "un une l'un l'une premier première seul seule unique",
        2: "double second seconde deuxième moitié demi demie",
        3: "troisième triple tiers",
        4: "quatrième quart",
        5: "cinquième",
        6: "sixième",
        9: "neuf neuvième",
        10: "dixième dizaine",
        12: "douzaine",
    },
    half="demi demie *demi moitié",
    scales={1_000: "mille", 1_000_000: "million millions", 1_000_000_000: "milliard milliards"},
    percent="pour_cent",
    minus="moins",
    units={
        "g": "gramme grammes",
        "mg": "milligramme milligrammes",
        "ug": "microgramme microgrammes",
        "kg": "kilogramme kilogrammes kilo kilos",
        "l": "litre litres",
        "ml": "millilitre millilitres",
        "IU": "UI U.I. unité_internationale unités_internationales",
        "tablet": "comprimé comprimés cachet cachets",
        "capsule": "gélule gélules capsule capsules",
        "drop": "goutte gouttes",
        "teaspoon": "cuillère_à_café cuillères_à_café cuillerée_à_café c._à_c.",
        "tablespoon": "cuillère_à_soupe cuillères_à_soupe cuillerée_à_soupe c._à_s.",
        "minute": "minute minutes",
        "hour": "heure heures",
        "day": "jour jours journée journées",
        "week": "semaine semaines",
        "month": "mois",
        "year": "an ans année années",
        "cm": "centimètre centimètres",
        "mm": "millimètre millimètres",
    },
    joins="à et ou jusqu'à",
    often={
        "hour": "par_heure chaque_heure toutes_les_heures de_l'heure",
        "day": (
            "quotidien quotidienne quotidiens quotidiennes quotidiennement par_jour chaque_jour tous_les_jours"
            " chaque_soir chaque_matin tous_les_soirs tous_les_matins"
        ),
        "week": "hebdomadaire hebdomadaires hebdomadairement par_semaine chaque_semaine toutes_les_semaines",
        "month": "mensuel mensuelle mensuels mensuelles mensuellement par_mois chaque_mois tous_les_mois",
        "year": "annuel annuelle annuels annuelles annuellement par_an chaque_année tous_les_ans",
    },
    periods={
        "hour": "heure* horaire*",
        "day": "jour* quotidien* soir* matin* nuit* journalier*",
        "week": "semaine* hebdomadaire* quinzaine",
        "month": "mois mensuel*",
        "year": "an ans année* annuel*",
    },
    negations="ne_pas ne_jamais n'est_pas pas jamais",
    negative=(
        "ne n' pas jamais rien personne aucun aucune ni sans non évit* arrêt* cess* sauf hormis moins rarement"
        " contre exclu* manque* empêch* prévenir interdi* plutôt lieu absen* nul nulle nuls nulles n'~ impossible*"
        " incapable* inutile*"
    ),
    idioms="pas_seulement non_seulement vie_quotidienne vie_de_tous_les_jours pas_encore sinon n'est-ce_pas",
)
