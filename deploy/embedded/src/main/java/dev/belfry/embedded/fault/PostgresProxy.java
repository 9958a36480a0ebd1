package dev.belfry.embedded.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on 127.0.0.1 that hands everything on to a PostgreSQL, except what it is told to lose. What it does can be
 * changed at any time, by any thread. It refuses encryption: it has to read what passes.
 */
public final class PostgresProxy implements AutoCloseable {

    private final ServerSocket server;
    private final InetSocketAddress upstream;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong answersLost = new AtomicLong();
    private final Gate gate = new Gate();
    private volatile Faults faults = Faults.NONE;
    private volatile boolean refusing;

    private PostgresProxy(ServerSocket server, InetSocketAddress upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    /**
     * What has passed so far.
     *
     * @param statements all that came, those that were lost included
     * @param lost those that took no effect
     * @param answersLost those that took effect without an answer
     */
    public record Counts(long statements, long lost, long answersLost) {}

    /** Listens at once; {@code port} is 0 for a free one. */
    public static PostgresProxy start(int port, InetSocketAddress upstream) throws IOException {
        ServerSocket server = new ServerSocket(port, 200, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        PostgresProxy proxy = new PostgresProxy(server, upstream);
        ProxiedConnection.thread(proxy::accept, "postgres-proxy-" + server.getLocalPort());
        return proxy;
    }

    /** In front of the database of a URL such as {@code postgresql://host:port/database}, on a free port. */
    public static PostgresProxy before(String databaseUrl) throws IOException {
        URI url = URI.create(databaseUrl);
        return start(0, new InetSocketAddress(url.getHost(), url.getPort()));
    }

    /** The same database by the way through here; takes a JDBC URL as well. */
    public String through(String databaseUrl) {
        return databaseUrl.replaceFirst("//[^/]+/", "//127.0.0.1:" + port() + "/");
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What is lost from now on. */
    public void lose(Faults faults) {
        this.faults = faults;
    }

    /** Whether everything stands still: connections are taken, and nothing passes either way. */
    public void silence(boolean silent) {
        gate.shut(silent);
    }

    /** Whether nobody gets in; who is in is put out now. */
    public void refuse(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            cut();
        }
    }

    /** Loses all connections there are, wherever they are in their work. */
    public void cut() {
        connections.forEach(ProxiedConnection::close);
    }

    public Counts counts() {
        return new Counts(statements.get(), lost.get(), answersLost.get());
    }

    /** Lets go of the port and of all connections. */
    @Override
    public void close() throws IOException {
        server.close();
        gate.shut(false);
        cut();
    }

    Fault judge(String sql) {
        statements.incrementAndGet();
        Fault fault = faults.of(sql);
        if (fault == Fault.LOST) {
            lost.incrementAndGet();
        }
        return fault;
    }

    void answerLost() {
        answersLost.incrementAndGet();
    }

    /** Returns when something may pass. */
    void pass() {
        gate.pass();
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (refusing) {
                    client.close();
                } else {
                    // To a thread of its own: the database itself may take its time.
                    ProxiedConnection.thread(() -> connect(client), "postgres-proxy-connect");
                }
            } catch (IOException e) {
                // Closed, or this one client was gone already.
                continue;
            }
        }
    }

    private void connect(Socket client) {
        Socket database = new Socket();
        try {
            database.connect(upstream);
            ProxiedConnection connection = new ProxiedConnection(this, client, database);
            connections.add(connection);
            connection.run();
        } catch (IOException e) {
            ProxiedConnection.close(client);
            ProxiedConnection.close(database);
        }
    }

    /** Open or shut for everybody. */
    private static final class Gate {
        private boolean shut;

        synchronized void shut(boolean now) {
            shut = now;
            notifyAll();
        }

        synchronized void pass() {
            while (shut) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
