package dev.belfry.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.local.home.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What the demo jobs call: answers 200 with the body it got.
 *
 * <p>It comes back on the port it had before, if it can, so that an execution that was due during a restart finds it.
 */
final class EchoTarget {

    private final HttpServer server;

    private EchoTarget(HttpServer server) {
        this.server = server;
    }

    /** Serves on 127.0.0.1; {@code called} runs after each call. */
    static EchoTarget start(Path portFile, Runnable called) throws IOException, InterruptedException {
        int port = remembered(portFile);
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        server.createContext("/echo", exchange -> {
            echo(exchange);
            called.run();
        });
        startAsDaemon(server);
        PrivateFile.write(portFile, server.getAddress().getPort() + "\n");
        return new EchoTarget(server);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/echo";
    }

    /** Its thread takes after the one that starts it, and must not keep a launcher alive that has failed. */
    private static void startAsDaemon(HttpServer server) throws InterruptedException {
        Thread starter = new Thread(server::start, "demo-target");
        starter.setDaemon(true);
        starter.start();
        starter.join();
    }

    private static int remembered(Path portFile) throws IOException {
        String text = PrivateFile.read(portFile).orElse("");
        if (!text.matches("\\d{4,5}")) {
            return 0;
        }
        int port = Integer.parseInt(text);
        return port <= 65535 && FreePort.isFree(port) ? port : 0;
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
