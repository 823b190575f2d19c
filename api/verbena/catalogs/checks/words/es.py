"""Spanish."""

from __future__ import annotations

from verbena.catalogs.checks.words.language_words import LanguageWords

WORDS = LanguageWords(
    numbers={
        2: "dos",
        3: "tres",
        4: "cuatro",
        5: "cinco",
        6: "seis",
        7: "siete",
        8: "ocho",
        9: "nueve",
        10: "diez",
        11: "once",
        12: "doce",
        20: "veinte",
        30: "treinta",
        100: "cien ciento",
    },
    also={
        1: "un una uno única único unas unos primer primera primero",
        2: "ambos ambas doble par pareja segundo segunda medio media mitad",
        3: "tercer tercera tercero triple tercio",
        4: "cuarto cuarta",
        5: "quinto quinta",
        12: "docena",
    },
    half="medio media mitad",
    scales={1_000: "mil", 1_000_000: "millón millones", 1_000_000_000: "mil_millones"},
    percent="por_ciento porciento",
    minus="menos",
    units={
        "g": "gramo gramos",
        "mg": "miligramo miligramos",
        "ug": "microgramo microgramos",
        "kg": "kilogramo kilogramos kilo kilos",
        "l": "litro litros",
        "ml": "mililitro mililitros",
        "IU": "UI U.I. unidad_internacional unidades_internacionales",
        "tablet": "comprimido comprimidos tableta tabletas pastilla pastillas",
        "capsule": "cápsula cápsulas",
        "drop": "gota gotas",
        "teaspoon": "cucharadita cucharaditas",
        "tablespoon": "cucharada cucharadas",
        "minute": "minuto minutos",
        "hour": "hora horas",
        "day": "día días diario diaria diarios diarias",
        "week": "semana semanas",
        "month": "mes meses",
        "year": "año años",
        "cm": "centímetro centímetros",
        "mm": "milímetro milímetros",
    },
    joins="a y o hasta",
    often={
        "hour": "cada_hora por_hora",
        "day": "diario diaria diarios diarias diariamente cada_día al_día por_día todos_los_días cada_noche",
        "week": "semanal semanales semanalmente cada_semana por_semana a_la_semana todas_las_semanas",
        "month": "mensual mensuales mensualmente cada_mes al_mes por_mes todos_los_meses",
        "year": "anual anuales anualmente cada_año al_año por_año todos_los_años",
    },
    periods={
        "hour": "hora* horari*",
        "day": "día* diari* cotidian* noche* mañana* tarde*",
        "week": "seman* quincen*",
        "month": "mes meses mensual*",
        "year": "año* anual*",
    },
    negations="no nunca jamás",
    negative=(
        "no ni nunca jamás nada nadie ningún ninguna ninguno ningunos ningunas sin tampoco evit* deje dejar* dejes"
        " salvo excepto menos apenas raramente rara contra lugar falt* carec* impid* preven* prohib* excluy*"
        " imposible* incapaz*"
    ),
    idioms="no_solo no_sólo no_obstante vida_diaria vida_cotidiana si_no todavía_no aún_no menstruación_mensual",
)
