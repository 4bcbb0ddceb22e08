#!/bin/sh
# OpenSMTPD: the last word about a mail it gives up is "delayed", and no report of it is a report.
#
# Guess: when a mail has been in the queue for its whole time and is thrown away, its sender gets a delivery report as RFC 3464 has it:
#   multipart/report with "Action: failed", after warnings with "Action: delayed".
# What happens: warning and end are the same mail: "Delivery status notification: delayed", "Action: delayed", "this is only a temporary
#   failure report", "You DO NOT NEED to re-send the message".  Only the status tells: 4.4.7, "Envelope expired" (the warning has 4.0.0).
#   Behind it the queue is empty and the mail is gone.  Both come as multipart/mixed, not as multipart/report.
# Why it hurts a lead tracker: whoever waits for "failed", or knows reports by their type, believes that a quote is still on its way.
# Seen with: opensmtpd 6.8.0p2-4+b4 of Debian 12.  Needs root (its program changes user; it sees its files in a private mount namespace).
set -eu
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 2; }
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
chmod 755 "$dir"; cd "$dir"
apt-get -qq download opensmtpd=6.8.0p2-4+b4 2>/dev/null
mkdir package files; dpkg -x opensmtpd_*.deb package; chgrp 5004 package/usr/sbin/smtpctl; chmod 2755 package/usr/sbin/smtpctl
cat >inside <<'SH'
set -eu
dir=$1
mount -t tmpfs tmpfs "$dir/files"
for top in etc var; do mkdir -p "$dir/files/$top" "$dir/files/$top.work"; done
mount -t overlay overlay -o "lowerdir=$dir/package/usr:/usr" /usr
mount -t overlay overlay -o "lowerdir=$dir/package/etc:/etc,upperdir=$dir/files/etc,workdir=$dir/files/etc.work" /etc
mount -t overlay overlay -o "lowerdir=/var,upperdir=$dir/files/var,workdir=$dir/files/var.work" /var
mount -t tmpfs tmpfs /run
printf '%s\n' 'opensmtpd:x:5003:5003::/var/empty:/bin/false' 'opensmtpq:x:5004:5004::/var/empty:/bin/false' 'desk:x:5010:5010::/:/bin/sh' >>/etc/passwd
printf '%s\n' 'opensmtpd:x:5003:' 'opensmtpq:x:5004:' 'desk:x:5010:' >>/etc/group
mkdir -p /var/spool/smtpd /var/empty /var/lib/opensmtpd/empty /run/opensmtpd "$dir/files/box"
chmod 711 /var/spool/smtpd; chmod 755 "$dir/files"; chown desk "$dir/files/box"
echo mail.alder.example >/etc/mailname
cat >/etc/smtpd.conf <<CONF
queue ttl 6s
bounce warn-interval 2s
listen on 127.0.0.1 port 12597
action "box" mda "cat >> $dir/files/box/desk" user desk
action "out" relay host smtp://127.0.0.1:12599
match from any for domain "alder.example" action "box"
match from any for any action "out"
CONF
smtpd -d -f /etc/smtpd.conf >"$dir/files/log" 2>&1 & server=$!
sleep 2
python3 -c '
import smtplib
smtplib.SMTP("127.0.0.1", 12597).sendmail("desk@alder.example", ["later@remote.example"], "Subject: Your quote\r\nMessage-ID: <q@alder.example>\r\n\r\nHello\r\n")'
sleep 1
echo "waiting at first: $(smtpctl show queue | grep -c later@remote.example || true)"
sleep 14
echo "waiting in the end: $(smtpctl show queue | grep -c later@remote.example || true)"
grep -aoE '^(Subject: Delivery.*|Content-Type: multipart/[a-z]+|Action: .*|Status: .*)|You DO NOT NEED to re-send|Envelope expired' "$dir/files/box/desk"
kill "$server"; sleep 1
SH
cat >expected <<'TXT'
waiting at first: 1
waiting in the end: 0
Subject: Delivery status notification: delayed
Content-Type: multipart/mixed
You DO NOT NEED to re-send
Action: delayed
Status: 4.0.0
Subject: Delivery status notification: delayed
Content-Type: multipart/mixed
Envelope expired
You DO NOT NEED to re-send
Action: delayed
Status: 4.4.7
TXT
dpkg-deb -W opensmtpd_*.deb
cat >busy.py <<'PY'
import socket
door = socket.create_server(("127.0.0.1", 12599))
while True:  # a server that puts everybody off
    guest = door.accept()[0]
    stream = guest.makefile("rwb", buffering=0)
    stream.write(b"220 busy.example ESMTP\r\n")
    for line in stream:
        word = line[:4].upper()
        stream.write({b"RCPT": b"451 4.7.1 Please try again later\r\n", b"QUIT": b"221 Bye\r\n"}.get(word, b"250 OK\r\n"))
        if word == b"QUIT":
            break
    guest.close()
PY
python3 busy.py & busy=$!
trap 'kill $busy 2>/dev/null || true; rm -rf "$dir"' EXIT
unshare -m sh inside "$dir" >output 2>&1 || { cat output; exit 1; }
cat output
diff expected output && echo "as seen before"
