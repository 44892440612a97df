"""Connections to the API for Excel and Power BI: a query in M for each table, as text and as Excel's connection file (ODC).

Neither holds a token: Excel and Power BI ask for it once and keep it in their own store. The shape of the file is what Excel
2016 and later write by „Eksportuj plik połączenia”: a query in M inside a DataMashup.
"""

from dataclasses import dataclass
from html import escape

PAGE = 500
TEXT, WHOLE, NUMBER, DAY, YES_NO = "type text", "Int64.Type", "type number", "type date", "type logical"
Column = tuple[str, str, str]  # name in the answer, name in the sheet, type in M


@dataclass(frozen=True)
class Table:
    """A table of the API as Excel shows it. `nested`: the records inside a row to be spread (field, names)."""

    slug: str
    name: str
    about: str
    path: str
    columns: tuple[Column, ...]
    nested: tuple[tuple[str, tuple[str, ...], bool], ...] = ()  # field, its own fields, whether it is a list

    @property
    def query(self) -> str:
        """The name of the query in Excel."""
        return f"HDR {self.name}"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the answer has before anything is spread."""
        inner = {name for _, names, _ in self.nested for name in names}
        outer = [name for name, _, _ in self.columns if name not in inner]
        return tuple(dict.fromkeys([*outer, *(field for field, _, _ in self.nested if field not in inner)]))


SCHOOL: tuple[Column, ...] = (("school_id", "Id jednostki", WHOLE), ("school", "Jednostka", TEXT))
TABLES = (
    Table(
        "wskazniki",
        "wskaźniki",
        "Tablica wskaźników: zgłoszone, udokumentowane, cel i stan, wiersz na każdą wartość docelową.",
        "indicators",
        (
            ("number", "Numer", TEXT),
            ("action", "Działanie", WHOLE),
            ("text", "Wskaźnik", TEXT),
            ("group", "Grupa", TEXT),
            ("declared", "Zgłoszone", NUMBER),
            ("evidenced", "Udokumentowane", NUMBER),
            ("target", "Cel", NUMBER),
            ("unit", "Jednostka miary", TEXT),
            ("status_label", "Stan", TEXT),
            ("reached_on", "Osiągnięto", DAY),
            ("due", "Termin", DAY),
            ("schools_done", "Szkoły z wynikiem", WHOLE),
            ("schools_asked", "Szkoły objęte", WHOLE),
        ),
        (
            ("standing", ("status_label", "reached_on", "schools_done", "schools_asked", "values"), False),
            ("values", ("group", "declared", "evidenced", "target"), True),
        ),
    ),
    Table(
        "zapisy",
        "policzone zapisy",
        "Każdy zapis, z którego powstały liczby wskaźników.",
        "contributions",
        (
            ("indicator", "Wskaźnik", TEXT),
            ("record", "Zapis", TEXT),
            ("day", "Dzień", DAY),
            ("label", "Nazwa", TEXT),
            *SCHOOL,
            ("group", "Grupa", TEXT),
            ("amount", "Ile", WHOLE),
            ("documented", "Udokumentowany", YES_NO),
            ("url", "Adres", TEXT),
        ),
    ),
    Table(
        "inwentarz",
        "inwentarz",
        "Ile urządzeń każdej kategorii, w każdym wieku i stanie ma jednostka.",
        "inventory/counts",
        (*SCHOOL, ("dimension", "Podział", TEXT), ("label", "Wartość", TEXT), ("devices", "Urządzenia", WHOLE)),
    ),
    Table(
        "ankiety",
        "ankiety",
        "Dopuszczone wyniki zliczonych ankiet.",
        "surveys/figures",
        (
            ("campaign_id", "Id kampanii", WHOLE),
            ("audience", "Grupa", TEXT),
            *SCHOOL,
            ("stage", "Etap", TEXT),
            ("subject", "Przedmiot", TEXT),
            ("code", "Kod", TEXT),
            ("label", "Treść", TEXT),
            ("n", "Odpowiedzi", WHOLE),
            ("mean", "Średnia", NUMBER),
            ("top", "Udział najwyższych", NUMBER),
        ),
    ),
)
BY_SLUG = {table.slug: table for table in TABLES}


def formula(table: Table, site_url: str) -> str:
    """The query in M: reads all pages, spreads what is nested, names and types the columns."""
    lines = [
        f"    Adres = {_text(site_url + '/api/v1/')},",
        "    Pobierz = (od as number) => Json.Document(Web.Contents(Adres, [",
        f"        RelativePath = {_text(table.path)},",
        f'        Query = [limit = "{PAGE}", offset = Number.ToText(od)]',
        "    ])),",
        "    Strony = List.Generate(",
        "        () => [od = 0, strona = Pobierz(0)],",
        "        each [strona] <> null,",
        f"        each [od = [od] + {PAGE}, strona = if [strona][next] = null then null else Pobierz([od] + {PAGE})],",
        "        each [strona][items]",
        "    ),",
        f"    Wiersze = Table.FromRecords(List.Combine(Strony), {_texts(table.fields)}, MissingField.UseNull),",
    ]
    last = "Wiersze"
    for place, (field, names, is_list) in enumerate(table.nested, 1):
        if is_list:
            lines.append(f"    Lista{place} = Table.ExpandListColumn({last}, {_text(field)}),")
            last = f"Lista{place}"
        lines.append(f"    Pola{place} = Table.ExpandRecordColumn({last}, {_text(field)}, {_texts(names)}),")
        last = f"Pola{place}"
    wanted = _texts([name for name, _, _ in table.columns])
    renamed = ", ".join(f"{{{_text(name)}, {_text(shown)}}}" for name, shown, _ in table.columns)
    typed = ", ".join(f"{{{_text(shown)}, {kind}}}" for _, shown, kind in table.columns)
    lines += [
        f"    Wybrane = Table.SelectColumns({last}, {wanted}),",
        f"    Nazwane = Table.RenameColumns(Wybrane, {{{renamed}}}),",
        f'    Typy = Table.TransformColumnTypes(Nazwane, {{{typed}}}, "en-US")',
    ]
    return "\n".join(["let", *lines, "in", "    Typy", ""])


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _texts(values: tuple[str, ...] | list[str]) -> str:
    return "{" + ", ".join(_text(value) for value in values) + "}"


CONNECTION = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/x-ms-odc; charset=utf-8">
<meta name=ProgId content=ODC.Database>
<meta name=SourceType content=OLEDB>
<title>{name}</title>
<xml id=docprops><o:DocumentProperties xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns="http://www.w3.org/TR/REC-html40"><o:Description>{about}</o:Description><o:Name>{name}</o:Name>\
</o:DocumentProperties></xml><xml id=msodc><odc:OfficeDataConnection \
xmlns:odc="urn:schemas-microsoft-com:office:odc" xmlns="http://www.w3.org/TR/REC-html40">
<odc:PowerQueryConnection odc:Type="OLEDB">
<odc:ConnectionString>Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location=&quot;{name}&quot;;\
Extended Properties=&quot;&quot;</odc:ConnectionString>
<odc:CommandType>SQL</odc:CommandType>
<odc:CommandText>SELECT * FROM [{name}]</odc:CommandText>
</odc:PowerQueryConnection>
<odc:PowerQueryMashupData>{mashup}</odc:PowerQueryMashupData>
</odc:OfficeDataConnection></xml>
</head>
<body></body>
</html>
"""
MASHUP = (
    '<Mashup xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns="http://schemas.microsoft.com/DataMashup"><Client>EXCEL</Client><Version>2.59.5135.201</Version>'
    "<MinVersion>1.5.3296.0</MinVersion><Culture>pl-PL</Culture><SafeCombine>true</SafeCombine><Items>"
    '<Query Name="{name}"><Formula><![CDATA[{formula}]]></Formula><IsParameterQuery xsi:nil="true" />'
    '<IsDirectQuery xsi:nil="true" /></Query></Items></Mashup>'
)


def connection(table: Table, site_url: str) -> str:
    """Excel's connection file."""
    mashup = MASHUP.format(name=escape(table.query), formula=formula(table, site_url))
    return CONNECTION.format(name=escape(table.query), about=escape(table.about), mashup=escape(mashup))
