"""Marks of quoted, signed and appended text in English letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("wrote", "writes"),
    separators=(
        "original message", "original appointment", "forwarded message", "forwarded mail", "reply message",
        "original mail", "forwarded by", "reply above this line",
    ),
    bare_separators=("begin forwarded message", "please reply above this line"),
    forward_ends=("end forwarded message", "end of forwarded message"),
    headers_from=("from", "sender"),
    headers_date=("sent", "date"),
    headers_to=("to", "cc", "bcc", "reply-to"),
    headers_subject=("subject",),
    devices=(
        "sent from my ", "sent from mail for windows", "sent from outlook", "sent from yahoo", "sent from samsung",
        "sent from iphone", "sent from ipad", "sent from android", "sent from proton", "sent from gmail mobile",
        "sent from a mobile", "sent from mobile", "sent via ", "sent with proton", "sent using ", "get outlook for ",
        "get yahoo mail", "sent with airmail", "sent with spark",
    ),
    partings=(
        "best regards", "kind regards", "kindest regards", "warm regards", "with best regards", "with kind regards",
        "many regards", "regards", "best wishes", "with best wishes", "sincerely", "yours sincerely", "sincerely yours",
        "yours truly", "yours faithfully", "respectfully", "cheers", "all the best", "best,", "br", "rgds",
    ),
    greetings=("hello", "hi", "dear ", "good morning", "good afternoon", "good evening", "hey"),
    postscripts=("p.s", "ps:", "ps ", "p.p.s", "nb:", "n.b"),
    disclaimers=(
        "this e-mail and any", "this email and any", "this message and any", "this e-mail message and any",
        "this communication and any", "this e-mail is confidential", "this email is confidential",
        "this message is confidential", "this e-mail contains confidential", "this email contains confidential",
        "this message contains confidential", "this e-mail may contain", "this email may contain",
        "this message may contain", "this transmission", "the information contained in this",
        "the information in this e", "the contents of this e", "confidentiality notice", "confidentiality:",
        "disclaimer:", "legal notice", "privileged and confidential", "notice: this e", "important notice: this e",
        "caution: this e", "caution: external", "external email:", "[external]", "warning: this email originated",
        "you don't often get email from", "please consider the environment", "think before you print",
        "virus-free.", "this email has been checked for viruses", "this e-mail has been checked for viruses",
    ),
    disclaimer_parts=(
        "if you are not the intended recipient", "if you have received this e-mail in error",
        "if you have received this email in error", "if you have received this message in error",
        "originated from outside of the organi", "originated from outside the organi",
    ),
)  # fmt: skip
