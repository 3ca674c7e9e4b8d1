"""The PDF that a client opens: its structure, its words, its bytes."""

import os
import socket
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkeep.relationship.documents.pdf import render as rendering
from clientkeep.relationship.documents.pdf.paper import Fact, Mark, PaperLine, Party, Total, Words
from clientkeep.relationship.documents.pdf.render import render
from tests.relationship.documents.pdf.papers import (
    invoice,
    logo,
    many_lines,
    pages_of,
    quote,
    roles_of,
    text_of,
)

ROOT = Path(__file__).parents[4]

PAPERS = {
    "invoice": invoice(),
    "quote": quote(),
    "letter paper, paid": invoice(size="us-letter", state=Mark("Paid 12 March 2026", "good")),
    "void": invoice(state=Mark("Void", "broken")),
    "no lines, no logo, no number": invoice(lines=(), logo=None, number="", title="", headline="", facts=()),
    "jpeg logo": invoice(logo=logo("JPEG", (300, 300))),
    "yen": invoice(locale="ja", kind_label="請求書", lines=(PaperLine("ブランドデザイン", "120,000", quantity="1"),)),
    "arabic": invoice(locale="ar", kind_label="فاتورة", buyer=Party("شركة الأمل للتجارة", ("الرياض",))),
    "sixty lines": invoice(lines=many_lines(60)),
}


@pytest.fixture(params=PAPERS, scope="module")
def pdf(request):
    return render(PAPERS[request.param])


class TestStructure:
    """Structure as typst writes it, read back. No more is claimed: no PDF/A or PDF/UA validator was run."""

    def test_the_file_names_both_standards(self, pdf):
        with pikepdf.open(BytesIO(pdf)) as document:
            meta = document.open_metadata()
            assert meta["pdfaid:part"] == "3"
            assert meta["pdfaid:conformance"] == "A"
            assert meta["pdfuaid:part"] == "1"

    def test_colours_have_an_output_intent(self, pdf):
        with pikepdf.open(BytesIO(pdf)) as document:
            (intent,) = document.Root.OutputIntents
            assert intent.S == "/GTS_PDFA1"
            assert len(intent.DestOutputProfile.read_bytes()) > 300

    def test_the_file_is_tagged_and_titled(self, pdf):
        with pikepdf.open(BytesIO(pdf)) as document:
            assert document.Root.MarkInfo.Marked
            assert document.Root.StructTreeRoot
            assert str(document.Root.Lang) in ("en", "ja", "ar")
            assert document.Root.ViewerPreferences.DisplayDocTitle
            assert "Bram & Vale" in document.open_metadata()["dc:title"]

    def test_every_font_is_embedded(self, pdf):
        with pikepdf.open(BytesIO(pdf)) as document:
            fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
            descriptors = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
            assert descriptors
            assert all("/FontFile2" in d or "/FontFile3" in d for d in descriptors)
            assert all("/ToUnicode" in font for font in fonts if font.Subtype == "/Type0")

    def test_nothing_in_it_acts_or_reaches_out(self, pdf):
        with pikepdf.open(BytesIO(pdf)) as document:
            assert "/OpenAction" not in document.Root
            assert not any(
                isinstance(o, pikepdf.Dictionary) and ("/JS" in o or "/URI" in o or "/Launch" in o)
                for o in document.objects
            )

    def test_a_reader_hears_title_table_and_pictures(self):
        roles = roles_of(render(invoice()))
        names = [role for role, _ in roles]
        assert names.count("/H1") == 1
        assert "/Table" in names
        assert names.count("/TH") == 5
        assert ("/Figure", "Logo of Bram & Vale") in roles
        assert ("/Figure", "Code to scan with a banking app") in roles


class TestWords:
    def test_everything_on_the_paper_is_in_the_text(self):
        text = text_of(render(invoice(state=Mark("Paid", "good"))))
        for words in (
            "Invoice INV-2026-0042",
            "€3,141.60 due 15 March 2026",
            "Acme Studio GmbH",
            "VAT ID DE987654321",
            "15 March 2026",
            "PO-7731",
            "Logo, colours and type",
            "3 h",
            "2,400.00",
            "Total due €3,141.60",
            "DE89 3704 0044 0532 0130 00",
            "Thank you for the good work together.",
            "INV-2026-0042 · Page 1 of 1",
            "Paid",
        ):
            assert words in text

    def test_columns_that_nobody_uses_are_left_out(self):
        assert "Discount" not in text_of(render(invoice()))
        assert "Discount" in text_of(render(invoice(lines=many_lines(1))))
        bare = text_of(render(invoice(lines=(PaperLine("Retainer", "500.00"),))))
        assert "Quantity" not in bare
        assert "Price" not in bare

    def test_options_and_groups_of_a_quote_are_named(self):
        text = text_of(render(quote()))
        for words in ("Prepared for", "Design", "Extras", "Photo shoot", "Optional", "Draft"):
            assert words in text

    def test_the_words_of_the_paper_can_be_in_any_language(self):
        words = Words(description="Beschreibung", page="Seite {page} von {pages}", payment="So zahlen Sie")
        text = text_of(render(invoice(locale="de-AT", words=words)))
        assert "Beschreibung" in text
        assert "Seite 1 von 1" in text
        assert "So zahlen Sie" in text

    @pytest.mark.parametrize(
        "name",
        [
            "Đặng Thị Ngọc Ánh",
            "Ţrădiție naïve Łódź fine office",
            "Ελληνική Εταιρεία",
            "Общество Ђорђе Ґудзь Қазақ",
            "شركة الأمل للتجارة",
            "شركة ABC للتجارة ٢٠٢٦",
            "חברת שלום בע״מ",
            "हिन्दी किताब क्षेत्र",
            "বাংলা প্রতিষ্ঠান লিমিটেড",
            "தமிழ் நிறுவனம்",
            "తెలుగు సంస్థ",
            "ಕನ್ನಡ ಸಂಸ್ಥೆ",
            "ქართული კომპანია",
            "Հայերեն ընկերություն",
            "株式会社 山田商店",
            "上海贸易有限公司",
            "한국어 회사",
            "₦ 1 ₹ 2 € 3 ₺ 4 ₿ 5",
            "Bloom 🌸 & Co 😀",
        ],
    )
    def test_names_in_any_script_print_and_can_be_copied(self, name):
        paper = invoice(buyer=Party(name), title=name, lines=(PaperLine(name, "1.00", detail=name),), notes=name)
        assert text_of(render(paper)).count(name) == 5

    @pytest.mark.parametrize("name", ["ภาษาไทย ที่นี่ ผู้ใหญ่ น้ำ", "e\u0301 q\u0303 x\u0302 n\u0303"])
    def test_stacked_marks_keep_their_letters(self, name):
        # PDFium takes the gap after a raised mark for none: the letters are compared, not the spaces.
        text = text_of(render(invoice(buyer=Party(name), notes=name))).replace(" ", "")
        assert text.count(unicodedata.normalize("NFC", name).replace(" ", "")) == 2

    def test_a_letter_that_no_font_has_becomes_a_box(self):
        assert "Zed □ & Co □" in text_of(render(invoice(buyer=Party("Zed \ue123 & Co \U00012000"))))

    def test_control_characters_are_gone(self):
        assert "Acme Studio" in text_of(render(invoice(buyer=Party("Ac\x00me\x1b \u202eStudio\ufeff"))))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(st.characters(), max_size=60))
    def test_no_text_whatever_stops_a_paper(self, text):
        paper = invoice(
            kind_label=text,
            number=text,
            title=text,
            seller=Party(text, (text,), text),
            buyer=Party(text, (text,), text),
            facts=(Fact(text, text, True),),
            lines=(PaperLine(text, text, text, text, text, text, text, text),),
            totals=(Total(text, text, True),),
            notes=text,
            footer_lines=(text,),
            locale=text,
            accent=text,
            payment_lines=((text, text),),
        )
        assert render(paper).startswith(b"%PDF-")

    def test_what_typst_refuses_in_one_piece_is_printed_with_boxes(self, monkeypatch):
        real = rendering._compile

        def refuse_flowers(words, pictures, paper):
            if "✿" in words["notes"]:
                raise RuntimeError("could not be displayed with font")
            return real(words, pictures, paper)

        monkeypatch.setattr(rendering, "_compile", refuse_flowers)
        assert "for you □" in text_of(render(invoice(notes="for you ✿")))


HOSTILE = [
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd")',
    '#image("/etc/passwd")',
    "<img src=file:///etc/passwd>",
    '<img src="http://127.0.0.1:9/x">',
    "$ x^2 $ \\ \\u{41} `raw` *bold* _it_ @label <label>",
    "{{ 7 * 7 }} {% debug %} ${7*7} {x.__init__}",
    "] #panic() [",
    '")); #panic("',
    "// comment /* and */ = Heading",
    "{page} of {pages}",
]


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_is_printed_as_it_was_typed(self, text):
        paper = invoice(
            buyer=Party(text, (text,), text),
            lines=(PaperLine(text, "1", text, text),),
            notes=text,
            title=text,
            footer_lines=(text,),
            payment_lines=((text, text),),
        )
        printed = text_of(render(paper)).replace("\n", "").replace(" ", "")
        assert printed.count(text.replace(" ", "")) >= 5
        assert "root:" not in printed

    def test_the_template_reads_no_file_and_imports_nothing(self):
        template = "\n".join(p.read_text() for p in (ROOT / "clientkeep/relationship/documents/pdf/template").iterdir())
        for word in ("import", "include", "read(", "eval(", "plugin(", "@", 'image("', "link("):
            assert word not in template.replace("// ", "")

    def test_nobody_is_called(self):
        """A process whose every way out leads to a listening socket prints the hostile paper; nobody knocks."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.2)
            address = f"http://127.0.0.1:{server.getsockname()[1]}"
            code = (
                "from tests.relationship.documents.pdf.papers import invoice\n"
                "from tests.relationship.documents.pdf.test_render import HOSTILE\n"
                "from clientkeep.relationship.documents.pdf.render import render\n"
                "print(len(render(invoice(notes='\\n'.join(HOSTILE)))))"
            )
            ways_out = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), address)
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, env=os.environ | ways_out, capture_output=True, text=True
            )
            assert int(done.stdout) > 10_000, done.stderr
            with pytest.raises(TimeoutError):
                server.accept()


class TestBytes:
    @pytest.mark.parametrize("name", PAPERS)
    def test_the_same_paper_gives_the_same_bytes(self, name):
        assert render(PAPERS[name]) == render(PAPERS[name])

    def test_another_process_gives_the_same_bytes(self):
        code = (
            "import sys\n"
            "from tests.relationship.documents.pdf.papers import invoice\n"
            "from clientkeep.relationship.documents.pdf.render import render\n"
            "sys.stdout.buffer.write(render(invoice()))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
        assert done.stdout == render(invoice())

    def test_another_word_or_moment_gives_other_bytes(self):
        assert render(invoice()) != render(invoice(notes="Other"))
        assert render(invoice()) != render(invoice(created=invoice().created.replace(hour=13)))


class TestPages:
    @pytest.mark.parametrize("lines, pages", [(0, 1), (2, 1), (8, 1), (60, 4)])
    def test_one_page_where_it_fits(self, lines, pages):
        assert len(pages_of(render(invoice(lines=many_lines(lines))))) == pages

    def test_every_page_of_a_long_table_has_its_head_number_and_count(self):
        pages = pages_of(render(invoice(lines=many_lines(60))))
        for at, text in enumerate(pages, start=1):
            assert f"INV-2026-0042 · Page {at} of {len(pages)}" in text
        assert all("Description" in text and "Amount" in text for text in pages if "Design day" in text)
        assert sum(text.count("Design day") for text in pages) == 60

    def test_a_thousand_lines_are_all_there(self):
        text = text_of(render(invoice(lines=many_lines(1000))))
        assert all(f"Design day {at}:" in text for at in range(1, 1001))

    def test_a_cell_longer_than_a_page_goes_on(self):
        pages = pages_of(render(invoice(lines=(PaperLine("word " * 3000, "1.00"),))))
        assert sum(text.count("word") for text in pages) == 3000
        assert len(pages) > 3

    def test_an_endless_word_stays_in_its_column(self):
        pdf = render(invoice(lines=(PaperLine("x" * 400, "1.00"),), buyer=Party("y" * 300), notes="ก" * 2000))
        with pypdfium2.PdfDocument(pdf) as document:
            for page in document:
                right = max(page.get_textpage().get_charbox(at)[2] for at in range(page.get_textpage().count_chars()))
                assert right <= page.get_width() - 55

    def test_paper_size(self):
        with pikepdf.open(BytesIO(render(invoice(size="us-letter")))) as document:
            assert [round(float(side)) for side in document.pages[0].MediaBox[2:]] == [612, 792]
        with pikepdf.open(BytesIO(render(invoice()))) as document:
            assert [round(float(side)) for side in document.pages[0].MediaBox[2:]] == [595, 842]

    def test_small_print_too_long_for_the_foot_closes_the_paper(self):
        text = text_of(render(invoice(footer_lines=("Registered at the court of Berlin, " * 20,))))
        assert text.count("Registered") == 20


def test_missing_fonts_are_said_and_not_printed_as_blanks(monkeypatch):
    rendering._compiler.cache_clear()
    monkeypatch.setattr(rendering, "folders", list)
    with pytest.raises(RuntimeError, match="Source Sans 3"):
        render(invoice())
    rendering._compiler.cache_clear()
