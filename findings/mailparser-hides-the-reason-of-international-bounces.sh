#!/bin/sh
# mailparser: of a bounce from an address like käthe@…, the status and the recipient are not in "text", where they are of any other.
#
# Guess: the fields of a delivery report are to be had in one place, whether it is of RFC 3464 (message/delivery-status) or, since an
#   address has letters beyond ASCII, of RFC 6533 (message/global-delivery-status).
# What happens: mailparser adds the part of RFC 3464 to the text, and files that of RFC 6533 as an attachment without a name. postal-mime
#   files both as attachments.
# Why it hurts a lead tracker: "Status: 5.1.1" in the text marks the address of one customer, and of the other nothing is marked: mail
#   goes on to a mailbox that is gone. What is attached looks like a file that somebody sent.
# Seen with: npm mailparser 3.14.2, postal-mime 4.0.0, Node 20. The reports are shortened from Postfix 3.7.11's.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' >package.json
npm install --silent --no-audit --no-fund mailparser@3.14.2 postal-mime@4.0.0
cat >run.mjs <<'JS'
import {simpleParser} from 'mailparser';
import PostalMime from 'postal-mime';
const report = (kind, type, address) => `From: MAILER-DAEMON@alder.example
To: desk@alder.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Your message could not be delivered.

--b
Content-Type: message/${kind}delivery-status
Content-Transfer-Encoding: 8bit

Reporting-MTA: dns; mail.alder.example

Final-Recipient: ${type}; ${address}
Action: failed
Status: 5.1.1

--b--
`;
for (const [kind, type, address] of [['', 'rfc822', 'kate@remote.example'], ['global-', 'utf-8', 'käthe@remote.example']]) {
  const raw = Buffer.from(report(kind, type, address));
  for (const [name, mail] of [['mailparser', await simpleParser(raw)], ['postal-mime', await PostalMime.parse(raw)]]) {
    const files = mail.attachments.map(file => file.contentType || file.mimeType).join() || 'none';
    console.log(`${address} ${name}: status in text: ${/^Status: 5.1.1/m.test(mail.text)}, attachments: ${files}`);
  }
}
JS
cat >expected <<'TXT'
kate@remote.example mailparser: status in text: true, attachments: none
kate@remote.example postal-mime: status in text: false, attachments: message/delivery-status
käthe@remote.example mailparser: status in text: false, attachments: message/global-delivery-status
käthe@remote.example postal-mime: status in text: false, attachments: message/global-delivery-status
TXT
npm ls --depth=0
node run.mjs >seen
cat seen
diff expected seen
