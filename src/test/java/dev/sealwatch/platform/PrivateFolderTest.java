package dev.sealwatch.platform;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    @TempDir
    Path home;

    @Test
    void isItsOwnersAlone() throws IOException {
        assertThat(Files.getPosixFilePermissions(PrivateFolder.at(home.resolve("a/b"))))
                .isEqualTo(fromString("rwx------"));
    }

    @Test
    void closesWhatWasOpen() throws IOException {
        Path open = Files.createDirectory(home.resolve("open"), asFileAttribute(fromString("rwxr-xr-x")));

        assertThat(Files.getPosixFilePermissions(PrivateFolder.at(open))).isEqualTo(fromString("rwx------"));
    }
}
