package dev.belfry.local;

import dev.belfry.local.console.Console;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.supervision.Events;
import java.time.Duration;

/** Tells the terminal what becomes of the parts. */
final class ConsoleEvents implements Events {

    private final Console console;
    private final DataFolder folder;

    ConsoleEvents(Console console, DataFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    @Override
    public void ready(String name, Duration after, boolean again) {
        console.row(name, Console.seconds(after) + (again ? "  back again" : ""));
    }

    @Override
    public void died(String name, String how, Duration wait) {
        console.row(name, console.bad(how) + ", restarts in " + Console.seconds(wait) + "; see " + folder.log(name));
    }
}
