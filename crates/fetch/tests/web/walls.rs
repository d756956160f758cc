//! Refusals, and walls that are told apart from them by name.

use fetch::{Error, Kind};

use crate::fake_web::{FakeWeb, Reply, ask, failure_of};

async fn check(status: &'static str, headers: &'static [&'static str], body: &'static str, expect: &str) {
    let web = FakeWeb::serve(move |_| Reply::new(status, headers, body)).await;
    assert_eq!(failure_of(&web).await.to_string(), expect);
}

#[tokio::test]
async fn a_wall_is_called_by_its_name() {
    check("403 Forbidden", &["cf-mitigated: challenge"], "", "wall (Cloudflare, HTTP 403)").await;
    check("403 Forbidden", &["x-datadome: protected"], "", "wall (DataDome, HTTP 403)").await;
    check("403 Forbidden", &["server: AkamaiGHost"], "Access Denied", "wall (Akamai, HTTP 403)").await;
    check("202 Accepted", &["x-amzn-waf-action: challenge"], "", "wall (AWS WAF, HTTP 202)").await;
    check("403 Forbidden", &[], "<a id=px-captcha>", "wall (PerimeterX, HTTP 403)").await;
    check("403 Forbidden", &[], "Sucuri WebSite Firewall", "wall (Sucuri, HTTP 403)").await;
    let silent = "<html><iframe src=\"/_Incapsula_Resource?id=7\"></iframe></html>";
    check("200 OK", &[], silent, "wall (Imperva, HTTP 200)").await;
}

#[tokio::test]
async fn a_plain_refusal_keeps_its_status() {
    check("403 Forbidden", &[], "<h1>Forbidden</h1>", "refused (HTTP 403)").await;
    check("401 Unauthorized", &[], "", "login-required (HTTP 401)").await;
    check("404 Not Found", &["cf-mitigated: challenge"], "", "not-found (HTTP 404)").await;
    check("410 Gone", &[], "", "gone (HTTP 410)").await;
    check("500 Oh no", &[], "", "server-error (HTTP 500)").await;
    check("204 No Content", &[], "", "unexpected-status (HTTP 204)").await;
}

#[tokio::test]
async fn a_wall_may_say_when_to_come_back() {
    let web = FakeWeb::serve(|_| Reply::new("429 No", &["retry-after: 30", "cf-mitigated: challenge"], "")).await;
    let error = ask(&web.fetcher(), &web.url("/"), Kind::Feed).await.unwrap_err();
    assert!(matches!(error, Error::Wall { name: "Cloudflare", status: 429, .. }), "{error:?}");
    assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(30));
}
