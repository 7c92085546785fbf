"""`tianping backup FILE` and `tianping restore FILE`."""

import argparse
import datetime
import hashlib
import hmac
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import IO

from django.conf import settings

from tianping.config.backups import archive, database
from tianping.config.backups.trouble import BackupTrouble
from tianping.config.postgres import url_for

OTHER_KEY = (
    "注意：备份来自使用另一把签名密钥的系统，已经印发的查询码在这里查不到案件。"
    "请把原系统的 var/secret 复制过来（或者设置 TIANPING_SECRET_KEY），再启动系统。"
)


def backup(words: list[str]) -> int:
    """Write everything into one new file; the court may go on working meanwhile."""
    parser = argparse.ArgumentParser(prog="tianping backup")
    parser.add_argument("file", type=Path, help="备份写到这个新文件")
    path = parser.parse_args(words).file
    try:
        count = _write(path)
    except BackupTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"已备份 {count} 个文件到 {path}（{path.stat().st_size / 1e6:.1f} MB）。")
    return 0


def restore(words: list[str]) -> int:
    """Check a backup file entirely, then bring it back; stop the system first."""
    parser = argparse.ArgumentParser(prog="tianping restore")
    parser.add_argument("file", type=Path, help="备份文件")
    parser.add_argument("--replace", action="store_true", help="替换数据库中已有的法院数据")
    wanted = parser.parse_args(words)
    try:
        _bring_back(wanted.file, replace=wanted.replace)
    except BackupTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"已从 {wanted.file} 恢复，全部校验一致。")
    if archive.Reader(wanted.file).manifest.get("secret") != _secret_mark():
        print(OTHER_KEY, file=sys.stderr)
    return 0


def _write(path: Path) -> int:
    if path.exists():
        raise BackupTrouble(f"文件 {path} 已存在，不覆盖。请换一个文件名。")
    # The database first: a stored file is on disk before the row that names it.
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".backup-") as folder:
        dump, half = Path(folder) / archive.DUMP, Path(folder) / "half"
        tables = database.dump(url_for("main"), dump)
        with half.open("wb") as stream:
            made_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            members = itertools.chain([(archive.DUMP, dump)], _stored_files())
            facts = {"made_at": made_at, "secret": _secret_mark(), "tables": tables}
            count = archive.write(stream, members, facts)
            stream.flush()
            os.fsync(stream.fileno())
        half.rename(path)
    return count


def _secret_mark() -> str:
    """By which a signing key is known again without being told."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"backup", hashlib.sha256).hex()[:16]


def _places() -> dict[str, Path]:
    return {"files": Path(settings.FILE_STORE), "checkpoints": Path(settings.CHECKPOINT_FOLDER)}


def _stored_files() -> Generator[tuple[str, Path]]:
    """Every stored file and checkpoint with its name in the archive; half-written ones are left out."""
    for label, folder in _places().items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".part":
                yield f"{label}/{path.relative_to(folder).as_posix()}", path


def _bring_back(path: Path, *, replace: bool) -> None:
    reader = archive.Reader(path)
    reader.verify()
    database.check_target(url_for("main"), replace=replace)
    with tempfile.TemporaryDirectory(prefix="tianping-restore-") as folder:
        dump = Path(folder) / archive.DUMP
        for name, stream in reader.members():
            _keep(stream, dump if name == archive.DUMP else _place_of(name))
        database.restore(url_for("main"), dump, reader.manifest["tables"])


def _place_of(name: str) -> Path:
    label, _slash, rest = name.partition("/")
    if label not in _places():
        raise BackupTrouble(f"备份文件含有不认识的内容：{name}。请核对文件来源。")
    return _places()[label] / rest


def _keep(stream: IO[bytes], target: Path) -> None:
    """Write a file whole or not at all; the same content may be there already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    with half.open("wb") as writing:
        shutil.copyfileobj(stream, writing, archive.CHUNK)
        writing.flush()
        os.fsync(writing.fileno())
    half.replace(target)
