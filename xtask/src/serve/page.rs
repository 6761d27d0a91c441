//! What the server answers.

use super::reload::{self, Reload};
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::future::ready;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// The policy for answers when index.html states none.
const STRICTEST: &str = "default-src 'self'; base-uri 'none'; form-action 'none'";

/// The page with its reloader, its files with their right types, and 404 for what is not there.
pub fn router(www: PathBuf, reload: Arc<Reload>) -> Router {
    let script = async || ([(header::CONTENT_TYPE, "text/javascript")], reload::SCRIPT);
    let index = {
        let www = www.clone();
        async move || index(&www)
    };
    Router::new()
        .route("/", get(index.clone()))
        .route("/index.html", get(index))
        .route("/__reload.js", get(script))
        .route("/__reload", get(async move || reload.events()))
        .fallback_service(ServeDir::new(&www).append_index_html_on_directories(false))
        .layer(map_response(move |response| ready(with_headers(response, &www))))
}

/// index.html with the reloader in it.
fn index(www: &Path) -> Response {
    match std::fs::read_to_string(www.join("index.html")) {
        Ok(html) => Html(with_reloader(&html)).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "www/index.html is not there").into_response(),
    }
}

/// Nothing is kept, and everything, workers included, is under the policy that index.html states for itself: what
/// it forbids breaks here first.
fn with_headers(mut response: Response, www: &Path) -> Response {
    let page = std::fs::read_to_string(www.join("index.html")).unwrap_or_default();
    let policy = policy(&page).and_then(|policy| HeaderValue::from_str(&policy).ok());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.unwrap_or(HeaderValue::from_static(STRICTEST)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn with_reloader(html: &str) -> String {
    html.replacen("</head>", "<script type=\"module\" src=\"/__reload.js\"></script>\n</head>", 1)
}

/// The Content-Security-Policy of the page's meta element, on one line.
fn policy(html: &str) -> Option<String> {
    let meta = &html[html.find("http-equiv=\"Content-Security-Policy\"")?..];
    let content = meta.split_once("content=\"")?.1.split('"').next()?;
    Some(content.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';\n  script-src 'self'\">\n</head>";

    #[test]
    fn the_page_states_the_policy() {
        assert_eq!(policy(PAGE).as_deref(), Some("default-src 'none'; script-src 'self'"));
        assert_eq!(policy("<head></head>"), None);
    }

    #[test]
    fn the_reloader_is_a_file_of_its_own() {
        let html = with_reloader(PAGE);
        assert!(html.contains("src=\"/__reload.js\"></script>\n</head>"));
        assert_eq!(html.len(), PAGE.len() + "<script type=\"module\" src=\"/__reload.js\"></script>\n".len());
    }
}
