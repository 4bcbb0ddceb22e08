"""What a spreadsheet shows where a formula has no result, in the languages of their programs, also where it was saved as text.

Sources: the error values of Excel (Microsoft's lists of its functions by language) and LibreOffice Calc's table of error codes.
"""

import re

ENGLISH = "#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #ERROR! #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY!"
GERMAN = "#NV #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! #KALK!"
FRENCH = "#VALEUR! #NOM? #NUL! #NOMBRE! #PROPAGATION!"
SPANISH = "#N/D #¡REF! #¡VALOR! #¡DIV/0! #¿NOMBRE? #¡NULO! #¡NUM!"
ITALIAN = "#RIF! #VALORE! #NOME? #NULLO!"
PORTUGUESE = "#VALOR! #NULO! #NÚM!"
DUTCH = "#N/B #VERW! #WAARDE! #DEEL/0! #NAAM? #LEEG! #GETAL!"
VALUES = frozenset(" ".join((ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH)).split())
CODE = re.compile(r"(?:Err|Fehler|Erreur|Error|Errore|Erro|Fout): ?5\d\d")


def is_error(cell: str) -> bool:
    """Whether the cell holds an error and no value. Spaces round it are none of it."""
    return cell[:1] in "#EF" and (cell in VALUES or bool(CODE.fullmatch(cell)))
