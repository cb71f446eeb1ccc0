//! The least of HTTP: is a server there, and does it answer 200?

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::{Failure, Outcome};

/// Whether `GET path` at `address` answers 200.
pub(crate) fn answers(address: SocketAddr, path: &str) -> bool {
    let wait = Duration::from_secs(2);
    let Ok(mut stream) = TcpStream::connect_timeout(&address, wait) else {
        return false;
    };
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = Vec::new();
    let _ = stream.set_read_timeout(Some(wait));
    stream.write_all(request.as_bytes()).is_ok()
        && stream.take(64).read_to_end(&mut answer).is_ok()
        && answer.split(|byte| *byte == b' ').nth(1) == Some(b"200")
}

/// An address on this machine with a free port. Another program may take it before we do: callers say so when it fails.
pub(crate) fn free_address() -> Outcome<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|error| Failure::new(format!("no free port on this machine: {error}")))
}

/// The first free port from `first` on, within twenty.
pub(crate) fn free_address_from(first: u16) -> Outcome<SocketAddr> {
    (first..first.saturating_add(20))
        .map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .find(|address| TcpListener::bind(address).is_ok())
        .ok_or_else(|| {
            Failure::new(format!(
                "ports {first} to {} are all taken",
                first.saturating_add(19)
            ))
        })
}
