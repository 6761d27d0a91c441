//! What a chat program shows of a link before anybody opens it: title, line and picture. They need the address that the
//! site will have, since nobody who reads them knows where a relative one begins.

use crate::project;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// Lies beside index.html, whose name stays the same from version to version.
const PICTURE: &str = "preview.png";
const SIZE: (u32, u32) = (1200, 630);
const PICTURE_WORDS: &str = "A pale band, the function, and on it a thin line: the network that learns it";

/// An address that the site can have: whole, with a slash at its end.
pub fn address(url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
    if host.is_empty() || url.contains(['?', '#', '"', '<', '>', '&', ' ']) {
        return Err(format!("{url} is no address of a site, such as https://example.org/lernkurve/"));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

/// Puts the tags into the page's head.
pub fn describe(index: &Path, url: &str) -> Result<()> {
    let html = fs::read_to_string(index).context("the page has no index.html")?;
    let (head, rest) = html.split_once("  </head>").context("index.html has no head")?;
    fs::write(index, format!("{head}{}  </head>{rest}", tags(head, url)?))?;
    Ok(())
}

/// Puts the picture beside index.html.
pub fn add_picture(site: &Path) -> Result<()> {
    fs::copy(project::root().join("docs").join(PICTURE), site.join(PICTURE)).context("docs/preview.png is missing")?;
    Ok(())
}

fn tags(head: &str, url: &str) -> Result<String> {
    let title = between(head, "<title>", "</title>")?;
    let description = between(head, "<meta name=\"description\" content=\"", "\">")?;
    let picture = format!("{url}{PICTURE}");
    let (width, height) = (SIZE.0.to_string(), SIZE.1.to_string());
    let open_graph = [
        ("og:type", "website"),
        ("og:site_name", "Lernkurve"),
        ("og:locale", "en_GB"),
        ("og:locale:alternate", "de_DE"),
        ("og:url", url),
        ("og:title", title),
        ("og:description", description),
        ("og:image", &picture),
        ("og:image:type", "image/png"),
        ("og:image:width", &width),
        ("og:image:height", &height),
        ("og:image:alt", PICTURE_WORDS),
    ];
    let twitter = [
        ("twitter:card", "summary_large_image"),
        ("twitter:title", title),
        ("twitter:description", description),
        ("twitter:image", &picture),
        ("twitter:image:alt", PICTURE_WORDS),
    ];
    let mut lines = format!("    <link rel=\"canonical\" href=\"{url}\">\n");
    for (name, value) in open_graph {
        lines += &format!("    <meta property=\"{name}\" content=\"{value}\">\n");
    }
    for (name, value) in twitter {
        lines += &format!("    <meta name=\"{name}\" content=\"{value}\">\n");
    }
    Ok(lines)
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let (_, rest) = html.split_once(start).with_context(|| format!("index.html lacks {start}"))?;
    let (text, _) = rest.split_once(end).with_context(|| format!("{start} does not end"))?;
    ensure!(!text.trim().is_empty(), "{start} is empty");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_ends_with_a_slash() {
        assert_eq!(address("https://example.org").unwrap(), "https://example.org/");
        assert_eq!(address("http://localhost:8080/lernkurve/").unwrap(), "http://localhost:8080/lernkurve/");
        for wrong in
            ["", "example.org", "/lernkurve/", "ftp://example.org", "https://", "https://a.b/?c", "https://a.b/\"x"]
        {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_page_is_described_with_whole_addresses() {
        let html = fs::read_to_string(project::www().join("index.html")).unwrap();
        let tags = tags(&html, "https://example.org/l/").unwrap();
        let title = between(&html, "<title>", "</title>").unwrap();
        for line in [
            format!("<meta property=\"og:title\" content=\"{title}\">"),
            "<meta property=\"og:url\" content=\"https://example.org/l/\">".into(),
            "<meta property=\"og:image\" content=\"https://example.org/l/preview.png\">".into(),
            "<meta name=\"twitter:image\" content=\"https://example.org/l/preview.png\">".into(),
            "<meta name=\"twitter:card\" content=\"summary_large_image\">".into(),
            "<link rel=\"canonical\" href=\"https://example.org/l/\">".into(),
        ] {
            assert!(tags.contains(&line), "{tags} lacks {line}");
        }
    }

    #[test]
    fn without_an_address_the_page_has_no_such_tags() {
        let html = fs::read_to_string(project::www().join("index.html")).unwrap();
        assert!(!html.contains("og:") && !html.contains("twitter:") && !html.contains("canonical"));
    }

    #[test]
    fn the_picture_has_the_size_that_is_told() {
        let png = fs::read(project::root().join("docs").join(PICTURE)).unwrap();
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!(&png[1..4], b"PNG");
        assert_eq!((number(16), number(20)), SIZE);
        assert!(png.len() < 300_000, "chat programs take no larger ones");
    }
}
