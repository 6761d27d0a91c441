//! What the server answers.

use super::reload::{self, Reload};
use crate::first_frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{self, Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::{Request, Response, StatusCode};
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use tower_http::services::ServeDir;

/// The policy for answers when index.html states none.
const STRICTEST: &str = "default-src 'self'; base-uri 'none'; form-action 'none'";

type Body = UnsyncBoxBody<Bytes, io::Error>;

/// The page as its sources are.
pub struct Page {
    www: PathBuf,
    files: ServeDir,
}

impl Page {
    pub fn new(www: PathBuf) -> Self {
        let files = ServeDir::new(&www).append_index_html_on_directories(false);
        Page { www, files }
    }

    /// The page with its reloader, its files with their right types, and 404 for what is not there.
    pub async fn answer(&self, request: Request<Incoming>, reload: &Reload) -> Response<Body> {
        let response = match request.uri().path() {
            "/" | "/index.html" => self.index(),
            "/__reload.js" => text("text/javascript", reload::SCRIPT.into()),
            "/__reload" => of_type("text/event-stream", StreamBody::new(reload.events())),
            _ => match self.files.clone().try_call(request).await {
                Ok(file) => file.map(BodyExt::boxed_unsync),
                Err(error) => with_status(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
            },
        };
        with_headers(response, &self.www)
    }

    /// index.html with the first frame and the reloader in it.
    fn index(&self) -> Response<Body> {
        match std::fs::read_to_string(self.www.join("index.html")) {
            Ok(html) => text("text/html", with_reloader(&first_frame::served(&html, &self.www))),
            Err(_) => with_status(StatusCode::NOT_FOUND, "www/index.html is not there".into()),
        }
    }
}

fn with_status(status: StatusCode, message: String) -> Response<Body> {
    let mut response = text("text/plain", message);
    *response.status_mut() = status;
    response
}

fn text(kind: &str, text: String) -> Response<Body> {
    of_type(&format!("{kind}; charset=utf-8"), Full::from(text))
}

fn of_type(kind: &str, body: impl body::Body<Data = Bytes, Error = Infallible> + Send + 'static) -> Response<Body> {
    let mut response = Response::new(body.map_err(|never| match never {}).boxed_unsync());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).expect("a type is plain ASCII"));
    response
}

/// Nothing is kept, and everything, workers included, is under the policy that index.html states for itself: what
/// it forbids breaks here first.
fn with_headers(mut response: Response<Body>, www: &Path) -> Response<Body> {
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
