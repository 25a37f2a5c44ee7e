package com.pantahub.it;

import com.pantahub.metrics.http.JdkScrapeHandler;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class JdkScrapeHandlerTest extends HttpContract {

  @Override
  AdapterServer serve(ScrapeEndpoint mounted) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/metrics/", new JdkScrapeHandler(mounted));
    server.createContext("/metrics", new JdkScrapeHandler(mounted));
    server.start();
    return new AdapterServer(
        server.getAddress().getPort(),
        () -> {
          server.stop(0);
          threads.shutdownNow();
        });
  }
}
