package dev.belfry.core.secret.reference;

import java.util.BitSet;

/** A text to look for, in time linear in what is searched (Knuth, Morris, Pratt), whatever both texts are. */
final class Needle {

    private final String text;
    /** For each length of a beginning: the length of the longest shorter beginning that it ends with. */
    private final int[] fallback;

    Needle(String text) {
        this.text = text;
        this.fallback = new int[text.length() + 1];
        int length = 0;
        for (int i = 1; i < text.length(); i++) {
            length = longer(length, text.charAt(i));
            fallback[i + 1] = length;
        }
    }

    int length() {
        return text.length();
    }

    /** Marks every occurrence, overlapping ones too; returns how much of another one the text ends with. */
    int mark(String searched, BitSet marks) {
        int length = 0;
        for (int i = 0; i < searched.length(); i++) {
            length = longer(length, searched.charAt(i));
            if (length == text.length()) {
                marks.set(i + 1 - length, i + 1);
                length = fallback[length];
            }
        }
        return length;
    }

    private int longer(int length, char next) {
        int kept = length;
        while (kept > 0 && text.charAt(kept) != next) {
            kept = fallback[kept];
        }
        return text.charAt(kept) == next ? kept + 1 : kept;
    }
}
