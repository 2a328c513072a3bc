package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.ForeignImageUrl;
import io.jenkins.plugins.flux.simulator.Latency;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.RedirectTarget;
import io.jenkins.plugins.flux.simulator.ResultShape;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The names of faults in text, and how their values are parsed. */
final class FaultNames {
    private static final Map<String, Function<String, Fault>> FACTORIES = factories();

    private FaultNames() {}

    static Optional<Function<String, Fault>> factory(String name) {
        return Optional.ofNullable(FACTORIES.get(name));
    }

    static boolean isKnown(String name) {
        return FACTORIES.containsKey(name);
    }

    static Collection<String> all() {
        return Collections.unmodifiableCollection(FACTORIES.keySet());
    }

    static int integer(String text) {
        long value = wholeNumber(text);
        if (value != (int) value) {
            throw new IllegalArgumentException("too large: " + text);
        }
        return (int) value;
    }

    static double decimal(String text) {
        if (!text.matches("\\d{0,3}\\.?\\d{1,9}")) {
            throw new IllegalArgumentException("not a decimal number: '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    static Duration duration(String text) {
        if (Latency.parse(text) instanceof Latency.Fixed fixed) {
            return fixed.value();
        }
        throw new IllegalArgumentException("one duration is needed here: '" + text + "'");
    }

    private static Map<String, Function<String, Fault>> factories() {
        Map<String, Function<String, Fault>> names = new LinkedHashMap<>();
        addJobFaults(names);
        addCallFaults(names);
        return names;
    }

    private static void addJobFaults(Map<String, Function<String, Fault>> names) {
        names.put("queue", value -> Fault.queue(Latency.parse(value)));
        names.put("run", value -> Fault.run(Latency.parse(value)));
        names.put("error", value -> Fault.jobError(constant(ErrorType.class, value)));
        names.put("cancel-too-late", value -> flag(value, Fault::cancelTooLate));
        names.put("cancel-ignored", value -> flag(value, Fault::cancelIgnored));
        names.put("cancel-delay", value -> Fault.cancelDelayed(duration(value)));
        names.put("shape", value -> Fault.resultShape(constant(ResultShape.class, value)));
        names.put("outputs", value -> Fault.outputs(integer(value)));
        names.put("image-size", FaultNames::imageSize);
        names.put("image-bytes", value -> Fault.largeImage(integer(value)));
        names.put("image-corrupt", value -> Fault.corruptImage(value.isEmpty() ? 0 : integer(value)));
        names.put("error-field", Fault::errorField);
        names.put("foreign-links", FaultNames::foreignLinks);
        names.put("image-url", FaultNames::imageUrl);
        names.put("expires", value -> Fault.imageExpiresAfter(duration(value)));
        names.put("expires-downloads", value -> Fault.imageExpiresAfterDownloads(integer(value)));
    }

    private static void addCallFaults(Map<String, Function<String, Fault>> names) {
        names.put("echo-key", value -> Fault.echoKey(integer(value)));
        names.put("key-in-answers", value -> flag(value, Fault::keyInAnswers));
        names.put("hostile-text", value -> Fault.hostileText(integer(value)));
        names.put("lost-before", value -> flag(value, Fault::answerLostBeforeAccept));
        names.put("lost-after", value -> flag(value, Fault::answerLostAfterAccept));
        names.put("body", value -> Fault.body(constant(WrongBody.class, value)));
        names.put("in-between", FaultNames::inBetween);
        names.put("gzip", value -> flag(value, Fault::gzip));
        names.put("slow", value -> Fault.slowBody(wholeNumber(value)));
        names.put("stall", value -> Fault.stalledBody(wholeNumber(value)));
        names.put("stall-headers", value -> flag(value, Fault::stalledHeaders));
        names.put("truncate", value -> Fault.truncatedBody(wholeNumber(value)));
        names.put(
                "oversize", value -> Fault.oversizedBody(value.equals("endless") ? Fault.ENDLESS : wholeNumber(value)));
        names.put("content-length", value -> Fault.wrongContentLength(wholeNumber(value)));
        names.put("redirect", FaultNames::redirect);
    }

    private static Fault imageSize(String text) {
        String[] sides = text.split("x", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("a size is WIDTHxHEIGHT: '" + text + "'");
        }
        return Fault.imageSize(integer(sides[0]), integer(sides[1]));
    }

    private static Fault foreignLinks(String text) {
        if (text.isEmpty()) {
            return Fault.foreignLinks();
        }
        return Fault.foreignLinks(Arrays.stream(text.split("\\+", -1))
                .map(name -> constant(Operation.class, name))
                .toArray(Operation[]::new));
    }

    private static Fault imageUrl(String text) {
        return text.contains(":") ? Fault.imageUrl(uri(text)) : Fault.imageUrl(constant(ForeignImageUrl.class, text));
    }

    private static Fault inBetween(String text) {
        String[] parts = text.split("\\+", 2);
        return Fault.inBetween(
                integer(parts[0]), parts.length < 2 ? WrongBody.HTML : constant(WrongBody.class, parts[1]));
    }

    private static Fault redirect(String text) {
        if (text.contains(":")) {
            return Fault.redirectTo(uri(text));
        }
        return text.matches("\\d+")
                ? Fault.redirectHops(integer(text))
                : Fault.redirect(constant(RedirectTarget.class, text));
    }

    private static URI uri(String text) {
        return URI.create(text);
    }

    private static Fault flag(String value, Supplier<Fault> fault) {
        if (!value.isEmpty()) {
            throw new IllegalArgumentException("takes no value");
        }
        return fault.get();
    }

    private static long wholeNumber(String text) {
        if (!text.matches("[+-]?\\d{1,18}")) {
            throw new IllegalArgumentException("a whole number is needed: '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is none of " + Arrays.toString(names(type))));
    }

    private static <E extends Enum<E>> String[] names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toArray(String[]::new);
    }
}
