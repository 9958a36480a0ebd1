package dev.belfry.api.crontab;

import java.util.ArrayList;
import java.util.List;

/**
 * The first simple command of a shell line, taken apart as a shell would, and what stands behind it. Nothing is run and
 * nothing expanded.
 *
 * @param words quotes and redirections are gone
 * @param separator what ends the command: {@code |}, {@code ||}, {@code &}, {@code &&}, {@code ;} and the like, or
 *     nothing
 * @param rest what stands behind the separator
 */
record ShellCommand(List<Word> words, String separator, String rest) {

    /** @param isExpanded whether a shell would put something in: a variable or the output of a command */
    record Word(String text, boolean isExpanded) {}

    static ShellCommand of(String line) {
        return new Lexer(line).read();
    }

    private static final class Lexer {

        private final String line;
        private final List<Word> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean isExpanded;
        private boolean isRedirection;
        private char quote;
        private int at;

        Lexer(String line) {
            this.line = line;
        }

        ShellCommand read() {
            while (at < line.length()) {
                char c = line.charAt(at++);
                if (quote != 0) {
                    quoted(c);
                } else if (c == '&' && nextIs('>')) {
                    redirection();
                } else if (";|&()".indexOf(c) >= 0 || c == '#' && !inWord) {
                    endWord();
                    return ended(c);
                } else {
                    plain(c);
                }
            }
            endWord();
            return new ShellCommand(words, "", "");
        }

        private void plain(char c) {
            if (Character.isWhitespace(c)) {
                endWord();
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '<' || c == '>') {
                redirection();
            } else if (c == '\\' && at < line.length()) {
                append(line.charAt(at++));
            } else {
                isExpanded |= c == '$' || c == '`';
                append(c);
                if (c == '$' && nextIs('(')) {
                    substitution();
                }
            }
        }

        /** Its output would be part of the word; what stands in it is none of ours. */
        private void substitution() {
            int end = line.indexOf(')', at);
            at = end < 0 ? line.length() : end + 1;
        }

        private boolean nextIs(char c) {
            return at < line.length() && line.charAt(at) == c;
        }

        private void quoted(char c) {
            if (c == quote) {
                quote = 0;
            } else if (quote == '"' && c == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0) {
                append(line.charAt(at++));
            } else {
                isExpanded |= quote == '"' && (c == '$' || c == '`');
                append(c);
            }
        }

        /** The number before the sign and the file behind it are no words of the command. */
        private void redirection() {
            if (word.toString().matches("\\d+")) {
                word.setLength(0);
                inWord = false;
            }
            endWord();
            while (at < line.length() && "<>&|".indexOf(line.charAt(at)) >= 0) {
                at++;
            }
            isRedirection = true;
        }

        private void append(char c) {
            word.append(c);
            inWord = true;
        }

        private void endWord() {
            if (!inWord) {
                return;
            }
            if (!isRedirection) {
                words.add(new Word(word.toString(), isExpanded));
            }
            word.setLength(0);
            inWord = false;
            isExpanded = false;
            isRedirection = false;
        }

        private ShellCommand ended(char sign) {
            if (sign == '#') {
                return new ShellCommand(words, "", "");
            }
            String separator = String.valueOf(sign);
            if (nextIs(sign)) {
                separator += sign;
                at++;
            }
            return new ShellCommand(words, separator, line.substring(at).strip());
        }
    }
}
