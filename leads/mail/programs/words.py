"""What programs write in six languages and more: subjects begin with it, or texts contain it. Pieces of regular expressions."""

import re

AWAY = re.compile(
    "^(?:"
    + "|".join(
        (
            r"\[?auto(?:matic|mated|matisch\w*)?[ :_-]*(?:reply|response|answer|antwort|antwoord|beantwoording)|auto ?:",
            r"out of (?:the )?office|ooo ?:|(?:on )?(?:vacation|holiday|annual leave)|away from",
            r"abwesen|ich bin (?:nicht im|im urlaub)|(?:im )?urlaub|nicht im (?:haus|büro)",
            r"réponse automatique|message d'absence|absen(?:ce|t)\b|en congés?",
            r"respuesta autom|fuera de (?:la )?oficina|ausen(?:te|cia)|de vacaciones",
            r"risposta automatica|fuori (?:sede|ufficio)|assen(?:te|za)\b|in ferie",
            r"resposta autom|fora do escritório|ausência|de férias",
            r"afwezig|buiten kantoor|niet op kantoor",
        )
    )
    + ")",
    re.IGNORECASE,
)
"""The subject of a note that somebody is away."""
SEEN = re.compile(
    "^(?:"
    + "|".join(
        (
            r"return receipt|(?:not )?read ?:|read receipt",
            r"(?:un)?gelesen ?:|lesebestätigung",
            r"lu ?:|accusé de (?:réception|lecture)",
            r"leído ?:|confirmación de lectura",
            r"letto ?:|conferma di lettura",
            r"lid[ao] ?:|recibo de leitura",
            r"gelezen ?:|leesbevestiging",
        )
    )
    + ")",
    re.IGNORECASE,
)
"""The subject of a receipt, and what stands in it."""
WAS_SEEN = re.compile(
    r"(?:was|has been) (?:read|displayed|opened)|deleted without|gelesen|angezeigt|a été (?:lu|affiché)|leído|letto|lida|gelezen",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\brejected\b|\brefused\b|abgewiesen|abgelehnt|rejeté|refusé|rechazad|rifiutat|rejeitad|geweigerd",
    re.IGNORECASE,
)
INVITED = re.compile(
    "^(?:"
    + "|".join(
        (
            r"accepted|declined|tentative(?:ly accepted)?",
            r"akzeptiert|zugesagt|angenommen|abgelehnt|abgesagt|mit vorbehalt|vorläufig",
            r"accepté|refusé|provisoire",
            r"aceptad[oa]|aceptó|rechazad[oa]|provisional",
            r"accettat[oa]|rifiutat[oa]|provvisorio",
            r"aceite|aceit[oa]|recusad[oa]|provisório",
            r"geaccepteerd|geweigerd|afgewezen|voorlopig",
        )
    )
    + ") ?:",
    re.IGNORECASE,
)
"""The subject of an answer to an invitation."""
NO_DELIVERY = re.compile(
    "|".join(
        (
            r"undeliver|not (?:be )?delivered|delivery (?:\w+ )*(?:fail|problem|delay|incomplete|status)",
            r"delivery notification|(?:mail|message) delivery",
            r"returned mail|failure notice|returned to sender|permanent error|still trying|has been delayed|user unknown|does not exist",
            r"wasn't able to deliver",
            r"unzustellbar|nicht (?:\w+ )*zugestellt|zurück|zustellung",
            r"non remis|échec|n'a pas pu être",
            r"no se (?:ha podido|pudo) entregar|no entregad|devuelto",
            r"mancata consegna|non (?:è stato )?(?:possibile )?(?:recapit|consegn)",
            r"não (?:foi )?(?:entreg|possível)",
            r"niet (?:\w+ )*bezorg|onbestelbaar",
        )
    ),
    re.IGNORECASE,
)
WAITS = re.compile(
    "|".join(
        (
            r"delayed|will (?:be )?retr|still trying|do not need to (?:do|resend)|attempts will continue",
            r"verzögert|weiterhin versucht|retard|sera retent|retrasad|se seguirá|in ritardo|atrasad|vertraagd",
        )
    ),
    re.IGNORECASE,
)
NOBODY = re.compile(
    "|".join(
        (
            r"user unknown|unknown (?:user|recipient|address|local)|no such (?:user|recipient|mailbox|address|account|person)",
            r"no mailbox|(?:does not|doesn't|do not|not) exist|invalid (?:recipient|address|mailbox)|unrouteable",
            r"account .{0,40}(?:disabled|inactive|closed)|mailbox (?:unavailable|not found|disabled)|recipient (?:not found|unknown)",
            r"user (?:not found|doesn't)|host not found|domain not found|no valid recipients",
            r"unbekannt|existiert nicht|inconnu|n'existe pas|desconocid|no existe|sconosciut|inesistente|desconhecid|onbekend",
        )
    ),
    re.IGNORECASE,
)
"""There is nobody at the address."""
CIRCUMSTANCES = re.compile(
    "|".join(
        (
            r"quota|(?:mailbox|inbox) (?:is )?full|full mailbox|over (?:its )?limit|storage|too (?:large|long|many)|size limit|exceeds",
            r"spam|junk|black ?list|block ?list|blocked|reputation|dmarc|spf |dkim|policy|content rejected|virus",
            r"retry time|timed? ?out|expired|temporar|connection (?:refused|lost)|network",
            r"postfach .{0,20}voll|boîte .{0,20}pleine|buzón .{0,20}llen|casella .{0,20}piena|caixa .{0,20}cheia|mailbox .{0,20}vol\b",
        )
    ),
    re.IGNORECASE,
)
"""Another mail, or the same one later, may arrive."""
