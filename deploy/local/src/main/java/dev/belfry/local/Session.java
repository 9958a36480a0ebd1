package dev.belfry.local;

import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.local.console.Console;
import dev.belfry.local.demo.Demo;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.home.DatabaseEnv;
import dev.belfry.local.home.FolderLock;
import dev.belfry.local.home.LocalEnv;
import dev.belfry.local.options.LaunchOptions;
import dev.belfry.local.part.Leftovers;
import dev.belfry.local.part.Service;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** One run of the launcher, from the lock on the data folder to the last process. */
final class Session {

    private final LaunchOptions options;
    private final Path repository;
    private final Console console;
    private final Clock clock;
    private final Optional<Path> archives;
    private final String apiUrl;

    /** Never closed by us: it must last as long as any process of ours, and ends with this one. */
    private @Nullable FolderLock lock;

    Session(LaunchOptions options, Path repository, Console console, Clock clock, Optional<Path> archives) {
        this.archives = archives;
        this.options = options;
        this.repository = repository;
        this.console = console;
        this.clock = clock;
        this.apiUrl = "http://127.0.0.1:" + options.port();
    }

    /** Runs until a signal ends it. Returns 1 when it cannot start; why has been printed then. */
    int run() {
        long began = System.nanoTime();
        DataFolder folder;
        try {
            folder = open();
        } catch (IOException e) {
            console.error(explain(e));
            return 1;
        }
        Installation installation = new Installation(options, folder, repository, console, archives);
        Ending ending = new Ending(installation, folder, console);
        ending.onSignal();
        try {
            start(folder, installation, began);
            return 0;
        } catch (InterruptedException e) {
            return 0;
        } catch (IOException | SQLException | RuntimeException e) {
            // Whatever it is: half an installation must not live on.
            ending.afterFailure(explain(e));
            return 1;
        } finally {
            ending.starterLeft();
        }
    }

    /** Everything that can be refused is refused here, before anything is started. */
    private DataFolder open() throws IOException {
        for (Service service : Service.values()) {
            if (!Files.exists(service.program(repository))) {
                throw new IOException(service.module() + " is not built: " + service.program(repository)
                        + " is missing; deploy/local/up builds it");
            }
        }
        DataFolder folder = DataFolder.open(options.data());
        lock = FolderLock.take(folder.lock());
        LocalEnv.remove(folder.localEnv());
        DatabaseEnv.remove(folder.databaseEnv());
        List<String> ended = Leftovers.end(folder);
        if (!ended.isEmpty()) {
            console.line("Ended what a killed launcher had left: " + String.join(", ", ended));
        }
        if (!FreePort.isFree(options.port())) {
            throw new IOException("port " + options.port() + " of 127.0.0.1 is in use; choose another with --port N");
        }
        return folder;
    }

    private void start(DataFolder folder, Installation installation, long began)
            throws IOException, InterruptedException, SQLException {
        console.line(console.bold("Belfry") + " starts, data in " + folder.root());
        Demo demo = options.demo() ? Demo.prepare(folder, console, clock) : null;
        ApiToken token = installation.start(clock);
        LocalEnv.write(folder.localEnv(), installation.apiUrls(), token.value());
        console.line(console.good("Ready in " + Console.seconds(Duration.ofNanos(System.nanoTime() - began))) + "\n");
        welcome(folder, token, installation.apiUrls());
        if (demo != null) {
            console.line("\nThe demo jobs, one line for each execution:");
            demo.run(apiUrl, token.value());
        } else {
            letDemoRest(folder, token);
            new CountDownLatch(1).await();
        }
    }

    private void letDemoRest(DataFolder folder, ApiToken token) throws InterruptedException {
        try {
            Demo.rest(folder, apiUrl, token.value());
        } catch (IOException e) {
            console.error("could not pause the demo job: " + explain(e));
        }
    }

    private void welcome(DataFolder folder, ApiToken token, List<String> apiUrls) {
        console.row("API", String.join(" ", apiUrls));
        console.row("Token", token.value());
        console.row("Try", "curl -H 'Authorization: Bearer " + token.value() + "' " + apiUrl + "/v1/jobs");
        console.row("For your shell", ". " + folder.localEnv());
        console.row("Stop", "Ctrl-C; the data stays");
    }

    private static String explain(Exception e) {
        if (e instanceof AccessDeniedException denied) {
            // Its own message is the bare path.
            return "no permission for " + denied.getFile();
        }
        String why = e.getMessage() == null || !speaksForItself(e) ? e.toString() : e.getMessage();
        return why.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The messages of other kinds make sense only after their kind's name. */
    private static boolean speaksForItself(Exception e) {
        return e instanceof IllegalStateException
                || e instanceof FlywayException
                || !(e instanceof RuntimeException || e instanceof FileSystemException);
    }
}
