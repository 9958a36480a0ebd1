package dev.belfry.load.installation;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the processes of an installation have used until a moment, by part: the launcher, PostgreSQL with its backends,
 * Kafka, and each service. Linux only: read from {@code /proc}.
 *
 * @param cpuSeconds user and system time since the part began
 * @param memoryMegabytes the proportional set size (PSS), in which shared pages count once, at its peak
 */
public record Usage(Map<String, Double> cpuSeconds, Map<String, Double> memoryMegabytes) {

    /** Clock ticks in a second, which is 100 on every Linux that Java runs on. */
    private static final double TICKS = 100;

    /** What the launcher keeps for its next start; made once after a build. */
    static final String ARCHIVES = "archives";

    private static final Pattern SERVICE = Pattern.compile("-Dbelfry\\.service=([a-z-]+)");
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    /** What proc(5) wants written to {@code clear_refs} to begin the peak of the resident set anew. */
    private static final String PEAK_ANEW = "5";

    /** From now on peaks are those since now. */
    public static void forgetPeaks(ProcessHandle launcher) throws IOException {
        for (ProcessHandle process : tree(launcher)) {
            try {
                Files.writeString(folder(process).resolve("clear_refs"), PEAK_ANEW);
            } catch (IOException e) {
                throwIfAlive(process, e);
            }
        }
    }

    static Usage of(ProcessHandle launcher) throws IOException {
        Map<String, Double> cpu = new TreeMap<>();
        Map<String, Double> memory = new TreeMap<>();
        for (ProcessHandle process : tree(launcher)) {
            Path folder = folder(process);
            try {
                String part = part(process, launcher, Files.readString(folder.resolve("cmdline")));
                cpu.merge(
                        part,
                        cpuSeconds(Files.readString(folder.resolve("stat")), process.equals(launcher)),
                        Double::sum);
                memory.merge(part, peakMegabytes(folder), Double::sum);
            } catch (IOException e) {
                throwIfAlive(process, e);
            }
        }
        return new Usage(cpu, memory);
    }

    /** The CPU seconds used since an earlier moment, by part. */
    public Map<String, Double> cpuSince(Usage earlier) {
        Map<String, Double> since = new TreeMap<>();
        cpuSeconds.forEach((part, seconds) -> since.put(part, seconds - earlier.cpuSeconds.getOrDefault(part, 0.0)));
        return since;
    }

    public static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Path folder(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    /** A backend of PostgreSQL may end at any moment; for a while it is there and has no memory any more. */
    private static void throwIfAlive(ProcessHandle process, IOException problem) throws IOException {
        boolean ends = problem instanceof FileSystemException refused && "No such process".equals(refused.getReason());
        if (process.isAlive() && !ends) {
            throw problem;
        }
    }

    private static List<ProcessHandle> tree(ProcessHandle launcher) {
        return Stream.concat(Stream.of(launcher), launcher.descendants()).toList();
    }

    private static String part(ProcessHandle process, ProcessHandle launcher, String command) {
        Matcher service = SERVICE.matcher(command);
        if (process.equals(launcher)) {
            return "launcher";
        } else if (service.find()) {
            return service.group(1);
        }
        return command.contains("-Dbelfry.kafka=")
                ? "kafka"
                : command.contains("-Xshare:dump") ? ARCHIVES : "postgresql";
    }

    /** See proc(5): fields 14 and 15, and 16 and 17 for the children that have ended, such as backends. */
    private static double cpuSeconds(String stat, boolean withoutChildren) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        List<Integer> positions = new ArrayList<>(List.of(11, 12));
        if (!withoutChildren) {
            positions.addAll(List.of(13, 14));
        }
        return positions.stream().mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
    }

    /** The present PSS, and what the resident set has lost since its peak. */
    private static double peakMegabytes(Path process) throws IOException {
        String status = Files.readString(process.resolve("status"));
        long kilobytes = number(PSS, Files.readString(process.resolve("smaps_rollup")))
                + number(PEAK, status)
                - number(RESIDENT, status);
        return kilobytes / 1024.0;
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
