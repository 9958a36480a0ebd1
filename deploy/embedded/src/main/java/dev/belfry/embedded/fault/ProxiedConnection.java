package dev.belfry.embedded.fault;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One client and its connection to the database, each way by a thread of its own.
 *
 * <p>A client sends a statement as several messages of which the last asks for an end, and may send the next before it
 * has the answer. The database ends each answer by ReadyForQuery, in the order of the statements.
 */
final class ProxiedConnection {

    private static final char READY_FOR_QUERY = 'Z';

    private final PostgresProxy proxy;
    private final Socket client;
    private final Socket database;

    /** What becomes of the answers that are still to come; the first one belongs to the login. */
    private final Queue<Fault> awaited = new ConcurrentLinkedQueue<>(List.of(Fault.NONE));

    ProxiedConnection(PostgresProxy proxy, Socket client, Socket database) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.database = database;
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
    }

    /** Serves until either side ends. */
    void run() {
        thread(this::answers, "postgres-proxy-answers");
        try (DataInputStream in = Messages.in(client);
                DataOutputStream out = Messages.out(database)) {
            Messages.login(in, Messages.plain(client), out);
            out.flush();
            requests(in, out);
        } catch (IOException e) {
            // Either side has ended, or we have ended both.
            return;
        } finally {
            close();
        }
    }

    void close() {
        close(client);
        close(database);
        proxy.ended(this);
    }

    private void requests(DataInputStream in, DataOutputStream out) throws IOException {
        Statements known = new Statements();
        List<Messages.Message> request = new ArrayList<>();
        while (true) {
            Messages.Message message = Messages.read(in);
            request.add(message);
            known.note(message);
            boolean complete = known.isEnd(message);
            if (complete) {
                Fault fault = known.takeText().map(proxy::judge).orElse(Fault.NONE);
                proxy.pass();
                if (fault == Fault.LOST) {
                    return;
                }
                awaited.add(fault);
            }
            if (complete || !known.isPartOfStatement(message)) {
                for (Messages.Message part : request) {
                    part.write(out);
                }
                request.clear();
                out.flush();
            }
        }
    }

    private void answers() {
        try (DataInputStream in = Messages.in(database);
                DataOutputStream out = Messages.out(client)) {
            while (true) {
                Messages.Message message = Messages.read(in);
                proxy.pass();
                boolean isLost = awaited.peek() == Fault.ANSWER_LOST;
                if (!isLost) {
                    message.write(out);
                }
                if (message.type() == READY_FOR_QUERY) {
                    awaited.remove();
                    if (isLost) {
                        proxy.answerLost();
                        return;
                    }
                }
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            return;
        } finally {
            close();
        }
    }

    static void thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
            return;
        }
    }
}
