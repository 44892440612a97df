"""What the workbook says about itself, on a sheet that is not read back."""

LINES = (
    ("Jak to działa", "Ten plik to kwestionariusz w układzie XLSForm. Można go zmienić i wczytać w portalu."),
    ("", "Wczytanie tworzy szkic; gotowych wersji nie zmienia. Plik z błędem nie jest wczytywany nawet w części."),
    ("Arkusz survey", "Wiersz begin_group zaczyna część (stronę), end_group ją kończy; między nimi stoją pytania."),
    ("  type: select_one agreement5", "Zgoda w 5 stopniach. Tak samo frequency5 (częstość) i faces3 (trzy buźki)."),
    ("  type: select_one LISTA", "Jedna odpowiedź z listy w arkuszu choices. Z appearance „levels”: opisane poziomy."),
    ("  type: select_multiple LISTA", "Kilka odpowiedzi; w kolumnie limit najwyżej ile."),
    ("  type: integer", "Liczba całkowita; granice w kolumnach minimum i maximum."),
    ("  type: text", "Krótki tekst; z appearance „multiline” długi."),
    ("  name", "Kod pytania albo części. Po nim porównujemy wyniki różnych wersji, więc go nie zmieniaj."),
    ("  label, hint, easy", "Treść, wskazówka i brzmienie proste w językach pl, uk, en. Polski jest zawsze wymagany."),
    ("  required, not_applicable, reverse", "yes albo no: odpowiedź wymagana; można odpowiedzieć „nie dotyczy / nie wiem”; odwrócone."),
    ("  relevant", "Kiedy pokazać pytanie: ${kod} = 'odpowiedź', ${kod} >= 3, selected(${kod}, 'odpowiedź'), and, or."),
    ("", "Warunek może pytać tylko o pytania z wcześniejszych części."),
    ("  tag, category, construct", "Oznaczenie w ramie; kategoria sprzętu z ewidencji; wspólny znak części do porównań."),
    ("Arkusz choices", "Listy odpowiedzi: nazwa listy, kod odpowiedzi, wartość liczbowa (albo pusta w całej liście), brzmienie."),
    ("Arkusz settings", "Kod (form_id), tytuł, wstęp, odbiorcy (audience), rama (framework), czas w minutach."),
    ("  audience", "pupils_1_3, pupils_4_8, teachers, leaders, staff, parents"),
    ("  framework", "own, selfie, digcompedu, digcomp22, digcomp30"),
)  # fmt: skip
