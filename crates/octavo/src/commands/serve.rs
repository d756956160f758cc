//! `octavo serve`: the newspaper on one port, and the jobs that keep it up to date.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use jobs::Pipeline;
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::arguments::Options;
use crate::config::{Config, Instance};
use crate::newsroom;

/// Serves until told to stop.
pub(crate) async fn run(options: &Options) -> Result<()> {
    let config = Config::load(options)?;
    let pipeline = newsroom::open(&config).await?;
    let index = newsroom::open_index(&config, &pipeline.store).await?;
    let listener = listen(config.listen).await?;
    println!("{} is on http://{}", config.instance.name, listener.local_addr()?);
    serve(listener, Pipeline { index: Some(index), ..pipeline }, &config.instance).await
}

/// Takes the address to serve on.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    let hint = "another program may hold it; choose another with --listen 127.0.0.1:PORT";
    TcpListener::bind(address).await.with_context(|| format!("could not listen on {address}: {hint}"))
}

/// Serves pages and runs the jobs until the process is told to stop; then ends both in order.
pub(crate) async fn serve(listener: TcpListener, pipeline: Pipeline, instance: &Instance) -> Result<()> {
    let recorder = PrometheusBuilder::new().build_recorder();
    let figures = recorder.handle();
    metrics::set_global_recorder(recorder).context("could not set up the figures")?;
    let ready = web::Ready::default();
    let app = web::App {
        store: pipeline.store.clone(),
        search: pipeline.index.clone().context("a server is opened with its search index")?,
        fetcher: pipeline.fetcher.clone(),
        clock: pipeline.clock.clone(),
        audience: instance.audience,
        name: instance.name.clone(),
        zone: instance.zone()?,
        metrics: Arc::new(move || figures.render()),
        ready: ready.clone(),
    };
    let store = pipeline.store.clone();
    let running = pipeline.start();
    ready.set(true);
    let served = axum::serve(listener, web::router(app)).with_graceful_shutdown(told_to_stop()).await;
    ready.set(false);
    running.stop().await;
    store.close().await;
    served.context("serving broke off")
}

/// Waits for Ctrl-C or a request to end.
async fn told_to_stop() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate => {}
    }
    tracing::info!("stopping");
}
