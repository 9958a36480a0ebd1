package dev.belfry.fuzz.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends each request on a connection of its own. */
public final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    /** The server may rightly wait for what such a request still owes it. */
    private static final int PATIENCE_WITH_BROKEN_MILLIS = 150;

    private final InetSocketAddress address;
    private final ExecutorService writer = Executors.newCachedThreadPool(Wire::daemon);

    /** @param base of which host and port count */
    public Wire(URI base) {
        this.address = new InetSocketAddress(base.getHost(), base.getPort());
    }

    /**
     * Sends a request and reads its answer. The answer may come before all was sent, so both happen at once. A request that
     * can be read has to be answered; with one that cannot, silence counts as a closed connection.
     *
     * @throws IOException when nothing comes for twenty seconds, or what comes is no HTTP
     */
    public Answer exchange(Sent sent) throws IOException {
        long begun = System.nanoTime();
        boolean isReadable = sent.readability() == Readability.READABLE;
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(isReadable ? PATIENCE_MILLIS : PATIENCE_WITH_BROKEN_MILLIS);
            socket.connect(address, PATIENCE_MILLIS);
            writer.execute(() -> write(socket, sent));
            return new AnswerReader(socket.getInputStream(), sent.isHead()).read(begun);
        } catch (SocketException e) {
            // Reset: the server closed while we were still sending.
            return Answer.none(Duration.ofNanos(System.nanoTime() - begun));
        } catch (SocketTimeoutException e) {
            if (isReadable) {
                throw e;
            }
            return Answer.none(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }

    private static void write(Socket socket, Sent sent) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(sent.bytes());
            out.flush();
        } catch (IOException e) {
            // The server has answered and closed; whoever reads sees what it said.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fuzz-write");
        thread.setDaemon(true);
        return thread;
    }
}
