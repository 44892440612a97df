"""Many rows at once on PostgreSQL: COPY, updates from a temporary table, history filled by the server itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

from inventory.changes import Source
from inventory.models import Device

STAGE = "import_stage"
SEARCH_INDEX = "device_search"


@dataclass(frozen=True, slots=True)
class Update:
    """A device that is to change: the version that was seen, the values of the columns that are written."""

    pk: int
    version: int
    values: tuple[Any, ...]


def put_off_search() -> None:
    """Rows of this transaction wait in the search index's own list, in which a search finds them; see settle_search."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")


def settle_search() -> None:
    """Put what waits in the list of the search index in its place; else the next person who saves a device would wait for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [SEARCH_INDEX])


def new_ids(amount: int) -> list[int]:
    """Ids from the sequence of devices; on other databases placeholders, for the database gives the ids itself."""
    if connection.vendor != "postgresql":
        return [0] * amount
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Device._meta.db_table, amount],
        )
        return [row[0] for row in cursor.fetchall()]


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _execute(cursor: Any, statement: sql.Composed, values: Sequence[Any] | None = None) -> None:
    """As text: whoever listens to Django's statements (logs, counts of queries) knows text alone."""
    cursor.execute(statement.as_string(None), values)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Send rows by COPY; raises IntegrityError and its like, as the ORM does."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(columns))
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def update_rows(updates: Sequence[Update], columns: Sequence[str], *, school_id: int, now: datetime) -> int:
    """Write the columns of devices that still stand at the version seen; gives how many did."""
    names = ("id", "version", *columns)
    table = sql.Identifier(STAGE)
    with connection.cursor() as cursor:
        _execute(
            cursor,
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                table, _names(names), sql.Identifier(Device._meta.db_table)
            ),
        )
    copy_rows(STAGE, names, ((update.pk, update.version, *update.values) for update in updates))
    with connection.cursor() as cursor:
        _execute(cursor, _update_statement(columns), [now, school_id])
        done = cursor.rowcount
        _execute(cursor, sql.SQL("DROP TABLE {}").format(table))
    return int(done)


def _update_statement(columns: Sequence[str]) -> sql.Composed:
    given = sql.SQL(", ").join(
        sql.SQL("{name} = stage.{name}").format(name=sql.Identifier(column)) for column in columns
    )
    return sql.SQL(
        "UPDATE {devices} AS device SET {given}, version = device.version + 1, changed_at = %s "
        "FROM {stage} AS stage "
        "WHERE device.id = stage.id AND device.version = stage.version AND device.school_id = %s"
    ).format(devices=sql.Identifier(Device._meta.db_table), given=given, stage=sql.Identifier(STAGE))


def history_of(ids: Sequence[int], *, source: Source, kind: str, now: datetime) -> None:
    """History rows of devices as they stand, made where they stand."""
    history: Any = Device.history.model
    told = [field.column for field in history.tracked_fields]
    statement = sql.SQL(
        "INSERT INTO {history} ({told}, history_date, history_type, history_change_reason, history_user_id) "
        "SELECT {told}, %s, %s, %s, %s FROM {devices} WHERE id = ANY(%s) ORDER BY id"
    ).format(
        history=sql.Identifier(history._meta.db_table),
        told=_names(told),
        devices=sql.Identifier(Device._meta.db_table),
    )
    by = source.by.pk if source.by else None
    with connection.cursor() as cursor:
        _execute(cursor, statement, [now, kind, source.reason, by, list(ids)])
