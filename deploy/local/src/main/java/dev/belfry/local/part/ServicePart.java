package dev.belfry.local.part;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.process.StopSignal;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.supervision.Part;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the four services. */
public final class ServicePart implements Part {

    private static final int PROBE_MILLIS = 1000;

    private final Service service;
    private final Path repository;
    private final DataFolder folder;
    private final ServiceSettings settings;
    private final int fixedPort;
    private int port;

    /** {@code fixedPort} is the port to listen on, or 0 for a free one, chosen anew at each launch. */
    public ServicePart(Service service, Path repository, DataFolder folder, ServiceSettings settings, int fixedPort) {
        this.service = service;
        this.repository = repository;
        this.folder = folder;
        this.settings = settings;
        this.fixedPort = fixedPort;
    }

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public Child launch() throws IOException {
        port = fixedPort == 0 ? FreePort.choose() : fixedPort;
        List<String> command = List.of(
                Programs.java(),
                "-Dbelfry.service=" + name(),
                folder.mark(),
                "-Xmx" + service.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                // Out of memory, a service is of no more use; a new one is.
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-jar",
                service.program(repository).toString());
        Map<String, String> environment = new HashMap<>(settings.toEnvironment());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        // In the data folder, where no stray .env or config folder of the user's can reach it.
        Invocation invocation = new Invocation(command, environment, folder.root());
        return Child.start(new Child.Spec(invocation, folder.log(name()), folder.pidFile(name()), StopSignal.TERM));
    }

    @Override
    public boolean isReady() {
        try {
            URI readiness = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
            HttpURLConnection connection = (HttpURLConnection) readiness.toURL().openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
