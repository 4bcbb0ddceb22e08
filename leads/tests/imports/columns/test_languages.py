"""The words of six languages for the columns everybody has."""

import pytest

from leads.imports.columns.recognition import propose
from leads.tests.imports.conftest import table_of

ROW = "Ann,Miller,Chandler Ltd,07700 900101,ann@firm.example,9 Elm Row,YO1 7HH,York,Leaflet,2026-03-04,A table"
FIELDS = ["first_name", "last_name", "company", "phone", "email", "street", "postcode", "town", "source", "received_at", "notes"]
HEADERS = {
    "English": "First name,Surname,Company,Mobile,E-mail,Address,Postcode,Town,How did you hear about us?,Received,Comments",
    "German": "Vorname,Name,Firma,Handynummer,E-Mail-Adresse,Straße und Hausnummer,PLZ,Ort,Herkunft,Eingegangen am,Bemerkung",
    "French": "Prénom,Nom,Société,Téléphone portable,Courriel,Adresse postale,Code postal,Ville,Provenance,Créé le,Message",
    "Spanish": "Nombre,Apellidos,Empresa,Teléfono móvil,Correo electrónico,Dirección,Código postal,Ciudad,Fuente,Recibido el,Mensaje",
    "Italian": "Nome,Cognome,Azienda,Cellulare,Indirizzo e-mail,Indirizzo,CAP,Città,Fonte,Creato il,Messaggio",
    "Dutch": "Voornaam,Achternaam,Bedrijf,Mobiel nummer,E-mailadres,Straat en huisnummer,Postcode,Woonplaats,Herkomst,Ontvangen op,Bericht",
}


@pytest.mark.parametrize("language", HEADERS)
def test_columns_are_known_in_a_language(language):
    assert list(propose(table_of(f"{HEADERS[language]}\n{ROW}\n")).values()) == FIELDS


def test_whole_name_beside_a_first_name_stays_whole():
    columns = propose(table_of("First name,Name\nAnn,Ann Miller\nBob,Bob Stone\n"))
    assert columns == {"First name": "first_name", "Name": "name"}
