package dev.belfry.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belfry.local.supervision.Supervisor.Grace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor = new Supervisor(new Events() {
        @Override
        public void ready(String name, Duration after, boolean again) {
            heard.add(name + (again ? " back" : " ready"));
        }

        @Override
        public void died(String name, String how, Duration wait) {
            heard.add(name + " " + how);
        }
    });

    @AfterEach
    void stop() {
        supervisor.stop(List.of());
    }

    @Test
    void bringsBackWithinASecondAPartThatWasKilled() throws Exception {
        // given
        ShellPart part = start("alpha", ShellPart.OBEDIENT);
        supervisor.awaitReady(List.of("alpha"), TIMEOUT);
        long first = part.pid();

        // when
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(1)).until(() -> part.isAlive() && part.pid() != first);
        await().untilAsserted(() ->
                assertThat(heard).containsExactly("alpha ready", "alpha ended by signal 9", "alpha back"));
    }

    @Test
    void givesUpWaitingForAPartThatKeepsDying() {
        start("alpha", "exit 3");

        assertThatThrownBy(() -> supervisor.awaitReady(List.of("alpha"), TIMEOUT))
                .isInstanceOf(IOException.class)
                .hasMessage("alpha keeps dying, last: ended with code 3");
    }

    @Test
    void givesUpWaitingForAPartThatNeverGetsReady() {
        start("alpha", "exec sleep 300.125");

        assertThatThrownBy(() -> supervisor.awaitReady(List.of("alpha"), Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("alpha was not ready");
    }

    @Test
    void stopsThePartsOneAfterTheOtherInTheGivenOrder() throws Exception {
        // given each part writes its name when it ends, a while after it was told
        String script = "trap 'sleep 0.2; echo $0 >> " + folder.resolve("order")
                + "; exit 0' TERM; touch ready-$0; while :; do sleep 0.02; done";
        List.of("alpha", "beta", "gamma").forEach(name -> start(name, script));
        supervisor.awaitReady(List.of("alpha", "beta", "gamma"), TIMEOUT);

        // when
        List<String> killed = supervisor.stop(List.of(grace("gamma", 5000), grace("alpha", 5000), grace("beta", 5000)));

        // then
        assertThat(killed).isEmpty();
        assertThat(folder.resolve("order")).hasContent("gamma\nalpha\nbeta\n");
        assertThat(heard).noneMatch(line -> line.contains("ended"));
    }

    @Test
    void stopsPartsThatShareAGraceAtTheSameTime() throws Exception {
        // given each takes most of the grace, so that one after the other they would not all have it
        String script = "trap 'sleep 1; exit 0' TERM; touch ready-$0; while :; do sleep 0.02; done";
        List<String> names = List.of("alpha", "beta", "gamma", "delta");
        names.forEach(name -> start(name, script));
        supervisor.awaitReady(names, TIMEOUT);

        // when
        List<String> killed = supervisor.stop(List.of(new Grace(names, Duration.ofMillis(2500))));

        // then
        assertThat(killed).isEmpty();
    }

    @Test
    void killsAPartThatOutstaysItsGraceAndLeavesTheNextItsOwn() throws Exception {
        // given
        ShellPart stubborn = start("alpha", "trap '' TERM; touch ready-$0; while :; do sleep 0.02; done");
        ShellPart slow = start("beta", "trap 'sleep 0.5; exit 0' TERM; touch ready-$0; while :; do sleep 0.02; done");
        supervisor.awaitReady(List.of("alpha", "beta"), TIMEOUT);

        // when
        List<String> killed = supervisor.stop(List.of(grace("alpha", 300), grace("beta", 3000)));

        // then
        assertThat(killed).containsExactly("alpha");
        assertThat(stubborn.isAlive()).isFalse();
        assertThat(slow.isAlive()).isFalse();
    }

    @Test
    void startsNothingOnceTheStopHasBegun() throws Exception {
        // given a part that has just died and waits for its next life
        ShellPart dying = start("alpha", "exit 1");
        await().until(() -> heard.size() >= 2);

        // when
        supervisor.stop(List.of(grace("alpha", 100)));
        int launches = dying.launches();
        ShellPart late = start("beta", ShellPart.OBEDIENT);

        // then
        await().during(Duration.ofMillis(700)).until(() -> dying.launches() == launches && late.launches() == 0);
    }

    @Test
    void bringsNothingBackWhileItStopsTheOthers() throws Exception {
        // given one part that takes its time to stop, and another that dies meanwhile
        start("slow", "trap 'sleep 1; exit 0' TERM; touch ready-$0; while :; do sleep 0.02; done");
        ShellPart dying = start("dying", "touch ready-$0; while [ ! -e die ]; do sleep 0.02; done");
        supervisor.awaitReady(List.of("slow", "dying"), TIMEOUT);
        Files.createFile(folder.resolve("die"));

        // when
        await().until(() -> heard.stream().anyMatch(line -> line.startsWith("dying ended")));
        supervisor.stop(List.of(grace("slow", 5000), grace("dying", 5000)));

        // then
        assertThat(dying.launches()).isEqualTo(1);
    }

    private ShellPart start(String name, String script) {
        ShellPart part = new ShellPart(name, script, folder);
        supervisor.start(part);
        return part;
    }

    private static Grace grace(String name, long millis) {
        return new Grace(List.of(name), Duration.ofMillis(millis));
    }
}
