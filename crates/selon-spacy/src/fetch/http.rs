//! One GET request, with pip's proxy, certificates and credentials.

use std::io::Read;

use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

use super::settings::Settings;
use super::url;

/// A page of links is never larger.
const MAX_PAGE: u64 = 64 << 20;

const MAX_REDIRECTS: u32 = 5;

/// What a server answered.
pub(super) struct Answer {
    /// The address after redirections.
    pub url: String,
    pub is_json: bool,
    pub body: Box<dyn Read>,
}

impl Answer {
    pub(super) fn text(self) -> Result<String, String> {
        let mut text = String::new();
        self.body.take(MAX_PAGE).read_to_string(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    }
}

/// Gets `url`. Credentials are those in the URL, or those in `page` where both are of one origin. An error names no
/// credentials.
pub(super) fn get(
    target: &str,
    page: Option<&str>,
    accept: &str,
    settings: &Settings,
) -> Result<Answer, String> {
    let (target, own) = url::split_credentials(target);
    let inherited = || {
        let (page, credentials) = url::split_credentials(page?);
        credentials.filter(|_| url::origin(&page) == url::origin(&target))
    };
    let credentials = own.or_else(inherited);
    let agent = ureq::Agent::config_builder()
        .tls_config(tls(settings)?)
        .proxy(proxy(&target, settings)?)
        .max_redirects(MAX_REDIRECTS)
        .timeout_connect(Some(settings.timeout))
        .timeout_recv_response(Some(settings.timeout))
        .timeout_per_read(Some(settings.timeout))
        .user_agent(concat!("selon-spacy/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent();
    let mut request = agent.get(&target).header("Accept", accept);
    if let Some(credentials) = credentials {
        request = request.header("Authorization", format!("Basic {}", url::base64(&credentials)));
    }
    let response = request.call().map_err(|error| error.to_string())?;
    let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let is_json = kind.contains("json");
    let url = ureq::ResponseExt::get_uri(&response).to_string();
    Ok(Answer { url, is_json, body: Box::new(response.into_body().into_reader()) })
}

fn tls(settings: &Settings) -> Result<TlsConfig, String> {
    let roots = match &settings.cert {
        None => RootCerts::PlatformVerifier,
        Some(path) => {
            let shown = path.display();
            let pem = std::fs::read(path)
                .map_err(|error| format!("cannot read the certificates {shown}: {error}"))?;
            let items = parse_pem(&pem).filter_map(|item| match item {
                Ok(PemItem::Certificate(certificate)) => Some(certificate),
                _ => None,
            });
            RootCerts::from(items)
        }
    };
    Ok(TlsConfig::builder().root_certs(roots).build())
}

fn proxy(target: &str, settings: &Settings) -> Result<Option<ureq::Proxy>, String> {
    let Some(proxy) = settings.proxy_for(target) else { return Ok(None) };
    let full = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    let shown = url::without_credentials(&full);
    ureq::Proxy::new(&full).map(Some).map_err(|_| format!("expected the address of a proxy, found {shown}"))
}
