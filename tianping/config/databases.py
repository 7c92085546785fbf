"""`tianping database …`: the embedded database by hand."""

import argparse
import os

from tianping.config.postgres import Cluster, ensure_database, url_for


def start(words: list[str]) -> int:
    """Start the database, or check the one that DATABASE_URL names."""
    name = _name("start", words)
    print(f"数据库已就绪：{ensure_database(name)}")
    return 0


def stop(words: list[str]) -> int:
    """Stop the embedded database; a server that DATABASE_URL names is somebody else's to stop."""
    stopped = Cluster(_name("stop", words)).stop()
    print("数据库已停止。" if stopped else "数据库没有在运行。")
    return 0


def status(words: list[str]) -> int:
    """Say whether the database runs; exit code 3 if it does not, as service managers expect."""
    name = _name("status", words)
    if os.environ.get("DATABASE_URL"):
        print("使用 DATABASE_URL 指定的数据库。")
        return 0
    running = Cluster(name).is_running()
    print(f"数据库{'正在' if running else '没有在'}运行：{url_for(name)}")
    return 0 if running else 3


def _name(verb: str, words: list[str]) -> str:
    parser = argparse.ArgumentParser(prog=f"tianping database {verb}")
    parser.add_argument("--name", default="main", help="哪一个数据库集群，默认 main")
    return parser.parse_args(words).name
