from lxml import html

from readout.intake import markup
from readout.intake.maintext import main_lines

LONG = "The harbour authority said on Friday that the letter was handed over before witnesses, number {}."


def main_of(body: str, extracted: list[str], titles: tuple[str, ...] = ()) -> list[str]:
    page = markup.render(html.document_fromstring(f"<html><body>{body}</body></html>"))
    lines = main_lines(page, "\n".join(extracted), titles)
    return [page.lines[n].span.of(page.text) for n in sorted(lines)]


def paragraphs(*numbers: int) -> list[str]:
    return [LONG.format(number) for number in numbers]


def test_white_space_and_marks_do_not_part_a_line_from_what_the_extractor_has():
    assert main_of(f"<p>{LONG.format(1)} <b>Now</b>.</p>", [LONG.format(1) + "Now."])


def test_a_line_that_is_all_link_points_elsewhere():
    body = f"<p>{LONG.format(1)}</p><p><a href=x>Related: the port and what it owes</a></p>"
    assert main_of(body, [LONG.format(1), "Related: the port and what it owes"]) == paragraphs(1)


def test_a_page_of_links_keeps_them():
    body = "".join(f"<p><a href=x>{words}</a></p>" for words in paragraphs(1, 2))
    assert main_of(body, paragraphs(1, 2)) == paragraphs(1, 2)


def test_the_title_and_the_standfirst_of_a_header_are_not_text():
    body = f"<h5>No letter</h5><header><h2>What the port says</h2></header><p>{LONG.format(1)}</p>"
    assert main_of(body, ["No letter", "What the port says", LONG.format(1)], ("No letter",)) == paragraphs(1)


def test_a_line_said_twice_is_text_once():
    body = "".join(f"<p>{words}</p>" for words in paragraphs(1, 2, 1))
    assert main_of(body, paragraphs(1, 2, 1)) == paragraphs(1, 2)


def test_a_heading_without_text_below_it_is_not_text():
    body = f"<p>{LONG.format(1)}</p><h3>You may like</h3>"
    assert main_of(body, [LONG.format(1), "You may like"]) == paragraphs(1)


def test_text_goes_on_where_the_extractor_stopped_early():
    body = "".join(f"<p>{words}</p>" for words in paragraphs(*range(6)))
    assert main_of(body, paragraphs(0, 1)) == paragraphs(*range(6))


def test_text_does_not_go_on_where_the_extractor_has_most_of_it_or_lines_lie_between():
    most = "".join(f"<p>{words}</p>" for words in paragraphs(0, 1, 2))
    assert main_of(most, paragraphs(0, 1)) == paragraphs(0, 1)
    apart = f"<p>{LONG.format(0)}</p><h2>Others</h2><div>By us</div>"
    apart += "".join(f"<p>{words}</p>" for words in paragraphs(1, 2))
    assert main_of(apart, paragraphs(0)) == paragraphs(0)


def test_cells_that_the_extractor_sets_side_by_side_are_found():
    body = f"<p>{LONG.format(1)}</p><table><tr><td>Brandt</td><td>12</td></tr></table>"
    assert main_of(body, [LONG.format(1), "Brandt | 12"]) == [LONG.format(1), "Brandt", "12"]


def test_a_lightened_tree_reads_the_same_and_keeps_json_ld():
    page = (
        "<html><head><style>p {}</style>"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script></head>'
        f"<body><p>{LONG.format(1)}</p><svg><text>logo</text></svg> behind<noscript>off</noscript>"
        "<script>let a = 1</script></body></html>"
    )
    tree = html.document_fromstring(page)
    before = markup.render(tree)
    markup.lighten(tree)
    assert markup.render(tree) == before
    assert [script.text for script in tree.iter("script")] == ['{"@type": "NewsArticle"}', None]


def test_depth_counts_elements_above():
    document = "<html><body>" + "<div>" * 20 + "x" + "</div>" * 20 + "</body></html>"
    tree = html.document_fromstring(document)
    assert markup.is_deep(tree, 21)
    assert not markup.is_deep(tree, 22)
