"""What other people call our fields. Keys are written as `spelled` leaves them: lower case, words apart, no signs.

Of several phrases of a field the earlier is the better: where two columns could be it, the one whose phrase stands first is taken.
One line a language: English, German, French, Spanish, Italian, Dutch, others.
"""

import re
import unicodedata

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
FILLERS = {
    *("1", "2", "3", "4", "5", "value", "the", "of", "primary", "secondary", "work", "home", "main", "other", "private", "business"),
    *("office", "personal", "what", "whats", "is", "s", "your", "please", "my", "and", "enter", "optional", "required"),
    *(
        "privat",
        "geschaftlich",
        "geschaeftlich",
        "dienstlich",
        "weiteres",
        "weitere",
        "haupt",
        "ihr",
        "ihre",
        "dein",
        "deine",
        "bitte",
        "nr",
    ),
    *("prive", "privee", "professionnel", "professionnelle", "personnel", "bureau", "domicile", "votre", "principal", "autre"),
    *("particular", "trabajo", "casa", "oficina", "otro", "su", "tu", "lavoro", "ufficio", "altro", "suo", "tuo"),
    *("werk", "zakelijk", "thuis", "uw", "je", "jouw", "de", "het"),
}
OF_THE_LEAD = {
    *("lead", "customer", "client", "user", "contact", "prospect", "person", "customers", "clients", "subscriber", "applicant"),
    *("kunde", "kunden", "interessent", "kontakt", "cliente", "contacto", "klant", "contatto"),
}

WORDS = {
    "external_id": (
        "lead id|leadid|id|record id|external id|prospect id|crm id|mql id|customer id|contact id|deal id|opportunity id|account id"
        "|reference|lead number|lead no"
        "|kundennummer|kundennr|kunden nr|lead nummer"
        "|identifiant|numero de client|identificador|numero de cliente|identificativo|codice cliente|klantnummer"
        "|معرف"
    ),
    "received_at": (
        "received at|received on|received|date received|created time|created at|created date|create date|created|created on|date created"
        "|creation date|conversion time|first contact date|first contact|1st contact|date first contact|date 1st contact"
        "|date of first contact"
        "|date of 1st contact|enquiry date|inquiry date|date of enquiry|date of inquiry|lead date|date|submitted at|submitted on"
        "|submission date|submitted|submit date|signup date|sign up date|contact date|date contact|date of contact|timestamp|date time"
        "|call date|day|tag|jour|dia|giorno|dag"
        "|eingegangen am|eingang|anfragedatum|erstellt am|erstellungsdatum|erstkontakt|angelegt am|datum|zeitstempel|datum uhrzeit"
        "|date de creation|cree le|date de reception|recu le|date de la demande|premier contact|horodateur"
        "|fecha de creacion|creado el|fecha de recepcion|recibido el|fecha de la consulta|primer contacto|fecha|marca temporal"
        "|data creazione|data di creazione|creato il|data di ricezione|ricevuto il|primo contatto|informazioni cronologiche"
        "|aangemaakt op|aanmaakdatum|ontvangen op|datum aanvraag|eerste contact|tijdstempel"
        "|data|data de criacao|criado em|التاريخ|дата"
    ),
    "source": (
        "lead source|source|original source|original traffic source|contact source|source name|traffic source|utm source"
        "|how did you hear about us"
        "|how did you hear|how did you find us|where did you hear about us|heard from|heard about us|came from|where from|data source"
        "|lead origin|origin"
        "|lead quelle|leadquelle|quelle|herkunft|kontaktquelle|wie haben sie von uns erfahren|aufmerksam geworden durch"
        "|source du prospect|provenance|origine|origine du lead|comment avez vous entendu parler de nous|comment nous avez vous connu"
        "|fuente del prospecto|fuente|origen|procedencia|como nos conocio|como supo de nosotros"
        "|fonte del lead|fonte|provenienza|come ci ha conosciuto|come ci hai conosciuto"
        "|leadbron|bron|herkomst|hoe heeft u ons gevonden|hoe heb je ons gevonden"
        "|origem|المصدر|स्रोत|источник"
    ),
    "channel": (
        "contact method|contact channel|how they reached us|method of contact|channel|medium|utm medium"
        "|kontaktweg|kontaktkanal|kanal|moyen de contact|canal de contact|canal|via de contacto|canale di contatto|canale|contactkanaal"
        "|kanaal"
        "|القناة"
    ),
    "campaign": (
        "campaign|campaign name|ad campaign|utm campaign|marketing campaign|kampagne|werbekampagne|campagne|campana|campagna|campanha"
        "|الحملة"
    ),
    "name": (
        "full name|fullname|name|contact name|lead name|client name|customer name|person name|display name|contact person"
        "|first and last name"
        "|first name and last name|name of contact|contact|caller name|caller"
        "|vollstandiger name|vor und nachname|vorname und nachname|ansprechpartner|ansprechperson|kontaktperson|anzeigename|anrufer"
        "|nom complet|nom et prenom|prenom et nom|nom du contact|nom|interlocuteur"
        "|nombre completo|nombre y apellidos|nombre y apellido|persona de contacto|nombre"
        "|nome completo|nome e cognome|cognome e nome|persona di contatto|referente|nominativo|nome"
        "|volledige naam|voor en achternaam|contactpersoon|naam"
        "|الاسم|नाम|имя|姓名|氏名"
    ),
    "name_prefix": (
        "name prefix|honorific prefix|salutation|honorific|anrede|titel vor dem namen|civilite|tratamiento|titolo di cortesia|aanhef"
    ),
    "first_name": (
        "first name|firstname|given name|forename|christian name|prenom|vorname|rufname|nombre de pila|primer nombre|voornaam"
        "|primeiro nome|имя собственное|الاسم الأول"
    ),
    "middle_name": (
        "middle name|middlename|additional name|middle initial|second name|weitere vornamen|zweiter vorname|deuxieme prenom|autres prenoms"
        "|segundo nombre|secondo nome|tweede naam|tussenvoegsel"
    ),
    "last_name": (
        "last name|lastname|surname|family name|nachname|familienname|zuname|nom de famille|apellidos|apellido|cognome|achternaam"
        "|sobrenome|фамилия"
    ),
    "name_suffix": "name suffix|suffix|honorific suffix|namenszusatz|suffixe|sufijo|suffisso|achtervoegsel",
    "company": (
        "company|company name|organization|organisation|organization name|organisation name|account name|business name|business"
        "|company account"
        "|firm|employer|works at|workplace"
        "|firma|firmenname|unternehmen|unternehmensname|arbeitgeber"
        "|entreprise|nom de l entreprise|societe|nom de la societe|raison sociale"
        "|empresa|nombre de la empresa|compania|razon social"
        "|azienda|nome azienda|societa|ragione sociale|ditta"
        "|bedrijf|bedrijfsnaam|organisatie"
        "|الشركة|कंपनी|компания"
    ),
    "phone": (
        "phone|phone number|mobile|mobile no|mobile number|mobile phone|mobile phone number|cell|cell phone|cell number|cellphone|telephone"
        "|telephone number|tel|telephone no|phone no|phones|contact number|contact no|contact phone|whatsapp|whatsapp number|whatsapp no"
        "|daytime phone|evening phone|landline|caller number|caller id|callback|direct line|direct phone"
        "|telefon|telefonnummer|rufnummer|mobiltelefon|mobilnummer|handy|handynummer|mobil|festnetz|festnetznummer|telefon mobil|tel nr"
        "|durchwahl"
        "|telephone portable|portable|numero de telephone|telephone fixe|telephone mobile|mobile portable|tel portable|gsm"
        "|telefono|numero de telefono|telefono movil|movil|celular|telefono celular|telefono fijo|numero de movil"
        "|numero di telefono|cellulare|telefono cellulare|telefono fisso|numero di cellulare|recapito telefonico"
        "|telefoon|telefoonnummer|mobiel|mobiele telefoon|mobiel nummer|gsm nummer|vaste telefoon"
        "|telefone|الهاتف|फ़ोन|फोन|मोबाइल|телефон|電話"
    ),
    "email": (
        "email|e mail|email address|e mail address|e mails|emails|email adr|e mail adr|mail|mail address|email phone|email id"
        "|e mail adresse|emailadresse|mailadresse"
        "|adresse e mail|adresse email|adresse mail|courriel|adresse courriel|adresse electronique"
        "|correo electronico|correo|direccion de correo electronico|direccion de correo"
        "|indirizzo e mail|indirizzo email|posta elettronica|indirizzo di posta elettronica"
        "|e mailadres|emailadres|mailadres"
        "|البريد|البريد الإلكتروني|ईमेल|почта|электронная почта"
    ),
    "street": (
        "street|street address|address|address line 1|address 1|address line|mailing address|postal address|billing address|full address"
        "|strasse|strasse hausnummer|strasse und hausnummer|anschrift|adresse|postanschrift"
        "|rue|adresse postale|adresse ligne 1|calle|direccion|direccion postal|domicilio|via|indirizzo|indirizzo postale"
        "|straat|straat en huisnummer|straatnaam|adres|postadres"
        "|endereco|العنوان|адрес|पता"
    ),
    "postcode": (
        "postcode|post code|postal code|zip code|zipcode|zip|zip postal code|pin code|pincode|plz|postleitzahl|code postal|cp"
        "|codigo postal|cap"
        "|codice postale|c a p|cep|индекс"
    ),
    "town": (
        "city|town|city town|suburb|locality|stadt|ort|wohnort|ville|localite|commune|ciudad|localidad|poblacion|municipio|citta"
        "|localita|comune"
        "|plaats|woonplaats|stad|gemeente|cidade|المدينة|शहर|город"
    ),
    "region": (
        "state|state province|state region|province|county|region|bundesland|kanton|departement|etat|provincia|comunidad autonoma|estado"
        "|regione|provincie"
    ),
    "country": "country|country region|nation|land|staat|pays|pais|paese|nazione|البلد|देश|страна",
    "interest": (
        "interested in|product interest|interest|what they want|wants|looking for|needs|wunsch|anliegen|besoin|demande"
        "|product|service|service required|property|requirement|subject"
        "|interesse an|interesse|produkt|leistung|betreff|interet|produit|objet|interes|producto|asunto|interessato a|prodotto|oggetto"
        "|interesse in|onderwerp"
    ),
    "notes": (
        "notes|note|comments|comment|message|description|remarks|your message"
        "|notizen|notiz|bemerkung|bemerkungen|nachricht|kommentar|anmerkung|anmerkungen|beschreibung"
        "|notes internes|remarques|commentaires|commentaire"
        "|notas|observaciones|comentarios|mensaje|descripcion|messaggio|commenti|osservazioni|opmerkingen|opmerking|bericht|notities"
        "|ملاحظات|टिप्पणी"
    ),
    "owner": (
        "lead owner|owner|deal owner|contact owner|owner name|assigned to|sales rep|sales representative|salesperson|rep|account manager"
        "|lead owner name|owner alias|owner id"
        "|zustandig|zustandiger|verkaufer|verantwortlich|betreuer|proprietaire|commercial|vendeur|responsable|propietario|vendedor"
        "|comercial"
        "|proprietario|venditore|responsabile|eigenaar|verkoper|accountmanager"
        "|المالك"
    ),
    "stage": (
        "stage|deal stage|pipeline stage|sales stage|opportunity stage|verkaufsphase|phase|vertriebsphase|etape|etapa|fase|fase di vendita"
        "|verkoopfase|المرحلة"
    ),
    "outcome": (
        "outcome|result|deal outcome|deal result|won lost|is won|converted|is converted|ergebnis|gewonnen verloren|resultat|resultado"
        "|risultato|esito|resultaat|uitkomst"
    ),
    "won_at": (
        "won date|won at|won on|date won|won time|closed won date|converted date|conversion date|sale date"
        "|gewonnen am|date de vente|fecha de venta|data di vendita|verkoopdatum"
    ),
    "lost_at": "lost date|lost at|lost on|date lost|lost time|closed lost date|verloren am|perdu le|perdido el|perso il|verloren op",
    "lost_reason": (
        "lost reason|closed lost reason|loss reason|reason lost|why lost|reason for loss|verlustgrund|raison de perte|motivo de perdida"
        "|motivo della perdita|reden van verlies"
    ),
    "amount": (
        "amount|deal amount|deal value|sale amount|price|revenue|value|betrag|summe|umsatz|montant|importe|importo|bedrag|valor|المبلغ"
    ),
    "currency": ("currency|currency code|currency iso code|deal currency|opportunity currency|wahrung|devise|moneda|divisa|valuta|moeda"),
    "closed_at": (
        "closed|closed on|closed at|close date|closed date|date closed|abgeschlossen|abgeschlossen am|abschlussdatum|date de cloture"
        "|fecha de cierre|data di chiusura|afsluitdatum"
    ),
    "referred_by": (
        "referred by|referrer|referrer name|recommended by|sent by|introduced by|who sent them|who referred you|recommender"
        "|empfohlen von|geworben von|recommande par|parraine par|recomendado por|referido por|indicado por|consigliato da|segnalato da"
        "|aanbevolen door|doorverwezen door"
    ),
    "client_type": (
        "client type|customer type|lead type|segment|business segment|customer segment|kundentyp|kundenart|type de client|tipo de cliente"
        "|tipo di cliente|tipo cliente|klanttype|soort klant"
    ),
    "how_known": "how we know|how known|how we know the source",
}

YES_OR_NO = {"is", "has", "do", "does", "did", "are", "can", "ist", "hat", "est", "a"}
"""A header that begins so asks yes or no: `Is company?` holds no company."""


def phrases_of(words: dict[str, str]) -> dict[str, str]:
    """The field of each phrase."""
    return {phrase: field for field, phrases in words.items() for phrase in unicodedata.normalize("NFC", phrases).split("|")}


PHRASES = phrases_of(WORDS)


def word_set(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


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
    if words and words[0] in YES_OR_NO:
        return [" ".join(words)]
    kept = [word for word in words if word not in FILLERS]
    tails = [kept[1:]] if kept and kept[0] in OF_THE_LEAD and len(kept) > 1 else []
    return list(dict.fromkeys(" ".join(each) for each in (words, kept, *tails) if each))
