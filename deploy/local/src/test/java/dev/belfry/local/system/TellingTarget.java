package dev.belfry.local.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A target that tells whatever it was sent in the header {@code X-Secret}, each path in another place and form. */
final class TellingTarget implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, UnaryOperator<String>> answers = new LinkedHashMap<>();
    private final Set<String> received = ConcurrentHashMap.newKeySet();

    TellingTarget() throws IOException {
        answers.put("plain", secret -> body("you sent " + secret));
        answers.put("json", secret -> body("{\"echo\": \"" + secret + "\"}"));
        answers.put("escaped", secret -> body("{\"echo\": \"" + Canaries.escaped(secret) + "\"}"));
        answers.put("base64", secret -> body(base64(secret)));
        answers.put("base64-inside", secret -> body(base64("{\"token\":\"" + secret + "\"}")));
        answers.put("hex", secret -> body(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))));
        answers.put("url", secret -> body("token=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        answers.put("cut", secret -> body("x".repeat(64 * 1024 - 20) + secret));
        answers.put("header", secret -> OK + "X-Echo: " + secret + "\r\nContent-Length: 0\r\n\r\n");
        answers.put("header-name", secret -> OK + secret + ": x\r\nContent-Length: 0\r\n\r\n");
        answers.put("cookie", secret -> OK + "Set-Cookie: a=" + secret + "\r\nContent-Length: 0\r\n\r\n");
        answers.put("retry", secret -> "HTTP/1.1 429 No\r\nRetry-After: " + secret + "\r\nContent-Length: 0\r\n\r\n");
        answers.put("followed", secret -> redirect("/plain?token=" + secret));
        answers.put("forbidden", secret -> redirect("http://10.1.2.3/?token=" + secret));
        answers.put("nowhere", secret -> redirect("http://" + secret + "/"));
        answers.put("no-url", secret -> redirect("ht!tp:// " + secret));
        answers.put("status", secret -> "HTTP/1.1 " + secret + " OK\r\n\r\n");
        answers.put("reason", secret -> "HTTP/1.1 500 " + secret + "\r\nContent-Length: 0\r\n\r\n");
        answers.put("no-header", secret -> OK + secret + "\r\n\r\n");
        answers.put("chunk", secret -> OK + "Transfer-Encoding: chunked\r\n\r\n" + secret + "\r\n");
        answers.put("length", secret -> OK + "Content-Length: " + secret + "\r\n\r\n");
        answers.put("no-http", secret -> secret + "\r\n\r\n");
        threads.execute(this::accept);
    }

    /** The paths there are, without a slash before them. */
    Set<String> forms() {
        return answers.keySet();
    }

    String url(String form) {
        return "http://127.0.0.1:" + server.getLocalPort() + "/" + form;
    }

    /** What it was told. */
    Set<String> received() {
        return Set.copyOf(received);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String path = reader.readLine().split(" ")[1];
            String secret = "nothing";
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("x-secret: ")) {
                    secret = line.substring("x-secret: ".length());
                }
            }
            received.add(secret);
            String answer = answers.get(path.substring(1).split("\\?")[0]).apply(secret);
            OutputStream out = socket.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // The other side has gone, as it does in the middle of nonsense.
        }
    }

    private static String body(String text) {
        return OK + "Connection: close\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
