"""A record with a machine, for tests of the kernel alone: a lamp that is lit once and put out once."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, models

from tianping.kernel.moves import MACHINES, Machine, Move

LAMP = Machine(
    name="lamp",
    title="灯",
    initial="dark",
    owners={"dark": "书记员", "lit": "法官", "out": "书记员"},
    labels={"dark": "未点", "lit": "已点", "out": "已熄"},
    moves=(
        Move("light", "dark", "lit", who="书记员"),
        Move("put_out", ("dark", "lit"), "out", who="法官"),
    ),
)
# The generated list of the house's machines names no lamp.
del MACHINES[LAMP.name]


class Lamp(models.Model):
    """A lamp."""

    machine = LAMP

    status = models.CharField(max_length=10, default=LAMP.initial)
    note = models.CharField(max_length=40, blank=True)

    class Meta:
        app_label = "lamps"
        managed = False


def make_lamps(how_many: int) -> list[Lamp]:
    """The lamps' table in the current court, with some dark lamps in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS lamps_lamp"
            " (id bigserial PRIMARY KEY, status varchar(10) NOT NULL, note varchar(40) NOT NULL)"
        )
    return Lamp.objects.bulk_create([Lamp() for _ in range(how_many)])


def make_person(username: str) -> Any:
    """Somebody who may act."""
    return get_user_model().objects.create(username=username, full_name=username)
