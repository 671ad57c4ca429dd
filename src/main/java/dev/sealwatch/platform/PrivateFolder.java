package dev.sealwatch.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that nobody but its owner looks into, where the file system knows owners. */
final class PrivateFolder {

    private PrivateFolder() {}

    /** Made if it is not there, closed to others if it was open. */
    static Path at(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }
}
