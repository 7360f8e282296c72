package io.saddlebag.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that refuses for good each mail with several parts, as too large. */
public final class PickyMailHost implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> mails = new CopyOnWriteArrayList<>();

    /** One that takes mail from now on. */
    public PickyMailHost() throws IOException {
        var thread = new Thread(this::serve, "picky mail host");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** What it took, as it came. */
    public List<String> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        try {
            while (true) {
                try (var client = server.accept()) {
                    talk(client);
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        say(client, "220 picky");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                say(client, "354 go on");
                say(client, judge(data(in)));
            } else {
                say(client, "250 as you like");
            }
        }
    }

    private static String data(BufferedReader in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    private String judge(String mail) {
        if (mail.contains("Content-Type: multipart/")) {
            return "552 5.3.4 too large for us";
        }
        mails.add(mail);
        return "250 taken";
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
