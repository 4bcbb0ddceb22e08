"""A real Dovecot on the loopback, with a folder of its own and nothing of the machine's settings."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leads.tests.mail.servers import PASSWORD, USER, free_port, wait_for

PROGRAM = shutil.which("dovecot") or shutil.which("/usr/sbin/dovecot")
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
{users}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def version() -> str:
    """Of the program that is installed, such as 2.3; "" where none is."""
    said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout if PROGRAM else ""
    return (re.match(r"\d+\.\d+", said) or [""])[0]


@contextmanager
def dovecot() -> Iterator[int]:
    """Its port, for as long as the block runs. Skips, saying so, where there is no Dovecot 2.3: 2.4 reads another file of settings."""
    if version() != "2.3":
        pytest.skip(f"NOT RUN: Dovecot 2.3 (dovecot-imapd) is not installed here, so nothing went through it; found: {version() or 'none'}")
    folder, port = Path(tempfile.mkdtemp(prefix="dovecot-")), free_port()
    is_root = os.getuid() == 0
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
    users = "" if is_root else f"default_internal_user = {owner.pw_name}\ndefault_login_user = {owner.pw_name}\n"
    (folder / "mail").mkdir()
    if is_root:
        folder.chmod(0o755)
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    values = {"folder": folder, "port": port, "users": users, "uid": owner.pw_uid, "gid": owner.pw_gid}
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    (folder / "dovecot.conf").write_text(CONFIG.format(**values))
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
