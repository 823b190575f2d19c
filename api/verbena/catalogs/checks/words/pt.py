"""Portuguese."""

from __future__ import annotations

from verbena.catalogs.checks.words.language_words import LanguageWords

WORDS = LanguageWords(
    numbers={
        2: "dois duas",
        3: "três",
        4: "quatro",
        5: "cinco",
        6: "seis",
        7: "sete",
        8: "oito",
        9: "nove",
        10: "dez",
        11: "onze",
        12: "doze",
        20: "vinte",
        30: "trinta",
        100: "cem cento",
    },
    also={
        1: "um uma uns umas único única primeiro primeira",
        2: "ambos ambas dobro duplo dupla par segundo segunda meio meia metade",
        3: "terceiro terceira triplo terço",
        4: "quarto quarta",
        5: "quinto quinta",
        12: "dúzia",
    },
    half="meio meia metade",
    scales={1_000: "mil", 1_000_000: "milhão milhões", 1_000_000_000: "bilhão bilhões mil_milhões"},
    percent="por_cento",
    minus="menos",
    units={
        "g": "grama gramas",
        "mg": "miligrama miligramas",
        "ug": "micrograma microgramas",
        "kg": "quilograma quilogramas quilo quilos",
        "l": "litro litros",
        "ml": "mililitro mililitros",
        "IU": "UI U.I. unidade_internacional unidades_internacionais",
        "tablet": "comprimido comprimidos",
        "capsule": "cápsula cápsulas",
        "drop": "gota gotas",
        "teaspoon": "colher_de_chá colheres_de_chá",
        "tablespoon": "colher_de_sopa colheres_de_sopa",
        "minute": "minuto minutos",
        "hour": "hora horas",
        "day": "dia dias diário diária diários diárias",
        "week": "semana semanas",
        "month": "mês meses",
        "year": "ano anos",
        "cm": "centímetro centímetros",
        "mm": "milímetro milímetros",
    },
    joins="a e ou até",
    often={
        "hour": "a_cada_hora por_hora de_hora_em_hora",
        "day": "diário diária diários diárias diariamente todo_dia todos_os_dias por_dia ao_dia cada_dia toda_noite",
        "week": "semanal semanais semanalmente toda_semana por_semana cada_semana todas_as_semanas",
        "month": "mensal mensais mensalmente todo_mês por_mês ao_mês cada_mês todos_os_meses",
        "year": "anual anuais anualmente todo_ano por_ano ao_ano cada_ano todos_os_anos",
    },
    periods={
        "hour": "hora* horári*",
        "day": "dia dias diári* cotidian* noite* manhã* tarde*",
        "week": "seman* quinzen*",
        "month": "mês meses mensal* mensais",
        "year": "ano anos anual* anuais",
    },
    negations="não nunca jamais",
    negative=(
        "não nem nunca jamais nada ninguém nenhum nenhuma nenhuns nenhumas sem tampouco evit* pare parar* deixe"
        " deixar* salvo exceto menos raramente contra lugar falt* imped* preven* proib* impossível* incapaz*"
    ),
    idioms="não_só não_apenas não_somente vida_diária vida_cotidiana dia_a_dia se_não ainda_não",
)
