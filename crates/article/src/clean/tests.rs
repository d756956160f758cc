use url::Url;

use crate::sanitize;

fn base() -> Url {
    Url::parse("https://coast.example/news/gate").expect("a valid address")
}

fn check(html: &str, expect: &str) {
    let clean = sanitize(html, &base());
    assert_eq!(clean, expect, "{html}");
    assert_eq!(sanitize(&clean, &base()), clean, "not stable: {html}");
}

const REL: &str = "rel=\"nofollow noopener noreferrer\"";

#[test]
fn scripts_never_pass() {
    check("<script>alert(1)</script>a", "a");
    check("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)");
    check("<p onclick=alert(1) ONLOAD='x'>a</p>", "<p>a</p>");
    check("<img src=x onerror=alert(1)>", "<img src=\"https://coast.example/news/x\" alt=\"\" loading=\"lazy\">");
    check("<a href=javascript:alert(1)>a</a>", "a");
    check("<a href='  java\tscript:alert(1)'>a</a>", "a");
    check("<a href=jAvAsCrIpT&colon;alert(1)>a</a>", "a");
    check("<a href='data:text/html,<script>'>a</a>", "a");
    check("<a href=vbscript:x>a</a><a href=file:///etc/passwd>b</a>", "ab");
    check("<img src=data:image/svg+xml;base64,AA><img src=javascript:x>", "");
    check("<img srcset='javascript:alert(1) 1x'>", "");
    check(
        "<base href=//evil.example/><a href=a>a</a>",
        &format!("<a href=\"https://coast.example/news/a\" {REL}>a</a>"),
    );
    check("<meta http-equiv=refresh content='0;url=javascript:x'>a", "a");
    check("<form action=javascript:x><input name=q><button formaction=javascript:x>Go</button>a</form>", "Goa");
    check("<iframe srcdoc='<script>x</script>'></iframe><object data=x></object><embed src=javascript:x>a", "a");
    check("<link rel=stylesheet href=javascript:x>a", "a");
}

#[test]
fn drawings_formulas_and_styles_never_pass() {
    check("<svg><script>alert(1)</script></svg>a", "a");
    check("<svg onload=alert(1)><title>icon</title><a xlink:href=javascript:x>t</a></svg>a", "a");
    check(
        "<svg><p>a<style><!--</style><img src=x onerror=alert(1)>--></style>",
        "<p>a<img src=\"https://coast.example/news/x\" alt=\"\" loading=\"lazy\">--&gt;</p>",
    );
    check("<math><mi xlink:href='data:x,<script>'>x</mi></math>a", "a");
    check("<style>@import 'x';</style><p style='background:url(javascript:x)' class=c id=i>a</p>", "<p>a</p>");
}

#[test]
fn markup_that_mutates_when_parsed_again_stays_harmless() {
    for html in [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<table><td><svg><desc><td></desc></svg><style><img src=x onerror=alert(1)></style>",
        "<<!-- -->script>alert(1)</script>",
        "<a title=\"`><img src=x onerror=alert(1)>\">a</a>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
        "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<select><template><style></select><img src=x onerror=alert(1)></style></template></select>",
        "<p title=\"a\"onclick=alert(1)>a</p><a =\"><img src=x onerror=alert(1)>\">b</a>",
        "<img alt='\"onerror=alert(1) x=\"' src=x>",
    ] {
        let clean = sanitize(html, &base());
        let attributes_only = clean.replace("alt=\"&quot;onerror=alert(1) x=&quot;\"", "");
        let in_tag = attributes_only.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        assert!(in_tag.clone().all(|tag| !tag.contains("onerror") && !tag.starts_with("script")), "{html} -> {clean}");
        assert_eq!(sanitize(&clean, &base()), clean, "not stable: {html}");
    }
}

#[test]
fn links_and_pictures_get_absolute_addresses() {
    check(
        "<a href='../a?b=1&amp;c' target=_top>a</a>",
        &format!("<a href=\"https://coast.example/a?b=1&amp;c\" {REL}>a</a>"),
    );
    check("<a href=mailto:desk@coast.example>a</a>", &format!("<a href=\"mailto:desk@coast.example\" {REL}>a</a>"));
    check("<a href='#note'>1</a><a>2</a>", "12");
    check(
        "<img src=//cdn.example/a.jpg alt='A &quot;gate&quot;' width=600px height=400 class=x>",
        "<img src=\"https://cdn.example/a.jpg\" alt=\"A &quot;gate&quot;\" width=\"600\" height=\"400\" loading=\"lazy\">",
    );
    check("<img src=a.gif width=1 height=1><img src=b.gif style='display: none'><img>", "");
    let lazy = "<img src=\"https://coast.example/l.jpg\" alt=\"\" loading=\"lazy\">";
    check("<img src=data:image/gif;base64,R0 data-src=/l.jpg><noscript><img src=/l.jpg></noscript>", lazy);
    check("<picture><source srcset='/s.jpg 400w, /l.jpg 1200w, /xl.jpg 4000w'><img alt=''></picture>", lazy);
}

#[test]
fn known_players_become_links_and_others_vanish() {
    let link = format!("<p><a href=\"https://www.youtube.com/embed/x\" {REL}>youtube.com</a></p>");
    check("<iframe src=//www.youtube.com/embed/x></iframe>", &link);
    check("<iframe src=https://ads.example/x></iframe><iframe src=https://notyoutube.com/></iframe>", "");
    check(
        "<video src=https://coast.example/v.mp4></video>",
        &format!("<p><a href=\"https://coast.example/v.mp4\" {REL}>coast.example</a></p>"),
    );
}

#[test]
fn structure_survives_and_nesting_is_mended() {
    check(
        "<h2>A</h2><ul><li>b<li>c</ul><blockquote><p>d</blockquote>",
        "<h2>A</h2><ul><li>b</li><li>c</li></ul><blockquote><p>d</p></blockquote>",
    );
    check(
        "<table><tr><td colspan=2 onclick=x>a</table>",
        "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>",
    );
    check("<section><p dir=rtl lang=ar>ا</section>", "<div><p dir=\"rtl\" lang=\"ar\">ا</p></div>");
    check("<pre>\n\n a</pre>", "<pre> a</pre>");
    check("<p>a<button><p>b</p></button>c</p>", "<p>a</p><p>b</p>c<p></p>");
    check(
        "<a href=/1>a<a href=/2>b</a></a>",
        &format!("<a href=\"https://coast.example/1\" {REL}>a</a><a href=\"https://coast.example/2\" {REL}>b</a>"),
    );
}

#[test]
fn ruby_text_ends_what_ends_by_itself() {
    check("<ruby><dd><button><rt>a", "<ruby><dd></dd><rt>a</rt></ruby>");
}
