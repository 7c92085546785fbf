"""The backup file: a tar archive of the dump, the stored files and, last, a manifest with every hash."""

import hashlib
import io
import json
import tarfile
from collections.abc import Generator, Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tianping.config.backups.trouble import BackupTrouble

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
CHUNK = 1024 * 1024


def write(stream: IO[bytes], members: Iterable[tuple[str, Path]], facts: dict[str, Any]) -> int:
    """Write the members one after another and the manifest with their hashes; return how many members."""
    hashes: dict[str, str] = {}
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, path in members:
            hashes[name] = _add(tar, name, path)
        manifest = json.dumps({"format": FORMAT, **facts, "sha256": hashes}, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(manifest)
        tar.addfile(member, io.BytesIO(manifest))
    return len(hashes)


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Add one file; return the SHA-256 of what was written."""
    member = tarfile.TarInfo(name)
    member.size = path.stat().st_size
    with path.open("rb") as stream:
        hashing = _Hashing(stream)
        tar.addfile(member, hashing)
    return hashing.hexdigest()


class _Hashing:
    """A stream that hashes what is read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._digest.update(content)
        return content

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


class Reader:
    """Reads a backup file, which is trusted only after `verify`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = self._read_manifest()

    def verify(self) -> None:
        """Compare every member with the manifest. Raises BackupTrouble naming the first that differs."""
        expected = dict(self.manifest["sha256"])
        for name, stream in self.members():
            if _digest(stream) != expected.pop(name, None):
                raise BackupTrouble(f"备份文件已损坏：{name} 与清单中的校验值不符。请改用另一份备份。")
        if expected:
            raise BackupTrouble(f"备份文件不完整：缺少 {sorted(expected)[0]}。请改用另一份备份。")

    def members(self) -> Generator[tuple[str, IO[bytes]]]:
        """Every member but the manifest, as name and stream, in the order of the file."""
        with self._open() as tar:
            for member in tar:
                stream = tar.extractfile(member) if _is_harmless(member) else None
                if stream is None:
                    raise BackupTrouble(f"备份文件含有不应有的内容：{member.name}。请核对文件来源。")
                if member.name != MANIFEST:
                    yield member.name, stream

    def _open(self) -> tarfile.TarFile:
        try:
            return tarfile.open(self.path, "r:")
        except (OSError, tarfile.TarError) as error:
            raise BackupTrouble(f"不能读取备份文件 {self.path}：{error}。请检查路径和文件。") from error

    def _read_manifest(self) -> dict[str, Any]:
        try:
            with self._open() as tar:
                stream = tar.extractfile(MANIFEST)
                manifest = json.load(stream) if stream else {}
        except (KeyError, ValueError, tarfile.TarError) as error:
            raise BackupTrouble(f"{self.path} 不是天平的备份文件，或没有写完。请改用另一份备份。") from error
        if manifest.get("format") != FORMAT:
            raise BackupTrouble("备份文件的格式版本与本系统不符。请用建立它的版本恢复。")
        return manifest


def _is_harmless(member: tarfile.TarInfo) -> bool:
    parts = PurePosixPath(member.name)
    return member.isfile() and not parts.is_absolute() and ".." not in parts.parts


def _digest(stream: IO[bytes]) -> str:
    hashing = _Hashing(stream)
    while hashing.read(CHUNK):
        pass
    return hashing.hexdigest()
