package dev.sealwatch.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/** Keys and secrets that are made once and kept in the data directory, readable by their owner only. */
@ApplicationScoped
public class DataDirectory {

    private final Path keys;
    private final boolean mayGenerate;

    DataDirectory(PlatformConfig config) {
        this.keys = config.dataDir().toAbsolutePath().resolve("keys");
        this.mayGenerate = config.embedded();
    }

    /**
     * The kept secret of that name, made at the first call.
     *
     * @param setting the setting that the secret stands in for
     * @throws IllegalStateException outside the embedded mode, where a missing setting stops the start
     */
    public String secret(String name, String setting, Supplier<String> make) {
        return kept(name).orElseGet(() -> keep(name, setting, make));
    }

    private Optional<String> kept(String name) {
        try {
            Path file = keys.resolve(name);
            return mayGenerate && Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + keys.resolve(name), e);
        }
    }

    private String keep(String name, String setting, Supplier<String> make) {
        if (!mayGenerate) {
            throw new IllegalStateException(setting
                    + " is not set, and only generated with the embedded database. Set it, the same for all replicas.");
        }
        try {
            String secret = make.get();
            PrivateFolder.at(keys);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path draft = Files.createTempFile(keys, name, ".draft", owner);
            Files.writeString(draft, secret);
            Files.move(draft, keys.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + keys.resolve(name), e);
        }
    }
}
