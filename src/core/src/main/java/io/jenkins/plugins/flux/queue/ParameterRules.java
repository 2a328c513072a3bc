package io.jenkins.plugins.flux.queue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules of the parameters of {@code flux_pro_11}, as the service documents them. They are defined only here.
 *
 * <p>Each method takes a value as a user wrote it, in a Jenkinsfile or in a form, and returns it typed, or throws
 * {@link InvalidParameterException}. Null and blank text mean that no value was given; the service's default applies.
 */
public final class ParameterRules {
    /** Field: what the image shows. Required. */
    public static final String PROMPT = "prompt";
    /** Field: an image that guides the generation. */
    public static final String IMAGE_PROMPT = "imagePrompt";
    /** Field: width in pixels. */
    public static final String WIDTH = "width";
    /** Field: height in pixels. */
    public static final String HEIGHT = "height";
    /** Field: whether the service may elaborate the prompt. */
    public static final String PROMPT_UPSAMPLING = "promptUpsampling";
    /** Field: the random seed; the same seed repeats an image. */
    public static final String SEED = "seed";
    /** Field: how much the content filter allows. */
    public static final String SAFETY_TOLERANCE = "safetyTolerance";
    /** Field: the file format. */
    public static final String OUTPUT_FORMAT = "outputFormat";

    /** Minimum width and height in pixels. */
    public static final int MIN_SIZE = 256;
    /** Maximum width and height in pixels. */
    public static final int MAX_SIZE = 1440;
    /** Width and height are multiples of this many pixels. */
    public static final int SIZE_STEP = 32;

    public static final int DEFAULT_WIDTH = 1024;
    public static final int DEFAULT_HEIGHT = 768;
    public static final boolean DEFAULT_PROMPT_UPSAMPLING = false;
    /** The strictest tolerance. */
    public static final int MIN_SAFETY_TOLERANCE = 0;
    /** The most permissive tolerance. */
    public static final int MAX_SAFETY_TOLERANCE = 6;

    public static final int DEFAULT_SAFETY_TOLERANCE = 2;
    public static final OutputFormat DEFAULT_OUTPUT_FORMAT = OutputFormat.JPEG;
    /** Maximum size of an image prompt. Our own limit, in case of a wrong file; the service documents none. */
    public static final int MAX_IMAGE_PROMPT_BYTES = 20 * 1024 * 1024;

    /**
     * Maximum length of a prompt, in Java characters. Our own limit: the journal must be able to read back what is paid
     * for.
     */
    public static final int MAX_PROMPT_CHARACTERS = 2_000_000;
    /** Maximum number of digits of a seed. Our own limit, for the same reason. */
    public static final int MAX_SEED_DIGITS = 1000;

    private static final BigInteger BEYOND_SEEDS = BigInteger.TEN.pow(MAX_SEED_DIGITS);
    private static final String PROMPT_RULE = "text that is not blank";
    private static final String SIZE_RULE = "a multiple of " + SIZE_STEP + " from " + MIN_SIZE + " to " + MAX_SIZE;
    private static final String TOLERANCE_RULE =
            "a whole number from " + MIN_SAFETY_TOLERANCE + " (strictest) to " + MAX_SAFETY_TOLERANCE;

    private ParameterRules() {}

    /** Text, kept exactly as given. Not blank, and well-formed Unicode, because nothing else can be sent as UTF-8. */
    public static String prompt(Object value) {
        if (isAbsent(value)) {
            throw InvalidParameterException.missing(PROMPT, PROMPT_RULE);
        }
        if (!(value instanceof CharSequence)) {
            throw InvalidParameterException.notAllowed(PROMPT, value, PROMPT_RULE);
        }
        String prompt = value.toString();
        if (prompt.length() > MAX_PROMPT_CHARACTERS) {
            throw InvalidParameterException.notAllowed(
                    PROMPT,
                    "text of " + prompt.length() + " characters",
                    "text of at most " + MAX_PROMPT_CHARACTERS + " characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(prompt)) {
            throw InvalidParameterException.notAllowed(PROMPT, value, "text without broken Unicode characters");
        }
        return prompt;
    }

    /** Pixels: a multiple of 32 from 256 to 1440; 1024 if absent. */
    public static int width(Object value) {
        return size(WIDTH, value, DEFAULT_WIDTH);
    }

    /** Pixels: a multiple of 32 from 256 to 1440; 768 if absent. */
    public static int height(Object value) {
        return size(HEIGHT, value, DEFAULT_HEIGHT);
    }

    /** True or false, as text in any case; false if absent. */
    public static boolean promptUpsampling(Object value) {
        if (isAbsent(value)) {
            return DEFAULT_PROMPT_UPSAMPLING;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        return switch (normalized(value)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw InvalidParameterException.notAllowed(PROMPT_UPSAMPLING, value, "true or false");
        };
    }

    /** A whole number of at most 1000 digits, exactly as given; empty if absent, so the service chooses. */
    public static Optional<BigInteger> seed(Object value) {
        String rule = "a whole number of at most " + MAX_SEED_DIGITS + " digits";
        if (value instanceof BigInteger number && !isSeed(number)) {
            throw InvalidParameterException.notAllowed(SEED, number, rule);
        }
        boolean isLong = value instanceof CharSequence text && text.length() > MAX_SEED_DIGITS && isInteger(text);
        return integer(SEED, value, isLong ? rule : "a whole number");
    }

    /** Whether the journal can read back a seed, even one that the service reports. */
    static boolean isSeed(BigInteger number) {
        return number.abs().compareTo(BEYOND_SEEDS) < 0;
    }

    /** A whole number from 0 (strictest) to 6; 2 if absent. */
    public static int safetyTolerance(Object value) {
        return integer(SAFETY_TOLERANCE, value, TOLERANCE_RULE)
                .map(number -> {
                    if (!isWithin(number, MIN_SAFETY_TOLERANCE, MAX_SAFETY_TOLERANCE)) {
                        throw InvalidParameterException.notAllowed(SAFETY_TOLERANCE, value, TOLERANCE_RULE);
                    }
                    return number.intValue();
                })
                .orElse(DEFAULT_SAFETY_TOLERANCE);
    }

    /** {@code jpeg} or {@code png}, in any case; JPEG if absent. */
    public static OutputFormat outputFormat(Object value) {
        if (isAbsent(value)) {
            return DEFAULT_OUTPUT_FORMAT;
        }
        if (value instanceof OutputFormat format) {
            return format;
        }
        for (OutputFormat format : OutputFormat.values()) {
            if (format.wireName().equals(normalized(value))) {
                return format;
            }
        }
        throw InvalidParameterException.notAllowed(OUTPUT_FORMAT, value, "jpeg or png");
    }

    private static int size(String field, Object value, int absent) {
        return integer(field, value, SIZE_RULE)
                .map(number -> {
                    if (!isWithin(number, MIN_SIZE, MAX_SIZE) || number.intValue() % SIZE_STEP != 0) {
                        throw InvalidParameterException.notAllowed(field, value, SIZE_RULE);
                    }
                    return number.intValue();
                })
                .orElse(absent);
    }

    private static Optional<BigInteger> integer(String field, Object value, String rule) {
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (value instanceof BigInteger number) {
            return Optional.of(number);
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return Optional.of(BigInteger.valueOf(((Number) value).longValue()));
        }
        if (value instanceof CharSequence text && isInteger(text)) {
            String digits = text.toString().strip();
            // Parsing a number takes time quadratic in its length.
            if (digits.length() <= MAX_SEED_DIGITS + (Character.isDigit(digits.charAt(0)) ? 0 : 1)) {
                return Optional.of(new BigInteger(digits));
            }
        }
        throw InvalidParameterException.notAllowed(field, value, rule);
    }

    private static boolean isInteger(CharSequence text) {
        return text.toString().strip().matches("[+-]?[0-9]+");
    }

    private static boolean isAbsent(Object value) {
        return value == null
                || value instanceof CharSequence text && text.toString().isBlank();
    }

    private static boolean isWithin(BigInteger number, int least, int greatest) {
        return number.bitLength() < Integer.SIZE && number.intValue() >= least && number.intValue() <= greatest;
    }

    private static String normalized(Object value) {
        return value.toString().strip().toLowerCase(Locale.ROOT);
    }
}
