package io.jenkins.plugins.flux.simulator.server;

import java.util.function.UnaryOperator;

/** Fills answers with text that does harm if displayed unescaped: on a page, in a console, as a file name. */
final class HostileTexts {
    /**
     * A path, markup, a terminal color and hidden text, a Jenkins console note, a direction mark, a line break, half a
     * surrogate pair.
     */
    private static final String TEXT =
            "../../x.sh <script>alert(1)</script><img src=x onerror=alert(2)> ${jndi:ldap://127.0.0.1/x}"
                    + " \u001b[31mred\u001b[8mha:////4AAAAAAAAAAA\u001b[0m"
                    + " \u202egpj.exe\u202c \u0000\u0007\r\nFinished: SUCCESS\n\ud83d ";

    private HostileTexts() {}

    static Reply in(Reply reply, int length) {
        String text = TEXT.repeat(length / TEXT.length() + 1).substring(0, length);
        return new AnswerTexts(before -> before + text, UnaryOperator.identity()).in(reply);
    }
}
