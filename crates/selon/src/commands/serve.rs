//! `selon serve`: the reading room on this machine.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::{Context, Result};
use selon_web::{Server, Settings};

use crate::Ended;
use crate::cli::web::{PORT, ServeArgs};
use crate::clock::now;
use crate::out::Out;

/// Runs the command.
pub fn run(args: ServeArgs) -> Result<Ended> {
    let author = args.author.name().unwrap_or_default();
    let settings = Settings {
        case: args.case.file,
        address: SocketAddr::new(args.address, args.port),
        hosts: args.hosts,
        token: token()?,
        read_only: args.read_only,
        clock: now,
        author,
        log,
    };
    answer(selon_web::serve(settings)?)
}

/// The reading room after `selon demo`: on the usual port, else on a free one.
pub fn demo(file: &Path) -> Result<Ended> {
    let settings = |port| {
        anyhow::Ok(Settings {
            case: file.to_owned(),
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port),
            hosts: Vec::new(),
            token: token()?,
            read_only: false,
            clock: now,
            author: std::env::var("USER").unwrap_or_default(),
            log,
        })
    };
    let server = match selon_web::serve(settings(PORT)?) {
        Ok(server) => server,
        Err(_) => selon_web::serve(settings(0)?)?,
    };
    answer(server)
}

fn answer(server: Server) -> Result<Ended> {
    let mut out = Out::new();
    out.line(format_args!("Reading room: {}  (Ctrl-C ends it)", server.address()))?;
    out.flush()?;
    server.run()?;
    Ok(Ended::Done)
}

fn log(words: &str) {
    crate::complain("serve", words);
}

/// Sixteen bytes that nobody can guess, in hexadecimal.
fn token() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
