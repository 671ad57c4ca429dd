package dev.sealwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time in microseconds, of the three who share the machine. Where there is no {@code /proc} it stays zero.
 *
 * @param load this process and the programs it ran to their end
 */
record Cpu(double service, double postgres, double load) {

    private static final int MICROS_A_TICK = 10_000;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_CHILDREN = 13;
    private static final int SYSTEM_OF_CHILDREN = 14;

    /** What was used so far. */
    static Cpu now(long service, long postgres) {
        long own = ProcessHandle.current().pid();
        double database = withChildren(postgres)
                + ProcessHandle.of(postgres).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToDouble(child -> alone(child.pid()))
                        .sum();
        return new Cpu(alone(service), database, withChildren(own));
    }

    Cpu since(Cpu before) {
        return new Cpu(service - before.service, postgres - before.postgres, load - before.load);
    }

    double total() {
        return service + postgres + load;
    }

    private static double alone(long pid) {
        String[] fields = fields(pid);
        return ticks(fields, USER) + ticks(fields, SYSTEM);
    }

    /** With the children that ended. */
    private static double withChildren(long pid) {
        String[] fields = fields(pid);
        return ticks(fields, USER)
                + ticks(fields, SYSTEM)
                + ticks(fields, USER_OF_CHILDREN)
                + ticks(fields, SYSTEM_OF_CHILDREN);
    }

    private static double ticks(String[] fields, int field) {
        return fields.length > field ? Double.parseDouble(fields[field]) * MICROS_A_TICK : 0;
    }

    /** What follows the name of the program, which may hold spaces (proc(5)); nothing for a process that is gone. */
    private static String[] fields(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }
}
