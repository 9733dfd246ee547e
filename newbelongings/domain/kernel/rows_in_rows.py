"""Lists within a row: what hangs on each row of a query, brought along by the same statement.

A page of many parts so costs as many statements as it has kinds of rows, not as it has kinds of links.
"""

from typing import Any

from django.db.models import JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JsonRows(Subquery):
    """Annotates each row with a list of dicts: of every row of ``rows`` the named fields, in its order.

    ``fields`` maps a name in the dict to a field or an expression. Dates come as ISO text.
    """

    template = "(SELECT json_group_array(json(o)) FROM (%(subquery)s) rows_in_row)"

    def __init__(self, rows: QuerySet[Any, Any], **fields: Any) -> None:
        super().__init__(_as_objects(rows, fields), output_field=JSONField())

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT coalesce(jsonb_agg(o), '[]'::jsonb) FROM (%(subquery)s) rows_in_row)",
        )


def first_row(rows: QuerySet[Any, Any], **fields: Any) -> Subquery:
    """Annotates each row with a dict of the first row of ``rows``, or None where there is none."""
    return Subquery(_as_objects(rows, fields)[:1], output_field=JSONField())


def _as_objects(rows: QuerySet[Model, Any], fields: dict[str, Any]) -> QuerySet[Model, Any]:
    objects: QuerySet[Model, Any] = rows.annotate(o=JSONObject(**fields)).values("o")
    return objects
