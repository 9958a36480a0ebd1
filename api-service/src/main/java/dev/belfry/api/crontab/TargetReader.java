package dev.belfry.api.crontab;

import dev.belfry.api.crontab.ShellCommand.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides what the command of a line calls. */
final class TargetReader {

    private static final Pattern PLAIN_URL = Pattern.compile("(?i)(https?://\\S+)(?:\\s+(.*))?");

    /** To cron it ends the command; two hexadecimal digits behind it were meant for a URL. */
    private static final Pattern END_OF_COMMAND = Pattern.compile("(?<!\\\\)%(?![0-9A-Fa-f]{2}).*");

    /** A call whose outcome or output is only looked after is still that call. */
    private static final Set<String> AFTERCARE = Set.of("|", "||");

    private final @Nullable String defaultUrl;

    TargetReader(@Nullable String defaultUrl) {
        this.defaultUrl = defaultUrl;
    }

    Target target(String command) throws CrontabException {
        Matcher plain = PLAIN_URL.matcher(command);
        if (plain.matches()) {
            String behind = plain.group(2) == null ? "" : plain.group(2);
            if (!behind.isEmpty() && !behind.startsWith("#")) {
                throw new CrontabException("behind the URL nothing else may stand: " + JobName.cut(behind, 50));
            }
            String url = plain.group(1).replace("\\%", "%");
            return new Target(JobName.ofUrl(url), url, false);
        }
        String shown = END_OF_COMMAND.matcher(command).replaceFirst("").replace("\\%", "%");
        Optional<Target> call = call(ShellCommand.of(shown));
        return call.isPresent() ? call.get() : byDefault(shown);
    }

    private Target byDefault(String command) throws CrontabException {
        if (defaultUrl == null) {
            throw new CrontabException(
                    command.isBlank()
                            ? "the line names no URL, and there is no default_url"
                            : "the command is no single call of a URL by curl or wget, and there is no default_url to call"
                                    + " in its place");
        }
        String name = command.isBlank() ? JobName.ofUrl(defaultUrl) : JobName.ofCommand(command);
        return new Target(name, defaultUrl, false);
    }

    /** What a line calls that is one call and nothing else. */
    private static Optional<Target> call(ShellCommand command) throws CrontabException {
        List<Word> words = command.words();
        boolean isAll = command.rest().isEmpty()
                || AFTERCARE.contains(command.separator()) && !command.rest().contains("://");
        if (words.isEmpty() || !isAll) {
            return Optional.empty();
        }
        String program = words.get(0).text();
        Optional<WebClient> client = WebClient.of(program);
        if (client.isPresent()) {
            return Optional.of(WebCall.target(client.get(), words.subList(1, words.size())));
        }
        boolean isUrl = words.size() == 1 && WebCall.isUrl(program);
        return isUrl ? Optional.of(new Target(JobName.ofUrl(program), program, false)) : Optional.empty();
    }
}
