//! The logo of the settings, read once at start.

use std::path::Path;

use axum::Router;
use axum::body::Bytes;
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use madang_web::Web;

/// The largest logo, in bytes.
const MOST: u64 = 100 * 1024;

/// A logo and its kind.
#[derive(Clone)]
pub struct Logo {
    /// Where it is served.
    pub url: &'static str,
    kind: &'static str,
    bytes: Bytes,
}

impl Logo {
    /// Reads the logo; says why where it can't be used.
    pub fn read(path: &Path) -> Result<Self, String> {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        let (url, kind) = match extension.as_str() {
            "svg" => ("/brand/logo.svg", "image/svg+xml; charset=utf-8"),
            "png" => ("/brand/logo.png", "image/png"),
            _ => return Err("product.logo is an .svg or .png file".to_owned()),
        };
        let size =
            std::fs::metadata(path).map_err(|e| format!("product.logo {}: {e}", path.display()))?.len();
        if size > MOST {
            return Err(format!(
                "product.logo has {} KiB; at most {} KiB are used",
                size / 1024,
                MOST / 1024
            ));
        }
        let bytes = std::fs::read(path).map_err(|e| format!("product.logo {}: {e}", path.display()))?;
        Ok(Self { url, kind, bytes: bytes.into() })
    }

    /// `GET` its address, for everyone. An SVG can hold a script; opened by itself, it may run nothing.
    pub(crate) fn router(&self) -> Router<Web> {
        let logo = self.clone();
        let serve = move || {
            let headers = [
                (CONTENT_TYPE, logo.kind),
                (CACHE_CONTROL, "public, max-age=3600"),
                (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
            ];
            std::future::ready((headers, logo.bytes.clone()))
        };
        Router::new().route(self.url, get(serve))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_pictures_are_logos() {
        let folder = std::env::temp_dir().join(format!("madang-logo-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, size: usize| {
            let path = folder.join(name);
            std::fs::write(&path, vec![b' '; size]).unwrap();
            path
        };
        assert_eq!(Logo::read(&file("a.svg", 10)).map(|l| l.url), Ok("/brand/logo.svg"));
        assert_eq!(Logo::read(&file("A.PNG", 10)).map(|l| l.url), Ok("/brand/logo.png"));
        assert!(Logo::read(&file("a.html", 10)).is_err());
        assert!(Logo::read(&file("big.png", 200 * 1024)).is_err());
        assert!(Logo::read(&folder.join("missing.svg")).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
