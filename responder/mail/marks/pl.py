"""Marks of quoted, signed and appended text in Polish letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("napisał", "napisała", "napisał(a)", "napisali", "pisze", "napisana", "napisano"),
    attribution_openings=(
        "w dniu ", "dnia ", "wiadomość napisana", "pon.,", "wt.,", "śr.,", "czw.,", "pt.,", "sob.,", "niedz.,",
    ),
    separators=(
        "wiadomość oryginalna", "oryginalna wiadomość", "wiadomość przekazana dalej", "przekazana wiadomość",
        "treść przekazanej wiadomości", "wiadomość źródłowa", "wiadomość przekazana",
    ),
    bare_separators=("początek przekazywanej wiadomości", "początek przekazanej wiadomości"),
    forward_ends=("koniec przekazywanej wiadomości", "koniec przekazanej wiadomości"),
    headers_from=("od", "nadawca"),
    headers_date=("wysłano", "wysłane", "data", "data wysłania"),
    headers_to=("do", "dw", "udw", "cc", "odpowiedz do"),
    headers_subject=("temat",),
    devices=(
        "wysłane z", "wysłano z", "wysłane przez", "wysłano przez", "wysłane za pomocą", "pobierz aplikację outlook",
        "pobierz outlook dla", "pobierz program outlook", "uzyskaj aplikację outlook", "uzyskaj outlook dla",
    ),
    partings=(
        "pozdrawiam", "pozdrawiamy", "serdecznie pozdrawiam", "pozdrawiam serdecznie", "z poważaniem",
        "z wyrazami szacunku", "z pozdrowieniami", "pozdrowienia", "łączę pozdrowienia", "łączę wyrazy szacunku",
        "z szacunkiem", "życzę miłego dnia", "miłego dnia",
    ),
    greetings=("dzień dobry", "dobry wieczór", "szanown", "witam", "cześć", "drogi ", "droga ", "hej "),
    postscripts=("p.s", "ps:", "ps "),
    disclaimers=(
        "niniejsza wiadomość", "ta wiadomość i wsz", "ta wiadomość i zał", "ta wiadomość i jej",
        "ta wiadomość zawiera", "ta wiadomość jest poufna",
        "wiadomość ta zawiera", "wiadomość ta i wsz", "wiadomość ta i zał", "wiadomość ta jest", "treść tej wiadomości",
        "treść niniejszej wiadomości", "informacje zawarte w", "klauzula poufności", "informacja o poufności",
        "zanim wydrukujesz", "pomyśl o środowisku", "wolny od wirusów", "wolna od wirusów", "uwaga: ta wiadomość",
        "uwaga! wiadomość", "nie zawiera wirusów",
    ),
    disclaimer_parts=(
        "jeżeli nie są państwo adresat", "jeśli nie są państwo adresat", "jeżeli nie jesteś adresat",
        "jeśli nie jesteś adresat", "jeżeli nie jest pan", "jeśli nie jest pan", "otrzymali państwo tę wiadomość",
        "otrzymałeś tę wiadomość przez pomyłkę", "jeżeli nie są państwo zamierzonym",
    ),
    list_footers=("lista dyskusyjna", "lista mailingowa", "aby wypisać się", "aby zrezygnować z subskrypcji"),
    answers_below=(
        "odpowiedzi poniżej", "odpowiedź poniżej", "odpowiedzi na czerwono", "odpowiedzi na niebiesko",
        "odpowiedzi w tekście", "odpowiedzi w treści", "komentarze poniżej", "komentarze na czerwono",
        "odpowiadam poniżej", "odpowiedziałam poniżej", "odpowiedziałem poniżej", "uwagi poniżej", "uwagi w tekście",
    ),
    answer_marks=("odpowiedź:", "odp:", "odp."),
)  # fmt: skip
