package dev.belfry.local.standin;

import dev.belfry.local.part.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that looks like the built repository, with {@link StandInService} in the place of each service. */
public final class StandInRepository {

    private StandInRepository() {}

    public static void create(Path root) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> new File(entry).toURI().toString())
                        .collect(Collectors.joining(" ")));
        for (Service service : Service.values()) {
            Path program = service.program(root);
            Files.createDirectories(program.getParent());
            new JarOutputStream(Files.newOutputStream(program), manifest).close();
        }
    }
}
