package dev.belfry.embedded.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's messages: a type, a length that counts itself, a body. Only the very first have no type. */
final class Messages {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST = 1 << 30;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private Messages() {}

    record Message(char type, byte[] body) {

        void write(DataOutputStream out) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + 4);
            out.write(body);
        }

        /** The text that begins at a place of the body and ends with a zero. */
        String text(int from) {
            int end = from;
            while (body[end] != 0) {
                end++;
            }
            return new String(body, from, end - from, StandardCharsets.UTF_8);
        }

        /** The text after that one. */
        String textAfter(String first) {
            return text(first.getBytes(StandardCharsets.UTF_8).length + 1);
        }
    }

    static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    static DataOutputStream out(Socket socket) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
    }

    static OutputStream plain(Socket socket) throws IOException {
        return socket.getOutputStream();
    }

    static Message read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        return new Message(type, body(in));
    }

    /** Hands the first message on; answers the question for encryption, which may come before it, with no. */
    static void login(DataInputStream in, OutputStream answers, DataOutputStream out) throws IOException {
        byte[] body = body(in);
        while (asksForEncryption(body)) {
            answers.write('N');
            answers.flush();
            body = body(in);
        }
        out.writeInt(body.length + 4);
        out.write(body);
    }

    private static boolean asksForEncryption(byte[] body) {
        int code = body.length == 4 ? ByteBuffer.wrap(body).getInt() : 0;
        return code == SSL_REQUEST || code == GSS_REQUEST;
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = in.readInt() - 4;
        if (length < 0 || length > LONGEST) {
            throw new IOException("no message of PostgreSQL has a length of " + length);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }
}
