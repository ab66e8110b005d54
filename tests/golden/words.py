"""The words of the invented customers of tests/golden, in both languages."""

WORDS = {
    "en": {
        "company": "Vesna Ltd",
        "name": "Maria",
        "full_name": "Maria Severova",
        "person": "Anna Lindt",
        "team": "The support team",
        "subject": "Moving the rollout",
        "rule": "North",
        "answer": "The customer's director signs it.\n\nWe bring the form along.",
    },
    "ru": {
        "company": "Компания «Весна»",
        "name": "Мария",
        "full_name": "Мария Северова",
        "person": "Анна Линд",
        "team": "служба поддержки",
        "subject": "Перенос внедрения",
        "rule": "Север",
        "answer": "Акт подписывает директор заказчика.\n\nБланк привезём с собой.",
    },
}
QUESTIONS = {
    "en": [
        "Can the start be moved to 5 December?",
        "Who signs the acceptance act?",
        "Is the training included in the price?",
        "Do we need a new licence?",
        "What becomes of the old data?",
        "Who will be our contact?",
        "When do we get the invoice?",
    ],
    "ru": [
        "Можно ли перенести начало на 5 декабря?",
        "Кто подписывает акт приёмки?",
        "Входит ли обучение в цену?",
        "Нужна ли новая лицензия?",
        "Что будет со старыми данными?",
        "Кто будет нашим контактом?",
        "Когда придёт счёт?",
    ],
}
