package dev.belfry.local.part;

import dev.belfry.local.archive.ClassArchive;
import dev.belfry.local.archive.ClassArchives;
import dev.belfry.local.archive.Program;
import dev.belfry.local.home.DataFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the services come from, and where they leave what they write. */
public record Place(Path repository, DataFolder folder, ClassArchives archives) {

    /** All replicas of a service use one archive; the first notes the classes for it. */
    Optional<ClassArchive> archive(Replica replica) {
        Service service = replica.service();
        Path jar = service.program(repository);
        Program program = new Program(service.module(), jar, List.of(jar.getParent()), service.jvmOptions());
        return replica.isFirst() ? archives.of(program) : archives.ofFurther(program);
    }
}
