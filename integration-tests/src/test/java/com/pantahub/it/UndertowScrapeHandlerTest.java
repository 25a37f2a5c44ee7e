package com.pantahub.it;

import com.pantahub.metrics.http.UndertowScrapeHandler;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetSocketAddress;

class UndertowScrapeHandlerTest extends HttpContract {

  @Override
  AdapterServer serve(ScrapeEndpoint mounted) {
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                Handlers.path().addExactPath("/metrics", new UndertowScrapeHandler(mounted)))
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return new AdapterServer(address.getPort(), server::stop);
  }
}
