//! Tells open pages to load anew, by server-sent events and a script file of its own: an inline script, as most
//! reloaders insert, is what the page's policy forbids.

use futures_util::stream::{self, Stream};
use hyper::body::{Bytes, Frame};
use std::convert::Infallible;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

pub const SCRIPT: &str = include_str!("reload.js");

/// Which build is shown, named so that a restarted server's first differs from the last one's.
pub struct Reload {
    build: watch::Sender<u128>,
}

impl Default for Reload {
    fn default() -> Self {
        Reload { build: watch::channel(now()).0 }
    }
}

impl Reload {
    /// Has every open page load anew.
    pub fn all(&self) {
        self.build.send_replace(now());
    }

    /// The present build at once, and each later one, as events of a stream that does not end.
    pub fn events(&self) -> impl Stream<Item = Result<Frame<Bytes>, Infallible>> + use<> {
        let mut receiver = self.build.subscribe();
        receiver.mark_changed();
        stream::unfold(receiver, async |mut receiver| {
            receiver.changed().await.ok()?;
            let event = format!("data: {}\n\n", *receiver.borrow_and_update());
            Some((Ok(Frame::data(event.into())), receiver))
        })
    }
}

fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis())
}
