//! An operation of a service in two halves: what to send, and what to make of the answer.
//!
//! A host with its own asynchronous HTTP client sends the requests itself; everybody else lets
//! [`Step::run`] send them. Either way it is the same chain of halves, so that the switch to
//! another endpoint, a look-up before a call or an answer from a cache work alike.

use super::{Endpoints, Reply, Request, Transport};
use crate::error::{Error, Result, Status};
use core::fmt;
use std::sync::Arc;

/// Where an operation stands.
#[must_use]
pub enum Step<T> {
    /// A request has to be sent before it goes on.
    Ask(Exchange<T>),
    /// It is done.
    Done(T),
}

/// A request, and what is to be done with its answer.
pub struct Exchange<T> {
    request: Request,
    receive: Receiver<T>,
}

type Reading<T> = Box<dyn Fn(&Reply) -> Result<T> + Send + Sync>;

type Receiver<T> = Box<dyn FnOnce(Result<Reply>) -> Result<Step<T>> + Send>;

/// How the request for a URL is made, and how the answer is read.
struct Call<T> {
    endpoints: Endpoints,
    request: Box<dyn Fn(&str) -> Request + Send + Sync>,
    read: Reading<T>,
}

impl<T> Exchange<T> {
    /// What to send.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Takes the answer, or the error for which there is none, and goes on. A service with
    /// several endpoints then may have the same question asked at the next one.
    ///
    /// # Errors
    /// Those of the operation.
    pub fn receive(self, reply: Result<Reply>) -> Result<Step<T>> {
        (self.receive)(reply)
    }
}

impl<T: 'static> Step<T> {
    /// The call of a service: at its active endpoint, then at the others as long as that is no
    /// use and the error says that another may do better.
    pub(crate) fn call(
        endpoints: &Endpoints,
        request: impl Fn(&str) -> Request + Send + Sync + 'static,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        let call = Call {
            endpoints: endpoints.clone(),
            request: Box::new(request),
            read: Box::new(read),
        };
        let first = call.endpoints.active();
        let others = call.endpoints.count().saturating_sub(1);
        Self::attempt(Arc::new(call), first, others)
    }

    fn attempt(call: Arc<Call<T>>, index: usize, others: usize) -> Self {
        let request = (call.request)(call.endpoints.url(index));
        let receive = move |reply: Result<Reply>| {
            let outcome = reply.and_then(|reply| (call.read)(&reply));
            match outcome {
                Ok(value) => {
                    call.endpoints.activate(index);
                    Ok(Self::Done(value))
                }
                Err(error) if others > 0 && another_may_do_better(&error) => {
                    let next = call.endpoints.next(index);
                    Ok(Self::attempt(call, next, others.saturating_sub(1)))
                }
                Err(error) => Err(error),
            }
        };
        Self::Ask(Exchange {
            request,
            receive: Box::new(receive),
        })
    }

    /// Goes on with another operation once this one is done.
    ///
    /// # Errors
    /// Those of what goes on, if this one is done already.
    pub(crate) fn then<U: 'static>(
        self,
        next: impl FnOnce(T) -> Result<Step<U>> + Send + 'static,
    ) -> Result<Step<U>> {
        match self {
            Self::Done(value) => next(value),
            Self::Ask(exchange) => Ok(Step::Ask(Exchange {
                request: exchange.request,
                receive: Box::new(move |reply| (exchange.receive)(reply)?.then(next)),
            })),
        }
    }

    /// Lets a last half see how this one ends, well or not, and say what it ends with.
    pub(crate) fn finally(
        self,
        last: impl FnOnce(Result<T>) -> Result<T> + Send + 'static,
    ) -> Result<Self> {
        match self {
            Self::Done(value) => last(Ok(value)).map(Self::Done),
            Self::Ask(exchange) => Ok(Self::Ask(Exchange {
                request: exchange.request,
                receive: Box::new(move |reply| match (exchange.receive)(reply) {
                    Ok(step) => step.finally(last),
                    Err(error) => last(Err(error)).map(Self::Done),
                }),
            })),
        }
    }

    /// Sends what has to be sent until it is done.
    ///
    /// # Errors
    /// Those of the operation.
    pub fn run(self, transport: &dyn Transport) -> Result<T> {
        let mut step = self;
        loop {
            match step {
                Self::Done(value) => return Ok(value),
                Self::Ask(exchange) => {
                    let reply = transport.send(&exchange.request);
                    step = exchange.receive(reply)?;
                }
            }
        }
    }
}

impl<T> fmt::Debug for Step<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ask(exchange) => write!(f, "Ask({:?})", exchange.request),
            Self::Done(_) => f.write_str("Done"),
        }
    }
}

/// The conditions under which the platform's own software turns to another endpoint: the
/// connection fails, or the service says that it does not know the caller or is not available.
fn another_may_do_better(error: &Error) -> bool {
    match error.status() {
        Status::ServiceUnreachable | Status::ServiceTimeout => true,
        Status::ServiceRefused => {
            matches!(error.http_status(), Some(502..=504))
                || matches!(
                    error.service_code(),
                    Some("SOA-01001" | "SOA-01002" | "SOA-02001" | "SOA-02002")
                )
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ServiceCode;
    use std::sync::Mutex;

    /// Answers each request with what a function says, and remembers the URLs.
    struct Script<F>(F, Mutex<Vec<String>>);

    impl<F: Fn(&str) -> Result<Reply> + Send + Sync> Transport for Script<F> {
        fn send(&self, request: &Request) -> Result<Reply> {
            self.1.lock().unwrap().push(request.url().to_owned());
            (self.0)(request.url())
        }
    }

    fn call(endpoints: &Endpoints) -> Step<u16> {
        let read = |reply: &Reply| match reply.status() {
            200 => Ok(reply.status()),
            403 => Err(reply.refusal(ServiceCode::parse("SOA-01002"))),
            _ => Err(reply.refusal(None)),
        };
        Step::call(endpoints, |url| Request::get(url.to_owned()), read)
    }

    fn status(url: &str) -> Result<Reply> {
        match url {
            "dead" => Err(Error::new(Status::ServiceUnreachable, "dead")),
            code => Ok(Reply::new(code.parse().unwrap(), Vec::new(), Vec::new())),
        }
    }

    #[test]
    fn the_next_endpoint_is_tried_and_remembered() {
        let endpoints = Endpoints::new(["dead", "503", "403", "200", "500"]).unwrap();
        let script = Script(status, Mutex::default());
        assert_eq!(call(&endpoints).run(&script).unwrap(), 200);
        assert_eq!(*script.1.lock().unwrap(), ["dead", "503", "403", "200"]);
        assert_eq!(call(&endpoints).run(&script).unwrap(), 200);
        assert_eq!(script.1.lock().unwrap().len(), 5);
    }

    #[test]
    fn an_answer_that_another_would_give_too_is_the_last() {
        for (urls, tried, end) in [
            (["500", "200"], 1, Status::ServiceRefused),
            (["404", "200"], 1, Status::ServiceRefused),
            (["dead", "dead"], 2, Status::ServiceUnreachable),
        ] {
            let script = Script(status, Mutex::default());
            let endpoints = Endpoints::new(urls).unwrap();
            let error = call(&endpoints).run(&script).unwrap_err();
            assert_eq!(error.status(), end);
            assert_eq!(script.1.lock().unwrap().len(), tried);
        }
        assert!(Endpoints::new([]).is_err());
    }

    #[test]
    fn halves_follow_each_other() {
        let script = Script(status, Mutex::default());
        let endpoints = Endpoints::from("200");
        let other = endpoints.clone();
        let step = call(&endpoints)
            .then(move |first| call(&other).then(move |second| Ok(Step::Done(first + second))));
        assert_eq!(step.unwrap().run(&script).unwrap(), 400);
        let step = call(&Endpoints::from("dead")).finally(|end| Ok(end.unwrap_or(7)));
        assert_eq!(step.unwrap().run(&script).unwrap(), 7);
        let step = Step::Done(1).then(|one| Ok(Step::Done(one + 1))).unwrap();
        assert_eq!(step.run(&script).unwrap(), 2);
    }
}
