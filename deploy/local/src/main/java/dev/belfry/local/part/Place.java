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

    Optional<ClassArchive> archive(Service service) {
        Path program = service.program(repository);
        return archives.of(new Program(service.module(), program, List.of(program.getParent()), service.jvmOptions()));
    }
}
