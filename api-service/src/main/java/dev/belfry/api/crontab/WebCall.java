package dev.belfry.api.crontab;

import dev.belfry.api.crontab.ShellCommand.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the words behind curl or wget: which URL they call, if that is all they do. */
final class WebCall {

    private static final Pattern URL = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

    private final WebClient client;
    private final List<Word> words;
    private final List<Word> urls = new ArrayList<>();
    private boolean followsRedirects;
    private int at;

    private WebCall(WebClient client, List<Word> words) {
        this.client = client;
        this.words = words;
        this.followsRedirects = client.followsRedirectsAnyway();
    }

    static boolean isUrl(String word) {
        return URL.matcher(word).matches();
    }

    /** @param words those behind the program's name */
    static Target target(WebClient client, List<Word> words) throws CrontabException {
        return new WebCall(client, words).read();
    }

    private Target read() throws CrontabException {
        while (at < words.size()) {
            Word word = words.get(at++);
            if (word.text().startsWith("--")) {
                longOption(word);
            } else if (word.text().startsWith("-")) {
                shortOptions(word.text());
            } else if (isUrl(word.text())) {
                urls.add(word);
            }
        }
        if (urls.size() != 1) {
            throw new CrontabException("the command calls " + (urls.isEmpty() ? "no" : urls.size())
                    + " URLs that begin with http:// or https://; a job calls one");
        }
        Word url = urls.get(0);
        if (url.isExpanded()) {
            throw new CrontabException("the URL holds a variable or command that only a shell could fill in");
        }
        return new Target(JobName.ofUrl(url.text()), url.text(), followsRedirects);
    }

    private void longOption(Word word) throws CrontabException {
        String[] option = word.text().substring(2).split("=", 2);
        String name = option[0];
        boolean isPlainGet = name.equals("request") && "GET".equals(option.length == 2 ? option[1] : next());
        if (client.changesCall(name) && !isPlainGet) {
            throw changed("--" + name);
        }
        if (name.equals("url") && option.length == 2 && isUrl(option[1])) {
            urls.add(new Word(option[1], word.isExpanded()));
        }
        followsRedirects |= name.startsWith("location");
        if (client.takesValue(name) && option.length == 1) {
            at++;
        }
    }

    private void shortOptions(String word) throws CrontabException {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            String value = i + 1 < word.length() ? word.substring(i + 1) : next();
            boolean isPlainGet = letter == 'X' && value.equals("GET");
            if (client.changesCall(letter) && !isPlainGet) {
                throw changed("-" + letter);
            }
            followsRedirects |= letter == 'L';
            if (client.takesValue(letter)) {
                at += i + 1 < word.length() ? 0 : 1;
                return;
            }
        }
    }

    private String next() {
        return at < words.size() ? words.get(at).text() : "";
    }

    private CrontabException changed(String option) {
        return new CrontabException(
                "the option " + option + " makes the call more than a plain GET, which is all an import"
                        + " makes of a line; create this job with its method, headers and body instead");
    }
}
