package dev.belfry.load.faults.traffic;

import java.util.List;
import java.util.Random;

/** Somebody who runs, pauses, resumes and edits jobs all the time, one after the other. */
final class Meddler {

    private static final int BETWEEN_MILLIS = 700;

    private final Random random;
    private final Thread thread = new Thread(this::run, "meddler");
    private List<Standing> jobs = List.of();
    private boolean resting;
    private boolean busy;
    private boolean ended;

    Meddler(Random random) {
        this.random = random;
        thread.setDaemon(true);
    }

    void meddleWith(List<Standing> some) {
        jobs = some;
    }

    void start() {
        thread.start();
    }

    /** Returns when nothing is under way. */
    synchronized void rest(boolean rests) throws InterruptedException {
        resting = rests;
        notifyAll();
        while (rests && busy) {
            wait();
        }
    }

    synchronized void close() {
        ended = true;
        notifyAll();
    }

    private void run() {
        try {
            while (begin()) {
                try {
                    meddle(jobs.get(random.nextInt(jobs.size())));
                } finally {
                    end();
                }
                Thread.sleep(random.nextInt(BETWEEN_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void meddle(Standing job) throws InterruptedException {
        switch (random.nextInt(10)) {
            case 0 -> job.pause();
            case 1, 2 -> job.resume();
            case 3 -> job.edit();
            default -> job.runNow();
        }
    }

    private synchronized boolean begin() throws InterruptedException {
        while (resting && !ended) {
            wait();
        }
        busy = !ended;
        return !ended;
    }

    private synchronized void end() {
        busy = false;
        notifyAll();
    }
}
