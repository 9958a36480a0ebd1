package dev.belfry.local.part;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.process.StopSignal;
import dev.belfry.local.archive.ClassArchive;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.supervision.Part;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One process of one of the four services. */
public final class ServicePart implements Part {

    private static final int PROBE_MILLIS = 1000;

    private final Replica replica;
    private final Path program;
    private final DataFolder folder;
    private final Optional<ClassArchive> archive;
    private final ServiceSettings settings;
    private final int fixedPort;
    private int port;

    /** {@code fixedPort} is the port to listen on, or 0 for a free one, chosen anew at each launch. */
    public ServicePart(Replica replica, Place place, ServiceSettings settings, int fixedPort) {
        this.replica = replica;
        this.program = replica.service().program(place.repository());
        this.folder = place.folder();
        this.archive = place.archive(replica);
        this.settings = settings;
        this.fixedPort = fixedPort;
    }

    @Override
    public String name() {
        return replica.name();
    }

    @Override
    public Child launch() throws IOException {
        port = fixedPort == 0 ? FreePort.choose() : fixedPort;
        List<String> command = new ArrayList<>(List.of(Programs.java(), "-Dbelfry.service=" + name(), folder.mark()));
        command.addAll(replica.service().jvmOptions());
        archive.map(ClassArchive::options).ifPresent(command::addAll);
        command.addAll(List.of(
                // Twenty times a second by default, for tools that watch a JVM from outside.
                "-XX:PerfDataSamplingInterval=1000",
                // What compiling took is given back; a JVM older than this option does without.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TrimNativeHeapInterval=60000",
                // Out of memory, a service is of no more use; a new one is.
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-jar",
                program.toString()));
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
                boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                if (ready) {
                    archive.ifPresent(ClassArchive::proven);
                }
                return ready;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
