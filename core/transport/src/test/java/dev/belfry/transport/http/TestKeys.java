package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate of 127.0.0.1 that it signed itself, made on the spot. */
final class TestKeys {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final String STORE = "javax.net.ssl.trustStore";

    private TestKeys() {}

    /** What a server with this certificate speaks. */
    static SSLContext selfSigned(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        keytool(
                file,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-alias",
                "server");
        return context(file);
    }

    /** The same with a certificate that somebody trusted signed and that held a month ago. */
    static SSLContext expired(Path folder) throws Exception {
        Path authority = folder.resolve("keys.p12");
        Path server = folder.resolve("server.p12");
        String request = folder.resolve("request").toString();
        String signed = folder.resolve("signed").toString();
        String trusted = folder.resolve("trusted").toString();
        keytool(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c", "-alias", "ca");
        keytool(authority, "-exportcert", "-alias", "ca", "-file", trusted);
        keytool(server, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-alias", "server");
        keytool(server, "-certreq", "-alias", "server", "-file", request);
        keytool(
                authority,
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                signed,
                "-startdate",
                "-30d",
                "-validity",
                "3",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(server, "-importcert", "-noprompt", "-alias", "ca", "-file", trusted);
        keytool(server, "-importcert", "-noprompt", "-alias", "server", "-file", signed);
        return context(server);
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(1, List.of(arguments));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(command.toString()).isZero();
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Makes this JVM trust the certificate alone, until the result is closed. */
    static AutoCloseable trusted(Path folder) {
        System.setProperty(STORE, folder.resolve("keys.p12").toString());
        System.setProperty(STORE + "Password", new String(PASSWORD));
        return () -> {
            System.clearProperty(STORE);
            System.clearProperty(STORE + "Password");
        };
    }
}
