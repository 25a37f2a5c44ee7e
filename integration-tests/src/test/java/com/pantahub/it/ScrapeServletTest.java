package com.pantahub.it;

import com.pantahub.metrics.http.ScrapeServlet;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

class ScrapeServletTest extends HttpContract {

  @Override
  AdapterServer serve(ScrapeEndpoint mounted) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new ScrapeServlet(mounted)), "/metrics/*");
    server.setHandler(context);
    server.start();
    return new AdapterServer(connector.getLocalPort(), () -> LifeCycle.stop(server));
  }
}
