"""Call lists of telephone systems: the caller's number is theirs, the line that was called is ours."""

import pytest

from leads.imports.columns.recognition import propose
from leads.models import Contact
from leads.tests.imports.conftest import bring_in_as_proposed, table_of

FRITZ_BOX = (
    "Typ;Datum;Name;Rufnummer;Landes-/Ortsnetzbereich;Nebenstelle;Eigene Rufnummer;Dauer\n"
    "1;20.07.26 10:45;Anna Müller;0151 23456789;;Telefon;030 901820;0:10\n2;20.07.26 14:37;;02433 939280;Hückelhoven;;030 901820;0:00\n"
)
FRITZ_BOX_ENGLISH = (
    "Type;Date;Name;Telephone number;Extension;Telephone number;Duration\n"
    "1;20.07.26 10:45;Ann Miller;0113 496 0142;Phone;020 7946 0000;0:10\n2;20.07.26 14:37;;0113 496 0143;;020 7946 0000;0:00\n"
)
FRITZ_BOX_TWO = (
    "Type;Date;Name;Number;Extension;Telephone Number;Duration\n1;20.07.26 10:45;Ann Miller;0113 496 0142;Phone;020 7946 0000;0:10\n"
)
FREEPBX = (
    "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,did,"
    "cnum,cnam\n"
    '2026-03-04 09:15:00,"""Ann Miller"" <01134960142>",01134960142,200,from-trunk,PJSIP/trunk-01,PJSIP/200-02,Dial,"PJSIP/200",45,40,'
    "ANSWERED,3,,1727000100.1,02079460000,01134960142,Ann Miller\n"
)
ASTERISK = (
    "accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,uniqueid\n"
    ',01134960142,200,default,"""Ann Miller"" <01134960142>",SIP/1,SIP/2,Dial,SIP/2,2026-03-04 09:15:00,,2026-03-04 09:16:00,60,40,'
    "ANSWERED,DOCUMENTATION,1727000100.1\n"
)
FILES = {
    "FRITZ!Box": (FRITZ_BOX, {"Datum": "received_at", "Name": "name", "Rufnummer": "phone"}),
    "FRITZ!Box in English": (FRITZ_BOX_ENGLISH, {"Date": "received_at", "Name": "name", "Telephone number": "phone"}),
    "FRITZ!Box with both called alike": (FRITZ_BOX_TWO, {"Date": "received_at", "Name": "name", "Number": "phone"}),
    "FreePBX": (
        FREEPBX,
        {"calldate": "received_at", "cnam": "name", "src": "phone", "cnum": "phone", "uniqueid": "external_id"},
    ),
    "Asterisk": (ASTERISK, {"start": "received_at", "clid": "name", "src": "phone", "uniqueid": "external_id"}),
}


@pytest.mark.parametrize("name", FILES)
def test_columns_of_a_call_list_are_known(name):
    text, fields = FILES[name]
    assert propose(table_of(text)) == fields


@pytest.mark.django_db
def test_caller_id_gives_the_name_without_the_number(business):
    bring_in_as_proposed(ASTERISK)
    assert Contact.objects.get().name == "Ann Miller"


@pytest.mark.django_db
def test_own_line_is_nobodys_phone(business):
    bring_in_as_proposed(FRITZ_BOX)
    assert sorted(Contact.objects.values_list("phones__as_typed", flat=True)) == ["0151 23456789", "02433 939280"]
