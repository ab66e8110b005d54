"""Marks of quoted, signed and appended text in Portuguese letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("escreveu", "escreve"),
    sendings=("enviou",),
    attribution_openings=("em ", "no dia "),
    separators=("mensagem original", "mensagem encaminhada", "mensagem reencaminhada", "email original"),
    bare_separators=(
        "início da mensagem encaminhada", "início da mensagem reencaminhada", "inicio da mensagem encaminhada",
    ),
    forward_ends=("fim da mensagem encaminhada", "fim da mensagem reencaminhada"),
    headers_from=("de", "remetente"),
    headers_date=("enviado", "enviada", "enviado em", "enviada em", "data"),
    headers_to=("para", "cc", "cco", "bcc", "responder para"),
    headers_subject=("assunto",),
    devices=(
        "enviado do meu", "enviado do iphone", "enviado do ipad", "enviado do outlook", "enviado do yahoo",
        "enviado do email", "enviado do correio", "enviado a partir d", "enviado de meu", "enviado via",
        "enviado através", "enviado com", "enviada do meu", "obter o outlook para", "obtenha o outlook para",
        "baixe o outlook para", "baixar outlook para",
    ),
    partings=(
        "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "atentamente",
        "abraços", "um abraço", "abraço", "cordialmente", "saudações", "att", "grato", "cordiais cumprimentos",
        "com cumprimentos", "respeitosamente", "obrigado e cumprimentos",
    ),
    greetings=(
        "olá", "oi ", "oi,", "bom dia", "boa tarde", "boa noite", "prezad", "caro ", "cara ", "caros ", "exmo", "exma",
        "estimad",
    ),
    postscripts=("p.s", "ps:"),
    disclaimers=(
        "esta mensagem e seus", "esta mensagem e os", "esta mensagem e qua", "esta mensagem e anex",
        "esta mensagem e eventuais", "esta mensagem, incluindo", "este e-mail e seus", "este e-mail e os",
        "este email e os", "este e-mail e qua", "esta mensagem contém",
        "este e-mail contém", "esta mensagem é confidencial", "esta mensagem pode conter", "as informações contidas",
        "a informação contida", "o conteúdo desta", "o conteúdo deste", "aviso de confidencialidade", "aviso legal",
        "antes de imprimir", "pense no meio", "livre de vírus", "sem vírus", "atenção: este e", "e-mail externo",
    ),
    disclaimer_parts=(
        "se você não é o destinatário", "se você não for o destinatário", "se não é o destinatário",
        "se não for o destinatário", "caso não seja o destinatário", "recebeu esta mensagem por engano",
        "recebido esta mensagem por engano", "recebeu esta mensagem por erro", "recebido por engano",
        "recebeu este e-mail por engano",
    ),
    list_footers=("lista de discussão", "lista de distribuição", "para cancelar a sua", "para cancelar sua inscrição"),
    answers_below=(
        "respostas abaixo", "resposta abaixo", "respostas em vermelho", "respostas em azul", "respostas no texto",
        "comentários abaixo", "comentários em vermelho", "respondo abaixo", "respondi abaixo", "respondido abaixo",
        "respostas no corpo",
    ),
    answer_marks=("resposta:", "r:"),
)  # fmt: skip
