"""Marks of quoted, signed and appended text in Spanish letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("escribió", "escribio", "ha escrito"),
    sendings=("envió",),
    attribution_openings=("el ",),
    separators=("mensaje original", "mensaje reenviado", "mensaje de origen", "correo original"),
    bare_separators=("inicio del mensaje reenviado", "comienzo del mensaje reenviado"),
    forward_ends=("fin del mensaje reenviado",),
    headers_from=("de", "remitente"),
    headers_date=("enviado", "enviado el", "fecha", "fecha de envío"),
    headers_to=("para", "cc", "cco", "responder a"),
    headers_subject=("asunto",),
    devices=(
        "enviado desde mi", "enviado desde", "enviado con", "enviado a través de", "enviado vía",
        "obtener outlook para", "obtén outlook para", "descargar outlook para", "descarga outlook para",
    ),
    partings=(
        "saludos", "un saludo", "un cordial saludo", "cordiales saludos", "saludos cordiales", "atentamente",
        "muy atentamente", "atte", "reciba un cordial saludo", "reciban un cordial saludo", "un abrazo",
        "sin otro particular", "cordialmente", "muchos saludos", "le saluda atentamente", "afectuosamente",
    ),
    greetings=("hola", "buenos días", "buenas tardes", "buenas noches", "buenas", "estimad", "querid", "buen día"),
    postscripts=("p.d", "pd:", "p.s", "ps:"),
    disclaimers=(
        "este mensaje y sus", "este mensaje y los", "este mensaje, y", "este correo electrónico y", "este correo y sus",
        "este mensaje contiene información", "este correo electrónico contiene", "este mensaje es confidencial",
        "este correo es confidencial", "la información contenida en", "la información incluida en",
        "el contenido de este", "aviso de confidencialidad", "aviso legal", "cláusula de confidencialidad",
        "antes de imprimir", "por favor, considere", "piense en el medio", "libre de virus", "atención: este correo",
        "correo externo",
    ),
    disclaimer_parts=(
        "si usted no es el destinatario", "si no es usted el destinatario", "si no es el destinatario",
        "recibido este mensaje por error", "recibido este correo por error", "recibido este e-mail por error",
        "recibido por error",
    ),
    list_footers=("lista de correo", "lista de distribución", "para darse de baja", "para cancelar la suscripción"),
    answers_below=(
        "respuestas abajo", "respuesta abajo", "respuestas debajo", "respuestas en rojo", "respuestas en azul",
        "comentarios abajo", "comentarios en rojo", "respondo abajo", "respondo en el texto", "respondido abajo",
        "contesto abajo", "respuestas más abajo", "respuestas en el texto",
    ),
    answer_marks=("respuesta:", "r:"),
)  # fmt: skip
