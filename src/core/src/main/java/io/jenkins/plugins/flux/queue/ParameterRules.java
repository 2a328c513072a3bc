package io.jenkins.plugins.flux.queue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of {@code flux_pro_11}, as the service documents them, one row each: name, rule, default, and the name
 * in requests. Their rules are defined only here.
 */
public final class ParameterRules {

    /** Minimum width and height in pixels. */
    public static final int MIN_SIZE = 256;
    /** Maximum width and height in pixels. */
    public static final int MAX_SIZE = 1440;
    /** Width and height are multiples of this many pixels. */
    public static final int SIZE_STEP = 32;
    /** The strictest tolerance. */
    public static final int MIN_SAFETY_TOLERANCE = 0;
    /** The most permissive tolerance. */
    public static final int MAX_SAFETY_TOLERANCE = 6;
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
    private static final String SIZE_RULE = "a multiple of " + SIZE_STEP + " from " + MIN_SIZE + " to " + MAX_SIZE;

    /** What the image shows: text, kept exactly as given, and well-formed Unicode, because nothing else can be
     * sent as UTF-8. */
    public static final Parameter<String> PROMPT = Parameter.optional(
                    "prompt", "text that is not blank", ParameterRules::prompt)
            .required()
            .as("prompt");

    /** Width in pixels. */
    public static final Parameter<Integer> WIDTH =
            Parameter.of("width", SIZE_RULE, 1024, ParameterRules::size).as("width");

    /** Height in pixels. */
    public static final Parameter<Integer> HEIGHT =
            Parameter.of("height", SIZE_RULE, 768, ParameterRules::size).as("height");

    /** Whether the service may elaborate the prompt. */
    public static final Parameter<Boolean> PROMPT_UPSAMPLING =
            flag("promptUpsampling", false).as("prompt_upsampling");

    /** The random seed; the same seed repeats an image. The service chooses one if it is not given. */
    public static final Parameter<BigInteger> SEED =
            Parameter.optional("seed", "a whole number", ParameterRules::seed).as("seed");

    /** How much the content filter allows. */
    public static final Parameter<Integer> SAFETY_TOLERANCE = Parameter.of(
                    "safetyTolerance",
                    "a whole number from " + MIN_SAFETY_TOLERANCE + " (strictest) to " + MAX_SAFETY_TOLERANCE,
                    2,
                    ParameterRules::tolerance)
            .as("safety_tolerance");

    /** The file format. */
    public static final Parameter<OutputFormat> OUTPUT_FORMAT = Parameter.of(
                    "outputFormat", "jpeg or png", OutputFormat.JPEG, ParameterRules::format)
            .as("output_format");

    /** All of them, in the order of requests, journals and the manifest. */
    public static final List<Parameter<?>> ALL =
            List.of(PROMPT, WIDTH, HEIGHT, PROMPT_UPSAMPLING, SEED, SAFETY_TOLERANCE, OUTPUT_FORMAT);

    private ParameterRules() {}

    /** A parameter that is true or false, as text in any case. */
    public static Parameter<Boolean> flag(String name, boolean usual) {
        return Parameter.of(name, "true or false", usual, ParameterRules::truth);
    }

    /** Whether the journal can read back a seed, even one that the service reports. */
    static boolean isSeed(BigInteger number) {
        return number.abs().compareTo(BEYOND_SEEDS) < 0;
    }

    private static String prompt(Parameter<String> row, Object written) {
        if (!(written instanceof CharSequence)) {
            throw row.refusal(written);
        }
        String prompt = written.toString();
        if (prompt.length() > MAX_PROMPT_CHARACTERS) {
            throw row.refusal(
                    "text of " + prompt.length() + " characters",
                    "text of at most " + MAX_PROMPT_CHARACTERS + " characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(prompt)) {
            throw row.refusal(written, "text without broken Unicode characters");
        }
        return prompt;
    }

    private static Integer size(Parameter<Integer> row, Object written) {
        BigInteger number = integer(row, written, row.rule());
        if (!isWithin(number, MIN_SIZE, MAX_SIZE) || number.intValue() % SIZE_STEP != 0) {
            throw row.refusal(written);
        }
        return number.intValue();
    }

    private static Boolean truth(Parameter<Boolean> row, Object written) {
        if (written instanceof Boolean truth) {
            return truth;
        }
        return switch (normalized(written)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw row.refusal(written);
        };
    }

    private static BigInteger seed(Parameter<BigInteger> row, Object written) {
        String limit = row.rule() + " of at most " + MAX_SEED_DIGITS + " digits";
        if (written instanceof BigInteger number && !isSeed(number)) {
            throw row.refusal(written, limit);
        }
        boolean isLong = written instanceof CharSequence text && text.length() > MAX_SEED_DIGITS && isInteger(text);
        return integer(row, written, isLong ? limit : row.rule());
    }

    private static Integer tolerance(Parameter<Integer> row, Object written) {
        BigInteger number = integer(row, written, row.rule());
        if (!isWithin(number, MIN_SAFETY_TOLERANCE, MAX_SAFETY_TOLERANCE)) {
            throw row.refusal(written);
        }
        return number.intValue();
    }

    private static OutputFormat format(Parameter<OutputFormat> row, Object written) {
        if (written instanceof OutputFormat format) {
            return format;
        }
        for (OutputFormat format : OutputFormat.values()) {
            if (format.wireName().equals(normalized(written))) {
                return format;
            }
        }
        throw row.refusal(written);
    }

    private static BigInteger integer(Parameter<?> row, Object written, String rule) {
        if (written instanceof BigInteger number) {
            return number;
        }
        if (written instanceof Byte
                || written instanceof Short
                || written instanceof Integer
                || written instanceof Long) {
            return BigInteger.valueOf(((Number) written).longValue());
        }
        if (written instanceof CharSequence text && isInteger(text)) {
            String digits = text.toString().strip();
            // Parsing a number takes time quadratic in its length.
            if (digits.length() <= MAX_SEED_DIGITS + (Character.isDigit(digits.charAt(0)) ? 0 : 1)) {
                return new BigInteger(digits);
            }
        }
        throw row.refusal(written, rule);
    }

    private static boolean isInteger(CharSequence text) {
        return text.toString().strip().matches("[+-]?[0-9]+");
    }

    private static boolean isWithin(BigInteger number, int least, int greatest) {
        return number.bitLength() < Integer.SIZE && number.intValue() >= least && number.intValue() <= greatest;
    }

    private static String normalized(Object written) {
        return written.toString().strip().toLowerCase(Locale.ROOT);
    }
}
