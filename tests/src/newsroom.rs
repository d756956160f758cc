//! The sample newsroom and a product that reads it.

use std::time::Duration;

use demo::Newsroom;
use fetch::Limits;
use store::{Engine, NewFeed, NewPublisher};

use crate::{NOW, Product, Setup};

/// Opens the newsroom, follows all of it, and reads what is there.
pub async fn open_newsroom(engine: Engine) -> (Newsroom, Product) {
    // The newsroom needs a clock before the product that has it can know the newsroom's addresses.
    let setup = Setup::on(engine).within(impatient());
    let clock = setup.clock();
    let newsroom = demo::start(demo::Options { clock, started: NOW }).await.expect("loopback has free ports");
    let product = setup.reaching_addresses(&newsroom.addresses).open().await;
    for feed in &newsroom.feeds {
        let publisher = feed.publisher.clone();
        let new = NewPublisher { name: publisher.name, home: Some(publisher.home), ownership: publisher.ownership };
        let publisher_id = product.store.add_publisher(&new).await.expect("the store answers");
        let new = NewFeed { publisher_id, url: feed.url.clone(), title: feed.title.clone(), next_poll: NOW };
        product.store.add_feed(&new).await.expect("the store answers");
    }
    product.settle().await;
    (newsroom, product)
}

/// The slow publisher is given up sooner than in life.
fn impatient() -> Limits {
    Limits { first_byte_timeout: Duration::from_secs(3), drip_grace: Duration::from_secs(2), ..Limits::default() }
}
