"""The words of the workbook that comes back: what each column means, what may stand in it, how to send the file."""

from inventory.columns import Column, Kind
from inventory.outtake.drop_downs import DropDown

STEPS = (
    "Uzupełniaj i poprawiaj wiersze arkusza „Ewidencja”. Nowe urządzenia dopisuj w pustych wierszach pod ostatnim.",
    "Kolumny z gwiazdką są wymagane. Numeru inwentarzowego nie używa się ponownie, także po likwidacji urządzenia.",
    "Wiersze możesz sortować, filtrować i wstawiać. Nie kopiuj całych wierszy jako nowych urządzeń: kopiuj same komórki.",
    "Wyczyszczona komórka znaczy, że wartości ma nie być: portal pokaże to jako zmianę.",
    "Skasowany wiersz nie usuwa urządzenia: portal wymieni takie urządzenia i zapyta, co się z nimi stało.",
    "Zapisz plik jako skoroszyt Excela (.xlsx) i wgraj go w portalu: Inwentarz, Importy, Wgraj arkusz.",
    "Portal pokaże każdą zmianę przed zapisem. Co zmieniło się tylko w pliku, zostanie przyjęte.",
    "Co w tym czasie zmieniło się tylko w portalu, zostanie. Gdy zmieniło się jedno i drugie, wybierzesz wartość.",
    "Nagłówki i ukryta kolumna są chronione, bo po nich portal rozpoznaje wiersze.",
    "Ochrona nie ma hasła: zdejmiesz ją poleceniem Recenzja, Nie chroń arkusza.",
)
MEANINGS = {
    "inventory_number": "Numer z księgi inwentarzowej, jeden raz w jednostce. Wpisuj jako tekst, z zerami na początku.",
    "name": "Krótka nazwa, pod którą urządzenie jest znane: „Laptop uczniowski”.",
    "category": "Rodzaj urządzenia ze słownika gminy.",
    "manufacturer": "Producent ze słownika, na przykład Dell.",
    "model": "Oznaczenie modelu z tabliczki, na przykład Latitude 3520.",
    "serial": "Numer seryjny z tabliczki. Gdy go nie ma, zostaw puste.",
    "room": "Pomieszczenie jednostki, w którym urządzenie stoi.",
    "status": "Co się z urządzeniem dzieje.",
    "condition": "W jakim stanie technicznym jest.",
    "audience": "Kto głównie z niego korzysta.",
    "purchased_on": "Dzień zakupu albo przyjęcia na stan.",
    "gross_value": "Wartość brutto w złotych.",
    "invoice": "Numer faktury albo innego dokumentu zakupu.",
    "supplier": "Kto sprzedał albo przekazał.",
    "funding": "Z jakiego programu, projektu lub budżetu kupiono.",
    "durability_until": "Do kiedy trwa obowiązek trwałości projektu.",
    "warranty_until": "Do kiedy trwa gwarancja.",
    "accounting_class": "Konto, na którym urządzenie jest ujęte.",
    "fixed_asset_class": "Pozycja Klasyfikacji Środków Trwałych.",
    "owner": "Czyją własnością jest urządzenie.",
    "cpu": "Procesor komputera, na przykład Intel Core i5-8250U.",
    "ram_gb": "Pamięć RAM w gigabajtach.",
    "disk_gb": "Pojemność dysku w gigabajtach.",
    "disk_kind": "Rodzaj dysku.",
    "operating_system": "Zainstalowany system.",
    "windows11": "Czy komputer ma Windows 11 albo może go mieć.",
    "note": "Wszystko, co warto wiedzieć, a nie ma swojej kolumny.",
}
FORMS = {
    Kind.DATE: "dzień, na przykład 2024-09-01 albo 1.09.2024",
    Kind.MONEY: "kwota w złotych, na przykład 1234,56",
    Kind.COUNT: "liczba całkowita",
}
LISTED_VALUES = 12


def meaning(column: Column) -> str:
    """What stands in a column, in a sentence."""
    return MEANINGS[column.key]


def allowed(column: Column, lists: dict[str, DropDown]) -> str:
    """Which values a column takes."""
    if column.key in lists:
        return _of_list(lists[column.key])
    return FORMS.get(column.kind, f"tekst, najwyżej {column.max_length} znaków")


def _of_list(listed: DropDown) -> str:
    if not listed.is_open:
        return "jedna z wartości: " + ", ".join(listed.values)
    shown = ", ".join(listed.values[:LISTED_VALUES])
    more = " i dalsze z listy" if len(listed.values) > LISTED_VALUES else ""
    known = f"z listy: {shown}{more}. " if shown else ""
    return f"{known}Wartość spoza listy też można wpisać: portal zapyta o nią przy imporcie."
