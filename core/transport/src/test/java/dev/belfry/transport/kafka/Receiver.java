package dev.belfry.transport.kafka;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what it was handed, and does with it what the test says. */
final class Receiver implements Consumer<List<Received<Note>>> {

    private final Consumer<List<Received<Note>>> then;
    private final List<Received<Note>> all = new CopyOnWriteArrayList<>();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    Receiver(Consumer<List<Received<Note>>> then) {
        this.then = then;
    }

    static Receiver acknowledging() {
        return new Receiver(
                batch -> batch.forEach(received -> received.acknowledge().run()));
    }

    static Receiver silent() {
        return new Receiver(batch -> {});
    }

    @Override
    public void accept(List<Received<Note>> batch) {
        all.addAll(batch);
        batches.add(batch.stream().map(received -> received.message().number()).toList());
        then.accept(batch);
    }

    List<Integer> numbers() {
        return all.stream().map(received -> received.message().number()).toList();
    }

    List<List<Integer>> batches() {
        return batches;
    }

    void acknowledge(int number) {
        all.stream()
                .filter(received -> received.message().number() == number)
                .forEach(received -> received.acknowledge().run());
    }
}
