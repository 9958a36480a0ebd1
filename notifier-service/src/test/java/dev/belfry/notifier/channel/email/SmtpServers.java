package dev.belfry.notifier.channel.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real SMTP server, and four that do not take letters: one refuses every receiver, one is too busy, one says nothing and
 * one is not there. Each is a mailer of its own.
 */
public final class SmtpServers implements QuarkusTestResourceLifecycleManager {

    private static final String PROPERTY = "belfry.test.greenmail";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<ServerSocket> sockets = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        server.start();
        System.getProperties().put(PROPERTY, server);
        Map<String, String> settings = new HashMap<>(Map.of(
                "belfry.mail.host", "127.0.0.1",
                "belfry.mail.from", "belfry@example.com",
                "belfry.mail.timeout", "3s",
                "quarkus.mailer.port", Integer.toString(server.getSmtp().getPort())));
        try {
            add(settings, "refusing", listen("550 no such user here"));
            add(settings, "busy", listen("450 try again later"));
            add(settings, "silent", listen(""));
            ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            add(settings, "gone", gone.getLocalPort());
            gone.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** Of the class loader that Quarkus gives to tests, which sees the same classes of GreenMail. */
    static GreenMail greenMail() {
        return (GreenMail) System.getProperties().get(PROPERTY);
    }

    @Override
    public void stop() {
        server.stop();
        for (ServerSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void add(Map<String, String> settings, String mailer, int port) {
        settings.put("quarkus.mailer." + mailer + ".host", "127.0.0.1");
        settings.put("quarkus.mailer." + mailer + ".port", Integer.toString(port));
        settings.put("quarkus.mailer." + mailer + ".mock", "false");
    }

    /** A server that greets, takes a sender and then replies this to every receiver; a blank one never says anything. */
    private int listen(String reply) throws IOException {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        Thread accepting = new Thread(() -> accept(socket, reply), "smtp " + reply);
        accepting.setDaemon(true);
        accepting.start();
        return socket.getLocalPort();
    }

    private static void accept(ServerSocket socket, String reply) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread talk = new Thread(() -> talk(client, reply), "smtp client");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void talk(Socket client, String reply) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, reply.isEmpty() ? "" : "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (reply.isEmpty()) {
                    continue;
                }
                boolean receiver = line.startsWith("RCPT");
                say(client, receiver ? reply : line.startsWith("QUIT") ? "221 bye" : "250 well");
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void say(Socket client, String line) throws IOException {
        if (!line.isEmpty()) {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
