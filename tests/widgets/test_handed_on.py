"""The lists and tables of documents that are handed on."""

from __future__ import annotations

from widgets.theme.handed_on import as_list, as_table, more


def test_what_people_typed_is_text_in_a_list_and_in_a_table_and_an_empty_cell_holds_a_dash():
    typed = '<b>"Ring" & go</b>'
    shown = "&lt;b&gt;&quot;Ring&quot; &amp; go&lt;/b&gt;"
    assert as_list([typed, "two\nlines"]) == f"<ul><li>{shown}</li><li>two\nlines</li></ul>"
    assert as_table(("what", "who & when"), [(typed, ""), ("two\nlines", "carer")]) == (
        '<table><thead><tr><th scope="col">what</th><th scope="col">who &amp; when</th></tr></thead><tbody>'
        f'<tr><td class="said">{shown}</td><td class="said">–</td></tr>'
        '<tr><td class="said">two\nlines</td><td class="said">carer</td></tr></tbody></table>'
    )


def test_nothing_is_a_list_without_points_and_a_table_without_rows():
    assert as_list([]) == "<ul></ul>"
    assert as_table(("what",), []) == '<table><thead><tr><th scope="col">what</th></tr></thead><tbody></tbody></table>'


def test_what_a_table_leaves_out_is_counted_below_it():
    assert [more(count, 12, "task") for count in (0, 12, 13, 1014)] == [
        "",
        "",
        '<p class="muted">And 1 task more.</p>',
        '<p class="muted">And 1,002 tasks more.</p>',
    ]
