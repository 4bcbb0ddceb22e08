"""Files of mails in the database."""

from collections.abc import Iterable

from leads.mail.parsing.files import SentFile, digest_of
from leads.models import FileContent, MailFile, Message


def keep_files(message: Message, files: Iterable[SentFile]) -> None:
    for file in files:
        content = _content(file.data) if file.data is not None else None
        values = {"name": file.name, "kind": file.kind, "size": file.size, "left_out": file.left_out}
        MailFile.objects.create(message=message, content=content, **values)


def _content(data: bytes) -> FileContent:
    """The row of these bytes, locked so that nobody forgets it before it has its file."""
    digest = digest_of(data)
    FileContent.objects.bulk_create([FileContent(digest=digest, data=data)], ignore_conflicts=True)
    return FileContent.objects.defer("data").select_for_update().get(digest=digest)


def forget_unused() -> int:
    """Contents whose last message was erased. Returns how many."""
    return FileContent.objects.filter(files=None).defer("data").delete()[0]
