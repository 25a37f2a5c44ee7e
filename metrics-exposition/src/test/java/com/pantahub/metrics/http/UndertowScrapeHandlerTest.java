package com.pantahub.metrics.http;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

class UndertowScrapeHandlerTest extends HttpContract {

  private @Nullable Undertow server;

  @Override
  int start(ScrapeEndpoint scraped) {
    Undertow started =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, 2000)
            .setHandler(new UndertowScrapeHandler(scraped))
            .build();
    started.start();
    server = started;
    return ((InetSocketAddress) started.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  void stop() {
    if (server != null) {
      server.stop();
    }
  }
}
