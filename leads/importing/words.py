"""What other people call our fields. Keys are written as `spelled` leaves them: lower case, words apart, no signs."""

import re
import unicodedata

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
FILLERS = {"1", "2", "3", "4", "5", "value", "the", "of", "primary", "secondary", "work", "home", "main", "other"}
OF_THE_LEAD = {"lead", "customer", "client", "user", "contact", "prospect", "kunden", "cliente"}

WORDS = {
    "external_id": (
        "id|lead id|leadid|record id|account id|customer id|contact id|external id|mql id|crm id|reference"
        "|deal id|opportunity id|identifiant|kundennummer|معرف"
    ),
    "received_at": (
        "created time|created at|created date|create date|created|created on|date created|creation date"
        "|conversion time|date|received|received at|received on|date received|first contact date"
        "|first contact|1st contact|date first contact|date 1st contact|date contact|contact date|"
        "enquiry date|inquiry date|signup date|sign up date|lead date|submitted at"
        "|submission date|submitted|timestamp|fecha|fecha de creacion|datum|erstellt am|erstellungsdatum"
        "|date de creation|data|data de criacao|data creazione|التاريخ|дата"
    ),
    "source": (
        "source|lead source|original source|data source|traffic source|utm source|origin|lead origin"
        "|how did you hear about us|how did you hear|heard from|came from|where from|fuente|origen|origem|quelle|herkunft"
        "|provenance|origine|fonte|المصدر|स्रोत|источник"
    ),
    "channel": "channel|contact method|contact channel|how they reached us|medium|canal|kanal|canale|القناة",
    "campaign": "campaign|campaign name|ad campaign|utm campaign|campana|kampagne|campagne|campanha|campagna|الحملة",
    "name": (
        "name|full name|fullname|lead name|contact name|client name|customer name|contact|nombre"
        "|nombre completo|nom|nom complet|nome|nome completo|naam|vollstandiger name|الاسم|नाम|имя|姓名|氏名"
    ),
    "first_name": (
        "first name|firstname|given name|forename|prenom|vorname|nombre de pila|primeiro nome|voornaam|имя собственное|الاسم الأول"
    ),
    "last_name": ("last name|lastname|surname|family name|nom de famille|nachname|apellido|apellidos|sobrenome|cognome|achternaam|фамилия"),
    "company": (
        "company|company name|organization|organisation|organization name|organisation name|business"
        "|business name|firm|employer|empresa|entreprise|societe|firma|unternehmen|azienda|bedrijf|الشركة"
        "|कंपनी|компания"
    ),
    "phone": (
        "phone|phone number|mobile|mobile no|mobile number|mobile phone|cell|cell phone|tel|telephone"
        "|telephone number|whatsapp|whatsapp number|telefono|telefon|telefonnummer|telefone|handy|mobil|movil"
        "|celular|portable|gsm|الهاتف|फ़ोन|फोन|मोबाइल|телефон|電話"
    ),
    "email": (
        "email|e mail|email adr|e mail adr|email address|e mail address|mail|email phone|correo|correo electronico|courriel"
        "|adresse email|adresse e mail|e mail adresse|posta elettronica|البريد|البريد الإلكتروني|ईमेल|почта"
        "|электронная почта"
    ),
    "interest": (
        "interest|interested in|product|product interest|property|what they want|service|requirement|interes"
        "|interesse|producto|produkt|produit"
    ),
    "notes": (
        "notes|note|comments|comment|description|remarks|message|notas|notes internes|notizen|bemerkung"
        "|bemerkungen|observaciones|remarques|ملاحظات|टिप्पणी"
    ),
    "owner": (
        "owner|lead owner|deal owner|contact owner|owner id|owner alias|owner name|sales rep"
        "|sales representative|assigned to|rep|salesperson|vendedor|propietario|responsable|zustandig|vendeur"
        "|المالك"
    ),
    "stage": ("stage|deal stage|pipeline stage|sales stage|opportunity stage|etapa|phase|etape|verkaufsphase|المرحلة"),
    "outcome": "outcome|result|deal outcome|deal result|won lost|converted|is won|resultado|resultat|ergebnis",
    "won_at": (
        "won date|won at|won on|date won|closed won date|converted date|conversion date|sale date|fecha de venta|gewonnen am|date de vente"
    ),
    "lost_at": "lost date|lost at|lost on|date lost|closed lost date|verloren am",
    "lost_reason": "lost reason|closed lost reason|loss reason|reason lost|why lost|motivo de perdida|verlustgrund",
    "amount": "amount|deal amount|deal value|sale amount|price|revenue|importe|betrag|montant|valor|importo|المبلغ",
    "referred_by": (
        "referred by|referrer|referrer name|recommended by|sent by|introduced by|who sent them|recommender|empfohlen von|geworben von"
        "|recommande par|parraine par|recomendado por|referido por|indicado por|consigliato da|aanbevolen door"
    ),
    "client_type": ("client type|customer type|lead type|segment|business segment|tipo de cliente|kundentyp|type de client"),
}


def phrases_of(words: dict[str, str]) -> dict[str, str]:
    """The field of each phrase."""
    return {phrase: field for field, phrases in words.items() for phrase in unicodedata.normalize("NFC", phrases).split("|")}


PHRASES = phrases_of(WORDS)


def spelled(header: str) -> str:
    """`Phone 1 - Value` → `phone 1 value`; accents off Latin letters, other scripts kept as they are."""
    apart = CAMEL.sub(" ", header)
    plain = "".join(_plain(c) for c in unicodedata.normalize("NFC", apart))
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in plain).casefold().split())


def _plain(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character)
    return bare[0] if bare and bare[0].isascii() else character


def shorter_spellings(header: str) -> list[str]:
    """The header, then without numbers and filler words, then without saying that it is the lead's."""
    words = spelled(header).split()
    kept = [word for word in words if word not in FILLERS]
    tails = [kept[1:]] if kept and kept[0] in OF_THE_LEAD and len(kept) > 1 else []
    return list(dict.fromkeys(" ".join(each) for each in (words, kept, *tails) if each))
