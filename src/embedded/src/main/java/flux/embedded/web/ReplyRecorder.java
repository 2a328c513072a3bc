package flux.embedded.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.StaplerResponse2;

/** A response that records what is written to it. Unsupported methods throw an exception with their name. */
final class ReplyRecorder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private PrintWriter writer;
    private int status = 200;

    StaplerResponse2 response() {
        return (StaplerResponse2) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StaplerResponse2.class}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    return answer(method, given);
                });
    }

    WebReply reply(Object returned) {
        if (writer != null) {
            writer.flush();
        }
        return new WebReply(returned, status, headers, body.toByteArray());
    }

    private Object answer(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "sendError" -> sendError(arguments);
            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
            case "setContentLengthLong" -> headers.put("Content-Length", String.valueOf(arguments[0]));
            case "getOutputStream" -> {
                return new Output();
            }
            case "getWriter" -> {
                writer = writer == null ? new PrintWriter(body, false, StandardCharsets.UTF_8) : writer;
                return writer;
            }
            default -> throw new UnsupportedOperationException("StaplerResponse2." + method.getName());
        }
        return null;
    }

    private void sendError(Object[] arguments) {
        status = (Integer) arguments[0];
        if (arguments.length > 1) {
            body.writeBytes(arguments[1].toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private final class Output extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("ServletOutputStream.setWriteListener");
        }

        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            body.write(bytes, offset, length);
        }
    }
}
