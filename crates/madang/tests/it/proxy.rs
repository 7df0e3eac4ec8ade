//! A wire that can be cut: between the program and its database.

use std::sync::{Arc, Mutex};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinHandle};

/// Passes connections on to a server, until it is cut.
pub(crate) struct Wire {
    pub(crate) port: u16,
    server: String,
    listening: Option<JoinHandle<()>>,
    open: Arc<Mutex<Vec<AbortHandle>>>,
}

impl Wire {
    /// A wire to `server`, an address with a port.
    pub(crate) async fn to(server: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut wire = Self { port, server: server.to_owned(), listening: None, open: Arc::default() };
        wire.listen(listener);
        wire
    }

    fn listen(&mut self, listener: TcpListener) {
        let (server, open) = (self.server.clone(), Arc::clone(&self.open));
        self.listening = Some(tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let server = server.clone();
                let passing = tokio::spawn(async move {
                    if let Ok(mut far) = TcpStream::connect(server).await {
                        let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                    }
                });
                open.lock().unwrap().push(passing.abort_handle());
            }
        }));
    }

    /// Ends every connection and takes no new one.
    pub(crate) async fn cut(&mut self) {
        let listening = self.listening.take().expect("it is not cut yet");
        listening.abort();
        let _ = listening.await;
        for passing in self.open.lock().unwrap().drain(..) {
            passing.abort();
        }
    }

    /// Takes connections again.
    pub(crate) async fn mend(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.listen(listener);
    }
}
