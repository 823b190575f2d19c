"""Sound translations of sentences that invite mistakes, and by hand what each mistake makes of them.

The catalogs that come with Verbena have hardly a dose in them; these have one each, in every language that has lists.
"""

from __future__ import annotations

from msgspec import Struct


class Sentence(Struct, frozen=True):
    """A source, its sound translation, and pairs of words: what is put for what, with the code that should tell."""

    locale: str
    source: str
    translation: str
    spoiled: tuple[tuple[str, str, str], ...]


_DAILY = "Take 1.5 mg every day."
_SHARE = "About 80% of the women took 1,200 mg of calcium."
_WEEKLY = "Do not take more than two tablets a week."
_LETROZOLE = "Take letrozole with 200 ml of water."
_EVERY = "Have a blood test every 3 months for 10 years."
_DOSE, _PERCENT, _UNIT = "dose-differs", "percent-differs", "unit-differs"
_NUMBER, _LOST, _OFTEN, _SELDOM = "number-differs", "number-lost", "frequency-differs", "frequency-lost"
_ADDED, _FORMAT = "negation-invented", "number-format"
_NOT, _DRUG, _OTHER = "negation-lost", "drug-lost", "drug-differs"

SENTENCES = (
    Sentence(
        "ar",
        _DAILY,
        "تناول ١٫٥ ملغ كل يوم.",
        (
            ("١٫٥", "١٥", _DOSE),
            ("ملغ", "مكغ", _UNIT),
            ("كل يوم", "كل أسبوع", _OFTEN),
            (" كل يوم", "", _SELDOM),
            ("تناول ١", "لا تتناول ١", _ADDED),
        ),
    ),
    Sentence(
        "ar",
        _SHARE,
        "تناولت نحو ٨٠٪ من النساء ١٬٢٠٠ ملغ من الكالسيوم.",
        (("٨٠٪", "٨٪", _PERCENT), ("١٬٢٠٠", "١٢٠", _DOSE), ("ملغ", "غ", _UNIT)),
    ),
    Sentence(
        "ar",
        _WEEKLY,
        "لا تتناول أكثر من قرصين في الأسبوع.",
        (("لا تتناول", "تناول", _NOT), ("في الأسبوع", "في اليوم", _OFTEN), ("قرصين", "5 أقراص", _DOSE)),
    ),
    Sentence(
        "ar",
        _LETROZOLE,
        "تناول ليتروزول مع 200 مل من الماء.",
        (("ليتروزول", "أناستروزول", _OTHER), ("ليتروزول", "ليتروزل", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "ar",
        _EVERY,
        "أجرِ فحص دم كل 3 أشهر لمدة 10 سنوات.",
        (("3 أشهر", "3 أسابيع", _UNIT), ("10", "12", _NUMBER), ("10 سنوات", "سنوات كثيرة", _LOST)),
    ),
    Sentence(
        "de",
        _DAILY,
        "Nehmen Sie jeden Tag 1,5 mg ein.",
        (
            ("1,5", "15", _DOSE),
            ("mg", "µg", _UNIT),
            ("jeden Tag", "jede Woche", _OFTEN),
            ("jeden Tag ", "", _SELDOM),
            ("1,5 mg ", "", _DOSE),
            ("mg ein", "mg nicht ein", _ADDED),
            ("1,5", "1.5", _FORMAT),
        ),
    ),
    Sentence(
        "de",
        _SHARE,
        "Etwa 80 % der Frauen nahmen 1.200 mg Kalzium ein.",
        (("80 %", "18 %", _PERCENT), ("1.200", "1,200", _DOSE), ("mg", "g", _UNIT)),
    ),
    Sentence(
        "de",
        _WEEKLY,
        "Nehmen Sie nicht mehr als zwei Tabletten pro Woche ein.",
        (("nicht ", "", _NOT), ("pro Woche", "am Tag", _OFTEN), ("zwei Tabletten", "drei Tabletten", _DOSE)),
    ),
    Sentence(
        "de",
        _LETROZOLE,
        "Nehmen Sie Letrozol mit 200 ml Wasser ein.",
        (("Letrozol", "Anastrozol", _OTHER), ("Letrozol", "Letrozal", _DRUG), ("200", "2000", _DOSE)),
    ),
    Sentence(
        "de",
        _EVERY,
        "Lassen Sie 10 Jahre lang alle 3 Monate Ihr Blut untersuchen.",
        (("3 Monate", "3 Wochen", _UNIT), ("10 Jahre", "12 Jahre", _NUMBER), ("10 Jahre lang ", "", _LOST)),
    ),
    Sentence(
        "es",
        _DAILY,
        "Tome 1,5 mg cada día.",
        (
            ("1,5", "15", _DOSE),
            ("mg", "mcg", _UNIT),
            ("cada día", "cada semana", _OFTEN),
            (" cada día", "", _SELDOM),
            ("Tome", "No tome", _ADDED),
        ),
    ),
    Sentence(
        "es",
        _SHARE,
        "Alrededor del 80 % de las mujeres tomó 1200 mg de calcio.",
        (("80 %", "8 %", _PERCENT), ("1200", "120", _DOSE), ("mg", "g", _UNIT)),
    ),
    Sentence(
        "es",
        _WEEKLY,
        "No tome más de dos comprimidos por semana.",
        (("No tome", "Tome", _NOT), ("por semana", "al día", _OFTEN), ("dos comprimidos", "tres comprimidos", _DOSE)),
    ),
    Sentence(
        "es",
        _LETROZOLE,
        "Tome letrozol con 200 ml de agua.",
        (("letrozol", "anastrozol", _OTHER), ("letrozol", "letrozal", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "es",
        _EVERY,
        "Hágase un análisis de sangre cada 3 meses durante 10 años.",
        (("3 meses", "3 semanas", _UNIT), ("10", "12", _NUMBER), (" durante 10 años", "", _LOST)),
    ),
    Sentence(
        "fr",
        _DAILY,
        "Prenez 1,5 mg chaque jour.",
        (
            ("1,5", "15", _DOSE),
            ("mg", "µg", _UNIT),
            ("chaque jour", "chaque semaine", _OFTEN),
            (" chaque jour", "", _SELDOM),
            ("Prenez", "Ne prenez pas", _ADDED),
            ("1,5", "1.5", _FORMAT),
        ),
    ),
    Sentence(
        "fr",
        _SHARE,
        "Environ 80\u00a0% des femmes ont pris 1\u202f200\u00a0mg de calcium.",
        (("80\u00a0%", "8\u00a0%", _PERCENT), ("1\u202f200", "1,200", _DOSE), ("\u00a0mg", "\u00a0g", _UNIT)),
    ),
    Sentence(
        "fr",
        _WEEKLY,
        "Ne prenez pas plus de deux comprimés par semaine.",
        (
            ("Ne prenez pas plus", "Prenez plus", _NOT),
            ("par semaine", "par jour", _OFTEN),
            ("deux comprimés", "trois comprimés", _DOSE),
        ),
    ),
    Sentence(
        "fr",
        _LETROZOLE,
        "Prenez le létrozole avec 200\u00a0ml d’eau.",
        (("létrozole", "anastrozole", _OTHER), ("létrozole", "létrozale", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "fr",
        _EVERY,
        "Faites une prise de sang tous les 3 mois pendant 10 ans.",
        (("3 mois", "3 semaines", _UNIT), ("10", "12", _NUMBER), (" pendant 10 ans", "", _LOST)),
    ),
    Sentence(
        "hi",
        _DAILY,
        "हर दिन 1.5 मिलीग्राम लें।",
        (
            ("1.5", "15", _DOSE),
            ("मिलीग्राम", "माइक्रोग्राम", _UNIT),
            ("हर दिन", "हर हफ़्ते", _OFTEN),
            ("हर दिन ", "", _SELDOM),
            ("लें", "न लें", _ADDED),
        ),
    ),
    Sentence(
        "hi",
        _SHARE,
        "करीब ८०% महिलाओं ने १,२०० मिलीग्राम कैल्शियम लिया।",
        (("८०%", "८%", _PERCENT), ("१,२००", "१२०", _DOSE), ("मिलीग्राम", "ग्राम", _UNIT)),
    ),
    Sentence(
        "hi",
        _WEEKLY,
        "हफ़्ते में दो गोलियों से ज़्यादा न लें।",
        (("न लें", "लें", _NOT), ("हफ़्ते में", "दिन में", _OFTEN), ("दो गोलियों", "तीन गोलियों", _DOSE)),
    ),
    Sentence(
        "hi",
        _LETROZOLE,
        "लेट्रोज़ोल 200 मिलीलीटर पानी के साथ लें।",
        (("लेट्रोज़ोल", "एनास्ट्रोज़ोल", _OTHER), ("लेट्रोज़ोल", "लेट्रोज़ल", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "hi",
        _EVERY,
        "10 साल तक हर 3 महीने में ख़ून की जाँच कराएँ।",
        (("3 महीने", "3 हफ़्ते", _UNIT), ("10", "12", _NUMBER), ("10 साल तक ", "", _LOST)),
    ),
    Sentence(
        "ja",
        _DAILY,
        "毎日1.5 mgを服用してください。",
        (
            ("1.5", "15", _DOSE),
            ("mg", "µg", _UNIT),
            ("毎日", "毎週", _OFTEN),
            ("毎日", "", _SELDOM),
            ("服用してください", "服用しないでください", _ADDED),
        ),
    ),
    Sentence(
        "ja",
        _SHARE,
        "女性の約80％がカルシウムを1,200ミリグラム摂りました。",
        (("80％", "8％", _PERCENT), ("1,200", "120", _DOSE), ("ミリグラム", "グラム", _UNIT)),
    ),
    Sentence(
        "ja",
        _WEEKLY,
        "週に2錠を超えて服用しないでください。",
        (("服用しないでください", "服用してください", _NOT), ("週に2錠", "毎日2錠", _OFTEN), ("2錠", "3錠", _DOSE)),
    ),
    Sentence(
        "ja",
        _LETROZOLE,
        "レトロゾールは200 mLの水で服用してください。",
        (("レトロゾール", "アナストロゾール", _OTHER), ("レトロゾール", "レトロザール", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "ja",
        _EVERY,
        "10年間、3か月ごとに血液検査を受けてください。",
        (("3か月", "3週間", _UNIT), ("10年", "12年", _NUMBER), ("10年間、", "", _LOST)),
    ),
    Sentence(
        "pt-BR",
        _DAILY,
        "Tome 1,5 mg todos os dias.",
        (
            ("1,5", "15", _DOSE),
            ("mg", "mcg", _UNIT),
            ("todos os dias", "toda semana", _OFTEN),
            (" todos os dias", "", _SELDOM),
            ("Tome", "Não tome", _ADDED),
            ("1,5", "1.5", _FORMAT),
        ),
    ),
    Sentence(
        "pt-BR",
        _SHARE,
        "Cerca de 80% das mulheres tomaram 1.200 mg de cálcio.",
        (("80%", "8%", _PERCENT), ("1.200", "1,200", _DOSE), ("mg", "g", _UNIT)),
    ),
    Sentence(
        "pt-BR",
        _WEEKLY,
        "Não tome mais de dois comprimidos por semana.",
        (
            ("Não tome", "Tome", _NOT),
            ("por semana", "por dia", _OFTEN),
            ("dois comprimidos", "três comprimidos", _DOSE),
        ),
    ),
    Sentence(
        "pt-BR",
        _LETROZOLE,
        "Tome letrozol com 200 ml de água.",
        (("letrozol", "anastrozol", _OTHER), ("letrozol", "letrozal", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "pt-BR",
        _EVERY,
        "Faça um exame de sangue a cada 3 meses durante 10 anos.",
        (("3 meses", "3 semanas", _UNIT), ("10", "12", _NUMBER), (" durante 10 anos", "", _LOST)),
    ),
    Sentence(
        "ru",
        _DAILY,
        "Принимайте 1,5 мг каждый день.",
        (
            ("1,5", "15", _DOSE),
            ("мг", "мкг", _UNIT),
            ("каждый день", "каждую неделю", _OFTEN),
            (" каждый день", "", _SELDOM),
            ("Принимайте", "Не принимайте", _ADDED),
            ("1,5", "1.5", _FORMAT),
        ),
    ),
    Sentence(
        "ru",
        _SHARE,
        "Около 80 % женщин принимали 1200 мг кальция.",
        (("80 %", "8 %", _PERCENT), ("1200", "120", _DOSE), ("мг", "г", _UNIT)),
    ),
    Sentence(
        "ru",
        _WEEKLY,
        "Не принимайте более двух таблеток в неделю.",
        (
            ("Не принимайте", "Принимайте", _NOT),
            ("в неделю", "в день", _OFTEN),
            ("двух таблеток", "трёх таблеток", _DOSE),
        ),
    ),
    Sentence(
        "ru",
        _LETROZOLE,
        "Запивайте летрозол 200 мл воды.",
        (("летрозол", "анастрозол", _OTHER), ("летрозол", "летразол", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "ru",
        _EVERY,
        "Сдавайте анализ крови каждые 3 месяца в течение 10 лет.",
        (("3 месяца", "3 недели", _UNIT), ("10", "12", _NUMBER), (" в течение 10 лет", "", _LOST)),
    ),
    Sentence(
        "sw",
        _DAILY,
        "Tumia miligramu 1.5 kila siku.",
        (
            ("1.5", "15", _DOSE),
            ("miligramu", "mikrogramu", _UNIT),
            ("kila siku", "kila wiki", _OFTEN),
            (" kila siku", "", _SELDOM),
            ("Tumia", "Usitumie", _ADDED),
        ),
    ),
    Sentence(
        "sw",
        _SHARE,
        "Takriban asilimia 80 ya wanawake walitumia miligramu 1,200 za kalsiamu.",
        (("asilimia 80", "asilimia 8", _PERCENT), ("1,200", "120", _DOSE), ("miligramu", "gramu", _UNIT)),
    ),
    Sentence(
        "sw",
        _WEEKLY,
        "Usitumie zaidi ya vidonge viwili kwa wiki.",
        (("Usitumie", "Tumia", _NOT), ("kwa wiki", "kwa siku", _OFTEN), ("viwili", "15", _DOSE)),
    ),
    Sentence(
        "sw",
        _EVERY,
        "Pima damu kila baada ya miezi 3 kwa miaka 10.",
        (("miezi 3", "wiki 3", _UNIT), ("10", "12", _NUMBER), (" kwa miaka 10", "", _LOST)),
    ),
    Sentence(
        "ur",
        _DAILY,
        "ہر روز 1.5 ملی گرام لیں۔",
        (
            ("1.5", "15", _DOSE),
            ("ملی گرام", "مائیکروگرام", _UNIT),
            ("ہر روز", "ہر ہفتے", _OFTEN),
            ("ہر روز ", "", _SELDOM),
            ("لیں", "نہ لیں", _ADDED),
        ),
    ),
    Sentence(
        "ur",
        _SHARE,
        "تقریباً 80 فیصد خواتین نے 1,200 ملی گرام کیلشیم لیا۔",
        (("80 فیصد", "8 فیصد", _PERCENT), ("1,200", "120", _DOSE), ("ملی گرام", "گرام", _UNIT)),
    ),
    Sentence(
        "ur",
        _WEEKLY,
        "ہفتے میں دو گولیوں سے زیادہ نہ لیں۔",
        (("نہ لیں", "لیں", _NOT), ("ہفتے میں", "دن میں", _OFTEN), ("دو گولیوں", "تین گولیوں", _DOSE)),
    ),
    Sentence(
        "ur",
        _LETROZOLE,
        "لیٹروزول 200 ملی لیٹر پانی کے ساتھ لیں۔",
        (("لیٹروزول", "اناسٹروزول", _OTHER), ("لیٹروزول", "لیٹروزل", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "ur",
        _EVERY,
        "10 سال تک ہر 3 مہینے بعد خون کا ٹیسٹ کروائیں۔",
        (("3 مہینے", "3 ہفتے", _UNIT), ("10", "12", _NUMBER), ("10 سال تک ", "", _LOST)),
    ),
    Sentence(
        "zh-Hans",
        _DAILY,
        "每天服用1.5毫克。",
        (
            ("1.5", "15", _DOSE),
            ("毫克", "微克", _UNIT),
            ("每天", "每周", _OFTEN),
            ("每天", "", _SELDOM),
            ("服用", "不要服用", _ADDED),
        ),
    ),
    Sentence(
        "zh-Hans",
        _SHARE,
        "约80%的女性服用了1,200毫克的钙。",
        (("80%", "8%", _PERCENT), ("1,200", "120", _DOSE), ("毫克", "克", _UNIT)),
    ),
    Sentence(
        "zh-Hans",
        _WEEKLY,
        "每周不要服用超过两片。",
        (("不要", "可以", _NOT), ("每周", "每天", _OFTEN), ("两片", "三片", _DOSE)),
    ),
    Sentence(
        "zh-Hans",
        _LETROZOLE,
        "用200毫升水送服来曲唑。",
        (("来曲唑", "阿那曲唑", _OTHER), ("来曲唑", "来屈唑", _DRUG), ("200", "20", _DOSE)),
    ),
    Sentence(
        "zh-Hans",
        _EVERY,
        "10年内每3个月验一次血。",
        (("3个月", "3周", _UNIT), ("10年", "12年", _NUMBER), ("10年内", "", _LOST)),
    ),
)
